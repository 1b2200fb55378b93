"""Which words of a text begin the entries of tables, looked up for all tables at once.

Places, hints, actors and their nouns each ask where a text has words of a set of their own. What costs is to look some
hundreds of words up in large tables, so there is one table for all: of each word the marks of the sets that hold it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import compress

from pipeline.tag.places.tokens import Words


class Starts:
    """A set of words to be asked for. Made once, in the module that asks.

    Args:
        words: answers them; asked when the first text is read.
    """

    def __init__(self, words: Callable[[], Iterable[str]]) -> None:
        self.words = words
        self._mark = 1 << len(_ALL)
        _ALL.append(self)

    def standing(self, words: Words) -> list[int]:
        """The numbers of the words of a text that are in the set, in order."""
        return [number for number, marks in _marked(words, len(_ALL)) if marks & self._mark]


_ALL: list[Starts] = []


@lru_cache(maxsize=8)
def _marked(words: Words, count: int) -> list[tuple[int, int]]:
    marks = list(map(_table(count).get, words.keys))
    return list(compress(enumerate(marks), marks))  # type: ignore[arg-type]  # those without marks fall out


@lru_cache(maxsize=1)
def _table(count: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, starts in enumerate(_ALL[:count]):
        for word in starts.words():
            found[word] = found.get(word, 0) | 1 << number
    return found
