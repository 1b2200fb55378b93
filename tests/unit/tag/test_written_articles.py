"""The invented articles keep the form in which they are measured."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.evals import tag_written

TEXTS = ("quote", "actor1_text", "actor2_text", "place_text", "date_text", "killed_text")
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (tag_written.FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", tag_written.FILES)
def test_words_of_the_labels_stand_in_the_article(name: str) -> None:
    strange = [
        (row["id"], field)
        for row in rows(name)
        for event in row["gold"]["events"]
        for field in TEXTS
        if event[field] not in row["title"] and event[field] not in row["text"]
    ]
    assert strange == []


@pytest.mark.parametrize("name", tag_written.FILES)
def test_relevant_articles_have_one_main_event_and_others_none(name: str) -> None:
    odd = [row["id"] for row in rows(name) if not _is_whole(row["gold"])]
    assert odd == []


def _is_whole(gold: Row) -> bool:
    mains = sum(event["main"] for event in gold["events"])
    return bool(mains == gold["relevant"] and len(gold["events"]) <= 4 and (gold["relevant"] or not gold["events"]))


def test_no_article_is_in_two_files() -> None:
    ids = [row["id"] for name in tag_written.FILES for row in rows(name)]
    assert len(ids) == len(set(ids))


def test_errors_are_told_of_readable_articles_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missed = next(row for row in rows("dev") if row["gold"]["relevant"]) | {"text": "Nothing.", "title": "Nothing"}
    for name in tag_written.FILES:
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(missed | {"id": f"of-{name}"}) + "\n")
    monkeypatch.setattr(tag_written, "FOLDER", tmp_path)
    assert tag_written.main(["--errors"]) == 0
    told = capsys.readouterr().out
    assert [f"of-{name}" in told for name in ("dev", "dev2", "test", "test2")] == [True, True, False, False]


def test_absent_articles_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tag_written, "FOLDER", tmp_path)
    assert tag_written.main([]) == 1
