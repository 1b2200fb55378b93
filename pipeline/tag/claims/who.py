"""Who did it to whom: the actors of a sentence, put on the two sides of a trigger.

Without a parser: the voice of the trigger and the small words in front of an actor say its side. "by"
marks the doer, "on", "against" and "at" the target; of two fighting parties ("clashes between X and Y")
the one named first is the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model.tagging import Actor
from pipeline.tag.actors.state import state_actor
from pipeline.tag.claims.base import Party, Scene, Spot, Told
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.speakers import only_speaks
from pipeline.tag.claims.triggers import Trigger
from pipeline.tag.text.cues import AnyCase

_ARMED = frozenset({"military", "police", "armed-group", "militia", "unidentified", "government"})
STATE_KINDS = frozenset({"military", "police", "government"})
CROWD_KINDS = frozenset({"protesters", "civilians"})
_BY = AnyCase(r"\b(?:by|responsibility|(?:blamed|pinned) on|attributed to)(?: (?!and\b)[\w'-]+){0,4} ?$")
_UPON = AnyCase(
    r"\b(?:on|against|at|targeting|target|targeted|into|of|with|between|toward|towards|killing|wounding|hit|hitting"
    r"|struck|striking|including|attack(?:ed|ing|s)?|ambush(?:ed|ing)|storm(?:ed|ing)|shell(?:ed|ing)|bomb(?:ed|ing)|fought"
    r"|fighting|kill(?:ed|s)|raid(?:ed|ing))(?: (?!by\b)[\w'-]+){0,4} ?$",
)
_SUFFERS = re.compile(
    r"^(?:,[^,]{3,60},)?(?: (?!by\b)[a-z-]+){0,3} "
    r"(?:(?:was|were|is|are|been|being|got)(?: [a-z]+ly| also| again| all)? "
    r"(?:kill|assassinat|murder|shot|wound|injur|hurt|hit|attack|ambush|abduct|kidnap|captur|arrest|detain|target|bomb"
    r"|shell|struck|slain|gunned|executed|beheaded|lynched|stabbed)"
    r"|(?:is|are|was|were|comes?|came|coming)(?: again)? under (?:[\w-]+ ){0,4}"
    r"(?:attack|fire|bombardment|siege|shelling|assault))"
)
"""What makes an actor the one it is done to, whatever noun tells the deed: "its leader was killed by a bomb"."""
_LOOK_AFTER = 120
_DIED = re.compile(r"died\b|dead\b|deaths?\b", re.IGNORECASE)
_MEANS = frozenset({Family.AIR, Family.SHELL, Family.BOMB, Family.SUICIDE, Family.GRENADE, Family.CHEMICAL})
_HOLDS = re.compile(r"-(?:held|controlled|occupied|run|ruled)\b")
_BY_FORCES = frozenset({Family.AIR, Family.SHELL})
_OF = re.compile(r"(?:(?:'s?|-led)? (?:(?:suspected|deadly|heavy|fresh|new|overnight) )?)?")
_USES = AnyCase(
    r"\b(?:launch|carr|conduct|stag|mount|set off|plant|detonat|fir|us|pound|struck|hit|kill|attack|bomb|claim|shell)"
    r"\w*\b",
)
_ATTACK_ON = re.compile(
    r"(?:attack|strike|raid|assault|offensive|incursion)s?"
    r" (?:on|against|in|into|at|near|kill|leave|left|wound|injur|hit|destroy|damage)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^,? ?(?:and|with|backed by|alongside|supported by)(?: [\w'-]+){0,3} $", re.IGNORECASE)
_TO = re.compile(r"\b(?:blow|losses|defeat|damage|setback|warning|response|reply) (?:to|on) (?:the )?(?:[\w-]+ )?$")
"""Whom something is done to before a deed is told: "dealt a blow to the rebels, killing nine"."""
_TO_CHARS = 50
_FELL = re.compile(
    r"\b(?:fell|fallen|falls|falling) (?:in)?to (?:the )?(?:hands of |control of )?(?:the )?(?:[\w-]+ ){0,2}$"
)
_LOYAL = re.compile(r" (?:loyal|allied|faithful) to (?:[\w.'-]+ ){0,3}")
"""Between forces and the head of the state whose they are."""
_HELD_BY = re.compile(
    r"^[ -]*(?:-held|-controlled|controlled|held|-backed|stronghold|-occupied|territory|positions|-run)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The doer and the one it was done to."""

    actor1: Told[Actor] | None
    actor2: Told[Actor] | None


_NOBODY = Sides(None, None)


def find_sides(scene: Scene, trigger: Trigger) -> Sides:
    """Put the actors of a sentence on the sides of a trigger; what is not said stays None."""
    parties = [party for party in scene.parties if not only_speaks(scene.text, party.start, party.end)]
    deed = _deed_of(scene, trigger)
    if not parties and not trigger.noun and not _names_attack(scene, deed):
        return _NOBODY
    if trigger.family in (Family.CLASH, Family.MOB) and trigger.noun and (pair := _between(scene, trigger, parties)):
        return pair
    if trigger.family in (Family.FIRE_ON_PROTEST, Family.POLICING):
        return _police_and_crowd(scene, trigger, parties)
    ahead = [party for party in parties if _is_ahead(party, trigger) and _near(scene, party, trigger)]
    after = [p for p in parties if p.start >= trigger.end and _near(scene, p, trigger) and not _only_holds(scene, p)]
    if trigger.passive or _DIED.match(scene.text, trigger.start):
        sides = _passive(scene, trigger, ahead, after)
        return sides if deed is trigger else _of_nation(scene, deed, sides)
    return _with_harmed(scene, ahead, _of_nation(scene, deed, _done(scene, trigger, parties, ahead, after)))


def _done(scene: Scene, trigger: Trigger, parties: list[Party], ahead: list[Party], after: list[Party]) -> Sides:
    """The sides of a deed that no passive tells."""
    before = [party for party in ahead if not _is_object(scene, party)]
    before = [p for p in before if not _TO.search(scene.text, max(0, p.start - _TO_CHARS), p.start)] or before
    if taker := next((p for p in after if _FELL.search(scene.text, max(0, trigger.start - 1), p.start)), None):
        return Sides(_told(scene, taker), _told(scene, before[-1] if before else None))
    inside = [party for party in parties if trigger.start <= party.start < trigger.end]
    if trigger.noun:
        before += [p for p in parties if p.start < trigger.start < p.end]  # "a Russian drone attack"
        near = [party for party in before if trigger.family not in _MEANS or _owns(scene, party, trigger)]
        return _nominal(scene, near + inside, after)
    return _active(scene, trigger, before, inside, after)


def _is_ahead(party: Party, trigger: Trigger) -> bool:
    """Whether an actor stands before a deed, or begins there: "Israeli warplanes" before "warplanes struck"."""
    return party.end <= trigger.start + 1 or (not trigger.noun and party.start < trigger.start < party.end)


def _only_holds(scene: Scene, party: Party) -> bool:
    """Whether an actor only says whose a place is: shells on "the government-held half of Kuito" hit no government."""
    return bool(_HOLDS.match(scene.text, party.end)) or scene.text.endswith("-held", party.start, party.end)


def _of_nation(scene: Scene, trigger: Trigger, sides: Sides) -> Sides:
    """Take the forces of a nation for the doer of "an Israeli strike", "Russian shelling" or "Turkey's air raids"."""
    attack = _names_attack(scene, trigger)
    if sides.actor1 is not None or not (trigger.family in _BY_FORCES or attack):
        return sides
    for spot in scene.spots:
        if attack and not _is_abroad(scene, spot):
            continue
        own = spot.resolved.mention.role in ("people", "country") and spot.resolved.place.country
        if own and spot.start <= trigger.end and _OF.fullmatch(scene.text[spot.end : max(spot.end, trigger.start)]):
            if spot.end <= trigger.start or spot.start >= trigger.start:
                forces = Told(state_actor(own, "military"), scene, spot.start, spot.end)
                two = sides.actor2
                return Sides(forces, None if two and two.value.id == forces.value.id else two)
    return sides


def _deed_of(scene: Scene, trigger: Trigger) -> Trigger:
    """The attack that kills, where it is what a verb of killing tells of: "Russian attack on Kharkiv kills six"."""
    if trigger.family is not Family.KILL or trigger.passive:
        return trigger
    clause = scene.clause_of(trigger.start)
    before = (t for t in scene.triggers if t.end <= trigger.start and scene.clause_of(t.start) == clause)
    return next((attack for attack in before if _names_attack(scene, attack)), trigger)


def _names_attack(scene: Scene, trigger: Trigger) -> bool:
    """Whether a noun tells an attack on somewhere: "a Russian attack on Kharkiv", "an Israeli raid in Jenin"."""
    if trigger.family not in (Family.ATTACK, Family.CLASH) or trigger.passive:
        return False
    return bool(_ATTACK_ON.match(scene.text, trigger.start))


def _is_abroad(scene: Scene, nation: Spot) -> bool:
    """Whether a sentence names a place outside a nation: "a Russian attack on Kharkiv", but no "Kenyan attack"."""
    own = nation.resolved.place.country
    places = (s.resolved.place.country for s in scene.spots if s is not nation and s.start > nation.start)
    return nation.resolved.mention.role == "people" and any(place and place != own for place in places)


def _is_object(scene: Scene, party: Party) -> bool:
    return _is_harmed(scene, party) or _suffers(scene.text, party.end)


@lru_cache(maxsize=64)
def _suffers(text: str, end: int) -> bool:
    """Whether the words behind an actor say that it was done to it; asked for each event of a sentence."""
    return bool(_SUFFERS.match(text[end : end + _LOOK_AFTER]))


def _is_harmed(scene: Scene, party: Party) -> bool:
    """Whether an actor is counted among the dead and hurt: "four soldiers killed in an ambush" ambush nobody.

    So are civilians anywhere between the number and the verb: "ten people, among them four children, were killed".
    """
    return any(
        toll.start <= party.start < toll.end
        and (party.end <= toll.start + len(toll.victims) + 1 or party.actor.kind == "civilians")
        for toll in scene.tolls
        if scene.text.startswith(toll.victims, toll.start)
    )


def _with_harmed(scene: Scene, ahead: list[Party], sides: Sides) -> Sides:
    if sides.actor2 is not None:
        return sides
    harmed = next((party for party in ahead if _is_object(scene, party)), None)
    return sides if harmed is None else Sides(sides.actor1, _told(scene, harmed))


def _police_and_crowd(scene: Scene, trigger: Trigger, parties: list[Party]) -> Sides:
    near = [party for party in parties if _near(scene, party, trigger)]
    police = next((party for party in near if party.actor.kind in STATE_KINDS), None)
    police = police or next((party for party in near if party.actor.kind in _ARMED), None)
    crowds = [party for party in near if party.actor.kind in CROWD_KINDS]
    crowd = next((party for party in crowds if party.actor.kind == "protesters"), next(iter(crowds), None))
    return Sides(_told(scene, police), _told(scene, crowd))


def _near(scene: Scene, party: Party, trigger: Trigger) -> bool:
    return abs(scene.clause_of(party.start) - scene.clause_of(trigger.start)) <= 1


def _between(scene: Scene, trigger: Trigger, parties: list[Party]) -> Sides | None:
    tail = scene.text[trigger.end : trigger.end + 12].lower()
    following = [party for party in parties if party.start >= trigger.end]
    if "between" in tail and len(following) > 1:
        return Sides(_told(scene, following[0]), _told(scene, following[1]))
    return None


def _passive(scene: Scene, trigger: Trigger, before: list[Party], after: list[Party]) -> Sides:
    doer = next((p for p in after if _BY.search(scene.text[trigger.start : p.start])), None)
    patient = before[-1] if before else None
    if trigger.family in (Family.TAKE, Family.SEIZE):
        patient = next(
            (p for p in after if p is not doer and re.search(r"\bfrom\b", scene.text[trigger.end : p.start])), patient
        )
    return Sides(_told(scene, doer), _told(scene, patient and _named_of(patient, [*before[::-1], *after])))


def _owns(scene: Scene, party: Party, trigger: Trigger) -> bool:
    """Whether an actor before a weapon's name is who used it: "PKK car bomb", "rebels launched a mortar attack"."""
    between = scene.text[party.end : trigger.start]
    return len(between.strip("' s")) == 0 or bool(_USES.search(between))


def _nominal(scene: Scene, before: list[Party], after: list[Party]) -> Sides:
    doer = next((p for p in after if _BY.search(scene.text[max(0, p.start - 30) : p.start])), None)
    target = next(
        (p for p in after if p is not doer and _UPON.search(scene.text[max(0, p.start - 40) : p.start])), None
    )
    if doer is None and before:
        doer = (
            before[-1] if not _UPON.search(scene.text[max(0, before[-1].start - 30) : before[-1].start]) else before[0]
        )
    if target is None:
        target = next((p for p in after + before[::-1] if p is not doer), None)
    return Sides(_told(scene, doer), _told(scene, target))


def _active(scene: Scene, trigger: Trigger, before: list[Party], inside: list[Party], after: list[Party]) -> Sides:
    subjects = [p for p in before if not _UPON.search(scene.text[max(0, p.start - 25) : p.start])] or before
    armed = [p for p in subjects if p.actor.kind in _ARMED]
    same_clause = [p for p in armed if scene.clause_of(p.start) == scene.clause_of(trigger.start)]
    pool = same_clause or armed or subjects
    doer = _head_of(scene, pool) if pool else next(iter(inside), None)
    rest = [p for p in inside + after if p is not doer and (doer is None or not is_same(p.actor, doer.actor))]
    target = _named_of(rest[0], rest) if rest else None
    if target is None and doer is not None and trigger.family in (Family.TAKE, Family.SEIZE, Family.CLASH):
        target = next((p for p in before if not is_same(p.actor, doer.actor)), None)
    if target is None and doer is not None and scene.text.endswith("killing", 0, trigger.end):
        attacked = (p for p in before if p.start > doer.start and not is_same(p.actor, doer.actor))
        target = next(attacked, None)  # "attacked a police post, killing four"
    return Sides(_told(scene, doer), _told(scene, target))


def _named_of(party: Party, others: list[Party]) -> Party:
    """The name for what a common noun stands for, where the sentence has both ("the militants" and Islamic State)."""
    if party.named or party.actor.side != "non-state":
        return party
    return next((p for p in others if p.named and p.actor.side == "non-state"), party)


def _head_of(scene: Scene, pool: list[Party]) -> Party:
    """The nearest actor before the verb, or the first of those joined to it ("the army and its allies")."""
    at = len(pool) - 1
    if _HELD_BY.match(scene.text[pool[at].end : pool[at].end + 20]):
        return pool[0]
    if pool[at].actor.kind == "government":
        loyal = (p for p in pool[:at] if _LOYAL.fullmatch(scene.text, p.end, pool[at].start))
        return next(loyal, pool[at])
    while at > 0 and _JOINED.match(scene.text[pool[at - 1].end : pool[at].start]):
        at -= 1
    return pool[at]


def is_same(left: Actor, right: Actor) -> bool:
    """Whether two actors are one by their id, or by name where they have none."""
    return (left.id or left.name) == (right.id or right.name)


def _told(scene: Scene, party: Party | None) -> Told[Actor] | None:
    return None if party is None else Told(party.actor, scene, party.start, party.end)
