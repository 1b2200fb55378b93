"""Loading the same records in any interleaving, cut into batches anywhere, gives the same rows."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.merge import PlaceDateControl
from pipeline.warehouse import VIEWS, Arrival, Batch, open_warehouse
from tests.unit.warehouse.samples import arrivals, the_war

RULE = PlaceDateControl()
TABLES = ("article_record", "article_text", "decision_record", "ledger_record", "source", "feed", "evidence_record")
CLOSABLE = ("tagging_record", "claim_record", "event_record", "event_member")
OF_LOADING = {"recorded_from", "recorded_to", "created_at", "promoted_at", "row_id"}
WAR = arrivals(the_war())
Rows = dict[str, list[tuple[object, ...]]]


def rows_after(batches: list[list[Arrival]]) -> Rows:
    with tempfile.TemporaryDirectory() as folder:
        warehouse = open_warehouse(f"sqlite:///{Path(folder) / 'w.db'}")
        for batch in batches:
            warehouse.load_batch(Batch(tuple(batch)), RULE)
        found: Rows = {}
        standing = [f"SELECT * FROM {table} WHERE recorded_to IS NULL" for table in CLOSABLE]  # noqa: S608
        every = [f"SELECT * FROM {name}" for name in (*VIEWS, *TABLES)]  # noqa: S608
        replaced = "SELECT claim_id FROM claim_record WHERE recorded_to IS NOT NULL"
        for statement in (*standing, *every, replaced):
            answer = warehouse.query(statement)
            kept = [number for number, name in enumerate(answer.columns) if name not in OF_LOADING]
            found[statement] = sorted((tuple(row[number] for number in kept) for row in answer.rows), key=repr)
        warehouse.close()
        return found


@cache
def rows_at_once() -> Rows:
    return rows_after([WAR])


@st.composite
def interleavings(draw: st.DrawFn) -> list[list[Arrival]]:
    """Each topic in its own order, the topics mixed at will, cut into batches at will."""
    lanes: dict[str, list[Arrival]] = {}
    for each in WAR:
        lanes.setdefault(each.partition.topic, []).append(each)
    turns = draw(st.permutations([topic for topic, lane in lanes.items() for _ in lane]))
    queues = {topic: iter(lane) for topic, lane in lanes.items()}
    mixed = [next(queues[topic]) for topic in turns]
    cuts = sorted(draw(st.sets(st.integers(1, len(mixed) - 1), max_size=6)))
    return [mixed[start:end] for start, end in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]


@given(interleavings())
@settings(max_examples=25, deadline=None)
def test_topics_in_any_interleaving_and_any_batches_give_the_same_rows(batches: list[list[Arrival]]) -> None:
    assert rows_after(batches) == rows_at_once()


@given(st.permutations(WAR))
@settings(max_examples=15, deadline=None)
def test_even_versions_in_the_wrong_order_give_the_same_rows(shuffled: list[Arrival]) -> None:
    assert rows_after([shuffled[:9], shuffled[9:]]) == rows_at_once()


def test_loading_everything_twice_gives_the_same_rows() -> None:
    assert rows_after([WAR, WAR[5:], WAR[:5]]) == rows_at_once()
