"""The whole scoreboard of tagging: ``./run.sh eval tag`` or ``python -m tests.evals.tag``.

Runs each part's own scoreboard in turn: relevance, kind, claims, places, actors. Needs the folder
``../shared/data`` beside the checkout. The exit code is 1 when a part misses a floor.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from importlib.util import find_spec

from pipeline.tag import TAGGER, tagger_version

PARTS = ("tag_relevance", "tag_kind", "tag_claims", "tag_places", "tag_actors")


def main() -> int:
    """Run every part; the worst exit code of all."""
    print(f"{TAGGER} {tagger_version()}")
    worst = 0
    for part in PARTS:
        name = f"tests.evals.{part}"
        if find_spec(name) is None:
            print(f"\n== {part}: no scoreboard of this name")
            worst = 1
            continue
        print(f"\n== {part}")
        worst = max(worst, _run(name))
    return worst


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
