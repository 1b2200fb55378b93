"""From an event and its tellings to a claim: each field from the telling that knows it best, with its quote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.tagging import Actor, Claim, ClaimDate, Count, Evidence, Place
from pipeline.model.words import Control, EventType
from pipeline.tag.casualties import Toll
from pipeline.tag.casualties.numbers import add
from pipeline.tag.claims.base import GAINS, Event, Telling, Told, grain
from pipeline.tag.claims.blame import fitting_doer
from pipeline.tag.claims.confidence import Features, confidence
from pipeline.tag.claims.counts import is_further, side_of
from pipeline.tag.claims.evidence import quote
from pipeline.tag.claims.lead import lead_of, weight_of
from pipeline.tag.claims.objects import ARMED_VICTIM
from pipeline.tag.claims.ranking import closeness
from pipeline.tag.claims.says import is_pronoun
from pipeline.tag.claims.what import ARMED_KINDS
from pipeline.tag.dates import DateMention
from pipeline.tag.dates.calendar import first_day, last_day
from pipeline.tag.places.base import ResolvedPlace

_DAY, _DAYS, _NEAR, _TOWN = 1, 2, 2, 3
_LEDE, _SIDES_SENTENCES = 3, 3
_BATTLE = frozenset({EventType.ARMED_CLASH, *GAINS})
_HEADLINE_PLACE = 0.6
"""Headlines name the province, or the city that readers know; the text names the place."""
_IN_PASSING = 0.12
_BELOW = 12


_ARMED = frozenset(EventType) - {
    EventType.MOB_VIOLENCE,
    EventType.PEACEFUL_PROTEST,
    EventType.VIOLENT_DEMONSTRATION,
    EventType.LOOTING_PROPERTY_DESTRUCTION,
}
_BLOODLESS = frozenset(
    {EventType.ARREST, EventType.AGREEMENT, EventType.DISRUPTED_WEAPONS_USE, EventType.HQ_OR_BASE_ESTABLISHED,
     EventType.CHANGE_TO_GROUP_OR_TROOPS, EventType.NON_VIOLENT_TERRITORY_TRANSFER, EventType.PEACEFUL_PROTEST,
     EventType.OTHER}
)  # fmt: skip
"""Who died beside one of these died of something else: the attack that a suspect is held for, the war that is ended."""
_CROWD = frozenset({"protesters", "civilians"})
_SIDE_OF = {
    EventType.FORCE_AGAINST_PROTEST: "government",
    EventType.ABDUCTION: "non-state", EventType.NON_STATE_OVERTAKES_TERRITORY: "non-state",
    EventType.GOV_REGAINS_TERRITORY: "government",
}  # fmt: skip
_SLOW = frozenset({EventType.HQ_OR_BASE_ESTABLISHED, EventType.CHANGE_TO_GROUP_OR_TROOPS, EventType.OTHER})
_PERFECT = re.compile(r"\b(?:has|have)\b", re.IGNORECASE)
_PERFECT_CHARS = 24
_IN_IT = re.compile(
    r"\b(?:in|by) the (?:\w+ )?(?:attack|blast|bombing|explosion|strike|clash|fighting|assault|raid|crash)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole article.

    Attributes:
        parts: title and text as received.
        score: the relevance of the article.
        best: the rank score of its main event.
        home: where an event happened whose sentences name no place; None when the article gives no hint.
        newsday: the day that the first sentences of the text name: that of the main event if its own name none;
            ``sayday`` may be that of a statement.
        speakers: by sentence number, the last speaker named up to there.
        kinds: how likely the sentence model holds the article to be about each kind.
        ledesource: who is named as the source of the first sentence: of the main event where no telling of it has one.
        titleday: the day that the title names, for whatever has none.
    """

    parts: dict[str, str]
    score: float
    best: float
    home: Told[ResolvedPlace] | None
    newsday: Told[DateMention] | None
    sayday: Told[DateMention] | None
    speakers: dict[int, Told[str]]
    kinds: Mapping[str, float]
    ledesource: Told[str] | None = None
    titleday: Told[DateMention] | None = None


def make_claim(event: Event, ordinal: int, setting: Setting) -> Claim:
    """Choose every field of a claim and quote the words behind each."""
    lead = lead_of(event, setting.kinds)
    actor1, actor2 = _actors(event, lead)
    place = event.settled or place_of(event) or setting.home
    when = _when(event, lead, setting, is_main=ordinal == 0)
    killed, injured = _toll(event, lambda t: t.killed), _toll(event, lambda t: t.injured)
    if lead.type in _BLOODLESS and killed and killed[0].low != 0:
        killed = None
    source = _source(event, setting) or (setting.ledesource if ordinal == 0 else None)
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


def _type(event: Event, lead: Telling, target: Told[Actor] | None) -> EventType:
    """A mere attack on soldiers, police or fighters is a clash; on anybody else it is an attack on the unarmed."""
    armed = target is not None and target.value.kind in ARMED_KINDS
    dead = next((told.killed.value.victims for told in event.tellings if told.killed), "")
    own = lead.actor2 is not None and lead.actor2.value.kind in ARMED_KINDS
    if dead and not ARMED_VICTIM.search(dead) and not own:
        armed = False  # whom another sentence names is not who died
    return EventType.ARMED_CLASH if armed and lead.generic and lead.type is EventType.ATTACK else lead.type


def _quoted(field: str, told: Told[Any] | None, setting: Setting) -> Iterable[Evidence]:
    return () if told is None else (quote(field, setting.parts, told.scene.sentence, told.start, told.end),)


def _plain_place(place: Told[ResolvedPlace] | None) -> Place | None:
    return place.value.place if place else None


def _actors(event: Event, lead: Telling) -> tuple[Told[Actor] | None, Told[Actor] | None]:
    order = [lead, *(t for t in event.tellings if t is not lead and (t.type == lead.type or t.generic))]
    order.sort(key=lambda told: told.scene.sentence.index == 0)  # headlines are short of words for who
    doers = (t.actor1 for t in order if lead.type not in _ARMED or not _is_crowd(t.actor1))
    one = fitting_doer(_best_actor(doers, _SIDE_OF.get(lead.type, "")), lead, event)
    two = _best_actor(t.actor2 for t in order if not _is_same(t.actor2, one) and (t is lead or _can_lose(t, lead.type)))
    harmed = next((harmed for t in order if (harmed := _harmed(t)) and not _is_same(harmed, one)), None)
    if lead.type is EventType.FORCE_AGAINST_PROTEST:
        named = [told for t in order for told in (t.actor1, t.actor2) if told]
        one = next((told for told in (one, *named) if told and told.value.kind not in _CROWD), one)
        two = next((told for told in (two, *named) if told and told.value.kind in _CROWD), two)
    return one, (harmed if two is None or _is_office(two) else None) or two


def _harmed(telling: Telling) -> Told[Actor] | None:
    """Whom the dead and hurt of a telling belong to: it was done to them, whatever the verb's object is."""
    for toll in (telling.killed, telling.injured):
        for party in toll.scene.parties if toll else ():
            if toll and toll.start <= party.start < toll.end:
                return Told(party.actor, toll.scene, party.start, party.end)
    return None


def _can_lose(telling: Telling, kind: EventType) -> bool:
    """Whether another sentence may name the loser: what a government regains was not a government's."""
    lost = telling.actor2
    return kind is not EventType.GOV_REGAINS_TERRITORY or lost is None or lost.value.side != "government"


def _is_office(told: Told[Actor]) -> bool:
    """Whether a target is a government, which is seldom what the dead belong to: its ministry counts them."""
    return told.value.kind == "government"


def _is_crowd(told: Told[Actor] | None) -> bool:
    return told is not None and told.value.kind in ("civilians", "other")


def _best_actor(found: Iterable[Told[Actor] | None], side: str = "") -> Told[Actor] | None:
    """The first that has a name, on the side that the type calls for where there is one."""
    known = [told for told in found if told is not None]
    named = [told for told in known if told.value.id and told.value.kind not in ("unidentified", "civilians")]
    fitting = [told for told in named or known if side and told.value.side == side]
    return next(iter(fitting or named or known), None)


def _is_same(left: Told[Actor] | None, right: Told[Actor] | None) -> bool:
    return (
        left is not None
        and right is not None
        and (left.value.id or left.value.name) == (right.value.id or right.value.name)
    )


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


def _date(event: Event) -> Told[DateMention] | None:
    dates = [told for telling in event.tellings if (told := telling.date) and not told.value.open]
    exact = [told for told in dates if told.value.date.precision <= _DAYS]
    early = [told for told in dates if told.scene.sentence.index <= _LEDE]
    return next(iter(exact or early), None)


def _when(event: Event, lead: Telling, setting: Setting, *, is_main: bool) -> Told[DateMention] | None:
    """The day of the deed: of its own, of the first deed in the article, of the word, of the title."""
    own, newsday, sayday = _date(event), setting.newsday if is_main else None, setting.sayday if is_main else None
    if own and newsday and own.value.date.precision > _DAYS and _holds(own.value.date, newsday.value.date):
        return newsday
    word = None if lead.type in _SLOW and any(_is_lasting(told) for told in event.tellings) else _said(event) or sayday
    return own or newsday or word or setting.titleday


def _holds(span: ClaimDate, day: ClaimDate) -> bool:
    return first_day(span) <= first_day(day) and last_day(day) <= last_day(span)


def _is_lasting(telling: Telling) -> bool:
    """Whether what is told lasts: of troops who "have massed" nobody says on what day, only since when it is known."""
    before = telling.scene.text[max(0, telling.trigger.start - _PERFECT_CHARS) : telling.trigger.end]
    return telling.type in _SLOW and bool(_PERFECT.search(before))


def _said(event: Event) -> Told[DateMention] | None:
    """The day that the event was spoken of; without one, whatever date is near it."""
    said = [telling.said for telling in event.tellings if telling.said and not telling.said.value.open]
    return next(iter(said or [t.date for t in event.tellings if t.date and not t.date.value.open]), None)


def _toll(event: Event, of: Callable[[Telling], Told[Toll] | None]) -> tuple[Count, Told[Toll]] | None:
    """The toll of an event: the first that is told, until one corrects it; victims told apart are added.

    A later toll corrects the first when it counts where the first only named a victim, when it is told of
    "the attack" itself in the lede or as "the death toll", or when it names the same victim with company.
    """
    chosen: Told[Toll] | None = None
    more: Count | None = None
    for telling in event.tellings:
        told = of(telling)
        if told is None:
            continue
        if chosen is None:
            chosen = told
        elif is_further(told.value) or _is_other_side(event, told, chosen):
            more = add(more, told.value.count) if more else told.value.count
        elif chosen.scene.sentence.index == 0 and _size(told.value.count) == _size(chosen.value.count):
            chosen = told  # the text says "at least" where the headline had no room for it
        elif _size(told.value.count) > _size(chosen.value.count) and _corrects(telling, told, chosen):
            chosen = told
    if chosen is None:
        return None
    return (add(chosen.value.count, more) if more else chosen.value.count), chosen


def _is_other_side(event: Event, told: Told[Toll], chosen: Told[Toll]) -> bool:
    """Whether a battle's dead of one side are told right behind those of the other."""
    gap = told.scene.sentence.index - chosen.scene.sentence.index
    battle = all(telling.type in _BATTLE or telling.generic for telling in event.tellings)
    if not battle or not 0 < gap <= _SIDES_SENTENCES or chosen.scene.sentence.index == 0:
        return False
    sides = {side_of(told.value.victims), side_of(chosen.value.victims)}
    return told.value.numbered and chosen.value.numbered and sides in ({0, 1}, {1, 2}, {0, 2})


def _corrects(telling: Telling, told: Told[Toll], chosen: Told[Toll]) -> bool:
    if chosen.scene.sentence.index == 0 and told.scene.sentence.index <= _LEDE:
        return True
    if not chosen.value.numbered and (not told.value.numbered or told.scene.sentence.index <= _LEDE):
        return True
    if not chosen.value.numbered and _IN_IT.search(told.scene.text[told.end : told.end + 40]):
        return True
    return "toll" in told.scene.text[told.start : told.end].lower()


def _size(count: Count) -> int:
    return max(count.low or 0, count.best or 0, count.high or 0)


def _source(event: Event, setting: Setting) -> Told[str] | None:
    for telling in event.tellings:
        if telling.source is None:
            continue
        if not is_pronoun(telling.source):
            return telling.source
        if before := setting.speakers.get(telling.scene.sentence.index):
            return before
    return None


def _confidence(
    event: Event, lead: Telling, place: Told[ResolvedPlace] | None, when: Told[DateMention] | None, setting: Setting
) -> float:
    town = place is not None and grain(place.value.place) <= _TOWN
    return confidence(
        Features(
            relevance=setting.score,
            closeness=closeness(event.score, setting.best),
            specific=float(not lead.generic),
            town=float(town),
            dated=float(when is not None),
        )
    )


def exact_day(when: ClaimDate | None) -> bool:
    """Whether a date is one known day."""
    return when is not None and when.precision == _DAY
