"""The records of the embedded log: appending, reading, offsets, retention. All calls are within a connection's lock."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import StreamUnavailable, UsageError
from pipeline.stream.base import Headers, Message, Position, Record, TopicPartition
from pipeline.stream.embedded_file import OFFSET_BITS
from pipeline.stream.messages import from_millis, partition_of, to_millis
from pipeline.stream.topology import Topology

# a poll holds at most about this much in memory, and always at least one record
MAX_READ_BYTES = 32 * 1024 * 1024
_OFFSET_MASK = (1 << OFFSET_BITS) - 1
_LENGTHS = struct.Struct(">HI")


@dataclass(frozen=True, slots=True)
class PartitionRow:
    """One partition as the file has it: its row, the earliest offset kept, the next offset."""

    id: int
    first: int
    next: int

    def position(self, offset: int) -> int:
        """The key of a record in the table."""
        return self.id << OFFSET_BITS | offset


def create_topics(connection: sqlite3.Connection, topics: Topology) -> None:
    """Make the missing topics with their partitions; the partitions of a topic that is there stay as they are."""
    for topic in topics.values():
        row = (topic.name, topic.partitions, topic.retention_s, int(topic.compacted))
        if connection.execute("insert or ignore into topics values (?, ?, ?, ?)", row).rowcount:
            numbers = [(topic.name, number) for number in range(topic.partitions)]
            connection.executemany("insert into partitions (topic, partition) values (?, ?)", numbers)


def partition_rows(connection: sqlite3.Connection, topic: str) -> dict[int, PartitionRow]:
    """The partitions of a topic by number; StreamUnavailable when the topic was never made."""
    rows = connection.execute("select partition, id, first, next from partitions where topic = ?", (topic,)).fetchall()
    if not rows:
        raise StreamUnavailable(f"topic {topic} does not exist yet: ensure_topics was not called")
    return {number: PartitionRow(id_, first, next_) for number, id_, first, next_ in sorted(rows)}


def partition_row(connection: sqlite3.Connection, tp: TopicPartition) -> PartitionRow:
    """One partition; UsageError when the topic has no such partition."""
    rows = partition_rows(connection, tp.topic)
    if tp.partition not in rows:
        raise UsageError(f"{tp.topic} has no partition {tp.partition}")
    return rows[tp.partition]


def append(connection: sqlite3.Connection, messages: Sequence[Message]) -> list[Position]:
    """Append all messages, within the caller's transaction, and return their positions in order."""
    partitions = {topic: partition_rows(connection, topic) for topic in {message.topic for message in messages}}
    next_offsets = {(topic, number): row.next for topic, rows in partitions.items() for number, row in rows.items()}
    rows, positions = [], []
    for message in messages:
        number = partition_of(message.key, len(partitions[message.topic]))
        partition = partitions[message.topic][number]
        offset = next_offsets[message.topic, number]
        next_offsets[message.topic, number] = offset + 1
        positions.append(Position(message.topic, number, offset))
        stamp, headers = to_millis(message.timestamp), pack_headers(message.headers)
        rows.append((partition.position(offset), partition.id, stamp, message.key, headers, message.value))
    connection.executemany("insert into records values (?, ?, ?, ?, ?, ?)", rows)
    ends = [(end, *tp) for tp, end in next_offsets.items()]
    connection.executemany("update partitions set next = ? where topic = ? and partition = ?", ends)
    return positions


def fetch(
    connection: sqlite3.Connection, tp: TopicPartition, row: PartitionRow, start: int, end: int, limit: int
) -> list[Record]:
    """Up to ``limit`` records of [start, end), fewer when they are large."""
    found: list[Record] = []
    held = 0
    cursor = connection.execute(
        "select position, timestamp_ms, key, headers, value from records where position >= ? and position < ? "
        "order by position limit ?",
        (row.position(max(start, 0)), row.position(end), limit),
    )
    for position, stamp, key, headers, value in cursor:
        offset = position & _OFFSET_MASK
        found.append(Record(tp.topic, tp.partition, offset, key, value, from_millis(stamp), unpack_headers(headers)))
        held += len(value)
        if held > MAX_READ_BYTES:
            break
    cursor.close()
    return found


def offset_at(connection: sqlite3.Connection, row: PartitionRow, stamp: int) -> int:
    """The earliest offset of a partition with that timestamp or a later one; its end where there is none."""
    query = "select min(position) from records where partition_id = ? and timestamp_ms >= ?"
    (position,) = connection.execute(query, (row.id, stamp)).fetchone()
    return row.next if position is None else position & _OFFSET_MASK


def apply_retention(connection: sqlite3.Connection, topics: Topology, now_ms: int) -> None:
    """Drop what a topic's retention or compaction lets go, within the caller's transaction.

    Retention drops from the head of a partition up to the first record that is young enough, as Kafka does.
    """
    for topic in topics.values():
        rows = partition_rows(connection, topic.name).values()
        if topic.retention_s is not None:
            for row in rows:
                _drop_head(connection, row, offset_at(connection, row, now_ms - int(topic.retention_s * 1000)))
        if topic.compacted:
            _compact(connection, [row.id for row in rows])


def _drop_head(connection: sqlite3.Connection, row: PartitionRow, first: int) -> None:
    if first > row.first:
        bounds = (row.position(row.first), row.position(first))
        connection.execute("delete from records where position >= ? and position < ?", bounds)
        connection.execute("update partitions set first = ? where id = ?", (first, row.id))


def _compact(connection: sqlite3.Connection, partition_ids: Iterable[int]) -> None:
    for id_ in partition_ids:
        connection.execute(
            "delete from records where partition_id = ? and position not in "
            "(select max(position) from records where partition_id = ? group by key)",
            (id_, id_),
        )


def pack_headers(headers: Headers) -> bytes | None:
    """Headers as one blob: for each, two lengths (2 and 4 bytes, big-endian), the name in UTF-8, the value."""
    if not headers:
        return None
    parts = []
    for name, value in headers:
        raw = name.encode()
        parts += [_LENGTHS.pack(len(raw), len(value)), raw, value]
    return b"".join(parts)


def unpack_headers(blob: bytes | None) -> Headers:
    """Undo `pack_headers`."""
    return tuple(_headers_in(blob)) if blob else ()


def _headers_in(blob: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(blob):
        name_bytes, value_bytes = _LENGTHS.unpack_from(blob, at)
        at += _LENGTHS.size
        yield blob[at : at + name_bytes].decode(), blob[at + name_bytes : at + name_bytes + value_bytes]
        at += name_bytes + value_bytes
