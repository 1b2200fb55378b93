"""A sentence as tokens, as the casualty rules read it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|\w+(?:[-’'.]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one sentence: as written, in lower case, and their spans."""

    raw: list[str]
    words: list[str]
    spans: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.words)

    def is_name(self, at: int) -> bool:
        """Whether a token is written like a name: a capital, and not the only one for being first."""
        return 0 <= at < len(self.raw) and self.raw[at][0].isupper()


def tokenize(sentence: str) -> Tokens:
    """Cut a sentence into words (numbers with their commas, hyphened words whole) and single marks."""
    matches = list(_TOKEN.finditer(sentence))
    raw = [match[0] for match in matches]
    return Tokens(raw, [word.lower() for word in raw], [match.span() for match in matches])
