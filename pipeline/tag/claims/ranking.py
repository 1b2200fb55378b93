"""Which event the article is about, and which are worth a claim."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from pipeline.model.tagging import ClaimDate
from pipeline.model.words import EventType
from pipeline.tag.casualties.numbers import highest
from pipeline.tag.claims.base import Event, Telling, in_town, is_second_in_title, position
from pipeline.tag.claims.keeping import chance
from pipeline.tag.claims.lead import EXPLOSIVE, lead_of, share_of
from pipeline.tag.dates.calendar import DAY, last_day

T = EventType

MOST_CLAIMS = 8
LEAST_SCORE = 0.3
_SHARE_OF_BEST = 0.05
_LEAST_CHANCE = 0.27
_LEAST_FIRM, _FIRM_WEIGHT = 0.2, 0.9
"""What is enough for an event that firm words tell at a town of its own, however strong the main event is."""
_PRIOR = {
    T.PEACEFUL_PROTEST: 0.45, T.ARREST: 0.4, T.AGREEMENT: 0.6, T.CHANGE_TO_GROUP_OR_TROOPS: 0.7, T.OTHER: 0.75,
    T.HQ_OR_BASE_ESTABLISHED: 0.5, T.LOOTING_PROPERTY_DESTRUCTION: 0.6, T.DISRUPTED_WEAPONS_USE: 0.6,
    T.VIOLENT_DEMONSTRATION: 0.8, T.PROTEST_WITH_INTERVENTION: 0.7, T.NON_VIOLENT_TERRITORY_TRANSFER: 0.9,
}  # fmt: skip
_OPENING = 1  # the last sentence of the lede
_EARLY = 2  # the same where what weighs most is told behind it
_SAY, _LEAST = 0.25, 0.02
"""The power that the article's own kind is raised to beside an event's score, and what no kind falls below."""
_OTHER = 0.1
"""What "no other type" has no words for, and what the words of protest prove at most."""
_SURE = 0.8
_RECALLED_DAYS, _RECALLED = 7, 0.5
_SECOND_IN_TITLE = 0.6
_AFTER = re.compile(r" (?:after|following) ", re.IGNORECASE)
"""Where a title tells nothing before it, what stands behind is the news: "peace in tatters after rebels seize town"."""
_ALL_OVER = re.compile(r"\b(?:across|throughout|around|all over|in and around)(?: the)? $", re.IGNORECASE)
_SHARE_OF_WAVE = 0.4
"""A wave's parts that have fewer of its dead are not what the article is about."""


def rank(events: list[Event], kinds: Mapping[str, float]) -> list[Event]:
    """Order events by how much the article is about them and drop the faint ones.

    Args:
        events: of one article.
        kinds: how likely the sentence model holds the article to be about each kind: it has a say in which is first.
    """
    alone = _told_alone(events)
    for event in events:
        worth = sum(
            _worth(telling, alone=alone is not None and any(t is alone for t in event.tellings))
            for telling in event.tellings
        )
        event.score = round(worth * _anchored(event), 4)
    _lessen_old(events)
    ordered = sorted(events, key=lambda e: (-e.score, e.tellings[0].scene.sentence.index, e.tellings[0].trigger.start))
    if not ordered:
        return []
    ordered = _deadliest_part_first(_likeliest_first(ordered, kinds))
    least = max(LEAST_SCORE, _SHARE_OF_BEST * ordered[0].score)
    kept = [e for i, e in enumerate(ordered) if not i or _is_worth_a_claim(e, i, least, kinds)]
    return kept[:MOST_CLAIMS]


def _lessen_old(events: Sequence[Event]) -> None:
    """Let what happened a week or months before the news of the lede weigh less: it is told to recall it."""
    told = [last_day(day) for event in events if (day := _day_of(event, last=_OPENING)) is not None]
    for event in events if told else ():
        day = _day_of(event)
        gap = _RECALLED_DAYS if day is not None and day.precision == DAY else 0
        if day is not None and (max(told) - last_day(day)).days > gap:
            event.score = round(event.score * _RECALLED, 4)


def _day_of(event: Event, last: int | None = None) -> ClaimDate | None:
    """When an event happened, by its first date; of sentences up to ``last`` only."""
    early = [t for t in event.tellings if last is None or t.scene.sentence.index <= last]
    return next((t.date.value.date for t in early if t.date and not t.date.value.open), None)


def _is_worth_a_claim(event: Event, order: int, least: float, kinds: Mapping[str, float]) -> bool:
    """Whether a lesser event is told firmly enough; a bare headline's has nothing but its score to say so."""
    if event.tellings[0].scene.bare:
        return event.score >= (_LEAST_FIRM if _is_firm(event) else least)
    return chance(event, order, kinds) >= _LEAST_CHANCE


def _likeliest_first(ordered: list[Event], kinds: Mapping[str, float]) -> list[Event]:
    heaviest = ordered[0].tellings[0].scene.sentence.index
    last = _OPENING if heaviest <= _EARLY else _EARLY
    early = [event for event in ordered if event.tellings[0].scene.sentence.index <= last or event is ordered[0]]
    first = max(early, key=lambda event: event.score * (_likely(event, kinds) + _LEAST) ** _SAY)
    return [first, *(event for event in ordered if event is not first)]


def _likely(event: Event, kinds: Mapping[str, float]) -> float:
    kind = lead_of(event, kinds).type
    if kind is T.OTHER:
        return _OTHER
    return min(share_of(kind, kinds), _OTHER if kind is T.PEACEFUL_PROTEST else 1.0)


def _is_firm(event: Event) -> bool:
    """Whether some words name the means, not a mere deed, and some a town."""
    return _has_town(event) and any(not t.generic and t.weight >= _FIRM_WEIGHT for t in event.tellings)


def _told_alone(events: Sequence[Event]) -> Telling | None:
    """The only telling of the title, or of the lede where the title tells of nothing: what the news is."""
    told = [telling for event in events for telling in event.tellings if telling.scene.sentence.index <= _OPENING]
    first = min((telling.scene.sentence.index for telling in told), default=0)
    opening = [telling for telling in told if telling.scene.sentence.index == first]
    return opening[0] if len(opening) == 1 else None


def _worth(telling: Telling, *, alone: bool) -> float:
    prior = 1.0 if alone or _is_told_first(telling) else _PRIOR.get(telling.type, 1.0)
    cause = alone and bool(_AFTER.search(telling.scene.text, 0, telling.trigger.start))
    aside = _SECOND_IN_TITLE if is_second_in_title(telling) and not cause else 1.0
    faint = 1.0 if not telling.generic else 0.75 if telling.killed else 0.5
    return position(telling) * telling.weight * faint * prior * aside


def _is_told_first(telling: Telling) -> bool:
    """Whether the lede tells of nothing else: then it is no word in passing."""
    return telling.scene.sentence.index <= _OPENING and telling.scene.hint.view.get(telling.type, 0.0) >= _SURE


def _anchored(event: Event) -> float:
    """An event with a place, a date or a toll of its own counts more than bare words."""
    anchors = sum(
        (
            _has_town(event),
            any(t.date for t in event.tellings),
            any(t.killed for t in event.tellings),
        )
    )
    factor = (0.45, 0.85, 1.1, 1.3)[anchors]
    return max(1.0, factor) if event.tellings[0].scene.sentence.index <= 1 else factor


def _most_dead(event: Event) -> int:
    """The highest number of dead that any telling gives; 0 when none does."""
    return max((highest(t.killed.value.count) for t in event.tellings if t.killed), default=0)


def _deadliest_part_first(ordered: list[Event]) -> list[Event]:
    """A lede that sums up a wave of attacks over a country gives way to the deadliest attack of the wave."""
    if _has_town(ordered[0]) and not _is_spread(ordered[0]):
        return ordered
    whole = ordered[0]
    parts = [event for event in ordered[1:] if _has_town(event) and 0 < _most_dead(event) <= _most_dead(whole)]
    parts = [event for event in parts if _is_of_wave(event, whole)]
    if len(parts) < 2 or sum(map(_most_dead, parts)) < _SHARE_OF_WAVE * _most_dead(whole):  # noqa: PLR2004
        return ordered
    when = next((t.date for t in whole.tellings if t.date and not t.date.value.open), None)
    for part in parts:
        if not any(t.date for t in part.tellings):
            part.tellings[0].date = when
    first = max(parts, key=lambda event: (_most_dead(event), -event.tellings[0].scene.sentence.index))
    return [first, *(event for event in ordered if event not in (first, whole))]


def _is_spread(event: Event) -> bool:
    """Whether an event is told to have happened all over what it names: "attacks across Gaza"."""
    places = [told.place for told in event.tellings if told.place]
    return any(_ALL_OVER.search(place.scene.text, 0, place.start) for place in places)


def _is_of_wave(event: Event, whole: Event) -> bool:
    """Whether an attack is by the means of a wave, where its lede names one, and by no others' hands."""
    means = {told.type for told in whole.tellings if not told.generic}
    means |= EXPLOSIVE if means & EXPLOSIVE else set()
    return not means or any(told.type in means for told in event.tellings)


def _has_town(event: Event) -> bool:
    return any(in_town(telling) for telling in event.tellings)


def closeness(score: float, best: float) -> float:
    """How near an event's score is to that of the main one, in [0, 1]."""
    return math.sqrt(min(1.0, score / best)) if best > 0 else 0.0
