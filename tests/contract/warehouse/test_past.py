"""What the warehouse said at a past moment: one row for each thing, whoever loaded and whatever their clocks said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from pipeline.merge import PlaceDateControl
from pipeline.model.tagging import Claim
from pipeline.warehouse import Arrival, Batch, Warehouse, open_warehouse
from pipeline.warehouse.types import iso
from tests.unit.warehouse.samples import arrive, article, at, retakes, tagging

RULE = PlaceDateControl()
SAID_THEN = """SELECT killed_best FROM event_record
WHERE edition = 'live' AND recorded_from <= '{0}' AND (recorded_to IS NULL OR recorded_to > '{0}')"""


@pytest.fixture
def warehouse(database_url: str) -> Iterator[Warehouse]:
    opened = open_warehouse(database_url)
    yield opened
    opened.close()


def version(number: int, *claims: Claim) -> Arrival:
    return arrive(tagging(article("alpha", version=number, decision="revised"), *claims), number)


def ask(warehouse: Warehouse, statement: str) -> list[tuple[object, ...]]:
    return list(warehouse.query(statement).rows)


def moments(warehouse: Warehouse) -> list[str]:
    return [str(each) for (each,) in ask(warehouse, "SELECT recorded_from FROM event_record ORDER BY row_id")]


@pytest.mark.parametrize("second", [at(1_000_000), at(999_999), at(1_000_001)])
def test_a_loader_whose_clock_is_behind_does_not_disturb_the_past(warehouse: Warehouse, second: datetime) -> None:
    first = at(1_000_000)  # beyond the time of the migration
    warehouse.load_batch(Batch((version(1, retakes("2017-11-09", killed=10)),)), RULE, first)
    warehouse.load_batch(Batch((version(2, retakes("2017-11-09", killed=12)),)), RULE, second)
    warehouse.load_batch(Batch((version(3, retakes("2017-11-09", killed=14)),)), RULE, first)
    opened = moments(warehouse)
    assert opened == sorted(set(opened))
    assert [ask(warehouse, SAID_THEN.format(each)) for each in opened] == [[(10,)], [(12,)], [(14,)]]
    wrong = "SELECT COUNT(*) FROM {} WHERE recorded_to <= recorded_from"
    for table in ("event_record", "event_member", "claim_record", "tagging_record"):
        assert ask(warehouse, wrong.format(table)) == [(0,)], table


def test_which_edition_was_current_is_never_forgotten(warehouse: Warehouse) -> None:
    warehouse.create_edition("better", extraction="", tagger="2", merge_rule=RULE.name)
    warehouse.promote("better", at(1_000_000))
    warehouse.promote("live", at(1_000_001))
    told = ask(warehouse, "SELECT edition, promoted_at FROM promotions ORDER BY promoted_at")
    assert [edition for edition, _ in told] == ["live", "better", "live"]
    assert [when for _, when in told[1:]] == [iso(at(1_000_000)), iso(at(1_000_001))]


def test_what_an_edition_lacks_of_another_is_counted(warehouse: Warehouse) -> None:
    warehouse.create_edition("better", extraction="", tagger="2", merge_rule=RULE.name)
    coded = tagging(article("alpha"), retakes("2017-11-09"))
    warehouse.load_batch(Batch((arrive(coded, 1), arrive(coded, 2, edition="better"))), RULE, at(1))
    assert warehouse.uncoded("live", "better") == 0
    warehouse.load_batch(Batch((arrive(tagging(article("beta"), retakes("2017-11-11")), 3),)), RULE, at(2))
    assert (warehouse.uncoded("live", "better"), warehouse.uncoded("better", "live")) == (1, 0)
