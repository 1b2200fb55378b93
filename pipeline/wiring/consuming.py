"""What the tag and the load loop share: records into values, dead letters, pauses, and knowing when all is drained."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipeline import __version__
from pipeline.errors import ConflictwireError, InvalidRecord, TerminalError, TransientError, UnknownFingerprint
from pipeline.model.dead_letter import DeadLetter
from pipeline.records import Lookup, RecordValue, decode, encode
from pipeline.stream import DEAD_LETTERS, Consumer, Message, Record, TopicPartition, takeable

Say = Callable[[str], None]
Stop = Callable[[], bool]

MOST_FAILURES_IN_A_ROW = 5
LOOK_AGAIN_S = 30.0
_LONGEST_PAUSE_S = 30.0


class TooManyFailures(ConflictwireError):
    """Our own code failed on several records in a row: it is not the records."""


def say_on_stderr(line: str) -> None:
    """Tell the person at the terminal, or the log of the process."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - a process says what it waits for


def never() -> bool:
    """Run for ever."""
    return False


@dataclass(frozen=True, slots=True)
class Got:
    """A record and what it says."""

    record: Record
    value: RecordValue


@dataclass(slots=True)
class Read:
    """One poll, taken apart.

    Attributes:
        got: what can be worked on, in order within each partition.
        dead: what no retry can mend, with the reason.
        blocked: partitions that stop before a record whose schema nobody knows: its offset, and the fingerprint.
        following: the next offset of each partition, once ``got`` and ``dead`` are dealt with.
    """

    got: list[Got] = field(default_factory=list)
    dead: list[tuple[Record, Exception]] = field(default_factory=list)
    blocked: dict[TopicPartition, tuple[int, UnknownFingerprint]] = field(default_factory=dict)
    following: dict[TopicPartition, int] = field(default_factory=dict)


def read_records(records: Iterable[Record], lookup: Lookup, kinds: Mapping[str, type]) -> Read:
    """Decode what a poll brought. ``kinds`` says what each topic carries; anything else there is a dead letter."""
    read = Read()
    for record in records:
        tp = record.topic_partition
        if tp in read.blocked:
            continue
        try:
            value = decode(record.value, lookup)
            if not isinstance(value, kinds[record.topic]):
                raise InvalidRecord(f"a {type(value).__name__} on {record.topic}")
            read.got.append(Got(record, value))
        except UnknownFingerprint as unknown:
            read.blocked[tp] = (record.offset, unknown)
            continue
        except TerminalError as reason:
            read.dead.append((record, reason))
        read.following[tp] = record.offset + 1
    return read


def letter(record: Record, reason: Exception) -> Message:
    """The dead letter of a record: its bytes as they came. Sent twice it is the same twice."""
    line = " ".join(str(reason).split())[:500] or type(reason).__name__
    dead = DeadLetter(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=record.key,
        value=record.value,
        timestamp=record.timestamp,
        reason=line,
        kind=type(reason).__name__,
        code_version=__version__,
    )
    key = f"{record.topic}/{record.partition}/{record.offset}".encode()
    return Message(DEAD_LETTERS, key, encode(dead), takeable(record.timestamp, datetime.now(UTC)))


class Pauses:
    """Partitions that wait for a schema. The others go on; from time to time it looks again."""

    def __init__(self, consumer: Consumer, say: Say) -> None:
        self._consumer = consumer
        self._say = say
        self._since = 0.0
        self.partitions: set[TopicPartition] = set()

    def add(self, blocked: Mapping[TopicPartition, tuple[int, UnknownFingerprint]]) -> None:
        """Pause before the record and say so, in one line for each partition."""
        for tp, (offset, unknown) in blocked.items():
            if tp not in self._consumer.assignment():
                continue
            self._consumer.seek(tp, offset)
            self._consumer.pause([tp])
            self.partitions.add(tp)
            self._since = time.monotonic()
            self._say(f"{tp.topic}[{tp.partition}] waits at offset {offset}: {unknown}")

    def look_again(self) -> None:
        """Resume after a while: the schema may have been published in the meantime."""
        if self.partitions and time.monotonic() - self._since > LOOK_AGAIN_S:
            self._consumer.resume(self.partitions & self._consumer.assignment())
            self.partitions.clear()


class Row:
    """Counts failures of our own code that come one after the other."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._count = 0

    def good(self) -> None:
        """One went well."""
        self._count = 0

    def bad(self, reason: Exception) -> None:
        """One failed; its dead letter must be durable and its offset committed before this is called.

        Raises:
            TooManyFailures: it was the last of too many.
        """
        self._count += 1
        if self._count >= MOST_FAILURES_IN_A_ROW:
            raise TooManyFailures(f"{self._doing} failed on {self._count} records in a row, last: {reason}") from reason


def with_patience(step: Callable[[], None], say: Say, stop: Stop, *, attempts: int | None) -> None:
    """Call ``step`` until it returns. A transient error is said in one line and waited out: 1 s, 2 s … 30 s.

    Args:
        step: opens what it needs anew at each call, and commits as it goes.
        say: told of each outage, in one line.
        stop: True ends the waiting.
        attempts: how many failures are waited out; None for ever.

    Raises:
        TransientError: the last one, when the attempts are used up.
    """
    failures = 0
    while not stop():
        try:
            return step()
        except TransientError as e:
            failures += 1
            if attempts is not None and failures >= attempts:
                raise
            pause_s = min(_LONGEST_PAUSE_S, 2.0 ** min(failures - 1, 5))
            say(f"{e}; trying again in {pause_s:g} s")
            wait(pause_s, stop)
    return None


def wait(seconds: float, stop: Stop) -> None:
    """Sleep, but wake up when asked to stop."""
    end = time.monotonic() + seconds
    while not stop() and (left := end - time.monotonic()) > 0:
        time.sleep(min(0.2, left))
