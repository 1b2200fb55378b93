"""Rebuild the networks that read words in order: ``python -m pipeline.tag.training.order``. Needs torch.

About five minutes on two cores. Learns from the openings of the corpus, each line one witness: of its variants another
one is drawn in every round. What is known of a word is kept back at random, so that no one word decides. The same
sources give the same weights but for last digits, which differ between releases of torch (it comes with
``conflictwire[encoder]``).
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.model.words import KINDS
from pipeline.tag.kind.known import ASSET
from pipeline.tag.kind.model import shipped_model
from pipeline.tag.kind.order import FIELDS, MOST_WORDS, Signs, signs_of, word_table
from pipeline.tag.text import words
from pipeline.tag.training.corpus import Example, openings

FOLDER = Path(__file__).parent.parent / "kind" / "assets"
_SEEDS = (1,)  # a network for each; a second brought .006 on lines aside and cost a quarter of a millisecond
_WIDTH = _CHANNELS = 64
_ROUNDS, _BATCH = 16, 64
_RATE, _DECAY, _SMOOTHING = 2e-3, 0.02, 0.1
_INPUT_DROP, _PLACE_DROP, _ANSWER_DROP = 0.1, 0.2, 0.5
_HIDDEN_ROWS, _HIDDEN_CONCEPTS, _HIDDEN_OWN = 0.1, 0.15, 0.2  # how often a word's sign is kept back
_WITNESSES = 3  # lines that must use a word before it gets a row of its own

Tensor = Any  # torch is no dependency, so its types are not known
Tensors = dict[str, Tensor]
Sizes = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the corpus: the number of its kind, and the signs of its variants."""

    kind: int
    variants: list[Signs]


def main() -> None:
    """Train and write the networks."""
    corpus = openings()
    own_words = frequent_words(corpus)
    lines = read_lines(corpus, own_words)
    vocabulary = shipped_model().vocabulary
    sizes = len(own_words) + 1, len(vocabulary.concept_names) + 1, len(KINDS)
    with ProcessPoolExecutor() as pool:
        networks = list(pool.map(partial(train, lines, sizes), _SEEDS))
    target = FOLDER / ASSET
    write(target, own_words, vocabulary.concept_names, networks)
    sys.stdout.write(f"{len(lines)} lines, {len(own_words)} words of their own, {target.stat().st_size} bytes\n")


def frequent_words(corpus: Sequence[Example]) -> list[str]:
    """The words of several lines, which get a row of their own, the most frequent first; numbers get none."""
    held = {(word, example.template) for example in corpus for word in words(example.text) if not word[0].isdigit()}
    counts = Counter(word for word, _ in held)
    return sorted((word for word in counts if counts[word] >= _WITNESSES), key=lambda word: (-counts[word], word))


def read_lines(corpus: Sequence[Example], own_words: Sequence[str]) -> list[Line]:
    """The corpus by line."""
    kinds = {kind: i for i, kind in enumerate(sorted(KINDS))}
    numbers = {word: i for i, word in enumerate(own_words, 1)}
    vocabulary = shipped_model().vocabulary
    found: dict[int, Line] = {}
    for example in corpus:
        line = found.setdefault(example.template, Line(kinds[example.kind], []))
        line.variants.append(signs_of(words(example.text)[:MOST_WORDS], numbers, vocabulary))
    return list(found.values())


def train(lines: Sequence[Line], sizes: Sizes, seed: int) -> dict[str, npt.NDArray[np.float32]]:
    """Train one network; the result has the fields of `pipeline.tag.kind.order.Network`."""
    torch = import_module("torch")
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance, hide = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - variety, no secret
    weights = first_weights(torch, sizes)
    steps = -(-len(lines) // _BATCH)
    adam = torch.optim.AdamW(list(weights.values()), lr=_RATE, weight_decay=_DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(adam, _RATE, total_steps=_ROUNDS * steps, pct_start=0.1)
    loss = torch.nn.CrossEntropyLoss(label_smoothing=_SMOOTHING)
    for _ in range(_ROUNDS):
        order = chance.sample(range(len(lines)), len(lines))
        for begin in range(0, len(order), _BATCH):
            batch = [lines[i] for i in order[begin : begin + _BATCH]]
            signs, mask = side_by_side([chance.choice(line.variants) for line in batch], hide)
            answers = forward(torch, weights, signs, mask)
            adam.zero_grad()
            loss(answers, torch.tensor([line.kind for line in batch])).backward()
            adam.step()
            pace.step()
    return {name: weight.detach().numpy() for name, weight in folded(torch, weights).items()}


def first_weights(torch: Any, sizes: Sizes) -> Tensors:
    """Weights before training. Windows of three and of five words are kept apart until `folded`."""
    own, concepts, kinds = sizes
    dimensions, width, channels = word_table().rows.shape[1], _WIDTH, _CHANNELS
    shapes = {
        "from_rows": (dimensions, width),
        "from_length": (width,),
        "own": (own, width),
        "concepts": (concepts, width),
        "three": (3 * width, channels),
        "five": (5 * width, channels),
        "far": (3 * 2 * channels, channels),
        "looks": (3 * channels,),
        "answer": (6 * channels, kinds),
        "bias": (width,),
        "near_bias": (2 * channels,),
        "far_bias": (channels,),
        "answer_bias": (kinds,),
    }
    found = {name: torch.empty(shape).uniform_(-1, 1) / shape[0] ** 0.5 for name, shape in shapes.items()}
    for name, spread in (("own", 0.1), ("concepts", 0.3)):
        found[name] = torch.randn(shapes[name]) * spread
    return {name: weight.requires_grad_() for name, weight in found.items()}


def side_by_side(texts: Sequence[Signs], hide: np.random.Generator) -> tuple[Signs, npt.NDArray[np.float32]]:
    """Texts of one batch, padded with unknown words, some signs hidden; and a mask of shape (texts, words)."""
    shape = len(texts), max(len(text.row) for text in texts)
    rows, own = np.zeros((2, *shape), dtype=np.int64)
    concepts, mask = np.zeros((*shape, 2), dtype=np.int64), np.zeros(shape, dtype=np.float32)
    for i, text in enumerate(texts):
        there = slice(len(text.row))
        rows[i, there], own[i, there], concepts[i, there], mask[i, there] = text.row, text.own, text.concepts, 1
    for signs, share in ((rows, _HIDDEN_ROWS), (concepts, _HIDDEN_CONCEPTS), (own, _HIDDEN_OWN)):
        signs[hide.random(shape) < share] = 0
    return Signs(rows, own, concepts), mask


def forward(torch: Any, weights: Tensors, signs: Signs, mask: npt.NDArray[np.float32]) -> Tensor:
    """Answers before softmax, shape (texts, kinds): what `Network.probabilities` does, for a batch in training."""
    drop, there = torch.nn.functional.dropout, torch.from_numpy(mask)[..., None]
    rows = drop(torch.from_numpy(word_table().rows[signs.row]), _INPUT_DROP)
    own, concepts = (drop(weights[name], _INPUT_DROP) for name in ("own", "concepts"))
    lengths = torch.from_numpy(word_table().lengths[signs.row])[..., None]
    each = rows @ weights["from_rows"] + lengths * weights["from_length"] + weights["bias"]
    each = torch.relu(each + own[signs.own] + concepts[signs.concepts].sum(dim=2)) * there
    near = torch.cat([_windows(torch, each, (1, 2, 3)) @ weights["three"], _windows(torch, each) @ weights["five"]], 2)
    near = torch.relu(near + weights["near_bias"]) * there
    far = _windows(torch, drop(near, _PLACE_DROP), (0, 2, 4)) @ weights["far"]
    places = torch.cat([near, torch.relu(far + weights["far_bias"]) * there], 2)
    looks = (places @ weights["looks"] + (there[..., 0] - 1) * 1e9).softmax(dim=1)
    told = torch.cat([places.max(dim=1).values, (looks[..., None] * places).sum(dim=1)], 1)
    return drop(told, _ANSWER_DROP) @ weights["answer"] + weights["answer_bias"]


def _windows(torch: Any, values: Tensor, steps: Sequence[int] = range(5)) -> Tensor:
    padded = torch.nn.functional.pad(values, (0, 0, 2, 2))
    return torch.cat([padded[:, step : step + values.shape[1]] for step in steps], 2)


def folded(torch: Any, weights: Tensors) -> Tensors:
    """The fields of a network: windows of three words as windows of five that end in zeros."""
    around = torch.zeros((_WIDTH, _CHANNELS))
    three = torch.cat([around, weights["three"], around])
    found = weights | {"near": torch.cat([three, weights["five"]], 1)}
    return {name: found[name] for name in FIELDS}


def write(
    target: Path,
    own_words: Sequence[str],
    concept_names: Sequence[str],
    networks: Sequence[dict[str, npt.NDArray[np.float32]]],
) -> None:
    """Write the asset; numbers of 16 bits."""
    held: dict[str, Any] = {
        "networks": np.array([len(networks)]),
        "own_words": np.frombuffer("\n".join(own_words).encode("utf-8"), dtype=np.uint8),
        "concept_names": np.frombuffer("\n".join(concept_names).encode("utf-8"), dtype=np.uint8),
    }
    for i, found in enumerate(networks):
        held |= {f"{name}{i}": weight.astype(np.float16) for name, weight in found.items()}
    with target.open("wb") as stream:
        np.savez(stream, **held)


if __name__ == "__main__":
    main()
