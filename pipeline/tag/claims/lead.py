"""Which telling of an event settles its type."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from pipeline.model.words import Control, EventType
from pipeline.tag.claims.base import GAINS, GROUND, Event, Telling, position

_LEDE = 1
_GENERIC = 0.6
_SAY, _LEAST = 0.3, 0.02
"""The power that the article's own kind is raised to beside the votes of the tellings, and what no kind falls below."""
# Fitted on the 96 main events of the labelled articles at hand with more than one type (LOG.md, "Fresh real articles")
_FIRM, _DEEDS, _NAMED, _KIND, _SEEN, _CHOSEN = 0.29, 1.0, 0.61, 0.27, 0.26, 0.77
_LEAST_WHOLE = 0.1
_GROUND_TO_FIGHT = 0.4
# Of the types that one protest can be told under, and of the types of a bomb, the graver is meant.
_SEVERE = frozenset({EventType.FORCE_AGAINST_PROTEST, EventType.PROTEST_WITH_INTERVENTION})
_BOMBS = frozenset({EventType.SUICIDE_BOMB, EventType.REMOTE_EXPLOSIVE})
EXPLOSIVE = _BOMBS | {EventType.AIR_STRIKE, EventType.SHELLING_ARTILLERY_MISSILE, EventType.GRENADE}
"""All that strikes from afar or goes off."""
_CROWDS = frozenset({EventType.MOB_VIOLENCE, EventType.VIOLENT_DEMONSTRATION})
_UNRULY = _SEVERE | _CROWDS
_MILD = frozenset({EventType.VIOLENT_DEMONSTRATION, EventType.PEACEFUL_PROTEST, EventType.ARMED_CLASH})


def lead_of(event: Event, kinds: Mapping[str, float]) -> Telling:
    """The telling that settles the type: by the words, by what the model sees in them and in the whole article.

    A conditional logit over the types that the tellings name: how much of what is told tells each, firmly or as a mere
    deed, how likely the sentences and (where title or lede tell of the event) the article are of it, and what the words
    alone would choose.
    """
    pool = _without_lesser([telling for telling in event.tellings if not telling.generic] or event.tellings, event)
    early = any(telling.scene.sentence.index <= _LEDE for telling in event.tellings)
    chosen = _weightiest(pool, event, kinds).type
    types = dict.fromkeys(telling.type for telling in event.tellings)
    looted = EventType.LOOTING_PROPERTY_DESTRUCTION in types and chosen in _CROWDS
    fought_for = chosen in GAINS and types.keys() <= {*GAINS, EventType.ARMED_CLASH}
    if len(types) == 1 or looted or fought_for or chosen is EventType.CHEMICAL_WEAPON:
        kind = chosen
    else:
        whole = sum(weight_of(telling) for telling in event.tellings)
        scores = {
            kind: _worth(
                [telling for telling in event.tellings if telling.type is kind],
                whole,
                share_of(kind, kinds) if early else 0.0,
                chosen=kind is chosen,
            )
            for kind in types
        }
        kind = max(scores, key=lambda each: scores[each])
    told = [telling for telling in event.tellings if telling.type is kind]
    return max(told, key=lambda t: (not t.generic, t.control is not Control.NONE, -t.scene.sentence.index))


def _worth(told: Sequence[Telling], whole: float, share: float, *, chosen: bool) -> float:
    """The score of a type that some tellings of an event name."""
    firm = sum(position(telling) * telling.weight for telling in told if not telling.generic)
    deeds = sum(position(telling) * telling.weight for telling in told if telling.generic)
    seen = max(telling.scene.hint.view.get(told[0].type, 0.0) for telling in told)
    return (
        _FIRM * firm / max(whole, _LEAST_WHOLE)
        + _DEEDS * deeds / max(whole, _LEAST_WHOLE)
        + _NAMED * any(not telling.generic for telling in told)
        + _KIND * math.log(share + _LEAST)
        + _SEEN * math.log(seen + _LEAST)
        + _CHOSEN * chosen
    )


def _without_lesser(pool: Sequence[Telling], event: Event) -> Sequence[Telling]:
    """The tellings whose types are not those of parts of another: the bomb of a bomber, the shell of a gas."""
    if {telling.type for telling in pool} == _BOMBS:
        pool = [telling for telling in pool if telling.type is EventType.SUICIDE_BOMB]
    poison = [telling for telling in pool if telling.type is EventType.CHEMICAL_WEAPON]
    if poison and all(telling.type in EXPLOSIVE | {EventType.CHEMICAL_WEAPON} for telling in pool):
        pool = poison
    if any(telling.type is EventType.LOOTING_PROPERTY_DESTRUCTION for telling in pool):
        crowds = [telling for telling in event.tellings if telling.type in _CROWDS]
        pool = crowds or pool  # a headline's burnt shops; the text says who burnt them
    sure = [telling for telling in pool if not _is_mere_blast(telling)]
    if sure and all(telling.type in EXPLOSIVE for telling in pool):
        pool = sure
    unruly = [telling for telling in pool if telling.type in _UNRULY]
    if unruly:
        pool = [telling for telling in pool if telling.type is not EventType.PEACEFUL_PROTEST]
    severe = [telling for telling in pool if telling.type in _SEVERE]
    return severe if severe and any(t.type in _MILD for t in pool) else pool


def _weightiest(pool: Sequence[Telling], event: Event, kinds: Mapping[str, float]) -> Telling:
    """What the words would choose: the ground of a fight that is about it, the weightiest type, the earliest."""
    votes: dict[EventType, float] = {}
    for telling in event.tellings:
        votes[telling.type] = votes.get(telling.type, 0.0) + weight_of(telling)
    if any(telling.scene.sentence.index <= _LEDE for telling in pool):
        votes = {kind: vote * (share_of(kind, kinds) + _LEAST) ** _SAY for kind, vote in votes.items()}
    ground = [telling for telling in pool if telling.type in GAINS]
    fought = all(telling.type in GAINS or telling.type is EventType.ARMED_CLASH for telling in pool)
    if ground and fought:
        others = [telling for telling in event.tellings if telling.type is EventType.ARMED_CLASH]
        pool = ground if not others or _is_about_ground(ground, kinds) else others
    return max(pool, key=lambda t: (votes[t.type], t.control is not Control.NONE, -t.scene.sentence.index))


def _is_about_ground(ground: Sequence[Telling], kinds: Mapping[str, float]) -> bool:
    """Whether a fight's ground that changed hands is the news: told early, or what the whole article is about too."""
    early = any(telling.scene.sentence.index <= _LEDE for telling in ground)
    return early or share_of(ground[0].type, kinds) >= _GROUND_TO_FIGHT * kinds.get(EventType.ARMED_CLASH, 0.0)


def share_of(kind: EventType, kinds: Mapping[str, float]) -> float:
    """How likely an article is about a type; all types of ground that changes hands are one."""
    return sum(kinds.get(each, 0.0) for each in GROUND) if kind in GROUND else kinds.get(kind, 0.0)


def _is_mere_blast(telling: Telling) -> bool:
    """Whether the words say that it went off, not what: a shell's blast is no bomb."""
    words = telling.scene.text[telling.trigger.start : telling.trigger.end].lower()
    return words.startswith(("blast", "explosion", "explod"))


def weight_of(telling: Telling) -> float:
    """What a telling counts among those of its event."""
    return position(telling) * telling.weight * (_GENERIC if telling.generic else 1.0)
