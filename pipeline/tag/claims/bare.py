"""Bare headlines: a title or a sentence or two without an article, where every word must serve.

In an article a headline only points at what the text tells better. Without a text the named town is the place even
where the words are doubtful, losses without a deed ("casualties in Daraa") tell of an event, and each place of a list
("air strikes on Saqba and Douma") has an event of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import exp

from pipeline.model.tagging import Claim
from pipeline.model.words import Control, EventType
from pipeline.tag.claims.accidents import is_accident
from pipeline.tag.claims.base import Event, Scene, Spot, Telling
from pipeline.tag.claims.evidence import quote
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.registers import is_heading, is_register_heading, year_of
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.claims.wars import was_at_war
from pipeline.tag.claims.when import find_date
from pipeline.tag.claims.where import find_place, places_beside
from pipeline.tag.places.base import ResolvedPlace

_MOST_SENTENCES, _MOST_WORDS = 2, 60
_LOSSES = re.compile(
    r"\b(?:(?:casualt(?:y|ies)|human losses|losses|martyrs?|injuries|wounded|bombard\w*|escalation|targeting|raids?"
    r"|warplanes|shells?|dies|los(?:es?|t) (?:his|her|their) li(?:fe|ves))\b"
    r"(?= (?:[\w'-]+ ){0,6}?(?:in|at|on|near|of|around)\b)|target(?:s|ed|ing)?\b)",
    re.IGNORECASE,
)
_LOSS_WEIGHT, _PLAIN_WEIGHT = 0.5, 0.4
_AND = re.compile(
    r",? (?:and|along with|as well as|in conjunction with|accompanied by|coinciding with|amid|while) |\u2026 ?|; "
)
_WEAPONS = frozenset({Family.SUICIDE, Family.CHEMICAL, Family.AIR, Family.SHELL, Family.GRENADE, Family.BOMB})
_LOST_LIVES = re.compile(r"\b(?:casualties|human losses|martyrs|massacre|death toll)\b", re.IGNORECASE)
_NEITHER, _LOST = -1.0, 1.0
_ACCIDENT = -3.0
_AT_WAR = 1.0
"""What a town of a country then at war lends to the log odds of any line that names it."""
_REGISTERED = 0.6
"""The least score of a register's heading: it says where and when, not what."""
_LIFT = {Family.CLASH: 1.0, Family.KILL: 1.0} | dict.fromkeys(_WEAPONS, 1.7)


def is_bare(sentences: Sequence[Sentence]) -> bool:
    """Whether the sentences are all there is: a title or a text alone, two sentences and sixty words at most."""
    alone = len({sentence.part for sentence in sentences}) == 1 and len(sentences) <= _MOST_SENTENCES
    return alone and sum(len(s.text.split()) for s in sentences) <= _MOST_WORDS


def bare_score(
    score: float, text: str, triggers: Sequence[Trigger], places: Sequence[ResolvedPlace], published: date | None
) -> float:
    """How sure a bare headline is of conflict, from its relevance as an article and what it tells of which place."""
    if is_register_heading(text, places, published):
        return max(score, _REGISTERED)
    if not 0.0 < score < 1.0:
        return score
    if is_accident(text):
        return 1 / (1 + (1 / score - 1) * exp(-_ACCIDENT))
    lift = lift_of(text, triggers, places) + (_AT_WAR if _is_at_war(places, year_of(text, published)) else 0.0)
    return 1 / (1 + (1 / score - 1) * exp(-lift))


def _is_at_war(places: Sequence[ResolvedPlace], year: int) -> bool:
    return any(p.mention.role == "place" and was_at_war(p.place.country, year) for p in places)


def lift_of(sentence: str, triggers: Sequence[Trigger], places: Sequence[ResolvedPlace]) -> float:
    """How much surer, in log odds, a bare headline is of conflict for a deed told as done at a named place.

    One that names neither a deed nor a place is less sure: "Rockets 89 Hornets 81".
    """
    if not any(p.mention.role != "people" for p in places):
        return 0.0 if triggers else _NEITHER
    if not any(p.mention.role == "place" for p in places):
        return 0.0
    told = [_LIFT.get(trigger.family, 0.0) for trigger in triggers if trigger.status is Status.ACTUAL]
    return max((*told, _LOST if _LOST_LIVES.search(sentence) else 0.0))


def find_losses(sentence: str, triggers: Sequence[Trigger], places: Sequence[Spot]) -> list[Trigger]:
    """Find words for losses and blows that name no deed, in statements where no other trigger stands."""
    losses = [
        Trigger(*match.span(), Family.KILL, _LOSS_WEIGHT, passive=False, noun=True, status=Status.ACTUAL)
        for match in _LOSSES.finditer(sentence)
    ]
    rows = statements(sentence, ((0, len(sentence)),), [*triggers, *losses], places)
    free = [row for row in rows if not _holds(row, triggers) and _holds(row, losses)]
    return [next(loss for loss in losses if row[0] <= loss.start < row[1]) for row in free]


def statements(
    sentence: str, clauses: Sequence[tuple[int, int]], triggers: Sequence[Trigger], places: Sequence[Spot]
) -> tuple[tuple[int, int], ...]:
    """Cut clauses further at each "and" that has words of an event and a place on both sides."""
    found: list[tuple[int, int]] = []
    for start, end in clauses:
        cuts = [start]
        for match in _AND.finditer(sentence, start, end):
            following = _AND.search(sentence, match.end(), end)
            begun = match.end(), following.start() if following else end
            before, behind = (cuts[-1], match.start()), (match.end(), end)
            if (
                _holds(before, triggers)
                and _holds(before, places)
                and _holds(begun, triggers)
                and _holds(behind, places)
            ):
                cuts.append(match.end())
        found.extend(pairwise((*cuts, end)))
    return tuple(found)


def plain_tellings(scenes: Sequence[Scene]) -> list[Telling]:
    """The one telling of a bare headline without any trigger: the sentence model's type, at the place named."""
    for scene in scenes:
        trigger = Trigger(
            0, len(scene.text), Family.OTHER, _PLAIN_WEIGHT, passive=False, noun=False, status=Status.ACTUAL
        )
        if not scene.bare or any(t.status in (Status.NEGATED, Status.POSSIBLE) for t in scene.triggers):
            continue
        place = find_place(scene, trigger)
        if place is not None:
            untold = is_heading(scene.text) or scene.hint.type not in EventType.__members__
            kind = EventType.OTHER if untold else EventType(scene.hint.type)
            telling = Telling(
                scene, trigger, kind, Control.NONE, _PLAIN_WEIGHT, generic=untold, fresh=False, definite=False
            )
            telling.place, telling.date = place, find_date(scene, trigger)
            return [telling]
    return []


def listed_claims(events: Sequence[Event], claims: Sequence[Claim], parts: dict[str, str]) -> list[Claim]:
    """Answer the claims of a bare headline again for the further places of a list, without the toll of all of them."""
    taken = {claim.place for claim in claims}
    found: list[Claim] = []
    for event, claim in zip(events, claims, strict=True):
        chosen = next((t.place for t in event.tellings if t.scene.bare and t.place), None)
        for told in places_beside(chosen.scene, chosen) if chosen else ():
            if told.value.place not in taken:
                taken.add(told.value.place)
                kept = [proof for proof in claim.evidence if proof.field not in ("place", "killed", "injured")]
                proof = quote("place", parts, told.scene.sentence, told.start, told.end)
                found.append(replace(claim, place=told.value.place, killed=None, injured=None, evidence=(*kept, proof)))
    return found


def _holds(row: tuple[int, int], marks: Sequence[Trigger] | Sequence[Spot]) -> bool:
    return any(row[0] <= mark.start < row[1] for mark in marks)
