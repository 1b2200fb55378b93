"""Words of a text, with and without their places."""

from __future__ import annotations

import re

from pipeline.tag.text.folding import fold
from pipeline.tag.text.spans import Span

# a word, with inner apostrophes and hyphens (al-Bukamal, people's), a dotted acronym (U.S.) or a number (5.45, 1,200)
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:[-\w]*\w)?|(?:[^\W\d_]\.){2,}|\w+(?:['’ʼ-]\w+)*")
_WORD = re.compile(r"\x1e|[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:(?:[.,:](?=\d)|')[^\W_]+)*")
# the same for ASCII text: twice as fast, a loop being begun only at a mark inside a word
_ASCII_WORD = re.compile(
    r"\x1e|[a-z]\.[a-z]\.(?:[a-z]\.)*"
    r"|[a-z0-9]+(?:['.,:](?:(?<=')|(?=\d))[a-z0-9]+(?:(?:[.,:](?=\d)|')[a-z0-9]+)*|)"
)
# other characters than those of words, and marks that may stand inside one, as blanks
_PARTED = bytes(code if chr(code).isalnum() or chr(code) in "'.,:\x1e" else 32 for code in range(128)).ljust(256)
_POSSESSIVE = re.compile(r"'s\b")
SEPARATOR = "\x1e"
"""The ASCII record separator is a word of its own: many sentences can be read in one call."""


def tokens(text: str) -> list[Span]:
    """The spans of all words and numbers, in order; hyphenated words and dotted acronyms are one."""
    return [Span(*match.span()) for match in _TOKEN.finditer(text)]


def words(text: str) -> list[str]:
    """The folded words of ``text`` in order: hyphens split, possessive ``'s`` off, ``U.S.`` kept as ``u.s.``.

    For comparing and for features; use `tokens` where offsets are needed. No word reaches over a blank: those of a text
    are those of its runs between blanks.
    """
    if not text.isascii():  # most such texts have nothing else that is not ASCII, and are then read faster
        text = text.replace("“", '"').replace("”", '"')
    folded = fold(text)
    if "'" in folded:
        folded = _POSSESSIVE.sub("", folded)
    return _ascii_words(folded) if folded.isascii() else _WORD.findall(folded)


def _ascii_words(run: str) -> list[str]:
    """Most words are runs of letters between blanks: the pattern reads only those with marks in them or at them."""
    found: list[str] = []
    for part in run.encode().translate(_PARTED).decode().split(" "):
        if part.isalnum():
            found.append(part)
        elif part[:-1].isalnum() and part[-1] != SEPARATOR:
            found.append(part[:-1])
        elif part:
            found += _ASCII_WORD.findall(part)
    return found
