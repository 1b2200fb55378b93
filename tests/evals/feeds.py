"""Scoreboard of the feed parser: ``python -m tests.evals.feeds [--failures FIELD]``.

Over the 39 captured feeds it tells what came out; over the 2,106 feeds of the feedparser corpus it checks
the expectation inside each file, for the fields that we expose. Every feed counts for crashes and time.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.feeds import ParsedFeed, parse_feed, read_feed_list
from pipeline.feeds.plain import plain_text
from pipeline.model.words import Outcome
from tests.evals.feed_expectations import answer_to, expectations, is_asked, shown

FEEDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "feeds"
_URL = "http://127.0.0.1:8097/feed.xml"
_CONTENT_TYPE = re.compile(rb"Header:\s*Content-[Tt]ype:\s*([^\r\n]+)", re.IGNORECASE)
_LOCATION = re.compile(rb"Header:\s*Content-Location:\s*([^\r\n]+)", re.IGNORECASE)
_WITH_MARKUP = re.compile(r"title|description|summary|subtitle|tagline|content|rights|copyright|author")
_SLOW_S = 2.0


@dataclass
class Board:
    """Counts of right and all, by field, and the wrong ones."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    not_exposed: Counter[str] = field(default_factory=Counter)

    def mark(self, name: str, what: str, expected: str, got: str) -> None:
        """Count one expectation."""
        self.asked[what] += 1
        if expected == got:
            self.right[what] += 1
        else:
            self.wrong.append((what, name, expected, got))


def main() -> int:
    """Print the scoreboard; 1 when a feed crashed or hung the parser."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--failures", default="", help="list the wrong ones of this field")
    asked = parser.parse_args()
    if not FEEDS.is_dir():
        print(f"no feeds at {FEEDS}: nothing measured")
        return 0
    _captured()
    board = _feedparser_corpus()
    for what in sorted(board.asked):
        print(f"{what:24} {board.right[what]:4} of {board.asked[what]:4}")
    print(f"{'all':24} {board.right.total():4} of {board.asked.total():4}")
    unseen = ", ".join(f"{what} {n}" for what, n in board.not_exposed.most_common(12))
    print(f"no field of ours: {board.not_exposed.total()} ({unseen} …)")
    print(f"crashed {len(board.crashed)}, slow {len(board.slow)}")
    for what, name, expected, got in board.wrong:
        if asked.failures in (what, "all"):
            print(f"\n{what}: {name}\n  expected {expected!r}\n  got      {got!r}")
    return 1 if board.crashed or board.slow else 0


def _captured() -> None:
    parsed = [parse_feed(file.read_bytes(), _URL) for file in sorted((FEEDS / "captured").iterdir())]
    entries = [entry for feed in parsed for entry in feed.entries]
    dated = sum(entry.published is not None or entry.updated is not None for entry in entries)
    refused = sum(feed.outcome is not Outcome.OK for feed in parsed)
    print(f"captured: {len(parsed)} feeds ({refused} refused), {len(entries)} entries, {dated} dated")
    print(f"  {sum(bool(e.title) for e in entries)} titled, {sum(bool(e.link) for e in entries)} linked")
    lists = [read_feed_list(file) for file in sorted((FEEDS / "opml").iterdir())]
    print(f"opml: {len(lists)} lists, {sum(map(len, lists))} feeds")


def _feedparser_corpus() -> Board:
    board = Board()
    for file in sorted((FEEDS / "feedparser").rglob("*.xml")):
        name = file.relative_to(FEEDS).as_posix()
        body = file.read_bytes()
        started = time.perf_counter()
        try:
            parsed = _parsed(body)
        except Exception as e:  # noqa: BLE001 - the very thing that is counted
            board.crashed.append(f"{name}: {e!r}")
            print("CRASH", name, repr(e))
            continue
        if time.perf_counter() - started > _SLOW_S:
            board.slow.append(name)
        _check(board, name, body, parsed)
    return board


def _parsed(body: bytes) -> ParsedFeed:
    content_type, location = _CONTENT_TYPE.search(body[:2000]), _LOCATION.search(body[:2000])
    base = location.group(1).decode("latin-1").strip() if location else ""
    return parse_feed(
        body,
        base if base.startswith("http") else _URL,
        content_type.group(1).decode("latin-1").strip() if content_type else None,
    )


def _check(board: Board, name: str, body: bytes, parsed: ParsedFeed) -> None:
    for asked in expectations(body):
        got = answer_to(asked, parsed)
        if got is None and not is_asked(asked):
            board.not_exposed[asked.kind] += 1
            continue
        _mark(board, name, asked.kind, shown(asked.value), shown(got))


def _mark(board: Board, name: str, what: str, expected: str, got: str) -> None:
    # feedparser keeps markup where we keep text: both sides are then compared as text.
    if expected != got and _WITH_MARKUP.search(what):
        expected = plain_text(expected)
        got = got if got == expected else plain_text(got)
    board.mark(name, what, expected, got)


if __name__ == "__main__":
    sys.exit(main())
