"""The labels of real articles hold no sentence of them, and the scoreboard reads the texts where they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.words import EventType
from tests.evals import tag_real

LABELS = [json.loads(line) for line in tag_real.LABELS.read_text("utf-8").splitlines()]
EVENTS = [event for label in LABELS for event in label["events"]]
TEXT = "Rebels shelled the town of Tolo on Monday, killing four people, the mayor said."
LONGEST_NAME = 100


def test_each_article_is_labelled_once() -> None:
    assert len({label["id"] for label in LABELS}) == len(LABELS) == 1165
    assert {tag_real.half_of(label["id"]) for label in LABELS} == set(tag_real.USES)


def test_an_article_has_one_main_event_if_it_is_relevant() -> None:
    for label in LABELS:
        assert sum(event["main"] for event in label["events"]) == label["relevant"], label["id"]


def test_events_are_names_numbers_and_offsets() -> None:
    for event in EVENTS:
        assert event["type"] in EventType.__members__
        assert all(len(event[name]) <= LONGEST_NAME for name in ("actor1", "actor2", "place", "admin1", "date"))
        part, start, end = event["quote"]
        assert part in ("title", "text") and 0 <= start < end


def _sources(folder: Path) -> None:
    for name in ("conflict", "dedupe/reuters21578", "geo"):
        (folder / name).mkdir(parents=True)
    (folder / "conflict" / "guardian_sdf_passages.csv").write_text(f',date,text,source\n7,2019-01-01,"{TEXT}",G\n')
    wire = {"attrs": {"newid": "8"}, "title": "ARMY TAKES TOLO", "body": TEXT}
    (folder / "dedupe" / "reuters21578" / "reut2-000.json").write_text(json.dumps([wire]))
    (folder / "conflict" / "agnews.jsonl").write_text(json.dumps({"title": "Town shelled", "text": TEXT}) + "\n")
    for name, key in (("GeoWebNews", "file"), ("LGL", "docid")):
        article = f'<articles><article {key}="9"><title>T</title><text>{TEXT}</text></article></articles>'
        (folder / "geo" / f"{name}.xml").write_text(article)


def _label(ident: str) -> dict[str, Any]:
    at = TEXT.index("Tolo")
    spans = dict.fromkeys(("actor1_span", "actor2_span", "date_span", "killed_span"))
    event = {
        "type": "SHELLING_ARTILLERY_MISSILE", "main": 1, "actor1": "Rebels", "actor2": "", "place": "Tolo",
        "admin1": "", "country": "", "date": "", "killed": None, "injured": None, "control": "none",
        "quote": ["text", 0, len(TEXT)],
        "place_span": ["text", at, at + 4], **spans,
    }  # fmt: skip
    return {"id": ident, "published": "2019-01-01", "relevant": 1, "borderline": 0, "events": [event]}


def test_words_are_put_in_place_of_their_offsets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _sources(tmp_path / "data")
    labels = tmp_path / "labels.jsonl"
    idents = ("sdf-7", "reut-8", "ag-1", "gwn-9", "lgl-9")
    labels.write_text("".join(json.dumps(_label(ident)) + "\n" for ident in idents))
    monkeypatch.setattr(tag_real, "DATA", tmp_path / "data")
    monkeypatch.setattr(tag_real, "LABELS", labels)
    rows = tag_real.labelled()
    assert [(row["title"], row["text"]) for row in rows] == [
        ("", TEXT), ("ARMY TAKES TOLO", TEXT), ("Town shelled", TEXT), ("T", TEXT), ("T", TEXT)
    ]  # fmt: skip
    assert {row["gold"]["events"][0]["place_text"] for row in rows} == {"Tolo"}
    assert {row["gold"]["events"][0]["date_text"] for row in rows} == {""}
    assert tag_real.main([]) == 0
    told = capsys.readouterr().out
    assert "  AG News: " in told and "  Guardian: " in told
    assert "main event of 4 articles" in told and "main event of 1 articles" in told


def test_without_the_texts_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tag_real, "DATA", tmp_path / "nowhere")
    assert tag_real.main([]) == 1
    assert "no data" in capsys.readouterr().out
