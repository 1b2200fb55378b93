"""The topic of schemas: fingerprint → writer schema. Writers publish theirs, readers look up what they lack."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pipeline.stream.base import Message, Stream, TopicPartition
from pipeline.stream.topology import SCHEMAS


class SchemaTopic:
    """The schemas on ``news.schemas``. The key is the fingerprint in hex, the value the schema as JSON.

    It reads only what came since its last look: an unknown fingerprint costs one question for the end of the topic.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._next: dict[TopicPartition, int] = {}
        self._schemas: dict[str, dict[str, Any]] = {}

    def publish(self, schemas: Mapping[str, bytes], now: datetime) -> int:
        """Publish the schemas that the topic lacks and return their number; durable on return.

        Args:
            schemas: fingerprint in hex → the schema as JSON in UTF-8.
            now: the records' timestamp.
        """
        self._read_on()
        lacking = {fingerprint: raw for fingerprint, raw in schemas.items() if fingerprint not in self._schemas}
        self._stream.produce([Message(SCHEMAS, key.encode(), raw, now) for key, raw in sorted(lacking.items())])
        return len(lacking)

    def lookup(self, fingerprint: str) -> dict[str, Any] | None:
        """The writer schema of a fingerprint; None when the topic has none. Raises StreamUnavailable."""
        if fingerprint not in self._schemas:
            self._read_on()
        return self._schemas.get(fingerprint)

    def _read_on(self) -> None:
        for tp, end in self._stream.end_offsets([SCHEMAS]).items():
            for record in self._stream.read(tp, self._next.get(tp, 0), end):
                self._keep(record.key, record.value)
            self._next[tp] = end

    def _keep(self, key: bytes, value: bytes) -> None:
        try:
            schema = json.loads(value)
        except ValueError:
            # somebody else's record: the fingerprint it should explain stays unknown, and that is said
            return
        if isinstance(schema, dict):
            self._schemas[key.decode("ascii", "replace")] = schema
