"""Villages and quarters that no gazetteer knows, where the text itself says what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Spot
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.places.base import PlaceMention, ResolvedPlace
from pipeline.tag.text.cues import Cued

_NAME = r"(?-i:(?:[Aa]l-|[Ee]l-|[Aa]sh-|[Aa]r-)?[A-Z][\w'-]{2,}(?: (?:[A-Z][\w'-]+|al-[A-Z]\w+))?)"
_SORT = r"(?:villages?|districts?|neighbou?rhoods?|quarters?|suburbs?|hamlets?|settlements?)"
_KINDLED = Cued(
    rf"\b{_SORT} of (?P<a>{_NAME})|\b(?P<b>{_NAME}) (?:village|district|neighbou?rhood|quarter|suburb|hamlet)\b",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    "the a an this that his her its their our all some many each christian shia shiite sunni alawite kurdish jewish "
    "muslim monday tuesday wednesday thursday friday saturday sunday northern southern eastern western central old new "
    "syrian iraqi one".split()
)
_TOWN, _COUNTRY = 3, 6
_PRECISION, _PROVINCE = 2, 4
"""UCDP: near a known place, or somewhere in a province. The point is that of the town or province around it."""


def find_local_names(sentence: Sentence, spots: Sequence[Spot], home: Place | None) -> list[Spot]:
    """Find places that are named with their sort ("the village of Rybkhoz") and that no other part knows.

    The place takes country and first-level unit from a finer place in the same sentence, else from
    ``home``; it has no GeoNames id, and the coordinates of the town or province that it lies in, never a country's.
    """
    found = []
    for match in _KINDLED.finditer(sentence.text):
        group = "a" if match["a"] else "b"
        start, end = match.span(group)
        if match[group].split()[0].lower() in _NO_NAME or any(s.start < end and start < s.end for s in spots):
            continue
        around = next((s.resolved.place for s in spots if s.resolved.place.precision < _COUNTRY), home)
        if around is not None:
            found.append(_spot(sentence, match[group], (start, end), around))
    return found


def _spot(sentence: Sentence, name: str, span: tuple[int, int], around: Place) -> Spot:
    mention = PlaceMention(
        sentence.part, sentence.start + span[0], sentence.start + span[1], name, "place", "", dateline=False,
        word=0, words=len(name.split()), candidates=(),
    )  # fmt: skip
    precision = _PRECISION if around.precision <= _TOWN else _PROVINCE
    lat, lon = (around.lat, around.lon) if around.precision < _COUNTRY - 1 else (None, None)
    place = replace(around, name=name, geoname_id=None, lat=lat, lon=lon, precision=precision)
    return Spot(*span, ResolvedPlace(mention, place, 0.5), 0.0, here=False)
