"""The words of a text as keys, with their places in it: what places and actors are looked up by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.tag.places.folding import fold_word

_INNER = "'’‘ʼʻ`´ʿʾʹ\u0300-\u036f\u064b-\u065f\u0670"
_TOKEN = re.compile(rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w]))?|[^\W_]+(?:[{_INNER}]+[^\W_]+)*[\u064b-\u065f]*")
_POSSESSIVE = re.compile(rf"(?<=.)[{_INNER}]{{1,3}}[sS]$")
# UTF-8 apostrophes read as latin-1 or windows-1252: three characters, kept three
_MOJIBAKE = re.compile("â(?:\x80[\x98\x99]|€[™˜])")
_JOINS = frozenset({" ", "-", "–", "\n", "\xa0", "/", "‑", "‐", " \n", "\u200f ", "-\n"})
_AFTER_INITIAL = frozenset({". ", ".", ".-"})
_UPPER_SHARE = 0.7
_SAMPLE = 1500
_ABBREVIATIONS = frozenset("st mt ft gen col gov sen rep dr mr mrs ms lt sgt maj capt".split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order.

    Attributes:
        keys: folded words; possessive ``'s`` is off, a dotted acronym is one word without dots.
        starts, ends: code-point offsets of each word in the text, end exclusive.
        caps: whether the word begins with a capital (or is in a script without case).
        glued: whether only a blank or hyphen (and a possessive ``'s``) stands between the word and the next.
        upper: whether the text is in capitals throughout, so that case says nothing.
    """

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    caps: tuple[bool, ...]
    glued: tuple[bool, ...]
    upper: bool

    def shown(self, first: int, last: int) -> str:
        """The text from word ``first`` to word ``last``, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def between(self, first: int, last: int) -> str:
        """The text between two words."""
        return self.text[self.ends[first] : self.starts[last]]


def is_upper(text: str) -> bool:
    """Whether most cased letters of the beginning are capitals, as on old wires."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    return letters > 0 and sum(map(str.isupper, sample)) > _UPPER_SHARE * letters


@lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """Split ``text`` into words. Remembers the last few texts, so that parts of the tagger share one reading."""
    plain = _MOJIBAKE.sub("’’’", text) if "â" in text else text
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    stops: list[int] = []
    caps: list[bool] = []
    for match in _TOKEN.finditer(plain):
        shown = match.group()
        start, stop = match.span()
        if shown.isascii() and shown.isalnum():
            key = shown.lower()
        else:
            possessive = None if shown.isalnum() else _POSSESSIVE.search(shown)
            shown = shown[: possessive.start()] if possessive else shown
            key = fold_word(shown.replace(".", ""))
        if key:
            first = shown[0]
            keys.append(key)
            starts.append(start)
            ends.append(start + len(shown))
            stops.append(stop)
            caps.append(first.isupper() or not (first.islower() or first.isdigit()))
    glued = [
        (start == stop + 1 and plain[stop] == " ") or _is_glued(plain, key, stop, start)
        for key, stop, start in zip(keys, stops, starts[1:], strict=False)
    ]
    glued += [False] * bool(keys)
    return Words(text, tuple(keys), tuple(starts), tuple(ends), tuple(caps), tuple(glued), is_upper(text))


def _is_glued(text: str, key: str, end: int, start: int) -> bool:
    gap = text[end:start].lstrip("'’")
    return gap in _JOINS or (gap in _AFTER_INITIAL and (len(key) == 1 or key in _ABBREVIATIONS))
