"""How the Kafka client and the topics are set up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.stream.base import StreamOptions
from pipeline.stream.topology import MEGABYTE, Topic, Topology

REQUEST_TIMEOUT_MS = 15_000
DELIVERY_TIMEOUT_MS = 30_000
# batch and record headers of the log around one message of the largest size
_OVERHEAD_BYTES = 64 * 1024
_BATCH_BYTES = 256 * 1024
_FETCH_BYTES = 8 * MEGABYTE
_LONGEST_HEARTBEAT_MS = 3000


@dataclass(frozen=True, slots=True)
class KafkaConfig:
    """The client's settings for one cluster and topology."""

    servers: Sequence[str]
    topics: Topology
    options: StreamOptions

    def connection(self) -> dict[str, Any]:
        """What every client needs. The broker must be found within the time to connect."""
        return {
            "bootstrap_servers": list(self.servers),
            "bootstrap_timeout_ms": int(self.options.connect_timeout_s * 1000),
            "request_timeout_ms": REQUEST_TIMEOUT_MS,
        }

    def producer(self) -> dict[str, Any]:
        """Idempotent, acknowledged by all replicas; the caller's batch is sent at once, so that nothing lingers."""
        return self.connection() | {
            "enable_idempotence": True,
            "acks": "all",
            "compression_type": "lz4",
            "linger_ms": 0,
            "batch_size": _BATCH_BYTES,
            "max_request_size": self._largest_bytes() + MEGABYTE,
            "max_block_ms": REQUEST_TIMEOUT_MS,
            "delivery_timeout_ms": DELIVERY_TIMEOUT_MS,
            "allow_auto_create_topics": False,
            "metrics_enabled": False,
        }

    def consumer(self) -> dict[str, Any]:
        """A reader without a group. Where an offset is gone, the earliest that is kept comes next."""
        return self.connection() | {
            "auto_offset_reset": "earliest",
            "allow_auto_create_topics": False,
            # what a consumer holds at most; a single message that is larger comes all the same
            "fetch_max_bytes": _FETCH_BYTES,
            "max_partition_fetch_bytes": MEGABYTE,
            "metrics_enabled": False,
        }

    def member(self) -> dict[str, Any]:
        """A member of a group."""
        session_ms = int(self.options.session_timeout_s * 1000)
        return self.consumer() | {
            "session_timeout_ms": session_ms,
            "heartbeat_interval_ms": min(_LONGEST_HEARTBEAT_MS, session_ms // 3),
            "max_poll_interval_ms": int(self.options.max_poll_interval_s * 1000),
        }

    def _largest_bytes(self) -> int:
        return max(topic.max_bytes for topic in self.topics.values()) + _OVERHEAD_BYTES


def topic_config(topic: Topic) -> dict[str, str]:
    """A topic's settings in Kafka's words."""
    return {
        "cleanup.policy": "compact" if topic.compacted else "delete",
        "retention.ms": "-1" if topic.retention_s is None else str(int(topic.retention_s * 1000)),
        "retention.bytes": "-1",
        "max.message.bytes": str(topic.max_bytes + _OVERHEAD_BYTES),
        "message.timestamp.type": "CreateTime",
    }
