"""What an article says, as a bag of weighted terms for story clustering."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.dedupe.facts import EMPTY_WORDS
from pipeline.vectors import DIMENSIONS, shipped_vectors

FIRST_WORDS = 250
"""The rest of a report is background: with 400 words stories score lower."""
TITLE_WEIGHT = 2
ABOUT_WORDS = 150
_MOST_ABOUT = 250  # an exact sum of so many rows of 8 bits fits 16 bits
_STEMMED_CHARS = 5
_MARK = b"v1\0\0"

_MORE_EMPTY_WORDS = frozenset(
    "has have had which who whom when where also but there one two first last about into other been if so what some "
    "all any do does did how most only just between because while under against during before since until through "
    "told according year years day days week month time people news reuters ap afp monday tuesday wednesday thursday "
    "friday saturday sunday today yesterday "
    "который которые года год это был была были также после время уже еще он она они мы "
    "التي الذي هذا هذه ذلك كان كانت قد كما لا ما هو هي او يوم قال قالت انه ان الي".split()
)


def stem(word: str) -> str:
    """Take an English plural for its singular: reports of one strike speak of strikes."""
    if word[-1] != "s" or len(word) < _STEMMED_CHARS or word[-2] == "s" or not word.isascii():
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


EVERYWHERE = frozenset(zlib.crc32(stem(word).encode()) for word in EMPTY_WORDS | _MORE_EMPTY_WORDS)
"""Hashes of words that half of all articles hold, whatever the window says of them when it is young."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Distinct term hashes, the damped frequency (1 + ln n) of each, and what the words are about.

    Attributes:
        about: shape (DIMENSIONS,), see `pipeline.vectors`; all zero for a text that is not English.
    """

    hashes: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]
    about: npt.NDArray[np.int16]

    def pack(self) -> bytes:
        """Serialize, little-endian: all hashes, all weights, what it is about, a mark of four bytes."""
        return b"".join(
            (
                self.hashes.astype("<u4").tobytes(),
                self.weights.astype("<f4").tobytes(),
                self.about.astype("<i2").tobytes(),
                _MARK,
            )
        )

    @classmethod
    def unpack(cls, raw: bytes) -> Terms:
        """Undo `pack`. What was stored before there were vectors has no mark, so its length divides by eight."""
        about = np.zeros(DIMENSIONS, dtype=np.int16)
        if len(raw) % 8:
            begins = len(raw) - len(_MARK) - about.nbytes
            about = np.frombuffer(raw[begins : -len(_MARK)], dtype="<i2").astype(np.int16)
            raw = raw[:begins]
        half = len(raw) // 2
        hashes = np.frombuffer(raw[:half], dtype="<u4").astype(np.uint32)
        return cls(hashes, np.frombuffer(raw[half:], dtype="<f4").astype(np.float32), about)


def terms_of(title_words: list[str], tokens: list[str]) -> Terms:
    """Count the words of the title, twice, and of the first `FIRST_WORDS` words of the text."""
    counts = Counter(tokens[:FIRST_WORDS])
    for word in title_words:
        counts[word] += TITLE_WEIGHT
    hashed: Counter[int] = Counter()
    for word, count in counts.items():
        hashed[zlib.crc32(stem(word).encode("utf-8", "surrogatepass"))] += count
    weights = [1.0 + math.log(count) for count in hashed.values()]
    return Terms(
        np.array(list(hashed), dtype=np.uint32),
        np.array(weights, dtype=np.float32),
        _about(title_words, tokens),
    )


def _about(title_words: list[str], tokens: list[str]) -> npt.NDArray[np.int16]:
    """Add up the word vectors of the title, twice, and the lead; nothing when most of their words are unknown."""
    words = [*title_words, *title_words, *tokens[:ABOUT_WORDS]][:_MOST_ABOUT]
    table = shipped_vectors()
    known = list(filter(table.numbers.__contains__, words))
    if 2 * len(known) < len(words):
        return np.zeros(DIMENSIONS, dtype=np.int16)
    return table.vector_of(known).astype(np.int16)
