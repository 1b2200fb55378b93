"""The decider's rows on SQLite and PostgreSQL: one stream, the same decisions, whatever was reopened or rolled back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, select

from pipeline.dedupe import Candidate, Decided, Decider, DedupeConfig, lineage, metadata, undo_copy
from pipeline.model.identity import content_hash
from pipeline.model.words import Decision

_SET = Path(__file__).parents[2] / "golden" / "dedupe" / "albu_kamal.jsonl"
_START = datetime(2017, 11, 9, tzinfo=UTC)


def _stream() -> list[Candidate]:
    """The reports of the set, then each a second time: unchanged, or changed by a word."""
    reports = [json.loads(line) for line in _SET.read_text("utf-8").splitlines()]
    made = []
    for at, report in enumerate([*reports, *reports]):
        text = report["text"] + (" Ends." if at >= len(reports) and at % 3 == 0 else "")
        made.append(
            Candidate(
                item_id=f"i{at}",
                feed_id="f",
                url=report["url"],
                fetched_url=report["url"],
                canonical_link=report["url"] + "?print=1" if at % 5 == 0 else "",
                source=report["url"].split("/")[2],
                title=report["title"],
                text=text,
                language=report["lang"],
                published_at=datetime.fromisoformat(report["published"]),
                admitted_at=_START + timedelta(minutes=at),
                content_hash=content_hash(report["title"], text),
            )
        )
    return made


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    engine = create_engine(database_url)
    with engine.connect() as opened:
        Decider.create_tables(opened)
        opened.commit()
        yield opened
    engine.dispose()


@pytest.fixture(scope="module")
def expected() -> list[Decided]:
    engine = create_engine("sqlite://")
    with engine.connect() as opened:
        Decider.create_tables(opened)
        decider = Decider.open(opened)
        made = [decider.decide(opened, each) for each in _stream()]
    engine.dispose()
    return made


def test_reopening_and_rolling_back_change_no_decision(connection: Connection, expected: list[Decided]) -> None:
    decider = Decider.open(connection)
    made = []
    for at, each in enumerate(_stream()):
        if at % 7 == 3:
            decider.decide(connection, each)
            connection.rollback()
            decider = Decider.open(connection)
        made.append(decider.decide(connection, each))
        connection.commit()
    assert made == expected
    assert {d.verdict.decision for d in made} == set(Decision)


def test_an_undo_is_stored(connection: Connection, expected: list[Decided]) -> None:
    decider = Decider.open(connection)
    made = [decider.decide(connection, each) for each in _stream()[:46]]
    copied = next(d for d in made if d.verdict.decision is Decision.COPY)
    assert copied.article_id in lineage(connection, copied.verdict.of).articles
    undone = undo_copy(connection, copied.article_id, _START)
    connection.commit()
    assert undone.verdict.decision is Decision.NEW
    assert Decider.open(connection).unchanged(connection, copied.article_id).article_id == copied.article_id


def test_a_full_window_forgets_the_oldest(connection: Connection) -> None:
    config = DedupeConfig(max_versions=200, story_window=50, forget_identity=True)
    decider = Decider.open(connection, config)
    first = _stream()[0]
    for at in range(600):
        text = f"Note {at} of {at * 13}: {at * 7} of {at * 3} things went from {at * 11} to {at * 17} in all."
        url = f"https://notes.example/n/{at}"
        decider.decide(
            connection,
            Candidate(str(at), "f", url, url, "", "notes.example", f"Note {at}", text, "en", None, _START, str(at)),
        )
    counts = {table.name: len(connection.execute(select(table)).all()) for table in metadata.sorted_tables}
    assert counts["dedupe_bodies"] == counts["dedupe_fresh_keys"] == counts["dedupe_aliases"]
    assert 200 <= counts["dedupe_bodies"] <= 200 + 256
    assert counts["dedupe_story_terms"] == 50
    assert Decider.open(connection, config).decide(connection, first).verdict.decision is Decision.NEW
