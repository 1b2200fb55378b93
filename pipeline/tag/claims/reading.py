"""An article as the claim rules read it: smoothed text of the same length, cut into sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.tag.text import sentences

# UTF-8 punctuation that was read as latin-1 or windows-1252 somewhere on its way. Each replacement is
# as long as what it replaces, so that offsets hold.
_MOJIBAKE = re.compile("â(?:\x80[\x90-\xaf]|€[™œ˜“”¦\x9d])(\\w{0,3})")
_OPENING, _CLOSING, _APOSTROPHES = ("\x80\x9c", "€œ"), ("\x80\x9d", "€\x9d", "€”"), ("\x80\x99", "\x80\x98", "€™", "€˜")
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2011": "-"})


def smooth(text: str) -> str:
    """Answer the text with plain quotes, dashes and apostrophes, mojibake of them included.

    The answer is exactly as long as the text and differs from it only inside such marks and the
    word end behind them: offsets into the one are offsets into the other.
    """
    if text.isascii():
        return text
    return _MOJIBAKE.sub(_plain, text).translate(_MARKS)


def _plain(match: re.Match[str]) -> str:
    mark, tail = match[0][1:3], match[1]
    if mark in _OPENING:
        return '  "' + tail
    if mark in _CLOSING:
        return '"  ' + tail
    if mark in _APOSTROPHES:
        return "'" + tail + "  "
    return " - " + tail


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text`` is smoothed, ``start`` its offset in the title or text as received.

    ``index`` counts sentences, the title being 0 and the first sentence of the text 1.
    """

    index: int
    part: str
    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)


def read_sentences(title: str, text: str) -> list[Sentence]:
    """Cut title and text into sentences, in order; repeats of the title inside the text are left out."""
    found: list[Sentence] = []
    even_title, even_text = smooth(title), smooth(text)
    if even_title.strip():
        lead = len(even_title) - len(even_title.lstrip())
        found.append(Sentence(0, "title", lead, even_title.strip()))
    seen = {_key(even_title)}
    for span in sentences(even_text):
        words = even_text[span.start : span.end]
        if (key := _key(words)) not in seen:
            seen.add(key)
            found.append(
                Sentence(
                    len(found) if found and found[0].part == "title" else len(found) + 1, "text", span.start, words
                )
            )
    return found


def _key(words: str) -> str:
    return " ".join(words.lower().split())
