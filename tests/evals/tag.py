"""The whole scoreboard of tagging: ``./run.sh eval tag`` or ``python -m tests.evals.tag``.

Runs each part's own scoreboard in turn: relevance, kind, claims, bare headlines, places, actors, the reviewed cases,
invented articles, and real ones with labels of our own (both partly unread, no floor). Intervals are 95 %, by
bootstrap. Needs the folder ``../shared/data`` beside the checkout. The last line names the parts that missed a floor;
then the exit code is 1.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from importlib.util import find_spec

from pipeline.tag import TAGGER, tagger_version

PARTS = (
    "tag_relevance",
    "tag_kind",
    "tag_claims",
    "tag_headlines",
    "tag_places",
    "tag_actors",
    "review",
    "tag_written",
    "tag_real",
    "tag_probes",
)


def main() -> int:
    """Run every part; 1 when one of them missed a floor."""
    print(f"{TAGGER} {tagger_version()}")
    missed = []
    for part in PARTS:
        name = f"tests.evals.{part}"
        if find_spec(name) is None:
            print(f"\n== {part}: no scoreboard of this name")
            missed.append(part)
            continue
        print(f"\n== {part}")
        if _run(name):
            missed.append(part)
    print(f"\nmissed a floor: {', '.join(missed)}" if missed else "\nall floors held")
    return int(bool(missed))


def _run(name: str) -> int:
    arguments, sys.argv = sys.argv, [name]
    began = time.perf_counter()
    try:
        code = import_module(name).main()
    finally:
        sys.argv = arguments
    print(f"   ({time.perf_counter() - began:.0f} s)")
    return int(code or 0)


if __name__ == "__main__":
    sys.exit(main())
