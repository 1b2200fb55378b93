"""Names of bodies and leaders that tell the country of a story; places inside such a name are none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.tag.places.folding import ARTICLES, key_words
from pipeline.tag.places.special import special_names
from pipeline.tag.places.starts import Starts
from pipeline.tag.places.tables import cells, rows
from pipeline.tag.places.tokens import Words

_LONGEST = 8


class Hint(NamedTuple):
    """A phrase found: its first word, how many words, and the countries it speaks for."""

    first: int
    length: int
    countries: tuple[str, ...]


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, ...], bool]]:
    """Keys to countries, and whether the phrase is an acronym or begins with a capital (else any case will do)."""
    found: dict[str, tuple[tuple[str, ...], bool]] = {}
    for countries, phrases in rows("hints.tsv", 2):
        for phrase in cells(phrases):
            bare = phrase.removeprefix("the ")
            words = key_words(bare)
            start = 1 if len(words) > 1 and words[0] in ARTICLES else 0
            found.setdefault(_form(words[start:]), (cells(countries), not bare[0].islower()))
    return found


def _form(words: Sequence[str]) -> str:
    """The key of a phrase: its words, with every inner article spelt alike."""
    return " ".join((words[0], *("al" if word in ARTICLES else word for word in words[1:])))


@lru_cache(maxsize=1)
def _first_words() -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in _phrases():
        words = key.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


_STARTS = Starts(_first_words)


@lru_cache(maxsize=8)
def hints(words: Words) -> tuple[Hint, ...]:
    """The phrases of the table in a text, the longest at each word."""
    found: list[Hint] = []
    starts, keys, taken = _first_words(), words.keys, 0
    for index in _STARTS.standing(words):
        if index < taken:
            continue
        for length in range(min(starts[keys[index]], _LONGEST, len(keys) - index), 0, -1):
            hint = _hint(words, index, length)
            if hint is not None:
                found.append(hint)
                taken = index + length
                break
    return tuple(found)


def _hint(words: Words, first: int, length: int) -> Hint | None:
    if not all(words.glued[first : first + length - 1]):
        return None
    known = _phrases().get(_form(words.keys[first : first + length]))
    if known is None or (known[1] and not words.caps[first]):
        return None
    return Hint(first, length, known[0])


@lru_cache(maxsize=8)
def bodies(words: Words) -> frozenset[int]:
    """The words that belong to the name of a body or leader, and so name no place (but *Donbas* is both)."""
    return frozenset(
        index
        for hint in hints(words)
        if hint.length > 1 or words.keys[hint.first] not in special_names()
        for index in range(hint.first, hint.first + hint.length)
    )
