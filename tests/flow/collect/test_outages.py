"""Outages and rivals: the broker away, the disk full, two deciders, workers that die; nothing is lost."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import event, text

from pipeline.errors import StateUnavailable, StreamUnavailable
from pipeline.feeds import FeedSource
from pipeline.fetch import Fetcher
from pipeline.model.words import Decision
from pipeline.state import State, lease_items, open_items, read_feeds
from pipeline.stream import ARTICLES, OUTCOMES, Stream
from pipeline.testweb import TestWeb
from pipeline.wiring.collect import collect, decide_and_publish, due_feeds, poll_shard
from pipeline.wiring.collect.decide import DecisionWriter
from pipeline.wiring.collect.poll import FeedPoller
from tests.flow.collect.lines import OPTIONS, InlineExtractor, LineRunner, distinct

PAGES = 6


def now() -> datetime:
    return datetime.now(UTC)


def away() -> Stream:
    raise StreamUnavailable("no broker at 127.0.0.1:9092")


def shard(line: LineRunner, state: State, run_id: str = "run-1") -> None:
    poll_shard(OPTIONS, line.sources, state, run_id=run_id, clock=now, revisit="all", extractor=InlineExtractor())


def poll_only(line: LineRunner, state: State) -> None:
    """Admit all entries, and let nobody fetch them."""

    async def poll() -> None:
        async with Fetcher(OPTIONS.limits, OPTIONS.allow_hosts) as fetcher:
            feeds = due_feeds(state, line.sources, now, OPTIONS, "all")
            poller = FeedPoller(state, fetcher, OPTIONS, "poll-only", now, revisit_all=True)
            await poller.poll(feeds, lambda _: None, lambda: False)

    asyncio.run(poll())


def test_a_broker_that_is_away_costs_one_line_and_nothing_else(line: LineRunner) -> None:
    with line.open_state() as state:
        counts = collect(OPTIONS, line.sources, away, state, run_id="run-1", clock=now, extractor=InlineExtractor())
    assert counts.decisions == {"new": PAGES}
    assert (counts.published, counts.waiting) == ({}, 2 * PAGES + 2)
    (note,) = counts.notes
    assert "no broker at 127.0.0.1:9092" in note
    again = line.run(revisit="due")
    assert (again.waiting, again.published) == (0, {})
    assert again.sent == {ARTICLES: PAGES, OUTCOMES: PAGES + 2}  # what the other run had left
    assert len(distinct(line.articles())) == len(line.articles()) == PAGES


def test_a_full_disk_stops_with_one_line_and_the_next_run_has_it_all(line: LineRunner) -> None:
    def fill_up(state: State) -> State:
        with state.read() as connection:
            pages = connection.scalar(text("PRAGMA page_count")) + 8

        @event.listens_for(state.engine, "checkout")
        def _bound(dbapi_connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
            dbapi_connection.execute(f"PRAGMA max_page_count={pages}")

        return state

    with pytest.raises(StateUnavailable, match="the disk is full"):
        replace(line, wrap_state=fill_up).run()
    counts = line.run()
    assert counts.waiting == 0
    assert len(distinct(line.articles())) == PAGES


def test_shards_and_one_reduce_do_what_one_line_does(line: LineRunner) -> None:
    with line.open_state() as state:
        for source in line.sources:
            shard(replace(line, sources=[source]), state)
        before = decide_and_publish(OPTIONS, line.open_stream, state, run_id="run-1", clock=now)
    assert before.decisions == {"new": PAGES}
    assert before.is_closed
    assert before.published[ARTICLES] == PAGES
    assert line.run().decisions == {"unchanged": PAGES}


def test_of_two_deciders_one_decides(line: LineRunner) -> None:
    with line.open_state() as state:
        shard(line, state)
        one = DecisionWriter(state, replace(OPTIONS, batch=2), "one", now)
        two = DecisionWriter(state, replace(OPTIONS, batch=2), "two", now)
        assert one.step() == 2
        assert two.step() == 0
        assert not two.holds_lease
        one.leave()
        assert two.step() == 2


def test_a_stalled_decider_is_fenced_and_decides_alike_afterwards(line: LineRunner) -> None:
    late = timedelta(seconds=OPTIONS.lease_s + 1)
    with line.open_state() as state:
        shard(line, state)
        stalled = DecisionWriter(state, replace(OPTIONS, batch=2), "stalled", now)
        other = DecisionWriter(state, replace(OPTIONS, batch=2), "other", lambda: now() + late)
        assert stalled.step() == 2
        assert other.step() == 2  # took over after the lease; the index of the stalled one is old now
        assert stalled.step() == 0
        assert not stalled.holds_lease
        other.leave()
        assert stalled.step() == 2
        stalled.leave()
        counts = decide_and_publish(OPTIONS, line.open_stream, state, run_id="run-1", clock=now)
    assert counts.decisions == {"new": PAGES}
    assert len(line.articles()) == PAGES


def test_deciders_side_by_side_decide_every_item_once(line: LineRunner) -> None:
    with line.open_state() as state:
        shard(line, state)
        writers = [DecisionWriter(state, replace(OPTIONS, batch=1), f"d{n}", now) for n in range(3)]
        closed: list[int] = []

        def fight(writer: DecisionWriter) -> None:
            for _ in range(40):
                closed.append(writer.step())
                writer.leave()

        threads = [threading.Thread(target=fight, args=(writer,)) for writer in writers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(closed) == PAGES
    line.run(revisit="due")
    assert {article.verdict.decision for article in line.articles()} == {Decision.NEW}
    assert len(line.articles()) == PAGES


def test_a_page_that_ends_its_workers_is_given_up_and_the_others_are_not(line: LineRunner) -> None:
    options = replace(OPTIONS, max_leases=2)
    with line.open_state() as state:
        poll_only(line, state)
        for n in range(2):  # two workers that die with one item in hand
            with state.write() as connection:
                assert lease_items(connection, f"dead-{n}", now(), limit=1, per_host=9, lease_s=-1)
        counts = replace(line, options=options).run(revisit="due")
        assert counts.items == 0
        with state.read() as connection:
            assert open_items(connection).queued == 0
    crashed = [record for record in line.ledger() if record.outcome == "extractor-crash"]
    assert [record.detail for record in crashed] == ["2 workers died on this page"]
    assert len(line.articles()) == PAGES - 1


def test_stopped_at_once_it_leaves_everything_to_the_next(line: LineRunner) -> None:
    stop = threading.Event()
    stop.set()
    with line.open_state() as state:
        poll_only(line, state)
        counts = collect(
            OPTIONS,
            line.sources,
            line.open_stream,
            state,
            run_id="r",
            clock=now,
            stop=stop,
            extractor=InlineExtractor(),
        )
        assert counts.items == 0
        with state.read() as connection:
            assert open_items(connection).queued == PAGES
    line.run(revisit="due")
    assert len(line.articles()) == PAGES


def test_a_host_that_asks_for_a_long_rest_is_left_alone(line: LineRunner, web: TestWeb) -> None:
    feed = FeedSource(web.bad_url("feed?pages=rate-limited%3Fseconds%3D3600"))
    first = replace(line, sources=[feed]).run()
    assert first.outcomes == {"rate-limited": 1}
    asked = web.requests[429]
    assert replace(line, sources=[feed]).run().outcomes == {"rate-limited": 1}
    assert web.requests[429] == asked


def test_who_leads_to_a_host_that_asks_for_a_rest_is_not_silenced(line: LineRunner, web: TestWeb) -> None:
    there = web.bad_url("rate-limited?seconds=3600").replace("127.0.0.1", "busy.example.localhost")
    leads = [f"redirect?to={quote(there, safe='')}", "hops?n=0"]
    for page, outcomes in zip(leads, ({"rate-limited": 1}, {"no-text": 1}), strict=True):
        feed = FeedSource(web.bad_url(f"feed?pages={quote(page)}"))
        assert replace(line, sources=[feed]).run().outcomes == outcomes
    assert web.requests[429] == 1


def test_a_feed_that_fails_waits_longer_and_is_never_given_up(line: LineRunner) -> None:
    gone = replace(line, sources=[FeedSource("http://127.0.0.1:9/feed.xml")])
    for _ in range(3):
        assert gone.run().polled == {"gave-up-unreachable": 1}
    with line.open_state() as state, state.read() as connection:
        (feed,) = read_feeds(connection)
    assert feed.errors == 3
    assert feed.last_poll is not None
    assert feed.next_poll - feed.last_poll == timedelta(seconds=OPTIONS.poll_interval_s * 8)
