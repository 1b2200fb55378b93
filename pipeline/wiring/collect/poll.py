"""Poll: fetch feeds, and store for each, in one transaction, validators, entries, admitted items and the ledger's line.

A crash before the transaction leaves the old validators: the next poll sees the same body. A crash after
it leaves the items queued. No moment hides an entry behind a 304.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.fetch import Fetcher
from pipeline.model.words import Outcome
from pipeline.state import (
    Count,
    FeedState,
    Reason,
    State,
    Tally,
    add_counts,
    admit,
    announce,
    count_admitted,
    enqueue,
    store_poll,
)
from pipeline.wiring.collect.feed_answer import PolledFeed, read_answer, request_for
from pipeline.wiring.collect.ledger import ledger_message, poll_record
from pipeline.wiring.collect.options import Clock, CollectOptions
from pipeline.wiring.collect.schedule import feed_gap_s

AHEAD = 64
"""Feeds asked at one time."""


def store_polled(
    state: State, polled: PolledFeed, run_id: str, now: datetime, options: CollectOptions, *, revisit_all: bool
) -> Counter[Reason] | None:
    """Store one poll: validators, entries, admitted items, the ledger's line, the counts; all of it or nothing.

    Returns:
        The admissions by reason; None when somebody else polled the feed meanwhile and this poll was dropped.

    Raises:
        StateUnavailable: nothing was stored.
    """
    record = poll_record(polled.before, run_id, polled.outcome, polled.detail, polled.attempts, now)
    after = _scheduled(polled, now, options)
    is_healthy = polled.outcome in (Outcome.OK, Outcome.NOT_MODIFIED)
    with state.write() as connection:
        if not store_poll(connection, polled.before, after):
            return None
        announce(connection, after.feed_id, after.body_number, polled.announced or (), now)
        admitted = admit(
            connection, after.feed_id, after.body_number, run_id, now, revisit_all=revisit_all and is_healthy
        )
        enqueue(connection, [ledger_message(record)])
        tally: Tally = Counter({(run_id, Count.POLLED, str(polled.outcome)): 1})
        tally.update(count_admitted(run_id, admitted))
        add_counts(connection, tally)
    return admitted


def _scheduled(polled: PolledFeed, now: datetime, options: CollectOptions) -> FeedState:
    gap_s = feed_gap_s(
        polled.before.interval_s,
        has_news=polled.announced is not None,
        errors=polled.after.errors,
        asked_s=polled.asked_s,
        least_s=options.poll_interval_s,
        most_s=options.max_poll_interval_s,
    )
    interval_s = polled.before.interval_s if polled.after.errors else gap_s
    return replace(polled.after, interval_s=interval_s, next_poll=now + timedelta(seconds=gap_s), last_poll=now)


class FeedPoller:
    """Polls feeds and stores what they say, in the order of their list as long as the slow ones do not hold it up.

    The order of admission is the order of decisions: kept, two runs over the same feeds decide alike
    whoever answers first.
    """

    def __init__(
        self, state: State, fetcher: Fetcher, options: CollectOptions, run_id: str, clock: Clock, *, revisit_all: bool
    ) -> None:
        self._state, self._fetcher, self._options = state, fetcher, options
        self._run_id, self._clock, self._revisit_all = run_id, clock, revisit_all
        self._patience_s = options.order_patience_s

    async def poll(
        self, feeds: Sequence[FeedState], admitted: Callable[[int], None], is_stopped: Callable[[], bool]
    ) -> None:
        """Poll all feeds once; ``admitted`` is told how many items each stored poll brought.

        Raises:
            StateUnavailable: the polls stored before are kept, the others are as if they had not been.
        """
        waiting = list(reversed(feeds))
        asked: list[asyncio.Task[PolledFeed]] = []
        try:
            while (waiting or asked) and not is_stopped():
                while waiting and len(asked) < AHEAD:
                    asked.append(asyncio.create_task(self._ask(waiting.pop())))
                task = await self._next(asked)
                if task is not None:
                    asked.remove(task)
                    admitted(await self._store(task.result()))
        finally:
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)

    async def _ask(self, feed: FeedState) -> PolledFeed:
        fetched = await self._fetcher.fetch(request_for(feed, self._options))
        # feedparser takes a second for a thousand entries: not on the loop that feeds the extractors
        return await asyncio.to_thread(read_answer, feed, fetched)

    async def _next(self, asked: Sequence[asyncio.Task[PolledFeed]]) -> asyncio.Task[PolledFeed] | None:
        """The first of the list, while there is patience for it; then whoever has answered."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        wanted = asked[:1] if self._patience_s > 0 else asked
        done, _ = await asyncio.wait(
            wanted, timeout=min(0.25, max(self._patience_s, 0.05)), return_when=asyncio.FIRST_COMPLETED
        )
        if not done and any(task.done() for task in asked):
            self._patience_s -= loop.time() - begun
        return next((task for task in asked if task in done), None)

    async def _store(self, polled: PolledFeed) -> int:
        stored = await asyncio.to_thread(
            store_polled,
            self._state,
            polled,
            self._run_id,
            self._clock(),
            self._options,
            revisit_all=self._revisit_all,
        )
        return sum(stored.values()) if stored else 0
