"""Poll: fetch feeds, and store for each, in one transaction, validators, entries, admitted items and the ledger's line.

A crash before the transaction leaves the old validators: the next poll sees the same body. A crash after
it leaves the items queued. No moment hides an entry behind a 304.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.feeds import Entry, KeyPolicy, entry_fingerprint, entry_keys, parse_feed
from pipeline.fetch import Fetched, Fetcher, Request
from pipeline.model.identity import digest
from pipeline.model.words import Outcome
from pipeline.state import (
    Announcement,
    Count,
    EntryValues,
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
from pipeline.wiring.collect.ledger import ledger_message, one_line, poll_record, storable
from pipeline.wiring.collect.options import Clock, CollectOptions
from pipeline.wiring.collect.schedule import feed_gap_s

AHEAD = 64
"""Feeds asked at one time."""

_MAX_KEY_CHARS = 300


@dataclass(frozen=True, slots=True)
class PolledFeed:
    """What one poll of a feed found.

    Attributes:
        after: the feed's new state, but for its schedule.
        announced: None when there is no new body.
    """

    before: FeedState
    after: FeedState
    outcome: Outcome
    detail: str
    announced: tuple[Announcement, ...] | None
    attempts: int
    asked_s: float | None


def request_for(feed: FeedState, options: CollectOptions) -> Request:
    """The conditional request for a feed; a full one after many 304 answers: some servers give them for ever."""
    is_full = feed.not_modified >= options.full_poll_every
    return Request(
        feed.fetch_url,
        etag="" if is_full else feed.etag,
        last_modified="" if is_full else feed.last_modified,
        max_bytes=options.max_feed_bytes,
    )


def read_answer(feed: FeedState, fetched: Fetched) -> PolledFeed:
    """Turn the server's answer into what is to be stored; pure."""
    if fetched.outcome is Outcome.NOT_MODIFIED:
        after = replace(_healthy(feed, fetched), not_modified=feed.not_modified + 1)
        return _polled(feed, after, fetched, Outcome.NOT_MODIFIED, "", None)
    if fetched.outcome is not Outcome.OK:
        return _failed(feed, fetched, fetched.outcome, fetched.detail)
    body_sha256 = hashlib.sha256(fetched.body).hexdigest()
    after = replace(_healthy(feed, fetched), not_modified=0, body_sha256=body_sha256)
    if body_sha256 == feed.body_sha256:
        return _polled(feed, after, fetched, Outcome.OK, "the body is the same", None)
    return _read_body(feed, after, fetched)


def _read_body(feed: FeedState, after: FeedState, fetched: Fetched) -> PolledFeed:
    parsed = parse_feed(fetched.body, fetched.final_url, fetched.content_type)
    if parsed.outcome is not Outcome.OK:
        # its validators are not kept: behind them a 304 would pass for a healthy feed
        return _failed(feed, fetched, parsed.outcome, parsed.detail)
    keyed = entry_keys(parsed, _policy(feed.policy))
    announced = tuple(
        _announcement(entry, key, n) for n, (entry, key) in enumerate(zip(parsed.entries, keyed.keys, strict=True))
    )
    after = replace(
        after,
        title=storable(parsed.feed.title) or feed.title,
        policy=keyed.policy.to_text(),
        body_number=feed.body_number + 1,
    )
    detail = f"{len(announced)} entries" + (f"; {parsed.warnings[0]}" if parsed.warnings else "")
    return _polled(feed, after, fetched, Outcome.OK, detail, announced)


def _policy(text: str) -> KeyPolicy | None:
    return KeyPolicy.from_text(text) if text else None


def _announcement(entry: Entry, key: str, position: int) -> Announcement:
    values = EntryValues(
        title=storable(entry.title),
        link=storable(entry.link),
        published=entry.published,
        updated=entry.updated,
        authors=tuple(storable(author) for author in entry.authors),
    )
    known = storable(key)
    if len(known) > _MAX_KEY_CHARS:
        known = known[:200] + digest("long key", known)
    return Announcement(known, entry_fingerprint(entry), storable(entry.link), position, values)


def _healthy(feed: FeedState, fetched: Fetched) -> FeedState:
    """A new validator is stored even if the body is the same: the old one would bring the whole body every time."""
    return replace(
        feed,
        etag=storable(fetched.etag),
        last_modified=storable(fetched.last_modified),
        fetch_url=fetched.permanent_url or feed.fetch_url,
        errors=0,
    )


def _failed(feed: FeedState, fetched: Fetched, outcome: Outcome, detail: str) -> PolledFeed:
    has_left = outcome in (Outcome.NOT_FOUND, Outcome.GONE)  # where it had moved to, it is no more
    after = replace(feed, errors=feed.errors + 1, fetch_url=feed.url if has_left else feed.fetch_url)
    return _polled(feed, after, fetched, outcome, detail or str(outcome), None)


def _polled(
    before: FeedState,
    after: FeedState,
    fetched: Fetched,
    outcome: Outcome,
    detail: str,
    announced: tuple[Announcement, ...] | None,
) -> PolledFeed:
    after = replace(after, last_outcome=str(outcome), last_detail=one_line(detail))
    return PolledFeed(before, after, outcome, detail, announced, fetched.attempts, fetched.retry_after_s)


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
