"""A later record of the same natural key that takes a decision back gives the row, whichever is loaded first."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from pipeline.merge import PlaceDateControl
from pipeline.model.article import UNDONE_REASON, Article, Verdict
from pipeline.model.words import Decision
from pipeline.warehouse import Arrival, Batch, Lane, Partition, Warehouse, open_warehouse
from tests.unit.warehouse.samples import ARTICLES, article, at

RULE = PlaceDateControl()
COPY = article("echo", decision="copy", of=article("first").article_id)
UNDONE = replace(
    COPY, item_id="u-echo", admitted_at=at(9), verdict=Verdict(Decision.NEW, "", UNDONE_REASON, None, "repeats-1", "s2")
)


def standing(warehouse: Warehouse) -> list[tuple[object, ...]]:
    statement = 'SELECT decision, "of", item_id, story_id, "offset" FROM article_record'
    return [tuple(row) for row in warehouse.query(statement).rows]


def arrival(value: Article, offset: int, lane: Lane = Lane.LIVE, topic: str = ARTICLES) -> Arrival:
    return Arrival(value, Partition(topic, 0), offset, lane)


FROM_TOPIC = (
    arrival(COPY, 3),
    arrival(UNDONE, 7),
    arrival(COPY, 1, Lane.BACKFILL, "news.articles.backfill"),
)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
@pytest.mark.parametrize("together", [True, False], ids=["one batch", "one by one"])
def test_the_later_verdict_gives_the_row(database_url: str, order: tuple[int, ...], together: bool) -> None:
    warehouse = open_warehouse(database_url)
    arrivals = tuple(FROM_TOPIC[number] for number in order)
    for each in [arrivals] if together else [(one,) for one in arrivals]:
        warehouse.load_batch(Batch(each), RULE)
    assert standing(warehouse) == [("new", "", "u-echo", "s2", 7)]
    decisions = [tuple(row) for row in warehouse.query("SELECT decision, reason FROM decisions").rows]
    assert decisions == [("new", UNDONE_REASON)]
    assert [tuple(row) for row in warehouse.query("SELECT COUNT(*) FROM mentions").rows] == [(0,)]
    warehouse.close()


def test_the_same_record_sent_again_leaves_the_first(database_url: str) -> None:
    warehouse = open_warehouse(database_url)
    warehouse.load_batch(Batch((arrival(COPY, 3), arrival(COPY, 5))), RULE)
    assert [row[0:1] + row[4:] for row in standing(warehouse)] == [("copy", 3)]
    warehouse.close()
