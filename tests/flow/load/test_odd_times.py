"""Records that a stranger stamped with times that no log of ours would take: they stop nothing."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.stream import ARTICLES, DEAD_LETTERS, TAGGINGS, Message
from pipeline.warehouse import open_warehouse
from pipeline.wiring.loading import drain_load
from pipeline.wiring.tagging import drain_tag
from tests.flow.load.streams import count, message, simple_tag, some_articles, stream_at
from tests.unit.warehouse.samples import NOON

FAR_AHEAD_MS = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1000)
MICROS_AS_MILLIS = int(NOON.timestamp() * 1_000_000)


@pytest.mark.parametrize("stamp_ms", [FAR_AHEAD_MS, MICROS_AS_MILLIS])
def test_a_record_of_an_odd_time_is_tagged_loaded_or_buried_as_any_other(tmp_path: Path, stamp_ms: int) -> None:
    stream = stream_at(tmp_path)
    warehouse = open_warehouse(f"sqlite:///{tmp_path / 'warehouse.db'}")
    articles = some_articles(3)
    stream.produce([Message(ARTICLES, b"k", b"no record", NOON)])
    stream.produce([message(ARTICLES, each, each.article_id) for each in articles])
    with sqlite3.connect(tmp_path / "stream.db") as raw:
        raw.execute("UPDATE records SET timestamp_ms = ?", (stamp_ms,))
    raw.close()
    tagged = drain_tag(stream, tag=simple_tag)
    assert (tagged.tagged, tagged.dead) == (3, 1)
    loaded = drain_load(stream, warehouse)
    assert (loaded.loaded.articles, loaded.dead) == (4, 1)
    assert count(warehouse, "claims") == 3
    for topic, most in ((TAGGINGS, 3), (DEAD_LETTERS, 2)):
        records = [record for tp in stream.end_offsets([topic]) for record in stream.read(tp, 0)]
        assert len(records) == most
        assert all(record.timestamp <= datetime.now(UTC) for record in records)
    stream.close()
    warehouse.close()
