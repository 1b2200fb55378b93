"""Three turns of one town in eleven days under nearly one headline, in three languages.

``tests/golden/dedupe/albu_kamal.jsonl`` holds 46 invented reports: ``event`` is the turn (1: 9 November, government;
2: 11 November, Islamic State; 3: 19 November, government), ``kind`` what each report is, ``of`` which one it repeats.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.dedupe import stage_dedupe

_SET = Path(__file__).parents[2] / "golden" / "dedupe" / "albu_kamal.jsonl"
_EXPECTED = {"original": "new", "copy": "copy", "update": "update"}


def _reports() -> list[dict[str, Any]]:
    return [json.loads(line) for line in _SET.read_text("utf-8").splitlines()]


@pytest.fixture(params=["dated", "undated"], scope="module")
def answers(request: pytest.FixtureRequest) -> Iterator[dict[str, dict[str, Any]]]:
    fields = ["id", "url", "title", "text"] + (["published"] if request.param == "dated" else [])
    stage = stage_dedupe()
    yield {report["id"]: stage.answer({field: report[field] for field in fields}) for report in _reports()}


def test_the_set_is_what_it_says() -> None:
    reports = _reports()
    assert len(reports) >= 40
    assert {report["lang"] for report in reports} == {"en", "ar", "ru"}
    headlines = [report["title"] for report in reports if report["kind"] == "original"]
    assert len(set(headlines)) < len(headlines), "some headline comes true twice"


def test_no_event_is_without_an_article_that_is_coded(answers: dict[str, dict[str, Any]]) -> None:
    for event in (1, 2, 3):
        for language in ("en", "ar", "ru"):
            held = [r["id"] for r in _reports() if r["event"] == event and r["lang"] == language]
            assert any(answers[each]["decision"] in ("new", "update") for each in held)


def test_no_article_is_joined_across_events(answers: dict[str, dict[str, Any]]) -> None:
    event_of = {report["id"]: report["event"] for report in _reports()}
    joined = [(each, answer["of"]) for each, answer in answers.items() if answer["of"]]
    assert [pair for pair in joined if event_of[pair[0]] != event_of[pair[1]]] == []
    stories: dict[str, set[int]] = {}
    for each, answer in answers.items():
        stories.setdefault(answer["story_id"], set()).add(event_of[each])
    assert all(len(events) == 1 for events in stories.values())


def test_each_report_is_what_it_was_written_to_be(answers: dict[str, dict[str, Any]]) -> None:
    wrong = [
        (report["id"], report["kind"], answers[report["id"]])
        for report in _reports()
        if (answers[report["id"]]["decision"], answers[report["id"]]["of"]) != (_EXPECTED[report["kind"]], report["of"])
    ]
    assert wrong == []
