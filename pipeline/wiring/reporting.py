"""What waits where: numbers of the three stores for ``conflictwire status``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import ConflictwireError
from pipeline.settings import Settings
from pipeline.state import count_waiting, open_items, read_feeds
from pipeline.stream import TOPICS, Stream
from pipeline.warehouse import VIEWS, Partition
from pipeline.wiring.loading import KINDS
from pipeline.wiring.opening import state_of, stream_of, utc_now, warehouse_of


@dataclass(frozen=True, slots=True)
class Number:
    """One line of the report; ``value`` is a number, or a word where a store is away."""

    store: str
    what: str
    value: str


def report(settings: Settings) -> list[Number]:
    """Numbers of state, topics and warehouse; a store that is away costs its own lines only."""
    lines: list[Number] = []
    for store, read in (("state", _state), ("stream", _stream), ("warehouse", _warehouse)):
        try:
            lines += [Number(store, what, str(value)) for what, value in read(settings)]
        except ConflictwireError as error:
            lines.append(Number(store, "away", str(error)))
    return lines


def _state(settings: Settings) -> Iterator[tuple[str, object]]:
    now = utc_now()
    with state_of(settings) as state, state.read() as connection:
        feeds = read_feeds(connection)
        items, waiting = open_items(connection), count_waiting(connection)
    yield "feeds", len(feeds)
    yield "feeds failing", sum(feed.errors > 0 for feed in feeds)
    yield "feeds due", sum(feed.next_poll <= now for feed in feeds)
    yield "items to fetch", items.queued
    yield "items being fetched", items.leased
    yield "items to decide", items.extracted
    yield "messages to publish", waiting


def _stream(settings: Settings) -> Iterator[tuple[str, object]]:
    with stream_of(settings) as stream:
        for topic in TOPICS:
            yield topic, _records(stream, topic)


def _records(stream: Stream, topic: str) -> int:
    first, end = stream.beginning_offsets([topic]), stream.end_offsets([topic])
    return sum(end[tp] - first[tp] for tp in end)


def _warehouse(settings: Settings) -> Iterator[tuple[str, object]]:
    with warehouse_of(settings, upgrade=False) as warehouse:
        for view in VIEWS:
            (row,) = warehouse.query(f"SELECT count(*) FROM {view}").rows  # noqa: S608 -- names of our own views
            yield view, row[0]
        current = next((edition.edition for edition in warehouse.editions() if edition.is_current), "none")
        yield "current edition", current
        for topic, ends in _ends(settings):
            loaded = warehouse.offsets(ends)
            yield f"behind {topic}", sum(max(0, end - loaded.get(partition, 0)) for partition, end in ends.items())


def _ends(settings: Settings) -> Iterator[tuple[str, dict[Partition, int]]]:
    try:
        with stream_of(settings) as stream:
            for topic in KINDS:
                yield topic, {Partition(tp.topic, tp.partition): end for tp, end in stream.end_offsets([topic]).items()}
    except ConflictwireError:
        return  # told in the lines of the stream; how far behind the warehouse is cannot be known then
