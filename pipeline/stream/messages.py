"""What every implementation asks of a message before anything is stored, and how a key finds its partition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pipeline.errors import InvalidRecord
from pipeline.stream.base import Message
from pipeline.stream.topology import Topology, topic_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
# Kafka's default of message.timestamp.after.max.ms: a broker refuses what is stamped later
MAX_AHEAD = timedelta(hours=1)

_MASK = 0xFFFFFFFF
_MIX = 0x5BD1E995
_SEED = 0x9747B28C


def check_messages(messages: Sequence[Message], topics: Topology, now: datetime) -> None:
    """Raise for the first message that no log would take: UsageError (topic), InvalidRecord (size, timestamp)."""
    for message in messages:
        topic = topic_of(topics, message.topic)
        size = message_bytes(message)
        if size > topic.max_bytes:
            raise InvalidRecord(f"a message of {size} bytes for {message.topic}, which takes {topic.max_bytes}")
        if message.timestamp.tzinfo is None:
            raise InvalidRecord(f"a message for {message.topic} with a naive timestamp")
        if not EPOCH <= message.timestamp <= now + MAX_AHEAD:
            raise InvalidRecord(f"a message for {message.topic} stamped {message.timestamp.isoformat()}")


def message_bytes(message: Message) -> int:
    """The size of key, value and headers."""
    headers = sum(len(name.encode()) + len(value) for name, value in message.headers)
    return len(message.key) + len(message.value) + headers


def to_millis(at: datetime) -> int:
    """Milliseconds since 1970, rounded down."""
    return (at - EPOCH) // MILLISECOND


def from_millis(millis: int) -> datetime:
    """The aware UTC time of milliseconds since 1970; the last there is for what the calendar does not hold."""
    try:
        return EPOCH + millis * MILLISECOND
    except OverflowError:
        # somebody stamped micros as millis: a record like any other, and no reason to stop its partition
        return datetime.max.replace(tzinfo=UTC)


def takeable(at: datetime, now: datetime) -> datetime:
    """The time itself, or ``now`` where no log would take it: for what follows from a record of a stranger."""
    return at if EPOCH <= at <= now + MAX_AHEAD else now


def partition_of(key: bytes, partitions: int) -> int:
    """The partition of a key, the same as Kafka's default partitioner gives."""
    return (murmur2(key) & 0x7FFFFFFF) % partitions


def murmur2(key: bytes) -> int:
    """MurmurHash2 as Kafka's clients compute it (org.apache.kafka.common.utils.Utils.murmur2), unsigned 32 bits."""
    h = _SEED ^ len(key)
    whole = len(key) & ~3
    for at in range(0, whole, 4):
        k = int.from_bytes(key[at : at + 4], "little") * _MIX & _MASK
        k = (k ^ k >> 24) * _MIX & _MASK
        h = (h * _MIX & _MASK) ^ k
    if rest := key[whole:]:
        h = (h ^ int.from_bytes(rest, "little")) * _MIX & _MASK
    h = (h ^ h >> 13) * _MIX & _MASK
    return h ^ h >> 15
