"""Scoreboard of the invented articles, partly unread: ``./run.sh eval tag_written [--errors]``.

Relevance and claims on ``tests/evals/written`` (its README says what these articles are), measured as `tag_relevance`
and `tag_claims` measure them. Those of ``dev`` and ``dev2`` are read for errors, so only ``test`` and ``test2`` say how
well the tagger does on what nobody tuned it by. ``--errors`` lists the wrong articles that may be read; of the others
nothing but totals is ever told. There are no floors: the exit code is 1 only when the articles are absent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.evals import tag_claims, tag_relevance

FOLDER = Path(__file__).parent / "written"
READABLE = {"dev": "read for errors and fitted on: in sample", "dev2": "read for errors: in sample"}
FILES = READABLE | {"test": "only totalled", "test2": "only totalled"}


def main(argv: Sequence[str] | None = None) -> int:
    """Print both scoreboards of all files; 1 when one is absent."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true", help=f"list the wrong articles of {' and '.join(READABLE)}")
    options = parser.parse_args(argv)
    missing = [name for name in FILES if not (FOLDER / f"{name}.jsonl").exists()]
    if missing:
        print(f"written: no {', '.join(missing)} in {FOLDER.name}")
        return 1
    for name, use in FILES.items():
        print(f"-- {name} ({use})")
        verbose = options.errors and name in READABLE
        _relevance(FOLDER / f"{name}.jsonl", verbose=verbose)
        _claims(FOLDER / f"{name}.jsonl", verbose=verbose)
    return 0


def _relevance(path: Path, *, verbose: bool) -> None:
    rows = tag_relevance.judged(tag_relevance.labelled_articles(path))
    clear = [row for row in rows if not row.item.borderline]
    for name, chosen in (("relevance, clear", clear), ("relevance, all  ", rows)):
        tag_relevance.board(name, chosen, None)
        false = sum(row.taken and not row.item.positive for row in chosen)
        missed = sum(row.item.positive and not row.taken for row in chosen)
        print(f"  false alarms {false}, misses {missed}")
    if verbose:
        tag_relevance.list_errors(path.stem, rows, show=True)


def _claims(path: Path, *, verbose: bool) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    tag_claims.report([tag_claims.score(row, verbose=verbose) for row in rows], floors=False)


if __name__ == "__main__":
    sys.exit(main())
