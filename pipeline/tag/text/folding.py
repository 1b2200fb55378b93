"""Spellings of one word brought together: case, accents, typographic marks, mojibake of quotes."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "’‘ʼʻ`´ʹ"
_DASHES = "‐‑‒–—−"
_MARKS = dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DASHES, "-")
# UTF-8 quotes and dashes read as latin-1 or windows-1252, as captured pages hold them
_MOJIBAKE_APOSTROPHE = re.compile("â(?:\x80[\x98\x99]|€[™˜])")
_MOJIBAKE_MARK = re.compile("â(?:\x80[\x90-\xa6]|€[œ\x9d“”¦\x9c]?)")
# combining marks of Latin, Greek and Cyrillic, and the vowel signs of Arabic and Hebrew
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670]+")
_UPPER_SHARE = 0.7
_SAMPLE = 2000


def fold(text: str) -> str:
    """Answer ``text`` in lower case, Latin accents off, with ASCII apostrophes and dashes.

    The answer may differ in length from ``text``: it is for comparing, not for offsets.
    """
    if text.isascii():
        return text.lower()
    if "â" in text:
        text = _MOJIBAKE_MARK.sub(" ", _MOJIBAKE_APOSTROPHE.sub("'", text))
    for mark, plain in _MARKS.items():  # a fifth of the time of `str.translate`
        text = text.replace(mark, plain)
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).lower())


def is_upper_case(text: str) -> bool:
    """Whether most letters of the beginning are capitals, as on old wires: case then says nothing."""
    letters = [char for char in text[:_SAMPLE] if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > _UPPER_SHARE * len(letters)
