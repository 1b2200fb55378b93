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

from pipeline.errors import ConflictwireError, TransientError
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
from pipeline.wiring.collect.feed_answer import PolledFeed, broken, request_for
from pipeline.wiring.collect.ledger import ledger_message, poll_record
from pipeline.wiring.collect.options import Clock, CollectOptions
from pipeline.wiring.collect.reading import AnswerReader
from pipeline.wiring.collect.schedule import feed_gap_s

AHEAD = 64
"""Feeds asked at one time."""

STORED_AT_ONCE = 16
"""Polls in one state transaction."""

MAX_FAULTS = 20
"""So many faults of our own in a row stop the polls: something is wrong with more than a feed."""


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
        self._faults = 0

    async def poll(
        self, feeds: Sequence[FeedState], admitted: Callable[[int], None], is_stopped: Callable[[], bool]
    ) -> None:
        """Poll all feeds once; ``admitted`` is told how many items each stored poll brought.

        Raises:
            StateUnavailable: the polls stored before are kept, the others are as if they had not been.
            ConflictwireError: too many faults of our own in a row.
        """
        waiting = list(reversed(feeds))
        asked: list[asyncio.Task[PolledFeed]] = []
        with AnswerReader() as reader:
            try:
                while (waiting or asked) and not is_stopped():
                    while waiting and len(asked) < AHEAD:
                        asked.append(asyncio.create_task(self._ask(waiting.pop(), reader)))
                    answered = await self._next(asked)
                    for task in answered:
                        asked.remove(task)
                    if answered:
                        polled = [task.result() for task in answered]
                        admitted(await asyncio.to_thread(self._store, polled, self._clock()))
            finally:
                for task in asked:
                    task.cancel()
                await asyncio.gather(*asked, return_exceptions=True)

    async def _ask(self, feed: FeedState, reader: AnswerReader) -> PolledFeed:
        try:
            fetched = await self._fetcher.fetch(request_for(feed, self._options))
            return await reader.read(feed, fetched)
        except Exception as e:  # a fault of ours: this feed's poll ends, said and counted, the rest goes on
            return broken(feed, e)

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

    def _store(self, polled: Sequence[PolledFeed], now: datetime) -> int:
        """As `store_polled`, but a feed that no store takes costs itself alone: its poll ends in an outcome."""
        try:
            admitted = store_polled(
                self._state, polled, self._run_id, now, self._options, revisit_all=self._revisit_all
            )
        except TransientError:
            raise
        except Exception as e:  # a fault of ours: said and counted
            if len(polled) > 1:
                return sum(self._store([one], now) for one in polled)
            if polled[0].outcome is Outcome.INTERNAL_ERROR:
                raise
            return self._store([broken(polled[0].before, e, polled[0].attempts)], now)
        self._stop_after_many_faults(polled)
        return admitted

    def _stop_after_many_faults(self, polled: Sequence[PolledFeed]) -> None:
        for one in polled:
            self._faults = self._faults + 1 if one.outcome is Outcome.INTERNAL_ERROR else 0
            if self._faults >= MAX_FAULTS:
                raise ConflictwireError(f"{self._faults} faults of our own in a row, the last: {one.detail}")
