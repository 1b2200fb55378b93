"""Where an event happened: of the places that its tellings name, the one that most of them mean."""

from __future__ import annotations

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Event, Told, grain
from pipeline.tag.claims.lead import weight_of
from pipeline.tag.places.base import ResolvedPlace

_NEAR, _TOWN = 2, 3
_LEDE = 3
_HEADLINE_PLACE = 0.6
"""Headlines name the province, or the city that readers know; the text names the place."""
_IN_PASSING = 0.12
_BELOW = 12


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
    chosen = max(towns or weights, key=lambda place: (weights[place], -grain(place)))
    return _quarter_of(chosen, list(first.values())) or _beside(first[chosen], [first[town] for town in towns])


def _beside(chosen: Told[ResolvedPlace], towns: list[Told[ResolvedPlace]]) -> Told[ResolvedPlace]:
    """The village that another telling names, where the chosen one only names a larger town near it."""
    if chosen.value.place.precision != _NEAR or not chosen.value.mention.candidates:
        return chosen
    lesser = (told for told in towns if grain(told.value.place) == 1 and _people(told) < _people(chosen))
    return next(lesser, chosen)


def _people(told: Told[ResolvedPlace]) -> int:
    return max((c.population for c in told.value.mention.candidates), default=0)


def _quarter_of(town: Place, places: list[Told[ResolvedPlace]]) -> Told[ResolvedPlace] | None:
    """A quarter or village of the text's own naming that refines the town it lies in."""
    if grain(town) > _TOWN:
        return None
    inside = (
        told
        for told in places
        if not told.value.mention.candidates
        and told.value.place.lat == town.lat
        and told.value.place.country == town.country
    )
    return next(inside, None)
