"""The judgement on old wires: reports in capitals without a title, as monitoring services sent them.

Half of such a stream is statements, interviews and commentaries on a war, told in its words. What tells a report from
them is how it talks (in the first person, of what should be, in quotations) and which things it names. A logistic
function over the article's signs, eight shares of such words and the lexicon's concepts, whose weights
``tests/evals/fit_relevance.py`` fitted on half of the labelled wires.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

import numpy as np

from pipeline.tag.kind import Reading
from pipeline.tag.kind.vocabulary import Ints
from pipeline.tag.text import is_upper_case

ASSET = "wires.json"
LEAST_SENTENCES = 3
_WORD = re.compile(r"[a-z0-9']+")
_TALK = {
    "first": frozenset("we our us ourselves i my me".split()),
    "second": frozenset("you your".split()),
    "should": frozenset("will would should must can could may might if".split()),
    "today": frozenset("today yesterday morning night tonight afternoon".split()),
    "said": frozenset("said reported stated added".split()),
}
TALK = (*_TALK, "quoted", "numbers", "length")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A logistic function: what each sign, by name, and each concept found in one more sentence adds to the odds."""

    signs: Mapping[str, float]
    concepts: Mapping[str, float]
    bias: float

    def odds(self, signs: Mapping[str, float], names: Sequence[str], counts: Ints) -> float:
        """The log odds that a wire reports conflict; concepts count by the log of one plus their sentences."""
        weights = np.array([self.concepts.get(name, 0.0) for name in names])
        told = sum(weight * signs[name] for name, weight in self.signs.items())
        return float(told + weights @ np.log1p(counts) + self.bias)


def is_wire(reading: Reading) -> bool:
    """Whether an article is such a wire: no title, capitals, three sentences at least."""
    long = not reading.title_sentences and len(reading.text_sentences) >= LEAST_SENTENCES
    return long and is_upper_case(reading.text)


def talk(text: str) -> dict[str, float]:
    """How a text talks, by the names of `TALK`: words, quotation marks, numbers for each hundred words; log length."""
    found = _WORD.findall(text.lower())
    hundreds = max(len(found), 1) / 100
    shares = {name: sum(map(kind.__contains__, found)) / hundreds for name, kind in _TALK.items()}
    quoted, numbers = text.count('"') / hundreds, sum(map(str.isdigit, found)) / hundreds
    return shares | {"quoted": quoted, "numbers": numbers, "length": log(max(len(found), 1))}


@cache
def shipped_judgement() -> Judgement:
    """The weights that come with the package."""
    stored = json.loads(files("pipeline.tag.relevance").joinpath("assets", ASSET).read_text("utf-8"))
    return Judgement(stored["signs"], stored["concepts"], stored["bias"])
