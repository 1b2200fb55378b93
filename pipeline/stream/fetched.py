"""Records that were fetched and not yet handed out, by partition."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable

from pipeline.stream.base import Record, TopicPartition


class Fetched:
    """Queues of records, one for each partition, handed out in turn."""

    def __init__(self) -> None:
        self._queues: dict[TopicPartition, deque[Record]] = {}

    def add(self, records: Iterable[Record]) -> None:
        """Append records behind those of their partition."""
        for record in records:
            self._queues.setdefault(record.topic_partition, deque()).append(record)

    def drop(self, tps: Iterable[TopicPartition]) -> None:
        """Forget the records of these partitions."""
        for tp in tps:
            self._queues.pop(tp, None)

    def drop_all(self) -> None:
        """Forget all records."""
        self._queues.clear()

    def take(self, limit: int, silent: Collection[TopicPartition]) -> list[Record]:
        """Hand out up to ``limit`` records in order, none of the silent partitions."""
        found: list[Record] = []
        for tp in [tp for tp in self._queues if tp not in silent]:
            queue = self._queues.pop(tp)
            while queue and len(found) < limit:
                found.append(queue.popleft())
            if queue:
                # behind the others: the next call begins with another partition
                self._queues[tp] = queue
            if len(found) == limit:
                break
        return found

    def has_any(self, silent: Collection[TopicPartition]) -> bool:
        """Whether `take` would hand out something."""
        return any(tp not in silent for tp in self._queues)
