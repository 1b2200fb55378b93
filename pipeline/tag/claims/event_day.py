"""On what day an event happened: its own, or the one that the article as a whole tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.tagging import ClaimDate
from pipeline.model.words import EventType
from pipeline.tag.claims.article_days import ArticleDays
from pipeline.tag.claims.base import GAINS, Event, Telling, Told
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.when import is_of_charge
from pipeline.tag.dates import DateMention
from pipeline.tag.dates.calendar import first_day, last_day

_DAYS = 2
_LEDE = 3
_SLOW = frozenset({EventType.HQ_OR_BASE_ESTABLISHED, EventType.CHANGE_TO_GROUP_OR_TROOPS, EventType.OTHER})
_PERFECT = re.compile(r"\b(?:has|have)\b", re.IGNORECASE)
_PERFECT_CHARS = 24


def day_of(event: Event, lead: Telling, days: ArticleDays, *, is_main: bool) -> Told[DateMention] | None:
    """The day of the deed: of its own, of the first deed in the article, of the word, of the title.

    Args:
        event: of the article.
        lead: the telling that settles its type.
        days: of the article.
        is_main: whether the first sentences speak of this event.
    """
    event = _without_reversals(event, lead)
    own, news, said = _own_day(event), days.deed if is_main else None, days.mentioned if is_main else None
    if (
        own
        and news
        and own.value.date.precision > _DAYS
        and (_holds(own.value.date, news.value.date) or news.scene.sentence.index <= own.scene.sentence.index)
    ):
        return news  # "last week" behind a day, or beside it, tells of what went before
    if own and own.value.date.precision > _DAYS and own.scene is not lead.scene and (spoken := _spoken(event) or said):
        return spoken  # "the offensive, launched two weeks ago"
    word = None if lead.type in _SLOW and any(_is_lasting(told) for told in event.tellings) else _said(event) or said
    found = own or news or word or days.title
    return found or (days.otherwise() if is_main and lead.type not in _SLOW else None)


def _without_reversals(event: Event, lead: Telling) -> Event:
    """An event less what later sentences recall of the same ground: when those took it who now have lost it."""
    kept = [told for told in event.tellings if not _is_reversal(told, lead)]
    return Event(kept, event.score, event.settled)


def _is_reversal(told: Telling, lead: Telling) -> bool:
    late = told.scene.sentence.index > max(1, lead.scene.sentence.index)
    return late and told.type in GAINS and lead.type in GAINS and told.type is not lead.type


def _own_day(event: Event) -> Told[DateMention] | None:
    dates = list(_dates(event))
    exact = [told for told in dates if told.value.date.precision <= _DAYS]
    early = [told for told in dates if told.scene.sentence.index <= _LEDE]
    return next(iter(exact or early), None)


def _is_of_charge(telling: Telling, told: Told[DateMention]) -> bool:
    return telling.type is EventType.ARREST and is_of_charge(told.scene.text, told.value)


def _holds(span: ClaimDate, day: ClaimDate) -> bool:
    return first_day(span) <= first_day(day) and last_day(day) <= last_day(span)


def _is_lasting(telling: Telling) -> bool:
    """Whether what is told lasts: of troops who "have massed" nobody says on what day, only since when it is known.

    Captives who "have been released" were let go on the day that papers say so, or the one before.
    """
    if telling.trigger.family is Family.FREE:
        return False
    before = telling.scene.text[max(0, telling.trigger.start - _PERFECT_CHARS) : telling.trigger.end]
    return telling.type in _SLOW and bool(_PERFECT.search(before))


def _said(event: Event) -> Told[DateMention] | None:
    """The day that the event was spoken of; without one, whatever date is near it."""
    return _spoken(event) or next(_dates(event), None)


def _dates(event: Event) -> Iterator[Told[DateMention]]:
    """The days of its tellings, but for that of what somebody is held for."""
    for telling in event.tellings:
        told = telling.date
        if told and not told.value.open and not _is_of_charge(telling, told):
            yield told


def _spoken(event: Event) -> Told[DateMention] | None:
    return next((t.said for t in event.tellings if t.said and not t.said.value.open), None)
