"""A consumer on Kafka.

Auto-commit is off and the offset reset explicit. The client sends heartbeats from a thread of its own, so that long
work between two polls does not lose the session; ``max_poll_interval_s`` is what ends a consumer that hangs.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kafka import KafkaConsumer, OffsetAndMetadata, errors
from kafka import TopicPartition as KafkaTopicPartition
from kafka.consumer.subscription_state import ConsumerRebalanceListener

from pipeline.errors import LeaseLost, StreamUnavailable, UsageError
from pipeline.stream.base import Record, TopicPartition
from pipeline.stream.kafka_names import Border

log = logging.getLogger(__name__)

_LOST = (
    errors.CommitFailedError,
    errors.RebalanceInProgressError,
    errors.IllegalGenerationError,
    errors.UnknownMemberIdError,
    errors.FencedInstanceIdError,
)
_JOIN_STEP_S = 0.2
_CLOSE_TIMEOUT_MS = 5000


class Rebalances(ConsumerRebalanceListener):  # type: ignore[misc] # the client ships no types
    """Only notes what the group decides: work in a callback would hold up the whole group."""

    def __init__(self) -> None:
        self.noted: deque[tuple[str, list[KafkaTopicPartition]]] = deque(maxlen=64)

    def on_partitions_revoked(self, revoked: Iterable[KafkaTopicPartition]) -> None:
        """Note what was given up."""
        self.noted.append(("gave up", sorted(revoked)))

    def on_partitions_assigned(self, assigned: Iterable[KafkaTopicPartition]) -> None:
        """Note what was taken up."""
        self.noted.append(("took up", sorted(assigned)))


class KafkaGroupConsumer:
    """A member of a Kafka consumer group; see `pipeline.stream.base.Consumer`."""

    def __init__(self, border: Border, group: str, topics: Sequence[str], config: Mapping[str, Any]) -> None:
        self._border = border
        self._group = group
        self._rebalances = Rebalances()
        self._rewind = False
        self._closed = False
        with border.errors("opening a consumer"):
            self._consumer = KafkaConsumer(group_id=border.group(group), enable_auto_commit=False, **config)
            self._consumer.subscribe([border.topic(topic) for topic in topics], listener=self._rebalances)

    def poll(self, max_records: int, timeout_s: float) -> list[Record]:
        """Return what comes next; see the contract."""
        self._need_open()
        with self._border.errors(f"polling as {self._group}"):
            if self._rewind:
                self._go_back()
            found = self._poll(max_records, timeout_s) if max_records else self._join(timeout_s)
        while self._rebalances.noted:
            what, tps = self._rebalances.noted.popleft()
            log.info("group %s: %s %s", self._group, what, ", ".join(f"{tp.topic}[{tp.partition}]" for tp in tps))
        return found

    def commit(self, next_offsets: Mapping[TopicPartition, int]) -> None:
        """Store the group's next offsets; see the contract."""
        self._need_open()
        offsets = {self._border.outward(tp): OffsetAndMetadata(offset, "", -1) for tp, offset in next_offsets.items()}
        if lost := sorted(offsets.keys() - self._assigned()):
            self._rewind = True
            raise LeaseLost(
                f"group {self._group}: {lost[0].topic}[{lost[0].partition}] belongs to another consumer now"
            )
        try:
            with self._border.errors(f"committing as {self._group}"):
                self._commit(offsets)
        except LeaseLost:
            self._rewind = True
            raise

    def seek(self, tp: TopicPartition, offset: int) -> None:
        """Go on at ``offset``; see the contract."""
        (outward,) = self._need_assigned([tp])
        self._consumer.seek(outward, offset)

    def pause(self, tps: Iterable[TopicPartition]) -> None:
        """Return nothing of these; see the contract."""
        self._consumer.pause(*self._need_assigned(tps))

    def resume(self, tps: Iterable[TopicPartition]) -> None:
        """Undo `pause`."""
        self._need_open()
        assigned = self._assigned()
        self._consumer.resume(*[outward for tp in tps if (outward := self._border.outward(tp)) in assigned])

    def assignment(self) -> frozenset[TopicPartition]:
        """The partitions as of the last poll."""
        return frozenset(self._border.inward(tp) for tp in self._assigned())

    def close(self) -> None:
        """Leave the group."""
        if self._closed:
            return
        self._closed = True
        try:
            with self._border.errors(f"leaving {self._group}"):
                self._consumer.close(autocommit=False, timeout_ms=_CLOSE_TIMEOUT_MS)
        except StreamUnavailable as e:
            log.warning("group %s was not left in order, the session time-out does it: %s", self._group, e)

    def _poll(self, max_records: int, timeout_s: float) -> list[Record]:
        found = self._consumer.poll(timeout_ms=int(timeout_s * 1000), max_records=max_records)
        return [record for records in found.values() for record in self._border.records(records)]

    def _join(self, timeout_s: float) -> list[Record]:
        deadline = time.monotonic() + timeout_s
        while not self._assigned() and (left := deadline - time.monotonic()) > 0:
            found = self._consumer.poll(timeout_ms=int(min(left, _JOIN_STEP_S) * 1000), max_records=1)
            for tp, records in found.items():
                self._consumer.seek(tp, records[0].offset)
        return []

    def _commit(self, offsets: Mapping[KafkaTopicPartition, OffsetAndMetadata]) -> None:
        try:
            self._consumer.commit(offsets, timeout_ms=self._consumer.config["request_timeout_ms"])
        except _LOST as e:
            raise LeaseLost(f"group {self._group}: the group divides its partitions anew ({type(e).__name__})") from e

    def _go_back(self) -> None:
        for tp in self._assigned():
            offset = self._consumer.committed(tp)
            if offset is None:
                self._consumer.seek_to_beginning(tp)
            else:
                self._consumer.seek(tp, offset)
        self._rewind = False

    def _assigned(self) -> set[KafkaTopicPartition]:
        return set(self._consumer.assignment() or ())

    def _need_open(self) -> None:
        if self._closed:
            raise UsageError("the consumer is closed")

    def _need_assigned(self, tps: Iterable[TopicPartition]) -> list[KafkaTopicPartition]:
        self._need_open()
        assigned = self._assigned()
        outward = [self._border.outward(tp) for tp in tps]
        for tp in outward:
            if tp not in assigned:
                raise UsageError(f"{tp.topic}[{tp.partition}] is not assigned to this consumer")
        return outward
