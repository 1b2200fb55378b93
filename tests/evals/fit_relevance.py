"""How the weights of `pipeline.tag.relevance` are found: ``python -m tests.evals.fit_relevance [--write]``.

Articles: one logistic function for those with a title and one for those without, over signs, setting and meaning
(`pipeline.tag.relevance.judgement`), fitted on the hand-labelled articles, on further files of their form (``--also``),
on the project's own (`pipeline.tag.training.articles`) and on AG News of peaceful topics. Printed is F1 on each
source when the fit has seen nothing of it, so that no writer's or labeller's habits help. Old wires: one fitted on half
of MUC-3/4, with a bias that gives the wished recall on blocks left out; the other half judges it
(`tests.evals.tag_relevance`). ``--write`` writes both to their assets. The few numbers for lone lines that
`pipeline.tag.relevance.article` holds were fitted by an earlier form of this, and stay. Briefs are fitted by
`tests.evals.fit_briefs`, from what is found here. Needs scikit-learn and ``../shared/data``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from pipeline.tag.kind import Reading, read
from pipeline.tag.relevance import judgement as article_judgement
from pipeline.tag.relevance import wires as wire_judgement
from pipeline.tag.relevance.judgement import meaning
from pipeline.tag.relevance.signs import Signs, signs, signs_and_setting
from pipeline.tag.relevance.wires import TALK, is_wire, talk
from pipeline.tag.training.articles import written_articles
from tests.evals.tag_relevance import (
    FOLDER,
    Item,
    agnews,
    gold_articles,
    is_fitted,
    labelled_articles,
    muc_articles,
)

Floats = npt.NDArray[np.float64]
_WIRE_C, _WIRE_RECALL, DIGITS = 0.01, 0.94, 4
FOLDS, _BLOCK = 5, 8  # stories stand together in the file: blocks of neighbours go out together
_C = 0.1  # strong: there are more weights than articles of a source
_MEANING = 4.0  # how much freer the dimensions of meaning are than signs, which spread about one
_WEIGHT, _PEACEFUL_WEIGHT = 5.0, 0.5  # of an article, of an item of AG News
_BORDERLINE = 0.5  # the share of that for a doubtful one
_UNUSED = {"words"}  # as good as ``length`` and no more
_UNTITLED = {"title"}  # a lede's mean for them, which is told already
LIFT = 0.6  # on top of the bias: a missed article loses all its claims, a false alarm adds one


@dataclass(frozen=True, slots=True)
class Source:
    """Articles of one origin: their signs and meanings, labels and weights.

    ``table`` has shape (articles, signs + 2 x dimensions).
    """

    name: str
    table: Floats
    positive: npt.NDArray[np.bool_]
    clear: npt.NDArray[np.bool_]
    weight: Floats


def main(argv: Sequence[str] | None = None) -> int:
    """Fit all and print how well they do."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="write the judgements to their assets")
    parser.add_argument("--also", type=Path, action="append", default=[], help="more articles in the form of the gold")
    options = parser.parse_args(argv)
    if not FOLDER.exists():
        print("fit_relevance: no data (../shared/data/conflict is not beside the checkout)")
        return 1
    origins = {"gold": list(gold_articles())} | {path.stem: list(labelled_articles(path)) for path in options.also}
    origins |= own_articles() | {"peaceful": list(agnews())}
    articles = {name: fit_articles(origins, titled=name == "titled") for name in ("titled", "untitled")}
    wires = fit_wires([item for item in muc_articles() if is_fitted(item.ident)])
    if options.write:
        write_asset(article_judgement.__file__, article_judgement.ASSET, shipped_briefs() | articles)
        write_asset(wire_judgement.__file__, wire_judgement.ASSET, wires)
    return 0


def shipped_briefs() -> dict[str, object]:
    """The judgement on briefs that is shipped, which stays: `tests.evals.fit_briefs` fits it anew from this one."""
    stored = Path(str(article_judgement.__file__)).parent / "assets" / article_judgement.ASSET
    return {"brief": json.loads(stored.read_text("utf-8"))["brief"]}


def own_articles() -> dict[str, list[Item]]:
    """The project's own articles; those of one sitting (``conflict-2.txt``, ``other-2.txt``) are one source."""
    found: dict[str, list[Item]] = {}
    for number, one in enumerate(written_articles()):
        name = f"own {one.source.partition('-')[2] or 1}"
        item = Item(f"own-{number}", one.title, one.text, one.conflict, year=one.published.year)
        found.setdefault(name, []).append(item)
    return found


def fit_articles(origins: Mapping[str, Sequence[Item]], *, titled: bool) -> dict[str, object]:
    """The judgement on articles with or without titles; prints how well it does on each source left out."""
    names = sign_names(titled=titled)
    sources = [source_of(name, items, names, titled=titled) for name, items in origins.items()]
    scale = scale_of(sources, len(names))
    print(f"{'with' if titled else 'without'} title, each source left out:")
    for out in sources:
        if out.name != "peaceful":
            model = logistic([one for one in sources if one is not out], scale)
            print(f"   {out.name:8s} {told(out, model.decision_function(out.table / scale) + LIFT > 0)}")
    return as_asset(logistic(sources, scale), scale, names)


def as_asset(model: LogisticRegression, scale: Floats, names: Sequence[str]) -> dict[str, object]:
    """A fitted model in the form of its asset."""
    weights = np.round(model.coef_[0] / scale, DIGITS).tolist()
    half = len(names) + len(weights[len(names) :]) // 2
    return {
        "signs": dict(zip(names, weights, strict=False)),
        "title": weights[len(names) : half],
        "text": weights[half:],
        "bias": round(float(model.intercept_[0]) + LIFT, DIGITS),
    }


def sign_names(*, titled: bool) -> list[str]:
    found = signs_and_setting(read("a title", "a text"), None)
    return [name for name in found if name not in _UNUSED and (titled or name not in _UNTITLED)]


def source_of(name: str, items: Sequence[Item], names: Sequence[str], *, titled: bool) -> Source:
    positive = np.array([item.positive for item in items])
    clear = np.array([not item.borderline for item in items])
    weight = np.where(clear, 1.0, _BORDERLINE) * (_PEACEFUL_WEIGHT if name == "peaceful" else _WEIGHT)
    return Source(name, np.array([_row(item, names, titled=titled) for item in items]), positive, clear, weight)


def _row(item: Item, names: Sequence[str], *, titled: bool) -> Floats:
    title = item.title if titled else ""
    found = signs_and_setting(read(title, item.text), item.year)
    return np.concatenate([[found[name] for name in names], meaning(title), meaning(item.text)])


def scale_of(sources: Sequence[Source], signs_count: int) -> Floats:
    """What each column is divided by: its spread for signs, one number for all dimensions of meaning."""
    table = np.vstack([one.table for one in sources if one.name != "peaceful"])
    return np.where(np.arange(table.shape[1]) < signs_count, np.maximum(table.std(axis=0), 1e-6), 1 / _MEANING)


def logistic(sources: Sequence[Source], scale: Floats) -> LogisticRegression:
    table = np.vstack([one.table for one in sources]) / scale
    truth = np.concatenate([one.positive for one in sources])
    weight = np.concatenate([one.weight for one in sources])
    return LogisticRegression(C=_C, max_iter=5000).fit(table, truth, sample_weight=weight)


def told(source: Source, taken: npt.NDArray[np.bool_]) -> str:
    truth, clear = source.positive, source.clear
    wrong = f"{(taken & ~truth).sum()} false alarms, {(truth & ~taken).sum()} missed of {truth.sum()} in {len(truth)}"
    return f"F1 {_f1(truth[clear], taken[clear]):.3f} clear, {_f1(truth, taken):.3f} all: {wrong}"


def _f1(truth: npt.NDArray[np.bool_], taken: npt.NDArray[np.bool_]) -> float:
    return float(2 * (truth & taken).sum() / max(truth.sum() + taken.sum(), 1))


def write_asset(module: str | None, asset: str, judgement: Mapping[str, object]) -> None:
    (Path(str(module)).parent / "assets" / asset).write_text(json.dumps(judgement, indent=1) + "\n", "utf-8")


def fit_wires(items: Sequence[Item]) -> dict[str, object]:
    """The judgement on old wires, its weights for signs and concepts as they are; prints how well it does left out."""
    readings = [(reading, item.positive) for item in items if is_wire(reading := read("", item.text))]
    truth = np.array([positive for _, positive in readings])
    names = [*Signs._fields, *TALK]
    table = wire_table([reading for reading, _ in readings])
    centre, spread = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-6)
    even = (table - centre) / spread
    fold = np.arange(len(truth)) // _BLOCK % FOLDS
    odds = np.zeros(len(truth))
    for out in range(FOLDS):
        odds[fold == out] = _wire_model(even[fold != out], truth[fold != out]).decision_function(even[fold == out])
    cut = float(np.sort(odds[truth])[int((1 - _WIRE_RECALL) * truth.sum())])
    print(f"wires: left out, {len(truth)}: recall {_WIRE_RECALL:.2f} at precision {truth[odds >= cut].mean():.3f}")
    model = _wire_model(even, truth)
    weights = np.round(model.coef_[0] / spread, DIGITS).tolist()
    bias = round(float(model.intercept_[0] - cut - (model.coef_[0] / spread) @ centre), DIGITS)
    concepts = dict(zip(readings[0][0].model.vocabulary.concept_names, weights[len(names) :], strict=True))
    return {"signs": dict(zip(names, weights, strict=False)), "concepts": concepts, "bias": bias}


def wire_table(readings: Sequence[Reading]) -> Floats:
    """Shape (articles, signs and concepts): what `pipeline.tag.relevance.wires` looks at."""
    found = [signs(reading)._asdict() | talk(reading.text) for reading in readings]
    counts = [reading.model.vocabulary.concept_counts(reading.features)[1:] for reading in readings]
    return np.hstack([[[one[name] for name in (*Signs._fields, *TALK)] for one in found], np.log1p(counts)])


def _wire_model(table: Floats, truth: npt.NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=_WIRE_C, max_iter=5000).fit(table, truth)


if __name__ == "__main__":
    sys.exit(main())
