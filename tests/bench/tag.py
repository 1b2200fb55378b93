"""Speed of tagging: ``./run.sh bench tag`` or ``python -m tests.bench.tag [--profile]``.

Articles of 600 words are cut from the hand-labelled ones of ``../shared/data`` (relevant ones for full coding). One
process, one core, processor time; the first article, which loads code and assets, is timed apart. Full coding counts
an article from title and text to claims with quotes; relevance alone stops at the judgement. Floors: 100 and 1,000
articles a second a core.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "conflict" / "gold_articles.jsonl"
WORDS = 600
_SECONDS = 8.0
Row = dict[str, Any]


def main() -> int:
    """Print articles a second and where the time goes; 1 when a floor is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", action="store_true", help="list the functions that take most time")
    options = parser.parse_args()
    if not GOLD.exists():
        print(f"bench tag: no data ({GOLD.name} is not beside the checkout)")
        return 1
    rows = [_cut(json.loads(line)) for line in GOLD.read_text().splitlines()]
    relevant = [row for row in rows if row["gold"]["relevant"]]
    began = time.process_time()
    from pipeline.tag import stage_tag
    from pipeline.tag.relevance import relevance

    stage_tag(_line(relevant[0]))
    print(f"first article, with code and assets: {time.process_time() - began:.2f} s")
    for row in rows:  # tables by country are built when first needed
        stage_tag(_line(row))
    if options.profile:
        return _profile(lambda: [stage_tag(_line(row)) for row in relevant])
    full = _rate("full coding, relevant articles", relevant, lambda row: stage_tag(_line(row)))
    _rate("full coding, all articles", rows, lambda row: stage_tag(_line(row)))
    alone = _rate("relevance alone", rows, lambda row: relevance(row["title"], row["text"]))
    _parts(relevant)
    return int(full < 100 or alone < 1000)


def _cut(row: Row) -> Row:
    words = row["text"].split(" ")
    while len(words) < WORDS:
        words += ["\n\n", *row["text"].split(" ")]
    return row | {"text": " ".join(words[:WORDS])}


def _line(row: Row) -> Row:
    return {name: row[name] or None for name in ("id", "title", "text", "published", "url")}


def _rate(name: str, rows: Sequence[Row], work: Callable[[Row], object]) -> float:
    count, began = 0, time.process_time()
    while time.process_time() - began < _SECONDS:
        for row in rows:
            work(row)
        count += len(rows)
    spent = time.process_time() - began
    print(f"{name}: {count / spent:,.0f} articles a second a core, {1000 * spent / count:.2f} ms each")
    return count / spent


def _parts(rows: Sequence[Row]) -> None:
    from pipeline.tag.actors import find_actors
    from pipeline.tag.casualties import find_tolls
    from pipeline.tag.claims.reading import read_sentences, smooth
    from pipeline.tag.claims.triggers import find_triggers
    from pipeline.tag.dates import find_dates
    from pipeline.tag.kind import read
    from pipeline.tag.places import find_places, resolve

    texts = [(smooth(row["title"]), smooth(row["text"])) for row in rows]
    split = [read_sentences(title, text) for title, text in texts]
    places = [find_places(title, text) for title, text in texts]
    numbers = range(len(rows))
    parts: dict[str, Callable[[int], object]] = {
        "read and judge": lambda i: read(*texts[i]).conflict(),
        "sentences": lambda i: read_sentences(*texts[i]),
        "places, found": lambda i: find_places(*texts[i]),
        "places, resolved": lambda i: resolve(places[i], *texts[i]),
        "actors": lambda i: find_actors(*texts[i], places[i]),
        "triggers": lambda i: [find_triggers(s.text) for s in split[i]],
        "tolls": lambda i: [find_tolls(s.text) for s in split[i]],
        "dates": lambda i: [find_dates(s.text, None) for s in split[i]],
    }
    for name, work in parts.items():
        began = time.process_time()
        for _ in range(3):
            for number in numbers:
                work(number)
        print(f"  {name}: {1000 * (time.process_time() - began) / (3 * len(rows)):.2f} ms")


def _profile(work: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.runcall(work)
    pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    return 0


if __name__ == "__main__":
    sys.exit(main())
