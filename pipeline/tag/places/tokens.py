"""The words of a text as keys, with their places in it: what places and actors are looked up by."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import TypeVar

from pipeline.tag.places.folding import fold_word, name_key
from pipeline.tag.places.runs import RunReader, letter_counts
from pipeline.tag.places.tables import countries, country_names, demonyms

T = TypeVar("T")
_INNER = "'’‘ʼʻ`´ʿʾʹ\u0300-\u036f\u064b-\u065f\u0670"
_TOKEN = re.compile(rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w]))?|[^\W_]+(?:[{_INNER}]+[^\W_]+)*[\u064b-\u065f]*")
_POSSESSIVE = re.compile(rf"(?<=.)[{_INNER}]{{1,3}}[sS]$")
# UTF-8 apostrophes read as latin-1 or windows-1252: three characters, kept three
_MOJIBAKE = re.compile("â(?:\x80[\x98\x99]|€[™˜])")
_JOINS = frozenset({" ", "-", "–", "\n", "\xa0", "/", "‑", "‐", " \n", "\u200f ", "-\n"})
_LOOSE = frozenset(',;:"”“')
_AFTER_INITIAL = frozenset({". ", ".", ".-"})
_RUNS = RunReader(_INNER)
_UPPER_SHARE = 0.7
_SAMPLE = 1500
_LONG, _SHORTEST = 500, 3
_APOSTROPHES = "'’‘`´â"
"""Of a text of some length without any, these were lost: hardly an article does without them."""
_ABBREVIATIONS = frozenset("st mt ft gen col gov sen rep dr mr mrs ms lt sgt maj capt".split())


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text in order. Compared by identity: what is remembered of them is found at once.

    Attributes:
        keys: folded words; possessive ``'s`` is off, a dotted acronym is one word without dots.
        starts, ends: code-point offsets of each word in the text, end exclusive.
        caps: whether the word begins with a capital (or is in a script without case).
        glued: whether only a blank or hyphen (and a possessive ``'s``) stands between the word and the next.
        upper: whether the text is in capitals throughout, so that case says nothing.
        capitals: the numbers of the words with ``caps``.
    """

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    caps: tuple[bool, ...]
    glued: tuple[bool, ...]
    upper: bool
    capitals: tuple[int, ...]

    def shown(self, first: int, last: int) -> str:
        """The text from word ``first`` to word ``last``, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def between(self, first: int, last: int) -> str:
        """The text between two words."""
        return self.text[self.ends[first] : self.starts[last]]


def is_upper(text: str) -> bool:
    """Whether most cased letters of the beginning are capitals, as on old wires."""
    letters, capitals = letter_counts(text[:_SAMPLE])
    return letters > 0 and capitals > _UPPER_SHARE * letters


@lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """Split ``text`` into words. Remembers the last few texts, so that parts of the tagger share one reading.

    A word is nearly always a run of letters and digits; the pattern is tried only where a run is followed by a mark
    that may join it to the next one.
    """
    plain = _MOJIBAKE.sub("’’’", text) if "â" in text else text
    keys, starts, ends, caps, joined, apart, odd = _RUNS.runs(plain)
    stops, gone, unsure = ends.copy(), set[int](), {*apart}
    for number in sorted({*odd, *joined}):
        match = None if number in gone else _TOKEN.match(plain, starts[number])
        if match is not None:
            keys[number], ends[number], caps[number] = _read(match.group(), starts[number])
            stops[number] = match.end()
            unsure.add(number)
            gone.update(range(number + bool(keys[number]), bisect_left(starts, match.end())))
    if "" in keys:  # a lone sign of speech: what is beside the words around it must be looked at again
        unsure.update(range(len(keys)))
    glued = _glued(plain, keys, starts, stops, unsure, gone)
    if gone:
        kept = bytearray(b"\x01" * len(keys))
        for number in gone:
            kept[number] = 0
        keys, starts, ends = _kept(keys, kept), _kept(starts, kept), _kept(ends, kept)
        caps, glued = _kept(caps, kept), _kept(glued, kept)
    if len(text) > _LONG and not any(mark in text for mark in _APOSTROPHES):
        _take_off_lost_possessives(keys, ends, caps)
    return Words(
        text,
        tuple(keys),
        tuple(starts),
        tuple(ends),
        tuple(caps),
        tuple(glued),
        is_upper(text),
        tuple(compress(range(len(caps)), caps)),
    )


def _take_off_lost_possessives(keys: list[str], ends: list[int], caps: list[bool]) -> None:
    """Where a text lost its apostrophes on its way, read "Syrias north" as "Syria's north": countries and capitals."""
    known = _possessors()
    for number, key in enumerate(keys):
        if key[-1:] == "s" and caps[number] and key[:-1] in known:
            keys[number], ends[number] = key[:-1], ends[number] - 1


@lru_cache(maxsize=1)
def _possessors() -> frozenset[str]:
    """Keys of the names of countries and capitals that with an s are not another name or a people."""
    names = {*country_names(), *(name_key(country.capital) for country in countries().values())}
    others = {*names, *demonyms(), "americas", "males"}
    return frozenset(name for name in names if name.isalpha() and len(name) > _SHORTEST and f"{name}s" not in others)


def _read(shown: str, start: int) -> tuple[str, int, bool]:
    """The key of a word, where it ends without a possessive ``'s``, and whether it begins with a capital."""
    possessive = None if shown.isalnum() else _POSSESSIVE.search(shown)
    shown = shown[: possessive.start()] if possessive else shown
    first = shown[0]
    key = fold_word(shown.replace(".", ""))
    return key, start + len(shown), first.isupper() or not (first.islower() or first.isdigit())


def _kept(row: list[T], kept: bytearray) -> list[T]:
    return list(compress(row, kept))


def _glued(
    text: str, keys: list[str], starts: list[int], stops: list[int], unsure: set[int], gone: set[int]
) -> list[bool]:
    """For each word whether it is glued to the next one that is not gone; only the unsure ones are looked at."""
    glued, count = [True] * len(keys), len(keys)
    for number in unsure - gone:
        after = number + 1
        while after in gone:
            after += 1
        stop = stops[number]
        glued[number] = (
            after < count and text[stop] not in _LOOSE and _is_glued(text, keys[number], stop, starts[after])
        )
    return glued


def _is_glued(text: str, key: str, end: int, start: int) -> bool:
    gap = text[end:start].lstrip("'’")
    return gap in _JOINS or (gap in _AFTER_INITIAL and (len(key) == 1 or key in _ABBREVIATIONS))
