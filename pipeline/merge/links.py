"""Links: may two claims tell of one happening, and on what grounds?

A link is symmetric and looks at the two claims alone. Each part answers with its ground in words, or None
when it forbids the join; the words together are the reason that is kept with the membership.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from pipeline.merge.blocks import bounds, family, is_vague
from pipeline.model.event import MergeClaim
from pipeline.model.tagging import Actor, ClaimDate, Place
from pipeline.model.words import Control

REACH_DAYS = 2
"""No date tolerance is wider than this many days between the bounds of two dates."""

_TOLERANCE_DAYS = {1: 1, 2: 2, 3: 2}
_EXACT_PLACE, _NEAR_PLACE, _ADMIN1, _COUNTRY = 1, 2, 4, 6
_EXACT_KM, _NEAR_KM = 5.0, 25.0
_EARTH_KM = 6371.0
_Pair = tuple[Actor | None, Actor | None]
"""Who acted, and whom it was done to."""
_FACELESS = frozenset({"civilians", "protesters", "unidentified", "other"})


@dataclass(frozen=True, slots=True)
class Link:
    """The grounds of a join, and how strong they are (a larger tuple is stronger)."""

    strength: tuple[int, ...]
    reason: str


def contradiction(a: MergeClaim, b: MergeClaim) -> str:
    """Say why the two can never be in one event, "" when nothing forbids it."""
    if _block_key(a) != _block_key(b):
        return "another country or family"
    if Control.NONE not in (a.control, b.control) and a.control is not b.control:
        return "control goes the other way"
    if (gap := gap_days(a.date, b.date)) is not None and gap > REACH_DAYS:
        return f"{gap} days apart"
    if far_apart(a.place, b.place):
        return "another place"
    if _actors(a, b) is None:
        return "other actors"
    return ""


def grounds(a: MergeClaim, b: MergeClaim) -> Link | None:
    """Weigh whether two claims without a `contradiction` tell of one happening; None when it cannot be told.

    Place, date, actors, type and control must each allow it. The story that both belong to is a hint:
    it lets a coarse place, a vague date, a neighbouring day or another type of the family pass. So does, for
    a coarse place, the same turn of control between the same sides on the same day.
    """
    same_story = bool(a.story_id) and a.story_id == b.story_id
    place = _place(a.place, b.place, hinted=same_story or _same_turn(a, b))
    day = _date(a, b, same_story=same_story)
    kind = _type(a, b, same_story=same_story)
    actors = _actors(a, b)
    if place is None or day is None or kind is None or actors is None:
        return None
    found = (place, day, kind, actors)
    strength = (*(rank for rank, _ in found), int(same_story))
    words = [word for _, word in found] + (["same story"] if same_story else [])
    return Link((sum(strength), *strength), ", ".join(word for word in words if word))


def _block_key(claim: MergeClaim) -> tuple[str, str]:
    return (claim.place.country if claim.place else "", family(claim.type))


@lru_cache(maxsize=65_536)
def gap_days(a: ClaimDate | None, b: ClaimDate | None) -> int | None:
    """Count the days between the bounds of the two dates, 0 when they overlap; None when one is not stated."""
    left, right = bounds(a), bounds(b)
    if left is None or right is None:
        return None
    return max(0, (max(left[0], right[0]) - min(left[1], right[1])).days)


def _date(a: MergeClaim, b: MergeClaim, *, same_story: bool) -> tuple[int, str] | None:
    gap = gap_days(a.date, b.date)
    if gap is None or is_vague(a.date) or is_vague(b.date):
        return (0, "date vague") if same_story else None
    exact = a.date == b.date
    if exact or gap == 0:
        return (3, "same date") if exact else (2, "dates overlap")
    tolerance = max(_tolerance(a), _tolerance(b))
    if gap > tolerance:
        return None
    # Shelling goes on day after day: a neighbouring day alone proves nothing. A town changes hands once.
    turns_control = Control.NONE not in (a.control, b.control)
    same_toll = a.killed is not None and a.killed == b.killed and bool(a.killed.best)
    if same_story or turns_control or same_toll:
        return 1, f"dates {gap} day{'s' if gap > 1 else ''} apart"
    return None


def _tolerance(claim: MergeClaim) -> int:
    return _TOLERANCE_DAYS.get(claim.date.precision, 0) if claim.date else 0


def _type(a: MergeClaim, b: MergeClaim, *, same_story: bool) -> tuple[int, str] | None:
    if a.type == b.type:
        return 1, f"both {a.type}"
    if family(a.type) == "battle" or same_story:
        return 0, f"{min(a.type, b.type)} and {max(a.type, b.type)}"
    return None


def _same_turn(a: MergeClaim, b: MergeClaim) -> bool:
    same_day = a.date == b.date and not is_vague(a.date)
    turns = a.control is b.control is not Control.NONE
    named = [dict(_named((each.actor1, each.actor2))) for each in (a, b)]
    return same_day and turns and bool(named[0].keys() & named[1].keys())


@lru_cache(maxsize=65_536)
def far_apart(a: Place | None, b: Place | None) -> bool:
    """Tell whether both are points, and too far from each other: no third, coarser claim may tie them together."""
    if a is None or b is None or not is_point(a) or not is_point(b):
        return False
    return _near(a, b, hinted=True) is None


def is_point(place: Place) -> bool:
    """Whether a place is a point: finer than a province, a country or a sea."""
    return place.precision < _ADMIN1


def spot_names(place: Place) -> Iterator[Hashable]:
    """What two points share at least one of when they are one spot by name, however far their coordinates are."""
    if place.geoname_id is not None:
        yield place.geoname_id
    if place.name:
        yield _fold(place.name)


def _place(a: Place | None, b: Place | None, *, hinted: bool) -> tuple[int, str] | None:
    if a is None or b is None:
        return (0, "place of one not stated") if hinted else None
    if max(a.precision, b.precision) < _ADMIN1 or _same_spot(a, b):
        return _near(a, b, hinted=hinted)
    if not hinted:
        return None
    if max(a.precision, b.precision) >= _COUNTRY:
        return 0, f"{_finer(a, b).name} and its country"
    return (1, f"both in {a.admin1}") if a.admin1 and _fold(a.admin1) == _fold(b.admin1) else None


def _near(a: Place, b: Place, *, hinted: bool) -> tuple[int, str] | None:
    if _same_spot(a, b):
        # Two claims about a whole country or province need more than that in common.
        coarse = min(a.precision, b.precision) >= _ADMIN1
        return (4, f"same place {a.name}") if not coarse else ((1, f"both {a.name}") if hinted else None)
    distance_km = _distance_km(a, b)
    if distance_km is None:
        return None
    exact = max(a.precision, b.precision) == _EXACT_PLACE
    limit_km = _EXACT_KM if exact else _NEAR_KM
    if distance_km > limit_km:
        return None
    return (3 if exact else 2), f"{min(a.name, b.name)} and {max(a.name, b.name)} {distance_km:.0f} km apart"


def _same_spot(a: Place, b: Place) -> bool:
    if a.geoname_id is not None and b.geoname_id is not None:
        return a.geoname_id == b.geoname_id
    return bool(a.name) and _fold(a.name) == _fold(b.name)


def _finer(a: Place, b: Place) -> Place:
    return min((a, b), key=lambda place: (place.precision, place.name))


def _distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance by the haversine formula (Sinnott 1984)."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lat2 = radians(a.lat), radians(b.lat)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def _actors(a: MergeClaim, b: MergeClaim) -> tuple[int, str] | None:
    """Compare the named sides in either role: a side that one does not name forbids nothing."""
    same_turn = a.control is b.control is not Control.NONE
    return _sides((a.actor1, a.actor2), (b.actor1, b.actor2), same_turn)


@lru_cache(maxsize=65_536)
def _sides(a: _Pair, b: _Pair, same_turn: bool) -> tuple[int, str] | None:  # noqa: FBT001 - a key of the cache
    left, right = dict(_named(a)), dict(_named(b))
    if not left or not right:
        return 0, "actors not named by both"
    shared = sorted(left.keys() & right.keys())
    if not same_turn and _opponents_differ(left, right, shared):
        return None
    if shared:
        return len(shared), "both name " + " and ".join(left[key].name for key in shared)
    if any(_kin(x, y) for x in left.values() for y in right.values()):
        return 0, "actors of one side"
    if same_turn:
        return 0, "control turns the same way"
    return (0, "each names another side") if _complementary(a, b) else None


def _opponents_differ(left: dict[str, Actor], right: dict[str, Actor], shared: list[str]) -> bool:
    """Whether one fights a group that the other does not: allies of a side may differ, its enemy may not."""
    here = [actor for key, actor in left.items() if key not in shared and actor.side == "non-state"]
    there = [actor for key, actor in right.items() if key not in shared and actor.side == "non-state"]
    both_sided = min(len(left), len(right)) > 1
    return both_sided and bool(here) and bool(there) and not any(_kin(x, y) for x in here for y in there)


def _complementary(a: _Pair, b: _Pair) -> bool:
    """Whether one names only who acted and the other only whom it was done to."""
    return not any(_has_face(x) and _has_face(y) for x, y in zip(a, b, strict=True))


def _has_face(actor: Actor | None) -> bool:
    return actor is not None and actor.kind not in _FACELESS and bool(actor.id or actor.name)


def _named(pair: _Pair) -> Iterator[tuple[str, Actor]]:
    for actor in pair:
        if actor is not None and _has_face(actor):
            yield actor.id or _fold(actor.name), actor


def _kin(a: Actor, b: Actor) -> bool:
    """Whether the two may be names for one side: the army and the government of one country, say."""
    if a.id and b.id and "non-state" in (a.side, b.side):
        return a.id == b.id
    return bool(a.side) and a.side == b.side and (a.country == b.country or not a.country or not b.country)


@lru_cache(maxsize=65_536)
def _fold(name: str) -> str:
    stripped = unicodedata.normalize("NFKD", name)
    kept = "".join(char for char in stripped if not unicodedata.combining(char))
    return " ".join(kept.casefold().replace("-", " ").split())
