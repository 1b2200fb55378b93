"""Quotes: the exact words that prove a field, at most one sentence or 300 characters."""

from __future__ import annotations

from pipeline.model.tagging import Evidence
from pipeline.tag.claims.reading import Sentence

LONGEST_CHARS = 300


def quote(field: str, parts: dict[str, str], sentence: Sentence, start: int, end: int) -> Evidence:
    """Quote the sentence around ``sentence.text[start:end]``, cut to 300 characters that hold these words.

    Args:
        field: the claim's field.
        parts: title and text as received: the quote is copied from there, marks and mojibake as they are.
        sentence: where the words stand.
        start: of the words, as offset into the sentence.
        end: behind the words.
    """
    whole = parts[sentence.part]
    first, last = _window(sentence.text, start, end)
    first, last = first + sentence.start, last + sentence.start
    return Evidence(field, whole[first:last], sentence.part, first, last)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    if len(text) <= LONGEST_CHARS:
        return 0, len(text)
    end = min(end, start + LONGEST_CHARS)
    spare = LONGEST_CHARS - (end - start)
    first = max(0, min(start - spare // 2, len(text) - LONGEST_CHARS))
    last = min(len(text), first + LONGEST_CHARS)
    return _word_start(text, first, start), _word_end(text, last, end)


def _word_start(text: str, at: int, limit: int) -> int:
    if at == 0:
        return 0
    blank = text.find(" ", at, limit)
    return blank + 1 if blank >= 0 else at if text[at - 1] == " " else limit


def _word_end(text: str, at: int, limit: int) -> int:
    if at == len(text):
        return at
    blank = text.rfind(" ", limit, at)
    return blank if blank >= 0 else limit
