"""Which words a pattern cannot do without: a look into a set of words is cheaper than a search in vain.

A *stem* is the first four letters of a run of letters, or the whole run where it is shorter. For most patterns of the
tagger a set of stems can be told, one of which stands in every text that they match: their *cues*. They are read off
the parsed pattern, so nobody has to keep a list of words beside it; where none can be told the pattern is always tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

STEM = 4
_RUN = re.compile("[a-z]+")
_CAPITAL = re.compile(r"(?<!\\)[A-Z](?!<|=)")
_LOWERED = bytes(ord(chr(code).lower()) if chr(code).isalpha() else ord(" ") for code in range(128)).ljust(256)
# what `re.IGNORECASE` takes for an ASCII letter beyond the letter's own lower case
_ALIKE = str.maketrans("ſıİ", "sii")
_MOST = 400
_LETTERS = range(ord("a"), ord("z") + 1)
# how often words of so many letters stand in a text: a cue of four letters tells more than "in"
_WEIGHTS = {1: 20, 2: 20, 3: 4}

Item = tuple[Any, Any]
Items = Sequence[Item]


class _UnknownError(Exception):
    """A word whose first letters cannot be told."""


def stems(text: str) -> set[str]:
    """The stems of a text in any case."""
    if text.isascii():  # the usual case, in half the time
        return {run[:STEM] for run in text.encode().translate(_LOWERED).decode().split()}
    return {run[:STEM] for run in _RUN.findall(text.translate(_ALIKE).lower())}


@lru_cache(maxsize=64)
def stems_of(sentence: str) -> frozenset[str]:
    """The same, remembered for the sentences in hand."""
    return frozenset(stems(sentence))


class AnyCase:
    """A pattern that heeds no case, found two to five times as fast as with ``re.IGNORECASE`` in a text that is ASCII.

    Such a text is lowered once, where ``re`` lowers each letter whenever it looks at it. So take places from a match,
    not words: they may be in lower case.

    Attributes:
        pattern: with ``re.IGNORECASE``, for other texts.
    """

    __slots__ = ("_low", "pattern")

    def __init__(self, pattern: str) -> None:
        """Compile it. ValueError for a capital letter, which no lowered text holds."""
        self.pattern = re.compile(pattern, re.IGNORECASE)
        self._low = re.compile(_uncapital(pattern))

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in ``text``."""
        return self._low.search(text.lower()) if text.isascii() else self.pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the beginning of ``text``."""
        return self._low.match(text.lower()) if text.isascii() else self.pattern.match(text)


def _uncapital(pattern: str) -> str:
    """The pattern. ValueError for a capital letter in it."""
    if _CAPITAL.search(pattern):
        raise ValueError(f"a pattern that heeds no case is written without capitals: {pattern}")
    return pattern


class Cued:
    """A pattern that is searched only where one of its cues stands; with ``re.IGNORECASE`` as an `AnyCase`.

    Attributes:
        pattern: as compiled.
        cues: stems, one of which each match holds; None where they cannot be told.
    """

    __slots__ = ("_low", "cues", "pattern")

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = re.compile(pattern, flags)
        self._low = re.compile(_uncapital(pattern)) if flags == re.IGNORECASE else None
        self.cues = cues(self.pattern)

    def search(self, text: str, known: Iterable[str]) -> re.Match[str] | None:
        """The first match in ``text``, whose stems (at least) are ``known``."""
        if self.cues is not None and self.cues.isdisjoint(known):
            return None
        if self._low is not None and text.isascii():
            return self._low.search(text.lower())
        return self.pattern.search(text)

    def match(self, text: str, known: Iterable[str]) -> re.Match[str] | None:
        """The match at the beginning of ``text``, whose stems (at least) are ``known``."""
        if self.cues is not None and self.cues.isdisjoint(known):
            return None
        if self._low is not None and text.isascii():
            return self._low.match(text.lower())
        return self.pattern.match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a sentence."""
        if self.cues is not None and self.cues.isdisjoint(stems_of(text)):
            return iter(())
        return self.pattern.finditer(text)


def cues(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Stems, one of which stands in every text that a pattern matches; None where they cannot be told."""
    found = _needed(list(_parser.parse(pattern.pattern, pattern.flags)), [], at_start=False)
    return None if found is None else frozenset(found)


def openings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The stems of the word that a match begins with; None where it may begin otherwise."""
    items: Items = list(_parser.parse(pattern.pattern, pattern.flags))
    if not items or items[0] != (sre.AT, sre.AT_BOUNDARY):
        return None
    try:
        return frozenset(_heads(items))
    except _UnknownError:
        return None


def _needed(items: Items, tail: Items, *, at_start: bool) -> set[str] | None:
    """The rarest set of stems that one word of a sequence must have, told by what stands in it and behind it."""
    best: set[str] | None = None
    for number, (op, arg) in enumerate(items):
        rest = [*items[number + 1 :], *tail]
        found: set[str] | None = None
        if op is sre.SUBPATTERN:
            found = _needed(list(arg[3]), rest, at_start=at_start)
        elif op is sre.BRANCH:
            found = _union([_needed(list(branch), rest, at_start=at_start) for branch in arg[1]])
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and arg[0] > 0:
            found = _needed(list(arg[2]), [], at_start=at_start)
        elif at_start and op in (sre.LITERAL, sre.IN, sre.MAX_REPEAT, sre.MIN_REPEAT):
            found = _heads_or_none([(op, arg), *rest])
        if found is not None and (best is None or _weight(found) < _weight(best)):
            best = found
        at_start = _starts_word(op, arg, at_start=at_start)
    return best


def _weight(found: set[str]) -> int:
    return sum(_WEIGHTS.get(len(stem), 1) for stem in found)


def _union(sets: Sequence[set[str] | None]) -> set[str] | None:
    found: set[str] = set()
    for one in sets:
        if one is None:
            return None
        found |= one
    return found


def _starts_word(op: object, arg: Any, *, at_start: bool) -> bool:
    """Whether a letter right behind an item begins a run of letters."""
    if op is sre.AT:
        return at_start or arg in (sre.AT_BOUNDARY, sre.AT_BEGINNING, sre.AT_BEGINNING_STRING)
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return at_start
    return op is sre.LITERAL and not _is_letter(arg)


def _is_letter(code: int) -> bool:
    return chr(code).lower() in "abcdefghijklmnopqrstuvwxyz" or chr(code) in "ſıİ"


def _heads_or_none(items: Items) -> set[str] | None:
    try:
        return _heads(items)
    except _UnknownError:
        return None


def _heads(items: Items) -> set[str]:
    """The stems that the word beginning with ``items`` may have."""
    done, unfinished = _read(items, {""})
    if unfinished:
        raise _UnknownError
    return done


def _read(items: Items, begun: set[str]) -> tuple[set[str], set[str]]:
    """Read on from the beginnings of a word: the stems that are complete, and the beginnings that may go on."""
    done: set[str] = set()
    for op, arg in items:
        if not begun:
            break
        ended, begun = _step(op, arg, begun)
        done |= ended
        if len(done) + len(begun) > _MOST:
            raise _UnknownError
    return done, begun


def _step(op: Any, arg: Any, begun: set[str]) -> tuple[set[str], set[str]]:
    if op in (sre.LITERAL, sre.IN):
        return _joined(_with_char(code, begun) for code in ([arg] if op is sre.LITERAL else _codes(arg)))
    if op in (sre.BRANCH, sre.SUBPATTERN):
        return _joined(_read(list(branch), begun) for branch in (arg[1] if op is sre.BRANCH else [arg[3]]))
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return _repeated(arg, begun)
    if op is sre.AT or (op is sre.ASSERT_NOT and _is_no_word(arg)):
        return {word for word in begun if word}, begun & {""}
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return set(), begun
    raise _UnknownError


def _with_char(code: int, begun: set[str]) -> tuple[set[str], set[str]]:
    if not _is_letter(code):
        if "" in begun:
            raise _UnknownError
        return begun, set()
    letter = chr(code).translate(_ALIKE).lower()
    longer = {word + letter for word in begun}
    done = {word for word in longer if len(word) == STEM}
    return done, longer - done


def _codes(members: Items) -> list[int]:
    """The characters of a class; one blank stands for all that are no letters."""
    found: list[int] = []
    for op, arg in members:
        if op is sre.LITERAL:
            found.append(arg)
        elif op is sre.RANGE and arg[1] - arg[0] < _MOST:
            found.extend(range(arg[0], arg[1] + 1))
        elif op is sre.CATEGORY and arg in (sre.CATEGORY_SPACE, sre.CATEGORY_DIGIT):
            found.append(ord(" "))
        elif op is sre.CATEGORY and arg is sre.CATEGORY_WORD:
            found.extend((ord(" "), *_LETTERS))
        else:
            raise _UnknownError
    return found


def _repeated(arg: Any, begun: set[str]) -> tuple[set[str], set[str]]:
    least, most, body = arg
    done: set[str] = set()
    now, going = set(begun), set(begun) if least == 0 else set()
    for turn in range(1, min(most, STEM + 1) + 1):
        ended, now = _read(list(body), now)
        done |= ended
        if turn >= least:
            going |= now
        if not now:
            break
    if now and most > STEM and now - going:
        raise _UnknownError
    return done, going


def _joined(parts: Iterable[tuple[set[str], set[str]]]) -> tuple[set[str], set[str]]:
    done: set[str] = set()
    begun: set[str] = set()
    for ended, going in parts:
        done |= ended
        begun |= going
    return done, begun


def _is_no_word(arg: Any) -> bool:
    r"""Whether a negative lookahead says that no letter follows: ``(?!\w)``."""
    direction, items = arg
    return direction > 0 and list(items) == [(sre.IN, [(sre.CATEGORY, sre.CATEGORY_WORD)])]
