"""The linear model of sentences: one score for each type, and whether it tells of conflict.

Inference is numpy alone: a feature's weights are looked up and added. Weights are stored as 16-bit
floats, so a rebuild on another machine gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO

import numpy as np
import numpy.typing as npt

from pipeline.tag.kind.vocabulary import Features, Vocabulary

Floats = npt.NDArray[np.float32]
ASSET = "sentences.npz"


@dataclass(frozen=True, slots=True, eq=False)
class SentenceModel:
    """Scores sentences.

    Attributes:
        kinds: the types in the order of the columns of ``weights``; its last column is conflict.
        weights: shape (features, kinds + 1); ``bias``: shape (kinds + 1,).
        squares: shape (features,): what each feature adds to the squared length of its sentence; the sums of
            types are divided by that length, so that a long sentence is no surer than a short one.
    """

    vocabulary: Vocabulary
    kinds: tuple[str, ...]
    weights: Floats
    bias: Floats
    conflict: Floats
    squares: Floats

    def type_logits(self, features: Features) -> Floats:
        """Shape (sentences, kinds): the sums of weights over the sentence's length, before softmax."""
        sums = np.empty((features.count, len(self.kinds)), dtype=np.float32)
        sums[:] = self.bias[:-1]
        number, sentence = features.number, features.sentence
        if len(number):
            first = np.ones(len(number), dtype=bool)
            np.not_equal(sentence[1:], sentence[:-1], out=first[1:])
            begins = first.nonzero()[0]
            length = np.sqrt(np.add.reduceat(self.squares.take(number), begins))
            told = np.add.reduceat(self.weights.take(number, axis=0), begins, axis=0)[:, :-1]
            sums[sentence[begins]] += told / length[:, None]
        return sums

    def conflict_logits(self, features: Features) -> Floats:
        """Shape (sentences,): the log-odds that a sentence tells of a current conflict action."""
        sums = np.bincount(features.sentence, self.conflict.take(features.number), features.count)
        return np.asarray(sums + self.bias[-1], dtype=np.float32)


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


@cache
def shipped_model() -> SentenceModel:
    """The model that comes with the package; loaded once."""
    with files("pipeline.tag.kind").joinpath("assets", ASSET).open("rb") as stream:
        return read_model(stream)


def read_model(stream: IO[bytes]) -> SentenceModel:
    """Read a model written by `write_model`."""
    stored = np.load(stream, allow_pickle=False)
    vocabulary = Vocabulary(
        _lines(stored["entries"]),
        stored["lexical"].astype(np.int64),
        stored["concepts"].astype(np.int64),
        _lines(stored["concept_names"]),
        stored["pairs"],
        int(stored["numbers"][0]),
    )
    weights = np.zeros((vocabulary.feature_count, stored["weights"].shape[1]), dtype=np.float32)
    weights[stored["rows"]] = stored["weights"]
    squares = np.ones(vocabulary.feature_count, dtype=np.float32)
    for where, scale in zip(vocabulary.blocks().values(), stored["scales"].tolist(), strict=True):
        squares[where] = scale**2
    return SentenceModel(
        vocabulary=vocabulary,
        kinds=tuple(_lines(stored["kinds"])),
        weights=weights,
        bias=stored["bias"],
        conflict=np.ascontiguousarray(weights[:, -1]),
        squares=squares,
    )


def _lines(raw: npt.NDArray[np.uint8]) -> Sequence[str]:
    return raw.tobytes().decode("utf-8").split("\n")
