"""Rebuild the heads of the second opinion: ``python -m pipeline.tag.training.heads [--encoder]``. Needs scikit-learn.

The head on word vectors takes some seconds. The one on the encoder (``--encoder``) needs ``conflictwire[encoder]`` and
takes about four minutes. Both learn from the openings of the corpus; the same sources give the same weights but for the
last digits of the encoder's numbers, which differ between releases of torch.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from pipeline.model.words import KINDS
from pipeline.tag.kind import encoder
from pipeline.tag.kind.meaning import ASSET, opening_vector
from pipeline.tag.training.corpus import Example, openings

FOLDER = Path(__file__).parent.parent / "kind" / "assets"
_C = 10.0
_STEP, _ENCODER_STEP = 4, 10  # one in so many variants of a line, three at most; one where each costs 25 ms
_DIGITS = 3

Encode = Callable[[Sequence[str]], npt.NDArray[np.float64]]


def main(argv: Sequence[str] | None = None) -> None:
    """Train and write the heads."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--encoder", action="store_true", help="the head on the encoder, not that on word vectors")
    options = parser.parse_args(argv)
    corpus = thinned(openings(), _ENCODER_STEP if options.encoder else _STEP)
    asset, encode = (encoder.ASSET, encode_openings) if options.encoder else (ASSET, encode_words)
    weights, bias = fit_head(corpus, encode, _C)
    write_head(FOLDER / asset, weights, bias)
    sys.stdout.write(f"{asset}: {len(corpus)} texts, {weights.shape[0]} dimensions\n")


def thinned(corpus: Sequence[Example], step: int) -> list[Example]:
    """Each ``step``-th variant of each line, the first one at least; they share its weight of one."""
    lines: dict[int, list[Example]] = {}
    for example in corpus:
        lines.setdefault(example.template, []).append(example)
    return [
        replace(example, weight=1 / len(variants[::step]))
        for variants in lines.values()
        for example in variants[::step]
    ]


def encode_words(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Shape (texts, dimensions): the sums of the word vectors."""
    return np.array([opening_vector(text) for text in texts])


def encode_openings(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Shape (texts, dimensions): the encoder's vectors."""
    return np.asarray(encoder.load_network().encode(list(texts), show_progress_bar=False), dtype=np.float64)


def fit_head(
    corpus: Sequence[Example], encode: Encode, c: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Weights of shape (dimensions, kinds) and biases, kinds in alphabetical order, each line one witness."""
    model = LogisticRegression(C=c, max_iter=1000)
    weight = [example.weight for example in corpus]
    model.fit(normalize(encode([e.text for e in corpus])), [e.kind for e in corpus], sample_weight=weight)
    order = [list(model.classes_).index(kind) for kind in sorted(KINDS)]
    return model.coef_[order].T, model.intercept_[order]


def write_head(target: Path, weights: npt.NDArray[np.float64], bias: npt.NDArray[np.float64]) -> None:
    """Write the asset."""
    with target.open("wb") as stream:
        np.savez(
            stream,
            weights=np.round(weights, _DIGITS).astype(np.float16),
            bias=np.round(bias, _DIGITS).astype(np.float32),
        )


if __name__ == "__main__":
    main()
