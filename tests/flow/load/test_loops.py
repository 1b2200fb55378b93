"""From the topic of articles to the views: what is skipped, dead-lettered, paused, tagged again."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import fastavro
import pytest

from pipeline.errors import UsageError, WarehouseUnavailable
from pipeline.model.article import Article
from pipeline.model.dead_letter import DeadLetter
from pipeline.model.tagging import Tagging
from pipeline.records import avro_shape, decode, newest, schema_fingerprint, schema_json
from pipeline.stream import (
    ARTICLES,
    DEAD_LETTERS,
    TAGGINGS,
    TAGGINGS_BACKFILL,
    Message,
    SchemaTopic,
    Stream,
    TopicPartition,
)
from pipeline.warehouse import Batch, Warehouse, open_warehouse
from pipeline.wiring import consuming
from pipeline.wiring.consuming import TooManyFailures
from pipeline.wiring.loading import LOAD_GROUP, drain_load
from pipeline.wiring.replaying import ReplayRange, replay
from pipeline.wiring.tagging import TAG_GROUP, drain_tag, run_tag
from pipeline.wiring.tracing import as_plain, render
from tests.flow.load.streams import (
    count,
    message,
    other_tag,
    publish,
    shown,
    simple_tag,
    some_articles,
    stream_at,
)
from tests.unit.warehouse.samples import NOON, article, at, retakes, tagging


@pytest.fixture
def stream(tmp_path: Path) -> Iterator[Stream]:
    opened = stream_at(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    opened = open_warehouse(f"sqlite:///{tmp_path / 'warehouse.db'}")
    yield opened
    opened.close()


def letters(stream: Stream) -> list[DeadLetter]:
    found = []
    for tp, end in stream.end_offsets([DEAD_LETTERS]).items():
        found += [decode(record.value) for record in stream.read(tp, 0, end)]
    return [each for each in found if isinstance(each, DeadLetter)]


def test_articles_become_events_and_a_second_pass_does_nothing(stream: Stream, warehouse: Warehouse) -> None:
    publish(stream, some_articles(20))
    tagged = drain_tag(stream, tag=simple_tag)
    assert (tagged.read, tagged.tagged, tagged.skipped, tagged.dead) == (21, 20, 1, 0)
    loaded = drain_load(stream, warehouse)
    assert (loaded.loaded.articles, loaded.loaded.taggings, loaded.loaded.ledger) == (21, 20, 21)
    assert count(warehouse, "articles") == count(warehouse, "claims") == 20
    assert count(warehouse, "decisions") == 21
    before = shown(warehouse)
    assert drain_tag(stream, tag=simple_tag).read == 0
    assert drain_load(stream, warehouse).as_dict()["articles"] == 0
    assert shown(warehouse) == before


def test_the_groups_commits_stand_for_monitoring(stream: Stream, warehouse: Warehouse) -> None:
    publish(stream, some_articles(5))
    drain_tag(stream, tag=simple_tag)
    drain_load(stream, warehouse)
    for group, topic in ((TAG_GROUP, ARTICLES), (LOAD_GROUP, TAGGINGS)):
        committed = stream.group_offsets(group)
        ends = {tp: end for tp, end in stream.end_offsets([topic]).items() if end}
        assert {tp: committed.get(tp) for tp in ends} == ends


def test_a_tagging_names_no_run_and_its_header_does(stream: Stream) -> None:
    publish(stream, some_articles(1))
    drain_tag(stream, tag=simple_tag, run_id="run-7")
    records = [record for tp in stream.end_offsets([TAGGINGS]) for record in stream.read(tp, 0)]
    assert [record.headers for record in records] == [(("run_id", b"run-7"),)]
    assert b"run-7" not in records[0].value


def test_bytes_that_nothing_explains_are_buried_with_their_place(stream: Stream, warehouse: Warehouse) -> None:
    junk = Message(ARTICLES, b"k", b"no record", NOON)
    wrong = message(ARTICLES, tagging(article("a"), retakes("2017-11-09")), "k")
    stream.produce([junk, wrong, *(message(ARTICLES, each, each.article_id) for each in some_articles(3))])
    assert drain_tag(stream, tag=simple_tag).dead == 2
    assert [(each.value, each.kind) for each in letters(stream)] == [
        (b"no record", "UndecodableRecord"),
        (wrong.value, "InvalidRecord"),
    ]
    assert drain_load(stream, warehouse).dead == 2
    assert count(warehouse, "articles") == 3


def broken_tag(of: Article) -> Tagging:
    if "outlet1." in of.url:
        raise ZeroDivisionError("a bug of ours")
    return simple_tag(of)


def always_broken(of: Article) -> Tagging:
    raise ZeroDivisionError(of.title)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_breaks_the_tagger_is_buried_and_the_rest_goes_on(stream: Stream, workers: int) -> None:
    publish(stream, some_articles(6))
    counts = drain_tag(stream, tag=broken_tag, workers=workers)
    assert (counts.tagged, counts.dead) == (5, 1)
    (letter,) = letters(stream)
    assert "ZeroDivisionError: a bug of ours" in letter.reason
    assert isinstance(decode(letter.value), Article)


def test_a_tagger_that_breaks_on_everything_stops(stream: Stream) -> None:
    publish(stream, some_articles(12))
    with pytest.raises(TooManyFailures, match="5 records in a row"):
        drain_tag(stream, tag=always_broken, batch=3)
    assert 5 <= len(letters(stream)) < 12


def test_a_record_of_an_unknown_schema_pauses_its_partition_alone(stream: Stream, warehouse: Warehouse) -> None:
    articles = some_articles(12)
    publish(stream, articles)
    stranger = Message(ARTICLES, articles[0].article_id.encode(), b"\xc3\x01" + b"\x07" * 8 + b"body", NOON)
    (position,) = stream.produce([stranger])
    after = article("later")
    stream.produce([replace(message(ARTICLES, after, "x"), key=articles[0].article_id.encode())])
    said: list[str] = []
    counts = drain_tag(stream, tag=simple_tag, say=said.append)
    assert (counts.tagged, counts.dead, counts.waiting) == (12, 0, 1)
    (line,) = said
    assert "0707070707070707" in line
    assert f"[{position.partition}] waits at offset {position.offset}" in line
    assert "\n" not in line
    tp = TopicPartition(position.topic, position.partition)
    assert stream.group_offsets(TAG_GROUP)[tp] <= position.offset
    assert drain_load(stream, warehouse, say=said.append).waiting == 1
    assert count(warehouse, "articles") == 12
    assert letters(stream) == []


def test_a_record_that_breaks_loading_is_found_and_buried(
    stream: Stream, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(stream, some_articles(8))
    load_batch = warehouse.load_batch

    def breaking(batch: Batch, *rest: object) -> object:
        if any("outlet3." in str(getattr(each.value, "url", "")) for each in batch.arrivals):
            raise KeyError("a bug of ours")
        return load_batch(batch, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(warehouse, "load_batch", breaking)
    said: list[str] = []
    counts = drain_load(stream, warehouse, say=said.append)
    assert counts.dead == 2  # the article and its line in the ledger
    assert {each.kind for each in letters(stream)} == {"KeyError"}
    assert count(warehouse, "articles") == 7
    assert any("one by one" in line for line in said)


def test_an_outage_is_waited_out_and_fills_no_dead_letters(
    stream: Stream, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(stream, some_articles(8))
    load_batch, failures = warehouse.load_batch, iter([True])

    def away(batch: Batch, *rest: object) -> object:
        if next(failures, False):
            raise WarehouseUnavailable("the warehouse is away")
        return load_batch(batch, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(warehouse, "load_batch", away)
    said: list[str] = []
    drain_load(stream, warehouse, say=said.append)
    assert count(warehouse, "articles") == 8
    assert letters(stream) == []
    assert said == ["the warehouse is away; trying again in 1 s"]


def test_two_loaders_share_the_work_and_load_nothing_twice(stream: Stream, warehouse: Warehouse) -> None:
    publish(stream, some_articles(30))
    drain_load(stream, warehouse, batch=7)
    before = shown(warehouse)
    for tp in stream.end_offsets([ARTICLES]):
        consumer = stream.consumer(LOAD_GROUP, [ARTICLES])
        consumer.poll(0, 5)
        if tp in consumer.assignment():
            consumer.commit({tp: 0})
        consumer.close()
    assert drain_load(stream, warehouse).loaded.articles == 0
    assert shown(warehouse) == before


def test_a_loader_that_lost_a_race_goes_on_from_where_the_winner_is(
    stream: Stream, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(stream, some_articles(12))
    load_batch, first = warehouse.load_batch, iter([True])

    def overtaken(batch: Batch, *rest: object) -> object:
        if next(first, False):
            load_batch(batch, *rest)  # type: ignore[arg-type]
        return load_batch(batch, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(warehouse, "load_batch", overtaken)
    said: list[str] = []
    counts = drain_load(stream, warehouse, batch=4, say=said.append)
    assert counts.races == 1
    assert "another loader was faster" in said[0]
    assert count(warehouse, "articles") == 12
    assert count(warehouse, "decisions") == 13


def test_a_replay_by_time_and_by_offset_stands_beside(stream: Stream, warehouse: Warehouse) -> None:
    articles = some_articles(10)
    publish(stream, articles)
    drain_tag(stream, tag=simple_tag)
    drain_load(stream, warehouse)
    before = shown(warehouse)
    done = replay(
        stream, warehouse, ReplayRange(start=at(3), end=at(6)), tag=other_tag, tagger="other 2", run_id="r", note="test"
    )
    assert (done.edition, done.tagged.tagged, done.loaded.loaded.taggings) == ("r2", 3, 3)
    editions = shown(warehouse).pop("editions")
    assert [row[0] for row in editions] == ["live", "r2"]
    after = shown(warehouse)
    after["editions"] = before["editions"]
    assert after == before
    records = [record for tp in stream.end_offsets([TAGGINGS_BACKFILL]) for record in stream.read(tp, 0)]
    assert all(("edition", b"r2") in record.headers for record in records)
    again = replay(
        stream, warehouse, ReplayRange(start=at(3), end=at(6)), edition="r2", tag=other_tag, tagger="other 2"
    )
    assert again.edition == "r2"
    difference = warehouse.compare("live", "r2")
    assert (difference.claims.added, difference.claims.removed) == (3, 10)
    by_offset = replay(stream, warehouse, ReplayRange(from_offset=0, to_offset=1), tag=other_tag, tagger="other 2")
    assert by_offset.edition == "r3"
    assert 0 < by_offset.tagged.read <= 6
    warehouse.promote("r2")
    assert count(warehouse, "claims") == 3


def test_a_replay_that_cannot_be_is_refused(stream: Stream, warehouse: Warehouse) -> None:
    for asked in (ReplayRange(topic=TAGGINGS), ReplayRange(start=at(2), end=at(1)), ReplayRange(partition=99)):
        with pytest.raises(UsageError):
            replay(stream, warehouse, asked, tag=other_tag, tagger="other 2")
    with pytest.raises(UsageError, match="current"):
        replay(stream, warehouse, ReplayRange(), edition="live", tag=other_tag, tagger="other 2")


def test_a_trace_reads_as_text_and_as_json(stream: Stream, warehouse: Warehouse) -> None:
    publish(stream, some_articles(3))
    drain_tag(stream, tag=simple_tag)
    drain_load(stream, warehouse)
    event_id = str(next(warehouse.query("SELECT event_id FROM events ORDER BY first_reported_at").rows)[0])
    text = render(warehouse.trace(event_id))
    for part in (event_id, "retook Albu Kamal", "text 16-33", "news.articles[", "news.taggings[", "sha256", "entry:"):
        assert part in text
    assert "copied at: https://echo.example/story" in text
    assert f'"event_id": "{event_id}"' in as_plain(warehouse.trace(event_id))
    with pytest.raises(UsageError, match="nothing has the id"):
        warehouse.trace("x")


def of_tomorrow(value: Article) -> tuple[str, bytes, bytes]:
    """An article as a newer program writes it, with one field more: fingerprint, schema, bytes."""
    schema = json.loads(schema_json(newest()["conflictwire.Article"]))
    schema["fields"].append({"name": "mood", "type": "string", "default": ""})
    fingerprint = schema_fingerprint(schema)
    body = io.BytesIO()
    fastavro.schemaless_writer(
        body, fastavro.parse_schema(schema), {**avro_shape(Article).to_row(value), "mood": "calm"}
    )
    raw = b"\xc3\x01" + bytes.fromhex(fingerprint) + body.getvalue()
    return fingerprint, json.dumps(schema).encode(), raw


def test_a_partition_that_waits_goes_on_when_its_schema_is_published(
    stream: Stream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consuming, "LOOK_AGAIN_S", 0.2)
    of = article("tomorrow")
    fingerprint, schema, raw = of_tomorrow(of)
    stream.produce([Message(ARTICLES, of.article_id.encode(), raw, NOON)])
    publish(stream, some_articles(3))
    said: list[str] = []
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run_tag, stream, tag=simple_tag, say=said.append, stop=stop.is_set)
        wait_until(lambda: bool(said))
        SchemaTopic(stream).publish({fingerprint: schema}, NOON)
        wait_until(lambda: sum(stream.end_offsets([TAGGINGS]).values()) >= 4)
        stop.set()
        counts = running.result(timeout=10)
    assert fingerprint in said[0]
    assert (counts.tagged, counts.dead, counts.waiting) == (4, 0, 0)


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert true()
