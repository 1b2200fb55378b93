"""Which telling of an event settles its type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model.words import Control, EventType
from pipeline.tag.claims.base import GAINS, GROUND, Event, Telling, position

_LEDE = 1
_GENERIC = 0.6
_SAY, _LEAST = 0.3, 0.02
"""The power that the article's own kind is raised to beside the votes of the tellings, and what no kind falls below."""
_SURE = 0.9
"""So likely the article is about a type that is told, it is what happened; of mere deeds the model knows less."""
_GROUND_TO_FIGHT = 0.4
# Of the types that one protest can be told under, and of the types of a bomb, the graver is meant.
_SEVERE = frozenset({EventType.FORCE_AGAINST_PROTEST, EventType.PROTEST_WITH_INTERVENTION})
_BOMBS = frozenset({EventType.SUICIDE_BOMB, EventType.REMOTE_EXPLOSIVE})
EXPLOSIVE = _BOMBS | {EventType.AIR_STRIKE, EventType.SHELLING_ARTILLERY_MISSILE, EventType.GRENADE}
"""All that strikes from afar or goes off."""
_MERE_DEEDS = frozenset({EventType.ATTACK, EventType.ARMED_CLASH, EventType.SUICIDE_BOMB})
_CROWDS = frozenset({EventType.MOB_VIOLENCE, EventType.VIOLENT_DEMONSTRATION})
_UNRULY = _SEVERE | _CROWDS
_MILD = frozenset({EventType.VIOLENT_DEMONSTRATION, EventType.PEACEFUL_PROTEST, EventType.ARMED_CLASH})


def lead_of(event: Event, kinds: Mapping[str, float]) -> Telling:
    """The telling that settles the type: one that names the means, the weightiest type, the earliest.

    Of an event that title or lede tell, the type is also weighed by what the whole article is about.
    """
    pool = [telling for telling in event.tellings if _names_means(telling)] or event.tellings
    if _is_pursuit(pool, event.tellings):
        pool = [telling for telling in event.tellings if telling not in pool]
    sure = [t for t in pool if kinds.get(t.type, 0.0) >= _SURE and t.type not in _MERE_DEEDS]
    if sure and event.tellings[0].scene.sentence.index <= _LEDE:
        return sure[0]
    return _weightiest(_without_lesser(pool, event), event, kinds)


def _is_pursuit(pool: Sequence[Telling], told: Sequence[Telling]) -> bool:
    """Whether the fight that the text tells is with the attackers, after they killed those of the lede."""
    early = [telling for telling in told if telling.scene.sentence.index <= _LEDE]
    unarmed = any(telling.type is EventType.ATTACK and telling.killed is not None for telling in early)
    return unarmed and all(
        telling.type is EventType.ARMED_CLASH and telling.scene.sentence.index > _LEDE for telling in pool
    )


def _names_means(telling: Telling) -> bool:
    """Whether words tell more than a deed, or the model told of a deed in title or lede by what means it was done."""
    early = telling.scene.sentence.index <= _LEDE
    return not telling.generic or (early and telling.type not in _MERE_DEEDS)


def _without_lesser(pool: Sequence[Telling], event: Event) -> Sequence[Telling]:
    """The tellings whose types are not those of parts of another: the bomb of a bomber, the shell of a gas."""
    suicides = [telling for telling in event.tellings if telling.type is EventType.SUICIDE_BOMB]
    if suicides and all(telling.type in _BOMBS for telling in pool):
        pool = suicides  # also where the headline's "suicide attack" leaves open whether they had bombs
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
