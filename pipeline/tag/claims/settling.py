"""An event whose own sentences name only a country or a province happened in the town that its neighbours name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import cos, hypot, radians

from pipeline.model.tagging import Place
from pipeline.model.words import EventType
from pipeline.tag.claims.base import Event, Spot, Telling, Told, grain, words_alone
from pipeline.tag.claims.event_place import place_of
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.standing import stands_here, told_by_witnesses
from pipeline.tag.dates.reference import CAPTION
from pipeline.tag.places.base import ResolvedPlace
from pipeline.tag.text.cues import Cued, stems_of

_NEAR, _TOWN, _ADMIN1, _REGION, _COUNTRY = 2, 3, 4, 5, 6
_LEDE = 3
_TOWNS = (
    r"(?:villages?|hamlets?|towns?|settlements?|suburbs?|monastery|outpost|ranch|farm|(?:refugee )?camp)\b(?! of [A-Z])"
)
_A_TOWN = Cued(
    r"\b(?:(?:an?|one|two|three|four|five|several) (?:[\w'-]+ ){0,4}"
    r"|(?:on|in|at|into|burned|attacked|stormed|raided|bombed|shelled) (?:[\w-]+ )?(?=villages|towns|farms))" + _TOWNS
)
"""A town that is not named yet: "in a hamlet south of Algiers"."""
_TOWN_IN_A_HEADLINE = Cued(r"\b" + _TOWNS)
_UNNAMED_SENTENCES = 3
"""How soon the name follows."""
_NEARBY_KM, _BESIDE_KM, _KM_A_DEGREE = 120.0, 60.0, 111.2
_FIRST_SENTENCES = 4
"""How far behind its first telling an event's words may be for the place of it to stand beside them."""
_STRANGE = 0.25
_KNOWN = re.compile(r"\b(?:the|this|that) (?:[\w-]+ )?$", re.IGNORECASE)
_GOES_ON = 2
_THEY = re.compile(
    r"(?:The (?:two|three|four|five|six|seven|eight|nine|ten|\d+|pair|couple|dead|victims|men|women|man|woman|soldiers"
    r"|policemen|officers|villagers|workers|bodies|attackers?|gunmen|bombers?|killings?|militants|rebels)|They|He"
    r"|She|Both|All)\b"
)
_WAS_THERE = Cued(
    r"\bthe (?:[\w-]+ )?(?:bombers?|attackers?|assailants?|gunm[ae]n|militants|rebels"
    r"|insurgents)(?:, [^,]{2,30},)? (?:had |has )?"
    r"(?:struck|attacked|hit|detonated|opened fire|blew|exploded|raided|stormed|set off)\b"
    r"|\b(?:the|this) (?:[\w-]+ ){0,2}(?:attack|blast|explosion|bombing|strike|raid|ambush|clash|clashes|fighting"
    r"|shelling|shooting|incident|battle)s? (?:had |has |have )?"
    r"(?:happened|occurred|took place|taken place|hit|struck|was|were)\b",
    re.IGNORECASE,
)
_OF_EVERY_TOWN = Cued(
    r"\b(?:mosque|church|cathedral|temple|shrine|market|bazaar|shopping|mall|hotel|restaurant|caf[eé]|bar|nightclub"
    r"|cinema"
    r"|school|university|college|hospital|clinic|parliament|ministry|embassy|consulate|palace|court|courthouse|barracks"
    r"|police stations?|police headquarters|headquarters|airport|bus station|bus stop|railway station|street|square"
    r"|bank|theatre|stadium|newspaper|radio station|television station|recruiting|residence|home of)\b",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    r"\b(?:(?:north|south|east|west)\w*|central|provinces?|districts?|border|remote|villages?|towns?|rural|tribal"
    r"|region)\b",
    re.IGNORECASE,
)
"""The words of ground that is not where the article was filed from."""
_SPOKEN = frozenset(
    {EventType.AGREEMENT, EventType.OTHER, EventType.CHANGE_TO_GROUP_OR_TROOPS, EventType.PEACEFUL_PROTEST}
)
"""Deeds of states, which a country is the right place for."""


def settle(
    events: Sequence[Event],
    gathered: Sequence[Event],
    sentences: Sequence[Sentence],
    spots: Mapping[int, Sequence[Spot]],
    home: Told[ResolvedPlace] | None,
) -> None:
    """Give each event without a town the town that a sentence around its tellings says to be where things happened.

    Looked at are the event's own sentences, then those right behind them, then those right before. A town counts that
    stands with a preposition of place in the country or province of the event, and that no other event there has.
    A reference point ("west of Ramadi") gives way only to a village that the text itself introduces. A mosque or market
    of which no place is told is one of the town that the article was filed from, if that lies in its country.
    """
    rows = {sentence.index: sentence for sentence in sentences}
    for event in events:
        now = place_of(event)
        event.settled = _named_before_others(event, now, rows, spots)
        if event.settled is None and (event.tellings[0].type not in _SPOKEN or _is_near_a_town(now)):
            event.settled = _named_later(event, now, rows, spots) or _named_around(event, gathered, now, rows, spots)
        if now is None and event.settled is None:
            event.settled = _of_headline(event, events) or _filed_from(event, home, rows, spots)


def _is_near_a_town(now: Told[ResolvedPlace] | None) -> bool:
    return now is not None and now.value.place.precision == _NEAR


def _named_before_others(
    event: Event, now: Told[ResolvedPlace] | None, rows: Mapping[int, Sentence], spots: Mapping[int, Sequence[Spot]]
) -> Told[ResolvedPlace] | None:
    """The name of "a besieged town" of the first telling, where the town that the event has was told later than it."""
    first = event.tellings[0].scene.sentence.index
    early = Event([telling for telling in event.tellings if telling.scene.sentence.index <= first + 1])
    wide = place_of(early)
    if now is None or now.scene.sentence.index <= first + 1 or first > _LEDE:
        return None
    if wide is not None and not _is_wide(wide.value.place):
        return None
    named = _name_of_some_town(early, wide or now, rows, spots, one=True)
    return named if named is not None and named.scene.sentence.index < now.scene.sentence.index else None


def _of_headline(event: Event, events: Sequence[Event]) -> Told[ResolvedPlace] | None:
    """The place that the headline gives to what it tells, for an event of the first sentence that names none."""
    if event.tellings[0].scene.sentence.index != 1:
        return None
    told = (t.place for e in events for t in e.tellings if t.scene.sentence.index == 0 and t.place)
    return next((place for place in told if grain(place.value.place) < _COUNTRY), None)


def _filed_from(
    event: Event, home: Told[ResolvedPlace] | None, rows: Mapping[int, Sentence], spots: Mapping[int, Sequence[Spot]]
) -> Told[ResolvedPlace] | None:
    """The town of the dateline, for what happened at a place of every town while no other town is told of."""
    first = event.tellings[0].scene.sentence
    if home is None or first.index > 1 or not _OF_EVERY_TOWN.search(first.text, stems_of(first.text)):
        return None
    filed: Told[ResolvedPlace] | None = None
    for index in range(_LEDE + 1):
        for spot in spots.get(index, ()):
            mention, place = spot.resolved.mention, spot.resolved.place
            if mention.role != "place" or place.precision >= _COUNTRY:
                continue
            if not mention.dateline or filed is not None or place.country != home.value.place.country:
                return None
            filed = Told(spot.resolved, words_alone(rows[index]), spot.start, spot.end)
    return None if filed is None or _SOMEWHERE.search(first.text) else filed


def _named_around(
    event: Event,
    events: Sequence[Event],
    now: Told[ResolvedPlace] | None,
    rows: Mapping[int, Sentence],
    spots: Mapping[int, Sequence[Spot]],
) -> Told[ResolvedPlace] | None:
    if not _is_open(event, now):
        return None
    taken = _places_of_others(event, events)
    around = list(_around(event, max(rows, default=0)))
    widest = (_TOWN, _REGION) if now is None or grain(now.value.place) == _COUNTRY else (_TOWN,)
    for wide in widest:  # a province is better than a country
        for index in around:
            found = _town(rows.get(index), spots.get(index, ()), now, taken.get(index, ()), wide)
            if found is not None:
                return found
    return None


def _named_later(
    event: Event, now: Told[ResolvedPlace] | None, rows: Mapping[int, Sentence], spots: Mapping[int, Sequence[Spot]]
) -> Told[ResolvedPlace] | None:
    """The name of "a village in the north", which the next sentences give, whoever else acts there."""
    first = event.tellings[0].scene.sentence.index
    if first > _LEDE or now is None or (grain(now.value.place) != _REGION and not _is_open(event, now)):
        return None
    return _name_of_some_town(event, now, rows, spots)


def _name_of_some_town(
    event: Event,
    wide: Told[ResolvedPlace],
    rows: Mapping[int, Sentence],
    spots: Mapping[int, Sequence[Spot]],
    *,
    one: bool = False,
) -> Told[ResolvedPlace] | None:
    first = event.tellings[0].scene.sentence.index
    told = [rows[index] for index in sorted({t.scene.sentence.index for t in event.tellings}) if index <= first + 1]
    unnamed = [row for row in told if _tells_of_some_town(row, one=one)]
    if not unnamed:
        return None
    last = unnamed[-1].index
    for index in range(last + 1, last + 1 + _UNNAMED_SENTENCES):
        found = _first_town(rows.get(index), spots.get(index, ()), wide)
        if found is not None:
            return found
    return None


def _tells_of_some_town(sentence: Sentence, *, one: bool) -> bool:
    words = _TOWN_IN_A_HEADLINE if sentence.part == "title" else _A_TOWN
    match = words.search(sentence.text, stems_of(sentence.text))
    return match is not None and not (one and match[0].endswith("s"))


def _first_town(
    sentence: Sentence | None, spots: Sequence[Spot], now: Told[ResolvedPlace]
) -> Told[ResolvedPlace] | None:
    if sentence is None or CAPTION.search(sentence.text):
        return None
    for spot in sorted(spots, key=lambda s: s.start):
        place = spot.resolved.place
        named = grain(place) <= _TOWN and spot.strange < _STRANGE and _is_near(place, now.value.place)
        if named and (stands_here(sentence.text, spot) or told_by_witnesses(sentence.text, spot)):
            return Told(spot.resolved, words_alone(sentence), spot.start, spot.end)
    return None


def _is_near(place: Place, wide: Place) -> bool:
    """Whether a town may be the unnamed one in a country or province, or near a town of reference."""
    if place.country != wide.country or place == wide:
        return False
    if wide.precision == _ADMIN1:
        return place.admin1 == wide.admin1
    return wide.precision != _NEAR or _km(place, wide) < _NEARBY_KM


def _km(place: Place, other: Place) -> float:
    """The distance of two places; 0 where one has no point of its own."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return 0.0
    east = (place.lon - other.lon) * cos(radians(other.lat))
    return hypot(place.lat - other.lat, east) * _KM_A_DEGREE


def _is_open(event: Event, now: Told[ResolvedPlace] | None) -> bool:
    """Whether an event may have a finer place than its own words give."""
    if now is None:
        return event.tellings[0].scene.sentence.index <= 1
    if _is_part_of_city(now):
        return False
    return _is_wide(now.value.place) or (now.value.place.precision == _NEAR and bool(now.value.mention.candidates))


def _is_part_of_city(now: Told[ResolvedPlace]) -> bool:
    """Whether a place is told as a city's own: "Mogadishu's Hodan district" is no wider than Mogadishu."""
    if not now.scene.text.endswith("'s ", 0, now.start):
        return False
    owner = now.start - len("'s ")
    return any(spot.end == owner and grain(spot.resolved.place) <= _TOWN for spot in now.scene.spots)


def _is_wide(place: Place) -> bool:
    return grain(place) in (_ADMIN1, _COUNTRY)


def _places_of_others(event: Event, events: Sequence[Event]) -> dict[int, list[Place]]:
    """The places that other events have, by sentence; a headline is about all that follows."""
    if all(telling.scene.sentence.index == 0 for telling in event.tellings):
        return {}
    found: dict[int, list[Place]] = {}
    for other in events:
        for telling in other.tellings if other is not event else ():
            if telling.place and not _refers_back(telling, event):
                found.setdefault(telling.scene.sentence.index, []).append(telling.place.value.place)
    return found


def _refers_back(telling: Telling, event: Event) -> bool:
    """Whether it is told as known: "where the shooting took place" is no other event than the one told before."""
    behind = telling.scene.sentence.index > event.tellings[0].scene.sentence.index
    known = (
        telling.definite or _KNOWN.search(telling.scene.text, 0, telling.trigger.start) or _is_of_them(telling, event)
    )
    return behind and bool(known) and (telling.generic or any(told.type is telling.type for told in event.tellings))


def _is_of_them(telling: Telling, event: Event) -> bool:
    """Whether the next sentences go on about those told of: "The four were shot when …"."""
    gap = telling.scene.sentence.index - max(event.tellings[0].scene.sentence.index, 1)
    return (
        gap <= _GOES_ON
        and telling.type in {told.type for told in event.tellings}
        and bool(_THEY.match(telling.scene.text))
    )


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
    sentence: Sentence | None,
    spots: Sequence[Spot],
    now: Told[ResolvedPlace] | None,
    taken: Sequence[Place],
    widest: int,
) -> Told[ResolvedPlace] | None:
    if sentence is None or (sentence.index <= _LEDE and CAPTION.search(sentence.text)):
        return None
    for spot in sorted(spots, key=lambda s: s.start):
        place = spot.resolved.place
        if grain(place) > widest or spot.strange >= _STRANGE or place in taken:
            continue
        if not _lies_in(spot, now) and not _was_hit(sentence, spot, now):
            continue
        if stands_here(sentence.text, spot):
            return Told(spot.resolved, words_alone(sentence), spot.start, spot.end)
    return None


def _was_hit(sentence: Sentence, spot: Spot, now: Told[ResolvedPlace] | None) -> bool:
    """Whether a known town beside the one of reference is where a sentence says that the event was."""
    if now is None or now.value.place.precision != _NEAR or spot.resolved.place.precision != 1:
        return False
    wide, place = now.value.place, spot.resolved.place
    beside = place.country == wide.country and place != wide and _km(place, wide) < _BESIDE_KM
    return beside and bool(_WAS_THERE.search(sentence.text, stems_of(sentence.text)))


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
