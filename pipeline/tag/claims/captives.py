"""Persons taken, held and let go."""

from __future__ import annotations

import re

from pipeline.model.words import Control, EventType
from pipeline.tag.claims import objects, targets
from pipeline.tag.claims.base import Scene
from pipeline.tag.claims.kinds import SIGHT, Kind, is_state, kills_captives, last_of, object_of
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.claims.who import Sides

T = EventType

_AWAY = re.compile(r"\b(?:away|off)\b|\binto (?:an?|the|their)\b")
_NEAR_OBJECT = 50


def says_which(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle tells a place or thing apart: "the occupied town", "land seized from"."""
    words = scene.text[trigger.start : trigger.end]
    if not words.lower().endswith(("ed", "en", "un")):
        return False
    if objects.ATTRIBUTE_BEFORE.search(scene.text[max(0, trigger.start - 20) : trigger.start]):
        return bool(objects.ATTRIBUTE_NEXT.match(scene.text, trigger.end))
    finite = trigger.passive and objects.TOLD_OF.search(scene.text[max(0, trigger.start - 25) : trigger.start])
    told = scene.sentence.part == "title" or finite
    return not told and bool(objects.ONCE_TAKEN.match(scene.text, trigger.end))


def of_captives(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """What it is that persons are taken: an arrest by a state, else an abduction; of killed ones a reference."""
    words = scene.text[trigger.start : trigger.end].lower()
    if any(kills_captives(scene, other) for other in scene.triggers):
        return Kind(T.ABDUCTION, Control.NONE, 0.4 * trigger.weight, reference=True)
    if words.startswith(("kidnap", "abduct", "takin")) or "hostage" in words:
        return Kind(T.ABDUCTION, Control.NONE, trigger.weight)
    if are_fighters(scene, trigger) or (trigger.family is Family.ARREST and sides.actor1 is None):
        state: bool | None = True
    else:
        state = is_state(sides, scene, trigger)
    if state is None and _AWAY.search(words) and not objects.TROOPS.search(scene.text):
        state = False
    if state is None:
        taken = sides.actor2.value.kind if sides.actor2 else ""
        state = taken in ("armed-group", "militia") or not objects.REBELS.search(scene.text)
    return Kind(T.ARREST if state else T.ABDUCTION, Control.NONE, (0.8 if state else 1.0) * trigger.weight)


def are_fighters(scene: Scene, trigger: Trigger) -> bool:
    """Whether those taken are rebels or militants: whoever takes them holds them as such."""
    words = object_of(scene, trigger)
    if trigger.passive:  # of those before it the last are meant: "rebels said two soldiers were captured"
        if fighters := list(targets.FIGHTER.finditer(words)):
            return fighters[-1].end() > last_of(objects.PERSON.pattern, words)
        return last_of(objects.REBELS, words) >= max(0, last_of(objects.PERSON.pattern, words))
    person, rebels = objects.PERSON.search(words), objects.REBELS.search(words)
    return rebels is not None and (person is None or rebels.start() <= person.start())


def _is_attribute(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle only says which persons are meant: "Christians kidnapped in Libya", "seized boys free"."""
    before, after = scene.text[max(0, trigger.start - 25) : trigger.start], scene.text[trigger.end : trigger.end + 12]
    if objects.LET_GO.match(scene.text, trigger.end) and not objects.TOLD_OF.search(before):
        return True
    told = scene.sentence.part == "title" or objects.TOLD_OF.search(before)
    return not told and bool(re.match(r" (?:in|from|by|on|near|at|last|during|earlier)\b", after))


def is_let_go(scene: Scene, trigger: Trigger) -> bool:
    """Whether those taken are free again by the same sentence: "men who were kidnapped in May have been freed"."""
    if not trigger.passive:
        return False
    free = next((t.start for t in scene.triggers if t.family is Family.FREE and t.start > trigger.end), None)
    return free is not None and not objects.NEXT_DEED.search(scene.text[trigger.end : free])


def _are_let_go_before(scene: Scene, trigger: Trigger) -> bool:
    """Whether the sentence has said before that they are free: "freed an engineer after holding him for months"."""
    told = (t for t in scene.triggers if t.family is Family.FREE and t.status is Status.ACTUAL)
    return any(t.end <= trigger.start for t in told)


def _says_who(scene: Scene, trigger: Trigger, words: str) -> Kind | None:
    """The reference that a word of captivity makes, where it only says who is meant."""
    released = is_let_go(scene, trigger) or (words.startswith("holding") and _are_let_go_before(scene, trigger))
    attribute = words in ("kidnapped", "abducted") and (_is_attribute(scene, trigger) or says_which(scene, trigger))
    before = scene.text[max(0, trigger.start - SIGHT) : trigger.start]
    still_held = words.startswith("hold") and bool(targets.WHOM_THEY_HOLD.search(before))
    if not (released or attribute or still_held):
        return None
    weight = (0.4 if released or attribute else 0.6) * trigger.weight
    return Kind(T.ABDUCTION, Control.NONE, weight, reference=True)


def held(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Whether persons are kidnapped or under arrest, and whether that is told or only says who is meant."""
    words = scene.text[trigger.start : trigger.end].lower()
    if said := _says_who(scene, trigger, words):
        return said
    captive = objects.CAPTIVE.search(scene.text[max(0, trigger.start - 25) : trigger.start])
    if words == "detained" and not trigger.passive and captive and re.match(r" \w", scene.text[trigger.end :]):
        return (
            Kind(T.ABDUCTION, Control.NONE, 0.4 * trigger.weight, reference=True)
            if objects.REBELS.search(scene.text)
            else None
        )
    if words.endswith(("held", "held ")) and objects.PERSON.match(words):
        return of_captives(scene, trigger, sides)
    if words.startswith(("hold", "was", "were", "been", "being", "are", "is")):
        subject = words.startswith("hold")
        view = (
            scene.text[trigger.end : trigger.end + 50]
            if subject
            else scene.text[max(0, trigger.start - 60) : trigger.start]
        )
        person = objects.PERSON.search(view) or objects.SOME.search(view)
        if (
            not person
            or (subject and person.start() > _NEAR_OBJECT)
            or re.search(
                r"\b(?:talks|rally|vote|election|referendum|march|funeral|meeting|conference|parade|service)\b", view
            )
        ):
            return None
    return of_captives(scene, trigger, sides)


def free(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Whether those who were taken are free again, by whatever way."""
    words = object_of(scene, trigger)
    told = scene.text[trigger.start : trigger.end].lower()
    if targets.FAILED_RESCUE.search(scene.text[max(0, trigger.start - SIGHT) : trigger.start]):
        return None
    from_rebels = objects.REBELS.search(scene.text[trigger.end : trigger.end + _NEAR_OBJECT])
    if told.startswith(("escap", "rescu", "reun")) and not from_rebels and not objects.TAKEN.search(scene.text):
        return None
    if not trigger.passive and objects.THINGS.search(words[:45]) and not objects.PERSON.search(words[:25]):
        return None
    captives = (
        objects.PERSON.search(scene.text[trigger.start : trigger.end])
        or objects.PERSON.search(words)
        or objects.SOME.search(words)
        or objects.HELD.search(scene.text)
    )
    return Kind(T.OTHER, Control.NONE, 0.9 * trigger.weight) if captives else None


def arrest(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Arrests that are no matter of ordinary crime."""
    return of_captives(scene, trigger, sides) if not objects.NOT_ARREST.search(scene.text) else None
