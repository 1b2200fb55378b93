"""Ground and persons that change hands: taken, held, given up, let go."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model.words import Control, EventType
from pipeline.tag.claims import objects, targets
from pipeline.tag.claims.base import Scene
from pipeline.tag.claims.kinds import (
    SIGHT,
    Kind,
    has_ground,
    is_state,
    kills_captives,
    last_of,
    object_of,
    territory,
)  # fmt: skip
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.claims.who import CROWD_KINDS, Sides

T = EventType

_AWAY = re.compile(r"\b(?:away|off)\b|\binto (?:an?|the|their)\b")
_OBJECT_ENDS = re.compile(r",| (?:from|was|were|is|has|had|by|after|in|near)\b")
_NOT_GIVEN = re.compile(r" (?:in|at|near|to|on|after|with)\b")
_LEAVES = ("left", "leave", "leaving", "quit", "quits", "quitting", "abandoned")
_NEXT_OBJECT, _NEAR_OBJECT, _FAR_OBJECT = 30, 50, 40


def take(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """What words of conquest tell: "retook", "fell to", "the capture of"."""
    words = scene.text[trigger.start : trigger.end].lower()
    # "expelled the rebels and raised its flag": the deed before it tells who took the place
    told_before = words.startswith(("hois", "rais", "plan")) and objects.TAKEN_AND.search(scene.text[: trigger.start])
    if told_before or objects.NO_OBJECT.match(scene.text[trigger.end :]) or _says_which(scene, trigger):
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
        return _captive(scene, trigger, sides)
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
    if _is_let_go(scene, trigger):
        return Kind(T.ABDUCTION, Control.NONE, 0.4 * trigger.weight, reference=True)
    if (
        objects.NO_OBJECT.match(words)
        or objects.NO_OBJECT.match(scene.text[trigger.end : trigger.end + SIGHT])
        or _says_which(scene, trigger)
    ):
        return None
    person, ground, weapons = objects.PERSON.search(words), objects.GROUND.search(words), objects.WEAPONS.search(words)
    person = person or objects.REBELS.search(words)
    if person and any(thing and targets.OF_REBELS.search(words[: thing.start()]) for thing in (weapons, ground)):
        person = None
    if not person and not ground:
        person = objects.SOME.search(words)
    near_place = has_ground(scene, trigger, words)
    if (
        person
        and (not ground or person.start() < ground.start())
        and not (near_place and not ground and person.start() > _FAR_OBJECT)
    ):
        captive = _captive(scene, trigger, sides)
        by_fighters = sides.actor1 is not None and sides.actor1.value.kind not in CROWD_KINDS
        return captive and replace(captive, sure=by_fighters and not trigger.passive and person.start() < _NEXT_OBJECT)
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


def _says_which(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle tells a place or thing apart: "the occupied town", "land seized from"."""
    words = scene.text[trigger.start : trigger.end]
    if not words.lower().endswith(("ed", "en", "un")):
        return False
    if objects.ATTRIBUTE_BEFORE.search(scene.text[max(0, trigger.start - 20) : trigger.start]):
        return bool(objects.ATTRIBUTE_NEXT.match(scene.text, trigger.end))
    finite = trigger.passive and objects.TOLD_OF.search(scene.text[max(0, trigger.start - 25) : trigger.start])
    told = scene.sentence.part == "title" or finite
    return not told and bool(objects.ONCE_TAKEN.match(scene.text, trigger.end))


def _captive(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    words = scene.text[trigger.start : trigger.end].lower()
    if any(kills_captives(scene, other) for other in scene.triggers):
        return Kind(T.ABDUCTION, Control.NONE, 0.4 * trigger.weight, reference=True)
    if words.startswith(("kidnap", "abduct", "host", "took host", "taken host", "takin")):
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


def _is_let_go(scene: Scene, trigger: Trigger) -> bool:
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
    released = _is_let_go(scene, trigger) or (words.startswith("holding") and _are_let_go_before(scene, trigger))
    attribute = words in ("kidnapped", "abducted") and (_is_attribute(scene, trigger) or _says_which(scene, trigger))
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
        return _captive(scene, trigger, sides)
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
    return _captive(scene, trigger, sides)


def leave(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Who leaves what to whom; what is only agreed has not happened."""
    agreed = objects.AGREED_ON.search(scene.text[max(0, trigger.start - SIGHT) : trigger.start])
    words = scene.text[trigger.start : trigger.end].lower()
    stays = words.endswith(_LEAVES) and (
        targets.UNDONE.search(words) or targets.LEFT_DEAD.match(scene.text, trigger.end)
    )
    return None if agreed or stays else _left(scene, trigger)


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


def free(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Whether those who were taken are free again, by whatever way."""
    words = object_of(scene, trigger)
    told = scene.text[trigger.start : trigger.end].lower()
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
    return _captive(scene, trigger, sides) if not objects.NOT_ARREST.search(scene.text) else None
