"""What known places leave free: the words of a sentence that the text may introduce as a place of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Spot
from pipeline.tag.claims.local_words import BODIES, ENDINGS, NO_NAME, OPENERS, PREFIXES
from pipeline.tag.places.context import WELL_KNOWN
from pipeline.tag.places.cues import is_direction, is_type_word
from pipeline.tag.places.folding import name_key
from pipeline.tag.places.special import ordinary_words

_LESSER, _LESSER_BYNAME = 50_000, 200_000
_STRANGE = 0.3
_SHORT_WORD = 3


class Taken:
    """The words of a sentence that known places take.

    "Mount Sallum" is not the town inside it, and a village no namesake in a country that has nothing to do with the
    story: these stand in nobody's way.
    """

    def __init__(self, spots: Sequence[Spot], abroad: frozenset[str]) -> None:
        self._spots, self._abroad = spots, abroad

    def touches(self, start: int, end: int) -> bool:
        """Whether any known place shares words with a name, other than a town abroad that has it beside its own."""
        near = [spot for spot in self._spots if spot.start < end and start < spot.end]
        return any(not self._is_byname(s) and not self._is_word_of(s, start, end) for s in near)

    def _is_word_of(self, spot: Spot, start: int, end: int) -> bool:
        """Whether a place far from the story is one word of a longer name."""
        return spot.strange >= _STRANGE and start <= spot.start < spot.end <= end and (start, end) != spot[:2]

    def _is_byname(self, spot: Spot) -> bool:
        mention = spot.resolved.mention
        return name_key(mention.text) in self._abroad and not any(c.own_name for c in mention.candidates)

    def leaves(self, start: int, end: int, text: str) -> bool:
        """Whether a name is free to be introduced."""
        for spot in self._spots:  # asked for every name of an article: a loop takes half the time of `all`
            if spot.start < end and start < spot.end and not self._gives_way(spot, start, end, text):
                return False
        return True

    def _gives_way(self, spot: Spot, start: int, end: int, text: str) -> bool:
        if not start <= spot.start < spot.end <= end:
            return False
        if name_key(spot.resolved.mention.text) in self._abroad:
            return True
        return (start, end) != (spot.start, spot.end) and _is_inside(
            spot, text[start : spot.start], text[spot.end : end]
        )


def names_abroad(spots: Mapping[int, Sequence[Spot]], home: Place | None) -> frozenset[str]:
    """Keys of names that only lesser towns bear, of a country that has little to do with the story.

    That is a country of which the article names nothing else, or which is not named in the sentences that name the town
    and has few of the story's names.
    """
    named: dict[str, set[str]] = defaultdict(set)
    settings: set[str] = set()
    for row in spots.values():
        for spot in row:
            named[spot.resolved.place.country].add(name_key(spot.resolved.mention.text))
            settings.update([spot.resolved.place.country] if spot.resolved.mention.role != "people" else [])
    if home is None or home.country not in settings:  # the people of a country may fight anywhere
        return frozenset()
    found: set[str] = set()
    kept: set[str] = set()
    for row in spots.values():
        for spot in row:
            country, name = spot.resolved.place.country, name_key(spot.resolved.mention.text)
            if spot.resolved.mention.role != "place" or country == home.country or not _is_lesser(spot):
                continue
            beside = any(s.resolved.place.country == country and s is not spot for s in row)
            alone = len(named[country]) == 1
            (found if alone or (spot.strange >= _STRANGE and not beside) else kept).add(name)
    return frozenset(found - kept)


def _is_lesser(spot: Spot) -> bool:
    candidates = spot.resolved.mention.candidates
    return all(c.entry >= 0 and c.population < (_LESSER if c.own_name else _LESSER_BYNAME) for c in candidates)


def _is_inside(spot: Spot, before: str, after: str) -> bool:
    """Whether a known place is only a word of a longer name: a mountain's, a guess, the Ain of "Ain Sultan"."""
    candidates = spot.resolved.mention.candidates
    if before.split(" ", maxsplit=1)[0].lower() in PREFIXES or (candidates and all(c.near for c in candidates)):
        return True
    if not before and name_key(spot.resolved.mention.text) in OPENERS:
        return True
    return all(c.entry >= 0 and c.population < WELL_KNOWN for c in candidates) and _is_longer(before, after)


def _is_longer(before: str, after: str) -> bool:
    """Whether the words around a town's name make it another name: "Union Mantaro" is not Mantaro."""
    keys = name_key(f"{before} {after}").split()
    return bool(keys) and all(
        (len(key) > _SHORT_WORD or key in OPENERS)
        and (key in OPENERS or key not in ordinary_words())
        and not is_type_word(key)
        and not is_direction(key)
        and key not in NO_NAME
        and key not in BODIES
        and key not in ENDINGS
        for key in keys
    )
