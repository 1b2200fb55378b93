"""Words of a text, with and without their places."""

from __future__ import annotations

import re

from pipeline.tag.text.folding import fold
from pipeline.tag.text.spans import Span

# a word, with inner apostrophes and hyphens (al-Bukamal, people's), a dotted acronym (U.S.) or a number (5.45, 1,200)
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:[-\w]*\w)?|(?:[^\W\d_]\.){2,}|\w+(?:['’ʼ-]\w+)*")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|(?:[a-z]\.){2,}|[^\W_]+(?:'[^\W_]+)?")


def tokens(text: str) -> list[Span]:
    """The spans of all words and numbers, in order; hyphenated words and dotted acronyms are one."""
    return [Span(*match.span()) for match in _TOKEN.finditer(text)]


def words(text: str) -> list[str]:
    """The folded words of ``text`` in order: hyphens split, possessive ``'s`` off, U.S. as ``us.``.

    For comparing and for features; use `tokens` where offsets are needed.
    """
    found = _WORD.findall(fold(text))
    return [_stem_marks(word) for word in found]


def _stem_marks(word: str) -> str:
    if word.endswith("'s"):
        return word[:-2]
    if "." in word and word[0].isalpha():
        return word.replace(".", "") + "."
    return word
