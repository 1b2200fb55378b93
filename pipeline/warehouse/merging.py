"""Merging the touched blocks: what hangs together with a touched claim is merged anew, nothing else is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, bindparam, select, update

from pipeline.model.event import MergeClaim, MergedEvent, MergeRule
from pipeline.warehouse.claim_rows import claim_of_row, event_row, member_row
from pipeline.warehouse.parting import Placed, any_undone, split_stories, undone_merges
from pipeline.warehouse.rows import Row
from pipeline.warehouse.tables import claim, event, member
from pipeline.warehouse.upserts import chunks

_Block = tuple[str, str]
_EVENT_COLUMNS = [name for name in event.c.keys() if name not in ("row_id", "recorded_from", "recorded_to")]
_MEMBER_COLUMNS = ("event_id", "role", "reason")


def merge_touched(
    connection: Connection, edition: str, rule: MergeRule, touched: Iterable[str], now: datetime
) -> tuple[int, int]:
    """Merge all claims that hang together with the touched ones, but for merges that were undone; store what changed.

    Returns:
        How many events were written (new or changed), and how many were closed.
    """
    by_block: dict[_Block, dict[str, RowMapping]] = defaultdict(dict)
    for some in chunks(sorted(touched)):
        found = connection.execute(select(claim).where(claim.c.edition == edition, claim.c.claim_id.in_(some)))
        for row in found.mappings():
            by_block[row["block_country"], row["family"]][row["claim_id"]] = row
    corrected, moved = any_undone(connection), split_stories(connection)
    written = closed = 0
    for block in sorted(by_block):
        near = _neighbourhood(connection, edition, rule, block, by_block[block], moved)
        apart = undone_merges(connection, {each.article_id for each in near}) if corrected else []
        change = _compare(connection, edition, near, rule.merge(near, apart), now)
        change.store(connection, now)
        written, closed = written + len(change.events), closed + len(change.gone_events)
    return written, closed


def _neighbourhood(
    connection: Connection,
    edition: str,
    rule: MergeRule,
    block: _Block,
    seeds: dict[str, RowMapping],
    moved: Mapping[Placed, str],
) -> list[MergeClaim]:
    """Widen the window of dates and stories until nothing more hangs together with the seeds."""
    inside = and_(claim.c.edition == edition, claim.c.block_country == block[0], claim.c.family == block[1])
    reached = dict(seeds)
    fetched: dict[str, RowMapping] = dict(seeds)
    window = _Window(rule.reach_days, moved)
    claims: dict[str, MergeClaim] = {}
    while True:
        for condition in window.widen(reached.values()):
            fetched |= {
                row["claim_id"]: row for row in connection.execute(select(claim).where(inside, condition)).mappings()
            }
        claims |= {claim_id: _claim(row, moved) for claim_id, row in fetched.items() if claim_id not in claims}
        near = rule.neighbourhood(claims.values(), set(reached))
        if near == reached.keys():
            return [claims[claim_id] for claim_id in sorted(near)]
        reached = {claim_id: fetched[claim_id] for claim_id in near}


def _claim(row: RowMapping, moved: Mapping[Placed, str]) -> MergeClaim:
    """The claim in the story that it stands in: the one at arrival, but for articles that a person split from it."""
    claim = claim_of_row(row)
    into = moved.get((claim.article_id, claim.story_id))
    return replace(claim, story_id=into) if into else claim


class _Window:
    """The days and stories that were asked for so far; it widens, and asks for nothing twice."""

    def __init__(self, reach_days: int, moved: Mapping[Placed, str]) -> None:
        self._moved = moved
        self._reach = timedelta(days=reach_days)
        self._days: tuple[date, date] | None = None
        self._stories: set[str] = set()

    def widen(self, rows: Iterable[RowMapping]) -> Iterator[ColumnElement[bool]]:
        """Tell what else to fetch: claims within reach of these days, and claims of these stories."""
        rows = list(rows)
        placed = {(row["article_id"], row["story_id"]) for row in rows}
        stories = {story for _, story in placed} | {self._moved[each] for each in placed & self._moved.keys()}
        new_stories = stories - self._stories - {""}
        self._stories |= new_stories
        yield from (claim.c.story_id.in_(some) for some in chunks(sorted(new_stories)))
        movers = sorted(article_id for (article_id, _), into in self._moved.items() if into in new_stories)
        yield from (claim.c.article_id.in_(some) for some in chunks(movers))
        days: list[tuple[date, date]] = [(row["first_day"], row["last_day"]) for row in rows if row["first_day"]]
        if not days:
            return
        earliest = _shift(min(first for first, _ in days), -self._reach)
        latest = _shift(max(last for _, last in days), self._reach)
        if self._days is None or earliest < self._days[0] or latest > self._days[1]:
            self._days = (earliest, latest)
            yield and_(claim.c.last_day >= earliest, claim.c.first_day <= latest)


def _shift(day: date, by: timedelta) -> date:
    """Add, and stay within the calendar: there are dates of the year 1 and 9999."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max


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


def _compare(
    connection: Connection, edition: str, claims: Sequence[MergeClaim], merged: Sequence[MergedEvent], now: datetime
) -> _Change:
    members = {
        row["claim_id"]: row
        for row in _open(connection, member, edition, member.c.claim_id, [each.claim_id for each in claims])
    }
    known_ids = {str(row["event_id"]) for row in members.values()} | {each.event_id for each in merged}
    events = {row["event_id"]: row for row in _open(connection, event, edition, event.c.event_id, sorted(known_ids))}
    events_now = {each.event_id: event_row(each, edition, now) for each in merged}
    members_now = {
        each.claim_id: member_row(each, parent.event_id, edition, now) for parent in merged for each in parent.members
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
