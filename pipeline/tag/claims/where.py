"""Which of the places that a sentence names is where the event happened."""

from __future__ import annotations

import re

from pipeline.tag.claims.base import Scene, Spot, Told
from pipeline.tag.claims.triggers import Trigger
from pipeline.tag.places.base import ResolvedPlace

_AT = re.compile(r"\b(?:in|at|near|on|around|outside|inside|of|into|over|across|throughout|toward|towards|targeting|struck|hit|shelled|pounded|retake|recapture|liberated?|captured?|seized|taken|enter(?:ed|ing)|from)(?: (?:the|a|an|its?|nearby|central|northern|southern|eastern|western|north|south|east|west|town|towns|city|village|villages|district|area|suburbs?|neighbou?rhood|province|outskirts|strategic|port|border|rebel-held|mainly|[\w-]+ern|[\w'-]+ (?:city|town|village|district|province|neighbou?rhood)|of|and)){0,7} ?['\"]?$", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:\b(?:north|south|east|west|miles|km|kilomet(?:er|re)s|northeast|northwest|southeast|southwest)(?:ern)?(?: \w+)? of|\bborder(?:s|ing)?(?: with)?|\b(?:bound for|flew to|fled to|road (?:to|from)|highway to|talks in|meeting in|visit to|speaking in|conference in|based in|headquarters? in|embassy in|born in|return(?:ed|ing) (?:to|from))) (?:the )?$", re.IGNORECASE)
_SPEAKING = re.compile(r"^[^,.;]{0,40}\b(?:said|told|says|reported)\b|^'s? ?(?:foreign|interior|defen[cs]e|prime|state|health|government|president|leader|spokes)", re.IGNORECASE)
_SPEAKER_BEFORE = re.compile(r"\b(?:officials?|spokes\w+|minister|ministry|government|president|analysts?|diplomats?|ambassador|reporters|police chief|leaders?) (?:in|of|from|at) (?:the )?$", re.IGNORECASE)
_COUNTRY_PRECISION = 6
_TRUE_PLACE = 5


def find_place(scene: Scene, trigger: Trigger) -> Told[ResolvedPlace] | None:
    """Choose the place of the event that a trigger tells.

    A place of the same clause and behind a preposition of place wins; points of reference ("north of
    Baghdad"), the seat of a speaker and the place the article was filed from lose; a named town wins
    over the country around it.
    """
    scored = [(_cost(scene, trigger, spot), spot.start, spot) for spot in scene.spots if _is_place(spot)]
    if not scored:
        return None
    _, _, spot = min(scored, key=lambda item: item[:2])
    return Told(spot.resolved, scene, spot.start, spot.end)


def _is_place(spot: Spot) -> bool:
    mention = spot.resolved.mention
    return mention.role != "people" and not mention.dateline


def _cost(scene: Scene, trigger: Trigger, spot: Spot) -> float:
    text, place = scene.text, spot.resolved.place
    before, after = text[max(0, spot.start - 70) : spot.start], text[spot.end : spot.end + 50]
    gap = spot.start - trigger.end if spot.start >= trigger.end else trigger.start - spot.end
    cost = max(gap, 0) / 30 + (1.0 if spot.end <= trigger.start else 0.0)
    cost += 3.0 * abs(scene.clause_of(spot.start) - scene.clause_of(trigger.start))
    cost += 3.5 if place.precision >= _COUNTRY_PRECISION else 1.5 if place.precision >= _TRUE_PLACE - 1 else 0.0
    cost -= 2.0 if _AT.search(before) else 0.0
    cost += 4.0 if _REFERENCE.search(before) else 0.0
    cost += 3.0 if _SPEAKER_BEFORE.search(before) else 0.0
    return cost + (2.0 if _SPEAKING.match(after) else 0.0)
