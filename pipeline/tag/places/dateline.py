"""The dateline of an article: where it was filed from, which need not be where the event was."""

from __future__ import annotations

import re

from pipeline.tag.places.tokens import Words

_WORDS_LOOKED_AT = 14
_AFTER = re.compile(
    r"[^\n]{0,60}?(?:\(\s*(?:reuters|ap|afp|upi|xinhua|tass|rtr|dpa|cnn|bbc|ips|interfax|ria|itar[- ]tass|efe|"
    r"ap online|associated press|agence france[- ]presse|thomson reuters foundation)[^)]{0,20}\)|\[[^\]]{3,60}\]|"
    r"[-–—]{1,2}\s|\u2014|â\x80[\x93\x94]|,\s*\d{1,2}\s+[a-z]{3,9}(?:\s+\d{2,4})?\s*(?:[-–—(\[])|:\s)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"\s*(?:(?:by [^\n]{3,60}\n+|updated?:?[^\n]{0,60}\n+|\([a-z /]+\)\s*)\s*)?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([A-Z][^()\n]{2,40}\) ?(?:[-\u2013\u2014]{1,2}|\u00e2\u0080[\u0093\u0094]) ")
_BEFORE_COLON = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}(?:, [A-Z][\w' -]{2,20})?(?=: [A-Z\"'])")
_MARK_LOST = re.compile(
    r"[A-Z][A-Z'.-]{2,}(?:[ /][A-Z][A-Z'.-]{2,})*(?:, [A-Z][\w' -]{2,20}?)? (?=U\.[SN]\. |[A-Z][a-z]*\b)"
)
"""Capitals and then a sentence: what stood between them was lost with the page's markup."""
_WHOLE_TEXT_CHARS = 300
"""A shorter text is a headline: "Aleppo: 12 killed" says where it was."""
_CAPITALS = 3


def dateline_end(words: Words) -> int:
    """The number of words that the dateline at the beginning of a text takes; 0 where there is none.

    Known forms: ``KIEV, Ukraine —``, ``BEIRUT (Reuters) -``, ``SAN SALVADOR, 8 JAN 90 (ACAN-EFE) -- [TEXT]``,
    ``Damascus, SANA –``, ``(Beirut) –``, ``Guwahati: Police said …``.
    """
    if bracketed := _IN_BRACKETS.match(words.text):
        return sum(1 for start in words.starts[:_WORDS_LOOKED_AT] if start < bracketed.end())
    begin = _LEADING.match(words.text)
    offset = begin.end() if begin else 0
    if len(words.text) > _WHOLE_TEXT_CHARS and not words.upper and (filed := _filed(words.text, offset)):
        return sum(1 for start in words.starts[:_WORDS_LOOKED_AT] if start < filed.end())
    match = _AFTER.match(words.text, offset)
    first = next((i for i, start in enumerate(words.starts[:_WORDS_LOOKED_AT]) if start >= offset), None)
    if match is None or first is None or not words.caps[first]:
        return 0
    count = sum(1 for start in words.starts[:_WORDS_LOOKED_AT] if start < match.end())
    inside = words.text[offset : match.end()]
    if words.upper or _begins_in_capitals(inside) or "(" in inside:
        return _placewards(words, first, count)
    return _placewards(words, first, count) if count - first <= _CAPITALS and "," in inside[:40] else 0


def _filed(text: str, offset: int) -> re.Match[str] | None:
    return _BEFORE_COLON.match(text, offset) or _MARK_LOST.match(text, offset)


def _begins_in_capitals(text: str) -> bool:
    word = re.match(r"[^\W\d_]{3,}", text)
    return word is not None and word.group().isupper()


def _placewards(words: Words, first: int, count: int) -> int:
    """Cut the dateline where its sentence would begin: only capitals, numbers and short words belong to it."""
    last = first
    while last < count and (words.caps[last] or words.keys[last].isdigit() or len(words.keys[last]) <= _CAPITALS):
        last += 1
    return last
