"""Where the matches of a pattern may begin: trying a long pattern at few words is cheaper than at each.

A pattern of many turns of phrase with groups in them is tried turn by turn at each word of a text. Few words begin a
match, and a plain list of those is looked through ten to twenty times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


class Opening:
    """The words that may begin a match.

    Args:
        words: a pattern of them, without groups; it is tried only where a word begins.
    """

    __slots__ = ("_pattern",)

    def __init__(self, words: str) -> None:
        self._pattern = re.compile(rf"\W(?={words})")

    def places(self, text: str) -> list[int]:
        """The offsets of such words, in order."""
        return [match.start() for match in self._pattern.finditer(" " + text)]  # the blank stands before a first word


def matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of the places, from left to right without overlap, as ``finditer`` gives them."""
    read_to = 0
    for start in places:
        match = pattern.match(text, start) if start >= read_to else None
        if match:
            yield match
            read_to = match.end()
