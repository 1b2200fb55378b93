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

from pipeline.tag.kind.model import Floats, softmax
from pipeline.tag.text import words
from pipeline.tag.text.runs import Runs
from pipeline.vectors import shipped_vectors

ASSET = "meaning.npz"
_SHARE = 0.3  # what the opinion counts beside the sentence model's sum
_LEAST = 1e-4  # no kind is held less likely: an opinion may doubt, not forbid


class Opinion(Protocol):
    """A judge of a whole opening, asked beside the sentence model."""

    def log_scores(self, opening: str) -> Floats:
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

    def log_scores(self, opening: str) -> Floats:
        """As `Opinion` says."""
        return self.head.log_scores(opening_vector(opening))

    def log_scores_of_each(self, sentences: Sequence[str]) -> Floats:
        """Shape (sentences, kinds): the opinion on each sentence, as if it were an opening."""
        return self.head.log_scores(np.stack([opening_vector(sentence) for sentence in sentences]))


def opening_vector(opening: str) -> npt.NDArray[np.float64]:
    """The sum of the word vectors of a text."""
    return np.asarray(shipped_vectors().sum_of(_ROWS.of(opening)), dtype=np.float64)


_ROWS = Runs(lambda run: tuple(shipped_vectors().numbers_of(words(run))))


@cache
def word_meaning() -> WordMeaning:
    """The opinion that comes with the package; loaded once."""
    return WordMeaning(read_head(ASSET, _SHARE))


def read_head(asset: str, share: float) -> LinearHead:
    """Read a head written by `write_head`."""
    with files("pipeline.tag.kind").joinpath("assets", asset).open("rb") as stream:
        stored = np.load(stream, allow_pickle=False)
        return LinearHead(stored["weights"].astype(np.float32), stored["bias"], share)
