"""Whose forces a common noun means where the sentence tells: "Russian missile and drone attack"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.model.tagging import Actor
from pipeline.tag.actors.nations import country_at
from pipeline.tag.actors.state import state_actor
from pipeline.tag.places.special import peoples
from pipeline.tag.places.tables import country_names
from pipeline.tag.places.tokens import Words

_KINDS = frozenset(
    "missile missiles rocket rockets ballistic cruise artillery tank overnight massive heavy deadly military naval air "
    "ground combat new more additional armoured armored suspected kamikaze attack bomb fresh fighter helicopter "
    "and drone fighter-jet elite".split()
)
"""What may stand between a nation and its arms."""
_REACHING = frozenset(
    "drone drones missile missiles strike strikes airstrike airstrikes raids warplane warplanes jet jets aircraft "
    "planes bombers helicopter helicopters gunships warship warships gunboat gunboats".split()
)
"""Arms that come from afar: where they hit does not tell whose they are."""
_OWN = frozenset("its their his her".split())
_SENDS = frozenset(
    "send sends sent sending deploy deploys deployed deploying pour pours poured pouring move moves moved moving mass "
    "massed massing dispatch dispatches dispatched withdraw withdraws withdrew withdrawing pull pulls pulled pulling "
    "station stationed rush rushed order ordered orders has have had keep keeps kept lose loses lost commit committed "
    "launch launches launched launching carry carries carried carrying conduct conducts conducted conducting stage "
    "staged mount mounted fly flies flew use uses used fire fires fired amass amassed mobilise mobilised mobilize "
    "mobilized reinforce add adds added".split()
)
_REMOVED = frozenset(
    "withdraw withdrew withdrawn withdrawal pull pulled pullout remove removed recall recalled expel "
    "expelled drive drove driven push pushed pullback retreat return returned returning exit".split()
)
_NATION_WORDS, _OWNER_WORDS, _REMOVED_WORDS = 4, 12, 4
_BREAKS = frozenset(".!?;:")
_STATES = frozenset(("military", "government"))
_ARMIES_OF = {"PSE": "ISR"}
"""Countries without an army, to that which fights there: what rebels and police they have are called so."""

Place = tuple[int, int, Actor]


def forces_of(words: Words, first: int, length: int, known: Sequence[Place], story: str) -> Actor | None:
    """The military that a common noun for forces or their arms means.

    A nation in the same noun phrase, "its" with an actor before it ("NATO said its soldiers"), an actor that sends or
    uses what the noun names, and "from" with a country tell; else it is that of the country of the story. But arms that
    reach a place from afar are nobody's where nothing tells: a drone that hits Kharkiv is hardly Ukraine's.

    Args:
        words: of the part of the article.
        first: the word at which the noun begins.
        length: how many words it has.
        known: actors with their first and last word, in order.
        story: ISO alpha-3 of the main country, "" when there is none.

    Returns:
        None for arms of which nothing says whose they are.
    """
    country = _nation_before(words, first) or _nation_behind(words, first, first + length)
    if country:
        return state_actor(country, "military", story)
    owner = _owner(words, first, known)
    if owner is not None:
        rules = owner.kind == "government" and owner.country
        return state_actor(owner.country, "military", story) if rules else owner
    if words.keys[first + length - 1] in _REACHING and story not in _ARMIES_OF:
        return None
    here = _ARMIES_OF.get(story, story)
    return state_actor(here, "military", story)


def _nation_before(words: Words, first: int) -> str:
    for at in range(first - 1, max(-1, first - 1 - _NATION_WORDS), -1):
        if not words.glued[at]:
            return ""
        if words.caps[at]:
            people = words.keys[at] in peoples() or words.text[words.ends[at] : words.ends[at] + 1] in ("'", "’")
            return country_at(words, at)[1] if people and at + 1 < first else ""
        if words.keys[at] not in _KINDS:
            return ""
    return ""


def _nation_behind(words: Words, first: int, after: int) -> str:
    """The country of "planes from Chad"; not where they are taken out of it."""
    if after + 1 >= len(words.keys) or words.keys[after] not in ("from", "of") or not words.glued[after - 1]:
        return ""
    if not _REMOVED.isdisjoint(words.keys[max(0, first - _REMOVED_WORDS) : first]):
        return ""
    at = after + 2 if words.keys[after + 1] == "the" and after + 2 < len(words.keys) else after + 1
    size, country = country_at(words, at)
    named = " ".join(words.keys[at : at + size]) in country_names()
    return country if named and words.text[words.ends[at + size - 1] : words.ends[at + size - 1] + 1] != "'" else ""


def _owner(words: Words, first: int, known: Sequence[Place]) -> Actor | None:
    """The last actor before a noun in its sentence, where a word says that what the noun names is its own."""
    number = bisect_left(known, first, key=lambda place: place[0]) - 1
    if number < 0 or first - known[number][1] > _OWNER_WORDS:
        return None
    _, last, actor = known[number]
    between = words.keys[last + 1 : first]
    if not between or (_OWN.isdisjoint(between[-3:]) and _SENDS.isdisjoint(between)):
        return None
    gap = words.text[words.ends[last] : words.starts[first]]
    if not _BREAKS.isdisjoint(gap):
        return None
    return actor if actor.kind in _STATES or not _OWN.isdisjoint(between[-3:]) else None
