"""The log on Apache Kafka, through kafka-python: idempotent producer, acks=all, lz4."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, errors
from kafka import TopicPartition as KafkaTopicPartition

from pipeline.errors import StreamUnavailable, UsageError
from pipeline.stream.base import Message, Position, Record, StreamOptions, TopicPartition
from pipeline.stream.kafka_config import DELIVERY_TIMEOUT_MS, REQUEST_TIMEOUT_MS, KafkaConfig, topic_config
from pipeline.stream.kafka_consumer import KafkaGroupConsumer
from pipeline.stream.kafka_names import Border, need_broker
from pipeline.stream.messages import check_messages, partition_of, to_millis
from pipeline.stream.topology import Topology, topic_of

_READ_CHUNK = 500
_CLOSE_TIMEOUT_S = 5.0

Answer = TypeVar("Answer")


class KafkaStream:
    """The log on a Kafka cluster; see `pipeline.stream.base.Stream`."""

    def __init__(self, servers: Sequence[str], topics: Topology, options: StreamOptions, prefix: str) -> None:
        self._topics = topics
        self._config = KafkaConfig(servers, topics, options)
        self._border = Border(servers, prefix)
        self._lock = threading.Lock()
        self._producer: Any = None
        self._partitions: dict[str, int] = {}
        self._consumers: list[KafkaGroupConsumer] = []
        self._closed = False
        need_broker(servers, options.connect_timeout_s)
        # it answers questions about offsets, and is never in a group
        self._reader = self._open_reader()

    def ensure_topics(self) -> None:
        """Make the missing topics."""
        with self._border.errors("making the topics"):
            admin = KafkaAdminClient(**self._config.connection())
            try:
                self._create_missing(admin)
            finally:
                admin.close()

    def produce(self, messages: Sequence[Message]) -> list[Position]:
        """Send all messages and wait until the broker has acknowledged each."""
        self._need_open()
        check_messages(messages, self._topics, datetime.now(UTC))
        for topic in {message.topic for message in messages}:
            self._partition_count(topic)
        with self._lock, self._border.errors("producing"):
            try:
                return self._send(messages)
            except BaseException:
                # what a failed producer still holds must not arrive after the caller's resend
                self._drop_producer()
                raise

    def consumer(self, group: str, topics: Sequence[str]) -> KafkaGroupConsumer:
        """A new member of the group."""
        for topic in topics:
            self._partition_count(topic)
        consumer = KafkaGroupConsumer(self._border, group, topics, self._config.member())
        self._consumers.append(consumer)
        return consumer

    def read(self, tp: TopicPartition, start: int, end: int | None = None) -> Iterator[Record]:
        """Yield what stands in [start, end) now."""
        outward = self._one_partition(tp)
        first = self._ask(lambda reader: reader.beginning_offsets([outward]))[outward]
        last = self._ask(lambda reader: reader.end_offsets([outward]))[outward]
        start, stop = max(start, first), last if end is None else min(end, last)
        if start >= stop:
            return
        reader = self._open_reader()
        try:
            reader.assign([outward])
            reader.seek(outward, start)
            yield from self._read_on(reader, outward, stop)
        finally:
            reader.close(autocommit=False)

    def beginning_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """The earliest offsets kept."""
        tps = self._all_partitions(topics)
        return self._inward(self._ask(lambda reader: reader.beginning_offsets(tps)))

    def end_offsets(self, topics: Iterable[str]) -> dict[TopicPartition, int]:
        """The offsets that come next."""
        tps = self._all_partitions(topics)
        return self._inward(self._ask(lambda reader: reader.end_offsets(tps)))

    def offsets_for_time(self, topics: Iterable[str], at: datetime) -> dict[TopicPartition, int]:
        """The earliest offsets stamped ``at`` or later."""
        tps = self._all_partitions(topics)
        stamp = max(to_millis(at), 0)
        ends = self._ask(lambda reader: reader.end_offsets(tps))
        found = self._ask(lambda reader: reader.offsets_for_times(dict.fromkeys(tps, stamp)))
        return self._inward({tp: found[tp].offset if found.get(tp) else ends[tp] for tp in tps})

    def group_offsets(self, group: str) -> dict[TopicPartition, int]:
        """What the group has committed."""
        name = self._border.group(group)
        with self._border.errors(f"asking for the offsets of {group}"):
            admin = KafkaAdminClient(**self._config.connection())
            try:
                found = admin.list_group_offsets({name: None}).get(name, {})
            except errors.GroupIdNotFoundError:
                return {}
            finally:
                admin.close()
        return self._inward({tp: stored.offset for tp, stored in found.items() if stored.offset >= 0})

    def close(self) -> None:
        """Close the consumers, the producer and the connections."""
        if self._closed:
            return
        self._closed = True
        for consumer in self._consumers:
            consumer.close()
        with self._lock:
            self._drop_producer()
            self._reader.close(autocommit=False)

    def _create_missing(self, admin: KafkaAdminClient) -> None:
        there = set(admin.list_topics())
        missing = {
            self._border.topic(topic.name): {"num_partitions": topic.partitions, "configs": topic_config(topic)}
            for topic in self._topics.values()
            if self._border.topic(topic.name) not in there
        }
        if not missing:
            return
        try:
            admin.create_topics(missing, wait_for_metadata=True)
        except errors.TopicAlreadyExistsError:
            # another process was faster; what it has not made yet is made now
            self._create_missing(admin)

    def _send(self, messages: Sequence[Message]) -> list[Position]:
        if self._producer is None:
            self._producer = KafkaProducer(**self._config.producer())
        futures = [
            self._producer.send(
                self._border.topic(message.topic),
                key=message.key,
                value=message.value,
                headers=list(message.headers),
                timestamp_ms=to_millis(message.timestamp),
                partition=partition_of(message.key, self._partitions[message.topic]),
            )
            for message in messages
        ]
        self._producer.flush(timeout=DELIVERY_TIMEOUT_MS / 1000)
        acknowledged = [future.get(timeout=0) for future in futures]
        return [Position(m.topic, done.partition, done.offset) for m, done in zip(messages, acknowledged, strict=True)]

    def _open_reader(self) -> KafkaConsumer:
        with self._border.errors("connecting"):
            return KafkaConsumer(group_id=None, enable_auto_commit=False, **self._config.consumer())

    def _drop_producer(self) -> None:
        if self._producer is not None:
            producer, self._producer = self._producer, None
            producer.close(timeout=_CLOSE_TIMEOUT_S)

    def _read_on(self, reader: KafkaConsumer, tp: KafkaTopicPartition, stop: int) -> Iterator[Record]:
        while True:
            with self._border.errors(f"reading {tp.topic}[{tp.partition}]"):
                found = reader.poll(timeout_ms=REQUEST_TIMEOUT_MS, max_records=_READ_CHUNK).get(tp, [])
                at = reader.position(tp)
            yield from (record for record in self._border.records(found) if record.offset < stop)
            if at >= stop:
                return
            if not found:
                raise StreamUnavailable(f"kafka: {tp.topic}[{tp.partition}] gives nothing from {at} on, before {stop}")

    def _ask(self, question: Callable[[KafkaConsumer], Answer]) -> Answer:
        self._need_open()
        with self._lock, self._border.errors("asking for offsets"):
            return question(self._reader)

    def _inward(self, found: dict[KafkaTopicPartition, int]) -> dict[TopicPartition, int]:
        return {self._border.inward(tp): offset for tp, offset in sorted(found.items())}

    def _one_partition(self, tp: TopicPartition) -> KafkaTopicPartition:
        if not 0 <= tp.partition < self._partition_count(tp.topic):
            raise UsageError(f"{tp.topic} has no partition {tp.partition}")
        return self._border.outward(tp)

    def _all_partitions(self, topics: Iterable[str]) -> list[KafkaTopicPartition]:
        return [
            KafkaTopicPartition(self._border.topic(topic), number)
            for topic in topics
            for number in range(self._partition_count(topic))
        ]

    def _partition_count(self, topic: str) -> int:
        topic_of(self._topics, topic)
        if topic not in self._partitions:
            found = self._ask(lambda reader: reader.partitions_for_topic(self._border.topic(topic)))
            if not found:
                raise StreamUnavailable(f"topic {topic} does not exist yet: ensure_topics was not called")
            self._partitions[topic] = len(found)
        return self._partitions[topic]

    def _need_open(self) -> None:
        if self._closed:
            raise UsageError("the stream is closed")
