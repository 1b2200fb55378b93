"""A consumer on Kafka.

Auto-commit is off and the offset reset explicit. The client sends heartbeats from a thread of its own, so that long
work between two polls does not lose the session; ``max_poll_interval_s`` is what ends a consumer that hangs.

The client (kafka-python 3.0.12) must never be left with a half-read fetch: it parks that of a partition that is paused,
and puts it back only into a slot that is None, which it never is again; the partition then stays silent for ever. So we
take all that it has fetched and hand it out ourselves.
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
from pipeline.stream.fetched import Fetched
from pipeline.stream.kafka_names import Border

log = logging.getLogger(__name__)

_LOST = (
    errors.CommitFailedError,
    errors.RebalanceInProgressError,
    errors.IllegalGenerationError,
    errors.UnknownMemberIdError,
    errors.FencedInstanceIdError,
)
_ALL = 1_000_000
# a poll that ends while the group divides its partitions makes the client join anew, and the group divide anew: one
# without partitions takes at least so long
_JOIN_STEP_S = 0.5
# how often, and how long, the client is called while there is still something to hand out
_UPKEEP_EVERY_S = 1.0
_UPKEEP_S = 0.02
_CLOSE_TIMEOUT_MS = 5000


class Rebalances(ConsumerRebalanceListener):  # type: ignore[misc] # the client ships no types
    """Only notes what the group decides: work in a callback would hold up the whole group."""

    def __init__(self) -> None:
        self.noted: deque[tuple[str, list[KafkaTopicPartition]]] = deque()

    def on_partitions_revoked(self, revoked: Iterable[KafkaTopicPartition]) -> None:
        """Note what was given up."""
        self.noted.append(("gave up", sorted(revoked)))

    def on_partitions_lost(self, lost: Iterable[KafkaTopicPartition]) -> None:
        """Note what was taken away."""
        self.noted.append(("lost", sorted(lost)))

    def on_partitions_assigned(self, assigned: Iterable[KafkaTopicPartition]) -> None:
        """Note what was taken up."""
        self.noted.append(("took up", sorted(assigned)))


class KafkaGroupConsumer:
    """A member of a Kafka consumer group; see `pipeline.stream.base.Consumer`."""

    def __init__(self, border: Border, group: str, topics: Sequence[str], config: Mapping[str, Any]) -> None:
        self._border = border
        self._group = group
        self._rebalances = Rebalances()
        self._fetched = Fetched()
        self._silent: set[TopicPartition] = set()
        self._called = time.monotonic()
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
                self._go_back(self._assigned())
                self._rewind = False
            if not self._fetched.has_any(self._silent):
                self._wait(timeout_s, joining=max_records == 0)
            elif time.monotonic() - self._called > _UPKEEP_EVERY_S:
                self._keep_up()
        return self._fetched.take(max_records, self._silent)

    def commit(self, next_offsets: Mapping[TopicPartition, int]) -> None:
        """Store the group's next offsets; see the contract."""
        self._need_open()
        try:
            if lost := sorted(next_offsets.keys() - self.assignment()):
                name = f"{lost[0].topic}[{lost[0].partition}]"
                raise LeaseLost(f"group {self._group}: {name} belongs to another consumer now")
            with self._border.errors(f"committing as {self._group}"):
                self._commit(next_offsets)
        except LeaseLost:
            self._rewind = True
            raise

    def seek(self, tp: TopicPartition, offset: int) -> None:
        """Go on at ``offset``; see the contract."""
        self._need_assigned([tp])
        self._fetched.drop([tp])
        self._consumer.seek(self._border.outward(tp), offset)

    def pause(self, tps: Iterable[TopicPartition]) -> None:
        """Return nothing of these; see the contract."""
        tps = list(tps)
        self._need_assigned(tps)
        self._silent.update(tps)
        self._consumer.pause(*map(self._border.outward, tps))

    def resume(self, tps: Iterable[TopicPartition]) -> None:
        """Undo `pause`."""
        self._need_open()
        again = self._silent.intersection(tps)
        self._silent -= again
        self._consumer.resume(*map(self._border.outward, again))

    def assignment(self) -> frozenset[TopicPartition]:
        """The partitions as of the last poll."""
        return frozenset(map(self._border.inward, self._assigned()))

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

    def _wait(self, timeout_s: float, *, joining: bool) -> None:
        """Fetch until there is something to hand out (or, joining, partitions are assigned), or the time is over."""
        deadline = time.monotonic() + timeout_s
        while True:
            left = max(deadline - time.monotonic(), 0.0)
            if joining:
                self._fetch(_JOIN_STEP_S)
            else:
                self._fetch(left if self._assigned() else max(left, _JOIN_STEP_S))
            if left == 0 or self._fetched.has_any(self._silent) or (joining and self._assigned()):
                return

    def _fetch(self, timeout_s: float) -> None:
        found = self._consumer.poll(timeout_ms=int(timeout_s * 1000), max_records=_ALL)
        self._called = time.monotonic()
        divided_anew = self._take_note()
        self._go_back(self._assigned() & divided_anew)
        for tp, records in found.items():
            if tp not in divided_anew:
                self._fetched.add(self._border.records(records))

    def _keep_up(self) -> None:
        """Let the client take part in the group without fetching more."""
        assigned = self._assigned()
        self._consumer.pause(*assigned)
        self._fetch(_UPKEEP_S)
        loud = self._assigned() - set(map(self._border.outward, self._silent))
        self._consumer.resume(*loud)

    def _take_note(self) -> set[KafkaTopicPartition]:
        """The partitions that were given up or taken up since the last call."""
        met: set[KafkaTopicPartition] = set()
        while self._rebalances.noted:
            what, tps = self._rebalances.noted.popleft()
            met.update(tps)
            log.info("group %s: %s %s", self._group, what, ", ".join(f"{tp.topic}[{tp.partition}]" for tp in tps))
        self._fetched.drop(map(self._border.inward, met))
        self._silent.difference_update(map(self._border.inward, met))
        return met

    def _commit(self, next_offsets: Mapping[TopicPartition, int]) -> None:
        offsets = {self._border.outward(tp): OffsetAndMetadata(offset, "", -1) for tp, offset in next_offsets.items()}
        try:
            self._consumer.commit(offsets, timeout_ms=self._consumer.config["request_timeout_ms"])
        except _LOST as e:
            raise LeaseLost(f"group {self._group}: the group divides its partitions anew ({type(e).__name__})") from e

    def _go_back(self, tps: Iterable[KafkaTopicPartition]) -> None:
        """Go on at the committed offsets, unpaused.

        The client keeps the position of a partition that stays with its consumer through a rebalance: it is beyond
        what was fetched and not handed out.
        """
        for tp in tps:
            offset = self._consumer.committed(tp)
            if offset is None:
                self._consumer.seek_to_beginning(tp)
            else:
                self._consumer.seek(tp, offset)
            self._fetched.drop([self._border.inward(tp)])
            self._silent.discard(self._border.inward(tp))
            self._consumer.resume(tp)

    def _assigned(self) -> set[KafkaTopicPartition]:
        return set(self._consumer.assignment() or ())

    def _need_open(self) -> None:
        if self._closed:
            raise UsageError("the consumer is closed")

    def _need_assigned(self, tps: Iterable[TopicPartition]) -> None:
        self._need_open()
        if foreign := sorted(set(tps) - self.assignment()):
            raise UsageError(f"{foreign[0].topic}[{foreign[0].partition}] is not assigned to this consumer")
