"""The frontier: items leased to workers, closed under their fencing token, and counted while open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, exists, func, or_, select, update

from pipeline.state.counts import Count, Tally, add_counts
from pipeline.state.entries import VISIT_COLUMNS, close_visits, known_page
from pipeline.state.hosts import take_slots
from pipeline.state.outbox import enqueue
from pipeline.state.tables import entries, frontier, host_slots
from pipeline.state.values import EndedItem, EntryValues, ExtractedItem, LeasedItem, Status

SUSPECT_AFTER = 3
"""An item leased this often without an answer goes to a worker alone: its next death is this item's own."""

_CHUNK = 500
_Answer = TypeVar("_Answer", ExtractedItem, EndedItem)


def lease_items(
    connection: Connection,
    owner: str,
    now: datetime,
    *,
    limit: int,
    per_host: int,
    lease_s: float,
    full_hosts: Collection[str] = (),
    alone: bool = False,
) -> list[LeasedItem]:
    """Lease up to ``limit`` items in the order of admission, at most ``per_host`` of one host at a time.

    An item can be leased when it is queued, or when the lease of its worker has run out. Passed over are
    ``full_hosts``, of which the worker has enough in hand, and hosts whose slot another process holds.
    With ``alone`` one item is leased that is suspected of ending its workers; without it such items are
    passed over.
    """
    wanted = frontier.c.leases >= SUSPECT_AFTER if alone else frontier.c.leases < SUSPECT_AFTER
    if full_hosts:
        wanted = and_(wanted, frontier.c.host.not_in(sorted(full_hosts)))
    wanted = and_(wanted, ~_held_by_others(owner, now))
    rows = _leasable(connection, now, 1 if alone else limit, per_host, wanted)
    until = now + timedelta(seconds=lease_s)
    rests = take_slots(connection, (row.host for row in rows), owner, now, until)
    ours = [row for row in rows if row.host in rests]
    marks = [{"b_seq": row.seq} for row in ours]
    if marks:
        connection.execute(
            update(frontier)
            .where(frontier.c.seq == bindparam("b_seq"))
            .values(
                status=str(Status.LEASED),
                owner=owner,
                lease_until=until,
                token=frontier.c.token + 1,
                leases=frontier.c.leases + 1,
            ),
            marks,
        )
    return [_leased(row, rests[row.host]) for row in ours]


def _held_by_others(owner: str, now: datetime) -> ColumnElement[bool]:
    slot = host_slots.c
    return exists().where(slot.host == frontier.c.host, slot.owner.not_in((owner, "")), slot.until > now)


def _leasable(
    connection: Connection, now: datetime, limit: int, per_host: int, wanted: ColumnElement[bool]
) -> Sequence[Row[Any]]:
    c = frontier.c
    can = and_(or_(c.status == str(Status.QUEUED), and_(c.status == str(Status.LEASED), c.lease_until <= now)), wanted)
    turn = func.row_number().over(partition_by=c.host, order_by=c.seq).label("turn")
    ranked = select(c.seq, turn).where(can).subquery()
    query = (
        select(frontier, *VISIT_COLUMNS)
        .join(ranked, ranked.c.seq == c.seq)
        .join(entries, and_(entries.c.feed_id == c.feed_id, entries.c.entry_key == c.entry_key))
        .where(ranked.c.turn <= per_host, can)
        .order_by(c.seq)
        .limit(limit)
        .with_for_update(of=frontier, skip_locked=True)
    )
    return connection.execute(query).all()


def _leased(row: Row[Any], rests_until: datetime) -> LeasedItem:
    return LeasedItem(
        seq=row.seq,
        token=row.token + 1,
        item_id=row.item_id,
        feed_id=row.feed_id,
        entry_key=row.entry_key,
        url=row.url,
        host=row.host,
        run_id=row.run_id,
        admitted_at=row.admitted_at,
        leases=row.leases + 1,
        page=known_page(row),
        quiet=row.quiet,
        failures=row.failures,
        host_rests_until=rests_until,
        announced_at=EntryValues.from_json(row.announced).published,
    )


def renew_items(connection: Connection, held: Iterable[LeasedItem], owner: str, now: datetime, lease_s: float) -> None:
    """Prolong the leases of items in work and their hosts' slots; one that was taken over is left alone."""
    until = now + timedelta(seconds=lease_s)
    items = sorted(held, key=lambda item: item.seq)
    if not items:
        return
    # items before slots, as where they are leased: a worker that was stalled and the one that takes over from it
    # would else wait for each other
    connection.execute(
        update(frontier).where(_same_lease()).values(lease_until=until),
        [{"b_seq": item.seq, "b_token": item.token} for item in items],
    )
    take_slots(connection, (item.host for item in items), owner, now, until)


def give_back_items(connection: Connection, held: Iterable[LeasedItem], now: datetime) -> None:
    """Put items back into the queue that were not worked on: the lease does not count against them."""
    items = sorted(held, key=lambda item: item.seq)
    if items:
        connection.execute(
            update(frontier)
            .where(_same_lease())
            .values(status=str(Status.QUEUED), owner="", leases=frontier.c.leases - 1),
            [{"b_seq": item.seq, "b_token": item.token} for item in items],
        )


def _same_lease() -> ColumnElement[bool]:
    c = frontier.c
    return and_(c.seq == bindparam("b_seq"), c.token == bindparam("b_token"), c.status == str(Status.LEASED))


def close_leases(
    connection: Connection, extracted: Sequence[ExtractedItem], ended: Sequence[EndedItem], now: datetime
) -> tuple[list[ExtractedItem], list[EndedItem]]:
    """Take workers' answers, as far as their fencing tokens still hold; the others are dropped.

    An extracted item waits for its decision. An ended one is closed, its ledger line goes to the outbox and
    its visit to its entry, in this same transaction.

    Returns:
        The answers that were taken.
    """
    held = _held(connection, [*extracted, *ended])
    kept = [answer for answer in extracted if (answer.item.seq, answer.item.token) in held]
    closed = [answer for answer in ended if (answer.item.seq, answer.item.token) in held]
    _store_payloads(connection, kept)
    _store_ends(connection, closed, now)
    enqueue(connection, (answer.ledger for answer in closed))
    close_visits(connection, ((answer.item.feed_id, answer.item.entry_key, answer.visit) for answer in closed))
    add_counts(connection, _tally(kept, closed))
    return kept, closed


def _held(connection: Connection, answers: Sequence[ExtractedItem | EndedItem]) -> set[tuple[int, int]]:
    seqs = sorted(answer.item.seq for answer in answers)
    held: set[tuple[int, int]] = set()
    for start in range(0, len(seqs), _CHUNK):
        query = (
            select(frontier.c.seq, frontier.c.token)
            .where(frontier.c.seq.in_(seqs[start : start + _CHUNK]), frontier.c.status == str(Status.LEASED))
            .order_by(frontier.c.seq)
            .with_for_update()
        )
        held.update((row.seq, row.token) for row in connection.execute(query))
    return held


def _store_payloads(connection: Connection, kept: Sequence[ExtractedItem]) -> None:
    rows = [{"b_seq": a.item.seq, "b_payload": a.payload, "b_attempts": a.wire_attempts} for a in _by_seq(kept)]
    if rows:
        connection.execute(
            update(frontier)
            .where(frontier.c.seq == bindparam("b_seq"))
            .values(
                status=str(Status.EXTRACTED),
                owner="",
                payload=bindparam("b_payload"),
                wire_attempts=bindparam("b_attempts"),
            ),
            rows,
        )


def _store_ends(connection: Connection, closed: Sequence[EndedItem], now: datetime) -> None:
    rows = [{"b_seq": a.item.seq, "b_word": a.outcome, "b_attempts": a.wire_attempts} for a in _by_seq(closed)]
    if rows:
        connection.execute(
            update(frontier)
            .where(frontier.c.seq == bindparam("b_seq"))
            .values(
                status=str(Status.CLOSED),
                owner="",
                ended_as=bindparam("b_word"),
                wire_attempts=bindparam("b_attempts"),
                closed_at=now,
            ),
            rows,
        )


def _by_seq(answers: Sequence[_Answer]) -> list[_Answer]:
    return sorted(answers, key=lambda answer: answer.item.seq)


def _tally(kept: Sequence[ExtractedItem], closed: Sequence[EndedItem]) -> Tally:
    tally: Tally = Counter()
    for answer in kept:
        tally[(answer.item.run_id, Count.ATTEMPTS, "")] += answer.wire_attempts
    for end in closed:
        tally[(end.item.run_id, Count.ATTEMPTS, "")] += end.wire_attempts
        tally[(end.item.run_id, Count.ENDED, end.outcome)] += 1
    return tally


def prune_closed(connection: Connection, before: datetime) -> int:
    """Forget items that were closed before then; returns how many. The topics keep their story."""
    old = and_(frontier.c.status == str(Status.CLOSED), frontier.c.closed_at < before)
    return connection.execute(delete(frontier).where(old)).rowcount
