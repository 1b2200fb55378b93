"""Who did an event and to whom: of all its tellings, the actors that fit its type best."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model.tagging import Actor
from pipeline.model.words import EventType
from pipeline.tag.actors.state import state_actor
from pipeline.tag.casualties import Toll
from pipeline.tag.claims.base import Event, Telling, Told
from pipeline.tag.claims.blame import fitting_doer
from pipeline.tag.claims.who import CROWD_KINDS, STATE_KINDS, is_same
from pipeline.tag.places.special import peoples

_ARMED = frozenset(EventType) - {
    EventType.MOB_VIOLENCE,
    EventType.PEACEFUL_PROTEST,
    EventType.VIOLENT_DEMONSTRATION,
    EventType.LOOTING_PROPERTY_DESTRUCTION,
}
_FIGHTERS = frozenset({"military", "police", "armed-group", "militia"})
_SIDE_OF = {
    EventType.FORCE_AGAINST_PROTEST: "government",
    EventType.ABDUCTION: "non-state", EventType.NON_STATE_OVERTAKES_TERRITORY: "non-state",
    EventType.GOV_REGAINS_TERRITORY: "government",
}  # fmt: skip

_MUTINY = re.compile(
    r"\b(?:coups?|putsch|mutin\w+|rebel\w*|revolt\w*|uprising|barracks revolt|defect\w+|renegade)\b", re.IGNORECASE
)
"""What makes two forces of one state opponents."""
_JOINED = re.compile(
    r",? (?:and|or|from|with) [^,;.]{0,40}|[^;.]{0,60}\b(?:clash|fight|fought|battl|gunfight|firefight)\w*\b[^;.]*"
)
"""Between the two sides of a fight: "six soldiers and nine militants died"; else the dead belong to the target."""


def actors_of(event: Event, lead: Telling) -> tuple[Told[Actor] | None, Told[Actor] | None]:
    """The doer and the target: those of the telling that settles the type first, then those of like tellings.

    A name goes before a common noun, the side that the type calls for before the other, and whom the dead belong to
    before a government.
    """
    order = [lead, *(t for t in event.tellings if t is not lead and (t.type == lead.type or t.generic))]
    order.sort(
        key=lambda told: (told.type != lead.type, told.scene.sentence.index == 0)
    )  # headlines are short of words
    doers = (t.actor1 for t in order if lead.type not in _ARMED or not _is_crowd(t.actor1))
    one = fitting_doer(_best_actor(doers, _SIDE_OF.get(lead.type, "")), lead, event)
    losers = (t.actor2 for t in order if t is lead or _can_lose(t, lead.type))
    two = _best_actor(loser for loser in losers if not _are_same(loser, one))
    harmed = next(
        (harmed for t in (*order, *event.tellings) if (harmed := _harmed(t)) and not _are_same(harmed, one)), None
    )
    if lead.type is EventType.FORCE_AGAINST_PROTEST:
        named = [told for t in order for told in (t.actor1, t.actor2) if told]
        one = next((told for told in (one, *named) if told and told.value.kind not in CROWD_KINDS), one)
        two = next((told for told in (two, *named) if told and told.value.kind in CROWD_KINDS), two)
    two = (harmed if two is None or _is_office(two) else None) or two
    if lead.type is EventType.ARMED_CLASH and one is None and two is not None:
        return _both_sides(two, order)
    return one, two


def _both_sides(known: Told[Actor], order: Iterable[Telling]) -> tuple[Told[Actor] | None, Told[Actor] | None]:
    """The two sides of a fight of which one is known, as they are named: "six soldiers and nine militants died"."""
    for telling in order:
        scene = telling.scene
        armed = [Told(p.actor, scene, p.start, p.end) for p in scene.parties if p.actor.kind in _FIGHTERS]
        other = next((told for told in armed if not _are_same(told, known)), None)
        if other is not None:
            first = next((told for told in armed if is_same(told.value, known.value)), None)
            joined = first and _JOINED.fullmatch(scene.text, first.end, max(first.end, other.start))
            return (first, other) if first is not None and joined else (other, known)
    return None, known


def _harmed(telling: Telling) -> Told[Actor] | None:
    """Whom the dead and hurt of a telling belong to: it was done to them, whatever the verb's object is."""
    tolls = [toll for toll in (telling.killed, telling.injured) if toll]
    for toll in tolls:
        for party in toll.scene.parties:
            if toll.start <= party.start < toll.end:
                return Told(party.actor, toll.scene, party.start, party.end)
    return next((people for toll in tolls if (people := _unarmed(toll))), None)


def _unarmed(toll: Told[Toll]) -> Told[Actor] | None:
    """A people's dead and hurt are civilians where nothing calls them fighters: "six Palestinians"."""
    last = toll.value.victims.lower().split()[-1:]
    if not toll.value.numbered or not last or not last[0].endswith("s") or last[0][:-1] not in peoples():
        return None
    return Told(state_actor("", "civilians"), toll.scene, toll.start, toll.end)


def _can_lose(telling: Telling, kind: EventType) -> bool:
    """Whether another sentence may name the loser: what a government regains was not a government's."""
    lost = telling.actor2
    return kind is not EventType.GOV_REGAINS_TERRITORY or lost is None or lost.value.side != "government"


def _is_office(told: Told[Actor]) -> bool:
    """Whether a target is a government, which is seldom what the dead belong to: its ministry counts them."""
    return told.value.kind == "government"


def _is_crowd(told: Told[Actor] | None) -> bool:
    return told is not None and told.value.kind in ("civilians", "other")


def _best_actor(found: Iterable[Told[Actor] | None], side: str = "") -> Told[Actor] | None:
    """The first that has a name, on the side that the type calls for where there is one."""
    known = [told for told in found if told is not None]
    named = [told for told in known if told.value.id and told.value.kind not in ("unidentified", "civilians")]
    fitting = [told for told in named or known if side and told.value.side == side]
    return next(iter(fitting or named or known), None)


def _are_same(left: Told[Actor] | None, right: Told[Actor] | None) -> bool:
    """Whether two actors are one, or both are a state's own: a government seldom strikes its army."""
    if left is None or right is None:
        return False
    return is_same(left.value, right.value) or (
        _is_of_state(left) and _is_of_state(right) and _have_one_country(left, right)
    )


def _is_of_state(told: Told[Actor]) -> bool:
    return told.value.kind in STATE_KINDS


def _have_one_country(left: Told[Actor], right: Told[Actor]) -> bool:
    one = left.value.country
    mutiny = _MUTINY.search(left.scene.text) or _MUTINY.search(right.scene.text)
    return one != "" and one == right.value.country and not mutiny
