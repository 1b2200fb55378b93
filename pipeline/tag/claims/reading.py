"""An article as the claim rules read it: smoothed text of the same length, cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from pipeline.tag.text import sentences

# UTF-8 punctuation that was read as latin-1 or windows-1252 somewhere on its way. Each replacement is
# as long as what it replaces, so that offsets hold.
_MOJIBAKE = re.compile("â(?:\x80[\x90-\xaf]|€[™œ˜“”¦\x9d])(\\w{0,3})")
# What is left of an entity that was escaped twice: "Najaf #39;s", " quot;home quot;", "now #151; said to be".
_ENTITY = re.compile(r"[ &](?P<mark>#39|#8217|quot|#151|#8212);(?P<tail>(?:s|t|re|ve|ll|d|m)\b|(?=\w))?")
_OPENING, _CLOSING, _APOSTROPHES = ("\x80\x9c", "€œ"), ("\x80\x9d", "€\x9d", "€”"), ("\x80\x99", "\x80\x98", "€™", "€˜")
_MARKS = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2011": "-"}


@lru_cache(maxsize=8)
def smooth(text: str) -> str:
    """Answer the text with plain quotes, dashes and apostrophes, mojibake of them included.

    The answer is exactly as long as the text and differs from it only inside such marks and the
    word end behind them: offsets into the one are offsets into the other.
    """
    if "#" in text or "quot;" in text or "\\" in text:
        text = _ENTITY.sub(_spelt, text).replace("\\", " ")
    if text.isascii():
        return text
    if "â" in text:
        text = _MOJIBAKE.sub(_plain, text)
    for mark, plain in _MARKS.items():  # a fifth of the time of `str.translate`
        text = text.replace(mark, plain)
    return text


def _spelt(match: re.Match[str]) -> str:
    """The mark that an entity stands for, with blanks up to its length behind it, before a word ahead of it."""
    mark, tail = match["mark"], match["tail"]
    if mark in ("#151", "#8212"):
        return " -".ljust(len(match[0]))
    plain = '"' if mark == "quot" else "'"
    if tail:
        return (plain + tail).ljust(len(match[0]))
    return plain.rjust(len(match[0])) if tail == "" else plain.ljust(len(match[0]))


def _plain(match: re.Match[str]) -> str:
    mark, tail = match[0][1:3], match[1]
    if mark in _OPENING:
        return '  "' + tail
    if mark in _CLOSING:
        return '"  ' + tail
    if mark in _APOSTROPHES:
        return "'" + tail + "  "
    return " - " + tail


LONGEST_CHARS, MOST_SENTENCES = 1500, 400
_ABOVE_CHARS, _STAMP_CHARS, _ABOVE_LINES = 60, 120, 6
_STAMP = re.compile(
    r"(?:PUBLISHED|UPDATED|POSTED|MODIFIED|Posted|Modified|Created|(?:Last |First )?(?:[Uu]pdated|[Pp]ublished))\b"
    r"(?: (?:on|at))?(?:\s*[:|].*|\W+(?:\d{1,2}\b|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec).*)"
    r"|\d{1,2}[:.]\d\d\b.{0,40}\b(?:19|20)\d\d",
    re.DOTALL,
)
"""When an article was put up: "PUBLISHED : Sunday, 17 November", "Last updated 13 Sep 2011"."""
_ABOVE = re.compile(
    r"(?:(?:By|Credit|Photo\w*|Picture|Reporting|Updated|Posted|Published)\b.*|\d+ of \d+\.?"
    r"|\W*[A-Z0-9][\w.'/-]*(?:,? (?:of|and|the|in|for|-|[A-Z0-9][\w.'/-]*)){0,5}[.,:]?|\W+)",
    re.DOTALL,
)
"""A line above the text: its author, its place, the number of a picture. The lede begins behind it."""
_CREDIT = re.compile(
    r"\W*(?:Photo(?:graph)?s?|Picture|Image|Credits?|Photo credit|Image source|Photo by|File photo)\s*[:|/].{2,}"
    r"|\([^()]*\b(?:[Pp]hoto|[Pp]icture|[Ii]mage)\b[^()]*\)",
    re.DOTALL,
)
"""Whose picture it is: what stands above it describes the picture, or sums the article up a second time."""


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
    """Cut title and text into sentences, in order; repeats of the title inside the text are left out.

    A run of more than 1,500 characters without a stop is cut there, and only the first 400 sentences are
    answered: both bound the time that a hostile or endless page can take.
    """
    return list(_read(title, text))


@lru_cache(maxsize=4)
def _read(title: str, text: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    even_title, even_text = smooth(title), smooth(text)
    if even_title.strip():
        lead = len(even_title) - len(even_title.lstrip())
        found.append(Sentence(0, "title", lead, even_title.strip()[:LONGEST_CHARS]))
    first, seen = 1 - len(found), {_key(even_title)}
    pieces = _pieces(even_text)
    head = list(islice(pieces, _ABOVE_LINES + 1))
    above = _lines_above([even_text[start:end].strip() for start, end in head], titled=bool(found))
    for start, end in chain(head[above:], pieces):
        words = even_text[start:end].replace("\n", " ")  # lines broken by a wire's width
        if (key := _key(words)) not in seen:
            seen.add(key)
            found.append(Sentence(len(found) + first, "text", start, words))
        if len(found) >= MOST_SENTENCES:
            break
    return tuple(found)


def _lines_above(lines: Sequence[str], *, titled: bool) -> int:
    """How many of the first lines stand above the text; what stands alone or in a text of capitals does not."""
    above = 0
    for number, line in enumerate(lines[:-1]):
        if " ".join(lines[number + 1 :])[:_ABOVE_CHARS].isupper():
            break
        if _CREDIT.fullmatch(line[:_STAMP_CHARS]) or (above == number and _is_above(line, titled=titled)):
            above = number + 1
    return above


def _is_above(line: str, *, titled: bool) -> bool:
    if len(line) <= _STAMP_CHARS and _STAMP.fullmatch(line):
        return True
    return titled and len(line) <= _ABOVE_CHARS and bool(_ABOVE.fullmatch(line))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for span in sentences(text):
        for start in range(span.start, span.end, LONGEST_CHARS):
            yield start, min(start + LONGEST_CHARS, span.end)


def _key(words: str) -> str:
    return " ".join(words.lower().split())
