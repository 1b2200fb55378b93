"""What title and lede tell, where the rules and the sentence model disagree about the whole article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model.words import Control, EventType
from pipeline.tag.claims.base import GAINS, GROUND, Telling, is_second_in_title
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.claims.views import OF_GROUND, is_ruled_out
from pipeline.tag.claims.who import STATE_KINDS

_SURE, _UNHEARD_OF = 0.9, 0.02
_AGREED = 0.3
"""So likely a sentence of its own is told what the rules say: then they are not misled."""
_LEDE = 1
_MILD = frozenset({EventType.PEACEFUL_PROTEST, EventType.AGREEMENT})
"""War news is full of their words without being about them."""

_OWN_WORDS = frozenset({Family.FREE, Family.OTHER, Family.CHEMICAL, Family.SUICIDE})
"""The rest that is no other type has no words in common that a model could learn; others leave no doubt."""


def name_means(tellings: Sequence[Telling]) -> None:
    """Behind air strikes, in an article that names no planted bomb, "hospitals were bombed" from the air."""
    flown = (t.scene.sentence.index for t in tellings if t.type is EventType.AIR_STRIKE and not t.generic)
    first = min(flown, default=None)
    bombs = [telling for telling in tellings if telling.type is EventType.REMOTE_EXPLOSIVE]
    if first is not None and all(_is_mere_bombing(telling) for telling in bombs):
        for telling in bombs:
            if telling.scene.sentence.index >= first:
                telling.type = EventType.AIR_STRIKE


def _is_mere_bombing(telling: Telling) -> bool:
    text, triggers = telling.scene.text, telling.scene.triggers
    words = {text[t.start : t.end].lower() for t in triggers if t.family is Family.BOMB}
    return bool(words) and words <= {"bombed", "bombing", "bombings"}


def heed_article(tellings: Sequence[Telling], kinds: Mapping[str, float]) -> None:
    """Give the tellings of title and lede the type that the model is sure of, where it rules theirs out.

    The words of one sentence mislead rules that have not met them; the model reads all words of the first sentences.
    """
    types = {kind: kinds[kind] for kind in EventType if kind in kinds}
    whole = sum(types.values())
    top = max(sorted(types), key=lambda kind: types[kind], default=None)
    if top is None or top in _MILD or not whole or types[top] < _SURE * whole:
        return
    known = any(telling.type is top and not telling.generic for telling in tellings)
    for telling in tellings:
        agreed = telling.scene.hint.view.get(telling.type, 0.0) >= _AGREED
        agreed = agreed or is_second_in_title(telling)
        fought = telling.type is EventType.ARMED_CLASH and top is EventType.ATTACK and not telling.generic
        doer = telling.actor1.value if telling.actor1 else None
        conquest = telling.type is EventType.NON_STATE_OVERTAKES_TERRITORY and doer and doer.kind in STATE_KINDS
        fought = fought or conquest or (telling.type in GAINS and top is EventType.ARMED_CLASH)
        wished = top in GROUND and any(_is_wished(trigger) for trigger in telling.scene.triggers)
        wished = wished or is_ruled_out(top, telling.scene.text)
        wished = wished or any(t.status is Status.ASIDE and t.family.value == top for t in telling.scene.triggers)
        if (
            telling.stands(top)
            or agreed
            or fought
            or wished
            or telling.type is EventType.OTHER
            or telling.trigger.family in _OWN_WORDS
        ):
            continue
        if telling.scene.sentence.index <= _LEDE and types.get(telling.type, 0.0) <= _UNHEARD_OF * whole:
            telling.type, telling.control = top, GAINS.get(top, Control.NONE)
            telling.generic = known


def heed_lede(tellings: Sequence[Telling]) -> None:
    """Let a lede whose words leave no doubt say what its headline means, where that is vague or told by the model."""
    title = [telling for telling in tellings if telling.scene.sentence.index == 0]
    lede = [telling for telling in tellings if telling.scene.sentence.index == _LEDE]
    if len(title) != 1 or len(lede) != 1 or not lede[0].sure or lede[0].generic:
        return
    told = title[0]
    guessed = told.generic or told.trigger not in told.scene.triggers
    battle = told.type in GAINS and lede[0].type in {*GAINS, EventType.ARMED_CLASH}
    if not told.sure and (guessed or battle):
        told.type, told.control, told.generic = lede[0].type, lede[0].control, False


def _is_wished(trigger: Trigger) -> bool:
    """Whether ground is only fought for: "in battle to retake the refinery"."""
    return trigger.status is Status.POSSIBLE and trigger.family in OF_GROUND
