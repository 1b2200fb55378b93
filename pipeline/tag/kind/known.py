"""What the models know of a word, looked up at once: its numbers in the vocabulary, the vectors and the networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from pipeline.tag.kind.model import shipped_model
from pipeline.tag.kind.vocabulary import END, Ints, joined
from pipeline.tag.text import words
from pipeline.tag.text.runs import RunTable
from pipeline.vectors import shipped_vectors

ASSET = "order.npz"
_BITS = 20
_BEHIND = frozenset(',.;:!?)"')
_MASK = (1 << _BITS) - 1


class KnownWords:
    """The words of texts as numbers in which three are packed, each 0 for a word that is not known there.

    Args:
        ids: of the sentence model's vocabulary; it may be asked for unknown words.
        rows: of the table of word vectors, counted from 0; here they count from 1.
        own: of the words that the networks learnt of.
    """

    def __init__(self, ids: Mapping[str, int], rows: Mapping[str, int], own: Mapping[str, int]) -> None:
        self._ids = ids
        self._packed = {
            word: ids[word] | (rows.get(word, -1) + 1) << _BITS | own.get(word, 0) << 2 * _BITS
            for word in {*ids, *rows, *own}
        }
        self._table = RunTable(self._read)

    def of(self, text: str) -> Ints:
        """The packed numbers of all words of a text, in order."""
        return self._table.of(text.lower())  # one entry for a run in any case

    def _read(self, run: str) -> tuple[int, ...]:
        word = run[:-1] if run[-1:] in _BEHIND else run
        found = [word] if word.isalnum() and word.isascii() else words(run)  # most are a word, or a word and a mark
        return tuple(map(self._number, found))

    def _number(self, word: str) -> int:
        number = self._packed.get(word)
        return self._ids[word] if number is None else number  # a number, or unknown


def ids(packed: Ints) -> Ints:
    """The words' ids in the vocabulary."""
    return packed & _MASK


def rows(packed: Ints) -> Ints:
    """The numbers, from 1, of their rows in the table of word vectors."""
    return packed >> _BITS & _MASK


def own(packed: Ints) -> Ints:
    """Their numbers among the words that the networks learnt of."""
    return packed >> 2 * _BITS


@dataclass(frozen=True, slots=True, eq=False)
class SentenceWords:
    """The words of an article's sentences.

    Attributes:
        packed: all of them in order, a mark behind each sentence; ``ends``: where the marks stand.
    """

    packed: Ints
    ends: list[int]

    def of(self, first: int, behind: int) -> Ints:
        """The words of the sentences from ``first`` to the one before ``behind``, with the marks between them."""
        begin = self.ends[first - 1] + 1 if first else 0
        return self.packed[begin : self.ends[behind - 1]] if behind > first else self.packed[:0]


def sentence_words(sentences: Sequence[str]) -> SentenceWords:
    """Look up the words of sentences."""
    packed = known_words().of(joined(sentences))
    return SentenceWords(packed, (ids(packed) == END).nonzero()[0].tolist())


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """The sentences that a kind is read from, and their words, without marks."""

    sentences: Sequence[str]
    words: Ints

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(self.sentences)


def opening_of(text: str) -> Opening:
    """A text as an opening of one sentence."""
    packed = known_words().of(text)
    return Opening((text,), packed[ids(packed) != END])


@cache
def known_words() -> KnownWords:
    """The words of the models that come with the package."""
    return KnownWords(shipped_model().vocabulary.ids, shipped_vectors().numbers, own_words())


@cache
def own_words() -> Mapping[str, int]:
    """The words that the networks of `pipeline.tag.kind.order` learnt of, numbered from 1."""
    with files("pipeline.tag.kind").joinpath("assets", ASSET).open("rb") as stream:
        stored = np.load(stream, allow_pickle=False)["own_words"]
    return {word: number for number, word in enumerate(stored.tobytes().decode("utf-8").split("\n"), 1)}
