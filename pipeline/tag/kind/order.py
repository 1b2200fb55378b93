"""The default second opinion on the kind: small networks that read the words of an opening in their order.

The sentence model knows which words stand together, not in which order beyond its pairs and deeds; a sum of word
vectors knows still less. Here each word is its row of the large table (`pipeline.vectors`), its concepts and what
training taught of itself; two layers of convolutions (Kim 2014, doi:10.3115/v1/D14-1181; the second dilated) read them
in windows of three, five and nine words. Inference is numpy alone: about .3 ms a network for a hundred words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from pipeline.tag.kind.known import ASSET, Opening, ids, own, rows
from pipeline.tag.kind.model import Floats, shipped_model, softmax
from pipeline.tag.kind.vocabulary import Ints, Vocabulary
from pipeline.vectors import shipped_vectors

MOST_WORDS = 80
"""Words that are read; the kind of a report stands in its opening."""
_ONE_THREAD = 250_000  # multiplications; OpenBLAS shares out 4 * 65,536 and more
ROW_LENGTH = 3.0
"""Every row of the table is brought to this length; how long it was is one more number."""
REACH = 2  # words that a window reaches to either side, and steps between the words of the second layer's windows
_SHARE = 1.0
_LEAST = 1e-4
_DIGITS = 3  # the last digits of sums of floats differ between processors


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """What is looked up of each word of a text; 0 stands for unknown.

    Attributes:
        row: shape (words,): the number of its row in the table of word vectors, from 1.
        own: shape (words,): its number among the words that training taught of, from 1.
        concepts: shape (words, 2).
    """

    row: Ints
    own: Ints
    concepts: Ints

    def any(self) -> bool:
        """Whether anything is known of any word."""
        return bool(self.row.any() or self.own.any() or self.concepts.any())


@dataclass(frozen=True, slots=True, eq=False)
class WordTable:
    """The rows of `pipeline.vectors` at equal length.

    Attributes:
        rows: shape (words + 1, dimensions); the first is zero and stands for unknown words.
        lengths: shape (words + 1,): the logarithm of each row's length, centred and scaled.
    """

    rows: Floats
    lengths: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """One trained network; ``width`` is that of the words, ``channels`` that of a window.

    Attributes:
        from_rows: shape (dimensions, width); ``from_length``, ``bias``: shape (width,).
        own: shape (own words + 1, width); ``concepts``: shape (concepts + 1, width): what is added for each.
        near: shape (5 * width, 2 * channels): windows of five and, with zeros at their ends, of three words.
        far: shape (3 * 2 * channels, channels): windows of three places, two apart.
        looks: shape (3 * channels,): how much a place counts in the mean.
        answer: shape (6 * channels, kinds): of the highest and the mean of all places.
    """

    from_rows: Floats
    from_length: Floats
    bias: Floats
    own: Floats
    concepts: Floats
    near: Floats
    near_bias: Floats
    far: Floats
    far_bias: Floats
    looks: Floats
    answer: Floats
    answer_bias: Floats

    def probabilities(self, signs: Signs, table: WordTable) -> Floats:
        """Shape (kinds,)."""
        each = _times(table.rows.take(signs.row, axis=0), self.from_rows)
        each += table.lengths[signs.row][:, None] * self.from_length
        first, second = signs.concepts[:, 0], signs.concepts[:, 1]
        concepts = self.concepts.take(first, axis=0) + self.concepts.take(second, axis=0)
        each += self.own.take(signs.own, axis=0) + concepts + self.bias
        near = _layer(_windows(_relu(each), range(2 * REACH + 1)), self.near, self.near_bias)
        far = _layer(_windows(near, range(0, 2 * REACH + 1, REACH)), self.far, self.far_bias)
        places = np.concatenate([near, far], axis=1)
        mean = softmax(places @ self.looks) @ places
        return softmax(np.concatenate([places.max(axis=0), mean]) @ self.answer + self.answer_bias)


def _times(left: Floats, right: Floats) -> Floats:
    """The matrix product, a strip of rows at a time, so small that OpenBLAS uses no second thread.

    Its threads wait for each other by spinning: on a machine whose cores are all taken by taggers they cost more than
    twice the work. A product made by one thread is also added up in one order, everywhere.
    """
    strip = max(1, _ONE_THREAD // right.size)
    if len(left) <= strip:
        return np.asarray(left @ right, dtype=np.float32)
    product = np.empty((len(left), right.shape[1]), dtype=np.float32)
    for start in range(0, len(left), strip):
        np.matmul(left[start : start + strip], right, out=product[start : start + strip])
    return product


def _layer(values: Floats, weights: Floats, bias: Floats) -> Floats:
    """In place: new memory for each step took longer than the step."""
    product = _times(values, weights)
    product += bias
    return _relu(product)


def _relu(values: Floats) -> Floats:
    """The values themselves, without what is below zero."""
    return np.maximum(values, np.float32(0), out=values)


def _windows(values: Floats, steps: Sequence[int]) -> Floats:
    """Each place beside its neighbours: ``steps`` count from `REACH` places before it; zeros beyond the ends."""
    padded = np.zeros((len(values) + 2 * REACH, values.shape[1]), dtype=np.float32)
    padded[REACH:-REACH] = values
    return np.concatenate([padded[step : step + len(values)] for step in steps], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class WordsInOrder:
    """An opinion as `pipeline.tag.kind.meaning.Opinion`: the mean of its networks' answers."""

    networks: tuple[Network, ...]
    vocabulary: Vocabulary
    share: float

    def log_scores(self, opening: Opening) -> Floats:
        """Shape (kinds,); zeros for a text of which no word is known."""
        found = opening.words[:MOST_WORDS]
        signs = Signs(rows(found), own(found), self.vocabulary.concepts_of(ids(found)))
        if not signs.any():
            return np.zeros_like(self.networks[0].answer_bias)
        told = np.mean([network.probabilities(signs, word_table()) for network in self.networks], axis=0)
        return np.asarray(np.round(self.share * np.log(told + _LEAST), _DIGITS), dtype=np.float32)


def signs_of(found: Sequence[str], own_words: Mapping[str, int], vocabulary: Vocabulary) -> Signs:
    """Look up folded words."""
    numbers = shipped_vectors().numbers
    return Signs(
        row=np.array([numbers.get(word, -1) + 1 for word in found], dtype=np.int64),
        own=np.array([own_words.get(word, 0) for word in found], dtype=np.int64),
        concepts=vocabulary.concepts_of_words(found),
    )


@cache
def word_table() -> WordTable:
    """The table of word vectors as the networks read it; made once."""
    rows = shipped_vectors().rows.astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True) + np.float32(1e-6)
    told = np.log(lengths[:, 0])
    told = (told - told.mean()) / told.std()
    nothing = np.zeros((1, rows.shape[1]), dtype=np.float32)
    return WordTable(
        np.concatenate([nothing, rows / lengths * np.float32(ROW_LENGTH)]),
        np.concatenate([np.zeros(1, dtype=np.float32), told]),
    )


@cache
def words_in_order() -> WordsInOrder:
    """The opinion that comes with the package; loaded once."""
    vocabulary = shipped_model().vocabulary
    with files("pipeline.tag.kind").joinpath("assets", ASSET).open("rb") as stream:
        stored = np.load(stream, allow_pickle=False)
        concept_names = _lines(stored["concept_names"])
        networks = tuple(
            _network(stored, i, concept_names, vocabulary.concept_names) for i in range(int(stored["networks"][0]))
        )
    return WordsInOrder(networks, vocabulary, _SHARE)


def _network(stored: Mapping[str, npt.NDArray[np.float16]], i: int, theirs: list[str], ours: Sequence[str]) -> Network:
    """One network of the asset, its concepts in the order in which the sentence model numbers them now."""
    weights = {name: stored[f"{name}{i}"].astype(np.float32) for name in FIELDS}
    row = {name: number for number, name in enumerate(theirs, 1)}
    weights["concepts"] = weights["concepts"][[0, *(row.get(name, 0) for name in ours)]]
    return Network(**weights)


FIELDS = tuple(field.name for field in fields(Network))


def _lines(raw: npt.NDArray[np.uint8]) -> list[str]:
    return raw.tobytes().decode("utf-8").split("\n")
