"""Speed of tagging: ``./run.sh bench tag`` or ``python -m tests.bench.tag [--profile]``.

Articles of 600 words are cut from the hand-labelled ones of ``../shared/data`` (relevant ones for full coding). One
process, one core, processor time; the first article, which loads code and assets, is timed apart. Full coding counts
an article from title and text to claims with quotes; relevance alone stops at the judgement. Floors: 100 and 1,000
articles a second a core. The list below says where the time of full coding goes: each part without the parts that it
calls, the sum being the whole.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import pstats
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "conflict" / "gold_articles.jsonl"
WORDS = 600
_SECONDS = 8.0
ROUNDS = 5
REST = "the rest"
PARTS = {
    "language told": "coding.is_coded",
    "sentence features": "coding.read",
    "relevance judged": "coding.relevance_of",
    "kind judged, second opinion": "kind.reading:Reading.kinds",
    "hints": "coding.hints_of",
    "sentences, quotation marks": "coding.read_sentences coding.smooth",
    "day of reference": "coding.reference_day",
    "places, found": "coding.find_places",
    "places, resolved": "coding.resolve coding.by_spelling coding.story_countries",
    "actors": "coding.find_actors coding.without_actors",
    "triggers": "claims.scenes.find_triggers",
    "tolls": "claims.scenes.read_tolls",
    "dates": "claims.scenes.dates_of claims.article_days.dates_of",
    "clauses, villages": "claims.scenes.clauses claims.scenes.find_local_names",
    "scenes furnished": "claims.assembly.furnish",
    "tellings": "claims.assembly.find_tellings",
    "who": "claims.tellings.find_sides",
    "what": "claims.tellings.find_kind",
    "where": "claims.circumstances.find_place claims.tellings.is_attached",
    "when, history": "claims.tellings.find_date claims.tellings.is_history",
    "who says so": "claims.says.find_source claims.circumstances.find_source",
    "events gathered and ranked": "claims.assembly.gather claims.assembly.rank",
    "fields, evidence, confidence": "claims.assembly.make_claim",
    "rival and listed claims": "claims.assembly.rival_of claims.assembly.listed_claims",
    "claims assembled": "coding.find_claims",
}
"""Parts of full coding, each with the functions it is timed by, named where they are called from."""
Row = dict[str, Any]


def main() -> int:
    """Print articles a second and where the time goes; 1 when a floor is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", action="store_true", help="list the functions that take most time")
    options = parser.parse_args()
    if not GOLD.exists():
        print(f"bench tag: no data ({GOLD.name} is not beside the checkout)")
        return 1
    rows = [_cut(json.loads(line)) for line in GOLD.read_text("utf-8").split("\n") if line.strip()]
    relevant = [row for row in rows if row["gold"]["relevant"]]
    began = time.process_time()
    from pipeline.tag import stage_tag
    from pipeline.tag.relevance import relevance

    stage_tag(_line(relevant[0]))
    print(f"first article, with code and assets: {time.process_time() - began:.2f} s")
    for row in rows:  # tables by country are built when first needed
        stage_tag(_line(row))
    gc.collect()
    gc.freeze()  # as processes that tag do (pipeline.wiring.collecting)
    if options.profile:
        return _profile(lambda: [stage_tag(_line(row)) for row in relevant])
    full = _rate("full coding, relevant articles", relevant, lambda row: stage_tag(_line(row)))
    _rate("full coding, all articles", rows, lambda row: stage_tag(_line(row)))
    alone = _rate("relevance alone", rows, lambda row: relevance(row["title"], row["text"]))
    _parts(relevant, lambda row: stage_tag(_line(row)))
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


class _Clock:
    """Books processor time on the part that runs: each part's own, without what it calls."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = dict.fromkeys((REST, *PARTS), 0.0)
        self._running = [REST]
        self._since = time.process_time()

    def switch(self) -> None:
        """Book the time since the last switch on the part that has been running."""
        now = time.process_time()
        self.spent[self._running[-1]] += now - self._since
        self._since = now

    def part(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its time booked."""

        def timed(*args: object, **named: object) -> object:
            self.switch()
            self._running.append(name)
            try:
                return work(*args, **named)
            finally:
                self.switch()
                self._running.pop()

        return timed


def _parts(rows: Sequence[Row], work: Callable[[Row], object]) -> None:
    """Print where the time of full coding goes, the most costly part first."""
    clock = _Clock()
    for name, places in PARTS.items():
        for place in places.split():
            owner, _, attribute = place.rpartition(".")
            held = _owner(owner)
            setattr(held, attribute, clock.part(name, getattr(held, attribute)))
    clock.switch()
    clock.spent = dict.fromkeys(clock.spent, 0.0)
    began = time.process_time()
    for _ in range(ROUNDS):
        for row in rows:
            work(row)
    clock.switch()
    count = ROUNDS * len(rows)
    print(f"where the time goes, {1000 * (time.process_time() - began) / count:.2f} ms with the clock's own:")
    for name, spent in sorted(clock.spent.items(), key=lambda part: -part[1]):
        print(f"  {name}: {1000 * spent / count:.2f} ms")


def _owner(name: str) -> object:
    """The module or the class of this name under `pipeline.tag`."""
    module, _, kind = name.partition(":")
    found: object = import_module(f"pipeline.tag.{module}")
    return getattr(found, kind) if kind else found


def _profile(work: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.runcall(work)
    pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    return 0


if __name__ == "__main__":
    sys.exit(main())
