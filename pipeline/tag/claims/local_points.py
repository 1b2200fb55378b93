"""Where a place lies that only the text knows: in or near what its sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import cos, hypot, radians

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Spot, grain
from pipeline.tag.claims.local_introductions import Introduction

_TOWN, _ADMIN1, _COUNTRY = 3, 4, 6
_NEAR = 2
_CONTAINED = re.compile(
    r"['\"]?(?: [\w-]+){0,3},? (?:an? (?:[\w'-]+ ){0,4})?(?:in|near|of|from|outside|inside|on|off|north|south|east|west"
    r"|close to|\d[\d.,]* ?(?:km|kilomet\w+|miles)|about|around|some)(?: [\w'()-]+){0,7} ?(?:the )?$"
)
_CONTAINING = re.compile(r"(?:'s?)?(?: [\w'-]+){0,3} (?:of|called|named) (?:the )?['\"]?$|'s? (?:[\w-]+ ){0,2}$|, $")
_IN_COUNTRY = re.compile(r"['\"]?,?(?: an? (?:[\w'-]+ ){1,4}| |\), )?(?:in|inside) (?:the )?(?:[a-z-]+ ){0,2}$")
_OF_THEIRS = re.compile(
    r" (?:[a-z][\w-]* )?(?:village|hamlet|town|city|suburb|settlement|port|outpost|district|province)s? of (?:the )?"
)
"""Between a people and a place of theirs: "the Lebanese village of Zorvan"."""
_LED = re.compile(
    r"\b(?:in|at|near|of|from|to|outside|around|inside|between|across|on|into|towards?)(?: [\w'-]+){0,3} $",
    re.IGNORECASE,
)
_LOOK_BEFORE = 45
_FAR = re.compile(r"(\d[\d,]*(?:\.\d+)?) ?-?(km|kilomet|mi)")
_SIDE = re.compile(r"\b(?:(north|south)[ -]?(east|west)?|(east|west))")
_KM_A_MILE, _KM_A_DEGREE, _FARTHEST_KM = 1.609, 111.2, 150.0


def place_around(
    name: str,
    introductions: Sequence[Introduction],
    spots: Mapping[int, Sequence[Spot]],
    home: Place | None,
) -> Place | None:
    """A place of the text's own naming, with country, first-level unit and point of what lies around it.

    What the words say it lies in or near comes first, then the nearest place of the same sentence, then the last one
    named before; all in the country of the story, else its country alone. Precision as UCDP's: 2 beside a town of
    the same sentence, 4 in a first-level unit or where only an earlier sentence names the town, 6 without a point.

    Returns:
        None where nothing tells even the country.
    """
    for pick in (_said, _beside, _before):
        for one in introductions:
            around = pick(one, spots, home)
            if around is not None:
                sure = pick is not _before and around.precision <= _TOWN
                return _inside(name, around, _NEAR if sure else _ADMIN1)
    return None if home is None else _inside(name, home, _ADMIN1)


def _inside(name: str, around: Place, precision: int) -> Place:
    if around.precision > _ADMIN1 or around.lat is None:
        return replace(around, name=name, geoname_id=None, lat=None, lon=None, precision=_COUNTRY)
    return replace(around, name=name, geoname_id=None, precision=precision)


def _usable(spots: Sequence[Spot], home: Place | None) -> Iterator[Spot]:
    """Places finer than a country, in the country of the story."""
    for spot in spots:
        place = spot.resolved.place
        if spot.resolved.mention.role == "place" and place.precision < _COUNTRY and place.lat is not None:
            if home is None or place.country == home.country:
                yield spot


def _said(one: Introduction, spots: Mapping[int, Sequence[Spot]], home: Place | None) -> Place | None:
    """What the words right beside a name say that it lies in or near."""
    text = one.sentence.text
    row = list(_usable(spots.get(one.sentence.index, ()), home))
    for spot in spots.get(one.sentence.index, ()):
        if spot.resolved.mention.role == "country" and spot.resolved.place.country != (home and home.country):
            if spot.start >= one.end and _IN_COUNTRY.fullmatch(text[one.end : spot.start]):
                return spot.resolved.place
        if spot.resolved.mention.role == "people" and spot.resolved.place.country != (home and home.country):
            if _OF_THEIRS.fullmatch(text[spot.end : one.start]):
                return spot.resolved.place
    for spot in sorted(row, key=lambda s: s.start):
        if spot.start >= one.end and _CONTAINED.fullmatch(text[one.end : spot.start]):
            return _moved(spot.resolved.place, text[one.end : spot.start])
    for spot in row:
        if spot.end <= one.start and _CONTAINING.fullmatch(text[spot.end : one.start]):
            return spot.resolved.place
    return None


def _moved(town: Place, between: str) -> Place:
    """The point that lies as far from a town as the words say: ", 40 km north of"."""
    far, side = _FAR.search(between), _SIDE.search(between)
    if far is None or side is None or town.precision > _TOWN or town.lat is None or town.lon is None:
        return town
    km = float(far[1].replace(",", "")) * (1.0 if far[2].startswith("k") else _KM_A_MILE)
    if km > _FARTHEST_KM:
        return town
    north = (side[1] == "north") - (side[1] == "south")
    east = ("east" in side.groups()) - ("west" in side.groups())
    step = km / _KM_A_DEGREE / hypot(north, east)
    lon = town.lon + east * step / max(0.2, cos(radians(town.lat)))
    return replace(town, lat=round(town.lat + north * step, 3), lon=round(lon, 3))


def _beside(one: Introduction, spots: Mapping[int, Sequence[Spot]], home: Place | None) -> Place | None:
    """The nearest place of the sentence that stands as one, and not for a government or an office."""
    text = one.sentence.text
    row = [
        spot
        for spot in _usable(spots.get(one.sentence.index, ()), home)
        if not spot.resolved.mention.dateline and _stands(text, spot)
    ]
    gaps = {s.start: max(s.start - one.end, one.start - s.end) for s in row}
    best = min(row, key=lambda s: (gaps[s.start], s.start), default=None)
    return best.resolved.place if best else None


def _stands(text: str, spot: Spot) -> bool:
    return spot.resolved.mention.cue != "" or bool(_LED.search(text[max(0, spot.start - _LOOK_BEFORE) : spot.start]))


def _before(one: Introduction, spots: Mapping[int, Sequence[Spot]], home: Place | None) -> Place | None:
    """The last place named in an earlier sentence; the dateline's counts where there is no other."""
    filed: Place | None = None
    for index in range(one.sentence.index - 1, -1, -1):
        row = list(_usable(spots.get(index, ()), home))
        named = [spot for spot in row if not spot.resolved.mention.dateline]
        filed = filed or next((spot.resolved.place for spot in row), None)
        if named:
            return max(named, key=lambda s: (grain(s.resolved.place) <= _ADMIN1, s.start)).resolved.place
    return filed
