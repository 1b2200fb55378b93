"""Names and errors at the border to Kafka: ours on one side, the broker's on the other."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from kafka import TopicPartition as KafkaTopicPartition
from kafka import errors
from kafka.consumer.fetcher import ConsumerRecord

from pipeline.errors import InvalidRecord, SettingsError, StreamUnavailable
from pipeline.stream.base import Record, TopicPartition
from pipeline.stream.messages import from_millis

_INVALID = (errors.MessageSizeTooLargeError, errors.InvalidTimestampError, errors.InvalidRecordError)


@dataclass(frozen=True, slots=True)
class Border:
    """What is written before our names on the broker, and how the broker is called in errors."""

    servers: Sequence[str]
    prefix: str

    def topic(self, name: str) -> str:
        """Our topic as the broker calls it."""
        return self.prefix + name

    def group(self, name: str) -> str:
        """Our group as the broker calls it."""
        return self.prefix + name

    def outward(self, tp: TopicPartition) -> KafkaTopicPartition:
        """Our partition as the client wants it."""
        return KafkaTopicPartition(self.prefix + tp.topic, tp.partition)

    def inward(self, tp: KafkaTopicPartition) -> TopicPartition:
        """The client's partition as ours."""
        return TopicPartition(tp.topic.removeprefix(self.prefix), tp.partition)

    def records(self, found: Iterable[ConsumerRecord]) -> list[Record]:
        """The client's records as ours."""
        return [
            Record(
                topic=record.topic.removeprefix(self.prefix),
                partition=record.partition,
                offset=record.offset,
                key=record.key or b"",
                value=record.value or b"",
                timestamp=from_millis(max(record.timestamp, 0)),
                headers=tuple((name, value or b"") for name, value in record.headers),
            )
            for record in found
        ]

    @contextmanager
    def errors(self, doing: str) -> Iterator[None]:
        """Say what the client raises as StreamUnavailable, or InvalidRecord, in one line with the broker's address."""
        try:
            yield
        except errors.KafkaConfigurationError as e:
            raise SettingsError(f"kafka {','.join(self.servers)}, {doing}: {_line(e)}") from e
        except _INVALID as e:
            raise InvalidRecord(f"kafka {','.join(self.servers)}, {doing}: {_line(e)}") from e
        except (errors.KafkaError, OSError) as e:
            raise StreamUnavailable(f"kafka {','.join(self.servers)}, {doing}: {_line(e)}") from e


def need_broker(servers: Sequence[str], timeout_s: float) -> None:
    """Raise StreamUnavailable when none of the servers accepts a connection.

    The client would try again and again until its own time-out, and leak its sockets then.
    """
    refused = ""
    for server in servers:
        host, _, port = server.rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=timeout_s / len(servers)).close()
        except ValueError as e:
            raise SettingsError(f"kafka {server}: not host:port") from e
        except OSError as e:
            refused = e.strerror or str(e)
        else:
            return
    raise StreamUnavailable(f"kafka {','.join(servers)}: no broker there: {refused}")


def _line(e: Exception) -> str:
    said = " ".join(str(e).split())
    return said if said.startswith(type(e).__name__) else f"{type(e).__name__} {said}".rstrip()
