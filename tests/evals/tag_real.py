"""Scoreboard of real articles of ``../shared/data`` with labels of our own: ``./run.sh eval tag_real [--errors]``.

Relevance and claims on the articles that ``tests/evals/real/labels.jsonl`` labels (its README says which), measured as
`tag_relevance` and `tag_claims` measure them. The labels hold offsets in place of words; the texts stay where they are.
Articles with an odd number are read for errors; of the others nothing but totals is told, so they say how well the
tagger does on what nobody tuned it by. There are no floors: the exit code is 1 only when the data are absent.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.evals import tag_claims, tag_relevance

LABELS = Path(__file__).parent / "real" / "labels.jsonl"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
USES = {"odd": "read for errors, relevance fitted on them", "even": "only totalled"}
SOURCES: dict[str, tuple[str, ...]] = {
    "AG News": ("ag-",), "Guardian": ("sdf-",), "Reuters": ("reut-",), "local": ("gwn-", "lgl-")
}  # fmt: skip
_SPANS = ("place", "actor1", "actor2", "date", "killed")
Row = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    """Print both scoreboards of both halves; 1 when the texts are absent."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true", help="list the wrong articles of the odd half")
    options = parser.parse_args(argv)
    if not DATA.exists():
        print("real: no data (../shared/data is not beside the checkout)")
        return 1
    rows = labelled()
    for half, use in USES.items():
        chosen = [row for row in rows if half_of(row["id"]) == half]
        verbose = options.errors and half == "odd"
        print(f"-- {half} ({use})")
        _relevance(chosen, verbose=verbose)
        boards = [tag_claims.score(row, verbose=verbose) for row in chosen]
        tag_claims.report(boards, floors=False)
        _by_source(boards)
    return 0


def _by_source(boards: Sequence[tag_claims.Board]) -> None:
    """The share of right fields of the main event for each source."""
    for source, prefixes in SOURCES.items():
        right = [found for board in boards if board.ident.startswith(prefixes) for found in board.right.values()]
        count = len(right) // len(tag_claims.FIELDS)
        if count:
            print(f"  {source}: {sum(right) / len(right):.3f} of fields right, main event of {count} articles")


def half_of(ident: str) -> str:
    """Which half an article belongs to, by the last digit of its id."""
    return "odd" if int(ident[-1]) % 2 else "even"


def labelled() -> list[Row]:
    """The labelled articles in the form of the hand-labelled ones, words put in place of their offsets."""
    known = dict(texts(DATA))
    return [_row(json.loads(line), known) for line in LABELS.read_text("utf-8").splitlines()]


def texts(data: Path) -> Iterator[tuple[str, Row]]:
    """Id and title, text and URL of every article of the five sources, exactly as the offsets count them."""
    with (data / "conflict" / "guardian_sdf_passages.csv").open(newline="", encoding="utf-8") as stream:
        for passage in csv.DictReader(stream):
            yield f"sdf-{passage['']}", {"title": "", "text": passage["text"], "url": ""}
    for path in sorted((data / "dedupe" / "reuters21578").glob("*.json")):
        for wire in json.loads(path.read_text("utf-8")):
            yield f"reut-{wire['attrs']['newid']}", {"title": wire["title"], "text": wire["body"], "url": ""}
    for number, line in enumerate((data / "conflict" / "agnews.jsonl").read_text("utf-8").splitlines(), 1):
        brief = json.loads(line)
        yield f"ag-{number}", {"title": brief["title"], "text": brief["text"], "url": ""}
    for name, prefix, key, link in (("GeoWebNews.xml", "gwn", "file", "link"), ("LGL.xml", "lgl", "docid", "url")):
        for article in ElementTree.parse(data / "geo" / name).getroot():  # noqa: S314 -- local data, not a stranger's
            parts = {"title": "title", "text": "text", "url": link}
            yield f"{prefix}-{article.attrib[key]}", {part: article.findtext(tag) or "" for part, tag in parts.items()}


def _row(label: Row, known: dict[str, Row]) -> Row:
    article = known[label["id"]]
    events = [_event(event, article) for event in label["events"]]
    gold = {"relevant": label["relevant"], "borderline": label["borderline"], "events": events}
    return {"id": label["id"], "published": label["published"], **article, "gold": gold}


def _event(event: Row, article: Row) -> Row:
    words = {f"{name}_text": _words(event[f"{name}_span"], article) for name in _SPANS}
    return {**event, **words, "quote": _words(event["quote"], article)}


def _words(span: Sequence[Any] | None, article: Row) -> str:
    return str(article[span[0]][span[1] : span[2]]) if span else ""


def _relevance(rows: Sequence[Row], *, verbose: bool) -> None:
    judged = tag_relevance.judged([tag_relevance.labelled_item(row) for row in rows])
    clear = [row for row in judged if not row.item.borderline]
    for name, chosen in (("relevance, clear", clear), ("relevance, all  ", judged)):
        tag_relevance.board(name, chosen, None)
    if verbose:
        tag_relevance.list_errors("real", judged, show=False)


if __name__ == "__main__":
    sys.exit(main())
