"""The contract of the log: values, `Stream` and `Consumer`. Every implementation passes one and the same suite.

Order of calls: `open_stream` connects (StreamUnavailable within seconds when it cannot); `Stream.ensure_topics` makes
what is missing; then produce, read and consume, in any order. A stream may be shared by threads, a consumer may not.

What a failure does:

* StreamUnavailable (transient), from any call: nothing is known to be stored. After a failed `produce` some of the
  messages may stand in the log: produce them all again, byte-identical; readers know them by their natural keys.
* LeaseLost (transient), from `Consumer.commit` alone: the group gave a partition of the call to another consumer, or is
  just dividing them anew. Nothing of it is committed, and the next `poll` goes on from the committed offsets: what
  came after them comes again.
* InvalidRecord (terminal), from `produce` alone: a message is larger than its topic allows, or is stamped before 1970
  or more than an hour ahead of the clock. No message of the call is stored.
* UsageError: a topic that is not in the topology, a partition that does not exist or is not assigned.

Guarantees: messages with one key go to one partition (murmur2, the same in every implementation) and keep their order
there; what `produce` returned for survives kill -9; a record is delivered again until a later offset is committed, and
may be delivered again after that (a rebalance); offsets within a partition grow, with gaps. Timestamps are kept to the
millisecond, rounded down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

Headers = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True, order=True)
class TopicPartition:
    """One partition of one topic."""

    topic: str
    partition: int


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where one record stands."""

    topic: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent. ``timestamp`` is the admission time, aware UTC; ``key`` decides the partition."""

    topic: str
    key: bytes
    value: bytes
    timestamp: datetime
    headers: Headers = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What is read: a message at its position."""

    topic: str
    partition: int
    offset: int
    key: bytes
    value: bytes
    timestamp: datetime
    headers: Headers = ()

    @property
    def topic_partition(self) -> TopicPartition:
        """The partition it stands in."""
        return TopicPartition(self.topic, self.partition)


@dataclass(frozen=True, slots=True)
class StreamOptions:
    """How long things may take.

    Attributes:
        session_timeout_s: a consumer that shows no sign of life for so long loses its partitions. Signs are sent in
            the background, so that long work between two polls does no harm.
        max_poll_interval_s: a consumer that does not poll for so long loses its partitions although it lives.
        connect_timeout_s: the bound on finding the broker, or on waiting for the lock of the file.
    """

    session_timeout_s: float = 10.0
    max_poll_interval_s: float = 1800.0
    connect_timeout_s: float = 10.0


class Consumer(Protocol):
    """One member of a consumer group. The partitions of its topics are divided among the group's members."""

    def poll(self, max_records: int, timeout_s: float) -> list[Record]:
        """Return up to ``max_records`` records, in offset order within each partition; [] after ``timeout_s``.

        It returns as soon as there is something; without partitions it may take half a second longer. The first call
        joins the group; any call may take up or give up
        partitions. A partition begins at the group's committed offset, or at the earliest record of a new group.
        ``poll(0, t)`` only joins: it returns [] as soon as partitions are assigned, or after ``t``.
        """
        ...

    def commit(self, next_offsets: Mapping[TopicPartition, int]) -> None:
        """Store, durably, the offset that the group reads next in each partition: the last one done plus one.

        Raises:
            LeaseLost: a partition is no longer this consumer's. Nothing is committed, see the module.
        """
        ...

    def seek(self, tp: TopicPartition, offset: int) -> None:
        """Let the next poll go on at ``offset`` in an assigned partition. Commits nothing; ends with the assignment."""
        ...

    def pause(self, tps: Iterable[TopicPartition]) -> None:
        """Return no records of these assigned partitions until `resume`. Ends with the assignment."""
        ...

    def resume(self, tps: Iterable[TopicPartition]) -> None:
        """Undo `pause`: the partition goes on where it was."""
        ...

    def assignment(self) -> frozenset[TopicPartition]:
        """The partitions as of the last poll; empty before the first."""
        ...

    def close(self) -> None:
        """Leave the group at once, so that others need not wait; commits nothing. A second call does nothing."""
        ...


class Stream(Protocol):
    """The log."""

    def ensure_topics(self) -> None:
        """Make the missing topics of the topology. Idempotent. Never removes a topic or changes its partitions."""
        ...

    def produce(self, messages: Sequence[Message]) -> list[Position]:
        """Append all messages and return their positions, in order, when all are durable."""
        ...

    def consumer(self, group: str, topics: Sequence[str]) -> Consumer:
        """A new member of ``group``. It joins with its first poll."""
        ...

    def read(self, tp: TopicPartition, start: int, end: int | None = None) -> Iterator[Record]:
        """Yield what stands in [start, end) now, without any group; None means up to the end. Never waits for more."""
        ...

    def beginning_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """The offset of the earliest record kept, for all partitions of the topics (the end offset of an empty one)."""
        ...

    def end_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """The offset that the next record will get or pass, for all partitions of the topics."""
        ...

    def offsets_for_time(self, topics: Iterable[str], at: datetime) -> dict[TopicPartition, int]:
        """The earliest offset whose timestamp is ``at`` or later; the end offset where there is none."""
        ...

    def group_offsets(self, group: str) -> dict[TopicPartition, int]:
        """What the group has committed: next offsets, of the partitions where it has."""
        ...

    def close(self) -> None:
        """Give back connections and threads; its consumers are closed too. A second call does nothing."""
        ...
