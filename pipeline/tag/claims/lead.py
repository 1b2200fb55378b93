"""Which telling of an event settles its type."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.words import Control, EventType
from pipeline.tag.claims.base import GAINS, GROUND, Event, Telling, position

_LEDE = 1
_GENERIC = 0.6
_SAY, _LEAST = 0.3, 0.02
"""The power that the article's own kind is raised to beside the votes of the tellings, and what no kind falls below."""
# Of the types that one protest can be told under, and of the types of a bomb, the graver is meant.
_SEVERE = frozenset({EventType.FORCE_AGAINST_PROTEST, EventType.PROTEST_WITH_INTERVENTION})
_BOMBS = frozenset({EventType.SUICIDE_BOMB, EventType.REMOTE_EXPLOSIVE})
_EXPLOSIVE = _BOMBS | {EventType.AIR_STRIKE, EventType.SHELLING_ARTILLERY_MISSILE, EventType.GRENADE}
_CROWDS = frozenset({EventType.MOB_VIOLENCE, EventType.VIOLENT_DEMONSTRATION})
_MILD = frozenset({EventType.VIOLENT_DEMONSTRATION, EventType.PEACEFUL_PROTEST, EventType.ARMED_CLASH})


def lead_of(event: Event, kinds: Mapping[str, float]) -> Telling:
    """The telling that settles the type: one that names the means, the weightiest type, the earliest.

    Of an event that title or lede tell, the type is also weighed by what the whole article is about.
    """
    pool = [telling for telling in event.tellings if not telling.generic] or event.tellings
    votes: dict[EventType, float] = {}
    for telling in event.tellings:
        votes[telling.type] = votes.get(telling.type, 0.0) + weight_of(telling)
    if any(telling.scene.sentence.index <= _LEDE for telling in pool):
        votes = {kind: vote * (share_of(kind, kinds) + _LEAST) ** _SAY for kind, vote in votes.items()}
    ground = [telling for telling in pool if telling.type in GAINS]
    if ground and all(telling.type in GAINS or telling.type is EventType.ARMED_CLASH for telling in pool):
        pool = ground
    if {telling.type for telling in pool} == _BOMBS:
        pool = [telling for telling in pool if telling.type is EventType.SUICIDE_BOMB]
    poison = [telling for telling in pool if telling.type is EventType.CHEMICAL_WEAPON]
    if poison and all(telling.type in _EXPLOSIVE | {EventType.CHEMICAL_WEAPON} for telling in pool):
        pool = poison
    if any(telling.type is EventType.LOOTING_PROPERTY_DESTRUCTION for telling in pool):
        crowds = [telling for telling in event.tellings if telling.type in _CROWDS]
        pool = crowds or pool  # a headline's burnt shops; the text says who burnt them
    sure = [telling for telling in pool if not _is_mere_blast(telling)]
    if sure and all(telling.type in _EXPLOSIVE for telling in pool):
        pool = sure
    severe = [telling for telling in pool if telling.type in _SEVERE]
    pool = severe if severe and any(t.type in _MILD for t in pool) else pool
    return max(pool, key=lambda t: (votes[t.type], t.control is not Control.NONE, -t.scene.sentence.index))


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
