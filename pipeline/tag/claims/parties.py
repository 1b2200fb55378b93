"""The actors of each sentence of an article, and the names that are actors rather than places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

from pipeline.tag.actors import ActorMention
from pipeline.tag.claims.base import Party
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.places import PlaceMention

_NAMED = frozenset({"name", "acronym", "leader", "defined"})
_SCENE = re.compile(
    r"\b(?:in|at|near|from|to|into|across|throughout|inside|outside|over|around|of|with|between|and|for|on|southern"
    r"|northern|eastern|western|central) (?:the )?$",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:in|inside|across|throughout|into|near|in (?:eastern|western|northern|southern|central)) $", re.IGNORECASE
)
_IN_CHARS = 20
_START = attrgetter("start")
_OF_IT = re.compile(r"^'s?\s+\w|^\s*[,)]|^\s*$|^-")


def without_actors(
    mentions: Sequence[PlaceMention], actors: Sequence[ActorMention], parts: Mapping[str, str]
) -> list[PlaceMention]:
    """Leave out places that lie inside the name of an actor ("Hamas", "the Islamic Front of Homs").

    What something is said to be in is the ground, though who rules it has the same name: "clashes in Transnistria".
    """
    taken = sorted((actor.part, actor.start, actor.end) for actor in actors if actor.how in _NAMED)

    def is_inside(mention: PlaceMention) -> bool:
        at = bisect_right(taken, (mention.part, mention.start + 1)) - 1  # they do not overlap: the last to begin before
        return at >= 0 and taken[at][0] == mention.part and mention.end <= taken[at][2]

    whole = {(actor.part, actor.start, actor.end) for actor in actors}

    def is_ground(mention: PlaceMention) -> bool:
        before = parts[mention.part][max(0, mention.start - _IN_CHARS) : mention.start]
        return (mention.part, mention.start, mention.end) in whole and bool(_IN.search(before))

    return [m for m in mentions if m.role != "place" or not is_inside(m) or is_ground(m)]


def without_ground(actors: Sequence[ActorMention], places: Sequence[PlaceMention]) -> list[ActorMention]:
    """Leave out actors whose very words are a place of the article: see `without_actors`."""
    ground = {(place.part, place.start, place.end) for place in places if place.role == "place"}
    return [a for a in actors if a.how not in _NAMED or (a.part, a.start, a.end) not in ground]


def party_finder(actors: Sequence[ActorMention]) -> Callable[[Sentence], Sequence[Party]]:
    """Make the function that answers the actors of a sentence, with offsets into it.

    A country is an actor where it acts ("Israel struck"), not where it is the scene ("in Israel") or an
    attribute ("Israel's south").
    """
    by_part = {part: sorted((a for a in actors if a.part == part), key=_START) for part in ("title", "text")}
    starts = {part: list(map(_START, row)) for part, row in by_part.items()}

    def find(sentence: Sentence) -> Sequence[Party]:
        start, end, row = sentence.start, sentence.end, starts[sentence.part]
        near = by_part[sentence.part][bisect_left(row, start) : bisect_left(row, end)]
        inside = [a for a in near if a.end <= end]
        parties = ((Party(a.start - start, a.end - start, a.actor, a.how != "generic"), a.how) for a in inside)
        return [party for party, how in parties if how != "country" or _acts(sentence.text, party.start, party.end)]

    return find


def _acts(text: str, start: int, end: int) -> bool:
    return not _SCENE.search(text[max(0, start - 25) : start]) and not _OF_IT.match(text[end:])
