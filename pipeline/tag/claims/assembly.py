"""All claims of an article, from its sentences to the ordered answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.model.tagging import Claim
from pipeline.model.words import EventType
from pipeline.tag.claims.article_days import read_days
from pipeline.tag.claims.bare import listed_claims, plain_tellings
from pipeline.tag.claims.base import GAINS, Event, Hint, Scene, Spot, Telling, Told, in_town
from pipeline.tag.claims.blame import name_doers
from pipeline.tag.claims.captives import are_fighters
from pipeline.tag.claims.events import gather
from pipeline.tag.claims.fields import Setting, make_claim
from pipeline.tag.claims.flight import heed_flight
from pipeline.tag.claims.headline import heed_article, heed_lede, name_means
from pipeline.tag.claims.home import home_of
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.local_introductions import Words
from pipeline.tag.claims.ranking import rank
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.rivals import rival_of
from pipeline.tag.claims.scenes import FindParties, find_spots, furnish, place_of_filing
from pipeline.tag.claims.settling import settle
from pipeline.tag.claims.tellings import find_tellings
from pipeline.tag.places.base import ResolvedPlace
from pipeline.tag.text.cues import AnyCase, Cued, stems_of

_THAT = Cued(r"\bthat (?:\w+ )?(?:attack|strike|bombing|blast|massacre|incident|assault|battle|war)\b", re.IGNORECASE)
_THE_TOWN = AnyCase(r"\bthe (?:town|city|village|port city|district)\b")
_IT = Cued(
    r"\bit\b(?! (?:said|says|had said|added|was (?:not|un)?(?:clear|known)|is|would|will))"
    r"|\bthere\b(?! (?:was|were|is|are))|\bagain\b",
    re.IGNORECASE,
)
_OF_TOWNS = frozenset(
    {EventType.GOV_REGAINS_TERRITORY, EventType.NON_STATE_OVERTAKES_TERRITORY, EventType.AIR_STRIKE,
     EventType.SHELLING_ARTILLERY_MISSILE, EventType.ARMED_CLASH}
)  # fmt: skip
_IT_SENTENCES = 2
_THEM = re.compile(r"\b(?:it|them)\b", re.IGNORECASE)
_MOST_RIVALS = 2
_MEMORY_SENTENCES = 4
_UNSAID_CAPTOR = 0.8


def find_claims(
    title: str,
    text: str,
    sentences: Sequence[Sentence],
    places: Sequence[ResolvedPlace],
    shares: Mapping[str, float],
    find_parties: FindParties,
    reference: date | None,
    score: float,
    hints: Mapping[tuple[str, int], Hint],
    kinds: Mapping[str, float],
) -> tuple[Claim, ...]:
    """Code the events of an article that has been judged to be about conflict.

    Args:
        title: as received.
        text: as received; quotes are copied from title and text.
        sentences: of `read_sentences` for the same title and text.
        places: all mentions resolved, over the whole article.
        shares: the countries that the story is set in.
        find_parties: the actors of a sentence.
        reference: the day that relative dates count from.
        score: the relevance of the article.
        hints: what the sentence model says, by part and start of the sentence.
        kinds: how likely it holds the article to be about each kind.

    Returns:
        The claims, the main one first.
    """
    spots = find_spots(sentences, places, shares, find_parties, Words(title, text))
    scenes = furnish(sentences, spots, place_of_filing(places), find_parties, reference, hints)
    gathered = _gathered(scenes, sentences, spots, reference, kinds)
    events = rank(gathered, kinds)
    parts = {"title": title, "text": text}
    home = home_of(sentences, places, parts)
    settle(events, gathered, sentences, spots, home)
    setting = Setting(
        parts=parts,
        score=score,
        best=events[0].score if events else 0.0,
        home=home,
        days=read_days(sentences, reference),
        kinds=kinds,
        scenes=scenes,
    )
    return _answered(events, setting)


def _gathered(
    scenes: Sequence[Scene],
    sentences: Sequence[Sentence],
    spots: Mapping[int, Sequence[Spot]],
    reference: date | None,
    kinds: Mapping[str, float],
) -> list[Event]:
    """All events of an article, with what their tellings leave open and others tell."""
    tellings = _all_tellings(scenes, reference) or plain_tellings(scenes)
    heed_article(tellings, kinds)
    heed_lede(tellings)
    tellings = heed_flight(tellings, sentences, spots)
    name_means(tellings)
    _name_captors(tellings)
    _place_towns(tellings)
    _name_takers(tellings)
    _name_losers(tellings)
    gathered = gather(tellings)
    _place_releases(gathered)
    name_doers(gathered, scenes)
    return gathered


def _answered(events: Sequence[Event], setting: Setting) -> tuple[Claim, ...]:
    """A claim for each event, then those for further places of a list, then those that contradict the first."""
    told = [make_claim(event, ordinal, setting) for ordinal, event in enumerate(events)]
    rivals = [
        rival for event, claim in zip(events, told, strict=True) if (rival := rival_of(event, claim, setting.parts))
    ]
    further = listed_claims(events, told, setting.parts)
    claims = (*told, *further, *rivals[:_MOST_RIVALS])
    return tuple(replace(claim, ordinal=ordinal) for ordinal, claim in enumerate(claims))


def _all_tellings(scenes: Sequence[Scene], reference: date | None) -> list[Telling]:
    """The tellings of all sentences; "that attack" behind a sentence of history is history too."""
    found: list[Telling] = []
    history = -_MEMORY_SENTENCES - 1
    for scene in scenes:
        told, past = find_tellings(scene, reference)
        behind = scene.sentence.index - history <= (
            _MEMORY_SENTENCES if _THAT.search(scene.text, stems_of(scene.text)) else 1
        )
        if behind and told and all(t.definite and not t.date for t in told):
            history, told = scene.sentence.index, []
        elif past:
            history = scene.sentence.index
        found.extend(told)
    return found


def _name_captors(tellings: list[Telling]) -> None:
    """Where an article tells of abduction, "was detained" without a doer is abduction as well."""
    if any(telling.type is EventType.ABDUCTION for telling in tellings):
        for telling in tellings:
            unsaid = telling.actor1 is None or telling.trigger.passive
            if telling.type is EventType.ARREST and unsaid and not are_fighters(telling.scene, telling.trigger):
                telling.type, telling.weight = EventType.ABDUCTION, max(telling.weight, _UNSAID_CAPTOR)


def _place_towns(tellings: list[Telling]) -> None:
    """Let "the town", and "it" that is taken or shelled, mean the town named last before it."""
    named: Told[ResolvedPlace] | None = None
    last = 0
    for telling in tellings:
        index = telling.scene.sentence.index
        if in_town(telling):
            named, last = telling.place, index
        elif named and _speaks_of(telling, index - last):
            telling.place, last = named, index


def _speaks_of(telling: Telling, gap: int) -> bool:
    """Whether a telling without a town of its own means the one named ``gap`` sentences before."""
    if gap <= _MEMORY_SENTENCES and _THE_TOWN.search(telling.scene.text):
        return True
    text, unplaced = telling.scene.text, telling.place is None and telling.type in _OF_TOWNS
    return unplaced and 0 < gap <= _IT_SENTENCES and bool(_IT.search(text, stems_of(text)))


def _name_takers(tellings: Sequence[Telling]) -> None:
    """Name who took what "the recapture of the town" leaves open: those told to take ground in the next sentences."""
    for telling in tellings:
        if telling.type not in GAINS or not telling.trigger.noun or telling.actor1 is not None:
            continue
        index = telling.scene.sentence.index
        for other in tellings:
            near = 0 < other.scene.sentence.index - index <= _MEMORY_SENTENCES
            if near and other.type in GAINS and not other.trigger.noun and other.actor1 is not None:
                telling.type, telling.control = other.type, other.control
                break


def _name_losers(tellings: list[Telling]) -> None:
    """Who drives "it" or "them" out drives out those who took the place before."""
    before: Telling | None = None
    for telling in tellings:
        if telling.type not in GAINS:
            continue
        words = telling.scene.text[telling.trigger.start : telling.trigger.end]
        if before and before.actor1 and _THEM.search(words) and telling.type is not before.type:
            telling.actor2 = before.actor1
        before = telling


def _place_releases(events: list[Event]) -> None:
    """Captives are let go where they were held, unless the release names a place of its own."""
    held = next((t.place for e in events for t in e.tellings if t.type is EventType.ABDUCTION and in_town(t)), None)
    for event in events:
        if held and event.tellings[0].trigger.family is Family.FREE and not any(in_town(t) for t in event.tellings):
            event.tellings[0].place = held
