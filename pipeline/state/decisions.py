"""The decider's side of the frontier: what is next in the order of admission, and the close under a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, select, update

from pipeline.state.counts import Count, Tally, add_counts
from pipeline.state.entries import VISIT_COLUMNS, close_visits, known_page
from pipeline.state.outbox import enqueue
from pipeline.state.tables import entries, feeds, frontier
from pipeline.state.values import DecidedItem, EntryValues, ReadyItem, Status

_OPEN = (str(Status.QUEUED), str(Status.LEASED))


@dataclass(frozen=True, slots=True)
class OpenItems:
    """How many items wait, by where they stand, and when the last lease of a worker runs out."""

    queued: int
    leased: int
    extracted: int
    lease_until: datetime | None


def ready_items(connection: Connection, limit: int, overdue: datetime | None = None) -> list[ReadyItem]:
    """The next items to decide, in the order of admission, never past one that is still queued or leased.

    So the decisions are the same whatever the number of workers and whoever answers first. The exception are items
    whose last lease ended before ``overdue``: they have waited long enough for a host that is slow.
    """
    c = frontier.c
    barrier = select(func.min(c.seq)).where(c.status.in_(_OPEN)).scalar_subquery()
    in_turn = c.seq < func.coalesce(barrier, c.seq + 1)
    query = (
        select(frontier, feeds.c.url.label("feed_url"), *VISIT_COLUMNS)
        .join(entries, and_(entries.c.feed_id == c.feed_id, entries.c.entry_key == c.entry_key))
        .join(feeds, feeds.c.feed_id == c.feed_id)
        .where(c.status == str(Status.EXTRACTED), in_turn if overdue is None else in_turn | (c.lease_until < overdue))
        .order_by(c.seq)
        .limit(limit)
    )
    return [_ready(row) for row in connection.execute(query)]


def _ready(row: Row[Any]) -> ReadyItem:
    return ReadyItem(
        seq=row.seq,
        item_id=row.item_id,
        feed_id=row.feed_id,
        feed_url=row.feed_url,
        entry_key=row.entry_key,
        values=EntryValues.from_json(row.announced),
        url=row.url,
        run_id=row.run_id,
        admitted_at=row.admitted_at,
        first_seen_at=row.first_seen_at,
        wire_attempts=row.wire_attempts,
        payload=row.payload,
        page=known_page(row),
        quiet=row.quiet,
        failures=row.failures,
    )


def close_decided(connection: Connection, decided: Sequence[DecidedItem], now: datetime) -> None:
    """Close items under their words: messages to the outbox, visits to the entries, counts to the runs.

    The caller holds the decider's lease and has proved it in this transaction.
    """
    _close(connection, [(answer.item.seq, answer.word) for answer in decided], now)
    enqueue(connection, (message for answer in decided for message in answer.messages))
    close_visits(connection, ((answer.item.feed_id, answer.item.entry_key, answer.visit) for answer in decided))
    tally: Tally = Counter(
        (answer.item.run_id, Count.DECIDED if answer.is_decision else Count.ENDED, answer.word) for answer in decided
    )
    add_counts(connection, tally)


def _close(connection: Connection, ends: Sequence[tuple[int, str]], now: datetime) -> None:
    if ends:
        connection.execute(
            update(frontier)
            .where(frontier.c.seq == bindparam("b_seq"))
            .values(status=str(Status.CLOSED), payload=None, ended_as=bindparam("b_word"), closed_at=now),
            [{"b_seq": seq, "b_word": word} for seq, word in ends],
        )


def open_items(connection: Connection, up_to: int | None = None) -> OpenItems:
    """Count the items that are not closed, up to a place in the order of admission."""
    c = frontier.c
    query = select(c.status, func.count().label("n"), func.max(c.lease_until).label("until")).group_by(c.status)
    query = query.where(c.status != str(Status.CLOSED))
    if up_to is not None:
        query = query.where(c.seq <= up_to)
    found = {row.status: row for row in connection.execute(query)}
    leased = found.get(str(Status.LEASED))
    return OpenItems(
        queued=found[str(Status.QUEUED)].n if str(Status.QUEUED) in found else 0,
        leased=leased.n if leased else 0,
        extracted=found[str(Status.EXTRACTED)].n if str(Status.EXTRACTED) in found else 0,
        lease_until=leased.until if leased else None,
    )


def last_seq(connection: Connection) -> int:
    """The last place in the order of admission that was given out; 0 before the first."""
    return connection.scalar(select(func.max(frontier.c.seq))) or 0
