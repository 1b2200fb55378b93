"""Rebuilding the decider's part of the state from the topics: identity, versions, repeats, stories, and all undos.

Where the state was lost, a run over the same feeds would take every page for a new article, and what a person undid
would be joined again. Restored, the next articles are decided as if nothing had been lost. Feeds, validators and
schedules are not on the topics: the next poll learns them anew.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from pipeline.dedupe import Decider, remember_correction
from pipeline.errors import LeaseLost, TerminalError
from pipeline.model.article import Article
from pipeline.model.correction import Correction
from pipeline.records import Lookup, decode
from pipeline.settings import Settings
from pipeline.state import DECIDER, Lease, State, acquire, know_article, release, renew
from pipeline.stream import ARTICLES, CORRECTIONS, Record, SchemaTopic, Stream
from pipeline.wiring.collect.options import CollectOptions
from pipeline.wiring.opening import state_of, stream_of, utc_now
from pipeline.wiring.options import collect_options
from pipeline.wiring.running import new_run_id

_BATCH = 500

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """How many records were read back; ``unread`` could not be decoded (loading made dead letters of them)."""

    articles: int
    corrections: int
    unread: int


@dataclass(frozen=True, slots=True)
class _Past:
    """A record and its place in the order of what was decided: a correction before what it made anew."""

    order: tuple[datetime, bool, int]
    value: Article | Correction
    raw: bytes


def restore(settings: Settings, say: Say) -> Restored:
    """Read all articles and corrections back into the state. What it knows already stays as it is.

    Raises:
        LeaseLost: another process decides now; nothing, or a part, was restored: try again.
        UnknownFingerprint: a newer program wrote a record, and its schema is on no topic.
    """
    unread: list[str] = []
    counts = {Article: 0, Correction: 0}
    options = collect_options(settings)
    with state_of(settings) as state, stream_of(settings) as stream:
        lease = _lease(state, options)
        decider: Decider | None = None
        past = _in_order(stream, unread)
        while batch := list(islice(past, _BATCH)):
            with state.write() as connection:
                renew(connection, lease, utc_now(), options.lease_s)
                decider = decider or Decider.open(connection)
                for each in batch:
                    _restore_one(connection, decider, each)
                    counts[type(each.value)] += 1
            say(f"{counts[Article]} articles and {counts[Correction]} corrections read back")
        with state.write() as connection:
            release(connection, lease, utc_now())
    return Restored(counts[Article], counts[Correction], len(unread))


def _lease(state: State, options: CollectOptions) -> Lease:
    now = utc_now()
    with state.write() as connection:
        lease = acquire(connection, DECIDER, f"restore-{new_run_id(now)}", now, options.lease_s)
        if lease is None:
            raise LeaseLost("another process decides now: nothing was restored, try again when its run is over")
        Decider.create_tables(connection)
    return lease


def _restore_one(connection: Connection, decider: Decider, past: _Past) -> None:
    value = past.value
    decider.restore(connection, value)
    if isinstance(value, Article):
        know_article(connection, value.article_id, value.url, value.first_seen_at)
    else:
        remember_correction(connection, value.correction_id, value.at, past.raw)


def _in_order(stream: Stream, unread: list[str]) -> Iterator[_Past]:
    """All records in the order of their decision: each partition is in it, so that the partitions need but merging."""
    lookup = SchemaTopic(stream).lookup
    first = stream.beginning_offsets([ARTICLES, CORRECTIONS])
    lanes = [_past(stream.read(tp, start), lookup, unread) for tp, start in sorted(first.items())]
    return heapq.merge(*lanes, key=lambda each: each.order)


def _past(records: Iterator[Record], lookup: Lookup, unread: list[str]) -> Iterator[_Past]:
    for record in records:
        try:
            value = decode(record.value, lookup)
        except TerminalError as e:
            unread.append(str(e))
            continue
        if isinstance(value, Article):
            yield _Past((value.admitted_at, True, value.ordinal), value, record.value)
        elif isinstance(value, Correction):
            yield _Past((value.at, False, 0), value, record.value)
