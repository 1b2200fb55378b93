"""Cases on disk, and how a coding is held against them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.review import (
    Case,
    cases_of,
    judge,
    read_cases,
    read_pending,
    read_sheet,
    write_case,
    write_pending,
)
from pipeline.review.compare import accuracy, same
from tests.unit.review.sheets import TITLE, claim, filled, sheet


def case(**answers: str) -> Case:
    (made,) = cases_of(read_sheet(filled(sheet(), 1, **answers), "f").answered, "t")
    return made


def answer(*claims: dict[str, Any]) -> dict[str, Any]:
    return {"id": "x", "claims": list(claims)}


def test_a_case_is_named_after_its_headline_and_claim(tmp_path: Path) -> None:
    made = case(rest="ok")
    assert made.name == "rebels-shell-hajin-three-dead-000001"
    assert write_case(tmp_path, made) and not write_case(tmp_path, made)
    assert read_cases(tmp_path) == [made]
    assert write_case(tmp_path, replace(made, note="seen again"))


def test_the_right_claim_is_right_in_every_field() -> None:
    verdict = judge(case(rest="ok"), answer(claim()))
    assert verdict.right == ("event", "type", "actor1", "actor2", "place", "date", "killed") and verdict.wrong == ()


def test_a_wrong_field_is_named() -> None:
    assert judge(case(rest="ok"), answer(claim(type="ATTACK", killed=None))).wrong == ("type", "killed")


def test_of_several_claims_on_the_sentence_the_best_is_judged() -> None:
    assert judge(case(rest="ok"), answer(claim(place=None, date=None), claim(killed=None))).wrong == ("killed",)


def test_without_a_claim_on_the_sentence_all_is_wrong() -> None:
    elsewhere = claim(evidence={"type": {"quote": "Others fled.", "in": "text", "start": 0, "end": 12}})
    verdict = judge(case(event="yes", type="ok", killed="ok"), answer(elsewhere))
    assert (verdict.right, verdict.wrong) == ((), ("event", "type", "killed"))


def test_no_event_is_right_when_nothing_rests_on_the_sentence() -> None:
    drill = case(event="no")
    assert judge(drill, answer()).right == ("event",)
    assert judge(drill, answer(claim())).wrong == ("event",)
    part = claim(evidence={"type": {"quote": TITLE[:20], "in": "title", "start": 0, "end": 20}})
    assert judge(drill, answer(part)).wrong == ("event",)


PLACE = {"name": "Hajin", "geoname_id": 1, "admin1": "x", "country": "SYR", "lat": 1.0, "lon": 2.0, "precision": 1}


@pytest.mark.parametrize(
    ("name", "wanted", "coded", "alike"),
    [
        ("place", {"name": "Hajin", "country": "SYR"}, PLACE, True),
        ("place", {"name": "HĀJIN", "country": "SYR"}, PLACE, True),
        ("place", {"name": "Hajin", "country": "IRQ"}, PLACE, False),
        ("place", {"name": "Other", "geoname_id": 1, "country": "SYR"}, PLACE, True),
        ("place", {"name": "Hajin", "geoname_id": 2, "country": "SYR"}, PLACE, False),
        ("place", None, PLACE, False),
        ("actor1", {"id": "", "name": "islamic state"}, {"id": "islamic-state", "name": "Islamic State"}, True),
        ("actor1", {"id": "a", "name": "Islamic State"}, {"id": "b", "name": "Islamic State"}, False),
        ("date", {"start": "2017-11", "end": "2017-11"}, {"start": "2017-11-01", "end": "2017-11-01"}, False),
        ("killed", {"best": 12}, {"low": 12, "best": None, "high": None}, True),
        ("killed", {"best": 12}, {"low": 10, "best": 12, "high": 14}, True),
        ("killed", {"low": 12}, {"low": 12, "best": 12, "high": None}, True),
        ("killed", {"low": 12}, {"low": 12, "best": 12, "high": 12}, False),
        ("killed", {"best": 0}, None, False),
        ("killed", None, None, True),
    ],
)
def test_when_fields_are_the_same(name: str, wanted: object, coded: object, alike: bool) -> None:
    assert same(name, wanted, coded) is alike


def test_the_list_of_wrong_fields_is_read_as_written(tmp_path: Path) -> None:
    assert read_pending(tmp_path) == {}
    write_pending(tmp_path, {"b": frozenset({"killed", "type"}), "a": frozenset({"event"}), "c": frozenset()})
    assert read_pending(tmp_path) == {"a": frozenset({"event"}), "b": frozenset({"type", "killed"})}
    path = tmp_path / "EXPECTED_WRONG.txt"
    assert path.read_text("utf-8").splitlines()[-2:] == ["a event", "b type killed"]
    path.write_text(path.read_text("utf-8") + "d tpye\n", "utf-8")
    with pytest.raises(UsageError, match=r"line \d: a case is followed by fields"):
        read_pending(tmp_path)


@pytest.mark.parametrize("body", ["", "[]", '{"claim_id": 1}', "{"])
def test_a_file_that_is_no_case_is_named(tmp_path: Path, body: str) -> None:
    (tmp_path / "odd.json").write_text(body, "utf-8")
    with pytest.raises(UsageError, match=r"odd\.json"):
        read_cases(tmp_path)


def test_a_case_whose_text_lost_its_quote_is_refused(tmp_path: Path) -> None:
    write_case(tmp_path, case(rest="ok"))
    path = next(tmp_path.glob("*.json"))
    plain = json.loads(path.read_text("utf-8"))
    plain["article"]["title"] = "Another"
    path.write_text(json.dumps(plain), "utf-8")
    with pytest.raises(UsageError, match="quote"):
        read_cases(tmp_path)


def test_shares_count_what_was_judged() -> None:
    judged = [judge(case(rest="ok"), answer(claim(killed=None))), judge(case(event="no"), answer())]
    assert accuracy(judged)["event"] == (2, 2)
    assert accuracy(judged)["killed"] == (0, 1)
