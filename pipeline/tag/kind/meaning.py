"""A second opinion on the kind: what the words of a text, taken together, are near to.

The sentence model knows the words of its lexicon and of its training lines; a word beside them says nothing to it. Here
every word of a large table counts by its meaning (`pipeline.vectors`): the opening's vector goes through one linear
layer, trained on the same lines. Weak alone, it is right on words that the sentence model does not know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
import numpy.typing as npt

from pipeline.tag.kind.known import Opening, known_words, rows
from pipeline.tag.kind.model import Floats, softmax
from pipeline.tag.kind.vocabulary import Ints
from pipeline.vectors import shipped_vectors

ASSET = "meaning.npz"
_SHARE = 0.3  # what the opinion counts beside the sentence model's sum
_LEAST = 1e-4  # no kind is held less likely: an opinion may doubt, not forbid


class Opinion(Protocol):
    """A judge of a whole opening, asked beside the sentence model."""

    def log_scores(self, opening: Opening) -> Floats:
        """Shape (kinds,), in the order of the model's kinds: what to add to the log scores of each. Deterministic."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class LinearHead:
    """One linear layer from a vector of length one to kinds.

    Attributes:
        weights: shape (dimensions, kinds); ``bias``: shape (kinds,).
        share: what its log probabilities count.
    """

    weights: Floats
    bias: Floats
    share: float

    def log_scores(self, vectors: npt.NDArray[np.floating]) -> Floats:
        """The weighted log probabilities of a vector, or of each row of several; zeros for a vector of nothing.

        Each row goes through a product of its own: its answer is the same to the last bit, alone or among others.
        """
        rows = vectors[..., None, :]
        length = np.sqrt(rows @ vectors[..., None])[..., 0]
        units = rows / np.where(length > 0, length, 1)[..., None]
        told = softmax(np.asarray((units @ self.weights)[..., 0, :] + self.bias, dtype=np.float32))
        return np.where(length > 0, np.asarray(self.share * np.log(told + _LEAST), dtype=np.float32), np.float32(0))


@dataclass(frozen=True, slots=True)
class WordMeaning:
    """Part of the default: the sum of the words' vectors, without a network."""

    head: LinearHead

    def log_scores(self, opening: Opening) -> Floats:
        """As `Opinion` says."""
        return self.head.log_scores(vector_of(opening.words))

    def log_scores_of_each(self, sentences: Sequence[Ints]) -> Floats:
        """Shape (sentences, kinds): the opinion on the words of each sentence, as if it were an opening."""
        return self.head.log_scores(np.stack([vector_of(words) for words in sentences]))


def opening_vector(opening: str) -> npt.NDArray[np.float64]:
    """The sum of the word vectors of a text."""
    return vector_of(known_words().of(opening))


def vector_of(words: Ints) -> npt.NDArray[np.float64]:
    """The sum of the vectors of known words."""
    found = rows(words)
    return shipped_vectors().sum_of(found[found > 0] - 1).astype(np.float64)


@cache
def word_meaning() -> WordMeaning:
    """The opinion that comes with the package; loaded once."""
    return WordMeaning(read_head(ASSET, _SHARE))


def read_head(asset: str, share: float) -> LinearHead:
    """Read a head written by `write_head`."""
    with files("pipeline.tag.kind").joinpath("assets", asset).open("rb") as stream:
        stored = np.load(stream, allow_pickle=False)
        return LinearHead(stored["weights"].astype(np.float32), stored["bias"], share)
