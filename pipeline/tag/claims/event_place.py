"""Where an event happened: of the places that its tellings name, the one that most of them mean."""

from __future__ import annotations

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Event, Told, grain
from pipeline.tag.claims.lead import weight_of
from pipeline.tag.places.base import ResolvedPlace

_NEAR, _TOWN, _COUNTRY = 2, 3, 6
_LEDE = 3
_HEADLINE_PLACE = 0.6
"""Headlines name the province, or the city that readers know; the text names the place."""
_IN_PASSING = 0.12
_BELOW = 12
_QUARTER_DEGREES, _CITY, _QUARTERS = 0.1, 500_000, 5


def place_of(event: Event) -> Told[ResolvedPlace] | None:
    """The place that the weightiest tellings name; a town goes before the country unless named in passing."""
    weights: dict[Place, float] = {}
    first: dict[Place, Told[ResolvedPlace]] = {}
    for telling in event.tellings:
        if telling.place:
            place = telling.place.value.place
            share = _HEADLINE_PLACE if telling.scene.sentence.index == 0 else 1.0
            weights[place] = weights.get(place, 0.0) + share * weight_of(telling)
            first.setdefault(place, telling.place)
    if not weights:
        return None
    best = max(weights.values())
    towns = [place for place in weights if grain(place) <= _TOWN and weights[place] >= _IN_PASSING * best]
    towns = [place for place in towns if weights[place] >= _IN_PASSING * max(weights[town] for town in towns)]
    at = {place: told.scene.sentence.index for place, told in first.items()}
    if min(at.values()) <= _LEDE:  # far below a first paragraph that tells the country stands what else happened in it
        towns = [place for place in towns if at[place] <= _BELOW] or [place for place in towns if len(weights) == 1]
    chosen = max(towns or _regions(weights) or weights, key=lambda place: (weights[place], -grain(place)))
    return _quarter_of(first[chosen], list(first.values())) or _beside(first[chosen], [first[town] for town in towns])


def _regions(weights: dict[Place, float]) -> list[Place]:
    """The regions of the country that most is told of, unless named in passing: finer than it, and as right."""
    best = max(weights, key=lambda place: weights[place])
    inside = [place for place in weights if place.country == best.country and _TOWN < grain(place) < _COUNTRY]
    return [place for place in inside if weights[place] >= _IN_PASSING * weights[best]]


def _beside(chosen: Told[ResolvedPlace], towns: list[Told[ResolvedPlace]]) -> Told[ResolvedPlace]:
    """The village that another telling names, where the chosen one only names a larger town near it."""
    if chosen.value.place.precision != _NEAR or not chosen.value.mention.candidates:
        return chosen
    lesser = (told for told in towns if grain(told.value.place) == 1 and _people(told) < _people(chosen))
    return next(lesser, chosen)


def _people(told: Told[ResolvedPlace]) -> int:
    return max((c.population for c in told.value.mention.candidates), default=0)


def _quarter_of(town: Told[ResolvedPlace], places: list[Told[ResolvedPlace]]) -> Told[ResolvedPlace] | None:
    """A quarter or village that refines the town it lies in: of the text's own naming, or a known one in a city."""
    if grain(town.value.place) > _TOWN:
        return None
    return next((told for told in places if _is_named_within(told, town) or _is_quarter(told, town)), None)


def _is_named_within(told: Told[ResolvedPlace], town: Told[ResolvedPlace]) -> bool:
    inner, outer = told.value.place, town.value.place
    return not told.value.mention.candidates and inner.lat == outer.lat and inner.country == outer.country


def _is_quarter(told: Told[ResolvedPlace], town: Told[ResolvedPlace]) -> bool:
    """Whether a known place is a part of a city: right there, and with a small share of its people."""
    inner, outer = told.value.place, town.value.place
    if grain(inner) != 1 or inner.lat is None or inner.lon is None or outer.lat is None or outer.lon is None:
        return False
    close = abs(inner.lat - outer.lat) < _QUARTER_DEGREES and abs(inner.lon - outer.lon) < _QUARTER_DEGREES
    return close and _people(town) >= _CITY and _people(told) * _QUARTERS <= _people(town)
