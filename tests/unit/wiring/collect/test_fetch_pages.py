"""The worker of the frontier does not end before what was admitted last."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.extract import Extracted, Page
from pipeline.fetch import DEFAULT_USER_AGENT, Fetcher
from pipeline.model import identity
from pipeline.state import (
    Announcement,
    EntryValues,
    State,
    admit,
    announce,
    lease_items,
    open_items,
    open_state,
    register_feeds,
)
from pipeline.wiring.collect.fetch_pages import PageWorker
from pipeline.wiring.collect.options import CollectOptions

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)
FEED = "https://news.example/feed"
OPTIONS = CollectOptions(host_delay_s=0.0)


class NoExtractor:
    """No page comes so far: the addresses of these items are none."""

    def submit(self, page: Page) -> Future[Extracted]:
        raise NotImplementedError(page.url)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with open_state(f"sqlite:///{tmp_path / 'state.db'}", NOW) as opened:
        yield opened


def queue(state: State, now: datetime, name: str = "k") -> None:
    key = identity.feed_id(FEED)
    entry = Announcement(name, "1", "", 0, EntryValues("Title", ""))
    with state.write() as connection:
        register_feeds(connection, [(FEED, FEED, "")], now, 900)
        announce(connection, key, 1, [entry], now)
        admit(connection, key, 1, "run-1", now, revisit_all=False)


def left(state: State) -> int:
    with state.read() as connection:
        return open_items(connection, 1_000_000).queued


async def run_worker(state: State, clock: Callable[[], datetime], begin: Callable[[PageWorker], None]) -> None:
    async with Fetcher(OPTIONS.limits, (), DEFAULT_USER_AGENT, 0.0) as fetcher:
        worker = PageWorker(state, fetcher, NoExtractor(), OPTIONS, "one", clock, lambda: None)
        begin(worker)
        async with asyncio.timeout(20):
            await worker.run(lambda _: True, lambda: False)


def test_what_is_admitted_while_a_transaction_waits_for_the_store_is_still_worked_on(state: State) -> None:
    """The transaction's time is older than the admission, so it sees nothing: that is not the end."""
    workers: list[PageWorker] = []
    asked = 0

    def clock() -> datetime:
        nonlocal asked
        asked += 1
        if asked == 2:  # the first is taken when the worker is made, the second by its first transaction
            queue(state, NOW + timedelta(seconds=1))
            workers[0].last()
            return NOW
        return NOW + timedelta(seconds=asked)

    asyncio.run(run_worker(state, clock, workers.append))
    assert left(state) == 0


def test_a_worker_without_items_ends_once_it_is_told_that_none_will_come(state: State) -> None:
    asyncio.run(run_worker(state, lambda: NOW, PageWorker.last))
    assert left(state) == 0


def test_the_hosts_are_free_as_soon_as_it_is_known_that_nothing_is_left(state: State) -> None:
    """Who admits a page of the host after the last look must be able to lease it: the worker will not look again."""
    seen: list[int] = []

    class Leaving(PageWorker):
        async def _leave(self) -> None:
            queue(state, NOW + timedelta(seconds=1), "late")
            with state.write() as connection:
                seen.append(len(lease_items(connection, "other", NOW, limit=9, per_host=9, lease_s=30)))
            await super()._leave()

    async def run() -> None:
        async with Fetcher(OPTIONS.limits, (), DEFAULT_USER_AGENT, 0.0) as fetcher:
            worker = Leaving(state, fetcher, NoExtractor(), OPTIONS, "one", lambda: NOW, lambda: None)
            worker.last()
            await worker.run(lambda _: True, lambda: False)

    queue(state, NOW)
    asyncio.run(run())
    assert seen == [1]
