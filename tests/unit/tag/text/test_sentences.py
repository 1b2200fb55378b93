"""Sentence ends: abbreviations, initials, quotes, line ends, other scripts; offsets are exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tag.text import sentences


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Troops entered the town on Nov. 8.", "Gen. Ali A. Hassan said it was over."],
        ["The U.S. Army struck No. 3 depot near St. George.", "Nobody was hurt."],
        ["He fled to the U.S.", "The army said so."],
        ["The blast hit at 5 a.m. Tuesday.", "It killed three."],
        ["The blast hit at 5 a.m.", "Police sealed the road."],
        ['"We will not leave!" he said.', '"Never."', "They left."],
        ["“Go home.”", "The crowd went."],
        ["Is it over?", "No one knows…", "The shelling went on."],
        ["Maj. J. K. Banda of the 5.45-mm plant spoke.", "Dr. Obi did not."],
        ["The firm, Acme Inc., closed.", "Lt. Col. Dube left."],
        ["U.N.. sanctions followed.", "Nothing changed."],
        ["It hit Washington, D.C.", "He fled."],
        ["ملخص الأخبار اليوم؟", "دخل الجيش المدينة."],
        ["TROOPS KILLED 3 REBELS.", "COL. PEREZ SAID SO."],
    ],
)
def test_splits(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_line_ends_are_paragraph_ends() -> None:
    assert split("Army retakes town\nThe army said so\n\n  It was quiet. ") == [
        "Army retakes town",
        "The army said so",
        "It was quiet.",
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "   LIMA, 3 JAN 90 -- THE COMMAND HAS REPORTED THAT ABOUT FIFTY PEASANTS OF\n"
        "VARIOUS AGES WERE TAKEN FROM THEIR HOMES BY ARMED MEN ON SATURDAY NIGHT AND\n"
        "LED AWAY TO AN UNKNOWN PLACE.  THE SOURCE ADDED THAT TWO OF THE MEN WORE THE\n"
        "UNIFORMS OF THE LOCAL GARRISON AND THAT NOBODY HAS BEEN ABLE TO EXPLAIN HOW\n"
        "THEY CAME BY THEM.\n\n   NO GROUP HAS CLAIMED THE ACTION.\n"
    )
    found = split(wrapped)
    assert len(found) == 3
    assert found[1].startswith("THE SOURCE ADDED") and found[1].endswith("CAME BY THEM.")


def test_missing_space_after_a_full_stop() -> None:
    assert split("They took the town.The army fled to example.org at once.") == [
        "They took the town.",
        "The army fled to example.org at once.",
    ]


def test_lower_case_text_is_split() -> None:
    assert split("the mob burnt shops. police came late.") == ["the mob burnt shops.", "police came late."]


@given(st.text(alphabet=st.sampled_from("ab A.B!?\"' \n\t“”…،د。U.S. 1,2"), max_size=200))
def test_every_visible_character_is_in_exactly_one_span(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    inside = "".join(span.of(text) for span in spans)
    assert [c for c in inside if not c.isspace()] == [c for c in text if not c.isspace()]
    assert all(span.of(text) == span.of(text).strip() for span in spans)
