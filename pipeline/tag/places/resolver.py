"""Deciding which place each mention means, by the article around it.

Each candidate of a mention gets points for: the share of its country in the article, containment
(``Kafr Zita, Hama``; ``in Helmand province``), the type word beside it, its population, being
called so in the first place, and nearness to the towns that are already certain. The best one wins;
the score tells how far it is ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain
from math import exp, log10
from typing import NamedTuple

from pipeline.model.tagging import Place
from pipeline.tag.places.base import PRECISION, Candidate, Kind, PlaceMention, ResolvedPlace
from pipeline.tag.places.context import HOMELY, WELL_KNOWN
from pipeline.tag.places.folding import name_key, plain_name
from pipeline.tag.places.gazetteer import distance_km
from pipeline.tag.places.special import special_names
from pipeline.tag.places.votes import Votes, clear_country, story_votes

_COUNTRY = 1.6
_POPULATION = 0.14
_OWN_NAME = 0.35
_INSIDE = 1.0
_NEIGHBOUR = 0.35
_NEAR_KM = 150.0
_NEAR_DEGREES = 1.5  # of latitude: more is farther
_SAME_UNIT = 0.5
_CONTAINER_CHARS = 40
_MOST_FILLERS = 6
_TOWN, _NEAR = 3, 2
_TOWN_KM, _FAR_KM = 40.0, 1e5
_QUARTER = re.compile(
    r" (?:neighbou?rhoods?|quarters?|suburbs?|district|street|square|area|market|roundabout|camp)"
    r"(?:,? (?:in|at|of|inside|within|the|cent(?:er|re)|heart|middle|city|town|[\w-]+ern|central)){1,6} "
    r"|,? (?:in|at) (?:the )?(?:(?:cent(?:er|re)|heart|middle|city|town) of ){1,2}(?:the )?",
    re.IGNORECASE,
)
_OWNER = re.compile(r"['’]s? (?:[a-z-]+ ){0,2}")
_SHARES = {("Kashmir", "PAK"): "Azad Kashmir"}
_HOLDS = re.compile(r"-[a-z]+ ")
_OF_PEOPLE = re.compile(
    r"(?: (?:[a-z-]+ern|central|border|port|coastal|mountain|small|besieged|rebel-held|capital))*"
    r" (?:town|city|village|port|province|district|region|hamlet|resort|suburb)s? of (?:the )?"
)
_INSIDE_OF = re.compile(
    r",? (?:(?:area|region|district|village|town|mountains?),? )?in (?:the )?(?:far )?"
    r"(?:(?:[\w-]+(?:ern|east|west)|central|north|south|east|upper|lower) )?(?:the )?",
    re.IGNORECASE,
)
_FIRM = 2.0
_HOMELY_LOSS, _NAMESAKE_LOSS, _UNIT_LOSS = 0.6, 0.8, 0.5
_FAR_LARGER = 5
_LARGE = 200_000
"""Small towns of large countries bear everybody's names; news means them only where it speaks of the country."""
_KIND: dict[str, dict[Kind, float]] = {
    "": {
        Kind.TOWN: 0.25,
        Kind.REGION: 0.5,
        Kind.WATER: 1.2,
        Kind.COUNTRY: 1.5,
        Kind.SITE: 0.1,
        Kind.DISTRICT: -0.3,
        Kind.ADMIN2: -0.1,
    },
    "province": {
        Kind.ADMIN1: 0.9,
        Kind.REGION: 0.6,
        Kind.ADMIN2: 0.2,
        Kind.DISTRICT: 0.2,
        Kind.TOWN: -0.2,
        Kind.COUNTRY: -0.5,
    },
    "district": {Kind.ADMIN2: 0.8, Kind.DISTRICT: 0.6, Kind.TOWN: 0.3, Kind.ADMIN1: 0.1},
    "town": {
        Kind.TOWN: 0.7,
        Kind.SITE: 0.1,
        Kind.ADMIN1: -0.6,
        Kind.REGION: 0.1,
        Kind.COUNTRY: -0.8,
        Kind.DISTRICT: -0.3,
    },
    "site": {Kind.SITE: 0.4, Kind.TOWN: 0.3},
    "area": {Kind.REGION: 0.4, Kind.TOWN: 0.2},
    "near": {Kind.TOWN: 0.3, Kind.SITE: 0.2, Kind.REGION: 0.3, Kind.COUNTRY: 0.5},
    "countryside": {Kind.TOWN: 0.9, Kind.ADMIN1: 0.5, Kind.REGION: 0.4, Kind.COUNTRY: 0.4},
    "part": {Kind.TOWN: 0.2, Kind.ADMIN1: 0.9, Kind.REGION: 0.4, Kind.COUNTRY: 0.4},
    "border": {Kind.COUNTRY: 0.8, Kind.TOWN: 0.1},
    "guest": {},
}
"""By cue; ``part`` is a countryside of which one side is meant: that of the province, where "Homs countryside" is the
land around the town, as UCDP codes it."""
_AROUND = frozenset({"near", "countryside", "area", "site", "border"})


Unit = tuple[str, str]


class Around(NamedTuple):
    """What else the article names.

    Attributes:
        firm: towns that are certain, but for the candidates of the mention itself, which do not support each other.
        units: first-level units named anywhere, as (country, name), but for those among the candidates.
        containers: units and countries that are said to contain the mention.
    """

    firm: frozenset[Candidate]
    units: frozenset[Unit]
    containers: frozenset[str]


def resolve(mentions: Sequence[PlaceMention], title: str, text: str, url: str = "") -> list[ResolvedPlace]:
    """Answer one place for each mention, in the same order.

    A country, or the people of one, resolves to the country with precision 6: its coordinates stand
    for the country. Coordinates are None where no point is known.

    Args:
        mentions: of `find_places`, all of them: they are each other's context.
        title: what they were found in.
        text: what they were found in.
        url: of the article; its path may name a country.
    """
    votes = story_votes(mentions, url, title, text)
    return resolve_some(mentions, range(len(mentions)), title, text, votes)


def resolve_some(
    mentions: Sequence[PlaceMention], numbers: Iterable[int], title: str, text: str, votes: Votes
) -> list[ResolvedPlace]:
    """The same for the mentions of these numbers only, by the votes of the story."""
    firm, units = _firm_points(mentions), _units_named(mentions)
    strings = {"title": title, "text": text}

    met: dict[object, tuple[Place, float]] = {}

    @cache
    def answer(index: int) -> ResolvedPlace:
        mention = mentions[index]
        containers = _containers(mentions, index, strings[mention.part])
        # a name that comes again has the very same candidates; all else that its answer hangs on is named here
        asked = id(mention.candidates), mention.role, mention.cue, mention.side, containers
        if asked not in met:
            met[asked] = _resolved(mention, votes, _around(mention, firm, units, containers))
        return ResolvedPlace(mention, *met[asked])

    def held(index: int) -> ResolvedPlace:
        string = strings[mentions[index].part]
        if index and (share := _share_of(mentions[index - 1], mentions[index], string)):
            return ResolvedPlace(mentions[index], as_place(share), answer(index).score)
        owner = answer(index - 1) if index and _is_owned(mentions[index], mentions[index - 1], string) else None
        if owner is not None:
            return _held_to(answer(index), owner)
        behind = answer(index + 1) if index + 1 < len(mentions) else None
        return _within(answer(index), behind, string)

    return [held(number) for number in numbers]


def _share_of(holder: PlaceMention, mention: PlaceMention, string: str) -> Candidate | None:
    """The part that a state holds of a region that several hold: "Pakistani-controlled Kashmir"."""
    if mention.role != "place" or holder.role == "place" or holder.part != mention.part:
        return None
    name = _SHARES.get((mention.text, holder.candidates[0].country))
    held = name and _HOLDS.fullmatch(string, holder.end, mention.start)
    return special_names()[name_key(name)][0] if name and held else None


def _around(
    mention: PlaceMention, firm: frozenset[Candidate], units: frozenset[Unit], containers: frozenset[str]
) -> Around:
    """What else the article names, beside a mention."""
    own = _units_of(mention)
    if firm and any(candidate.entry >= 0 for candidate in mention.candidates):  # to no other candidate a town is near
        firm = firm.difference(mention.candidates)
    return Around(firm, units.difference(own) if own else units, containers)


def _within(answer: ResolvedPlace, after: ResolvedPlace | None, string: str) -> ResolvedPlace:
    """Hold a place to what the words right behind it say it lies in: a town, or a country."""
    if after is None or answer.mention.role != "place" or answer.mention.part != after.mention.part:
        return answer
    between = string[answer.mention.end : after.mention.start]
    if after.place.precision <= _TOWN:
        return _within_town(answer, after, between)
    if after.mention.role == "country" and _INSIDE_OF.fullmatch(between):
        return _within_country(answer, after.place.country)
    return answer


def _is_owned(mention: PlaceMention, owner: PlaceMention, string: str) -> bool:
    """Whether a lesser place is said to be another one's: "Aleppo's Old City", "the Omani town of Sur"."""
    if mention.role != "place" or mention.part != owner.part or mention.start - owner.end > _CONTAINER_CHARS:
        return False
    between = string[owner.end : mention.start]
    if not (_OF_PEOPLE if owner.role == "people" else _OWNER).fullmatch(between):
        return False
    return not any(c.entry < 0 or (c.own_name and c.population > WELL_KNOWN) for c in mention.candidates)


def _held_to(answer: ResolvedPlace, owner: ResolvedPlace) -> ResolvedPlace:
    """A place in the town or the country that it is said to be of."""
    country = owner.place.country
    if owner.place.precision <= _TOWN and not _is_beside(answer.place, owner.place):
        return _in_town(answer, owner.place)
    if owner.place.precision <= _TOWN:  # of one country, whatever the gazetteer says of a contested city's parts
        place = replace(answer.place, country=country, admin1=owner.place.admin1)
        return ResolvedPlace(answer.mention, place, answer.score)
    inside = [c for c in answer.mention.candidates if c.country == country]
    if inside and answer.place.country != country:
        best = max(inside, key=lambda c: (c.own_name, c.population))
        return ResolvedPlace(answer.mention, as_place(best, answer.mention.cue), answer.score)
    return _within_country(answer, country)


def _within_country(answer: ResolvedPlace, country: str) -> ResolvedPlace:
    """A small place "in northern Iraq" of which only namesakes abroad are known: its country without a point."""
    known = any(c.country == country or (c.own_name and c.population > WELL_KNOWN) for c in answer.mention.candidates)
    if known or not answer.place.country:
        return answer
    place = Place(plain_name(answer.mention.text), None, "", country, None, None, PRECISION[Kind.COUNTRY])
    return ResolvedPlace(answer.mention, place, answer.score)


def _within_town(answer: ResolvedPlace, after: ResolvedPlace, between: str) -> ResolvedPlace:
    """A quarter lies in the town that the words say: "Ashrafiya neighbourhood in Afrin city" is not the one of Homs.

    Where no place of that name is near the town, the quarter has the town's point.
    """
    quarter = _QUARTER.fullmatch(between) and not _is_beside(answer.place, after.place)
    return _in_town(answer, after.place) if quarter else answer


def _in_town(answer: ResolvedPlace, town: Place) -> ResolvedPlace:
    near = [c for c in answer.mention.candidates if _km(c, town) < _TOWN_KM]
    if near:
        best = max(near, key=lambda c: (c.own_name, c.population))
        return ResolvedPlace(answer.mention, as_place(best, answer.mention.cue), answer.score)
    name = plain_name(answer.mention.text)
    quarter = Place(name, None, town.admin1, town.country, town.lat, town.lon, _NEAR)
    return ResolvedPlace(answer.mention, quarter, answer.score)


def _is_beside(place: Place, town: Place) -> bool:
    if None in (place.lat, place.lon, town.lat, town.lon):
        return True
    return distance_km((place.lat or 0.0, place.lon or 0.0), (town.lat or 0.0, town.lon or 0.0)) < _TOWN_KM


def _km(candidate: Candidate, town: Place) -> float:
    if candidate.lat is None or candidate.lon is None or town.lat is None or town.lon is None:
        return _FAR_KM
    return distance_km((candidate.lat, candidate.lon), (town.lat, town.lon))


def _resolved(mention: PlaceMention, votes: Votes, around: Around) -> tuple[Place, float]:
    """The place that a mention means and how sure that is."""
    points = [_points(candidate, mention, votes, around) for candidate in mention.candidates]
    most = max(points)
    best = mention.candidates[points.index(most)]
    rivals = [p for p, candidate in zip(points, mention.candidates, strict=True) if _elsewhere(candidate, best)]
    ahead = most - max(rivals, default=most - _FIRM)
    sure = 1 / (1 + exp(-(1.5 * ahead + 0.8 * most - 1.0)))
    return as_place(best, mention.cue), round(sure * (0.7 if best.near else 1.0), 4)


def _points(candidate: Candidate, mention: PlaceMention, votes: Votes, around: Around) -> float:
    cue = "part" if mention.cue == "countryside" and mention.side else mention.cue
    points = _COUNTRY * votes.get(candidate.country, 0.0) + _KIND[cue].get(candidate.kind, 0.0)
    if candidate.kind is Kind.TOWN and candidate.country in HOMELY and candidate.population < _LARGE:
        points -= _HOMELY_LOSS * (1.0 - min(1.0, 4.0 * votes.get(candidate.country, 0.0)))
        points -= _NAMESAKE_LOSS if _is_overshadowed(candidate, mention) else 0.0
    if mention.role == "country" and candidate.kind is not Kind.COUNTRY and mention.cue not in ("province", "town"):
        points -= _NAMESAKE_LOSS if mention.cue in _AROUND else _UNIT_LOSS  # "Niger's border with Mali"
    points += _POPULATION * log10(candidate.population + 1) + (_OWN_NAME if candidate.own_name else 0.0)
    inside = around.containers
    if inside and (candidate.country in inside or name_key(candidate.admin1) in inside):
        points += _INSIDE
    elif candidate.kind is not Kind.ADMIN1 and (candidate.country, candidate.admin1) in around.units:
        points += _SAME_UNIT
    if candidate.entry >= 0 and around.firm and any(_is_near(candidate, other) for other in around.firm):
        points += _NEIGHBOUR
    return points


@lru_cache(maxsize=256)
def _shadow(mention: PlaceMention) -> int:
    """The people of the largest town of a mention's own name, where it is well known."""
    known = max((c.population for c in mention.candidates if c.own_name and c.kind is Kind.TOWN), default=0)
    return known if known > WELL_KNOWN else 0


def _is_overshadowed(candidate: Candidate, mention: PlaceMention) -> bool:
    """Whether a small town bears the name of a far larger one: news from Washington means Geneva in Switzerland."""
    return candidate.population * _FAR_LARGER < _shadow(mention)


def _is_near(candidate: Candidate, other: Candidate) -> bool:
    if candidate.entry == other.entry or candidate.lat is None or other.lat is None:
        return False
    if abs(candidate.lat - other.lat) > _NEAR_DEGREES:
        return False
    return distance_km((candidate.lat, candidate.lon or 0.0), (other.lat, other.lon or 0.0)) < _NEAR_KM


def _elsewhere(candidate: Candidate, best: Candidate) -> bool:
    """Whether a rival is another place at all: a town and its like-named province are not."""
    return candidate.country != best.country or (candidate.admin1 != best.admin1 and candidate.kind is best.kind)


def _firm_points(mentions: Sequence[PlaceMention]) -> frozenset[Candidate]:
    found = []
    for mention in mentions:
        if mention.role == "place" and not mention.dateline and clear_country(mention):
            found.append(max(mention.candidates, key=lambda c: (c.own_name, c.population)))
    return frozenset(list(dict.fromkeys(found))[:12])


def _units_named(mentions: Sequence[PlaceMention]) -> frozenset[Unit]:
    """The first-level units that the article names outright."""
    return frozenset(chain.from_iterable(map(_units_of, mentions)))


@lru_cache(maxsize=512)
def _units_of(mention: PlaceMention) -> tuple[Unit, ...]:
    if mention.role == "people":
        return ()
    return tuple((c.country, c.admin1) for c in mention.candidates if c.kind is Kind.ADMIN1)


def _containers(mentions: Sequence[PlaceMention], index: int, string: str) -> frozenset[str]:
    """The units and countries that contain a mention by the words: what follows after a comma or ``in``."""
    mention = mentions[index]
    if index + 1 >= len(mentions):
        return frozenset()
    after = mentions[index + 1]
    if after.start - mention.end > _CONTAINER_CHARS or after.part != mention.part:
        return frozenset()
    if not _is_containing(string[mention.end : after.start].strip().lower()):
        return frozenset()
    inside = {name_key(c.admin1 or c.name) for c in after.candidates if c.kind in (Kind.ADMIN1, Kind.REGION)}
    return frozenset(inside | {c.country for c in after.candidates if c.kind in (Kind.COUNTRY, Kind.REGION)})


def _is_containing(gap: str) -> bool:
    words = gap.replace(",", " , ").split()
    if not words or len(words) > _MOST_FILLERS:
        return False
    return words[0] in (",", "in", "(") and all(word in _FILLERS for word in words)


_FILLERS = frozenset(
    ", ( in the city town village district province countryside governorate of northern southern eastern western "
    "central "
    "northeastern northwestern southeastern southwestern north south east west a an area region state 's rural".split()
)


@lru_cache(maxsize=1024)
def as_place(candidate: Candidate, cue: str = "") -> Place:
    """The value that a claim holds. A town that is only the point of reference (``near``) has precision 2."""
    precision = PRECISION[candidate.kind]
    if candidate.kind in (Kind.TOWN, Kind.SITE) and cue in _AROUND:
        precision = 2
    return Place(
        plain_name(candidate.name), candidate.geoname_id, plain_name(candidate.admin1), candidate.country,
        candidate.lat, candidate.lon, precision,
    )  # fmt: skip
