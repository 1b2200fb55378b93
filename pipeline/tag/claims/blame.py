"""Who says that it was he, and who is said to be unknown: what an article tells of the doer apart from the deed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.tagging import Actor
from pipeline.model.words import EventType
from pipeline.tag.actors.state import state_actor
from pipeline.tag.claims.base import Event, Scene, Telling, Told
from pipeline.tag.text.cues import Cued, stems_of

_ATTACKS = frozenset(
    {EventType.SUICIDE_BOMB, EventType.REMOTE_EXPLOSIVE, EventType.GRENADE, EventType.ATTACK, EventType.ABDUCTION,
     EventType.SHELLING_ARTILLERY_MISSILE, EventType.ARMED_CLASH}
)  # fmt: skip
OWNED = Cued(
    r"\bclaim(?:ed|s|ing)? (?:\w+ ){0,2}?(?:responsib\w+|credit)\b"
    r"|\b(?:took|taken|takes|accept(?:ed|s)|admitted|assumed) (?:\w+ ){0,2}?responsib\w+"
    r"|\bsaid (?:that )?(?:it|they|its \w+|their \w+|his \w+|the group) (?:had |has |was |were )?"
    r"(?:carried out|behind|sent|launched|attacked|bombed|staged|killed|detonated|planted|fired|targeted|ambushed"
    r"|abducted|kidnapped|conducted|mounted|blown up|hit)\b",
    re.IGNORECASE,
)
_NOBODY = Cued(
    r"\b(?:no (?:one|group|organi[sz]ation|party|faction|side|armed group)|nobody|none of the groups)\b"
    r"[^.;]{0,40}\b(?:claim\w*|responsib\w+|admit\w*)"
    r"|\bno (?:immediate |known )?claims? of responsib\w+|\bwithout (?:any|a) claim of responsib\w+",
    re.IGNORECASE,
)
_BLAMED = Cued(
    r"\bblam(?:ed|es|ing)(?: (?:the|it|this|them|attack|attacks|on|bombing|killings?|blast|ambush|assault|raid)){0,4}"
    r"|\baccus(?:ed|es|ing)",
    re.IGNORECASE,
)
_BLAME_CHARS = 25
_BY_REBELS = frozenset({EventType.ABDUCTION, EventType.NON_STATE_OVERTAKES_TERRITORY, EventType.SUICIDE_BOMB})
_BY_ARMS = frozenset({EventType.AIR_STRIKE, EventType.SHELLING_ARTILLERY_MISSILE})
_BY_STEALTH = frozenset({EventType.REMOTE_EXPLOSIVE, EventType.GRENADE})
_TROOPS = re.compile(r"\b(?:troops?|forces|soldiers|army|tanks|jets|paratroopers|peacekeepers)\b", re.IGNORECASE)
_NEAR_SENTENCES = 12
_UNKNOWN = "unidentified"


def fitting_doer(doer: Told[Actor] | None, lead: Telling, event: Event) -> Told[Actor] | None:
    """The doer that the type of an event calls for.

    A government plants no bombs at home: its officials count the dead. It abducts nobody and overtakes nothing by these
    types' own meaning: then a non-state actor of the event's sentences did it, if one is named there. Moves of troops
    are those of a government's forces, as are "government air strikes".
    """
    if doer is None or doer.value.side not in ("government", "foreign"):
        return doer
    if lead.type in _BY_STEALTH and doer.value.kind in ("government", "police") and doer.value.side == "government":
        return next((t.actor1 for t in event.tellings if t.actor1 and t.actor1.value.side == "non-state"), None)
    if lead.type in _BY_REBELS and not (doer.value.kind in ("military", "police") and doer.value.side == "foreign"):
        parties = ((telling.scene, party) for telling in event.tellings for party in telling.scene.parties)
        return next((Told(p.actor, s, p.start, p.end) for s, p in parties if p.actor.side == "non-state"), None)
    rules = doer.value.kind == "government" and doer.value.country
    moved = lead.type is EventType.CHANGE_TO_GROUP_OR_TROOPS and _TROOPS.search(lead.scene.text)
    struck = lead.type in _BY_ARMS and doer.scene.text[doer.start : doer.end].lower() in ("government", "regime")
    if rules and (moved or struck):
        forces = state_actor(doer.value.country, "military")
        return replace(doer, value=replace(forces, side=doer.value.side))
    return doer


def tells_of_doers(text: str) -> bool:
    """Whether a sentence says that somebody claims a deed, or that nobody does."""
    known = stems_of(text)
    return bool(OWNED.search(text, known) or _NOBODY.search(text, known) or _BLAMED.search(text, known))


def name_doers(events: Sequence[Event], scenes: Sequence[Scene]) -> None:
    """Give attacks without a named doer the one that claims them, or an unknown one where nobody does.

    Such a sentence speaks of the last attack told before it.
    """
    for scene in scenes:
        if not tells_of_doers(scene.text):
            continue
        event = _last_before(events, scene)
        doer = _doer(scene, event) if event is not None else None
        if event is not None and doer is not None:
            _give(event, doer)


def _doer(scene: Scene, event: Event) -> Told[Actor] | None:
    known = stems_of(scene.text)
    if nobody := _NOBODY.search(scene.text, known):
        country = next((t.place.value.place.country for t in event.tellings if t.place), "")
        unknown = state_actor(country, _UNKNOWN)
        return Told(unknown, scene, nobody.start(), nobody.end()) if country else None
    owned = OWNED.search(scene.text, known)
    if owned is None and (blamed := _BLAMED.search(scene.text, known)):
        named = [
            p
            for p in scene.parties
            if p.named and p.actor.side == "non-state" and 0 <= p.start - blamed.end() < _BLAME_CHARS
        ]
        return Told(named[0].actor, scene, named[0].start, named[0].end) if named else None
    named = [p for p in scene.parties if owned and p.end <= owned.start() and p.named and p.actor.side == "non-state"]
    return Told(named[-1].actor, scene, named[-1].start, named[-1].end) if named else None


def _last_before(events: Sequence[Event], scene: Scene) -> Event | None:
    here = scene.sentence.index
    near: list[tuple[int, Event]] = []
    for event in events:
        before = [t.scene.sentence.index for t in event.tellings if t.scene.sentence.index <= here]
        if before and here - max(before) <= _NEAR_SENTENCES and any(t.type in _ATTACKS for t in event.tellings):
            near.append((max(before), event))
    return max(near, key=lambda pair: pair[0])[1] if near else None


def _give(event: Event, doer: Told[Actor]) -> None:
    """Set the doer where no name is told already; that nobody claims it takes no doer away."""
    told = [telling.actor1 for telling in event.tellings if telling.actor1]
    if any(_is_named(one) for one in told) or (told and doer.value.kind == _UNKNOWN):
        return
    for telling in event.tellings:
        if telling.type in _ATTACKS:
            telling.actor1 = doer


def _is_named(told: Told[Actor]) -> bool:
    """Whether its words are a name: a common noun ("the militants") may be anybody's."""
    words = told.scene.text[told.start : told.end]
    return words != words.lower() and told.value.kind not in (_UNKNOWN, "civilians") and bool(told.value.id)
