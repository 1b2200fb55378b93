"""Troops that are to be sent or withdrawn: a state that says so has changed what its forces do."""

from __future__ import annotations

import re
from datetime import date

from pipeline.model.words import Control, EventType
from pipeline.tag.claims.base import Scene, Telling
from pipeline.tag.claims.circumstances import tell
from pipeline.tag.claims.kinds import Kind
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.claims.when import find_date
from pipeline.tag.claims.who import find_sides
from pipeline.tag.text.cues import AnyCase

_MOVES = (Family.MOVE, Family.LEAVE)
_DECIDED = re.compile(
    r"\b(?:will|would|(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|decid(?:es|ed)|order(?:s|ed)|agree[sd]|prepar(?:es|ed|ing)"
    r"|pledge[sd]|promise[sd]|offer(?:s|ed)|vote[sd]|set|due|going|ready|is|are|was|were|not) to|to)"
    r"(?: \w+ly| also| soon)? $",
    re.IGNORECASE,
)
_ONLY_IF = re.compile(
    r"\b(?:if|unless|whether|until|could|might|may|threat\w*|warn\w*|urg\w+|call\w* (?:for|on)|demand\w*|want\w*|ask\w*"
    r"|not|never|refus\w+|reject\w*|den(?:y|ied|ies)|fail\w*|should|must|rebels|militants|insurgents|guerrillas)\b|n't\b",
    re.IGNORECASE,
)
_FORCES = AnyCase(
    r"\b(?:troops?|forces|soldiers?|tanks?|military|army|peacekeepers?|contingents?|battalions?|brigades?|marines"
    r"|(?:fighter |war ?)jets|warplanes|warships?)\b"
)
_LEDE, _SIGHT, _WEIGHT = 1, 60, 0.6


def told_as_announced(scene: Scene, reference: date | None) -> Telling | None:
    """The move of troops that title or lede announce; None where it hangs on something, or is only asked for."""
    if scene.sentence.index > _LEDE:
        return None
    trigger = next((trigger for trigger in scene.triggers if _is_announced(scene, trigger)), None)
    if trigger is None:
        return None
    told = find_date(scene, trigger)
    when = None if told is None or told.value.future else told
    kind = Kind(EventType.CHANGE_TO_GROUP_OR_TROOPS, Control.NONE, _WEIGHT, sure=True)
    return tell(scene, trigger, kind, find_sides(scene, trigger), when, reference)


def _is_announced(scene: Scene, trigger: Trigger) -> bool:
    if trigger.family not in _MOVES or trigger.status is not Status.POSSIBLE:
        return False
    before = scene.text[max(0, trigger.start - _SIGHT) : trigger.start]
    behind = scene.text[trigger.start : trigger.end + _SIGHT]
    return bool(_DECIDED.search(before) and _FORCES.search(behind)) and not _ONLY_IF.search(before)
