"""One empty log for each test, embedded and on Kafka, and small ways to fill and drain it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from pipeline.stream import Consumer, Message, Record, Stream, Topic, open_stream, topology

LETTERS = "letters"
ONE = "one"
TOPICS = topology(Topic(LETTERS, partitions=3), Topic(ONE, partitions=1))
AT = datetime(2026, 3, 4, 5, 6, 7, 891000, tzinfo=UTC)
# a loaded machine may need most of it; a healthy one never waits for it
PATIENCE_S = 45.0

OpenStream = Callable[[], Stream]


@pytest.fixture
def opened(stream_url: str) -> Iterator[OpenStream]:
    """Opens the test's log, each time anew; all are closed afterwards."""
    streams: list[Stream] = []

    def open_one() -> Stream:
        streams.append(open_stream(stream_url, TOPICS))
        return streams[-1]

    yield open_one
    for stream in streams:
        stream.close()


@pytest.fixture
def stream(opened: OpenStream) -> Stream:
    """The log, with its topics."""
    stream = opened()
    stream.ensure_topics()
    return stream


def letter(number: int, topic: str = LETTERS, at: datetime = AT) -> Message:
    """A message whose value is its number, under one of seven keys."""
    return Message(topic, f"key-{number % 7}".encode(), str(number).encode(), at)


def letters(count: int, topic: str = LETTERS, start: int = 0) -> list[Message]:
    """Messages numbered from ``start``."""
    return [letter(number, topic) for number in range(start, start + count)]


def drain(consumer: Consumer, count: int, max_records: int = 100) -> list[Record]:
    """Poll until ``count`` records came, or patience ends."""
    found: list[Record] = []
    deadline = time.monotonic() + PATIENCE_S
    while len(found) < count and time.monotonic() < deadline:
        found += consumer.poll(max_records, 0.5)
    return found


def numbers(records: list[Record]) -> list[int]:
    """The numbers of the letters, sorted."""
    return sorted(int(record.value) for record in records)


def poll_together(consumers: list[Consumer], done: Callable[[], bool]) -> None:
    """Poll the consumers, each in a thread, until ``done``; fails when patience ends."""
    deadline = time.monotonic() + PATIENCE_S
    with ThreadPoolExecutor(len(consumers)) as threads:
        while not done():
            assert time.monotonic() < deadline, "the group did not settle"
            list(threads.map(lambda consumer: consumer.poll(100, 0.5), consumers))
