"""From a sentence to the tellings of events in it: at most one a clause, the means before the deed."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.model.words import Control, EventType
from pipeline.tag.casualties import Scope
from pipeline.tag.claims.announced import told_as_announced
from pipeline.tag.claims.base import GAINS, Scene, Telling, Told
from pipeline.tag.claims.bodies import find_bodies, only_says_who, told_by_bodies
from pipeline.tag.claims.circumstances import tell
from pipeline.tag.claims.kinds import Kind
from pipeline.tag.claims.lexicon import RANK, Family
from pipeline.tag.claims.toll_shares import share_tolls
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.claims.views import heed_view, told_by_view
from pipeline.tag.claims.what import find_kind, tells_of_rebels
from pipeline.tag.claims.when import find_date, is_history
from pipeline.tag.claims.where import is_attached
from pipeline.tag.claims.who import Sides, find_sides
from pipeline.tag.dates import DateMention
from pipeline.tag.text.cues import AnyCase, Cued, stems_of

_FRESH = Cued(
    r"\b(?:another|separate|separately|second|third|elsewhere|meanwhile|other|similar|in addition|also|further)\b",
    re.IGNORECASE,
)
_FRESH_BEFORE, _FRESH_BEHIND = 45, 25
_DEFINITE = AnyCase(r"\b(?:the|this|that|these|those|its|his|their)(?: [\w'-]+){0,2} $")
_TOLL_WEIGHT = 0.2
_TOLD = (Status.ACTUAL, Status.ASIDE)
_FIGHTS = frozenset(EventType) - {
    EventType.OTHER,
    EventType.CHANGE_TO_GROUP_OR_TROOPS,
    EventType.AGREEMENT,
    EventType.PEACEFUL_PROTEST,
    EventType.ARREST,
}
_DEED_RANK = 4.5
_ASIDE_SHARE, _AFTER_SHARE, _LONG_AFTER_SHARE = 0.4, 0.5, 0.2
_AND_SOME = re.compile(r"\band (?:[\w-]+ ){0,3}$")
_LET_GO_SHARE = 0.4
_LONG = re.compile(r"\b(?:days|weeks?|months?|years?) $")
_AFTERWARDS = re.compile(r"(?:after|following)\b", re.IGNORECASE)
"""What another event came after is told as its cause, not as the news."""


@dataclass(frozen=True)
class _Reading:
    """What a trigger tells; the telling is made when the reading is chosen of those of its clause."""

    scene: Scene
    trigger: Trigger
    kind: Kind
    sides: Sides
    when: Told[DateMention] | None
    reference: date | None

    @cached_property
    def telling(self) -> Telling:
        """With all that the sentence tells around the deed."""
        return _telling(self)


def find_tellings(scene: Scene, reference: date | None) -> tuple[list[Telling], bool]:
    """Find what a sentence tells as having happened lately; history, threats and denials tell nothing.

    Returns:
        The tellings, and whether the sentence tells of something that happened long before.
    """
    dated = [(trigger, find_date(scene, trigger)) for trigger in scene.triggers if trigger.status in _TOLD]
    recent = [
        (trigger, when)
        for trigger, when in dated
        if not is_history(scene, trigger, when, reference) and not _counts_a_war(scene, trigger)
    ]
    readings = [reading for trigger, when in recent if (reading := _read(scene, trigger, when, reference))]
    readings = [r for r in readings if r.trigger.status is Status.ACTUAL] or readings
    bodies = find_bodies(scene)
    if bodies is not None and all(only_says_who(bodies, reading.trigger) for reading in readings):
        if telling := told_by_bodies(scene, bodies, reference):
            return [telling], len(recent) < len(dated)
    chosen = _chosen(scene, readings)
    share_tolls(scene, chosen)
    past = len(recent) < len(dated)
    if chosen:
        heed_view(scene, chosen)
    elif not past and (telling := told_by_view(scene, reference) or told_as_announced(scene, reference)):
        chosen = [telling]
        share_tolls(scene, chosen)
    return chosen or _bare_tolls(scene, reference), past


def _counts_a_war(scene: Scene, trigger: Trigger) -> bool:
    """Whether a word of killing states the toll of a war or a year."""
    return trigger.family is Family.KILL and any(
        toll.scope is Scope.TOTAL and toll.start <= trigger.end and trigger.start <= toll.end for toll in scene.tolls
    )


def _read(scene: Scene, trigger: Trigger, when: Told[DateMention] | None, reference: date | None) -> _Reading | None:
    sides = find_sides(scene, trigger)
    kind = find_kind(scene, trigger, sides)
    if kind is None:
        return None
    return _Reading(scene, trigger, kind, sides, when, reference)


def _telling(reading: _Reading) -> Telling:
    scene, trigger, kind = reading.scene, reading.trigger, reading.kind
    definite = kind.reference or ((trigger.noun or trigger.family is Family.ATTACK) and _is_definite(scene, trigger))
    telling = tell(scene, trigger, kind, reading.sides, reading.when, reading.reference)
    telling.weight *= 1.0 if trigger.status is Status.ACTUAL else _ASIDE_SHARE
    if kind.type is EventType.ABDUCTION and _let_go_later(scene, trigger):
        telling.weight *= _LET_GO_SHARE
    telling.fresh, telling.definite = _is_fresh(scene, trigger), definite
    if _is_conquest(scene, telling):
        telling.type, telling.control = EventType.NON_STATE_OVERTAKES_TERRITORY, Control.NON_STATE_GAINS
    named_only = definite and (trigger.noun or kind.reference) and not scene.bare
    if named_only and telling.place and not is_attached(scene, trigger, telling.place):
        telling.place = None
    return telling


def _let_go_later(scene: Scene, trigger: Trigger) -> bool:
    """Whether the same sentence goes on that they were let go: "was seized by gunmen, but then released"."""
    freed = (t for t in scene.triggers if t.family is Family.FREE and t.status is Status.ACTUAL)
    return any(t.start > trigger.end for t in freed)


def _is_conquest(scene: Scene, telling: Telling) -> bool:
    """Whether a foreign army takes ground from the state it lies in: that government regains nothing."""
    doer, place = telling.actor1, telling.place
    if telling.type is not EventType.GOV_REGAINS_TERRITORY or doer is None or place is None:
        return False
    foreign = doer.value.country not in ("", place.value.place.country)
    return foreign and doer.value.kind in ("military", "government") and not tells_of_rebels(scene.text)


def _is_fresh(scene: Scene, trigger: Trigger) -> bool:
    around = scene.text[max(0, trigger.start - _FRESH_BEFORE) : trigger.end + _FRESH_BEHIND]
    return bool(_FRESH.search(around, stems_of(scene.text)))


def _is_definite(scene: Scene, trigger: Trigger) -> bool:
    return bool(_DEFINITE.search(scene.text[max(0, trigger.start - 30) : trigger.start]))


def _chosen(scene: Scene, readings: list[_Reading]) -> list[Telling]:
    best = _best_by_clause(scene, readings)
    if scene.bare and len({r.telling.place and r.telling.place.value.place for r in best.values()}) == len(best):
        return [reading.telling for reading in best.values()]
    counted = any(r.kind.generic and _order(r)[0] >= _DEED_RANK for r in best.values())
    specific = [r for r in best.values() if not r.kind.generic and not (counted and r.kind.reference)]
    deeds = [r for r in best.values() if r.kind.generic and _order(r)[0] >= _DEED_RANK]
    if deeds and all(r.kind.type in GAINS and _is_afterwards(scene, r.trigger) for r in specific):
        specific, best = [], {clause: r for clause, r in best.items() if r.kind.generic}
    if not specific:
        return [_top_of(list(best.values()))] if best else []
    kept: list[_Reading] = []
    for reading in sorted(specific, key=lambda r: r.trigger.start):
        twin = next(
            (k for k in kept if k.kind.type == reading.kind.type and _same_place(k.telling, reading.telling)), None
        )
        if twin is None:
            kept.append(reading)
        else:
            _complete(twin.telling, reading.telling)
    fought = min((r.trigger.start for r in best.values() if r.trigger.family is Family.CLASH), default=len(scene.text))
    for number, reading in enumerate(kept):
        if _is_afterwards(scene, reading.trigger):
            long = _is_long_after(scene, reading.trigger) or fought < reading.trigger.start
            reading.telling.weight *= _LONG_AFTER_SHARE if long else _AFTER_SHARE if number else 1.0
    for reading in sorted(best.values(), key=lambda r: r.trigger.start):
        if (
            reading.kind.generic
            and reading.trigger.family is Family.CLASH
            and not any(k.kind.type in _FIGHTS for k in kept)
        ):
            reading.telling.generic = False
            kept.append(reading)
        elif reading.kind.generic:
            _complete(min(kept, key=lambda k: abs(k.trigger.start - reading.trigger.start)).telling, reading.telling)
    return [reading.telling for reading in kept]


def _best_by_clause(scene: Scene, readings: list[_Reading]) -> dict[int, _Reading]:
    best: dict[int, _Reading] = {}
    for reading in readings:
        clause = scene.clause_of(reading.trigger.start)
        held = best.get(clause)
        if held is None or _order(reading) > _order(held):
            best[clause] = reading
    return best


def _is_afterwards(scene: Scene, trigger: Trigger) -> bool:
    return bool(_AFTERWARDS.match(scene.text, scene.clauses[scene.clause_of(trigger.start)][0]))


def _is_long_after(scene: Scene, trigger: Trigger) -> bool:
    """Whether it came days, weeks or months before the news: "two weeks after a bomb killed five"."""
    return bool(_LONG.search(scene.text[: scene.clauses[scene.clause_of(trigger.start)][0]]))


def _top_of(readings: Collection[_Reading]) -> Telling:
    top = max(readings, key=_order).telling
    before = (reading.telling for reading in readings if reading.trigger.start <= top.trigger.start)
    top.definite = top.definite or any(telling.definite for telling in before)
    return top


def _order(reading: _Reading) -> tuple[float, float, int]:
    """The means before the deed; but a deed with its dead before the lesser types (a move of troops, a protest)."""
    rank = 1.0 if reading.kind.reference else float(RANK[reading.trigger.family])
    if reading.kind.type is EventType.ARREST and _AND_SOME.search(reading.scene.text[: reading.trigger.start]):
        rank = min(rank, float(RANK[Family.ARREST]))  # "killed 11 and captured eight"
    if reading.trigger.family is Family.KILL and not reading.kind.generic:
        rank = max(rank, _DEED_RANK + 0.1)  # whom it was done to, or what they did before, tells more than the deed
    if reading.kind.generic:
        counted = any(t.harm == "killed" and t.scope is Scope.EVENT for t in reading.scene.tolls)
        rank = _DEED_RANK if counted and reading.trigger.family is Family.KILL else 0.1 * rank
    return (rank, reading.kind.weight, -reading.trigger.start)


def _same_place(left: Telling, right: Telling) -> bool:
    if left.place is None or right.place is None:
        return True
    return left.place.value.place == right.place.value.place


def _complete(telling: Telling, other: Telling) -> None:
    telling.place = telling.place or other.place
    telling.date = telling.date or other.date
    telling.actor1 = telling.actor1 or other.actor1
    telling.actor2 = telling.actor2 or (
        other.actor2 if telling.actor1 is None or other.actor2 != telling.actor1 else None
    )


def _bare_tolls(scene: Scene, reference: date | None) -> list[Telling]:
    """A sentence that only counts victims ("More than 80 were wounded") tells of the event before it."""
    tolls = [toll for toll in scene.tolls if toll.scope is Scope.EVENT]
    spared = all(toll.count.high == 0 for toll in tolls)
    if not tolls or (not spared and any(t.status is not Status.ACTUAL for t in scene.triggers)):
        return []
    first = tolls[0]
    trigger = Trigger(first.start, first.end, Family.KILL, _TOLL_WEIGHT, passive=True, noun=False, status=Status.ACTUAL)
    when = find_date(scene, trigger)
    reading = None if is_history(scene, trigger, when, reference) else _read(scene, trigger, when, reference)
    if reading is None:
        return []
    telling = reading.telling
    telling.definite, telling.weight = True, _TOLL_WEIGHT
    if telling.place and not is_attached(scene, trigger, telling.place):
        telling.place = None  # that of the hospital, or of who counted
    share_tolls(scene, [reading.telling])
    return [reading.telling]
