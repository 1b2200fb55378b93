"""Distil static word vectors: ``python -m pipeline.vectors.build.distil MODEL_FOLDER NEWS_FOLDER WORK_FOLDER``.

As model2vec does: each word is encoded alone, the encoder's space is cut to its principal axes and each word gets the
weight of smooth inverse frequency (Arora et al. 2017). Then the rows are moved a little so that their *sum* over a
text points where the encoder puts the whole text (the idea of tokenlearn), held near where they began. What was
encoded is kept in WORK_FOLDER and not encoded again.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from pipeline.vectors.build.encoder import Encoder, Floats
from pipeline.vectors.build.texts import openings
from pipeline.vectors.table import ASSET, DIMENSIONS, write_vectors

MORE_WORDS = Path(__file__).with_name("more_words.txt")
SMOOTHING = 1e-4
STEPS = 60
RATE = 0.003
HOLD = 1.0
_ASIDE = 10  # one text in so many is left out of the fit and says how well it went
_WORD = re.compile(r"[^\W\d_]+")
_FULL = 127
_WITHIN = 0.9995  # the few larger numbers are cut, so that the small ones keep their digits


@dataclass(frozen=True, slots=True)
class Words:
    """Lower-case words, their frequency ranks and their encodings, shape (words, 384)."""

    words: list[str]
    ranks: Floats
    encoded: Floats


def known_words(pieces: list[str], more: list[str]) -> tuple[list[str], list[int]]:
    """Whole English words among the word pieces, then more words, which count as rarer than any piece."""
    found = {piece: rank for rank, piece in enumerate(pieces) if len(piece) > 1 and piece.isascii() and piece.isalpha()}
    for word in more:
        found.setdefault(word, len(pieces))
    return list(found), list(found.values())


def first_rows(words: Words, axes: Floats) -> Floats:
    """Rows of words encoded alone: unit length, centred, on the axes, times smooth inverse frequency."""
    unit = words.encoded / np.linalg.norm(words.encoded, axis=1, keepdims=True)
    share = 1.0 / (words.ranks + 10.0)
    share /= share.sum()
    rows = (unit - unit.mean(axis=0)) @ axes
    return np.asarray(rows * (SMOOTHING / (SMOOTHING + share))[:, None])


def bags(texts: list[str], words: list[str]) -> sparse.csr_matrix:
    """How often each text holds each known word, shape (texts, words)."""
    numbers = {word: number for number, word in enumerate(words)}
    cells = [
        (at, numbers[word]) for at, text in enumerate(texts) for word in _WORD.findall(text.lower()) if word in numbers
    ]
    at, number = np.array(cells).T
    return sparse.csr_matrix((np.ones(len(cells)), (at, number)), shape=(len(texts), len(words)))


def moved_rows(rows: Floats, bag: sparse.csr_matrix, targets: Floats) -> Floats:
    """Move the rows so that sums of them point along the targets: Adam on 1 - cosine, held near the first rows."""
    first, rows = rows, rows.copy()
    mean, square = np.zeros_like(rows), np.zeros_like(rows)
    for step in range(1, STEPS + 1):
        sums = bag @ rows
        length = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
        unit = sums / length
        pull = -(targets - (unit * targets).sum(axis=1, keepdims=True) * unit) / length
        slope = bag.T @ pull / bag.shape[0] * 1000 + HOLD * (rows - first)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        rows -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return rows


def agreement(rows: Floats, bag: sparse.csr_matrix, targets: Floats) -> float:
    """The mean cosine between summed rows and the encoder."""
    sums = bag @ rows
    return float(((sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6)) * targets).sum(axis=1).mean())


def distil(words: Words, texts: list[str], encoded: Floats) -> Floats:
    """Return the rows, shape (words, DIMENSIONS), and print how well their sums agree with the encoder."""
    centred = encoded - encoded.mean(axis=0)
    axes = np.linalg.svd(centred[:8000], full_matrices=False)[2][:DIMENSIONS].T
    targets = centred @ axes
    targets /= np.linalg.norm(targets, axis=1, keepdims=True)
    bag, fitted = bags(texts, words.words), np.arange(len(texts)) % _ASIDE != 0
    rows = first_rows(words, axes)
    print(f"agreement on texts left aside: {agreement(rows, bag[~fitted], targets[~fitted]):.3f} before the fit")
    rows = moved_rows(rows, bag[fitted], targets[fitted])
    print(f"agreement on texts left aside: {agreement(rows, bag[~fitted], targets[~fitted]):.3f} after it")
    return rows


def encoded_once(path: Path, encoder: Encoder, texts: list[str]) -> Floats:
    """Encode texts, or read what an earlier run encoded."""
    if not path.exists():
        np.save(path, encoder.encode(texts).astype(np.float32))
    return np.asarray(np.load(path), dtype=np.float64)


def main() -> None:
    """Make the table and write it into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "news", "work"):
        parser.add_argument(name, type=Path)
    chosen = parser.parse_args()
    encoder, texts = Encoder(chosen.model), openings(chosen.news)
    words, ranks = known_words(encoder.vocabulary(), MORE_WORDS.read_text("utf-8").split())
    held = Words(words, np.array(ranks, dtype=np.float64), encoded_once(chosen.work / "words.npy", encoder, words))
    rows = distil(held, texts, encoded_once(chosen.work / "texts.npy", encoder, texts))
    small = np.clip(np.round(rows * _FULL / np.quantile(np.abs(rows), _WITHIN)), -_FULL, _FULL).astype(np.int8)
    with (Path(__file__).parents[1] / "assets" / ASSET).open("wb") as stream:
        write_vectors(stream, words, small)
    print(f"{len(words):,} words, {len(words) * DIMENSIONS:,} bytes before compression")


if __name__ == "__main__":
    main()
