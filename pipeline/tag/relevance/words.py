"""What the single words of a brief say, beside its signs and meaning.

A headline and a lede are too few sentences for signs to be sure of, and a mean of word vectors blurs the one word that
decides. This is a linear function of the words themselves: of those that it knows, each weighted by how rare it is
(inverse document frequency), the whole made of length one. ``tests/evals/fit_briefs.py`` fits it; it knows only
words of the project's own training material.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt

from pipeline.tag.text.plain import plain_words

ASSET = "words.json"


@dataclass(frozen=True, slots=True, eq=False)
class WordJudgement:
    """The rarity and the weight of each word, and the log odds where none is known."""

    words: Mapping[str, tuple[float, float]]
    bias: float

    def odds(self, text: str) -> float:
        """The log odds that a text of these words reports conflict."""
        known = [self.words[word] for word in sorted(set(plain_words(text))) if word in self.words]  # one order of sums
        length = sqrt(sum(rarity * rarity for rarity, _ in known)) or 1.0
        return self.bias + sum(rarity * weight for rarity, weight in known) / length


@cache
def shipped_words() -> WordJudgement:
    """The judgement that comes with the package."""
    stored = json.loads(files("pipeline.tag.relevance").joinpath("assets", ASSET).read_text("utf-8"))
    return WordJudgement({word: (rarity, weight) for word, (rarity, weight) in stored["words"].items()}, stored["bias"])
