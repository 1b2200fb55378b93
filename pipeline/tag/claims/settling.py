"""An event whose own sentences name only a country or a province happened in the town that its neighbours name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.tagging import Place
from pipeline.model.words import EventType
from pipeline.tag.claims.base import Event, Spot, Told, grain, words_alone
from pipeline.tag.claims.fields import place_of
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.where import stands_here
from pipeline.tag.dates.reference import CAPTION
from pipeline.tag.places.base import ResolvedPlace

_NEAR, _TOWN, _ADMIN1, _COUNTRY = 2, 3, 4, 6
_LEDE = 3
_FIRST_SENTENCES = 4
"""How far behind its first telling an event's words may be for the place of it to stand beside them."""
_STRANGE = 0.25
_SPOKEN = frozenset(
    {EventType.AGREEMENT, EventType.OTHER, EventType.CHANGE_TO_GROUP_OR_TROOPS, EventType.PEACEFUL_PROTEST}
)
"""Deeds of states, which a country is the right place for."""


def settle(events: Sequence[Event], sentences: Sequence[Sentence], spots: Mapping[int, Sequence[Spot]]) -> None:
    """Give each event without a town the town that a sentence around its tellings says to be where things happened.

    Looked at are the event's own sentences, then those right behind them, then those right before. A town counts that
    stands with a preposition of place in the country or province of the event, and that no other event there has.
    A reference point ("west of Ramadi") gives way only to a village that the text itself introduces.
    """
    rows = {sentence.index: sentence for sentence in sentences}
    for event in events:
        now = place_of(event)
        if event.tellings[0].type in _SPOKEN or not _is_open(event, now):
            continue
        taken = _places_of_others(event, events)
        for index in _around(event, max(rows, default=0)):
            found = _town(rows.get(index), spots.get(index, ()), now, taken.get(index, ()))
            if found is not None:
                event.settled = found
                break


def _is_open(event: Event, now: Told[ResolvedPlace] | None) -> bool:
    """Whether an event may have a finer place than its own words give."""
    if now is None:
        return event.tellings[0].scene.sentence.index <= 1
    return _is_wide(now.value.place) or (now.value.place.precision == _NEAR and bool(now.value.mention.candidates))


def _is_wide(place: Place) -> bool:
    return grain(place) in (_ADMIN1, _COUNTRY)


def _places_of_others(event: Event, events: Sequence[Event]) -> dict[int, list[Place]]:
    """The places that other events have, by sentence; a headline is about all that follows."""
    if all(telling.scene.sentence.index == 0 for telling in event.tellings):
        return {}
    found: dict[int, list[Place]] = {}
    for other in events:
        for telling in other.tellings if other is not event else ():
            if telling.place:
                found.setdefault(telling.scene.sentence.index, []).append(telling.place.value.place)
    return found


def _around(event: Event, last: int) -> Iterator[int]:
    first = event.tellings[0].scene.sentence.index
    own = sorted({t.scene.sentence.index for t in event.tellings if t.scene.sentence.index <= first + _FIRST_SENTENCES})
    if own[0] == 0 and own[1:2] != [1]:
        own[1:1] = [1]  # the lede tells what the headline says
    behind = [index + 1 for index in own]
    if own == [0, 1]:
        behind = list(range(2, _LEDE + 2))
    before = [index - 1 for index in own if index > 1]
    yield from dict.fromkeys(index for index in (*own, *behind, *before) if 0 <= index <= last)


def _town(
    sentence: Sentence | None, spots: Sequence[Spot], now: Told[ResolvedPlace] | None, taken: Sequence[Place]
) -> Told[ResolvedPlace] | None:
    if sentence is None or (sentence.index <= _LEDE and CAPTION.search(sentence.text)):
        return None
    for spot in sorted(spots, key=lambda s: s.start):
        place = spot.resolved.place
        if grain(place) > _TOWN or spot.strange >= _STRANGE or place in taken or not _lies_in(spot, now):
            continue
        if stands_here(sentence.text, spot):
            return Told(spot.resolved, words_alone(sentence), spot.start, spot.end)
    return None


def _lies_in(spot: Spot, now: Told[ResolvedPlace] | None) -> bool:
    """Whether a town may be the part of a wider place that is meant."""
    if now is None:
        return True
    wide, place = now.value.place, spot.resolved.place
    if place.country != wide.country or place == wide:
        return False
    if wide.precision == _NEAR:
        return not spot.resolved.mention.candidates and place.admin1 == wide.admin1
    return wide.precision != _ADMIN1 or place.admin1 == wide.admin1
