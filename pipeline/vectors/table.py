"""The table of word vectors: words to rows of 8-bit integers, rows to sums, sums to cosines."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO

import numpy as np
import numpy.typing as npt

DIMENSIONS = 96
ASSET = "words.npz"
_DIGITS = 6

Vector = npt.NDArray[np.int32]
"""Shape (DIMENSIONS,): an exact sum of table rows. All zero when no word is known."""


@dataclass(frozen=True, slots=True, eq=False)
class WordVectors:
    """Words and their rows.

    Attributes:
        numbers: word (lower case) → number of its row.
        rows: shape (words, DIMENSIONS), int8. A row's length is the weight of its word: rare words count more.
    """

    numbers: dict[str, int]
    rows: npt.NDArray[np.int8]

    def vector_of(self, words: Iterable[str]) -> Vector:
        """Add up the rows of the known words, as often as each occurs; words are lower case.

        Integers are added, so the order of the words does not matter and the sum is the same on every machine.
        """
        known = [number for number in map(self.numbers.get, words) if number is not None]
        return self.sum_of(np.array(known, dtype=np.int64))

    def sum_of(self, numbers: npt.NDArray[np.int64]) -> Vector:
        """Add up the rows of these numbers."""
        rows = self.rows.take(numbers, axis=0)
        return np.asarray(rows.sum(axis=0, dtype=np.int32), dtype=np.int32)


def cosine(mine: Vector, theirs: Vector) -> float:
    """Return the cosine of two vectors in [-1, 1], rounded to 6 digits; 0 when one of them is all zero."""
    a, b = mine.astype(np.int64), theirs.astype(np.int64)
    squares = int(a @ a) * int(b @ b)
    return round(int(a @ b) / math.sqrt(squares), _DIGITS) if squares else 0.0


def vector_of(words: Iterable[str]) -> Vector:
    """Return the vector of some lower-case words under the shipped table; unknown words add nothing."""
    return shipped_vectors().vector_of(words)


@cache
def shipped_vectors() -> WordVectors:
    """The table that comes with the package; loaded once."""
    with files("pipeline.vectors").joinpath("assets", ASSET).open("rb") as stream:
        return read_vectors(stream)


def read_vectors(stream: IO[bytes]) -> WordVectors:
    """Read a table written by `write_vectors`."""
    stored = np.load(stream, allow_pickle=False)
    words = stored["words"].tobytes().decode("utf-8").split("\n")
    return WordVectors({word: number for number, word in enumerate(words)}, stored["rows"])


def write_vectors(stream: IO[bytes], words: list[str], rows: npt.NDArray[np.int8]) -> None:
    """Write a table: equal words and rows give equal bytes."""
    joined = np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(stream, words=joined, rows=np.ascontiguousarray(rows))
