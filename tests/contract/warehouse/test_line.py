"""Tag and load through a real Kafka into a real PostgreSQL: the same rows as embedded; loaders that race."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.merge import PlaceDateControl
from pipeline.stream import open_stream
from pipeline.warehouse import Advance, Batch, LostRace, Partition, Warehouse, open_warehouse
from pipeline.wiring.loading import drain_load
from pipeline.wiring.replaying import ReplayRange, replay
from pipeline.wiring.tagging import drain_tag
from tests.flow.load.streams import other_tag, publish, shown, simple_tag, some_articles
from tests.unit.warehouse.samples import TAGGINGS, arrive, article, at, retakes, tagging

RULE = PlaceDateControl()


def run_the_line(stream_url: str, warehouse_url: str) -> dict[str, list[tuple[object, ...]]]:
    stream, warehouse = open_stream(stream_url), open_warehouse(warehouse_url)
    try:
        stream.ensure_topics()
        publish(stream, some_articles(40))
        drain_tag(stream, tag=simple_tag, batch=7)
        drain_load(stream, warehouse, batch=11)
        replay(stream, warehouse, ReplayRange(start=at(3), end=at(9)), tag=other_tag, tagger="other 2")
        return shown(warehouse)
    finally:
        stream.close()
        warehouse.close()


@pytest.mark.timeout(180)
def test_kafka_and_postgres_give_the_rows_of_the_embedded_line(
    kafka_url: str, postgres_url: str, tmp_path: Path
) -> None:
    real = run_the_line(kafka_url, postgres_url)
    embedded = run_the_line(f"sqlite:///{tmp_path / 'stream.db'}", f"sqlite:///{tmp_path / 'warehouse.db'}")
    assert real == embedded
    assert len(real["claims"]) == 40


@pytest.fixture
def loaders(database_url: str) -> Iterator[list[Warehouse]]:
    opened = [open_warehouse(database_url) for _ in range(3)]
    yield opened
    for each in opened:
        each.close()


def test_of_loaders_that_race_for_a_batch_exactly_one_wins(loaders: list[Warehouse]) -> None:
    def load(loader: Warehouse, number: int) -> bool:
        claim = tagging(article(f"outlet{number}", hours=number), retakes("2017-11-09"))
        arrival = arrive(claim, number)
        try:
            loader.load_batch(Batch((arrival,), {Partition(TAGGINGS, 0): Advance(number, number + 1)}), RULE)
        except LostRace:
            return False
        return True

    with ThreadPoolExecutor(len(loaders)) as pool:
        for number in range(10):
            won = list(pool.map(load, loaders, [number] * len(loaders)))
            assert sorted(won) == [False, False, True]
    (row,) = loaders[0].query("SELECT articles FROM events").rows
    assert row == (10,)


def test_loaders_of_different_partitions_miss_nothing_of_each_other(loaders: list[Warehouse]) -> None:
    def load(loader: Warehouse, partition: int) -> None:
        for number in range(8):
            claim = tagging(article(f"outlet{partition}-{number}", hours=number), retakes("2017-11-09"))
            batch = Batch((arrive(claim, number),), {Partition(TAGGINGS, partition): Advance(number, number + 1)})
            loader.load_batch(batch, RULE)

    with ThreadPoolExecutor(len(loaders)) as pool:
        list(pool.map(load, loaders, range(len(loaders))))
    (row,) = loaders[0].query("SELECT articles FROM events").rows
    assert row == (24,)
