"""What happened: the event type and the direction of control, from family, sides, objects and means."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.model.words import Control, EventType
from pipeline.tag.claims import objects
from pipeline.tag.claims.base import GAINS, Scene
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.triggers import Trigger
from pipeline.tag.claims.who import CROWD_KINDS, STATE_KINDS, Sides

T = EventType

ARMED_KINDS = frozenset({"military", "police", "armed-group", "militia"})
_FORCES = frozenset({"military", "police", "armed-group"})
_AWAY = re.compile(r"\b(?:away|off)\b|\binto (?:an?|the|their)\b")
_SIGHT = 70
_NEXT_OBJECT, _NEAR_OBJECT, _FAR_OBJECT = 30, 50, 40


@dataclass(frozen=True, slots=True)
class Kind:
    """A type with its direction of control.

    ``generic`` types give way to one that names the means; a ``reference`` ("the detained observers") speaks of
    an event told elsewhere: the dates around it are not its own.
    """

    type: EventType
    control: Control
    weight: float
    generic: bool = False
    reference: bool = False


def find_kind(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Decide what a trigger tells; None when its object shows that it tells no event."""
    rule = _RULES.get(trigger.family)
    if rule is not None:
        kind = rule(scene, trigger, sides)
        if kind is not None and kind.type in GAINS and objects.UNFOUGHT.search(scene.text):
            return replace(kind, type=T.NON_VIOLENT_TERRITORY_TRANSFER)
        return kind
    return Kind(EventType(trigger.family.value), Control.NONE, trigger.weight)


def tells_of_rebels(sentence: str) -> bool:
    """Whether a sentence names rebels, militants or their like."""
    return bool(objects.REBELS.search(sentence))


def _object_of(scene: Scene, trigger: Trigger) -> str:
    if trigger.passive:
        return scene.text[max(0, trigger.start - 2 * _SIGHT) : trigger.start]
    stop = re.search(
        r"[;.]|, (?!a\b|the\b|\d)|\b(?:after|while|when|who|that)\b", scene.text[trigger.end : trigger.end + _SIGHT]
    )
    return scene.text[trigger.end : trigger.end + (stop.start() if stop else _SIGHT)]


def _is_state(sides: Sides, scene: Scene, trigger: Trigger) -> bool | None:
    """Whether the one who took it is a state; None when nothing says."""
    if sides.actor1 is not None and sides.actor1.value.kind != "civilians":
        actor = sides.actor1.value
        return actor.kind in STATE_KINDS and actor.side != "non-state"
    subject = scene.text[max(0, trigger.start - 2 * _SIGHT) : trigger.start]
    troops, rebels = _last(objects.TROOPS, subject), _last(objects.REBELS, subject)
    if troops != rebels:
        return troops > rebels
    return None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _territory(*, state: bool, weight: float) -> Kind:
    if state:
        return Kind(T.GOV_REGAINS_TERRITORY, Control.GOVERNMENT_REGAINS, weight)
    return Kind(T.NON_STATE_OVERTAKES_TERRITORY, Control.NON_STATE_GAINS, weight)


def _take(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    words = scene.text[trigger.start : trigger.end].lower()
    # "expelled the rebels and raised its flag": the deed before it tells who took the place
    told_before = words.startswith(("hois", "rais", "plan")) and objects.TAKEN_AND.search(scene.text[: trigger.start])
    if told_before or objects.NO_OBJECT.match(scene.text[trigger.end :]):
        return None
    if re.match(r"fall|fell|loss|collapse", words) or words.startswith("the fall"):
        return _fallen(scene, trigger)
    if words.startswith(("pur", "clear", "was ", "were ", "been ")):
        return _territory(state=True, weight=trigger.weight)
    if "under" in words:
        return None
    if (
        words.startswith("captur")
        and trigger.noun
        and not _has_ground(scene, trigger, scene.text[trigger.end : trigger.end + _SIGHT])
    ):
        return None
    state = _is_state(sides, scene, trigger)
    if state is None:
        state = words.startswith(("re", "libe", "the libe", "the re")) or bool(objects.REBEL_HELD.search(scene.text))
    return _territory(state=state, weight=trigger.weight)


def _fallen(scene: Scene, trigger: Trigger) -> Kind | None:
    around = scene.text[trigger.start : trigger.end + _SIGHT]
    taker = re.search(r"\bto (?:the )?(.{0,40})", around)
    if taker and (objects.REBELS.search(taker[1]) or objects.TROOPS.search(taker[1])):
        return _territory(state=not objects.REBELS.search(taker[1]), weight=trigger.weight)
    if not _has_ground(scene, trigger, scene.text[trigger.end : trigger.end + 40]):
        return None
    rebels_lose = (
        objects.REBEL_HELD.search(scene.text)
        or _last(objects.REBELS, scene.text[max(0, trigger.start - 40) : trigger.end + 60]) >= 0
    )
    kind = _territory(state=bool(rebels_lose), weight=0.7 * trigger.weight)
    return kind if rebels_lose else replace(kind, generic=True)


def _has_ground(scene: Scene, trigger: Trigger, words: str) -> bool:
    if objects.GROUND.search(words):
        return True
    start, end = (
        (max(0, trigger.start - _SIGHT), trigger.start) if trigger.passive else (trigger.end, trigger.end + len(words))
    )
    return any(start <= spot.start < end and spot.resolved.mention.role != "people" for spot in scene.spots)


def _seize(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    words = _object_of(scene, trigger)
    if objects.NO_OBJECT.match(words) or "the world's attention" in words:
        return None
    person, ground, weapons = objects.PERSON.search(words), objects.GROUND.search(words), objects.WEAPONS.search(words)
    if not person and not ground:
        person = objects.SOME.search(words)
    near_place = _has_ground(scene, trigger, words)
    if (
        person
        and (not ground or person.start() < ground.start())
        and not (near_place and not ground and person.start() > _FAR_OBJECT)
    ):
        return _captive(scene, trigger, sides)
    if weapons and not ground:
        return Kind(T.DISRUPTED_WEAPONS_USE, Control.NONE, 0.6 * trigger.weight)
    if not near_place:
        return None
    state = _is_state(sides, scene, trigger)
    return None if state is None and not ground else _territory(state=bool(state), weight=trigger.weight)


def _captive(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    words = scene.text[trigger.start : trigger.end].lower()
    if words.startswith(("kidnap", "abduct", "host", "took host", "taken host", "takin")):
        return Kind(T.ABDUCTION, Control.NONE, trigger.weight)
    state = _is_state(sides, scene, trigger)
    if state is None and _AWAY.search(words) and not objects.TROOPS.search(scene.text):
        state = False
    if state is None:
        taken = sides.actor2.value.kind if sides.actor2 else ""
        state = taken in ("armed-group", "militia") or not objects.REBELS.search(scene.text)
    return Kind(T.ARREST if state else T.ABDUCTION, Control.NONE, (0.5 if state else 1.0) * trigger.weight)


def _is_attribute(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle only says which persons are meant: "Christians kidnapped in Libya", "seized boys free"."""
    before, after = scene.text[max(0, trigger.start - 25) : trigger.start], scene.text[trigger.end : trigger.end + 12]
    if objects.LET_GO.match(scene.text, trigger.end) and not objects.TOLD_OF.search(before):
        return True
    told = scene.sentence.part == "title" or objects.TOLD_OF.search(before)
    return not told and bool(re.match(r" (?:in|from|by|on|near|at|last|during|earlier)\b", after))


def _held(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    words = scene.text[trigger.start : trigger.end].lower()
    if words in ("kidnapped", "abducted") and _is_attribute(scene, trigger):
        return Kind(T.ABDUCTION, Control.NONE, 0.4 * trigger.weight, reference=True)
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


def _leave(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    agreed = objects.AGREED_ON.search(scene.text[max(0, trigger.start - _SIGHT) : trigger.start])
    return None if agreed else _left(scene, trigger)


def _left(scene: Scene, trigger: Trigger) -> Kind | None:
    around = scene.text[max(0, trigger.start - _SIGHT) : trigger.end + _SIGHT]
    words = scene.text[trigger.start : trigger.end].lower()
    middle = trigger.start - max(0, trigger.start - _SIGHT)
    rebels, troops = _gap(objects.REBELS, around, middle), _gap(objects.SENT_HOME, around, middle)
    if words.startswith(("pullback", "pull back", "pull-back")) and rebels is None:
        troops = 0
    if words.startswith("evac") and objects.CARGO.search(scene.text[trigger.end : trigger.end + 40]):
        return Kind(T.OTHER, Control.NONE, 0.6 * trigger.weight)
    given = _object_of(scene, trigger)[:_NEXT_OBJECT].split(" to ")[0]
    if words.startswith("hand") and objects.PERSON.search(given):
        return Kind(T.OTHER, Control.NONE, 0.9 * trigger.weight)
    if words.startswith(("surr", "yield")) and not _has_ground(scene, trigger, given):
        armed = rebels is not None or troops is not None
        return Kind(T.CHANGE_TO_GROUP_OR_TROOPS, Control.NONE, 0.8 * trigger.weight) if armed else None
    if (
        rebels is not None
        and (troops is None or rebels < troops)
        and (objects.FROM_PLACE.search(around) or words.startswith(("surr", "hand", "yield")))
    ):
        return Kind(T.NON_VIOLENT_TERRITORY_TRANSFER, Control.GOVERNMENT_REGAINS, 0.9 * trigger.weight)
    if troops is None or words.startswith(("surr", "hand", "yield")):
        return None
    return Kind(T.CHANGE_TO_GROUP_OR_TROOPS, Control.NONE, 0.8 * trigger.weight)


def _gap(pattern: re.Pattern[str], text: str, at: int) -> int | None:
    return min((abs(match.start() - at) for match in pattern.finditer(text)), default=None)


def _free(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    words = _object_of(scene, trigger)
    if not trigger.passive and objects.THINGS.search(words[:45]) and not objects.PERSON.search(words[:25]):
        return None
    captives = (
        objects.PERSON.search(scene.text[trigger.start : trigger.end])
        or objects.PERSON.search(words)
        or objects.SOME.search(words)
        or re.search(r"captiv|hostage|prisoner|detain|observer|monitor", scene.text, re.IGNORECASE)
    )
    return Kind(T.OTHER, Control.NONE, 0.9 * trigger.weight) if captives else None


def _kill(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    words = scene.text[trigger.start : trigger.end].lower()
    if objects.IN_WHICH.search(scene.text[max(0, trigger.start - 2 * _SIGHT) : trigger.start]):
        return None
    mere = words.startswith(("death", "dead", "died"))
    counted = any(toll.harm == "killed" for toll in scene.tolls)
    weight = (0.8 if not mere else 0.5 if counted else 0.3) * trigger.weight
    one, two = (sides.actor1.value if sides.actor1 else None), (sides.actor2.value if sides.actor2 else None)
    if two and two.kind == "protesters" and (one is None or one.kind in STATE_KINDS):
        return Kind(T.FORCE_AGAINST_PROTEST, Control.NONE, weight, generic=mere)
    armed = bool(two and two.kind in ARMED_KINDS) or any(
        objects.ARMED_VICTIM.search(toll.victims)
        for toll in scene.tolls
        if toll.harm == "killed" and toll.start - 5 <= trigger.start <= toll.end + 5
    )
    if armed and not words.startswith(("assassin", "behead", "execut", "murder")):
        return Kind(T.ARMED_CLASH, Control.NONE, weight, generic=True)
    return Kind(T.ATTACK, Control.NONE, weight, generic=True)


def _attack(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    two = sides.actor2.value if sides.actor2 else None
    type_ = T.ARMED_CLASH if two and two.kind in ARMED_KINDS else T.ATTACK
    return Kind(type_, Control.NONE, 0.6 * trigger.weight, generic=True)


def _clash(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    near = scene.text[max(0, trigger.start - 60) : trigger.end + 60]
    one, two = (sides.actor1.value if sides.actor1 else None), (sides.actor2.value if sides.actor2 else None)
    crowd = [actor for actor in (one, two) if actor and actor.kind in CROWD_KINDS]
    words = scene.text[trigger.start : trigger.end].lower()
    if words.startswith("clash") and (len(crowd) > 1 or (crowd and objects.CIVIL_PROTEST.search(near))):
        state = any(actor and actor.kind in STATE_KINDS for actor in (one, two))
        return Kind(T.VIOLENT_DEMONSTRATION if state else T.MOB_VIOLENCE, Control.NONE, 0.8 * trigger.weight)
    return Kind(T.ARMED_CLASH, Control.NONE, trigger.weight, generic=trigger.weight < 0.75)  # noqa: PLR2004


def _bomb(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Armies bomb from the air; a bomb that goes off was planted."""
    if (used := _weapon(scene, trigger, sides)) is None:
        return used
    words = scene.text[trigger.start : trigger.end].lower()
    army = sides.actor1 is not None and sides.actor1.value.kind == "military" and not trigger.passive
    type_ = T.AIR_STRIKE if words == "bombed" and army else T.REMOTE_EXPLOSIVE
    return Kind(type_, Control.NONE, trigger.weight)


def _weapon(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """A weapon's name tells of its use, unless it is what somebody moved, kept or gave up."""
    if trigger.noun and objects.HANDLED.search(scene.text[max(0, trigger.start - _SIGHT) : trigger.start]):
        return None
    return Kind(EventType(trigger.family.value), Control.NONE, trigger.weight)


def _crowd(scene: Scene, trigger: Trigger, sides: Sides) -> Kind:
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
    object_ += _object_of(scene, trigger)
    if objects.OF_THE_STATE.search(object_):
        return replace(kind, type=T.VIOLENT_DEMONSTRATION)
    return replace(kind, type=T.MOB_VIOLENCE) if objects.OF_NEIGHBOURS.search(object_) else kind


def _is_forces(sides: Sides, crowd: int) -> bool:
    """Whether armed forces, named behind the crowd or without one before them, are who did it."""
    doer = sides.actor1
    return doer is not None and doer.value.kind in _FORCES and doer.start > crowd


def _arrest(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    return _captive(scene, trigger, sides) if not objects.NOT_ARREST.search(scene.text) else None


def _agree(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    said = objects.AGREED.search(scene.text[max(0, trigger.start - 60) : trigger.end + 60])
    return Kind(T.AGREEMENT, Control.NONE, (0.9 if said else 0.4) * trigger.weight)


def _mob(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    words = scene.text[trigger.start : trigger.end].lower()
    if (
        words.startswith("street")
        and not objects.CIVIL_PROTEST.search(scene.text)
        and not objects.CROWD.search(scene.text)
    ):
        return Kind(T.ARMED_CLASH, Control.NONE, trigger.weight)
    return Kind(T.MOB_VIOLENCE, Control.NONE, trigger.weight)


_RULES = {
    Family.TAKE: _take, Family.SEIZE: _seize, Family.LEAVE: _leave, Family.FREE: _free, Family.KILL: _kill,
    Family.ATTACK: _attack, Family.CLASH: _clash, Family.ABDUCT: _held, Family.ARREST: _arrest, Family.AGREE: _agree,
    Family.BOMB: _bomb,
    Family.MOB: _mob, Family.SHELL: _weapon, Family.GRENADE: _weapon, Family.RIOT: _crowd, Family.LOOT: _crowd,
}  # fmt: skip
