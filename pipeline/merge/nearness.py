"""Which claims are worth comparing: a block cut by days and stories, so that cost does not grow as its square."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pipeline.merge.blocks import block
from pipeline.merge.links import REACH_DAYS
from pipeline.model.event import Block, MergeClaim

_DAY = timedelta(days=1)


class Nearness:
    """An index of claims. What `candidates` leaves out never links: another block, too far in time, another story."""

    def __init__(self, claims: Iterable[MergeClaim]) -> None:
        self._claims: dict[str, MergeClaim] = {}
        self._blocks: dict[str, Block] = {}
        self._by_day: dict[tuple[str, str, date], list[str]] = defaultdict(list)
        self._by_story: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for claim in claims:
            self.add(claim)

    def add(self, claim: MergeClaim) -> None:
        """Take one more."""
        home = block(claim)
        self._claims[claim.claim_id] = claim
        self._blocks[claim.claim_id] = home
        for day in _days(home, 0):
            self._by_day[home.country, home.family, day].append(claim.claim_id)
        if claim.story_id:
            self._by_story[home.country, home.family, claim.story_id].append(claim.claim_id)

    def get(self, claim_id: str) -> MergeClaim | None:
        """The claim of that id."""
        return self._claims.get(claim_id)

    def candidates(self, claim: MergeClaim) -> list[MergeClaim]:
        """All claims that may link to this one, itself left out, each once."""
        home = self._blocks.get(claim.claim_id) or block(claim)
        found: dict[str, None] = {}
        for day in _days(home, REACH_DAYS):
            found.update(dict.fromkeys(self._by_day.get((home.country, home.family, day), ())))
        if claim.story_id:
            found.update(dict.fromkeys(self._by_story.get((home.country, home.family, claim.story_id), ())))
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
