"""The kind of an event, and what all rules for it look at: object, side and ground."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model.words import Control, EventType
from pipeline.tag.claims import objects, targets
from pipeline.tag.claims.base import Scene
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.claims.who import STATE_KINDS, Sides

SIGHT = 70
_NEAR_VICTIM = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """A type with its direction of control.

    ``generic`` types give way to one that names the means; a ``reference`` ("the detained observers") speaks of
    an event told elsewhere: the dates around it are not its own. ``sure`` ones stand whatever the sentence model says.
    """

    type: EventType
    control: Control
    weight: float
    generic: bool = False
    reference: bool = False
    sure: bool = False


def object_of(scene: Scene, trigger: Trigger) -> str:
    """The words that the object stands in: behind the trigger, before it in a passive."""
    if trigger.passive:
        return scene.text[max(0, trigger.start - 2 * SIGHT) : trigger.start]
    stop = re.search(
        r"[;.]|, (?!a\b|the\b|\d)|\b(?:after|while|when|who|that)\b", scene.text[trigger.end : trigger.end + SIGHT]
    )
    return scene.text[trigger.end : trigger.end + (stop.start() if stop else SIGHT)]


def is_state(sides: Sides, scene: Scene, trigger: Trigger) -> bool | None:
    """Whether the one who took it is a state; None when nothing says."""
    if sides.actor1 is not None and sides.actor1.value.kind != "civilians":
        actor = sides.actor1.value
        return actor.kind in STATE_KINDS and actor.side != "non-state"
    subject = scene.text[max(0, trigger.start - 2 * SIGHT) : trigger.start]
    if trigger.passive and objects.REBEL_HELD.search(subject):
        return True  # it was taken from them
    troops, rebels = last_of(objects.TROOPS, subject), last_of(objects.REBELS, subject)
    if troops != rebels:
        return troops > rebels
    return None


def last_of(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match of a pattern begins; -1 for none."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def territory(*, state: bool, weight: float) -> Kind:
    """Ground taken by a state or by others."""
    if state:
        return Kind(EventType.GOV_REGAINS_TERRITORY, Control.GOVERNMENT_REGAINS, weight)
    return Kind(EventType.NON_STATE_OVERTAKES_TERRITORY, Control.NON_STATE_GAINS, weight)


def has_ground(scene: Scene, trigger: Trigger, words: str) -> bool:
    """Whether words name ground, or a place of the sentence stands among them."""
    if objects.GROUND.search(words):
        return True
    start, end = (
        (max(0, trigger.start - SIGHT), trigger.start) if trigger.passive else (trigger.end, trigger.end + len(words))
    )
    return any(start <= spot.start < end and spot.resolved.mention.role != "people" for spot in scene.spots)


def kills_captives(scene: Scene, trigger: Trigger) -> bool:
    """Whether those who are killed were held by who kills them: "a hostage was beheaded"."""
    if trigger.family is not Family.KILL or trigger.status is not Status.ACTUAL:
        return False
    if scene.text.endswith("found ", 0, trigger.start):
        return bool(targets.ONCE_TAKEN.search(scene.text[: trigger.start]))
    victims = object_of(scene, trigger)
    named = targets.VICTIMS_END.split(victims, maxsplit=1)[0]
    near = victims[-_NEAR_VICTIM:] if trigger.passive else named[:_NEAR_VICTIM]
    return bool(targets.CAPTIVES.search(near))
