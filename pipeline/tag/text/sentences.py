"""Where sentences begin and end.

A rule splitter: a mark that can end a sentence does so unless the word before it is an abbreviation
or an initial, or the word after it cannot begin one. Line ends are paragraph ends, except in
hard-wrapped text (old wires), where only blank lines, indents and short lines are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pipeline.tag.text.spans import Span

_CLOSERS = "(?:[\"'”’»)\\]]|''|â\x80[\x99\x9d]|â€[™\x9d])*"
_OPENERS = "(?:[\"'“‘«(\\[]|``|â\x80[\x98\x9c]|â€[˜œ])*"
_RARE_MARKS = "!?…؟۔。！？"
# one class of characters first: the scan for it is then as fast as it can be
_MARK = re.compile(rf"[.{_RARE_MARKS}]+{_CLOSERS}(?:(?=\s)|(?<=[。！？])|(?=[A-Z][a-z]+[ ,']))")
_STOP = re.compile(rf"\.\.*{_CLOSERS}(?:(?=\s)|(?=[A-Z][a-z]+[ ,']))")  # twice as fast, for texts without rare marks
_RUN_ON = re.compile(r"[a-z]{2}$")
_NEXT = re.compile(rf"\s*(?:[-–—•*]\s*)?{_OPENERS}([^\W_]+(?:['’-]\w+)*)?")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_EDGE = " \t\r\n\f\v\u00a0\u2028\u2029\ufeff"

_LONGEST_ABBREVIATION = 12
_WRAPPED_WIDTH = 95
_WRAPPED_LINES = 4
_SHORT_LINE = 0.6
_RUN_ON_LINES = 2
"""In a text too short for the measure of its lines."""

# titles and the like: a name always follows
_BEFORE_NAME = frozenset(
    "mr mrs ms messrs dr prof gen lt col capt cpt maj sgt cpl pvt pfc adm vadm cmdr cdr comdr brig rev hon sen "
    "rep gov pres st ste mt ft supt insp det asst dep msgr amb min atty fr sr sra srta ing lic dra mme mlle vs v "
    "cf hq viz engr arch brg ltc spc ssgt tsgt msgt lcpl vice-adm rear-adm".split()
)
# ends a sentence only if no number follows
_BEFORE_NUMBER = frozenset(
    "no nos nr num vol pp p para art sec ch fig approx ca est res jan feb mar apr jun jul aug sep sept oct nov "
    "dec km tel".split()
)
# may end a sentence or not: the next word decides
_EITHER = frozenset(
    "inc ltd corp co cos llc plc bros jr sr etc al dept univ ave blvd rd hwy bn div regt ret mil intl assn".split()
)
_CLOCK = frozenset({"a.m", "p.m", "am", "pm"})
_ABBREVIATIONS = _BEFORE_NAME | _BEFORE_NUMBER | _EITHER | _CLOCK
_AFTER_CLOCK = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun gmt est edt pst pdt et "
    "bst cet utc ist january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec today yesterday local time".split()
)
_STARTERS = frozenset(
    "the a an in on at it its he she they we i you this that these those but and however meanwhile there after "
    "before when while as if for from according some many several most one two three four five six seven at also "
    "although since during both officials police witnesses earlier later last his her their our no not so then "
    "under with what who how why another".split()
)


def sentences(text: str) -> list[Span]:
    """Split ``text`` into sentences: spans in order that do not overlap, blank edges off.

    Every character that is not white space lies in exactly one span. Marks that close a quotation
    or a bracket belong to the sentence they close. Offsets are code points. The last few texts are
    remembered: the parts of the tagger cut the same text.
    """
    return list(_sentences(text))


@lru_cache(maxsize=8)
def _sentences(text: str) -> tuple[Span, ...]:
    lower = not any(map(str.isupper, text[:2000]))
    marks = _MARK if any(map(text.__contains__, _RARE_MARKS)) else _STOP
    found: list[Span] = []
    for paragraph in _paragraphs(text):
        begin, end = paragraph
        for mark in marks.finditer(text, begin, end):
            if mark.end() < end and _is_end(text, mark, begin, end, lower=lower):
                found += _trimmed(text, begin, mark.end())
                begin = mark.end()
        found += _trimmed(text, begin, end)
    return tuple(found)


def _is_end(text: str, mark: re.Match[str], begin: int, end: int, *, lower: bool) -> bool:
    at, before = mark.end(), _word_before(text[max(begin, mark.start() - 2 * _LONGEST_ABBREVIATION) : mark.start()])
    if text[at] == " " and text[at + 1 : at + 2].isupper() and len(before) > 1 and before.isalnum():
        if before.lower() not in _ABBREVIATIONS:  # the usual case, told without a pattern
            return True
    if text[at].isalpha() and text[mark.start()] in ".!?":  # no blank after it: town.The army
        return _RUN_ON.search(text, begin, mark.start()) is not None
    after = _NEXT.match(text, mark.end(), end)
    following = (after.group(1) or "") if after else ""
    if following and following[0].islower() and not lower:
        return False
    if text[mark.start()] != "." or mark.group(0).startswith(".."):
        return True
    return not before or _ends_after(before, following)


def _word_before(words: str) -> str:
    """The word at the end, or nothing."""
    run = words.rpartition(" ")[2]
    if run.isalnum():  # the usual case, read without a pattern
        return run
    found = _WORD_BEFORE.search(run)
    return found.group() if found else ""


def _ends_after(before: str, following: str) -> bool:
    """Whether a full stop between these two words ends a sentence."""
    word, after = before.lower(), following.lower()
    if len(word) > _LONGEST_ABBREVIATION:
        return True
    if word in _BEFORE_NAME or word in _BEFORE_NUMBER:
        return word in _BEFORE_NUMBER and not after[:1].isdigit()
    if word in _CLOCK:
        return after not in _AFTER_CLOCK
    if len(word) == 1 and word.isalpha() and before.islower():
        return True
    if "." in word or word in _EITHER or (len(word) == 1 and word.isalpha()):
        return after in _STARTERS or not after
    return True


def _paragraphs(text: str) -> Iterator[Span]:
    breaks = _BLANK_LINE if _is_wrapped(text) else _LINE_END
    begin = 0
    for gap in breaks.finditer(text):
        yield Span(begin, gap.start())
        begin = gap.end()
    yield Span(begin, len(text))


def _is_wrapped(text: str) -> bool:
    """Whether line ends fall inside sentences: many lines of near-equal, narrow width that end anywhere."""
    raw = text[:8000].split("\n")[:-1]
    if any(len(line) > _WRAPPED_WIDTH and len(line.rstrip()) > _WRAPPED_WIDTH for line in raw):
        return False
    full = [line for line in map(str.rstrip, raw) if len(line) > _SHORT_LINE * _WRAPPED_WIDTH]
    if len(full) < _WRAPPED_LINES:
        return _runs_on(text[:8000].split("\n"))
    ends = sum(line[-1] in ".!?:\"'”)" for line in full)
    return 2 * ends < len(full)


def _runs_on(lines: list[str]) -> bool:
    """Whether a few lines are broken inside sentences: the next one begins with a small letter."""
    return sum(after[:1].islower() and line[-1:].isalnum() for line, after in pairwise(lines)) >= _RUN_ON_LINES


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """The stretch without its blank edges, or nothing."""
    words = text[start:end].lstrip(_EDGE)
    start = end - len(words)
    return [Span(start, start + len(words.rstrip(_EDGE)))] if words else []
