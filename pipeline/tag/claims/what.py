"""What happened: the event type and the direction of control, from family, sides, objects and means."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.tagging import Actor
from pipeline.model.words import Control, EventType
from pipeline.tag.claims import objects, targets
from pipeline.tag.claims.base import GAINS, Scene, Told
from pipeline.tag.claims.captives import arrest, free, held
from pipeline.tag.claims.crowds import broken_by_crowd, by_crowd, mob, protest, riot_of
from pipeline.tag.claims.kinds import SIGHT, Kind, kills_captives, object_of
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.takings import leave, seize, take
from pipeline.tag.claims.triggers import Trigger
from pipeline.tag.claims.who import STATE_KINDS, Sides

T = EventType

ARMED_KINDS = frozenset({"military", "police", "armed-group", "militia"})
_PUT_TO_DEATH = frozenset({"executed", "executing", "executes", "beheaded", "beheading", "beheads"})
_NEAR = 50
_VAGUE = 0.75
"""What weighs less than this names no more than an advance, a raid or an operation."""


def find_kind(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Decide what a trigger tells; None when its object shows that it tells no event."""
    rule = _RULES.get(trigger.family)
    if rule is not None:
        kind = rule(scene, trigger, sides)
        if kind is not None and kind.type in GAINS and objects.UNFOUGHT.search(scene.text):
            return replace(kind, type=T.NON_VIOLENT_TERRITORY_TRANSFER)
        return kind
    words = scene.text[trigger.start : trigger.end].lower()
    flown = trigger.family is Family.AIR and not trigger.noun and "bombers" not in words
    sure = flown or trigger.family is Family.DISRUPT
    return Kind(EventType(trigger.family.value), Control.NONE, trigger.weight, sure=sure)


def tells_of_rebels(sentence: str) -> bool:
    """Whether a sentence names rebels, militants or their like."""
    return bool(objects.REBELS.search(sentence))


def _kill(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    words = scene.text[trigger.start : trigger.end].lower()
    if _kills_nobody(scene, trigger, words):
        return None
    mere = words.startswith(("death", "dead", "died"))
    counted = any(toll.harm == "killed" for toll in scene.tolls)
    weight = (0.8 if not mere else 0.5 if counted else 0.3) * trigger.weight
    one, two = (sides.actor1.value if sides.actor1 else None), _victim(scene, trigger, sides)
    by_state = one is not None and one.kind in STATE_KINDS
    if two and two.kind == "protesters" and (one is None or by_state):
        return Kind(T.FORCE_AGAINST_PROTEST, Control.NONE, weight, generic=mere)
    if kills_captives(scene, trigger) or by_crowd(scene, trigger) or words in _PUT_TO_DEATH:
        type_ = T.MOB_VIOLENCE if by_crowd(scene, trigger) else T.ATTACK
        return Kind(type_, Control.NONE, weight, sure=True)
    if _struck_first(scene, trigger, by_state=by_state):
        return Kind(T.ARMED_CLASH, Control.NONE, weight)
    armed = _kills_armed(scene, trigger, two) and not words.startswith(("assassin", "murder"))
    sure = armed or (sides.actor2 is not None and only_helped(sides.actor2))
    return Kind(T.ARMED_CLASH if armed else T.ATTACK, Control.NONE, weight, generic=True, sure=sure)


def _kills_nobody(scene: Scene, trigger: Trigger, words: str) -> bool:
    """Whether it is the toll of an attack that is told, or a film that was shot."""
    if objects.IN_WHICH.search(scene.text[max(0, trigger.start - 2 * SIGHT) : trigger.start]):
        return True
    return words == "shot" and bool(objects.FILMED.search(scene.text[max(0, trigger.start - 25) : trigger.start]))


def _victim(scene: Scene, trigger: Trigger, sides: Sides) -> Actor | None:
    """Whom it was done to; in "the shooting by militants" they are who shot."""
    told = sides.actor2
    if told is None or only_helped(told):
        return None
    agent = None if trigger.passive else targets.AGENT.match(scene.text, trigger.end)
    return None if agent and told.start >= agent.end() else told.value


def only_helped(told: Told[Actor]) -> bool:
    """Whether an actor is only whom the victims are said to help: "farmers accused of aiding the rebels"."""
    return bool(targets.FRIENDS_OF.search(told.scene.text[max(0, told.start - SIGHT) : told.start]))


def _kills_armed(scene: Scene, trigger: Trigger, victim: Actor | None) -> bool:
    """Whether those killed bore arms: by their name, or by the noun that counts them."""
    return bool(victim and victim.kind in ARMED_KINDS) or any(
        objects.ARMED_VICTIM.search(toll.victims)
        for toll in scene.tolls
        if toll.harm == "killed" and toll.start - 5 <= trigger.start <= toll.end + 5
    )


def _struck_first(scene: Scene, trigger: Trigger, *, by_state: bool) -> bool:
    """Whether those shot by the state's men, or who shot at them, had shot or struck before."""
    words = scene.text[trigger.start : trigger.end].lower()
    if not words.startswith(("shot", "shoot", "kill", "gunn", "open")):
        return False
    around = scene.text[trigger.start : trigger.end + 2 * SIGHT]
    pattern = objects.FIRED_FIRST if by_state else objects.FIRED_AT_FORCES
    return bool(pattern.search(around)) and not objects.CIVIL_PROTEST.search(scene.text)


def _attack(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    two = sides.actor2.value if sides.actor2 else None
    site = _hits_armed_site(scene, trigger)
    armed = (two and two.kind in ARMED_KINDS) or site or _comes_under(scene, trigger)
    type_ = T.ARMED_CLASH if armed else T.ATTACK
    return Kind(type_, Control.NONE, 0.6 * trigger.weight, generic=True, sure=site)


def _hits_armed_site(scene: Scene, trigger: Trigger) -> bool:
    """Whether what is attacked or stormed is a post, a base or a patrol of armed men."""
    words = object_of(scene, trigger)
    return bool(targets.ARMED_SITE.search(words[-SIGHT:] if trigger.passive else words[:_NEAR]))


def _comes_under(scene: Scene, trigger: Trigger) -> bool:
    """Whether soldiers or their like "came under attack" or "under fire"."""
    under = targets.UNDER_ATTACK.search(scene.text[max(0, trigger.start - 2 * SIGHT) : trigger.end])
    return bool(under and objects.ARMED_VICTIM.search(under[1]) and not targets.CIVIL_TARGET.search(under[1]))


def _clash(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    words = scene.text[trigger.start : trigger.end].lower()
    if words.startswith("ambush") and _waylays_civilians(scene, trigger):
        return Kind(T.ATTACK, Control.NONE, 0.8 * trigger.weight, generic=True, sure=True)
    if words.startswith(("storm", "raid", "assault")) and _raids_civilians(scene, trigger, sides):
        return Kind(T.ATTACK, Control.NONE, 0.8 * trigger.weight, generic=True)
    if words.startswith("clash") and (riot := riot_of(scene, trigger, sides)) is not None:
        return Kind(riot, Control.NONE, 0.8 * trigger.weight)
    return _fight(scene, trigger, words)


def _fight(scene: Scene, trigger: Trigger, words: str) -> Kind:
    if words == "fighting" and _is_busy(scene, trigger):
        return Kind(T.ARMED_CLASH, Control.NONE, 0.4 * trigger.weight, generic=True)
    if words.startswith("advanc") and targets.ADVANCED.match(scene.text, trigger.end):
        return Kind(T.ARMED_CLASH, Control.NONE, trigger.weight, sure=True)
    sure = words.endswith("down") or "fire" in words or _hits_armed_site(scene, trigger)
    return Kind(T.ARMED_CLASH, Control.NONE, trigger.weight, generic=trigger.weight < _VAGUE, sure=sure)


def _waylays_civilians(scene: Scene, trigger: Trigger) -> bool:
    """Whether those who are ambushed bear no arms: "ambushed a bus carrying traders"."""
    object_ = object_of(scene, trigger)
    object_ = object_[-SIGHT:] if trigger.passive else object_[:SIGHT]
    return bool(targets.CIVIL_TARGET.search(object_)) and not objects.ARMED_VICTIM.search(object_)


def _raids_civilians(scene: Scene, trigger: Trigger, sides: Sides) -> bool:
    """Whether gunmen or others who are no state's men raid a village, a school or the like."""
    if trigger.noun or (sides.actor1 and sides.actor1.value.kind in STATE_KINDS):
        return False
    object_ = object_of(scene, trigger)
    object_ = object_[-SIGHT:] if trigger.passive else object_[:_NEAR]
    doer = scene.text[max(0, trigger.start - SIGHT) : trigger.start]
    soft = targets.SOFT_SITE.search(object_) and not targets.ARMED_SITE.search(object_)
    return bool(soft) and not objects.ARMED_VICTIM.search(object_) and objects.TROOPS.search(doer) is None


def _is_busy(scene: Scene, trigger: Trigger) -> bool:
    before = scene.text[max(0, trigger.start - 30) : trigger.start]
    return bool(objects.BUSY_WITH.match(scene.text, trigger.end)) and bool(objects.BUSY_FIGHTING.search(before))


def _bomb(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """Armies bomb from the air; a bomb that goes off was planted."""
    if (used := _weapon(scene, trigger, sides)) is None:
        return used
    words = scene.text[trigger.start : trigger.end].lower()
    army = sides.actor1 is not None and sides.actor1.value.kind in ("military", "government")
    if words == "bombs" and not army:
        return None
    type_ = T.AIR_STRIKE if words.startswith(("bombed", "bombs")) and army else T.REMOTE_EXPLOSIVE
    return Kind(type_, Control.NONE, trigger.weight)


def _suicide(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """A bomber; but "a suicide attack" may be one of gunmen who mean to die: then other words tell the means."""
    deadly = any(toll.harm == "killed" for toll in scene.tolls)
    if not deadly and targets.BEFORE_IT_WENT_OFF.search(scene.text[trigger.start :]):
        return Kind(T.DISRUPTED_WEAPONS_USE, Control.NONE, trigger.weight, sure=True)
    words = scene.text[trigger.start : trigger.end].lower()
    vague = words.endswith(("attack", "attacks", "assault", "mission")) and not objects.BLAST.search(scene.text)
    return Kind(T.SUICIDE_BOMB, Control.NONE, trigger.weight, generic=vague)


def _weapon(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """A weapon's name tells of its use, unless it is what somebody moved, kept or gave up."""
    if trigger.noun and (
        objects.HANDLED.search(scene.text[max(0, trigger.start - SIGHT) : trigger.start])
        or objects.HANDLED_NEXT.match(scene.text[trigger.end : trigger.end + 2 * SIGHT])
    ):
        return None
    return Kind(EventType(trigger.family.value), Control.NONE, trigger.weight)


def _grenade(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    """A grenade thrown; among rifles and guns it is what fighters carry, and they tell of no more than an attack."""
    around = scene.text[max(0, trigger.start - SIGHT) : trigger.end + SIGHT // 2]
    if targets.AMONG_ARMS.search(around):
        return _attack(scene, trigger, sides)
    kind = _weapon(scene, trigger, sides)
    return kind and replace(kind, sure="propelled" in scene.text[trigger.start : trigger.end])


def _agree(scene: Scene, trigger: Trigger, sides: Sides) -> Kind | None:
    before = scene.text[max(0, trigger.start - SIGHT) : trigger.start]
    if objects.FAILED.search(scene.text[trigger.end : trigger.end + SIGHT]) or targets.IN_SPITE_OF.search(before):
        return None
    said = objects.AGREED.search(scene.text[max(0, trigger.start - 60) : trigger.end + 60])
    return Kind(T.AGREEMENT, Control.NONE, (0.9 if said else 0.4) * trigger.weight)


_RULES = {
    Family.SUICIDE: _suicide,
    Family.TAKE: take, Family.SEIZE: seize, Family.LEAVE: leave, Family.FREE: free, Family.KILL: _kill,
    Family.ATTACK: _attack, Family.CLASH: _clash, Family.ABDUCT: held, Family.ARREST: arrest, Family.AGREE: _agree,
    Family.BOMB: _bomb,
    Family.MOB: mob, Family.SHELL: _weapon, Family.GRENADE: _grenade, Family.RIOT: broken_by_crowd,
    Family.LOOT: broken_by_crowd, Family.PROTEST: protest,
}  # fmt: skip
