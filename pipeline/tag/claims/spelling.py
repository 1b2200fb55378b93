"""Between two places of one name, the one whose own name is spelled most like the words."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.tag.places import Candidate, ResolvedPlace
from pipeline.tag.places.folding import plain_name
from pipeline.tag.places.resolver import as_place
from pipeline.tag.text import fold

_CLEARLY_LARGER = 4
_CLEARLY_MORE_ALIKE = 0.25


def by_spelling(places: Sequence[ResolvedPlace]) -> list[ResolvedPlace]:
    """Settle names that several towns of one country bear or bore (Slavyansk was once Nikopol's name too).

    Where no town clearly outgrows the other, the one whose present name is far more like the words is meant.
    """
    return [_settled(resolved) for resolved in places]


def _settled(resolved: ResolvedPlace) -> ResolvedPlace:
    mention, place = resolved.mention, resolved.place
    if mention.role != "place" or len(mention.candidates) < 2:  # noqa: PLR2004
        return resolved
    chosen = next(
        (c for c in mention.candidates if c.geoname_id == place.geoname_id and plain_name(c.name) == place.name), None
    )
    if chosen is None or chosen.own_name:
        return resolved
    rivals = [
        c for c in mention.candidates if c.country == chosen.country and c.kind is chosen.kind and _is_rival(c, chosen)
    ]
    best = max(rivals, key=lambda c: (_likeness(mention.text, c.name), -c.entry), default=chosen)
    if _likeness(mention.text, best.name) < _likeness(mention.text, chosen.name) + _CLEARLY_MORE_ALIKE:
        return resolved
    return resolved._replace(place=as_place(best, mention.cue))


def _is_rival(candidate: Candidate, chosen: Candidate) -> bool:
    return candidate is not chosen and candidate.population * _CLEARLY_LARGER >= chosen.population


@lru_cache(maxsize=4096)
def _likeness(words: str, name: str) -> float:
    return SequenceMatcher(None, fold(words), fold(name)).ratio()
