"""How precise the judgement on old wires can be: ``./run.sh eval muc_limits``.

Three ways that have little in common, each trained on MUC-3/4 itself and scored on articles left out (five folds,
blocks of neighbours together): our own signs and concepts, the bare words, and what the words mean
(`pipeline.vectors`: the opening, the whole, and the greatest of the sentences). For each the precision where recall
reaches .93, with the spread over five ways to cut the folds. Needs scikit-learn and ``../shared/data``.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from pipeline.tag.kind import read
from pipeline.tag.kind.meaning import opening_vector
from tests.evals.fit_relevance import wire_table
from tests.evals.tag_relevance import FOLDER, Item, muc_articles

Floats = npt.NDArray[np.float64]
Score = Callable[[npt.NDArray[np.intp], npt.NDArray[np.intp]], Floats]
_RECALL, _FOLDS, _BLOCK, _CUTS = 0.93, 5, 8, 5
_OPENING = 600
_SENTENCES = 40


def main() -> int:
    """Print a line for each way; 1 when the data are absent."""
    if not FOLDER.exists():
        print("muc_limits: no data (../shared/data/conflict is not beside the checkout)")
        return 1
    items = list(muc_articles())
    truth = np.array([item.positive for item in items])
    told, means = wire_table([read("", item.text) for item in items]), _meaning(items)
    texts = np.array([item.text for item in items], dtype=object)
    print(f"MUC-3/4: {len(items)} articles, {truth.mean():.2f} with an event; precision at recall {_RECALL}")
    ways: dict[str, Score] = {
        "our signs and concepts": _linear(told, truth, 0.01),
        "bare words": _words(texts, truth),
        "meaning of words": _linear(means, truth, 0.01),
        "signs and meaning": _linear(np.hstack([told, means]), truth, 0.005),
    }
    for name, score in ways.items():
        found = [_precision(_left_out(score, len(items), cut), truth) for cut in range(_CUTS)]
        print(f"  {name:24} {statistics.mean(found):.3f} ({min(found):.3f} to {max(found):.3f})")
    return 0


def _left_out(score: Score, count: int, cut: int) -> Floats:
    """Shape (articles,): each scored by a model that has seen neither it nor its neighbours."""
    fold = (np.arange(count) + cut * _BLOCK // _CUTS) // _BLOCK % _FOLDS
    scores = np.empty(count)
    for n in range(_FOLDS):
        scores[fold == n] = score(np.flatnonzero(fold != n), np.flatnonzero(fold == n))
    return scores


def _linear(table: Floats, truth: npt.NDArray[np.bool_], strength: float) -> Score:
    def score(train: npt.NDArray[np.intp], rest: npt.NDArray[np.intp]) -> Floats:
        model = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=2000))
        return np.asarray(model.fit(table[train], truth[train]).decision_function(table[rest]))

    return score


def _words(texts: npt.NDArray[np.object_], truth: npt.NDArray[np.bool_]) -> Score:
    def score(train: npt.NDArray[np.intp], rest: npt.NDArray[np.intp]) -> Floats:
        words = TfidfVectorizer(lowercase=True, min_df=2, sublinear_tf=True)
        model = make_pipeline(words, LogisticRegression(C=4.0, max_iter=2000))
        return np.asarray(model.fit(texts[train], truth[train]).decision_function(texts[rest]))

    return score


def _meaning(items: Sequence[Item]) -> Floats:
    """Shape (articles, 3 x dimensions): the vectors of the opening and the whole, and the greatest of each sentence."""
    return np.array([_vectors(item.text.lower()) for item in items])


def _vectors(text: str) -> Floats:
    parts = [opening_vector(text[:_OPENING]), opening_vector(text)]
    sentences = [_unit(opening_vector(part)) for part in text.split(".")[:_SENTENCES] if part.strip()]
    return np.concatenate([*map(_unit, parts), np.max(sentences, axis=0)])


def _unit(vector: Floats) -> Floats:
    return vector / (np.linalg.norm(vector) or 1.0)


def _precision(scores: Floats, truth: npt.NDArray[np.bool_]) -> float:
    in_order = truth[np.argsort(-scores, kind="stable")]
    least = int(np.searchsorted(np.cumsum(in_order), _RECALL * truth.sum()))
    return float(in_order[: least + 1].mean())


if __name__ == "__main__":
    sys.exit(main())
