"""The running line of one `collect`: feed poller, page worker and drain side by side, and how they end."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from sqlalchemy import Connection

from pipeline.fetch import Fetcher
from pipeline.state import FeedState, State, last_seq, open_items
from pipeline.wiring.collect.drain import Drain
from pipeline.wiring.collect.fetch_pages import PageWorker
from pipeline.wiring.collect.options import Clock, CollectOptions, Extractor
from pipeline.wiring.collect.poll import FeedPoller

_PROGRESS_S = 0.5


class Line:
    """One pass from feeds to extracted pages, with a drain behind it or without.

    Args:
        owner: the name of this process in leases.
        note: told each thing that a person should know.
    """

    def __init__(
        self,
        state: State,
        options: CollectOptions,
        owner: str,
        clock: Clock,
        run_id: str,
        extractor: Extractor,
        *,
        revisit_all: bool,
        note: Callable[[str], None],
    ) -> None:
        self._state, self._options, self._owner, self._clock = state, options, owner, clock
        self._run_id, self._extractor, self._revisit_all, self._note = run_id, extractor, revisit_all, note
        self._horizon: int | None = None
        self._pages_done = False
        self._broken = False
        self.is_cut = False
        """Whether the time of the pass was up before all pages were done."""
        self._open_before: tuple[int, int] = (-1, -1)
        self._open_since = 0.0

    async def run(
        self, feeds: Sequence[FeedState], drain: Drain | None, tick: Callable[[], None], stop: threading.Event
    ) -> None:
        """Run to the end, to ``stop``, or to the first failure, which is raised when the others have come to rest."""

        def is_stopped() -> bool:
            return self._broken or stop.is_set()

        fetcher = Fetcher(
            self._options.limits, self._options.allow_hosts, self._options.user_agent, self._options.host_delay_s
        )
        async with fetcher:
            steps: list[Coroutine[Any, Any, None]] = [self._collect(feeds, fetcher, drain, is_stopped)]
            if drain is not None:
                steps.append(asyncio.to_thread(drain.run, lambda: self._pages_done, is_stopped))
            await self._together([asyncio.create_task(step) for step in steps], tick)
        tick()

    async def _collect(
        self, feeds: Sequence[FeedState], fetcher: Fetcher, drain: Drain | None, is_stopped: Callable[[], bool]
    ) -> None:
        closed = drain.wake if drain is not None else _nothing
        worker = PageWorker(self._state, fetcher, self._extractor, self._options, self._owner, self._clock, closed)
        waits_for_others = drain is not None

        def is_done(connection: Connection) -> bool:
            return self._is_done(connection, waits_for_others)

        try:
            await self._together(
                [
                    asyncio.create_task(self._poll(feeds, fetcher, worker, is_stopped)),
                    asyncio.create_task(worker.run(is_done, is_stopped)),
                ]
            )
        finally:
            self.is_cut = worker.is_over
            self._pages_done = True
            closed()

    async def _poll(
        self, feeds: Sequence[FeedState], fetcher: Fetcher, worker: PageWorker, is_stopped: Callable[[], bool]
    ) -> None:
        poller = FeedPoller(
            self._state, fetcher, self._options, self._run_id, self._clock, revisit_all=self._revisit_all
        )
        await poller.poll(feeds, lambda n: worker.more() if n else None, is_stopped)
        self._horizon = await asyncio.to_thread(self._last_seq)
        worker.last()

    def _last_seq(self) -> int:
        with self._state.read() as connection:
            return last_seq(connection)

    def _is_done(self, connection: Connection, waits_for_others: bool) -> bool:
        """Whether no page is left up to the horizon: what others admit after our polls is theirs.

        Pages in the hands of another process are waited for as long as a dead one's lease would last since
        anything moved.
        """
        if self._horizon is None:
            return False
        if not waits_for_others:
            return True
        found = open_items(connection, self._horizon)
        if found.queued == found.leased == 0:
            return True
        if self._open_before != (found.queued, found.leased):
            self._open_before, self._open_since = (found.queued, found.leased), time.monotonic()
        if time.monotonic() - self._open_since < 2 * self._options.lease_s:
            return False
        self._note(f"{found.queued + found.leased} pages are in the hands of another process")
        return True

    async def _together(self, tasks: Sequence[asyncio.Task[None]], tick: Callable[[], None] | None = None) -> None:
        """Wait for all; the first failure stops the others and is raised once they have come to rest."""
        try:
            pending = set(tasks)
            while pending:
                done, pending = await asyncio.wait(
                    pending, timeout=_PROGRESS_S if tick else None, return_when=asyncio.FIRST_EXCEPTION
                )
                for task in done:
                    await task
                if tick is not None:
                    await asyncio.to_thread(tick)
        finally:
            self._broken = self._broken or any(not task.done() for task in tasks)
            await asyncio.gather(*tasks, return_exceptions=True)


def _nothing() -> None:
    """Nobody waits for what was closed."""
