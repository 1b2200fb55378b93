"""Collect: from feeds to the topics. Polling, fetching, extracting, deciding and publishing run side by side.

Where each thing is committed (a crash between any two of these loses nothing and doubles nothing):

1. poll: validators, entries, admitted items and the poll's ledger line: one state transaction a feed.
2. fetch and extract: the extracted page or the terminal outcome closes the lease, if its token still holds.
3. decide: lease proof, decisions, index, outbox rows and the ends of the items: one state transaction a batch.
4. publish: sent, acknowledged, then deleted from the outbox. A crash in between sends the same bytes again.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from importlib.metadata import version
from typing import Literal

from pipeline.extract import ExtractorPool, Page
from pipeline.feeds import FeedSource
from pipeline.model.identity import feed_id
from pipeline.state import (
    FeedState,
    State,
    add_counts,
    admit_left_over,
    count_admitted,
    prune_closed,
    read_feeds,
    register_feeds,
)
from pipeline.stream import Stream
from pipeline.wiring.collect.counts import RunCounts, read_counts
from pipeline.wiring.collect.drain import Drain
from pipeline.wiring.collect.feed_answer import at_its_address, known_as
from pipeline.wiring.collect.line import Line
from pipeline.wiring.collect.options import Clock, CollectOptions, Extractor, Progress, ProgressCallback
from pipeline.wiring.collect.schedule import is_due

Revisit = Literal["all", "due"]
"""``all``: every feed of the list, and every entry in its last body. ``due``: what the schedule says."""


def collect(
    options: CollectOptions,
    sources: Sequence[FeedSource],
    stream: Callable[[], Stream],
    state: State,
    *,
    run_id: str,
    clock: Clock,
    revisit: Revisit = "due",
    progress: ProgressCallback | None = None,
    stop: threading.Event | None = None,
    extractor: Extractor | None = None,
) -> RunCounts:
    """Poll feeds once and bring all that waits, of this run and of broken ones before, to its end.

    Args:
        options: what it may cost.
        sources: the feeds; admitted in this order where they answer in time.
        stream: answers the log. It may raise StreamUnavailable: then messages wait in the outbox, and the notes
            of the counts say so.
        state: the open store.
        run_id: on the ledger's lines and in the headers; no other run has it.
        clock: answers the time.
        revisit: which feeds and entries are asked again.
        progress: called about twice a second, and for each note, from one thread at a time.
        stop: set by another thread or a signal: work under way is put back, what is decided stays.
        extractor: in place of a pool of ``options.workers`` processes, made here.

    Returns:
        The counts of the run, as the state has them at the end.

    Raises:
        StateUnavailable: the state is away or its disk is full; what was stored before is kept.
    """
    feeds = due_feeds(state, sources, clock, options, revisit)
    told = _Teller(state, run_id, progress)
    owner = process_name()
    drain = Drain(state, stream, options, owner, clock, version("conflictwire"), told.note)
    stopped = stop or threading.Event()
    with extractors(options, extractor, clock, soon=bool(feeds)) as pool:
        line = Line(state, options, owner, clock, run_id, pool, revisit_all=revisit == "all", note=told.note)
        asyncio.run(line.run(feeds, drain, told.tick, stopped))
        if not stopped.is_set() and not line.is_cut and _admit_left_over(state, run_id, clock):
            rest = Line(state, options, owner, clock, run_id, pool, revisit_all=False, note=told.note)
            asyncio.run(rest.run([], drain, told.tick, stopped))
    return told.counts(drain.sent)


def poll_shard(
    options: CollectOptions,
    sources: Sequence[FeedSource],
    state: State,
    *,
    run_id: str,
    clock: Clock,
    revisit: Revisit = "due",
    stop: threading.Event | None = None,
    extractor: Extractor | None = None,
) -> RunCounts:
    """Poll one batch of feeds, and fetch and extract what waits; decides and publishes nothing.

    For a mapped task: any number may run side by side, and `decide_and_publish` follows them. Pages that
    another task has in its hands are left to it.

    Raises:
        StateUnavailable: as `collect`.
    """
    feeds = due_feeds(state, sources, clock, options, revisit)
    told = _Teller(state, run_id, None)
    with extractors(options, extractor, clock, soon=bool(feeds)) as pool:
        line = Line(state, options, process_name(), clock, run_id, pool, revisit_all=revisit == "all", note=told.note)
        asyncio.run(line.run(feeds, None, told.tick, stop or threading.Event()))
    return told.counts()


def decide_and_publish(
    options: CollectOptions,
    stream: Callable[[], Stream],
    state: State,
    *,
    run_id: str,
    clock: Clock,
    stop: threading.Event | None = None,
) -> RunCounts:
    """Decide all that is ready, in the order of admission, and publish all that waits.

    Raises:
        StateUnavailable: as `collect`.
    """
    told = _Teller(state, run_id, None)
    stopped = stop or threading.Event()
    drain = Drain(state, stream, options, process_name(), clock, version("conflictwire"), told.note)
    drain.run(lambda: True, stopped.is_set)
    return told.counts(drain.sent)


def _admit_left_over(state: State, run_id: str, clock: Clock) -> int:
    """Admit what the polls could not, because a broken run before had left an item of it open."""
    with state.write() as connection:
        admitted = admit_left_over(connection, run_id, clock())
        add_counts(connection, count_admitted(run_id, admitted))
    return sum(admitted.values())


def due_feeds(
    state: State, sources: Sequence[FeedSource], clock: Clock, options: CollectOptions, revisit: Revisit
) -> list[FeedState]:
    """Make the listed feeds known and answer those to poll now, in the order of the list."""
    now = clock()
    with state.write() as connection:
        ids = register_feeds(
            connection,
            ((known_as(source.url), source.url, source.title) for source in sources),
            now,
            options.poll_interval_s,
        )
        prune_closed(connection, now - timedelta(seconds=options.keep_closed_s))
        feeds = read_feeds(connection, ids)
    listed = {feed_id(known_as(source.url)): source.url for source in reversed(sources)}
    feeds = [at_its_address(feed, listed[feed.feed_id]) for feed in feeds]
    most_s = options.max_poll_interval_s
    return feeds if revisit == "all" else [feed for feed in feeds if is_due(feed.next_poll, now, most_s)]


def process_name() -> str:
    """A name for leases that no other process, and no other call in this one, has."""
    return f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"


@contextmanager
def extractors(options: CollectOptions, given: Extractor | None, clock: Clock, *, soon: bool) -> Iterator[Extractor]:
    """The given extractor, or a pool of our own that is closed at the end.

    With ``soon`` its processes start at once, on an empty page each: they take a second to import what they
    need, and the first feeds are polled meanwhile.
    """
    if given is not None:
        yield given
        return
    with ExtractorPool(options.workers, options.page_timeout_s) as pool:
        for _ in range(options.workers if soon else 0):
            pool.submit(Page(url="http://localhost/", body=b"", content_type="", fetched_at=clock()))
        yield pool


class _Teller:
    """Gathers notes and tells the progress."""

    def __init__(self, state: State, run_id: str, progress: ProgressCallback | None) -> None:
        self._state, self._run_id, self._progress = state, run_id, progress
        self._notes: list[str] = []
        self._told = 0

    def note(self, line: str) -> None:
        """Keep a line for a person; told at the next tick. From any thread."""
        self._notes.append(line)

    def tick(self) -> None:
        """Tell the counts so far, and the notes not told yet."""
        if self._progress is None:
            return
        counts = self.counts()
        fresh = self._notes[self._told :]
        self._told += len(fresh)
        for line in fresh or [""]:
            self._progress(Progress(counts, line))

    def counts(self, sent: Mapping[str, int] | None = None) -> RunCounts:
        """The counts as the state has them, and what this call has sent."""
        return read_counts(self._state, self._run_id, tuple(self._notes), sent)
