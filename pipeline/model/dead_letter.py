"""The dead letter: what no retry can mend, kept whole, on ``news.dead-letters``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A record that could not be used, with all that is needed to use it later.

    The natural key is (``topic``, ``partition``, ``offset``): where the record still stands.

    Attributes:
        topic, partition, offset: the original position.
        key, value: the original bytes, untouched.
        timestamp: of the original record, aware UTC.
        reason: one clear line for a person; never the record's text.
        kind: a stable word: the name of the error's class, e.g. ``UndecodableRecord``.
        code_version: the version of the program that gave up.
    """

    topic: str
    partition: int
    offset: int
    key: bytes
    value: bytes
    timestamp: datetime
    reason: str
    kind: str
    code_version: str
