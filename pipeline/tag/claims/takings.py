"""Ground that changes hands: taken, held, given up."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model.words import Control, EventType
from pipeline.tag.claims import objects, targets
from pipeline.tag.claims.base import Scene
from pipeline.tag.claims.captives import are_fighters, is_let_go, of_captives, says_which
from pipeline.tag.claims.kinds import SIGHT, Kind, has_ground, is_state, last_of, object_of, territory
from pipeline.tag.claims.triggers import Trigger
from pipeline.tag.claims.who import CROWD_KINDS, STATE_KINDS, Sides

T = EventType

_OBJECT_ENDS = re.compile(r",| (?:from|was|were|is|has|had|by|after|in|near)\b")
_NOT_GIVEN = re.compile(r" (?:in|at|near|to|on|after|with)\b")
_LEAVES = ("left", "leave", "leaving", "quit", "quits", "quitting", "abandoned")
_NEXT_OBJECT, _FAR_OBJECT = 30, 40


def take(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """What words of conquest tell: "retook", "fell to", "the capture of"."""
    words = scene.text[trigger.start : trigger.end].lower()
    # "expelled the rebels and raised its flag": the deed before it tells who took the place
    told_before = words.startswith(("hois", "rais", "plan")) and objects.TAKEN_AND.search(scene.text[: trigger.start])
    if told_before or objects.NO_OBJECT.match(scene.text[trigger.end :]) or says_which(scene, trigger):
        return None
    if words.startswith("back in"):
        return territory(state=not objects.REBELS.search(words), weight=trigger.weight)
    if re.match(r"fall|fell|los|collapse|the fall", words) or words.endswith((" fell", " fallen")):
        return _fallen(scene, trigger)
    if words.startswith(("pur", "clear", "was ", "were ", "been ")):
        return territory(state=True, weight=trigger.weight)
    if trigger.noun and words.startswith(("captur", "the captur", "seiz", "the seiz", "taking")):
        return _named_taking(scene, trigger, sides)
    return None if "under" in words else _taken(scene, trigger, sides)


def _named_taking(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """What "the capture of" or "the seizure of" is about: persons, weapons or ground."""
    taken = scene.text[trigger.end : trigger.end + SIGHT]
    if _are_persons(taken):
        return of_captives(scene, trigger, sides)
    taken = _OBJECT_ENDS.split(taken, maxsplit=1)[0]
    if objects.WEAPONS.search(taken) and not objects.GROUND.search(taken):
        return Kind(T.DISRUPTED_WEAPONS_USE, Control.NONE, 0.6 * trigger.weight, sure=True)
    return _taken(scene, trigger, sides) if has_ground(scene, trigger, taken) else None


def _taken(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Ground that is taken: by whom, and whether it was kept."""
    words = scene.text[trigger.start : trigger.end].lower()
    done_to = trigger.passive or words.startswith("driven")
    if done_to and (sides.actor1 is None or sides.actor1.start < trigger.start) and targets.EXPELLED.match(words):
        return _driven_out(scene, trigger)
    state = is_state(sides, scene, trigger)
    if state is None:
        state = words.startswith(("re", "libe", "the libe", "the re")) or bool(objects.REBEL_HELD.search(scene.text))
    if not state and words.startswith("overr") and targets.NOT_KEPT.search(scene.text):
        return Kind(T.ARMED_CLASH, Control.NONE, trigger.weight, sure=True)
    named_taker = trigger.passive and sides.actor1 is not None and sides.actor1.start > trigger.end
    return replace(territory(state=state, weight=trigger.weight), sure=named_taker)


def _driven_out(scene: Scene, trigger: Trigger) -> Kind | None:
    """Who was driven out by whom: of those named before "were driven out" the last are the losers."""
    lost = scene.text[max(0, trigger.start - SIGHT) : trigger.start]
    if targets.NOT_YET.search(lost):
        return None
    troops, rebels = last_of(objects.TROOPS, lost), last_of(objects.REBELS, lost)
    return None if troops == rebels else territory(state=rebels > troops, weight=trigger.weight)


def _fallen(scene: Scene, trigger: Trigger) -> Kind | None:
    around = scene.text[trigger.start : trigger.end + SIGHT]
    taker = re.search(r"\bto (?:the )?(.{0,40})", around)
    if taker and (objects.REBELS.search(taker[1]) or objects.TROOPS.search(taker[1])):
        return replace(territory(state=not objects.REBELS.search(taker[1]), weight=trigger.weight), sure=True)
    if not has_ground(scene, trigger, scene.text[trigger.end : trigger.end + 40]):
        return None
    rebels_lose = (
        objects.REBEL_HELD.search(scene.text)
        or last_of(objects.REBELS, scene.text[max(0, trigger.start - 40) : trigger.end + 60]) >= 0
    )
    kind = territory(state=bool(rebels_lose), weight=0.7 * trigger.weight)
    return kind if rebels_lose else replace(kind, generic=True)


def seize(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """What is seized, captured or occupied: ground, persons or weapons."""
    words = object_of(scene, trigger)
    if is_let_go(scene, trigger):
        return Kind(T.ABDUCTION, Control.NONE, 0.4 * trigger.weight, reference=True)
    if (
        objects.NO_OBJECT.match(words)
        or objects.NO_OBJECT.match(scene.text[trigger.end : trigger.end + SIGHT])
        or says_which(scene, trigger)
    ):
        return None
    person, ground, weapons = objects.PERSON.search(words), objects.GROUND.search(words), objects.WEAPONS.search(words)
    head = _OBJECT_ENDS.split(words, maxsplit=1)[0].lstrip()
    person = person or objects.REBELS.search(head)
    if person and any(thing and targets.OF_REBELS.search(words[: thing.start()]) for thing in (weapons, ground)):
        person = None
    if not person and not ground:
        person = objects.SOME.search(words)
    if person and ground and objects.SOME.match(head) and head.endswith(person[0]):
        ground = None  # "seized four airport workers"
    near_place = has_ground(scene, trigger, words)
    if (
        person
        and (not ground or person.start() < ground.start())
        and not (near_place and not ground and person.start() > _FAR_OBJECT)
    ):
        captive = of_captives(scene, trigger, sides)
        by_fighters = sides.actor1 is not None and sides.actor1.value.kind not in CROWD_KINDS
        passive = trigger.passive and not ground and are_fighters(scene, trigger)
        active = by_fighters and not trigger.passive and person.start() < _NEXT_OBJECT
        return captive and replace(captive, sure=active or passive)
    if weapons and not ground:
        return Kind(T.DISRUPTED_WEAPONS_USE, Control.NONE, 0.6 * trigger.weight, sure=True)
    if not near_place:
        return None
    state = is_state(sides, scene, trigger)
    return None if state is None and not ground else territory(state=bool(state), weight=trigger.weight)


def _are_persons(words: str) -> bool:
    """Whether the first thing that a text names is persons, or a number of them, and no ground."""
    words = _OBJECT_ENDS.split(words, maxsplit=1)[0].lstrip()
    person = objects.PERSON.search(words) or objects.SOME.match(words) or objects.REBELS.search(words)
    ground = objects.GROUND.search(words)
    return person is not None and (ground is None or person.start() < ground.start())


def leave(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Who leaves what to whom; what is only agreed has not happened."""
    agreed = objects.AGREED_ON.search(scene.text[max(0, trigger.start - SIGHT) : trigger.start])
    words = scene.text[trigger.start : trigger.end].lower()
    stays = words.endswith(_LEAVES) and (
        targets.UNDONE.search(words) or targets.LEFT_DEAD.match(scene.text, trigger.end)
    )
    if agreed or stays:
        return None
    return _left(scene, trigger) or _left_by_state(scene, trigger, sides)


def _left_by_state(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """A state that goes from a place withdraws its troops: "Israel withdraws from Jenin"."""
    doer = sides.actor1.value if sides.actor1 else None
    goes = targets.GOES_FROM.match(scene.text, trigger.start)
    if doer is None or doer.kind not in STATE_KINDS or goes is None:
        return None
    if not has_ground(scene, trigger, scene.text[trigger.end : trigger.end + _NEXT_OBJECT]):
        return None
    return Kind(T.CHANGE_TO_GROUP_OR_TROOPS, Control.NONE, 0.8 * trigger.weight)


def _left(scene: Scene, trigger: Trigger) -> Kind | None:
    around = scene.text[max(0, trigger.start - SIGHT) : trigger.end + SIGHT]
    words = scene.text[trigger.start : trigger.end].lower()
    middle = trigger.start - max(0, trigger.start - SIGHT)
    rebels, troops = _gap(objects.REBELS, around, middle), _gap(objects.SENT_HOME, around, middle)
    if words.startswith(("pullback", "pull back", "pull-back")) and rebels is None:
        troops = 0
    if words.startswith("evac") and objects.CARGO.search(scene.text[trigger.end : trigger.end + 40]):
        return Kind(T.OTHER, Control.NONE, 0.6 * trigger.weight)
    given = object_of(scene, trigger)[:_NEXT_OBJECT].split(" to ")[0]
    if words.startswith("hand") and objects.PERSON.search(given):
        return Kind(T.OTHER, Control.NONE, 0.9 * trigger.weight)
    if words.startswith(("surr", "yield")) and not has_ground(scene, trigger, _NOT_GIVEN.split(given, maxsplit=1)[0]):
        armed = rebels is not None or troops is not None
        kind = Kind(T.CHANGE_TO_GROUP_OR_TROOPS, Control.NONE, 0.8 * trigger.weight, sure=True)
        return kind if armed else None
    leaves = words.endswith(_LEAVES) and has_ground(scene, trigger, scene.text[trigger.end : trigger.end + 30])
    if (
        rebels is not None
        and (troops is None or rebels < troops)
        and (leaves or objects.FROM_PLACE.search(around) or words.startswith(("surr", "hand", "yield")))
    ):
        return Kind(T.NON_VIOLENT_TERRITORY_TRANSFER, Control.GOVERNMENT_REGAINS, 0.9 * trigger.weight)
    if troops is None or words.startswith(("surr", "hand", "yield")):
        return None
    return Kind(T.CHANGE_TO_GROUP_OR_TROOPS, Control.NONE, 0.8 * trigger.weight)


def _gap(pattern: re.Pattern[str], text: str, at: int) -> int | None:
    return min((abs(match.start() - at) for match in pattern.finditer(text)), default=None)
