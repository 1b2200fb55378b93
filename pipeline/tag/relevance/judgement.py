"""The judgement on articles: a logistic function of their signs, their setting and what their words mean.

The meaning is the sum of word vectors (`pipeline.vectors`) of the title and of the text's beginning, each of length
one: it knows many more words than the sentence model's lexicon, and with them what a piece is about. All weights stand
in ``assets/articles.json``; ``tests/evals/fit_relevance.py`` fitted them, on labelled articles and on those in
``pipeline/tag/training``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from pipeline.tag.kind import Reading
from pipeline.tag.kind.meaning import opening_vector, vector_of
from pipeline.tag.relevance.signs import signs_and_setting
from pipeline.vectors import DIMENSIONS

ASSET = "articles.json"
_BEGINNING = 1000  # characters of the text whose words count
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ArticleJudgement:
    """What each sign, by name, and each dimension of title's and text's meaning add to the log odds."""

    signs: Mapping[str, float]
    title: Floats
    text: Floats
    bias: float

    def odds(self, reading: Reading, year: int | None) -> float:
        """The log odds that an article of one sentence at least, published in ``year``, reports conflict."""
        found = signs_and_setting(reading, year)
        told = sum(weight * found[name] for name, weight in self.signs.items())
        meant = self.title @ _unit(vector_of(reading.words.of(0, len(reading.title_sentences))))
        meant += self.text @ _unit(vector_of(reading.beginning(_BEGINNING)))
        return float(told + meant + self.bias)


def meaning(text: str) -> Floats:
    """Shape (DIMENSIONS,): what the words of a text's beginning mean together; zeros where none is known."""
    return _unit(opening_vector(text[:_BEGINNING]))


def _unit(vector: Floats) -> Floats:
    return vector / (np.linalg.norm(vector) or 1.0)


@cache
def shipped_judgements() -> tuple[ArticleJudgement, ArticleJudgement, ArticleJudgement]:
    """The weights that come with the package: for articles with a title, for those without, and for briefs."""
    stored = json.loads(files("pipeline.tag.relevance").joinpath("assets", ASSET).read_text("utf-8"))
    return read_judgement(stored["titled"]), read_judgement(stored["untitled"]), read_judgement(stored["brief"])


def read_judgement(stored: Mapping[str, object]) -> ArticleJudgement:
    """Read what ``fit_relevance`` wrote. ValueError for weights of another number of dimensions."""
    title, text = (np.array(stored[part], dtype=np.float64) for part in ("title", "text"))
    if title.shape != (DIMENSIONS,) or text.shape != (DIMENSIONS,):
        raise ValueError(f"{ASSET} was fitted to word vectors of another size than {DIMENSIONS}")
    signs = stored["signs"]
    if not isinstance(signs, dict):
        raise ValueError(f"{ASSET} names no signs")
    return ArticleJudgement(signs, title, text, float(str(stored["bias"])))
