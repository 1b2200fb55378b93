"""A sentence as tokens, as the casualty rules read it."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|\w+(?:[-’'.]\w+)*|[^\w\s]")


class Tokens:
    """Tokens of one sentence: ``raw`` as written, ``words`` in lower case."""

    __slots__ = ("_sentence", "_spans", "raw", "words")

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._spans: list[tuple[int, int]] = []
        self.raw: list[str] = _TOKEN.findall(sentence)
        self.words = list(map(str.lower, self.raw))

    def __len__(self) -> int:
        return len(self.words)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where they stand: asked for only where a toll is told, and read then."""
        if not self._spans:
            self._spans = [match.span() for match in _TOKEN.finditer(self._sentence)]
        return self._spans

    def is_name(self, at: int) -> bool:
        """Whether a token is written like a name: a capital, and not the only one for being first."""
        return 0 <= at < len(self.raw) and self.raw[at][0].isupper()


def tokenize(sentence: str) -> Tokens:
    """Cut a sentence into words (numbers with their commas, hyphened words whole) and single marks."""
    return Tokens(sentence)
