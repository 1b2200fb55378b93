"""Scoreboard of the feed parser: ``python -m tests.evals.feeds [--failures FIELD]``.

Over the 39 captured feeds it tells what came out; over the 2,106 feeds of the feedparser corpus it checks
the expectation inside each file, for the fields that we expose. Every feed counts for crashes and time.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.feeds import Entry, ParsedFeed, parse_feed, read_feed_list
from pipeline.feeds.plain import plain_text
from pipeline.model.words import Outcome

FEEDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "feeds"
_URL = "http://127.0.0.1:8097/feed.xml"
_EXPECT = re.compile(rb"Expect:\s*(.+?)\s*(?:\r?\n|-->)")
_CONTENT_TYPE = re.compile(rb"Header:\s*Content-[Tt]ype:\s*([^\r\n]+)", re.IGNORECASE)
_LOCATION = re.compile(rb"Header:\s*Content-Location:\s*([^\r\n]+)", re.IGNORECASE)
_ENTRY_FIELD = re.compile(r"entries\[(\d+)\](?:\['(\w+)'\]|\.(\w+)) == (.+)$", re.DOTALL)
_FEED_FIELD = re.compile(r"feed(?:\['(\w+)'\]|\.(\w+)) == (.+)$", re.DOTALL)
_DATE_FIELDS = {"published_parsed": "published", "updated_parsed": "updated", "date_parsed": "updated"}
_ENTRY_FIELDS = {"title": "title", "link": "link", "id": "guid", "guid": "guid"}
_ENTRY_FIELDS |= {"description": "summary", "summary": "summary"}
_ENTRY_FIELDS |= {"author": "author", "published": "published_raw", "updated": "updated_raw", "date": "updated_raw"}
_FEED_FIELDS = {"title": "title", "link": "link", "language": "language", "subtitle": "subtitle", "tagline": "subtitle"}
_SLOW_S = 2.0


@dataclass
class Board:
    """Counts of right and all, by field, and the wrong ones."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)

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
    found = _EXPECT.search(body[:4000])
    if not found:
        return
    expectation = found.group(1).decode("utf-8", "replace").strip()
    for part in expectation.removeprefix("not bozo and ").removeprefix("bozo and ").split(" and "):
        _check_part(board, name, part.strip(), parsed)


def _check_part(board: Board, name: str, part: str, parsed: ParsedFeed) -> None:
    if entry := _ENTRY_FIELD.match(part):
        what, expected = entry.group(2) or entry.group(3), _literal(entry.group(4))
        at = int(entry.group(1))
        subject = parsed.entries[at] if at < len(parsed.entries) else Entry()
        if what in _DATE_FIELDS and isinstance(expected, tuple):
            got = _shown(getattr(subject, _DATE_FIELDS[what]))
            board.mark(name, f"entry {_DATE_FIELDS[what]} parsed", _utc(expected), got)
        elif what in _ENTRY_FIELDS and isinstance(expected, str):
            _mark_text(board, name, f"entry {what}", expected, _of_entry(subject, what))
    elif feed := _FEED_FIELD.match(part):
        what, expected = feed.group(1) or feed.group(2), _literal(feed.group(3))
        if what in _FEED_FIELDS and isinstance(expected, str):
            _mark_text(board, name, f"feed {what}", expected, str(getattr(parsed.feed, _FEED_FIELDS[what])))


def _of_entry(entry: Entry, what: str) -> str:
    if what == "author":
        return entry.authors[0] if entry.authors else ""
    return str(getattr(entry, _ENTRY_FIELDS[what]))


def _mark_text(board: Board, name: str, what: str, expected: str, got: str) -> None:
    # feedparser keeps markup where we keep text: both sides are compared as text.
    if what.endswith(("title", "description", "summary", "subtitle", "tagline", "author")):
        expected, got = plain_text(expected), got if what.endswith("title") else plain_text(got)
    board.mark(name, what, expected.strip(), got.strip())


def _literal(text: str) -> Any:
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError):
        return None


def _utc(parts: tuple[int, ...]) -> str:
    year, month, day, hour, minute, second = parts[:6]
    return _shown(datetime(year, month, day, hour, minute, second, tzinfo=UTC))


def _shown(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


if __name__ == "__main__":
    sys.exit(main())
