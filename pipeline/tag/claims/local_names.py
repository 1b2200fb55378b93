"""Villages, quarters, hills and camps that no gazetteer knows, where the text itself says that they are places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Party, Spot
from pipeline.tag.claims.local_introductions import Introduction, Words, introductions_in, is_sure_in_capitals
from pipeline.tag.claims.local_points import place_around
from pipeline.tag.claims.local_taken import Taken, names_abroad
from pipeline.tag.claims.local_words import UNIT_AFTER
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.small_letters import in_small_letters
from pipeline.tag.places.base import PlaceMention, ResolvedPlace
from pipeline.tag.places.folding import plain_name

_SORTED_SCORE, _LED_SCORE = 0.7, 0.5
_REGION = 5


def find_local_names(
    sentences: Sequence[Sentence],
    spots: Mapping[int, Sequence[Spot]],
    home: Place | None,
    find_parties: Callable[[Sentence], Sequence[Party]],
    words: Words,
) -> dict[int, list[Spot]]:
    """Find places that the article introduces ("the village of Rybkhoz", "in Nyongoro, on the Lamu road").

    A name that is introduced once is the same place wherever the article says it, the title included. The place takes
    country and first-level unit from what lies around it by the words (see `place_around`); it has no GeoNames id.

    Args:
        sentences: of the article.
        spots: the places known to the gazetteer, by number of the sentence. One from nowhere in the story gives way
            to a village that the text introduces by the same name.
        home: the country of the story, or a place in it.
        find_parties: the actors of a sentence: their names are no places.
        words: of the article.

    Returns:
        The new spots by number of the sentence; where they overlap with others, these are to be left out.
    """
    capitals = frozenset(sentence.index for sentence in sentences if sentence.text.isupper())
    sentences = [in_small_letters(sentence) for sentence in sentences] if capitals else sentences
    abroad = names_abroad(spots, home)
    introduced: dict[str, list[Introduction]] = {}
    for sentence in sentences:
        for one in introductions_in(sentence, Taken(spots.get(sentence.index, ()), abroad), find_parties, words):
            if sentence.index in capitals and not is_sure_in_capitals(one):
                continue
            introduced.setdefault(one.base, []).append(one)
    found: dict[int, list[Spot]] = {}
    for base, rows in introduced.items():
        place = None if _is_title_alone(base, rows, sentences) else _place_of(rows, spots, home)
        if place is None:
            continue
        score = _SORTED_SCORE if any(row.sorted for row in rows) else _LED_SCORE
        for sentence in sentences:
            taken = Taken((*spots.get(sentence.index, ()), *found.get(sentence.index, ())), abroad)
            for start, end in _mentions(sentence.text, base, rows, taken):
                found.setdefault(sentence.index, []).append(_spot(sentence, start, end, place, score))
    return found


def _place_of(rows: Sequence[Introduction], spots: Mapping[int, Sequence[Spot]], home: Place | None) -> Place | None:
    """The place that a name means by what lies around its introductions; a first-level unit where they call it one."""
    place = place_around(plain_name(rows[0].name), rows, spots, home)
    if place is not None and any(UNIT_AFTER.match(row.sentence.text, row.end) for row in rows):
        return replace(place, precision=_REGION)
    return place


def _is_title_alone(base: str, rows: Sequence[Introduction], sentences: Sequence[Sentence]) -> bool:
    """Whether only the headline of an article has the name: there "Dogon village" is a village of Dogons."""
    if rows[-1].sentence.part != "title" or sentences[-1].part == "title":
        return False
    return not any(any(_whole(sentence.text, base)) for sentence in sentences if sentence.part != "title")


def _mentions(text: str, base: str, rows: Sequence[Introduction], taken: Taken) -> Iterator[tuple[int, int]]:
    """Where a sentence says a name that is introduced somewhere, with the word for its sort or without it."""
    for at in _whole(text, base):
        end = next((at + len(r.name) for r in rows if text.startswith(r.name, at)), at + len(base))
        if not text[end : end + 1].isalnum() and taken.leaves(at, end, text):
            yield at, end


def _whole(text: str, base: str) -> Iterator[int]:
    """Where a text has a name that is no part of a longer word: "Limani" is not in "Waza-Limani"."""
    at = text.find(base)
    while at >= 0:
        end = at + len(base)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum() or text[max(at - 1, 0)] == "-"):
            yield at
        at = text.find(base, end)


def _spot(sentence: Sentence, start: int, end: int, place: Place, score: float) -> Spot:
    name = sentence.text[start:end]
    mention = PlaceMention(
        sentence.part, sentence.start + start, sentence.start + end, name, "place", "", dateline=False,
        word=0, words=len(name.split()), candidates=(),
    )  # fmt: skip
    return Spot(start, end, ResolvedPlace(mention, place, score), 0.0, here=False)
