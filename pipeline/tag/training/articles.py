"""Whole articles written for this project, in the styles and on the matters that are easily mistaken for war news.

``articles/conflict*.txt`` hold articles that report armed conflict, ``articles/other*.txt`` such as only look like it;
``briefs/`` holds short items, as feeds carry them, in the same way: a headline and a lede. Each begins with
``# day | title``; its text runs to the next one. The judgements on articles and on briefs are fitted on them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "articles"
BRIEFS = Path(__file__).parent / "briefs"
_NEXT = re.compile(r"^# (?=\d{4}-)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """One article, whether it reports conflict, and the file that it stands in."""

    title: str
    text: str
    published: date
    conflict: bool
    source: str


def written_articles(folder: Path = FOLDER) -> list[WrittenArticle]:
    """All articles, file by file in order. ValueError for one without day, title or text."""
    return [_article(raw, path.stem) for path in sorted(folder.glob("*.txt")) for raw in _split(path)]


def _split(path: Path) -> list[str]:
    return [raw for raw in _NEXT.split(path.read_text("utf-8")) if raw.strip()]


def _article(raw: str, source: str) -> WrittenArticle:
    head, _, text = raw.partition("\n")
    day, _, title = head.partition(" | ")
    if not title.strip() or not text.strip():
        raise ValueError(f"{source}: no title or no text at {head[:60]!r}")
    return WrittenArticle(title.strip(), text.strip(), date.fromisoformat(day), source.startswith("conflict"), source)
