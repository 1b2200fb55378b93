"""Scoreboard of claims on the hand-labelled articles: ``python -m tests.evals.tag_claims [--errors] [ID …]``.

Main event: the first claim against the event labelled as main. A field is right when

* type, country: equal; date: the labelled day (or month) is the claim's start, or both are absent;
* place: the name equals the labelled one or the words of the article, after folding, or is spelled nearly so;
* killed: both absent, or the same number (best, else low, else high).

Recall counts a labelled event as reported when a claim of its own has its type and country. Every quote is checked
against its text. Articles are coded through ``stage_tag``; an article that it holds irrelevant has
no claim and so no right field. Intervals: 95 %, 2,000 bootstrap draws over articles, fixed seed.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline.tag import stage_tag
from pipeline.tag.claims import fields
from pipeline.tag.claims.confidence import Features, confidence

GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "conflict" / "gold_articles.jsonl"
FIELDS = ("type", "country", "place", "date", "killed")
Row = dict[str, Any]
_ALIKE = 0.72
_DRAWS = 2000


@dataclass(slots=True)
class Board:
    """What one article scored."""

    ident: str
    title: str
    right: dict[str, bool] = field(default_factory=dict)
    labelled: int = 0
    reported: int = 0
    claims: int = 0
    quotes: int = 0
    bad_quotes: int = 0
    untold_toll: bool | None = None


def main(argv: list[str] | None = None) -> int:
    """Print the scoreboard; 1 when the data are absent or a floor is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true", help="list the articles whose main event is not all right")
    parser.add_argument("ids", nargs="*", help="only articles whose id holds one of these")
    parser.add_argument(
        "--fit-confidence", action="store_true", help="fit the weights of the confidence and tell their error"
    )
    parser.add_argument("--gold", type=Path, default=GOLD, help="another file of the same form")
    options = parser.parse_args(argv)
    if not options.gold.exists():
        print(f"claims: no data ({options.gold.parent.name}/{options.gold.name} is not beside the checkout)")
        return 1
    rows = [json.loads(line) for line in options.gold.read_text("utf-8").split("\n") if line.strip()]
    rows = [row for row in rows if not options.ids or any(part in row["id"] for part in options.ids)]
    if options.fit_confidence:
        return fit_confidence(rows)
    boards = [score(row, verbose=options.errors) for row in rows]
    return report(boards)


def score(row: Row, *, verbose: bool) -> Board:
    """Code one article and compare."""
    answer = stage_tag({name: row.get(name) or None for name in ("id", "title", "text", "published", "url")})
    claims: list[Row] = answer["claims"]
    board = Board(row["id"], row["title"], claims=len(claims))
    _check_quotes(row, claims, board)
    events = row["gold"]["events"] if row["gold"]["relevant"] else []
    board.labelled, board.reported = len(events), _reported(events, claims)
    main_event = next((event for event in events if event["main"]), None)
    if main_event is not None:
        claim = claims[0] if claims else None
        board.right = {name: _is_right(name, main_event, claim) for name in FIELDS}
        if main_event["killed"] is None:
            board.untold_toll = bool(claim and claim["killed"])
        if verbose and not all(board.right.values()):
            _show(row, events, claims, board)
    return board


def fit_confidence(rows: list[Row]) -> int:
    """Fit the confidence to "a labelled event of this type and country"; needs scikit-learn (the dev extra)."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    names = ("relevance", "closeness", "specific", "town", "dated")
    met: list[Features] = []

    def note(features: Features) -> float:
        met.append(features)
        return confidence(features)

    right: list[int] = []
    article: list[int] = []
    for number, row in enumerate(rows):
        line = {name: row.get(name) or None for name in ("id", "title", "text", "published", "url")}
        with patch.object(fields, "confidence", note):  # the features are no part of a claim
            claims = stage_tag(line)["claims"]
        events = list(row["gold"]["events"]) if row["gold"]["relevant"] else []
        for claim in claims[: len(met) - len(right)]:  # a rival's claim behind them has the features of its event
            right.append(_reported(events, [claim]) and _drop(events, claim))
            article.append(number)
    values = np.array([[getattr(features, name) for name in names] for features in met])
    model = LogisticRegression(C=1.0)
    truth, groups = np.array(right), np.array(article)
    shares = cross_val_predict(model, values, truth, groups=groups, cv=GroupKFold(10), method="predict_proba")[:, 1]
    print(f"{len(truth)} claims, {truth.mean():.3f} right; Brier score {((shares - truth) ** 2).mean():.3f}")
    for low in np.arange(0.0, 1.0, 0.2):
        inside = (shares >= low) & (shares < low + 0.2)
        if inside.any():
            print(f"  told {shares[inside].mean():.2f}: right {truth[inside].mean():.2f} of {inside.sum()}")
    model.fit(values, truth)
    print("bias", round(float(model.intercept_[0]), 2), dict(zip(names, model.coef_[0].round(2).tolist(), strict=True)))
    return 0


def _drop(events: list[Row], claim: Row) -> int:
    fits = (
        e for e in events if e["type"] == claim["type"] and claim["place"] and claim["place"]["country"] == e["country"]
    )
    events.remove(next(fits))
    return 1


def _check_quotes(row: Row, claims: list[Row], board: Board) -> None:
    for claim in claims:
        given = [name for name in ("actor1", "actor2", "place", "date", "killed", "injured") if claim[name]]
        given += (
            ["type"]
            + (["attribution"] if claim["attribution"] else [])
            + (["control"] if claim["control"] != "none" else [])
        )
        for name in given:
            proof = claim["evidence"].get(name)
            board.quotes += 1
            source = row["title"] if proof and proof["in"] == "title" else row["text"]
            if (
                not proof
                or source[proof["start"] : proof["end"]] != proof["quote"]
                or not 0 < len(proof["quote"]) <= 300
            ):
                board.bad_quotes += 1


def _reported(events: list[Row], claims: list[Row]) -> int:
    free = list(claims)
    found = 0
    for event in events:
        for claim in free:
            if claim["type"] == event["type"] and claim["place"] and claim["place"]["country"] == event["country"]:
                free.remove(claim)
                found += 1
                break
    return found


def _is_right(name: str, event: Row, claim: Row | None) -> bool:
    if claim is None:
        return False
    if name == "type":
        return bool(claim["type"] == event["type"])
    if name == "country":
        return bool(claim["place"] and claim["place"]["country"] == event["country"])
    if name == "place":
        return bool(claim["place"]) and _is_alike(claim["place"]["name"], event)
    if name == "date":
        start = claim["date"]["start"] if claim["date"] else ""
        return bool(start == event["date"] or (event["date"] and start.startswith(event["date"])))
    return _number(claim["killed"]) == _number(event["killed"])


def _number(count: Row | None) -> int | None:
    if count is None:
        return None
    return next((count[name] for name in ("best", "low", "high") if count[name] is not None), None)


def _is_alike(name: str, event: Row) -> bool:
    mine = _fold(name)
    for other in (_fold(event["place"]), _fold(event["place_text"])):
        if other and (
            mine == other
            or (len(mine) > 3 and mine in other)
            or difflib.SequenceMatcher(None, mine, other).ratio() >= _ALIKE
        ):
            return True
    return False


def _fold(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", name).lower() if char.isalnum())


def _show(row: Row, events: list[Row], claims: list[Row], board: Board) -> None:
    wrong = [name for name, right in board.right.items() if not right]
    print(f"#### {row['id']} {row['title'][:100]} | {row['published']} | wrong: {', '.join(wrong)}")
    for event in events:
        print(
            f"   gold {'*' if event['main'] else ' '} {event['type']} | {event['actor1']} -> {event['actor2']} | "
            f"{event['place']} {event['country']} | {event['date']} "
            f"| {event['killed'] and list(event['killed'].values())}"
        )
    for claim in claims:
        one, two, place = claim["actor1"] or {}, claim["actor2"] or {}, claim["place"] or {}
        when, killed = claim["date"] or {}, claim["killed"]
        print(
            f"   ours   {claim['type']} | {one.get('name')} -> {two.get('name')} "
            f"| {place.get('name')} {place.get('country')} "
            f"{place.get('precision')} | {when.get('start')} | {killed and list(killed.values())} "
            f"| {claim['attribution'][:40]} | {claim['confidence']}"
        )


def report(boards: list[Board], *, floors: bool = True) -> int:
    """Print figures with intervals; 1 when a floor is missed. Without floors none is named and it is always 0."""
    judged = [board for board in boards if board.right]
    if not judged:
        return 0
    totals = Counter(name for board in judged for name, right in board.right.items() if right)
    pooled = sum(totals.values()) / (len(FIELDS) * len(judged))
    low, high = interval(judged)
    told = "  (floor .80, goal .88)" if floors else ""
    print(f"claims, main event of {len(judged)} articles: {pooled:.3f} of fields right [{low:.3f}, {high:.3f}]{told}")
    for name in FIELDS:
        low, high = interval(judged, (name,))
        floor = "  (floor .90)" if floors and name == "country" else ""
        print(f"  {name:<8} {totals[name] / len(judged):.3f} [{low:.3f}, {high:.3f}]{floor}")
    untold = [board.untold_toll for board in judged if board.untold_toll is not None]
    print(f"  death toll where none is stated: {sum(untold)} of {len(untold)} (under 5 %)")
    labelled, made = sum(board.labelled for board in boards), sum(board.claims for board in boards)
    found = sum(board.reported for board in boards)
    print(
        f"  events reported: {found} of {labelled} ({found / labelled:.3f} "
        f"[{', '.join(f'{bound:.3f}' for bound in _bounds([(b.reported, b.labelled) for b in boards]))}]), "
        f"{made / labelled:.2f} claims for each (at most 1.5)"
    )
    quotes, bad = sum(board.quotes for board in boards), sum(board.bad_quotes for board in boards)
    print(f"  quotes exact: {quotes - bad} of {quotes}")
    return int(floors and (pooled < 0.80 or totals["country"] < 0.90 * len(judged) or bad > 0))


def interval(judged: list[Board], fields_of: tuple[str, ...] = FIELDS) -> tuple[float, float]:
    """The 95 % bootstrap interval of the share of right fields, of all or of some."""
    right = [(sum(board.right[name] for name in fields_of), len(fields_of)) for board in judged]
    return _bounds(right)


def _bounds(counted: list[tuple[int, int]]) -> tuple[float, float]:
    """The 95 % bootstrap interval of a ratio of sums, drawn over articles."""
    draw = random.Random(7)
    shares = []
    for _ in range(_DRAWS):
        drawn = draw.choices(counted, k=len(counted))
        shares.append(sum(part for part, _ in drawn) / max(1, sum(whole for _, whole in drawn)))
    shares.sort()
    return shares[int(0.025 * _DRAWS)], shares[int(0.975 * _DRAWS)]


if __name__ == "__main__":
    sys.exit(main())
