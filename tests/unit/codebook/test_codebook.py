"""The codebook has every type, maps to words that exist, and its examples are coded as they are written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.codebook import Entry, Example, as_csv, as_markdown, entries, entry
from pipeline.codebook.book import PUBLISHED
from pipeline.errors import UsageError
from pipeline.merge.blocks import family
from pipeline.model.words import EventType
from pipeline.tag import stage_tag
from tests.unit.cli.calls import call
from tests.unit.codebook.schemes import ACLED, PLOVER, UCDP

CODEBOOK = Path(__file__).parents[3] / "CODEBOOK.md"
EXAMPLES = [(each, example) for each in entries() for example in each.examples]
_FAMILIES = {"Battles": "battle", "Explosions/Remote violence": "remote", "Violence against civilians": "people"}


def test_every_type_has_an_entry_in_order() -> None:
    assert [each.type for each in entries()] == list(EventType)
    for each in entries():
        assert each.definition.endswith(".") and each.includes.endswith(".") and each.excludes.endswith(".")
        assert len(each.examples) >= 2, each.type
        assert len([example for example in each.examples if not example.wrong_today]) >= 2, each.type


@pytest.mark.parametrize("each", entries(), ids=lambda each: str(each.type))
def test_every_mapped_word_is_a_word_of_its_scheme(each: Entry) -> None:
    assert each.acled_sub_event in ACLED[each.acled_event]
    assert set(each.ucdp) <= UCDP
    modes = PLOVER[each.plover_event]
    assert each.plover_mode in modes if modes else each.plover_mode == ""


def test_every_sub_event_of_acled_has_a_type() -> None:
    mapped = {(each.acled_event, each.acled_sub_event) for each in entries()}
    assert mapped == {(event, sub) for event, subs in ACLED.items() for sub in subs}


def test_the_families_of_the_merge_are_acleds_event_types() -> None:
    for each in entries():
        if each.acled_event in _FAMILIES and each.type is not EventType.NON_VIOLENT_TERRITORY_TRANSFER:
            assert family(each.type) == _FAMILIES[each.acled_event], each.type


@pytest.mark.parametrize(
    ("name", "meant"),
    [("CLASH", "ARMED_CLASH"), ("bomb", "SUICIDE_BOMB"), ("AIR_STRIKES", "AIR_STRIKE"), ("NOPE", "")],
)
def test_an_unknown_type_is_told_its_likely_name_or_none(name: str, meant: str) -> None:
    with pytest.raises(UsageError, match="conflictwire codebook lists them") as caught:
        entry(name)
    assert (f"did you mean {meant}?" in str(caught.value)) if meant else ("did you mean" not in str(caught.value))


def coded(example: Example) -> dict[str, Any]:
    """The first claim of an example, in the words of the codebook."""
    answer = stage_tag({"id": "", "title": "", "text": example.text, "published": PUBLISHED})
    claim = answer["claims"][0] if answer["claims"] else {}
    place, date, killed = claim.get("place"), claim.get("date"), claim.get("killed")
    return {
        "type": claim.get("type", ""),
        "actor1": (claim.get("actor1") or {}).get("name", ""),
        "actor2": (claim.get("actor2") or {}).get("name", ""),
        "place": f"{place['name']}, {place['country']}" if place else "",
        "date": date["start"] if date else "",
        "killed": next((killed[b] for b in ("best", "low", "high") if killed[b] is not None), None) if killed else None,
        "control": claim.get("control", "none"),
    }


@pytest.mark.parametrize(("each", "example"), EXAMPLES, ids=[f"{e.type}-{x.text[:24]}" for e, x in EXAMPLES])
def test_an_example_is_coded_as_the_codebook_says(each: Entry, example: Example) -> None:
    wanted = {"type": str(each.type), "killed": example.killed}
    wanted |= {name: told for name in ("actor1", "actor2", "place", "date") if (told := getattr(example, name))}
    wanted |= {"control": str(each.control)} if each.control != "none" else {}
    found = coded(example)
    wrong = {name for name, told in wanted.items() if found[name] != told}
    assert wrong - set(example.wrong_today) == set(), f"coded as {found}"
    assert set(example.wrong_today) - wrong == set(), "it is right now: take it out of wrong_today in types.yaml"


def test_the_file_is_what_the_source_says() -> None:
    assert CODEBOOK.read_text(encoding="utf-8") == as_markdown(), (
        "conflictwire codebook --format markdown > CODEBOOK.md"
    )


def test_the_mapping_is_readable_by_programs() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(entries()))))
    assert [row["type"] for row in rows] == list(EventType)
    assert rows[0]["ucdp_type_of_violence"] == "1|2"
    assert len(json.loads(call("codebook", "--format", "json").output)) == len(EventType)
    assert call("codebook", "--format", "csv").output == as_csv(entries())
    assert call("codebook", "--format", "markdown").output == as_markdown()


def test_one_type_is_shown_in_any_spelling() -> None:
    shown = call("codebook", "suicide bomb").output
    assert shown.startswith("SUICIDE_BOMB\n") and "Explosions/Remote violence / Suicide bomb" in shown
    assert "ARMED_CLASH" in call("codebook").output
    with pytest.raises(UsageError, match="did you mean AIR_STRIKE"):
        entry("airstrike")
