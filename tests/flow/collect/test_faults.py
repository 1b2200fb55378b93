"""Faults of our own: said, counted, kept; the rest goes on, until there are too many in a row."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import Connection

from pipeline.dedupe import Candidate, Decided, Decider
from pipeline.errors import ConflictwireError
from pipeline.extract import Extracted, Page
from pipeline.feeds import ParsedFeed, ParserPool
from pipeline.fetch import Fetched
from pipeline.state import Announcement, FeedState, announce
from pipeline.testweb import TestWeb
from pipeline.wiring.collect import feed_answer, poll, reading
from tests.flow.collect.lines import InlineExtractor, LineRunner, page

PAGES = 6


def break_decider(monkeypatch: pytest.MonkeyPatch, *urls: str) -> None:
    whole = Decider.decide

    def broken(self: Decider, connection: Connection, candidate: Candidate) -> Decided:
        if candidate.url.endswith(urls):
            raise ZeroDivisionError("a fault of ours")
        return whole(self, connection, candidate)

    monkeypatch.setattr(Decider, "decide", broken)


def test_an_item_that_breaks_the_decider_ends_alone_and_comes_again(
    line: LineRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        break_decider(patch, "/2", "/103")
        counts = line.run()
    assert counts.outcomes == {"internal-error": 2}
    assert counts.decisions == {"new": PAGES - 2}
    assert counts.is_closed
    failed = [record for record in line.ledger() if record.outcome == "internal-error"]
    assert [record.detail.split(":")[0] for record in failed] == ["ZeroDivisionError at broken"] * 2
    assert all(record.detail.endswith(": a fault of ours") for record in failed)
    assert line.run().decisions == {"unchanged": PAGES - 2, "new": 2}


def test_a_decider_that_breaks_on_everything_stops(line: LineRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        break_decider(patch, "")
        with pytest.raises(ConflictwireError, match="5 faults of our own in a row"):
            line.run()
    assert line.run().is_closed
    assert len(line.articles()) == PAGES


def test_many_items_that_break_the_decider_in_one_batch_do_not_stop_it(
    line: LineRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        break_decider(patch, "/1", "/2", "/3", "/101", "/102")  # decided in the order 3, 2, 1, 103, 102, 101
        counts = replace(line, options=replace(line.options, batch=32)).run()
    assert (counts.outcomes, counts.decisions) == ({"internal-error": 5}, {"new": 1})


class HalfBroken(InlineExtractor):
    """Breaks its promise on one page."""

    def submit(self, page: Page) -> Future[Extracted]:
        if page.url.endswith("/2"):
            raise RuntimeError("a fault of the pool's")
        return super().submit(page)


def test_a_fault_on_the_way_of_one_page_is_its_outcome(line: LineRunner) -> None:
    counts = replace(line, extractor=HalfBroken()).run()
    assert (counts.outcomes, counts.decisions) == ({"internal-error": 1}, {"new": PAGES - 1})


def test_who_watches_is_told_the_counts_and_each_note_once(line: LineRunner) -> None:
    counts = line.run()
    assert line.told[-1].counts.decisions == counts.decisions
    items = [told.counts.items for told in line.told]
    assert items == sorted(items)


@pytest.mark.timeout(240)
def test_the_real_pool_gives_the_same(line: LineRunner, web: TestWeb) -> None:
    pooled = replace(line, extractor=None, options=replace(line.options, workers=1, lease_s=20.0))
    assert pooled.run().decisions == {"new": PAGES}
    web.put("https://outlet0.example/2", page(2, note="Corrected: the toll is eleven."))
    assert line.run().decisions == {"unchanged": PAGES - 1, "revised": 1}


def test_a_feed_that_breaks_its_reader_costs_itself_alone(line: LineRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(feed: FeedState, fetched: Fetched) -> feed_answer.PolledFeed:
        if "outlet0" in feed.url:
            raise ZeroDivisionError("a fault of ours")
        return feed_answer.read_answer(feed, fetched)

    with monkeypatch.context() as patch:
        patch.setattr(reading, "read_answer", broken)
        counts = line.run()
    assert counts.polled == {"internal-error": 1, "ok": 1}
    assert counts.decisions == {"new": PAGES // 2}
    assert line.run().decisions == {"new": PAGES // 2, "unchanged": PAGES // 2}


def break_store(monkeypatch: pytest.MonkeyPatch, outlet: str) -> None:
    def unstorable(connection: Connection, feed: str, body: int, told: Sequence[Announcement], now: datetime) -> None:
        if any(outlet in entry.url for entry in told):
            raise UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed")
        announce(connection, feed, body, told, now)

    monkeypatch.setattr(poll, "announce", unstorable)


def test_a_feed_that_no_store_takes_costs_itself_alone(line: LineRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        break_store(patch, "outlet0")
        counts = line.run()
    assert counts.polled == {"internal-error": 1, "ok": 1}
    assert (counts.decisions, counts.is_closed) == ({"new": PAGES // 2}, True)
    (failed,) = [record for record in line.ledger() if record.outcome == "internal-error"]
    assert failed.detail.startswith("UnicodeEncodeError at unstorable:")
    assert line.run().polled["ok"] == 1


def test_a_store_that_breaks_on_every_feed_stops_the_polls(line: LineRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        break_store(patch, "outlet")
        patch.setattr(poll, "MAX_FAULTS", len(line.sources))
        with pytest.raises(ConflictwireError, match="2 faults of our own in a row"):
            line.run()
    assert line.run().is_closed
    assert len(line.articles()) == PAGES


def test_a_large_feed_is_read_in_a_process(line: LineRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Noting(ParserPool):
        def submit(self, body: bytes, url: str, content_type: str) -> Future[ParsedFeed]:
            asked.append(url)
            return super().submit(body, url, content_type)

    monkeypatch.setattr(reading, "ParserPool", Noting)
    monkeypatch.setattr(poll, "AnswerReader", partial(reading.AnswerReader, large_bytes=10))
    assert line.run().decisions == {"new": PAGES}
    line.run()
    assert len(asked) == len(line.sources), "once each: the bodies are the same in the second run"
