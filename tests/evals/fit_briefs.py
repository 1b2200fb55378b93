"""How the weights for briefs are found: ``python -m tests.evals.fit_briefs [--write]``.

A brief, a headline and a lede as feeds carry them, is judged by the mean of two: a function of signs and meaning,
itself the mean of that on titled articles and of one fitted on briefs (`pipeline.tag.relevance.judgement`), and a
function of its single words (`pipeline.tag.relevance.words`). Both are fitted on the project's own briefs
(`pipeline.tag.training.articles`), on the odd half of the labelled world news of AG News (``tests/evals/real``) and on
its peaceful topics; the words also on the project's sentences. Printed is F1 on the real ones when the fit has not seen
them, tenth by tenth. Needs scikit-learn and ``../shared/data``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline.tag.kind import read
from pipeline.tag.relevance import judgement as article_judgement
from pipeline.tag.relevance import words as word_judgement
from pipeline.tag.relevance.article import is_brief
from pipeline.tag.text.plain import plain_words
from pipeline.tag.training.articles import BRIEFS, written_articles
from tests.evals import tag_real
from tests.evals.fit_relevance import (
    DIGITS,
    FOLDS,
    LIFT,
    Floats,
    Source,
    as_asset,
    logistic,
    scale_of,
    sign_names,
    source_of,
    told,
    write_asset,
)
from tests.evals.tag_relevance import FOLDER, Item, agnews, labelled_item

_OWN = 0.3  # the weight of an invented brief against a real one, for signs and meaning
_WORD_C = 10.0
_WORD_WEIGHTS = {"own": 1.0, "real": 3.0, "peaceful": 0.5, "sentences": 0.1}
_BORDERLINE = 0.5  # the share of that for a doubtful one
_RARE = 2  # texts of our own that a word must stand in
_SENTENCES = ("sentences", "snippets", "lookalikes")
_PEACEFUL = frozenset(
    "ACCIDENT DIPLOMACY NATURAL_DISASTER NONE ORGANIZED_CRIME PEACEFUL_PROTEST BACKGROUND CONTEXT ATTRIBUTION".split()
)
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of one origin as rows of word weights, with labels and the weight of each."""

    rows: csr_matrix
    positive: Bools
    weight: Floats


def main(argv: Sequence[str] | None = None) -> int:
    """Fit both and print how well they do."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="write the judgements to their assets")
    options = parser.parse_args(argv)
    if not FOLDER.exists():
        print("fit_briefs: no data (../shared/data/conflict is not beside the checkout)")
        return 1
    items = _briefs()
    stored = json.loads((_assets() / article_judgement.ASSET).read_text("utf-8"))
    names = sign_names(titled=True)
    sources = {name: source_of(name, found, names, titled=True) for name, found in items.items()}
    sources["own"] = replace(sources["own"], weight=sources["own"].weight * _OWN)
    vectorizer = _vocabulary(items["own"])
    texts = _texts(vectorizer, items)
    fold = np.arange(len(items["real"])) % (2 * FOLDS)
    meant, worded = np.zeros(len(fold)), np.zeros(len(fold))
    for out in range(2 * FOLDS):
        seen, left = fold != out, fold == out
        judgement = _fit_signs(sources | {"real": _part(sources["real"], seen)}, names, stored["titled"])
        meant[left] = _odds(judgement, sources["real"].table[left])
        model = _fit_words(texts | {"real": _some(texts["real"], seen)})
        worded[left] = model.decision_function(texts["real"].rows[left]) + LIFT
    for name, odds in (("signs", meant), ("words", worded), ("both", (meant + worded) / 2)):
        print(f"briefs, left out, {name:5s} {told(sources['real'], odds > 0)}")
    if options.write:
        write_asset(
            article_judgement.__file__,
            article_judgement.ASSET,
            stored | {"brief": _fit_signs(sources, names, stored["titled"])},
        )
        _write_words(vectorizer, _fit_words(texts))
    return 0


def _assets() -> Path:
    return Path(str(article_judgement.__file__)).parent / "assets"


def _briefs() -> dict[str, list[Item]]:
    own = [Item("own", one.title, one.text, one.conflict, year=one.published.year) for one in written_articles(BRIEFS)]
    real = [labelled_item(row) for row in tag_real.labelled() if row["id"].startswith("ag-")]
    real = [item for item in real if tag_real.half_of(item.ident) == "odd"]
    origins = {"own": own, "real": real, "peaceful": list(agnews())}
    return {name: [item for item in found if is_brief(read(item.title, item.text))] for name, found in origins.items()}


def _fit_signs(sources: Mapping[str, Source], names: Sequence[str], titled: Mapping[str, Any]) -> dict[str, Any]:
    """The mean of one fitted on briefs and of that on titled articles, which saw more sorts of news."""
    scale = scale_of(list(sources.values()), len(names))
    mine: dict[str, Any] = as_asset(logistic(list(sources.values()), scale), scale, names)
    halved = {
        part: [round((one + other) / 2, DIGITS) for one, other in zip(mine[part], titled[part], strict=True)]
        for part in ("title", "text")
    }
    both = dict.fromkeys((*mine["signs"], *titled["signs"]))
    shares = {name: round((mine["signs"].get(name, 0) + titled["signs"].get(name, 0)) / 2, DIGITS) for name in both}
    return {"signs": shares, **halved, "bias": round((mine["bias"] + titled["bias"]) / 2, DIGITS)}


def _odds(judgement: Mapping[str, Any], table: Floats) -> Floats:
    weights = [*judgement["signs"].values(), *judgement["title"], *judgement["text"]]
    odds: Floats = table @ np.array(weights) + float(judgement["bias"])
    return odds


def _part(source: Source, chosen: Bools) -> Source:
    columns = (getattr(source, name)[chosen] for name in ("table", "positive", "clear", "weight"))
    return Source(source.name, *columns)


def _some(texts: Texts, chosen: Bools) -> Texts:
    return Texts(texts.rows[chosen], texts.positive[chosen], texts.weight[chosen])


def _vocabulary(own: Sequence[Item]) -> TfidfVectorizer:
    """Words of our own material alone: none comes from a text of others."""
    lines = [line for line, _ in _sentences()]
    vectorizer = TfidfVectorizer(analyzer=lambda text: list(plain_words(text)), binary=True, min_df=_RARE)
    return vectorizer.fit([_text(item) for item in own] + lines)


def _text(item: Item) -> str:
    return f"{item.title} {item.text}"


def _texts(vectorizer: TfidfVectorizer, items: Mapping[str, Sequence[Item]]) -> dict[str, Texts]:
    found = {}
    for name, members in items.items():
        share = np.array([_BORDERLINE if item.borderline else 1.0 for item in members])
        positive = np.array([item.positive for item in members])
        rows = vectorizer.transform([_text(item) for item in members])
        found[name] = Texts(rows, positive, share * _WORD_WEIGHTS[name])
    lines = list(_sentences())
    rows, weight = vectorizer.transform([line for line, _ in lines]), np.full(len(lines), _WORD_WEIGHTS["sentences"])
    return found | {"sentences": Texts(rows, np.array([conflict for _, conflict in lines]), weight)}


def _sentences() -> Iterator[tuple[str, bool]]:
    """The lines that the sentence model learns from, and whether each tells of conflict."""
    for folder in _SENTENCES:
        for path in sorted((BRIEFS.parent / folder).glob("*.txt")):
            conflict = folder != "lookalikes" and path.stem.partition("-")[0] not in _PEACEFUL
            lines = (line.strip() for line in path.read_text("utf-8").splitlines())
            yield from ((line, conflict) for line in lines if line and not line.startswith("#"))


def _fit_words(texts: Mapping[str, Texts]) -> LogisticRegression:
    parts = list(texts.values())
    truth, weight = (np.concatenate([getattr(one, name) for one in parts]) for name in ("positive", "weight"))
    model = LogisticRegression(C=_WORD_C, max_iter=5000)
    return model.fit(vstack([one.rows for one in parts]), truth, sample_weight=weight)


def _write_words(vectorizer: TfidfVectorizer, model: LogisticRegression) -> None:
    columns = sorted(vectorizer.vocabulary_.items())
    words = {
        word: (round(float(vectorizer.idf_[column]), 2), round(float(model.coef_[0][column]), 3))
        for word, column in columns
    }
    bias = round(float(model.intercept_[0]) + LIFT, DIGITS)
    lines = ",\n".join(f"{json.dumps(word)}: {json.dumps(pair)}" for word, pair in words.items())
    stored = f'{{"bias": {bias}, "words": {{\n{lines}\n}}}}\n'
    (_assets() / word_judgement.ASSET).write_text(stored, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
