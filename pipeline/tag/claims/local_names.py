"""Villages, quarters, hills and camps that no gazetteer knows, where the text itself says that they are places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Party, Spot
from pipeline.tag.claims.local_points import Introduction, place_around
from pipeline.tag.claims.local_words import (
    ADJECTIVE,
    AFTER,
    APPOSED,
    BEFORE,
    BEFORE_ENDS,
    BODIES,
    DISTANT,
    ENDINGS,
    INSTITUTION,
    LED,
    LED_LOOSELY,
    MEASURED,
    NAME,
    NO_NAME,
    OF_A_NAME,
    OPENERS,
    PREFIXES,
    SPEAKS,
    UNIT_AFTER,
    is_hinted,
    kept_sort,
)
from pipeline.tag.claims.reading import Sentence, smooth
from pipeline.tag.places.base import PlaceMention, ResolvedPlace
from pipeline.tag.places.context import WELL_KNOWN, is_title, surnames_of_persons
from pipeline.tag.places.cues import is_direction, is_type_word
from pipeline.tag.places.folding import name_key, plain_name
from pipeline.tag.places.special import ordinary_words, peoples, person_names, special_names
from pipeline.tag.places.tokens import words_of

_LOOK_BEFORE, _LOOK_AFTER = 130, 70
_LONGEST_LEAD = 48  # characters, more than what leads a name can be long
_SHORTEST, _ACRONYM, _SHORT_WORD = 4, 5, 3
_LESSER, _LESSER_BYNAME = 50_000, 200_000
_STRANGE = 0.3
_PEOPLE = ("ists", "ians", "ites")
"""Ends of words for people: "between Islamists and soldiers"."""
_FATHERS = frozenset(("abu", "umm", "um"))
"""They begin names of persons, and of places where a word for a sort of place says so."""
_SORTED_SCORE, _LED_SCORE = 0.7, 0.5
_SORTED, _LED = 2, 1
_REGION = 5


@dataclass(frozen=True, slots=True)
class Words:
    """What the whole article says of its capitalised words.

    Attributes:
        persons: keys of surnames of persons named in it.
        plain: keys of words that it also writes without a capital.
    """

    persons: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


class _Introduced(NamedTuple):
    """A name that a sentence introduces as a place: offsets of the whole name into it."""

    sentence: Sentence
    start: int
    end: int
    base: str
    """The name without a word for its sort: "Silom" of "Silom rally site"."""
    sorted: bool
    """Whether a word for a sort of place stands with it; else only a preposition leads it."""

    @property
    def name(self) -> str:
        return self.sentence.text[self.start : self.end]


def read_words(title: str, text: str) -> Words:
    """Read what an article says of its capitalised words."""
    read = [words_of(smooth(part)) for part in (title, text) if part]
    plain = {key for words in read for key, capital in zip(words.keys, words.caps, strict=True) if not capital}
    return Words(frozenset().union(*map(surnames_of_persons, read)), frozenset(plain))


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
    abroad = _abroad(spots, home)
    introduced: dict[str, list[_Introduced]] = {}
    for sentence in sentences:
        for one in _introductions(sentence, _Taken(spots.get(sentence.index, ()), abroad), find_parties, words):
            introduced.setdefault(one.base, []).append(one)
    found: dict[int, list[Spot]] = {}
    for base, rows in introduced.items():
        if _is_title_alone(base, rows, sentences):
            continue
        place = place_around(
            plain_name(rows[0].name), [Introduction(r.sentence, r.start, r.end) for r in rows], sentences, spots, home
        )
        if place is None:
            continue
        if any(UNIT_AFTER.match(row.sentence.text, row.end) for row in rows):
            place = replace(place, precision=_REGION)
        score = _SORTED_SCORE if any(row.sorted for row in rows) else _LED_SCORE
        for sentence in sentences:
            taken = _Taken((*spots.get(sentence.index, ()), *found.get(sentence.index, ())), abroad)
            for start, end in _mentions(sentence.text, base, rows, taken):
                found.setdefault(sentence.index, []).append(_spot(sentence, start, end, place, score))
    return found


def _is_title_alone(base: str, rows: Sequence[_Introduced], sentences: Sequence[Sentence]) -> bool:
    """Whether only the headline of an article has the name: there "Dogon village" is a village of Dogons."""
    if rows[-1].sentence.part != "title" or sentences[-1].part == "title":
        return False
    return not any(any(_whole(sentence.text, base)) for sentence in sentences if sentence.part != "title")


def _mentions(text: str, base: str, rows: Sequence[_Introduced], taken: _Taken) -> Iterator[tuple[int, int]]:
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


class _Taken:
    """The words of a sentence that known places take.

    "Mount Sallum" is not the town inside it, and a village no namesake in a country that has nothing to do with the
    story: these stand in nobody's way.
    """

    def __init__(self, spots: Sequence[Spot], abroad: frozenset[str]) -> None:
        self._spots, self._abroad = spots, abroad

    def touches(self, start: int, end: int) -> bool:
        """Whether any known place shares words with a name, other than a town abroad that has it beside its own."""
        return any(s.start < end and start < s.end and not self._is_byname(s) for s in self._spots)

    def _is_byname(self, spot: Spot) -> bool:
        mention = spot.resolved.mention
        return name_key(mention.text) in self._abroad and not any(c.own_name for c in mention.candidates)

    def leaves(self, start: int, end: int, text: str) -> bool:
        """Whether a name is free to be introduced."""
        return all(
            spot.start >= end or start >= spot.end or self._gives_way(spot, start, end, text) for spot in self._spots
        )

    def _gives_way(self, spot: Spot, start: int, end: int, text: str) -> bool:
        if not start <= spot.start < spot.end <= end:
            return False
        if name_key(spot.resolved.mention.text) in self._abroad:
            return True
        return (start, end) != (spot.start, spot.end) and _is_inside(
            spot, text[start : spot.start], text[spot.end : end]
        )


def _abroad(spots: Mapping[int, Sequence[Spot]], home: Place | None) -> frozenset[str]:
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


def _introductions(
    sentence: Sentence, taken: _Taken, find_parties: Callable[[Sentence], Sequence[Party]], words: Words
) -> Iterator[_Introduced]:
    text = sentence.text
    parties: Sequence[Party] | None = None
    for match in NAME.finditer(text):
        if not is_hinted(text, match.start(), match.end()) or not taken.leaves(*match.span(), text):
            continue
        start, end = _trimmed(text, *match.span())
        firmness = _firmness(sentence, start, end, words) if _may_be_place(text[start:end]) else 0
        if not firmness or (firmness == _LED and taken.touches(start, end)):
            continue
        parties = find_parties(sentence) if parties is None else parties
        if any(p.named and p.start < end and start < p.end for p in parties):
            continue
        kept = kept_sort(text[end : end + _LOOK_AFTER]) if firmness == _SORTED else ""
        yield _Introduced(sentence, start, end + len(kept), text[start:end], firmness == _SORTED)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a possessive behind a name, and a word before it that only has its capital from the sentence."""
    if text[start:end].endswith("'s"):
        end -= 2
    first, _, rest = text[start:end].partition(" ")
    if rest and (first.lower() in NO_NAME or name_key(first) in peoples()):
        start = end - len(rest)
    return start, end


@lru_cache(maxsize=4096)
def _may_be_place(name: str) -> bool:
    keys = name_key(name).split(" ")
    given, _ = person_names()
    if keys[0] in NO_NAME or keys[-1] in BODIES or keys[-1].endswith(_PEOPLE):
        return False
    if keys[0] not in _FATHERS and (is_title(keys[0]) or (len(keys) > 1 and keys[0] in given)):
        return False
    return not any(key in peoples() or key in special_names() for key in (*keys, " ".join(keys)))


def _firmness(sentence: Sentence, start: int, end: int, words: Words) -> int:
    """2 where a word for a sort of place stands with the name, 1 where a preposition leads it, 0 where nothing does."""
    text, name = sentence.text, sentence.text[start:end]
    before, after = text[max(0, start - _LOOK_BEFORE) : start], text[end : end + _LOOK_AFTER]
    if (before.removesuffix("\n").endswith(BEFORE_ENDS) and BEFORE.search(before)) or _bears_sort(name):
        return _SORTED
    if AFTER.match(after):
        return 0 if _is_adjective(before, after) else _SORTED
    return 0 if name_key(name).split(" ")[0] in _FATHERS else _firmness_of_lead(sentence, name, before, after, words)


def _firmness_of_lead(sentence: Sentence, name: str, before: str, after: str, words: Words) -> int:
    if MEASURED.match(after):
        return _SORTED
    near = max(0, len(before) - _LONGEST_LEAD)
    led = LED.search(before, near)
    if (led or LED_LOOSELY.search(before, near)) and (APPOSED.match(after) or DISTANT.match(after)):
        return _SORTED
    if sentence.part == "title" or not led or SPEAKS.match(after) or INSTITUTION.match(after):
        return 0
    return _LED if _is_strange_word(name, words) else 0


def _bears_sort(name: str) -> bool:
    """Whether a name begins or ends with the word for its sort: "Mount Sallum", "Sitio Bagurot", "Tambisan Island"."""
    first, *_, last = name.lower().split(" ") if " " in name else (name.lower(), "")
    return first in PREFIXES or last in ENDINGS


def _is_adjective(before: str, after: str) -> bool:
    """Whether a word only says of what kind the sort behind it is: "a Dogon village", "the Ingush village of X"."""
    article = ADJECTIVE.search(before)
    return article is not None and (article["one"] is not None or bool(OF_A_NAME.match(after)))


def _is_strange_word(name: str, words: Words) -> bool:
    """Whether a name is neither a person's nor a word of the language, so that a preposition makes it a place."""
    keys = name_key(name).split(" ")
    given, surnames = person_names()
    if any(k in ordinary_words() or k in words.plain or k in words.persons or k in surnames for k in keys):
        return False
    return keys[0] not in given and len(name) >= _SHORTEST and not (name.isupper() and len(name) <= _ACRONYM)


def _spot(sentence: Sentence, start: int, end: int, place: Place, score: float) -> Spot:
    name = sentence.text[start:end]
    mention = PlaceMention(
        sentence.part, sentence.start + start, sentence.start + end, name, "place", "", dateline=False,
        word=0, words=len(name.split()), candidates=(),
    )  # fmt: skip
    return Spot(start, end, ResolvedPlace(mention, place, score), 0.0, here=False)
