"""The counts of a run, kept in the transactions of the things they count: a crash cannot part them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import Connection, select

from pipeline.state.tables import run_counts
from pipeline.state.upsert import insert_into


class Count(StrEnum):
    """What is counted; the word beside it is an outcome, a decision or a reason."""

    POLLED = "polled"
    ADMITTED = "admitted"
    DECIDED = "decided"
    ENDED = "ended"
    ATTEMPTS = "attempts"
    PUBLISHED = "published"


Tally = Counter[tuple[str, Count, str]]
"""(run id, what, word) → how many."""


def add_counts(connection: Connection, tally: Mapping[tuple[str, Count, str], int]) -> None:
    """Add to the counts of runs. Called last in a transaction and in key order, so that no two wait crosswise."""
    rows = [{"run_id": run, "kind": str(kind), "word": word, "n": n} for (run, kind, word), n in tally.items() if n]
    if not rows:
        return
    rows.sort(key=lambda row: (row["run_id"], row["kind"], row["word"]))
    insert = insert_into(connection, run_counts)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["run_id", "kind", "word"], set_={"n": run_counts.c.n + insert.excluded.n}
        ),
        rows,
    )


def counts_of(connection: Connection, run_id: str) -> dict[Count, dict[str, int]]:
    """All counts of one run, by what and word; words in alphabetical order."""
    query = select(run_counts).where(run_counts.c.run_id == run_id).order_by(run_counts.c.kind, run_counts.c.word)
    found: dict[Count, dict[str, int]] = {kind: {} for kind in Count}
    for row in connection.execute(query):
        found[Count(row.kind)][row.word] = row.n
    return found
