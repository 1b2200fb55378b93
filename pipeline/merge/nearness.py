"""Which claims are worth comparing: a block cut by days, places and stories: cost does not grow as its square."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from datetime import date, timedelta
from math import floor

from pipeline.merge.blocks import block
from pipeline.merge.links import REACH_DAYS, is_point, spot_names
from pipeline.merge.order import Turn, turn
from pipeline.model.event import Block, MergeClaim
from pipeline.model.tagging import Place

_DAY = timedelta(days=1)
# a cell is higher than 25 km, and wider than that up to 60 degrees of latitude: points that may link are at most one
# cell apart. Nearer to a pole, or to the date line, a point is looked for everywhere
_CELL_LAT, _CELL_LON = 0.25, 0.5
_MOST_LAT, _MOST_LON = 60.0, 179.0
_ALL, _COARSE = "all", "coarse"

_Entry = tuple[Turn, str]
_Cut = Callable[[list[_Entry]], list[_Entry]]


class Nearness:
    """An index of claims. What it leaves out never links: another block, place or story, or too far in time."""

    def __init__(self) -> None:
        self._claims: dict[str, MergeClaim] = {}
        self._entries: dict[Hashable, list[_Entry]] = defaultdict(list)

    def add(self, claim: MergeClaim) -> None:
        """Take one more."""
        home = block(claim)
        self._claims[claim.claim_id] = claim
        for day in _days(home, 0):
            for spot in _stands_at(claim.place):
                insort(self._entries[home.country, home.family, day, spot], (turn(claim), claim.claim_id))
        if claim.story_id:
            insort(self._entries[home.country, home.family, claim.story_id], (turn(claim), claim.claim_id))

    def get(self, claim_id: str) -> MergeClaim | None:
        """The claim of that id."""
        return self._claims.get(claim_id)

    def before(self, claim: MergeClaim) -> list[MergeClaim]:
        """All claims that may link to this one and are weighed before it, each once."""
        at = (turn(claim), "")
        return self._near(claim, lambda entries: entries[: bisect_left(entries, at)])

    def after(self, claim: MergeClaim, moment: Turn) -> list[MergeClaim]:
        """All claims that may link to this one and are weighed later than a moment, each once."""
        return self._near(claim, lambda entries: entries[bisect_left(entries, (moment, "￿")) :])

    def _near(self, claim: MergeClaim, cut: _Cut) -> list[MergeClaim]:
        home = block(claim)
        found: dict[str, None] = {}
        spots = list(_looks_at(claim.place))
        for day in _days(home, REACH_DAYS):
            for spot in spots:
                if entries := self._entries.get((home.country, home.family, day, spot)):
                    found.update(dict.fromkeys(claim_id for _, claim_id in cut(entries)))
        if claim.story_id and (entries := self._entries.get((home.country, home.family, claim.story_id))):
            found.update(dict.fromkeys(claim_id for _, claim_id in cut(entries)))
        found.pop(claim.claim_id, None)
        return [self._claims[claim_id] for claim_id in found]


def _days(home: Block, reach_days: int) -> Iterator[date]:
    if home.first_day is None or home.last_day is None:
        return
    for number in range(-reach_days, (home.last_day - home.first_day).days + reach_days + 1):
        # the calendar ends: a date of the year 1 or 9999 has no day before or after
        try:
            yield home.first_day + number * _DAY
        except OverflowError:
            continue


def _cell(place: Place | None) -> tuple[int, int] | None:
    """The cell of a point; None for what must be looked for everywhere."""
    if place is None or not is_point(place) or place.lat is None or place.lon is None:
        return None
    if abs(place.lat) > _MOST_LAT or abs(place.lon) > _MOST_LON:
        return None
    return floor(place.lat / _CELL_LAT), floor(place.lon / _CELL_LON)


def _stands_at(place: Place | None) -> Iterator[Hashable]:
    cell = _cell(place)
    yield _ALL
    yield _COARSE if cell is None else cell
    if place is not None and cell is not None:
        yield from spot_names(place)


def _looks_at(place: Place | None) -> Iterator[Hashable]:
    cell = _cell(place)
    if place is None or cell is None:
        yield _ALL
        return
    yield _COARSE
    for row in (-1, 0, 1):
        for column in (-1, 0, 1):
            yield cell[0] + row, cell[1] + column
    yield from spot_names(place)
