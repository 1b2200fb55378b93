"""Which tellings of an article speak of one event.

Sentence by sentence, each telling joins the newest event that it can belong to, or founds one. Two
tellings are kept apart by a different place, a different day, another means, opposite sides, or words
such as "another" and "separate".
"""

from __future__ import annotations

import re

from pipeline.model.tagging import Place
from pipeline.model.words import EventType
from pipeline.tag.casualties.numbers import highest
from pipeline.tag.claims.base import GAINS, GROUND, Event, Telling, grain, in_town
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.dates.calendar import first_day, last_day

T = EventType

_VIOLENT = frozenset(
    {T.ARMED_CLASH, T.ATTACK, T.AIR_STRIKE, T.SHELLING_ARTILLERY_MISSILE, T.SUICIDE_BOMB, T.REMOTE_EXPLOSIVE, T.GRENADE,
     T.CHEMICAL_WEAPON, T.FORCE_AGAINST_PROTEST, T.MOB_VIOLENCE, T.VIOLENT_DEMONSTRATION, T.GOV_REGAINS_TERRITORY,
     T.NON_STATE_OVERTAKES_TERRITORY, T.ABDUCTION}
)  # fmt: skip
_EXPLOSIVE = frozenset(
    {T.AIR_STRIKE, T.SHELLING_ARTILLERY_MISSILE, T.SUICIDE_BOMB, T.REMOTE_EXPLOSIVE, T.GRENADE, T.CHEMICAL_WEAPON}
)
_BOMBS = frozenset({T.REMOTE_EXPLOSIVE, T.SUICIDE_BOMB})
_SIDED = frozenset({T.AIR_STRIKE, T.SHELLING_ARTILLERY_MISSILE, T.ATTACK, T.ABDUCTION, T.REMOTE_EXPLOSIVE})
_SPARED = frozenset({T.DISRUPTED_WEAPONS_USE, T.LOOTING_PROPERTY_DESTRUCTION})
"""Nobody need die in these, and papers say so."""
_CROWD = frozenset({T.FORCE_AGAINST_PROTEST, T.VIOLENT_DEMONSTRATION, T.PROTEST_WITH_INTERVENTION, T.PEACEFUL_PROTEST})
_CROWDS_DEEDS = frozenset({T.MOB_VIOLENCE, T.VIOLENT_DEMONSTRATION})
_DISTRICT, _ADMIN1, _REGION = 3, 4, 5
_FAR_SENTENCES, _NEAR_SENTENCES = 4, 2
_LEDE_SENTENCES = 2
_BATTLE_SENTENCES, _COUNT_SENTENCES, _ONLY_SENTENCES = 5, 6, 12
_APART = re.compile(
    r"\W*(?:in (?:a|another) (?:separate|different|second)|in another|separately|elsewhere)\b", re.IGNORECASE
)
_ONE_MORE = re.compile(r"an? (?:second|third|fourth|fifth|sixth|seventh)\b", re.IGNORECASE)
_VAGUE = frozenset({Family.CLASH, Family.KILL, Family.ATTACK})
_LOOSE_WEIGHT, _COUNT_WEIGHT = 0.3, 0.2
_CLOSE_DEGREES = 0.12


def gather(tellings: list[Telling]) -> list[Event]:
    """Sort tellings, given in order of the text, into events.

    "The strike" founds no event, since it was told of before; where nothing else does, it is all that is told.
    """
    return _gather(tellings, strict=True) or _gather(tellings, strict=False)


def _gather(tellings: list[Telling], *, strict: bool) -> list[Event]:
    events: list[Event] = []
    for telling in tellings:
        home = _home(events, telling)
        if home is not None:
            home.tellings.append(telling)
        elif _only_counts(telling):
            reach = _COUNT_SENTENCES if len(events) > 1 else _ONLY_SENTENCES
            if last := next((event for event in reversed(events) if _may_count(event, telling, reach)), None):
                telling.weight = min(telling.weight, _COUNT_WEIGHT)
                telling.actor1 = telling.actor2 = None  # of whom it speaks was told before
                last.tellings.append(telling)
        elif (telling.weight > _LOOSE_WEIGHT or telling.scene.bare) and (
            not strict or _is_news(telling) or not (telling.generic and telling.definite)
        ):
            events.append(Event([telling]))
    return events


def _only_counts(telling: Telling) -> bool:
    """Whether a sentence says no more than how many: a bare toll, "nobody died", "the number of dead is put at 14"."""
    if not telling.generic or telling.place is not None or telling.fresh:
        return False
    tolls = [told.value for told in (telling.killed, telling.injured) if told]
    return bool(tolls) and (
        telling.weight <= _LOOSE_WEIGHT or any(toll.is_sum or toll.count.high == 0 for toll in tolls)
    )


def _may_count(event: Event, telling: Telling, reach: int) -> bool:
    """Whether the dead of a sentence that only counts may be those of an event: violence told not long before."""
    last = event.tellings[-1]
    near = telling.scene.sentence.index - last.scene.sentence.index <= reach
    none = telling.killed is not None and telling.killed.value.count.high == 0
    violent = any(told.type in _VIOLENT or (none and told.type in _SPARED) for told in event.tellings)
    return near and violent and _dates_fit(event, telling)


def _is_news(telling: Telling) -> bool:
    """Whether a sentence stands so early that it tells of nothing told before."""
    return telling.scene.sentence.index <= 1


def _home(events: list[Event], telling: Telling) -> Event | None:
    open_to = [event for event in events if _fits(event, telling)]
    if not open_to:
        return None
    placed = [event for event in open_to if telling.place and _place_of(event) == telling.place.value.place]
    return max(placed or open_to, key=lambda event: _nearness(event, telling))


def _nearness(event: Event, telling: Telling) -> tuple[bool, bool, int, int]:
    same = any(told.type == telling.type and not told.generic for told in event.tellings)
    next_to = telling.definite and telling.scene.sentence.index - event.tellings[-1].scene.sentence.index <= 1
    return (next_to, same, event.tellings[-1].scene.sentence.index, event.tellings[-1].trigger.start)


def _fits(event: Event, telling: Telling) -> bool:
    if telling.scene.bare and _is_same_spot(event, telling) is False:
        return False
    near = telling.scene.sentence.index - event.tellings[-1].scene.sentence.index <= _FAR_SENTENCES
    if not (_types_fit(event, telling, near=near) and _places_fit(event, telling) and _dates_fit(event, telling)):
        return False
    if (
        telling.fresh
        and telling.place is None
        and telling.killed is not None
        and (event.tellings[0].scene.sentence.index > 0 or _APART.match(telling.scene.text))
        and not _ONE_MORE.match(telling.killed.value.victims)
    ):
        return False
    if telling.fresh and not telling.definite and telling.place is not None and _is_same_spot(event, telling) is False:
        return False
    apart = telling.place is None and not (telling.definite or telling.generic) and _APART.match(telling.scene.text)
    if apart or _spared_all(event, telling):
        return False
    return _sides_fit(event, telling) and not _is_part_of_wave(event, telling)


def _spared_all(event: Event, telling: Telling) -> bool:
    """Whether a telling of its own says that it hurt nobody: it is not what killed those of an event."""
    hurt = [told.value.count.high for told in (telling.killed, telling.injured) if told]
    if not hurt or any(high != 0 for high in hurt) or telling.generic or telling.definite:
        return False
    return any(told.killed and highest(told.killed.value.count) for told in event.tellings)


def _is_part_of_wave(event: Event, telling: Telling) -> bool:
    """One attack with its town and its toll inside a lede that sums up more dead over a country."""
    here, there = _place_of(event), telling.place.value.place if telling.place else None
    if (
        there is None
        or grain(there) >= _ADMIN1
        or (here is not None and grain(here) < _ADMIN1)
        or telling.killed is None
    ):
        return False
    whole = max((highest(t.killed.value.count) for t in event.tellings if t.killed), default=0)
    return 0 < highest(telling.killed.value.count) < whole


def _types_fit(event: Event, telling: Telling, *, near: bool) -> bool:
    types = {told.type for told in event.tellings if not told.generic}
    if _is_burnt_shop(event, telling):
        return True
    if telling.generic:
        return _deed_fits(event, telling, types, near=near)
    if not types:
        return telling.type in _VIOLENT - {T.ABDUCTION} and near
    if telling.type in types or _is_headline_of(event, telling) or _is_same_battle(event, telling, types):
        return True
    alike = any(types & group and telling.type in group for group in (_BOMBS, _CROWD))
    return alike or (near and _is_clash(event, telling, types))


def _is_burnt_shop(event: Event, telling: Telling) -> bool:
    """A headline's burnt shops: the first sentences say what crowd burnt them."""
    looted = {told.type for told in event.tellings} == {T.LOOTING_PROPERTY_DESTRUCTION}
    early = telling.scene.sentence.index <= _LEDE_SENTENCES
    return looted and telling.type in _CROWDS_DEEDS and early and _is_headline(event)


def _deed_fits(event: Event, telling: Telling, types: set[EventType], *, near: bool) -> bool:
    """Whether a mere deed ("killed", "the attack") can belong to an event."""
    if telling.type in types and _is_headline(event) and telling.scene.sentence.index <= _LEDE_SENTENCES:
        return True
    near = near and telling.scene.sentence.index - event.tellings[-1].scene.sentence.index <= _NEAR_SENTENCES
    near = near or _fell_for_ground(event, telling, types)
    town = telling.place is not None and grain(telling.place.value.place) < _ADMIN1
    here = _place_of(event)
    headline = _is_headline(event) and telling.scene.sentence.index <= _LEDE_SENTENCES
    if town and here is not None and grain(here) >= _ADMIN1 and not (near and (telling.definite or headline)):
        return False
    if not types:
        return near or town or telling.definite
    if types & GAINS.keys() and telling.type is T.ATTACK and telling.killed is not None:
        return False  # the massacre that followed is not the capture
    at_home = town and (
        here is not None or telling.scene.sentence.index - event.tellings[-1].scene.sentence.index <= _FAR_SENTENCES
    )
    return bool(types & (_VIOLENT - {T.ABDUCTION})) and (near or at_home or telling.definite)


def _fell_for_ground(event: Event, telling: Telling, types: set[EventType]) -> bool:
    """Whether soldiers or fighters who died, in the sentences behind a capture and at no place named, died in it."""
    behind = telling.scene.sentence.index - event.tellings[0].scene.sentence.index
    return (
        bool(types & GAINS.keys())
        and telling.type is T.ARMED_CLASH
        and telling.place is None
        and behind <= _BATTLE_SENTENCES
    )


def _is_headline_of(event: Event, telling: Telling) -> bool:
    """A headline that only says fighting, attack or deaths is about what the first sentences tell."""
    if not _is_headline(event) or telling.scene.sentence.index > _LEDE_SENTENCES or telling.fresh:
        return False
    types = {told.type for told in event.tellings}
    if any(types <= alike and telling.type in alike for alike in (_EXPLOSIVE, GROUND)):
        return True
    return telling.type in _VIOLENT and all(told.trigger.family in _VAGUE for told in event.tellings)


def _is_headline(event: Event) -> bool:
    return all(told.scene.sentence.index == 0 for told in event.tellings)


def _is_same_battle(event: Event, telling: Telling, types: set[EventType]) -> bool:
    """Fighting in the very town that changes hands is the battle for it."""
    fight = telling.definite and telling.trigger.family is Family.CLASH
    if telling.trigger.noun and not fight and telling.killed and telling.date and in_town(telling):
        return False  # "Clashes in the town on Friday left 11 dead" is news of its own
    if (fight or (telling.killed is not None and telling.date is None)) and _fell_for_ground(event, telling, types):
        return True
    here, there = _place_of(event), telling.place.value.place if telling.place else None
    if here is None or here != there or grain(here) >= _ADMIN1:
        return False
    return bool(types & GAINS.keys() and telling.type is T.ARMED_CLASH) or (
        types == {T.ARMED_CLASH} and telling.type in GAINS
    )


def _is_clash(event: Event, telling: Telling, types: set[EventType]) -> bool:
    """A clash in the headline may be the protest and the police below it."""
    clash = T.ARMED_CLASH in types and all(t.trigger.family in (Family.CLASH, Family.KILL) for t in event.tellings)
    return clash and event.tellings[0].scene.sentence.index <= 1 and telling.type in _CROWD - {T.PEACEFUL_PROTEST}


def _place_of(event: Event) -> Place | None:
    places = [told.place.value.place for told in event.tellings if told.place]
    return min(places, key=grain) if places else None


def _is_same_spot(event: Event, telling: Telling) -> bool | None:
    here = _place_of(event)
    if here is None or telling.place is None:
        return None
    return here == telling.place.value.place


def _places_fit(event: Event, telling: Telling) -> bool:
    here, there = _place_of(event), telling.place.value.place if telling.place else None
    if here is None or there is None or here == there or here.name == there.name:
        return True
    if here.country != there.country:
        return False
    widest = max(grain(here), grain(there))
    if (
        widest >= _REGION
        or (widest == _DISTRICT and here.admin1 == there.admin1 != "")
        or _is_close(here, there)
        or _retells_headline(event, telling)
        or _is_under_headline(event, telling, here, there)
    ):
        return True
    return here.admin1 == there.admin1 != "" and widest >= _ADMIN1


def _retells_headline(event: Event, telling: Telling) -> bool:
    """Whether the first sentences give the headline's event in other words: a province for its town, the same dead."""
    if telling.fresh or telling.scene.sentence.index > _LEDE_SENTENCES:
        return False
    headline = _is_headline(event)
    dead = [highest(t.killed.value.count) for t in (*event.tellings, telling) if t.killed]
    return headline and len(dead) == len(event.tellings) + 1 and len(set(dead)) == 1


def _is_under_headline(event: Event, telling: Telling, here: Place, there: Place) -> bool:
    """Whether the first sentences name the village where the headline named the province, or its best known town."""
    if telling.fresh or not _is_headline(event) or telling.scene.sentence.index > _LEDE_SENTENCES:
        return False
    return here.admin1 == there.admin1 or here.lat is None or there.lat is None


def _is_close(here: Place, there: Place) -> bool:
    """A quarter and its town: a few kilometres apart, or one of them without a point in the same province."""
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return here.admin1 == there.admin1 != ""
    return abs(here.lat - there.lat) < _CLOSE_DEGREES and abs(here.lon - there.lon) < _CLOSE_DEGREES


def _dates_fit(event: Event, telling: Telling) -> bool:
    told = next((t.date.value for t in event.tellings if t.date and not t.date.value.open), None)
    if told is None or telling.date is None or telling.date.value.open:
        return True
    left, right = told.date, telling.date.value.date
    return first_day(left) <= last_day(right) and first_day(right) <= last_day(left)


def _sides_fit(event: Event, telling: Telling) -> bool:
    if telling.actor1 is None or telling.generic or telling.type not in _SIDED:
        return True
    if _is_headline(event) and telling.scene.sentence.index <= _LEDE_SENTENCES:
        return True
    alike = [t for t in event.tellings if t.type == telling.type] or [t for t in event.tellings if t.generic]
    known = [t.actor1.value.side for t in alike if t.actor1 and t.actor1.value.side]
    side = telling.actor1.value.side
    return not known or not side or side in known or not {"government", "non-state"} <= {side, *known}
