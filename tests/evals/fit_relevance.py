"""How the numbers of `pipeline.tag.relevance` were found: ``python -m tests.evals.fit_relevance [--write]``.

Fits the two logistic functions over the article's signs on the labelled sets and prints them, with F1 on the
hand-labelled articles when their own fold is left out. Those numbers are copied by hand, so that the shipped tagger
needs nothing of the data. The judgement on old wires has too many: it is fitted on one half of MUC-3/4, with a bias
that gives the wished recall on blocks left out, and written to its asset by ``--write``; the other half judges it
(`tests.evals.tag_relevance`). Needs scikit-learn and ``../shared/data``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from pipeline.tag.kind import Reading, read
from pipeline.tag.relevance import wires as wire_judgement
from pipeline.tag.relevance.article import Signs, signs
from pipeline.tag.relevance.wires import ASSET, TALK, is_wire, talk
from tests.evals.tag_kind import is_closed, read_snippets
from tests.evals.tag_relevance import Item, agnews, gold_articles, is_fitted, muc_articles

Floats = npt.NDArray[np.float64]
TITLED = ("title", "best", "mean", "domains", "core")
UNTITLED = ("conflict", "lede", "domains", "core", "incident", "words")
_PEACEFUL = {"DIPLOMACY", "ACCIDENT", "NATURAL_DISASTER", "ORGANIZED_CRIME", "PEACEFUL_PROTEST"}
_UNSURE = set(
    "ARREST DISRUPTED_WEAPONS_USE SEXUAL_VIOLENCE PROTEST_WITH_INTERVENTION MOB_VIOLENCE VIOLENT_DEMONSTRATION "
    "ATTRIBUTION LOOTING_PROPERTY_DESTRUCTION HQ_OR_BASE_ESTABLISHED OTHER".split()
)
_WIRE_C, _WIRE_RECALL, _DIGITS = 0.01, 0.94, 4
_FOLDS, _BLOCK = 5, 8  # stories stand together in the file: blocks of neighbours go out together


@dataclass(frozen=True, slots=True)
class Labelled:
    """Articles of one set, read: their signs, labels and weights."""

    found: Sequence[Signs]
    positive: npt.NDArray[np.bool_]
    weight: Floats


def main(argv: Sequence[str] | None = None) -> int:
    """Fit all and print them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="write the judgement on wires to its asset")
    options = parser.parse_args(argv)
    wires = fit_wires([item for item in muc_articles() if is_fitted(item.ident)])
    if options.write:
        folder = Path(wire_judgement.__file__).parent / "assets"
        (folder / ASSET).write_text(json.dumps(wires, indent=1) + "\n", "utf-8")
    for names, titled, share in ((TITLED, True, 0.6), (UNTITLED, False, 0.5)):
        gold = labelled(list(gold_articles()), 8.0 if titled else 20.0, 0.5, titled=titled)
        others = [
            labelled(list(agnews()), 1.0 if titled else 0.5, 1.0, titled=titled),
            labelled(_snippets(), 1.0, 1.0, titled=True),
            labelled(list(muc_articles()), share, 1.0, titled=True, positive=2.0 if titled else 4.0),
        ]
        model = fitted([gold, *others], names)
        coefficients = ", ".join(f"{name} {value:.2f}" for name, value in zip(names, model.coef_[0], strict=True))
        print(f"{'with' if titled else 'without'} title: {coefficients}, bias {model.intercept_[0]:.2f}")
        print(f"   left out: {left_out(gold, others, names)}")
    return 0


def fit_wires(items: Sequence[Item]) -> dict[str, object]:
    """The judgement on old wires, its weights for signs and concepts as they are; prints how well it does left out."""
    readings = [(reading, item.positive) for item in items if is_wire(reading := read("", item.text))]
    truth = np.array([positive for _, positive in readings])
    names = [*Signs._fields, *TALK]
    table = wire_table([reading for reading, _ in readings])
    centre, spread = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-6)
    even = (table - centre) / spread
    fold = np.arange(len(truth)) // _BLOCK % _FOLDS
    odds = np.zeros(len(truth))
    for out in range(_FOLDS):
        odds[fold == out] = _wire_model(even[fold != out], truth[fold != out]).decision_function(even[fold == out])
    cut = float(np.sort(odds[truth])[int((1 - _WIRE_RECALL) * truth.sum())])
    print(f"wires: left out, {len(truth)}: recall {_WIRE_RECALL:.2f} at precision {truth[odds >= cut].mean():.3f}")
    model = _wire_model(even, truth)
    weights = np.round(model.coef_[0] / spread, _DIGITS).tolist()
    bias = round(float(model.intercept_[0] - cut - (model.coef_[0] / spread) @ centre), _DIGITS)
    concepts = dict(zip(readings[0][0].model.vocabulary.concept_names, weights[len(names) :], strict=True))
    return {"signs": dict(zip(names, weights, strict=False)), "concepts": concepts, "bias": bias}


def wire_table(readings: Sequence[Reading]) -> Floats:
    """Shape (articles, signs and concepts): what `pipeline.tag.relevance.wires` looks at."""
    found = [signs(reading)._asdict() | talk(reading.text) for reading in readings]
    counts = [reading.model.vocabulary.concept_counts(reading.features)[1:] for reading in readings]
    return np.hstack([[[one[name] for name in (*Signs._fields, *TALK)] for one in found], np.log1p(counts)])


def _wire_model(table: Floats, truth: npt.NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=_WIRE_C, max_iter=5000).fit(table, truth)


def labelled(
    items: Sequence[Item], weight: float, borderline: float, *, titled: bool, positive: float = 1.0
) -> Labelled:
    """Read articles; without ``titled`` their titles are left away."""
    truth = np.array([item.positive for item in items])
    doubt = np.array([borderline if item.borderline else 1.0 for item in items])
    found = [signs(read(item.title if titled else "", item.text)) for item in items]
    return Labelled(found, truth, np.where(truth, weight * positive, weight) * doubt)


def fitted(sets: Sequence[Labelled], names: Sequence[str]) -> LogisticRegression:
    """One logistic function over the signs named."""
    table = np.vstack([_table(one.found, names) for one in sets])
    truth = np.concatenate([one.positive for one in sets])
    return LogisticRegression(C=3.0, max_iter=5000).fit(
        table, truth, sample_weight=np.concatenate([one.weight for one in sets])
    )


def left_out(gold: Labelled, others: Sequence[Labelled], names: Sequence[str]) -> str:
    """F1 on the hand-labelled articles, each scored by a fit that saw none of its fold."""
    fold = np.arange(len(gold.found)) // _BLOCK % _FOLDS
    taken = np.zeros(len(gold.found), dtype=bool)
    for out in range(_FOLDS):
        seen = fold != out
        kept = Labelled(
            [one for one, keep in zip(gold.found, seen, strict=True) if keep], gold.positive[seen], gold.weight[seen]
        )
        model = fitted([kept, *others], names)
        taken[~seen] = model.predict(
            _table([one for one, keep in zip(gold.found, seen, strict=True) if not keep], names)
        )
    clear = gold.weight == gold.weight.max()
    return f"F1 {_f1(gold.positive[clear], taken[clear]):.3f} clear, {_f1(gold.positive, taken):.3f} all"


def _table(found: Sequence[Signs], names: Sequence[str]) -> Floats:
    return np.array([[getattr(one, name) for name in names] for one in found])


def _f1(truth: npt.NDArray[np.bool_], taken: npt.NDArray[np.bool_]) -> float:
    return float(2 * (truth & taken).sum() / max(truth.sum() + taken.sum(), 1))


def _snippets() -> list[Item]:
    rows = [row for row in read_snippets() if not is_closed(row.ident) and row.label not in _UNSURE]
    return [Item(str(row.ident), "", row.text, row.label not in _PEACEFUL) for row in rows]


if __name__ == "__main__":
    sys.exit(main())
