"""Looking at what is stored of one block: claims near given ones, and the events that they are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, RowMapping, Select, and_, bindparam, select

from pipeline.model.event import Member, MemberRole, MergeClaim, MergeRule
from pipeline.warehouse.claim_rows import claim_of_row
from pipeline.warehouse.parting import Placed
from pipeline.warehouse.tables import claim, member
from pipeline.warehouse.upserts import chunks

Block = tuple[str, str]
"""Country and family."""
Found = tuple[MergeClaim, str, Member | None]

_OF_CLAIM = and_(
    member.c.edition == claim.c.edition, member.c.claim_id == claim.c.claim_id, member.c.recorded_to.is_(None)
)
_SEATED = select(claim, member.c.event_id, member.c.role, member.c.reason).where(
    claim.c.edition == bindparam("edition")
)
_CLAIMS = _SEATED.outerjoin_from(claim, member, _OF_CLAIM)
_INSIDE = _CLAIMS.where(claim.c.block_country == bindparam("country"), claim.c.family == bindparam("family"))
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
# made once: making a statement costs more than running it
_BY_ID = _CLAIMS.where(claim.c.claim_id.in_(_SOME))
# without the block: SQLite would search the whole of it instead of the story
_BY_STORY = _CLAIMS.where(claim.c.story_id.in_(_SOME))
_BY_ARTICLE = _CLAIMS.where(claim.c.article_id.in_(_SOME))
# the third bound follows from the second; it lets the index end the search
_BY_DAYS = _INSIDE.where(
    claim.c.last_day >= bindparam("first"), claim.c.first_day <= bindparam("last"), claim.c.last_day <= bindparam("end")
)
_BY_EVENT = _SEATED.join_from(claim, member, _OF_CLAIM).where(member.c.event_id.in_(_SOME))


class Surroundings:
    """One block of one edition, see `pipeline.model.event.Look`. It asks for no day, story, claim or event twice."""

    def __init__(
        self, connection: Connection, edition: str, rule: MergeRule, block: Block, moved: Mapping[Placed, str]
    ) -> None:
        self._connection = connection
        self._edition = {"edition": edition}
        self._block = {"edition": edition, "country": block[0], "family": block[1]}
        self._reach = timedelta(days=rule.reach_days)
        self._window = timedelta(days=rule.window_days)
        self._moved = moved
        self._days: set[date] = set()
        self._stories: set[str] = set()
        self._events: set[str] = set()
        self._rows: dict[str, RowMapping] = {}
        self._around: set[str] = set()

    def claims(self, ids: Iterable[str]) -> list[Found]:
        """The claims of these ids."""
        return self._with_events(self._some(_BY_ID, self._edition, ids))

    def around(self, claims: Iterable[MergeClaim]) -> list[Found]:
        """All claims within reach of the days of these, or of their stories."""
        rows = [self._rows[each.claim_id] for each in claims if each.claim_id not in self._around]
        self._around.update(row["claim_id"] for row in rows)
        return self._with_events([*self._within_days(rows), *self._of_stories(rows)]) if rows else []

    def _within_days(self, rows: Sequence[RowMapping]) -> Iterator[RowMapping]:
        for first, last in self._new_days(rows):
            days = {"first": first, "last": last, "end": _shift(last, self._window)}
            yield from self._connection.execute(_BY_DAYS, self._block | days).mappings()

    def _of_stories(self, rows: Sequence[RowMapping]) -> Iterator[RowMapping]:
        placed = {(row["article_id"], row["story_id"]) for row in rows}
        stories = {story for _, story in placed} | {self._moved[each] for each in placed & self._moved.keys()}
        new = stories - self._stories - {""}
        self._stories |= new
        yield from filter(self._is_inside, self._some(_BY_STORY, self._edition, new))
        movers = {article_id for (article_id, _), into in self._moved.items() if into in new}
        yield from filter(self._is_inside, self._some(_BY_ARTICLE, self._edition, movers))

    def _is_inside(self, row: RowMapping) -> bool:
        return bool(row["block_country"] == self._block["country"] and row["family"] == self._block["family"])

    def _new_days(self, rows: Iterable[RowMapping]) -> list[tuple[date, date]]:
        """Days within reach that were not asked for, as spans; with them those that the next question will be for."""
        wanted: set[date] = set()
        for row in rows:
            if row["first_day"] is not None and not self._days.issuperset(_span(row, self._reach)):
                wanted.update(_span(row, 2 * self._reach))
        spans: list[tuple[date, date]] = []
        for day in sorted(wanted - self._days):
            if spans and (day - spans[-1][1]).days == 1:
                spans[-1] = (spans[-1][0], day)
            else:
                spans.append((day, day))
        self._days |= wanted
        return spans

    def _with_events(self, rows: Iterable[RowMapping]) -> list[Found]:
        """These claims and all that are in an event with one of them, but for those that were given before."""
        new = {row["claim_id"]: row for row in rows if row["claim_id"] not in self._rows}
        events = {row["event_id"] for row in new.values() if row["event_id"] is not None} - self._events
        self._events |= events
        for row in self._some(_BY_EVENT, self._edition, events):
            if row["claim_id"] not in self._rows:
                new[row["claim_id"]] = row
        self._rows |= new
        return [(self._claim(row), *_seat(row)) for row in new.values()]

    def _claim(self, row: RowMapping) -> MergeClaim:
        """The claim in the story that it stands in: at arrival, but for articles that a person split from it."""
        found = claim_of_row(row)
        into = self._moved.get((found.article_id, found.story_id))
        return replace(found, story_id=into) if into else found

    def _some(self, statement: Select[Any], where: Mapping[str, str], values: Iterable[str]) -> Iterator[RowMapping]:
        for some in chunks(sorted(values)):
            yield from self._connection.execute(statement, {**where, "some": some}).mappings()


def _seat(row: RowMapping) -> tuple[str, Member | None]:
    if row["event_id"] is None:
        return "", None
    return row["event_id"], Member(row["claim_id"], MemberRole(row["role"]), row["reason"])


def _span(row: RowMapping, reach: timedelta) -> list[date]:
    first, last = _shift(row["first_day"], -reach), _shift(row["last_day"], reach)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _shift(day: date, by: timedelta) -> date:
    """Add, and stay within the calendar: there are dates of the year 1 and 9999."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max
