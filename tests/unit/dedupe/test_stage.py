from __future__ import annotations

import pytest

from pipeline.dedupe import stage_dedupe
from pipeline.errors import UsageError
from tests.unit.dedupe.candidates import ALBU_KAMAL


def test_of_names_the_callers_id() -> None:
    stage = stage_dedupe()
    first = stage.answer({"id": "one", "title": "Army takes Albu Kamal", "text": ALBU_KAMAL})
    second = stage.answer({"id": "two", "title": "Town falls", "text": ALBU_KAMAL, "published": "2017-11-09T12:00:00Z"})
    assert set(first) == {"id", "decision", "of", "reason", "similarity", "story_id"}
    assert (first["decision"], first["of"]) == ("new", "")
    assert (second["decision"], second["of"], second["id"]) == ("copy", "one", "two")
    assert second["story_id"] == first["story_id"]


def test_the_same_url_again_is_unchanged() -> None:
    stage = stage_dedupe()
    line = {"id": 7, "url": "https://a.example/x", "title": "Army takes Albu Kamal", "text": ALBU_KAMAL}
    stage.answer(line)
    again = stage.answer({**line, "id": 8})
    assert (again["decision"], again["of"], again["id"]) == ("unchanged", 7, 8)


def test_a_text_that_no_database_takes_is_decided_too() -> None:
    stage = stage_dedupe()
    answer = stage.answer({"id": "x", "title": "T\x00 \ud800", "text": f"{ALBU_KAMAL} \udfff\x00"})
    assert answer["decision"] == "new"


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"id": "x"},
        {"id": "x", "title": "", "text": ""},
        {"id": None, "title": "a", "text": "b"},
        {"id": True, "title": "a", "text": "b"},
        {"id": "x", "title": 3, "text": "b"},
        {"id": "x", "title": "a", "text": "b", "published": "yesterday"},
    ],
)
def test_an_unusable_line_is_an_error_and_the_rest_goes_on(line: dict[str, object]) -> None:
    stage = stage_dedupe()
    with pytest.raises(UsageError):
        stage.answer(line)
    assert stage.answer({"id": "y", "title": "t", "text": ALBU_KAMAL})["decision"] == "new"
