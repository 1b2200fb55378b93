"""From an event and its tellings to a claim: each field from the telling that knows it best, with its quote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model.tagging import Actor, Claim, Evidence, Place
from pipeline.model.words import Control, EventType
from pipeline.tag.casualties import Toll
from pipeline.tag.claims.article_days import ArticleDays
from pipeline.tag.claims.base import Event, Scene, Telling, Told, is_town
from pipeline.tag.claims.bodies import speaks_of_bodies
from pipeline.tag.claims.confidence import Features, confidence
from pipeline.tag.claims.event_actors import actors_of
from pipeline.tag.claims.event_day import day_of
from pipeline.tag.claims.event_place import place_of
from pipeline.tag.claims.event_toll import toll_of
from pipeline.tag.claims.evidence import quote
from pipeline.tag.claims.lead import lead_of
from pipeline.tag.claims.objects import ARMED_VICTIM
from pipeline.tag.claims.ranking import closeness
from pipeline.tag.claims.says import is_pronoun, ledesource, speaker_before
from pipeline.tag.claims.what import ARMED_KINDS, only_helped
from pipeline.tag.dates import DateMention
from pipeline.tag.places.base import ResolvedPlace

_BLOODLESS = frozenset(
    {EventType.ARREST, EventType.AGREEMENT, EventType.DISRUPTED_WEAPONS_USE, EventType.HQ_OR_BASE_ESTABLISHED,
     EventType.CHANGE_TO_GROUP_OR_TROOPS, EventType.NON_VIOLENT_TERRITORY_TRANSFER, EventType.PEACEFUL_PROTEST,
     EventType.OTHER}
)  # fmt: skip
"""Who died beside one of these died of something else: the attack that a suspect is held for, the war that is ended."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole article.

    Attributes:
        parts: title and text as received.
        score: the relevance of the article.
        best: the rank score of its main event.
        home: where an event happened whose sentences name no place; None when the article gives no hint.
        days: what the article names for events without a day of their own.
        kinds: how likely the sentence model holds the article to be about each kind.
        scenes: all of them, in order: who speaks there may be the source of other sentences.
    """

    parts: dict[str, str]
    score: float
    best: float
    home: Told[ResolvedPlace] | None
    days: ArticleDays
    kinds: Mapping[str, float]
    scenes: Sequence[Scene]


def make_claim(event: Event, ordinal: int, setting: Setting) -> Claim:
    """Choose every field of a claim and quote the words behind each."""
    lead = lead_of(event, setting.kinds)
    actor1, actor2 = actors_of(event, lead)
    place = event.settled or place_of(event) or setting.home
    when = day_of(event, lead, setting.days, is_main=ordinal == 0)
    killed, injured = toll_of(event, lambda t: t.killed), toll_of(event, lambda t: t.injured)
    if lead.type in _BLOODLESS and killed and killed[0].low != 0 and not _are_bodies(lead, killed[1]):
        killed = None
    source = _source(event, setting) or (ledesource(setting.scenes) if ordinal == 0 else None)
    evidence = [quote("type", setting.parts, lead.scene.sentence, lead.trigger.start, lead.trigger.end)]
    if lead.control is not Control.NONE:
        evidence.append(quote("control", setting.parts, lead.scene.sentence, lead.trigger.start, lead.trigger.end))
    told: Told[Any] | None
    for field, told in (
        ("actor1", actor1), ("actor2", actor2), ("place", place), ("date", when), ("killed", killed and killed[1]),
        ("injured", injured and injured[1]), ("attribution", source),
    ):  # fmt: skip
        evidence.extend(_quoted(field, told, setting))
    return Claim(
        ordinal=ordinal,
        type=_type(event, lead, actor2),
        actor1=actor1.value if actor1 else None,
        actor2=actor2.value if actor2 else None,
        place=_plain_place(place),
        date=when.value.date if when else None,
        killed=killed[0] if killed else None,
        injured=injured[0] if injured else None,
        control=lead.control,
        attribution=" ".join(source.value.split()) if source else "",
        confidence=_confidence(event, lead, place, when, setting),
        evidence=tuple(evidence),
    )


def _are_bodies(lead: Telling, toll: Told[Toll]) -> bool:
    """Whether those who died beside no other type are bodies that were found: they are the news."""
    return lead.type is EventType.OTHER and speaks_of_bodies(toll.scene.text)


def _type(event: Event, lead: Telling, target: Told[Actor] | None) -> EventType:
    """A mere attack on soldiers, police or fighters is a clash; on anybody else it is an attack on the unarmed."""
    armed = _is_armed(target)
    dead = next((told.killed.value.victims for told in event.tellings if told.killed), "")
    own = _is_armed(lead.actor2)
    if dead and not ARMED_VICTIM.search(dead) and not own:
        armed = False  # whom another sentence names is not who died
    return EventType.ARMED_CLASH if armed and lead.generic and lead.type is EventType.ATTACK else lead.type


def _is_armed(target: Told[Actor] | None) -> bool:
    """Whether a target bears arms, and is not only whom the killed were said to help."""
    return target is not None and target.value.kind in ARMED_KINDS and not only_helped(target)


def _quoted(field: str, told: Told[Any] | None, setting: Setting) -> Iterable[Evidence]:
    return () if told is None else (quote(field, setting.parts, told.scene.sentence, told.start, told.end),)


def _plain_place(place: Told[ResolvedPlace] | None) -> Place | None:
    return place.value.place if place else None


def _source(event: Event, setting: Setting) -> Told[str] | None:
    """The first source with a name, or whom its pronoun means."""
    for telling in event.tellings:
        source = telling.source
        if source is None:
            continue
        if not is_pronoun(source):
            return source
        if before := speaker_before(setting.scenes, telling.scene.sentence.index):
            return before
    return None


def _confidence(
    event: Event, lead: Telling, place: Told[ResolvedPlace] | None, when: Told[DateMention] | None, setting: Setting
) -> float:
    return confidence(
        Features(
            relevance=setting.score,
            closeness=closeness(event.score, setting.best),
            specific=float(not lead.generic),
            town=float(place is not None and is_town(place.value.place)),
            dated=float(when is not None),
        )
    )
