"""Scoreboard of relevance: ``python -m tests.evals.tag_relevance [--errors] [--show]``.

* the hand-labelled articles: precision, recall and F1, of the clear ones (not borderline) and of all;
* AG News: the share of sport, business and science items taken for conflict;
* MUC-3/4: an article is positive when its key file holds a template with an incident type (optional
  templates too). Its keys leave out fighting between armed forces, so precision is low by nature: a bag of words
  trained on these articles reaches .67 at a recall of .93 on articles left out, and .68 joined with all our signs.
  The judgement on wires was fitted on one half (`is_fitted`); the other half counts.

Intervals: 95 %, 2,000 bootstrap draws over articles, fixed seed. ``--errors`` lists ids, ``--show`` the titles too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.tag.relevance import RELEVANT_AT, relevance
from pipeline.tag.text import sentences

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "conflict"
_DRAWS = 2000
_CLEAR_FLOOR, _ALL_FLOOR, _FALSE_FLOOR = 0.93, 0.87, 0.005
_WIRE_RECALL, _WIRE_PRECISION = 0.93, 0.70
_PEACEFUL_TOPICS = ("sport", "business", "scitech")


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled article."""

    ident: str
    title: str
    text: str
    positive: bool
    borderline: bool = False
    topic: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One article with its score."""

    item: Item
    score: float

    @property
    def taken(self) -> bool:
        """Whether it was held relevant."""
        return self.score >= RELEVANT_AT


def main(argv: Sequence[str] | None = None) -> int:
    """Print the scoreboard; 1 when the data are absent or a floor is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true", help="list the ids of wrong judgements")
    parser.add_argument("--show", action="store_true", help="with --errors: their titles too")
    options = parser.parse_args(argv)
    if not FOLDER.exists():
        print("relevance: no data (../shared/data/conflict is not beside the checkout)")
        return 1
    gold, news, muc = judged(gold_articles()), judged(agnews()), judged(muc_articles())
    held = board("hand-labelled, clear", _clear(gold), _CLEAR_FLOOR) & board("hand-labelled, all  ", gold, _ALL_FLOOR)
    held &= _false_alarms(news)
    for count in (1, 2):
        briefs = judged(brief_of(row.item, count) for row in gold)
        board(f"hand-labelled, title and first {count}, clear", _clear(briefs), None)
        board(f"hand-labelled, title and first {count}, all  ", briefs, None)
    board("MUC-3/4, fitted half", [row for row in muc if is_fitted(row.item.ident)], None)
    held &= _wires("MUC-3/4, other half ", [row for row in muc if not is_fitted(row.item.ident)])
    if options.errors:
        list_errors("hand-labelled", gold, show=options.show)
        list_errors("AG News", news, show=options.show)
    return 0 if held else 1


def brief_of(item: Item, count: int) -> Item:
    """An article cut to its title and first sentences, as feeds carry it; nothing is fitted on these."""
    return replace(item, text=" ".join(span.of(item.text) for span in sentences(item.text)[:count]))


def _clear(rows: Sequence[Judged]) -> list[Judged]:
    return [row for row in rows if not row.item.borderline]


def judged(items: Iterable[Item]) -> list[Judged]:
    """Score every article."""
    return [Judged(item, relevance(item.title, item.text, item.year)) for item in items]


def gold_articles() -> Iterator[Item]:
    """The hand-labelled articles."""
    return labelled_articles(FOLDER / "gold_articles.jsonl")


def labelled_articles(path: Path) -> Iterator[Item]:
    """The articles of a file in the form of the hand-labelled ones."""
    yield from (labelled_item(json.loads(line)) for line in path.read_text("utf-8").split("\n") if line)


def labelled_item(row: Mapping[str, Any]) -> Item:
    """One article in that form."""
    gold, year = row["gold"], (row.get("published") or "")[:4]
    relevant, borderline = bool(gold["relevant"]), bool(gold["borderline"])
    return Item(row["id"], row["title"] or "", row["text"], relevant, borderline, year=int(year) if year else None)


def agnews() -> Iterator[Item]:
    """AG News of the topics that are no conflict."""
    for number, line in enumerate((FOLDER / "agnews.jsonl").read_text("utf-8").splitlines()):
        row = json.loads(line)
        if row["topic"] in _PEACEFUL_TOPICS:
            yield Item(f"agnews-{number}", row["title"], row["text"], positive=False, topic=row["topic"])


def muc_articles() -> Iterator[Item]:
    """The MUC-3/4 articles of dev, tst1 and tst2; they have no title."""
    folder = FOLDER / "muc34"
    keys = [path for path in sorted(folder.glob("*/key-*")) if path.is_file()]
    positive = set[str]()
    for path in keys:
        ident = ""
        for line in path.read_text("latin-1").splitlines():
            if found := re.match(r"0\.\s+MESSAGE: ID\s+(\S+)", line):
                ident = found.group(1)
            elif (found := re.match(r"4\.\s+INCIDENT: TYPE\s+(\S+)", line)) and found.group(1) != "*":
                positive.add(ident)
    for path in sorted(set(folder.glob("*/*muc[34]*")) - set(keys)):
        parts = re.split(r"^((?:DEV|TST\d)-MUC[34]-\d{4}).*$", path.read_text("latin-1"), flags=re.M)
        for ident, text in zip(parts[1::2], parts[2::2], strict=True):
            yield Item(ident, "", text.strip(), ident in positive)


def is_fitted(ident: str) -> bool:
    """Whether a MUC article belongs to the half that the judgement on wires was fitted on."""
    return not hashlib.sha256(f"muc34:{ident}".encode()).digest()[0] & 1


def precision(rows: Sequence[Judged]) -> float:
    """Of those held relevant, the share that is."""
    taken = [row for row in rows if row.taken]
    return sum(row.item.positive for row in taken) / len(taken) if taken else 0.0


def recall(rows: Sequence[Judged]) -> float:
    """Of those that are relevant, the share held so."""
    positive = [row for row in rows if row.item.positive]
    return sum(row.taken for row in positive) / len(positive) if positive else 0.0


def f1(rows: Sequence[Judged]) -> float:
    """The harmonic mean of both."""
    together = precision(rows) + recall(rows)
    return 2 * precision(rows) * recall(rows) / together if together else 0.0


def interval(rows: Sequence[Judged], measure: Callable[[Sequence[Judged]], float]) -> str:
    """The 95 % bootstrap interval of a measure."""
    chance = random.Random(5)
    draws = _DRAWS if len(rows) < _DRAWS else _DRAWS // 10
    found = sorted(measure(chance.choices(rows, k=len(rows))) for _ in range(draws))
    return f"[{found[len(found) // 40]:.3f}, {found[-1 - len(found) // 40]:.3f}]"


def board(name: str, rows: Sequence[Judged], floor: float | None) -> bool:
    """Print F1, precision and recall with their intervals; whether the floor, if any, is held."""
    reached = f1(rows)
    told = "" if floor is None else f"  floor {floor:.2f} {'held' if reached >= floor else 'MISSED'}"
    print(
        f"{name} {len(rows):5d} articles  F1 {reached:.3f} {interval(rows, f1)}"
        f"  precision {precision(rows):.3f} {interval(rows, precision)}"
        f"  recall {recall(rows):.3f} {interval(rows, recall)}{told}"
    )
    return floor is None or reached >= floor


def _wires(name: str, rows: Sequence[Judged]) -> bool:
    board(name, rows, None)
    held = recall(rows) >= _WIRE_RECALL and precision(rows) >= _WIRE_PRECISION
    print(f"  floor recall {_WIRE_RECALL} at precision {_WIRE_PRECISION:.2f}: {'held' if held else 'MISSED'}")
    return held


def _false_alarms(rows: Sequence[Judged]) -> bool:
    held = True
    for topic in (*_PEACEFUL_TOPICS, ""):
        chosen = [row for row in rows if topic in ("", row.item.topic)]
        share = _taken(chosen)
        told = f"false alarms {100 * share:.2f} %  share {interval(chosen, _taken)}"
        print(f"AG News {topic or 'together':9s} {len(chosen):5d} items  {told}")
        held = share < _FALSE_FLOOR
    return held


def _taken(rows: Sequence[Judged]) -> float:
    return sum(row.taken for row in rows) / len(rows)


def list_errors(name: str, rows: Sequence[Judged], *, show: bool) -> None:
    """Print the id of every wrong judgement, with its title when asked."""
    for row in rows:
        if row.taken != row.item.positive:
            told = f"  {row.item.title}" if show else ""
            mark = " borderline" if row.item.borderline else ""
            print(f"  {name} {row.item.ident} is {int(row.item.positive)}{mark}, score {row.score:.3f}{told}")


if __name__ == "__main__":
    sys.exit(main())
