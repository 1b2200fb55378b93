"""The embedded log: the stream contract on one SQLite file, for one machine. Kafka is what one outgrows it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.stream import embedded_log
from pipeline.stream.base import Message, Position, Record, StreamOptions, TopicPartition
from pipeline.stream.embedded_consumer import EmbeddedConsumer
from pipeline.stream.embedded_file import StreamFile
from pipeline.stream.embedded_groups import committed
from pipeline.stream.embedded_log import PartitionRow
from pipeline.stream.messages import check_messages, to_millis
from pipeline.stream.topology import Topology, topic_of

_READ_CHUNK = 500


class EmbeddedStream:
    """The log in one file; see `pipeline.stream.base.Stream`.

    A call of `produce` is one transaction: all its messages or none. Retention and compaction are applied by
    `ensure_topics`.
    """

    def __init__(self, path: Path, topics: Topology, options: StreamOptions) -> None:
        self._file = StreamFile(path, options.connect_timeout_s)
        self._topics = topics
        self._options = options
        self._file.create()
        self._connection = self._file.connect()
        self._lock = threading.Lock()
        self._consumers: list[EmbeddedConsumer] = []
        self._closed = False

    def ensure_topics(self) -> None:
        """Make the missing topics, and drop what retention lets go."""
        self._need_open()
        with self._lock, self._file.transaction(self._connection) as connection:
            embedded_log.create_topics(connection, self._topics)
            embedded_log.apply_retention(connection, self._topics, int(time.time() * 1000))

    def produce(self, messages: Sequence[Message]) -> list[Position]:
        """Append all messages in one transaction."""
        self._need_open()
        check_messages(messages, self._topics, datetime.now(UTC))
        if not messages:
            return []
        with self._lock, self._file.transaction(self._connection) as connection:
            return embedded_log.append(connection, messages)

    def consumer(self, group: str, topics: Sequence[str]) -> EmbeddedConsumer:
        """A new member of the group."""
        self._check(topics)
        consumer = EmbeddedConsumer(self._file, group, topics, self._options)
        self._consumers.append(consumer)
        return consumer

    def read(self, tp: TopicPartition, start: int, end: int | None = None) -> Iterator[Record]:
        """Yield what stands in [start, end) now."""
        row = self._row(tp)
        stop = row.next if end is None else min(end, row.next)
        at = start
        while at < stop:
            with self._lock, self._file.errors():
                records = embedded_log.fetch(self._connection, tp, row, at, stop, _READ_CHUNK)
            yield from records
            at = records[-1].offset + 1 if records else stop

    def beginning_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """The earliest offsets kept."""
        return {tp: row.first for tp, row in self._rows(topics).items()}

    def end_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """The offsets that come next."""
        return {tp: row.next for tp, row in self._rows(topics).items()}

    def offsets_for_time(self, topics: Iterable[str], at: datetime) -> dict[TopicPartition, int]:
        """The earliest offsets stamped ``at`` or later."""
        stamp = to_millis(at)
        rows = self._rows(topics)
        with self._lock, self._file.errors():
            return {tp: embedded_log.offset_at(self._connection, row, stamp) for tp, row in rows.items()}

    def group_offsets(self, group: str) -> dict[TopicPartition, int]:
        """What the group has committed."""
        self._need_open()
        with self._lock, self._file.errors():
            return committed(self._connection, group)

    def close(self) -> None:
        """Close the consumers and the file."""
        if self._closed:
            return
        self._closed = True
        for consumer in self._consumers:
            consumer.close()
        self._connection.close()

    def _row(self, tp: TopicPartition) -> PartitionRow:
        self._check([tp.topic])
        with self._lock, self._file.errors():
            return embedded_log.partition_row(self._connection, tp)

    def _rows(self, topics: Iterable[str]) -> dict[TopicPartition, PartitionRow]:
        topics = list(topics)
        self._check(topics)
        with self._lock, self._file.errors():
            found = {topic: embedded_log.partition_rows(self._connection, topic) for topic in topics}
        return {TopicPartition(topic, number): row for topic, rows in found.items() for number, row in rows.items()}

    def _need_open(self) -> None:
        if self._closed:
            raise UsageError("the stream is closed")

    def _check(self, topics: Iterable[str]) -> None:
        self._need_open()
        for topic in topics:
            topic_of(self._topics, topic)
