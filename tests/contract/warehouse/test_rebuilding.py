"""A warehouse built anew from topics that the group has read before: the group's offsets must lead nobody astray."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.stream import open_stream
from pipeline.warehouse import Batch, open_warehouse
from pipeline.wiring.loading import KINDS, LOAD_GROUP, drain_load
from pipeline.wiring.tagging import drain_tag
from tests.flow.load.streams import count, publish, simple_tag, some_articles


def test_a_rebuilt_warehouse_misses_nothing_when_the_group_divides_its_partitions_anew(
    stream_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = open_stream(stream_url)
    stream.ensure_topics()
    publish(stream, some_articles(40))
    drain_tag(stream, tag=simple_tag)
    first = open_warehouse(f"sqlite:///{tmp_path / 'first.db'}")
    drain_load(stream, first)
    assert count(first, "article_record") == 41
    anew = open_warehouse(f"sqlite:///{tmp_path / 'anew.db'}")
    load_batch, visits = anew.load_batch, iter(range(3))

    def visited(batch: Batch, *rest: object) -> object:
        """Another loader joins and leaves while this one is at work."""
        if next(visits, None) is not None:
            visitor = stream.consumer(LOAD_GROUP, list(KINDS))
            visitor.poll(0, 1)
            visitor.close()
        return load_batch(batch, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(anew, "load_batch", visited)
    drain_load(stream, anew, batch=3)
    assert count(anew, "article_record") == 41
    assert count(anew, "claims") == 40
    assert count(anew, "decisions") == 41
    for opened in (first, anew):
        opened.close()
    stream.close()
