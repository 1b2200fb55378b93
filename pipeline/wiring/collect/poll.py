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
from itertools import islice, takewhile

from sqlalchemy import Connection

from pipeline.fetch import Fetcher
from pipeline.model.words import Outcome
from pipeline.state import (
    Count,
    FeedState,
    OutboxMessage,
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

STORED_AT_ONCE = 16
"""Polls in one state transaction."""


def store_polled(
    state: State,
    polled: Sequence[PolledFeed],
    run_id: str,
    now: datetime,
    options: CollectOptions,
    *,
    revisit_all: bool,
) -> int:
    """Store polls: validators, entries, admitted items, the ledger's lines, the counts; all of it or nothing.

    A poll of a feed that somebody else polled meanwhile is dropped.

    Returns:
        How many items were admitted.

    Raises:
        StateUnavailable: nothing was stored.
    """
    tally: Tally = Counter()
    with state.write() as connection:
        kept = _keep(connection, polled, now, options)
        for one in kept:
            tally[(run_id, Count.POLLED, str(one.outcome))] += 1
            tally.update(_admit(connection, one, run_id, now, revisit_all))
        enqueue(connection, (_ledger_line(one, run_id, now) for one in kept))
        add_counts(connection, tally)
    return sum(n for (_, kind, _), n in tally.items() if kind is Count.ADMITTED)


def _keep(
    connection: Connection, polled: Sequence[PolledFeed], now: datetime, options: CollectOptions
) -> list[PolledFeed]:
    """Store the feeds, in one order for all processes, so that no two wait crosswise; answers those still ours."""
    in_order = sorted(polled, key=lambda one: one.before.feed_id)
    ours = {one.before.feed_id for one in in_order if store_poll(connection, one.before, _scheduled(one, now, options))}
    return [one for one in polled if one.before.feed_id in ours]


def _admit(connection: Connection, polled: PolledFeed, run_id: str, now: datetime, revisit_all: bool) -> Tally:
    feed, body_number = polled.after.feed_id, polled.after.body_number
    is_healthy = polled.outcome in (Outcome.OK, Outcome.NOT_MODIFIED)
    announce(connection, feed, body_number, polled.announced or (), now)
    admitted = admit(connection, feed, body_number, run_id, now, revisit_all=revisit_all and is_healthy)
    return count_admitted(run_id, admitted)


def _ledger_line(polled: PolledFeed, run_id: str, now: datetime) -> OutboxMessage:
    record = poll_record(polled.before, run_id, polled.outcome, polled.detail, polled.attempts, now)
    return ledger_message(record)


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
                answered = await self._next(asked)
                for task in answered:
                    asked.remove(task)
                if answered:
                    admitted(await self._store([task.result() for task in answered]))
        finally:
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)

    async def _ask(self, feed: FeedState) -> PolledFeed:
        fetched = await self._fetcher.fetch(request_for(feed, self._options))
        # feedparser takes a second for a thousand entries: not on the loop that feeds the extractors
        return await asyncio.to_thread(read_answer, feed, fetched)

    async def _next(self, asked: Sequence[asyncio.Task[PolledFeed]]) -> list[asyncio.Task[PolledFeed]]:
        """The first ones of the list, while there is patience for them; then whoever has answered."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        is_patient = self._patience_s > 0
        await asyncio.wait(
            asked[:1] if is_patient else asked,
            timeout=min(0.25, max(self._patience_s, 0.05)),
            return_when=asyncio.FIRST_COMPLETED,
        )
        if not asked[0].done() and any(task.done() for task in asked):
            self._patience_s -= loop.time() - begun
        in_turn = takewhile(asyncio.Task.done, asked) if is_patient else filter(asyncio.Task.done, asked)
        return list(islice(in_turn, STORED_AT_ONCE))

    async def _store(self, polled: Sequence[PolledFeed]) -> int:
        return await asyncio.to_thread(
            store_polled,
            self._state,
            polled,
            self._run_id,
            self._clock(),
            self._options,
            revisit_all=self._revisit_all,
        )
