"""Places that only introduce a finer one: "Syria's Idlib province", "the Damascus suburb of Jobar"."""

from __future__ import annotations

import re

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Scene, Spot, grain

_KIND_OF = r"(?:[a-z][\w'-]*|[A-Z]\w*(?:-[a-z][\w-]*|ish|ese|[iy]an|can|ite|im|i)|[A-Z]{2}-[a-z][\w-]*)"
_OWNS = re.compile(
    rf"'s? +(?:{_KIND_OF} (?:and )?){{0,4}}"
    r"|(?:'s)? (?:(?!(?:in|at|on|near|from|to|and|or|with|of|the) )[a-z][\w-]* ){0,3}?(?:towns?|city|cities|villages?"
    r"|hamlets?|suburbs?|settlements?|ports?|refugee camps?|stronghold|bastion) of (?:the )?['\"]?"
    r"|(?:'s)? (?:(?:provincial|regional|state|district|main|largest) ){0,2}(?:capital|city)(?: city)?(?: of"
    r"|,)? (?:the )?"
)
"""Between a place and the part of it that is meant: "in Mali's restive north-eastern Kidal region", "the Damascus
suburb of Jobar", "Helmand's capital, Lashkar Gah"."""
_QUARTER_OF = re.compile(
    r" (?:[A-Za-z][\w-]* ){0,2}?(?:slum|quarter|neighbou?rhood|district|shanty ?town) of (?:the )?"
)
"""The same where the larger place stands before it, unlike in "the Karrada district of Baghdad"."""
_OWNED_CHARS, _IN_TOWN_DEGREES = 60, 0.3
_TOWN = 3


def owned(scene: Scene, owner: Spot) -> Spot | None:
    """The part of a place that its name only introduces: "Idlib" of "Syria's Idlib province", "Jobar" of Damascus."""
    mention = owner.resolved.mention
    if mention.role == "people" or mention.dateline or not scene.text.startswith(("'", " "), owner.end):
        return None
    return next((spot for spot in scene.spots if _is_part(scene, owner, spot)), None)


def _is_part(scene: Scene, owner: Spot, spot: Spot) -> bool:
    if not owner.end < spot.start <= owner.end + _OWNED_CHARS or not is_place(spot):
        return False
    inner, outer = spot.resolved.place, owner.resolved.place
    if inner.country != outer.country or inner == outer:
        return False
    if grain(inner) >= grain(outer) and not _is_within_town(inner, outer):
        return False
    if _QUARTER_OF.fullmatch(scene.text, owner.end, spot.start):
        return _people(spot) < _people(owner)
    return bool(_OWNS.fullmatch(scene.text, owner.end, spot.start))


def _people(spot: Spot) -> int:
    return max((candidate.population for candidate in spot.resolved.mention.candidates), default=0)


def _is_within_town(inner: Place, town: Place) -> bool:
    """Whether a place may be a quarter or suburb of a town: as fine as it, and close to it or with no point."""
    if grain(town) > _TOWN:
        return False
    if inner.lat is None or inner.lon is None or town.lat is None or town.lon is None:
        return True
    return abs(inner.lat - town.lat) < _IN_TOWN_DEGREES and abs(inner.lon - town.lon) < _IN_TOWN_DEGREES


def head(scene: Scene, spot: Spot) -> int:
    """Where the naming of a place begins: at its country where that stands before it as its owner."""
    owners = (other.start for other in scene.spots if other.end < spot.start and owned(scene, other) is spot)
    return next(owners, spot.start)


def is_place(spot: Spot) -> bool:
    """Whether a spot may be ground: no people, and no dateline that the sentence does not come back to."""
    mention = spot.resolved.mention
    return mention.role != "people" and (not mention.dateline or spot.here)
