"""Which of the events that a sentence tells its dead and injured belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model.words import EventType
from pipeline.tag.casualties import Scope, Toll
from pipeline.tag.claims.base import GAINS, Scene, Telling, Told
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.triggers import Status, Trigger

_KILLING_OF = re.compile(r"(?:killings?|murders?|deaths?|massacre)\b", re.IGNORECASE)
_ANSWERED = re.compile(
    r"\b(?:aveng\w+|(?:revenge|retaliation|reprisals?) for|in response to|because of|over|angry at|mourn\w*"
    r"|protest\w*(?: against| over)?)"
    r"(?: the)?(?: (?:killings?|deaths?|murders?|lynching|shooting|loss) of)? ?(?:the |their |his )?$",
    re.IGNORECASE,
)
_CAUSE_CHARS = 60
_AFTERWARDS = re.compile(r"(?:after|following)\b", re.IGNORECASE)
_UNBLOODY = frozenset({*GAINS, EventType.ABDUCTION, EventType.LOOTING_PROPERTY_DESTRUCTION})
_IN_ATTACK_THAT = re.compile(
    r"\b(?:attacks?|assaults?|raids?|siege|bombings?|ambush|massacre|strikes?|shooting)(?: [\w'-]+){0,5},?"
    r" (?:that|which|in which)(?: has| have| had)? $",
    re.IGNORECASE,
)
_OF_DAYS = re.compile(
    r"[^.;]{0,40}?\b(?:in|over|during|within) the (?:past|last|previous) (?:[\w-]+ )?(?:hours|days|day)\b",
    re.IGNORECASE,
)
_HAVE = re.compile(r"\bha(?:ve|s) (?:[\w'-]+ )?(?:been |killed|died|shot|claimed|left)", re.IGNORECASE)
_EARLY, _NEAR, _HAVE_CHARS = 3, 8, 6


def share_tolls(scene: Scene, tellings: Sequence[Telling]) -> None:
    """Give each toll of a sentence to its nearest telling; those of other deeds and of whole campaigns to none."""
    for toll in scene.tolls:
        if toll.scope is not Scope.EVENT or not tellings or _is_of_days(scene, toll):
            continue
        nearest = min(tellings, key=lambda t: _distance(scene, t.trigger, toll))
        if _is_of_cause(scene, toll, nearest.trigger) or _is_of_other_deed(scene, toll, nearest):
            continue
        told = Told(toll, scene, toll.start, toll.end)
        if toll.harm == "killed":
            held = nearest.killed
            nearest.killed = told if held is None or _is_better(scene, toll, held.value) else held
        else:
            nearest.injured = nearest.injured or told


def _is_better(scene: Scene, toll: Toll, held: Toll) -> bool:
    """Whether a later toll of a sentence says more: a number behind a single victim, "bringing the toll to 14"."""
    if held.is_sum or ";" in scene.text[held.end : toll.start]:
        return False
    return not held.numbered or (toll.is_sum and (toll.count.best or 0) > (held.count.best or 0))


def _is_of_days(scene: Scene, toll: Toll) -> bool:
    """Whether a late sentence counts the dead of some days, or up to now: those of whatever happened in them."""
    index = scene.sentence.index
    if index <= _EARLY:
        return False
    return bool(_OF_DAYS.match(scene.text, toll.end)) or (
        index > _NEAR and not scene.dates and bool(_HAVE.search(scene.text, max(0, toll.start - _HAVE_CHARS), toll.end))
    )


def _is_of_other_deed(scene: Scene, toll: Toll, nearest: Telling) -> bool:
    """Whether the dead are those of a deed told beside one that need kill nobody.

    Fields fall and people are led away "in an attack that killed ten" or "hours after gunmen shot ten traders".
    """
    if nearest.type not in _UNBLOODY:
        return _is_of_noun_behind(scene, toll, nearest.trigger)
    if _IN_ATTACK_THAT.search(scene.text, max(0, toll.start - _CAUSE_CHARS), toll.start):
        return True
    clause = scene.clause_of(toll.start)
    begun = scene.clauses[clause][0]
    return clause != scene.clause_of(nearest.trigger.start) and bool(_AFTERWARDS.match(scene.text, begun))


def _is_of_noun_behind(scene: Scene, toll: Toll, told: Trigger) -> bool:
    """Whether the dead are those of an attack that is only named: "held for a bombing that killed 16"."""
    named = _IN_ATTACK_THAT.search(scene.text, max(0, toll.start - _CAUSE_CHARS), toll.start)
    return named is not None and (told.start > toll.end or told.end <= named.start())


def _is_of_cause(scene: Scene, toll: Toll, told: Trigger) -> bool:
    """Whether the dead are those that the event answers to: "in retaliation for the killing of 13 soldiers"."""
    if _ANSWERED.search(scene.text, max(0, toll.start - _CAUSE_CHARS), toll.start):
        return True
    if any(_would_kill(trigger, toll) for trigger in scene.triggers):
        return True
    return any(
        toll.start <= trigger.end and trigger.start <= toll.end
        for trigger in scene.triggers
        if trigger.status is Status.ASIDE
        and trigger is not told
        and trigger.family is Family.KILL
        and _KILLING_OF.match(scene.text, trigger.start)
    )


def _would_kill(trigger: Trigger, toll: Toll) -> bool:
    """Whether nobody has died yet: "it would kill one captive"."""
    near = toll.start <= trigger.end + 1 and trigger.start <= toll.end
    return near and trigger.family is Family.KILL and trigger.status is Status.POSSIBLE


def _distance(scene: Scene, trigger: Trigger, toll: Toll) -> float:
    gap = max(toll.start - trigger.end, trigger.start - toll.end, 0)
    return gap + 60.0 * abs(scene.clause_of(toll.start) - scene.clause_of(trigger.start))
