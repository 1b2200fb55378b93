"""Bodies that are found: the news is that somebody was killed, though nobody says when or by whom."""

from __future__ import annotations

import re
from datetime import date

from pipeline.model.words import Control, EventType
from pipeline.tag.casualties import Scope, Toll
from pipeline.tag.casualties.numbers import find_quantities
from pipeline.tag.casualties.tokens import tokenize
from pipeline.tag.claims.base import Scene, Telling, Told
from pipeline.tag.claims.circumstances import tell
from pipeline.tag.claims.kinds import Kind
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.claims.when import find_date, is_history
from pipeline.tag.claims.who import Sides
from pipeline.tag.text.cues import Cued, stems_of

_BODIES = Cued(r"\b(?:bod(?:y|ies)|corpses?|mass graves?)\b", re.IGNORECASE)
_FOUND = re.compile(
    r"\b(?:found|finds?|discover(?:ed|s)|dumped|left|recovered|unearthed|exhumed|dug (?:up|out)|pulled"
    r"|washed (?:up|ashore)|strewn|uncovered|retrieved)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?P<number>(?:(?:at least|about|some|around|nearly|over|more than|up to) )?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty"
    r"|(?:dozens|scores|hundreds) of))(?: [a-z-]+){0,4} (?:bodies|corpses)\b(?! of\b)",
    re.IGNORECASE,
)
_WEIGHT = 0.6
_LEDE = 1


def speaks_of_bodies(text: str) -> bool:
    """Whether a sentence speaks of bodies, whose number is that of the dead whatever else it tells."""
    return bool(_BODIES.search(text, stems_of(text)))


def find_bodies(scene: Scene) -> Toll | None:
    """The number of bodies that title or lede say were found; None where they tell of no such find."""
    if scene.sentence.index > _LEDE or not speaks_of_bodies(scene.text) or not _FOUND.search(scene.text):
        return None
    told = (toll for toll in scene.tolls if toll.harm == "killed" and toll.scope is Scope.EVENT)
    return next(told, None) or _counted(scene.text)


def _counted(text: str) -> Toll | None:
    """The number before the word, with what stands between: "eleven bound and blindfolded corpses were found"."""
    match = _COUNTED.search(text)
    told = find_quantities(tokenize(match["number"]).words) if match else []
    if not match or not told:
        return None
    return Toll(match.start(), match.end(), "killed", told[0].count, Scope.EVENT, match[0], numbered=True)


def only_says_who(bodies: Toll, trigger: Trigger) -> bool:
    """Whether a deed only says whose bodies they are: "the bodies of three kidnapped teachers"."""
    return bodies.start <= trigger.start < bodies.end


def told_by_bodies(scene: Scene, bodies: Toll, reference: date | None) -> Telling | None:
    """The telling of a sentence in which nothing is told but that bodies were found."""
    end = min(bodies.end, len(scene.text))
    trigger = Trigger(bodies.start, end, Family.KILL, _WEIGHT, passive=True, noun=False, status=Status.ACTUAL)
    when = find_date(scene, trigger)
    if is_history(scene, trigger, when, reference):
        return None
    kind = Kind(EventType.ATTACK, Control.NONE, _WEIGHT, sure=True)
    telling = tell(scene, trigger, kind, Sides(None, None), when, reference)
    telling.killed = Told(bodies, scene, bodies.start, bodies.end)
    return telling
