"""Sentences furnished with all that the other parts of the tagger find in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date

from pipeline.tag.casualties import find_tolls
from pipeline.tag.claims.base import Party, Scene, Spot
from pipeline.tag.claims.clauses import clauses
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.triggers import find_triggers
from pipeline.tag.dates import find_dates
from pipeline.tag.places.base import ResolvedPlace

FindParties = Callable[[Sentence], Sequence[Party]]


def furnish(
    sentences: Sequence[Sentence], places: Sequence[ResolvedPlace], find_parties: FindParties, reference: date | None
) -> list[Scene]:
    """Build the scenes of an article: one for each sentence that tells or counts something, in order."""
    spots = _by_sentence(sentences, places)
    scenes = []
    for sentence in sentences:
        triggers, tolls = find_triggers(sentence.text), find_tolls(sentence.text)
        if triggers or tolls:
            scenes.append(
                Scene(
                    sentence=sentence,
                    triggers=tuple(triggers),
                    parties=tuple(find_parties(sentence)),
                    spots=tuple(spots.get(sentence.index, ())),
                    dates=find_dates(sentence.text, reference),
                    tolls=tolls,
                    clauses=clauses(sentence.text),
                )
            )
    return scenes


def _by_sentence(sentences: Sequence[Sentence], places: Sequence[ResolvedPlace]) -> dict[int, list[Spot]]:
    found: dict[int, list[Spot]] = {}
    for part in ("title", "text"):
        rows = [sentence for sentence in sentences if sentence.part == part]
        starts = [row.start for row in rows]
        for resolved in places:
            mention = resolved.mention
            at = bisect_right(starts, mention.start) - 1
            if mention.part == part and at >= 0 and mention.end <= rows[at].end:
                row = rows[at]
                found.setdefault(row.index, []).append(Spot(mention.start - row.start, mention.end - row.start, resolved))
    return found
