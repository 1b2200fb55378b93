"""The country that a story is about: where an event happened whose own sentences name no place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.tag.claims.base import Told, words_alone
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.places.base import ResolvedPlace
from pipeline.tag.places.resolver import as_place
from pipeline.tag.places.special import country_candidate

_COUNTRY = 6
_DATELINE, _TITLE, _LEDE, _LEDE_SENTENCES = 0.5, 3.0, 2.0, 4
_PEOPLE, _NOT_LED = 0.3, 0.5
"""What "Canadian missionaries" and "Canada said" count for the ground, against "in Haiti" and its towns."""
_LED = re.compile(r"\b(?:in|inside|across|near|of|over|into|from|to|on)(?: [a-z-]+){0,3} (?:the )?$")
_LED_CHARS = 40


def home_of(sentences: Sequence[Sentence], places: Sequence[ResolvedPlace]) -> Told[ResolvedPlace] | None:
    """The country that most of the places of an article lie in, with the mention that speaks for it first.

    Nations whose people act or speak weigh less than countries and towns that something is said to be in. None where
    an article names no place.
    """
    rows = _Rows(sentences)
    weights: dict[str, float] = {}
    for resolved in places:
        if resolved.place.country:
            weights[resolved.place.country] = weights.get(resolved.place.country, 0.0) + _weight(resolved, rows)
    if not weights:
        return None
    country = max(weights, key=lambda code: weights[code])  # of equals the one named first: "the Syrian-Iraqi border"
    inside = [p for p in places if p.place.country == country]
    for resolved in sorted(
        inside, key=lambda p: (p.place.precision != _COUNTRY, p.mention.role == "people", p.mention.dateline)
    ):
        mention = resolved.mention
        row = rows.holding(resolved)
        if row is not None:
            whole = resolved._replace(place=as_place(country_candidate(country)))
            return Told(whole, words_alone(row), mention.start - row.start, mention.end - row.start)
    return None


class _Rows:
    """The sentences of title and text, to be found by their offsets."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._rows = {part: [s for s in sentences if s.part == part] for part in ("title", "text")}
        self._starts = {part: [row.start for row in rows] for part, rows in self._rows.items()}
        self.lede_end = max((row.end for row in self._rows["text"][:_LEDE_SENTENCES]), default=0)

    def holding(self, resolved: ResolvedPlace) -> Sentence | None:
        """The sentence that a mention stands in, None when it was left out or the mention is cut by its end."""
        mention = resolved.mention
        at = bisect_right(self._starts[mention.part], mention.start) - 1
        if at < 0:
            return None
        row = self._rows[mention.part][at]
        return row if mention.end <= row.end else None


def _weight(resolved: ResolvedPlace, rows: _Rows) -> float:
    mention = resolved.mention
    weight = _DATELINE if mention.dateline else _TITLE if mention.part == "title" else 1.0
    if weight == 1.0 and mention.start < rows.lede_end:
        weight = _LEDE
    if mention.role == "people":
        return _PEOPLE * weight
    if mention.role != "country" or (row := rows.holding(resolved)) is None:
        return weight
    at = mention.start - row.start
    return weight if _LED.search(row.text[max(0, at - _LED_CHARS) : at]) else _NOT_LED * weight
