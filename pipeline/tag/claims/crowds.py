"""What crowds do: protests, riots and mobs, and who moves otherwise in a mass."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.words import Control, EventType
from pipeline.tag.claims import objects, targets
from pipeline.tag.claims.base import Scene
from pipeline.tag.claims.kinds import SIGHT, Kind, last_of, object_of
from pipeline.tag.claims.triggers import Trigger
from pipeline.tag.claims.who import CROWD_KINDS, STATE_KINDS, Sides

T = EventType

_FORCES = frozenset({"military", "police", "armed-group"})


def by_crowd(scene: Scene, trigger: Trigger) -> bool:
    """Whether villagers or a crowd beat, stone or hack somebody to death."""
    if trigger.passive or not targets.BEATEN.match(scene.text, trigger.start):
        return False
    return bool(objects.CROWD_DOER.search(scene.text[max(0, trigger.start - SIGHT // 2) : trigger.start]))


def riot_of(scene: Scene, trigger: Trigger, sides: Sides) -> EventType | None:
    """What clashes of a crowd are: with the state's men a violent demonstration, with another crowd mob violence."""
    if _is_crowd_against_forces(scene, trigger):
        return T.VIOLENT_DEMONSTRATION
    near = scene.text[max(0, trigger.start - 60) : trigger.end + 60]
    both = [told.value for told in (sides.actor1, sides.actor2) if told]
    crowds = sum(actor.kind in CROWD_KINDS for actor in both)
    if crowds > 1 or (crowds and objects.CIVIL_PROTEST.search(near)):
        return T.VIOLENT_DEMONSTRATION if any(actor.kind in STATE_KINDS for actor in both) else T.MOB_VIOLENCE
    return None


def _is_crowd_against_forces(scene: Scene, trigger: Trigger) -> bool:
    """Whether protesters or somebody's supporters, of whom no arms are told, clash with police or troops."""
    before = scene.text[max(0, trigger.start - SIGHT) : trigger.start]
    crowd = last_of(targets.UNRULY, before)
    if crowd < 0 or max(last_of(objects.REBELS, before), last_of(objects.TROOPS, before)) > crowd:
        return False
    return bool(targets.WITH_FORCES.match(scene.text, trigger.end))


def protest(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """A protest; but soldiers who march move."""
    marched = scene.text[trigger.start : trigger.end].lower().startswith("march")
    before = scene.text[max(0, trigger.start - SIGHT // 2) : trigger.start]
    if marched and not objects.CROWD_DOER.search(before) and objects.SENT_HOME.search(before):
        return Kind(T.CHANGE_TO_GROUP_OR_TROOPS, Control.NONE, 1.0)
    return Kind(T.PEACEFUL_PROTEST, Control.NONE, trigger.weight)


def broken_by_crowd(scene: Scene, trigger: Trigger, sides: Sides) -> Kind:
    """What a crowd breaks: against neighbours it is mob violence, against the state a violent demonstration."""
    kind = Kind(EventType(trigger.family.value), Control.NONE, trigger.weight)
    begun = scene.clauses[scene.clause_of(trigger.start)][0]
    crowd = objects.CROWD_DOER.search(scene.text[begun : trigger.end])
    riot = scene.text[trigger.start : trigger.end].lower().startswith("riot")
    if crowd is None or riot or _is_forces(sides, begun + crowd.start()):
        return kind
    object_ = scene.text[begun + crowd.end() : trigger.end]
    if objects.SPOKE.search(object_):
        return kind
    object_ += object_of(scene, trigger)
    if objects.OF_THE_STATE.search(object_):
        return replace(kind, type=T.VIOLENT_DEMONSTRATION)
    return replace(kind, type=T.MOB_VIOLENCE) if objects.OF_NEIGHBOURS.search(object_) else kind


def _is_forces(sides: Sides, crowd: int) -> bool:
    """Whether armed forces, named behind the crowd or without one before them, are who did it."""
    doer = sides.actor1
    return doer is not None and doer.value.kind in _FORCES and doer.start > crowd


def mob(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """A mob's deed; but street battles without a crowd are fought by armed men."""
    words = scene.text[trigger.start : trigger.end].lower()
    if (
        words.startswith("street")
        and not objects.CIVIL_PROTEST.search(scene.text)
        and not objects.CROWD.search(scene.text[max(0, trigger.start - SIGHT) : trigger.end + SIGHT])
    ):
        return Kind(T.ARMED_CLASH, Control.NONE, trigger.weight)
    return Kind(T.MOB_VIOLENCE, Control.NONE, trigger.weight)
