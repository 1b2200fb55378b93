"""Where a sentence introduces a name as a place: by a word for its sort, an apposition, a distance, a preposition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.tag.claims.base import Party
from pipeline.tag.claims.local_taken import Taken
from pipeline.tag.claims.local_words import (
    ADJECTIVE,
    AFTER,
    APPOSED,
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
    is_hinted,
    is_led_by_sort,
    kept_sort,
    may_be_led,
)
from pipeline.tag.claims.reading import Sentence, smooth
from pipeline.tag.places.context import is_title, surnames_of_persons
from pipeline.tag.places.folding import name_key
from pipeline.tag.places.special import ordinary_words, peoples, person_names, special_names
from pipeline.tag.places.tokens import Words as TextWords
from pipeline.tag.places.tokens import words_of

_LOOK_BEFORE, _LOOK_AFTER = 130, 70
_LONGEST_LEAD = 48  # characters, more than what leads a name can be long
_SHORTEST, _ACRONYM = 4, 5
_PEOPLE = ("ists", "ians", "ites")
"""Ends of words for people: "between Islamists and soldiers"."""
_FATHERS = frozenset(("abu", "umm", "um"))
"""They begin names of persons, and of places where a word for a sort of place says so."""
_SORTED, _LED = 2, 1
_MOST_WORDS = 3


class Words:
    """What a whole article says of its capitalised words; read when it is asked for, as few articles ask."""

    def __init__(self, title: str, text: str) -> None:
        self._parts = title, text

    @cached_property
    def persons(self) -> frozenset[str]:
        """Keys of surnames of persons named in it."""
        return frozenset().union(*map(surnames_of_persons, self._read()))

    @cached_property
    def plain(self) -> frozenset[str]:
        """Keys of words that it also writes without a capital."""
        return frozenset(
            key for words in self._read() for key, capital in zip(words.keys, words.caps, strict=True) if not capital
        )

    def _read(self) -> list[TextWords]:
        return [words_of(smooth(part)) for part in self._parts if part]


class Introduction(NamedTuple):
    """A name that a sentence introduces as a place: offsets of the whole name into it.

    Attributes:
        base: the name without a word for its sort: "Silom" of "Silom rally site".
        sorted: whether a word for a sort of place stands with it; else only a preposition leads it.
    """

    sentence: Sentence
    start: int
    end: int
    base: str
    sorted: bool

    @property
    def name(self) -> str:
        """The whole name, with the word for its sort where that belongs to it."""
        return self.sentence.text[self.start : self.end]


def introductions_in(
    sentence: Sentence, taken: Taken, find_parties: Callable[[Sentence], Sequence[Party]], words: Words
) -> Iterator[Introduction]:
    """Find the names that a sentence introduces as places.

    Args:
        sentence: of the article.
        taken: the words of it that known places take.
        find_parties: the actors of a sentence, asked for only where a name is introduced: theirs are no places.
        words: of the article.
    """
    text = sentence.text
    parties: Sequence[Party] | None = None
    for match in NAME.finditer(text):
        owner = text.rfind("'s ", *match.span())
        whole = (match.start() if owner < 0 else owner + len("'s ")), match.end()  # "Kenya's Boni forest" tells of Boni
        if not taken.leaves(*whole, text) or not is_hinted(text, *whole):
            continue
        start, end = _trimmed(text, *whole)
        firmness = _firmness(sentence, start, end, words) if _may_be_place(text[start:end]) else 0
        if not firmness or (firmness == _LED and taken.touches(start, end)):
            continue
        parties = find_parties(sentence) if parties is None else parties
        if any(p.named and p.start < end and start < p.end for p in parties):
            continue
        kept = kept_sort(text[end : end + _LOOK_AFTER]) if firmness == _SORTED else ""
        yield Introduction(sentence, start, end + len(kept), text[start:end], firmness == _SORTED)


def is_sure_in_capitals(one: Introduction) -> bool:
    """Whether a name of a sentence in capitals is more than words before a sort: "San Zorvan farm", "Zorvan, a town".

    No capital tells it there: "police station area" is no place of that name.
    """
    keys = name_key(one.base).split(" ")
    if not one.sorted or len(keys) > _MOST_WORDS or any(key in ordinary_words() for key in keys[1:]):
        return False
    if keys[0] in OPENERS or keys[0] in PREFIXES:
        return True
    text = one.sentence.text
    behind = AFTER.match(text[one.start + len(one.base) : one.end + _LOOK_AFTER]) or _bears_sort(one.base)
    return not behind and keys[0] not in ordinary_words()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a possessive, and a word before a name that only has its capital from the sentence."""
    if text[start:end].endswith("'s"):
        end -= 2
    first, _, rest = text[start:end].partition(" ")
    if rest and (first.lower() in NO_NAME or name_key(first) in peoples()):
        start = end - len(rest)
    return start, end


@lru_cache(maxsize=4096)
def _may_be_place(name: str) -> bool:
    keys = name_key(name).split(" ")
    if keys[0] in NO_NAME or keys[-1] in BODIES or keys[-1].endswith(_PEOPLE):
        return False
    if keys[0] not in _FATHERS and is_title(keys[0]):
        return False
    return not any(key in peoples() or key in special_names() for key in (*keys, " ".join(keys)))


def _may_be_person(name: str) -> bool:
    first, _, rest = name_key(name).partition(" ")
    return bool(rest) and first not in _FATHERS and first in person_names()[0]


def _firmness(sentence: Sentence, start: int, end: int, words: Words) -> int:
    """2 where a word for a sort of place stands with the name, 1 where a preposition leads it, 0 where nothing does."""
    text, name = sentence.text, sentence.text[start:end]
    before, after = text[max(0, start - _LOOK_BEFORE) : start], text[end : end + _LOOK_AFTER]
    if (before.removesuffix("\n").endswith(BEFORE_ENDS) and is_led_by_sort(before)) or _bears_sort(name):
        return _SORTED
    if _may_be_person(name):
        return 0
    if AFTER.match(after):
        return 0 if _is_adjective(before, after) else _SORTED
    found = _firmness_of_lead(sentence, name, before, after, words)
    if found and name_key(name).split(" ")[0] in _FATHERS:  # "in Abu Zorvan, a district of the capital"
        return found if APPOSED.match(after) and LED.search(before) else 0
    return found


def _firmness_of_lead(sentence: Sentence, name: str, before: str, after: str, words: Words) -> int:
    if MEASURED.match(after):
        return _SORTED
    if not may_be_led(before):
        return 0
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
