"""Rebuild the sentence model: ``python -m pipeline.tag.training.train``. Needs scikit-learn; takes about a minute.

The same sources give the same file: seeded variants, a deterministic solver, weights rounded to 16 bits
after cutting small ones.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from pipeline.model.words import KINDS
from pipeline.tag.kind.model import ASSET
from pipeline.tag.kind.vocabulary import Features, Ints, Vocabulary
from pipeline.tag.text import words
from pipeline.tag.training.corpus import Example, examples
from pipeline.tag.training.grammar import read_fillers
from pipeline.tag.training.lexicon import plural, read_lexicon, verb_forms

HERE = Path(__file__).parent
TARGET = HERE.parent / "kind" / "assets" / ASSET
_NAMES = ("GPE", "NAT", "GROUP", "DAY")  # concepts whose words stand for their class
_NUMBER = "<number>"
_NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve dozen dozens scores hundreds several".split()
)
_WITNESSES = 2  # lines that must use a word or pair before it may teach
_SCALE = {"words": 0.8, "pairs": 0.8, "concepts": 1.4, "near": 0.6, "far": 0.25, "deeds": 2.0, "company": 0.7}
_LENGTH = 6.0  # of every sentence when types are learned
_TYPE_C, _CONFLICT_C = 1.0, 0.5
_DIGITS = 3


def main() -> None:
    """Train and write the asset."""
    corpus = examples()
    parts = vocabulary_parts(corpus)
    vocabulary = Vocabulary(*parts)
    kinds = tuple(sorted(KINDS))
    weights, bias = fit(vocabulary, corpus, kinds)
    write(TARGET, parts, kinds, weights, bias)
    sys.stdout.write(f"{len(corpus)} sentences, {vocabulary.feature_count} features, {TARGET.stat().st_size} bytes\n")


Parts = tuple[list[str], Ints, Ints, Sequence[str], Ints, int]


def vocabulary_parts(corpus: Sequence[Example]) -> Parts:
    """What `Vocabulary` is built from: the lexicon and all words that two lines of the corpus share."""
    names, phrases = read_lexicon(HERE / "lexicon")
    concept = {name: i for i, name in enumerate(names, 1)}
    entries = _entries(corpus, phrases)
    ids = {entry: i for i, entry in enumerate(entries, 1)}
    concepts = np.zeros((len(entries) + 1, 2), dtype=np.int64)
    lexical = np.arange(len(entries) + 1, dtype=np.int64)
    for phrase, found in phrases.items():
        at = ids[" ".join(phrase)]
        concepts[at, : len(found[:2])] = [concept[name] for name in found[:2]]
        if found[0] in _NAMES:
            lexical[at] = ids[f"<{found[0]}>"]
    for word, stem in _stems(corpus, set(ids)).items():
        if concepts[ids[word], 0] not in {concept[name] for name in _NAMES}:
            lexical[ids[word]] = ids[stem]
    for word in _NUMBER_WORDS:
        lexical[ids[word]] = ids[_NUMBER]
    silent = {word for place in read_fillers(HERE / "fillers.txt")["pl"] for word in words(place)}
    lexical[[ids[word] for word in silent if word in ids]] = 0
    without_pairs = Vocabulary(entries, lexical, concepts, names, np.zeros(0, np.int64), ids[_NUMBER])
    pairs = _shared_pairs(without_pairs, corpus, lexical, len(entries) + 1)
    return entries, lexical, concepts, names, pairs, ids[_NUMBER]


def _entries(corpus: Sequence[Example], phrases: Iterable[tuple[str, ...]]) -> list[str]:
    found = {word for phrase in phrases for word in phrase} | {" ".join(phrase) for phrase in phrases}
    for word in _shared_words(corpus):
        found.update([word, *_inflections(word)])
    found.update(_NUMBER_WORDS)
    return [*(f"<{name}>" for name in _NAMES), _NUMBER, *sorted(found)]


def _shared_words(corpus: Sequence[Example]) -> list[str]:
    lines: dict[str, set[int]] = defaultdict(set)
    for example in corpus:
        for word in words(example.text):
            if not word[0].isdigit():
                lines[stem(word)].add(example.template)
                lines[word].add(example.template)
    return sorted(word for word, found in lines.items() if len(found) >= _WITNESSES)


def stem(word: str) -> str:
    """Cut a regular ending off: for joining the forms of one word, not for showing."""
    for ending, least in (("ies", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4), ("e", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def _inflections(word: str) -> list[str]:
    return [form for form in [*verb_forms(word), plural(word)] if stem(form) == stem(word)]


def _stems(corpus: Sequence[Example], known: set[str]) -> dict[str, str]:
    """Each single word to the first known word with the same stem."""
    first: dict[str, str] = {}
    for word in sorted(known):
        if " " not in word and not word.startswith("<"):
            first.setdefault(stem(word), word)
    return {word: first[stem(word)] for word in known if " " not in word and not word.startswith("<")}


def _shared_pairs(vocabulary: Vocabulary, corpus: Sequence[Example], lexical: Ints, size: int) -> Ints:
    lines: dict[int, set[int]] = defaultdict(set)
    for example in corpus:
        ids = vocabulary.word_ids([example.text])
        low = lexical[ids]
        for first, second in zip(low[:-1].tolist(), low[1:].tolist(), strict=True):
            if first and second:
                lines[first * size + second].add(example.template)
    return np.array(sorted(key for key, found in lines.items() if len(found) >= _WITNESSES), dtype=np.int64)


def fit(
    vocabulary: Vocabulary, corpus: Sequence[Example], kinds: Sequence[str]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Weights of shape (features, kinds + 1) and their biases: multinomial for types, binary for conflict."""
    scale = np.ones(vocabulary.feature_count)
    for block, where in vocabulary.blocks().items():
        scale[where] = _SCALE[block]
    table = matrix(vocabulary.features([example.text for example in corpus]), vocabulary.feature_count) @ diags(scale)
    weight = np.array([example.weight for example in corpus])
    typed = np.array([bool(example.kind) for example in corpus])
    labels = np.array([example.kind for example in corpus])
    types = LogisticRegression(C=_TYPE_C, max_iter=2000, tol=1e-6)
    types.fit(
        normalize(table[typed]) * _LENGTH,
        labels[typed],
        sample_weight=weight[typed] * balance(labels[typed], weight[typed]),
    )
    conflict = LogisticRegression(C=_CONFLICT_C, max_iter=2000, tol=1e-6)
    judged = np.array([example.conflict is not None for example in corpus])
    told = np.array([bool(example.conflict) for example in corpus])
    conflict.fit(table[judged], told[judged], sample_weight=weight[judged])
    order = [list(types.classes_).index(kind) for kind in kinds]
    weights = np.vstack([types.coef_[order] * _LENGTH, conflict.coef_]).T * scale[:, None]
    return weights, np.concatenate([types.intercept_[order], conflict.intercept_])


def balance(labels: npt.NDArray[np.str_], weight: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Weights that bring classes of very different size nearer to each other (square root of the inverse share)."""
    names, inverse = np.unique(labels, return_inverse=True)
    shares = np.bincount(inverse, weight)
    return np.asarray(np.sqrt(shares.mean() / shares)[inverse])


def matrix(features: Features, width: int) -> csr_matrix:
    """Features as a sparse matrix, repeated ones counted once."""
    found = csr_matrix((np.ones(len(features.number)), (features.sentence, features.number)), (features.count, width))
    found.data[:] = 1.0
    return found


def write(
    target: Path,
    parts: Parts,
    kinds: Sequence[str],
    weights: npt.NDArray[np.float64],
    bias: npt.NDArray[np.float64],
) -> None:
    """Write the asset; rows without a weight worth keeping are left out."""
    rounded = np.round(weights, _DIGITS)
    rows = np.flatnonzero(np.abs(rounded).max(axis=1) > 0)
    entries, lexical, concepts, concept_names, pairs, numbers = parts
    target.parent.mkdir(exist_ok=True)
    with target.open("wb") as stream:
        np.savez(
            stream,
            entries=_bytes(entries),
            kinds=_bytes(kinds),
            lexical=lexical.astype(np.int32),
            concepts=concepts.astype(np.uint8),
            scales=np.array([_SCALE[block] for block in Vocabulary(*parts).blocks()]),
            concept_names=_bytes(concept_names),
            numbers=np.array([numbers], dtype=np.int64),
            pairs=pairs,
            rows=rows.astype(np.int32),
            weights=rounded[rows].astype(np.float16),
            bias=np.round(bias, _DIGITS).astype(np.float32),
        )


def _bytes(lines: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)


if __name__ == "__main__":
    main()
