"""People who flee are told first, for what they flee from: the deed that the next sentences tell is the event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.model.words import EventType
from pipeline.tag.claims.base import Spot, Telling, Told, is_town, words_alone
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.triggers import Status
from pipeline.tag.places.base import ResolvedPlace
from pipeline.tag.text.cues import Cued, stems_of

_FLIGHT = Cued(
    r"\b(?:fled|flee(?:s|ing)?|exodus|displaced|uprooted"
    r"|(?:left|leav\w+|abandon\w+) (?:their |the )?(?:homes?|villages?|town))\b",
    re.IGNORECASE,
)
_LEDE, _SOON = 1, 4
_CAUSES = frozenset({Family.CLASH, Family.SHELL, Family.AIR})
_MILD = frozenset(
    {EventType.OTHER, EventType.AGREEMENT, EventType.ARREST, EventType.PEACEFUL_PROTEST,
     EventType.CHANGE_TO_GROUP_OR_TROOPS, EventType.HQ_OR_BASE_ESTABLISHED, EventType.DISRUPTED_WEAPONS_USE}
)  # fmt: skip


def heed_flight(
    tellings: Sequence[Telling], sentences: Sequence[Sentence], spots: Mapping[int, Sequence[Spot]]
) -> list[Telling]:
    """Leave out the flight of title and lede where a deed follows, and let that have happened where they fled from."""
    opening = [(row, spots.get(row.index, ())) for row in sentences if row.index <= _LEDE]
    first = [telling for telling in tellings if telling.scene.sentence.index <= _LEDE]
    if not any(_tells_flight(row.text) for row, _ in opening) or not all(_is_flight(telling) for telling in first):
        return list(tellings)
    if any([_take_cause(telling) for telling in first]):  # a list: each of them takes its own
        return list(tellings)
    deed = next((telling for telling in tellings if _is_deed(telling)), None)
    if deed is None:
        return list(tellings)
    deed.place = deed.place or _town_of(opening)
    return [telling for telling in tellings if telling not in first]


def _tells_flight(text: str) -> bool:
    return bool(_FLIGHT.search(text, stems_of(text)))


def _is_flight(telling: Telling) -> bool:
    """Whether a telling is that people flee, if need be from what is no more than named: "after attack"."""
    return telling.type is EventType.OTHER and _tells_flight(telling.scene.text)


def _take_cause(telling: Telling) -> bool:
    """Take what people flee from for the event, where the same sentence names it ("fled after clashes").

    Returns:
        Whether it does.
    """
    for trigger in telling.scene.triggers:
        if trigger.family in _CAUSES and trigger.status in (Status.ACTUAL, Status.ASIDE):
            telling.type, telling.trigger, telling.generic = EventType(trigger.family.value), trigger, False
            return True
    return False


def _is_deed(telling: Telling) -> bool:
    soon = _LEDE < telling.scene.sentence.index <= _SOON
    return soon and telling.type not in _MILD and telling.trigger in telling.scene.triggers


def _town_of(opening: Sequence[tuple[Sentence, Sequence[Spot]]]) -> Told[ResolvedPlace] | None:
    """The first town that title or lede name; the lede's goes first."""
    rows = sorted(opening, key=lambda row: -row[0].index)
    found = ((row, spot) for row, spots in rows for spot in spots if spot.resolved.mention.role == "place")
    return next((_told(row, spot) for row, spot in found if is_town(spot.resolved.place)), None)


def _told(row: Sentence, spot: Spot) -> Told[ResolvedPlace]:
    return Told(spot.resolved, words_alone(row), spot.start, spot.end)
