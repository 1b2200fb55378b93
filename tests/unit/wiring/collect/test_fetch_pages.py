"""The worker of the frontier does not end before what was admitted last."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from pipeline.extract import Extracted, Page
from pipeline.fetch import DEFAULT_USER_AGENT, Fetcher
from pipeline.model import identity
from pipeline.state import (
    Announcement,
    EntryValues,
    LeasedItem,
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
from pipeline.wiring.collect.visit import Answer

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)
FEED = "https://news.example/feed"
OPTIONS = CollectOptions(host_delay_s=0.0)


class NoExtractor:
    """No page comes so far: the addresses of these items are none."""

    def submit(self, page: Page) -> Future[Extracted]:
        raise AssertionError(f"no page should have come: {page.url}")


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


def run_worker(state: State, kind: type[PageWorker] = PageWorker, *, is_last: bool = True) -> None:
    async def run() -> None:
        async with Fetcher(OPTIONS.limits, (), DEFAULT_USER_AGENT, 0.0) as fetcher:
            worker = kind(state, fetcher, NoExtractor(), OPTIONS, "one", lambda: NOW, lambda: None)
            if is_last:
                worker.last()
            async with asyncio.timeout(20):
                await worker.run(lambda _: True, lambda: False)

    asyncio.run(run())


def test_what_is_admitted_behind_a_transaction_that_saw_nothing_is_still_worked_on(state: State) -> None:
    """Also when the worker is told that it was the last before it hears what the transaction saw."""
    looks = 0

    class Overtaken(PageWorker):
        def _transact(
            self, answers: list[Answer], want: int, is_done: Callable[[Connection], bool]
        ) -> tuple[list[LeasedItem], bool]:
            nonlocal looks
            seen = super()._transact(answers, want, is_done)
            looks += 1
            if looks == 1:
                queue(state, NOW)
                self.last()
            return seen

    run_worker(state, Overtaken, is_last=False)
    assert looks > 1
    assert left(state) == 0


def test_a_worker_without_items_ends_once_it_is_told_that_none_will_come(state: State) -> None:
    run_worker(state)
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

    queue(state, NOW)
    run_worker(state, Leaving)
    assert seen == [1]
