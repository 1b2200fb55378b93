"""What a person types comes back as values; what means nothing is told by its place, and the rest goes on."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.model.words import EventType
from pipeline.review import Choices, Item, Reading, Sheet, read_sheet, render_sheet
from tests.unit.review.sheets import ACTORS, PLACES, TEXT, TITLE, claim, filled, sheet


def read(text: str) -> Reading:
    return read_sheet(text, "f.yaml")


def expected(**answers: str) -> dict[str, Any]:
    reading = read(filled(sheet(), 1, **answers))
    assert reading.problems == ()
    return dict(reading.answered[0].expected)


def problem(**answers: str) -> tuple[str, str]:
    reading = read(filled(sheet(), 1, **answers))
    assert reading.answered == () and reading.empty == 1
    (found,) = reading.problems
    return found.where, found.reason


def test_a_file_as_written_is_yaml_and_has_no_answer() -> None:
    assert len(yaml.safe_load(sheet())["items"]) == 2
    reading = read(sheet())
    assert (reading.answered, reading.empty, reading.problems) == ((), 2, ())
    assert reading.tagger == "conflictwire 1+abc"


def test_the_words_are_marked_for_the_reader() -> None:
    assert "# [actor1: Rebels] [type: shell] Hajin: three dead" in sheet()
    assert all(word in sheet() for word in EventType)


def test_title_and_text_come_back_character_for_character() -> None:
    answer = read(filled(sheet(), 2, rest="ok")).answered[0]
    assert (answer.article["title"], answer.article["text"]) == (TITLE, TEXT)
    assert answer.article["published"] == "2017-11-11T10:00:00Z"


def test_rest_ok_takes_every_field_that_was_left_empty() -> None:
    assert expected(rest="ok", place="2") == {
        "type": "SHELLING_ARTILLERY_MISSILE",
        "actor1": ACTORS[0],
        "actor2": None,
        "place": PLACES[1],
        "date": {"start": "2017-11-10", "end": "2017-11-10", "precision": 1},
        "killed": {"low": 3, "best": 3, "high": None},
    }


def test_fields_left_empty_are_not_judged() -> None:
    assert expected(event="yes", killed="none") == {"killed": None}


@pytest.mark.parametrize(
    ("name", "told", "value"),
    [
        ("type", "air strike", "AIR_STRIKE"),
        ("type", "ok  # sure", "SHELLING_ARTILLERY_MISSILE"),
        ("actor1", "2", ACTORS[1]),
        ("actor1", "sons of THE river", ACTORS[1]),
        ("actor1", "SYR-REB", ACTORS[0]),
        ("actor2", "Farmers' Front: north", {"id": "", "name": "Farmers' Front: north"}),
        ("place", "beirut", PLACES[1]),
        ("place", "Baghuz, Deir ez-Zor, syr", {"name": "Baghuz", "country": "SYR"}),
        ("date", "2017-11", {"start": "2017-11", "end": "2017-11"}),
        ("date", "2017-11-08/2017-11-10", {"start": "2017-11-08", "end": "2017-11-10"}),
        ("date", "none", None),
        ("killed", "18", {"best": 18}),
        ("killed", "18-20", {"low": 18, "high": 20}),
        ("killed", "18-", {"low": 18}),
        ("killed", "0", {"best": 0}),
    ],
)
def test_what_may_be_typed(name: str, told: str, value: object) -> None:
    assert expected(**{name: told}) == {name: value}


@pytest.mark.parametrize(
    ("name", "told", "reason"),
    [
        ("type", "AIRSTRIKE", "did you mean AIR_STRIKE"),
        ("type", "none", "no event type"),
        ("actor1", "7", "no choice 7"),
        ("actor2", "0", "no choice 0"),
        ("actor1", "...", "neither a number"),
        ("place", "Hajinn", "NAME, COUNTRY"),
        ("date", "10 Nov 2017", "no date"),
        ("date", "2017-11-40", "no date"),
        ("date", "2017-11-10/2017-11-08", "ends before"),
        ("killed", "many", "no number of people"),
        ("killed", "20-18", "no number of people"),
        ("killed", "-3", "no number of people"),
        ("event", "perhaps", "neither yes nor no"),
        ("rest", "fine", "is not ok"),
    ],
)
def test_an_answer_that_means_nothing_names_item_and_field(name: str, told: str, reason: str) -> None:
    where, why = problem(**{name: told})
    assert where == f"f.yaml, item 1, {name}"
    assert reason in why


def test_no_event_takes_no_fields() -> None:
    answer = read(filled(sheet(), 1, event="no", note="a drill: nobody fired")).answered[0]
    assert (answer.event, answer.expected, answer.note) == (False, {}, "a drill: nobody fired")
    assert problem(event="No", killed="3") == (
        "f.yaml, item 1, killed",
        "event is no: then the other fields stay empty",
    )


def test_a_note_alone_is_no_answer() -> None:
    assert read(filled(sheet(), 1, note="ask somebody")).empty == 2


def test_a_broken_item_costs_itself_alone() -> None:
    text = filled(filled(sheet(3), 1, rest="ok"), 3, rest="ok").replace("- item: 2\n  claim:", "- item: 2\n  claim: [")
    reading = read(text)
    assert [answer.claim_id for answer in reading.answered] == ["c000001", "c000003"]
    assert reading.problems[0].where.startswith("f.yaml, line ") and "no valid YAML" in reading.problems[0].reason
    line = int(reading.problems[0].where.rpartition(" ")[2])
    assert "item: 2" in "".join(text.splitlines()[line - 4 : line])


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("quote: ", 'quote: "Another sentence."\n  quoth: ', "quote is not in the title"),
        ("    killed:", "    killled: 3", "no field 'killled'"),
        ("    killed:", "    killed:\n      - 3", "more than one line"),
        ("  claim: c000001", "  claim: ../../etc", "is no id"),
        ("  in: title", "  out: title", "in is missing"),
        ("    date:\n", "    date: 2017\n    date: 2018\n", "twice"),
        ("  answer:", "  answer: &a [*a]\n  other:", "aliases are refused"),
    ],
)
def test_damage_is_told(old: str, new: str, reason: str) -> None:
    text = sheet(1)
    at = text.index(old, text.index("- item: 1") if not old.startswith("    ") else text.index("  answer:"))
    reading = read(text[:at] + new + text[at + len(old) :])
    assert reading.answered == ()
    assert reason in reading.problems[0].reason


@pytest.mark.parametrize("text", ["", "items: []", "review: 9\nitems:\n", "- 1", "a: [", "\x00"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"f\.yaml"):
        read(text)


@example(title="null", text="")
@given(title=st.text(st.characters(exclude_categories=["Cs"])), text=st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_an_article_holds_comes_back_as_it_was(title: str, text: str) -> None:
    article = {"title": title, "text": text or "x", "url": "", "published": None, "language": ""}
    coded = claim(actor2={"id": "", "name": title})
    quoted = Item("c1", article, text or "x", "text", coded, {}, Choices(PLACES, ({"id": "", "name": text},)), ())
    file = filled(render_sheet(Sheet("live", "t", 0.5, (quoted,)), "r"), 1, rest="ok")
    (answer,) = read(file).answered
    assert (answer.article["title"] or "", answer.article["text"]) == (title, text or "x")
    assert answer.expected["actor2"] == {"id": "", "name": title}
