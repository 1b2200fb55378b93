"""Merging what a load touched: the claims that the change reaches are merged anew, and what differs is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, bindparam, select, update

from pipeline.model.event import Merged, MergeRule
from pipeline.warehouse.claim_rows import event_row, member_row
from pipeline.warehouse.parting import split_stories, undone_merges
from pipeline.warehouse.rows import Row
from pipeline.warehouse.surroundings import Block, Surroundings
from pipeline.warehouse.tables import claim, event, member
from pipeline.warehouse.upserts import chunks

_EVENT_COLUMNS = [name for name in event.c.keys() if name not in ("row_id", "recorded_from", "recorded_to")]
_MEMBER_COLUMNS = ("event_id", "role", "reason")


def merge_touched(
    connection: Connection, edition: str, rule: MergeRule, touched: Iterable[str], now: datetime
) -> tuple[int, int]:
    """Merge anew what the change of these claims reaches, but for merges that were undone; store what changed.

    Returns:
        How many events were written (new or changed), and how many were closed.
    """
    by_block = _by_block(connection, edition, touched)
    moved, apart = split_stories(connection), undone_merges(connection)
    written = closed = 0
    for block in sorted(by_block):
        look = Surroundings(connection, edition, rule, block, moved)
        change = _compare(connection, edition, rule.merge_anew(look, by_block[block], apart), now)
        change.store(connection, now)
        written, closed = written + len(change.events), closed + len(change.gone_events)
    return written, closed


def _by_block(connection: Connection, edition: str, touched: Iterable[str]) -> dict[Block, list[str]]:
    found: dict[Block, list[str]] = defaultdict(list)
    for some in chunks(sorted(touched)):
        columns = (claim.c.block_country, claim.c.family, claim.c.claim_id)
        query = select(*columns).where(claim.c.edition == edition, claim.c.claim_id.in_(some))
        for country, family, claim_id in connection.execute(query):
            found[country, family].append(claim_id)
    return found


@dataclass(slots=True)
class _Change:
    """What differs between the stored events of some claims and their events now."""

    events: list[Row]
    gone_events: list[int]
    members: list[Row]
    gone_members: list[int]

    def store(self, connection: Connection, now: datetime) -> None:
        """Close what is gone, then insert what is new: each key has at most one open row."""
        for table, gone in ((event, self.gone_events), (member, self.gone_members)):
            if gone:
                close = update(table).where(table.c.row_id == bindparam("gone")).values(recorded_to=now)
                connection.execute(close, [{"gone": row_id} for row_id in gone])
        for table, new in ((event, self.events), (member, self.members)):
            if new:
                connection.execute(table.insert(), new)


def _compare(connection: Connection, edition: str, merged: Merged, now: datetime) -> _Change:
    claim_ids = {each.claim_id for event_now in merged.events for each in event_now.members} | merged.left
    members = {row["claim_id"]: row for row in _open(connection, member, edition, member.c.claim_id, sorted(claim_ids))}
    known_ids = {str(row["event_id"]) for row in members.values()} | {each.event_id for each in merged.events}
    events = {row["event_id"]: row for row in _open(connection, event, edition, event.c.event_id, sorted(known_ids))}
    events_now = {each.event_id: event_row(each, edition, now) for each in merged.events}
    members_now = {
        each.claim_id: member_row(each, parent.event_id, edition, now)
        for parent in merged.events
        for each in parent.members
    }
    return _Change(
        *_difference(events, events_now, _EVENT_COLUMNS), *_difference(members, members_now, _MEMBER_COLUMNS)
    )


def _open(
    connection: Connection, table: Any, edition: str, column: ColumnElement[str], values: Sequence[str]
) -> Iterable[RowMapping]:
    for some in chunks(values):
        condition = and_(table.c.edition == edition, column.in_(some), table.c.recorded_to.is_(None))
        yield from connection.execute(select(table).where(condition)).mappings()


def _difference(
    before: dict[str, RowMapping], after: dict[str, Row], columns: Sequence[str]
) -> tuple[list[Row], list[int]]:
    """Tell the rows to insert and the row ids to close."""
    same = {
        key for key, row in after.items() if key in before and all(before[key][name] == row[name] for name in columns)
    }
    new = [row for key, row in sorted(after.items()) if key not in same]
    gone = [int(row["row_id"]) for key, row in sorted(before.items()) if key not in same]
    return new, gone
