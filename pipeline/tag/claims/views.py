"""What the sentence model tells of single sentences: where the rules find no words, or words that mislead them."""

from __future__ import annotations

import re
from datetime import date

from pipeline.model.words import Control, EventType
from pipeline.tag.claims import targets
from pipeline.tag.claims.base import GAINS, GROUND, Scene, Telling
from pipeline.tag.claims.circumstances import tell
from pipeline.tag.claims.kinds import Kind
from pipeline.tag.claims.lexicon import RANK, Family
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.claims.when import find_date, is_history
from pipeline.tag.claims.who import Sides, find_sides
from pipeline.tag.text.cues import Cued, stems_of

_SURE_OF_DEED, _SURE_OF_MEANS, _UNHEARD_OF = 0.6, 0.85, 0.1
_LEDE = 2
_TITLE_WEIGHT = 0.5
_SURE_LATE = 0.9
_SURE_ALONE, _ALONE_WEIGHT = 0.7, 0.7
_SURE, _LEAST_CONFLICT = 0.6, 0.5
_TOPICS = frozenset({EventType.CHEMICAL_WEAPON, EventType.PEACEFUL_PROTEST, EventType.OTHER})
"""Their words are the topic of many sentences that tell of something else."""
_EARLY_ONLY = frozenset({EventType.CHANGE_TO_GROUP_OR_TROOPS, *GROUND})
"""What a late sentence without words for it only recalls, or tells as part of a battle told before."""
_MAY_BE = Cued(r"\b(?:could|might|may) (?:be |have )?[a-z]{3,}", re.IGNORECASE)
_FROM_AFAR = frozenset({EventType.AIR_STRIKE, EventType.SHELLING_ARTILLERY_MISSILE})
_OF_CROWDS = frozenset({EventType.MOB_VIOLENCE, EventType.VIOLENT_DEMONSTRATION})
_CERTAIN = 8
"""The rank of families whose words leave no doubt."""
_OWN_WORDS = frozenset({Family.FREE, Family.OTHER})
OF_GROUND = (Family.TAKE, Family.SEIZE, Family.LEAVE)
"""Where the rules find that such words tell of no ground ("in captured trucks"), they mislead the model."""
_UNSAID = (Status.NEGATED, Status.POSSIBLE, Status.HABITUAL)
_FAMILIES = {
    EventType.ATTACK: Family.KILL, EventType.GOV_REGAINS_TERRITORY: Family.TAKE,
    EventType.NON_STATE_OVERTAKES_TERRITORY: Family.TAKE, EventType.NON_VIOLENT_TERRITORY_TRANSFER: Family.LEAVE,
}  # fmt: skip
_VERB = re.compile(
    r"\b(?:[a-z]{2,}ed|took|set|went|came|fell|shot|hit|drove|left|held|made|put|broke|built|dug|fled|threw|burnt|found"
    r"|laid|sent|led|won|struck|blew|began|gave|kept|cut|ran)\b"
)


def heed_view(scene: Scene, tellings: list[Telling]) -> None:
    """Give a sentence's only telling the type that the model is sure of.

    That is done where the rules know only a deed ("killed", "attack"), or where the model rules out what they say: of
    the 24 such sentences of `tests/evals/written` and others on which rules and model differed, it was right in 17.
    """
    telling = tellings[0]
    family = telling.trigger.family
    if len(tellings) > 1 or family in _OWN_WORDS or _is_certain(family):
        return
    top, share = scene.hint.viewed()
    if telling.stands(top) or is_ruled_out(top, scene.text):
        return
    unsaid = {trigger.family.value for trigger in scene.triggers if trigger.status is not Status.ACTUAL}
    armed = telling.type is EventType.ARMED_CLASH and top == EventType.ATTACK
    wished = any(t.status in _UNSAID and t.family in OF_GROUND for t in scene.triggers)
    if wished and (top in GROUND or scene.hint.type in GROUND):
        return  # "in battle to retake the refinery"
    if top not in unsaid and top in EventType.__members__ and top not in _TOPICS and not armed:
        odd = scene.sentence.part == "text" and scene.hint.view[telling.type] <= _UNHEARD_OF
        odd = odd and not {telling.type, top} <= GROUND and (telling.type not in GAINS or top != EventType.ARMED_CLASH)
        deed = telling.generic and top not in GROUND
        if share >= _SURE_OF_DEED if deed else odd and share >= _SURE_OF_MEANS:
            _retype(telling, top)
            return
    hint = scene.hint
    known = (
        hint.type in EventType.__members__
        and hint.type not in unsaid
        and hint.conflict >= _LEAST_CONFLICT
        and hint.share >= _SURE
        and not is_ruled_out(hint.type, scene.text)
    )
    armed = telling.type is EventType.ARMED_CLASH and hint.type == EventType.ATTACK
    if known and telling.generic and not armed:
        _retype(telling, hint.type)


def is_ruled_out(kind: str, text: str) -> bool:
    """Whether a text names no crowd for what one does, says that talks failed, or that planes and guns only helped."""
    if kind == EventType.AGREEMENT:
        return bool(targets.NO_RESULT.search(text) or targets.BROKEN.search(text))
    if kind in _FROM_AFAR and targets.HELPED_BY.search(text):
        return True
    return kind in _OF_CROWDS and not targets.OF_CROWDS.search(text)


def _is_certain(family: Family) -> bool:
    return RANK[family] >= _CERTAIN or family in (Family.LOOT, Family.GRENADE)


def _retype(telling: Telling, kind: str) -> None:
    telling.type = EventType(kind)
    telling.control = GAINS.get(telling.type, Control.NONE)


def told_by_view(scene: Scene, reference: date | None) -> Telling | None:
    """The telling of a sentence in which the rules find nothing, where the model is sure what it tells."""
    top, share = scene.hint.viewed()
    late = scene.sentence.index > _LEDE
    if top not in EventType.__members__ or top == EventType.CHEMICAL_WEAPON or is_ruled_out(top, scene.text):
        return None
    if scene.sentence.part == "title" and top == EventType.NON_VIOLENT_TERRITORY_TRANSFER:
        return None
    if share < (_SURE_LATE if late else _SURE_ALONE) or (late and top in _EARLY_ONLY):
        return None
    misled = top in GROUND and scene.sentence.part == "text"
    unsaid = any(t.status in _UNSAID or (misled and t.family in OF_GROUND) for t in scene.triggers)
    if unsaid or _MAY_BE.search(scene.text, stems_of(scene.text)):
        return None
    kind = EventType(top)
    trigger = _verb_of(scene, _FAMILIES.get(kind) or Family(kind.value))
    when = find_date(scene, trigger)
    looks_back = scene.sentence.index > 1 and scene.text[: trigger.start].endswith(" had ")
    if looks_back or is_history(scene, trigger, when, reference):
        return None
    sides = find_sides(scene, trigger)
    kind = _by_doer(kind, sides)
    weight = _ALONE_WEIGHT if scene.sentence.part == "text" else _TITLE_WEIGHT
    return tell(scene, trigger, Kind(kind, GAINS.get(kind, Control.NONE), weight), sides, when, reference)


def _by_doer(kind: EventType, sides: Sides) -> EventType:
    """Ground taken: who took it is told by the sentence, and the model does not know the sides."""
    side = sides.actor1.value.side if sides.actor1 and kind in GAINS else ""
    taken = {"government": EventType.GOV_REGAINS_TERRITORY, "non-state": EventType.NON_STATE_OVERTAKES_TERRITORY}
    return taken.get(side, kind)


def _verb_of(scene: Scene, family: Family) -> Trigger:
    """The first word that looks like the verb of the deed, or the first words."""
    verb = _VERB.search(scene.text)
    start, end = verb.span() if verb else (0, scene.text.find(" ") if " " in scene.text else len(scene.text))
    return Trigger(start, end, family, _ALONE_WEIGHT, passive=False, noun=False, status=Status.ACTUAL)
