"""A consumer of the embedded log, and the thread that shows its signs of life."""

from __future__ import annotations

import logging
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping, Sequence

from pipeline.errors import LeaseLost, StreamUnavailable, UsageError
from pipeline.stream import embedded_groups as groups
from pipeline.stream.base import Record, StreamOptions, TopicPartition
from pipeline.stream.embedded_file import StreamFile
from pipeline.stream.embedded_log import fetch, partition_row

log = logging.getLogger(__name__)

_FIRST_WAIT_S = 0.005
_LONGEST_WAIT_S = 0.1


class EmbeddedConsumer:
    """A member of a group on a stream file; see `pipeline.stream.base.Consumer`."""

    def __init__(self, file: StreamFile, group: str, topics: Sequence[str], options: StreamOptions) -> None:
        self._file = file
        self._connection = file.connect()
        name = secrets.token_hex(8)
        self._member = groups.Member(group, name, tuple(topics), groups.this_process(), options.session_timeout_s)
        self._life: SignsOfLife | None = None
        self._options = options
        self._generation = 0
        self._owned: groups.Ownership = {}
        self._positions: dict[TopicPartition, int] = {}
        self._paused: set[TopicPartition] = set()
        self._turn = 0
        self._closed = False

    def poll(self, max_records: int, timeout_s: float) -> list[Record]:
        """Return what comes next; see the contract."""
        self._need_open()
        deadline = time.monotonic() + timeout_s
        wait_s = _FIRST_WAIT_S
        while True:
            with self._file.errors():
                self._take_up()
                found = self._fetch(max_records)
            left = deadline - time.monotonic()
            if found or left <= 0 or (max_records == 0 and self._owned):
                return found
            time.sleep(min(wait_s, left))
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S)

    def commit(self, next_offsets: Mapping[TopicPartition, int]) -> None:
        """Store the group's next offsets; see the contract."""
        self._need_open()
        try:
            with self._file.transaction(self._connection) as connection:
                groups.commit_offsets(connection, self._member, self._owned, next_offsets)
        except LeaseLost:
            self._forget()
            raise

    def seek(self, tp: TopicPartition, offset: int) -> None:
        """Go on at ``offset``; see the contract."""
        self._need_assigned([tp])
        self._positions[tp] = offset

    def pause(self, tps: Iterable[TopicPartition]) -> None:
        """Return nothing of these; see the contract."""
        tps = list(tps)
        self._need_assigned(tps)
        self._paused.update(tps)

    def resume(self, tps: Iterable[TopicPartition]) -> None:
        """Undo `pause`."""
        self._paused.difference_update(tps)

    def assignment(self) -> frozenset[TopicPartition]:
        """The partitions as of the last poll."""
        return frozenset(self._owned)

    def close(self) -> None:
        """Leave the group."""
        if self._closed:
            return
        self._closed = True
        if self._life is not None:
            self._life.stop()
        try:
            with self._file.transaction(self._connection) as connection:
                groups.leave(connection, self._member)
        except StreamUnavailable as e:
            log.warning("group %s was not left in order, the session time-out does it: %s", self._member.group, e)
        finally:
            self._connection.close()

    def _take_up(self) -> None:
        """Adopt the group's latest division; join where we are no member (yet, or any more)."""
        if self._life is None:
            self._life = SignsOfLife(self._file, self._member, self._options)
        self._life.polled()
        if not self._is_member():
            with self._file.transaction(self._connection) as connection:
                groups.show_life(connection, self._member, time.time())
        generation = groups.generation_of(self._connection, self._member.group)
        if generation != self._generation:
            self._adopt(generation)

    def _is_member(self) -> bool:
        query = "select 1 from members where group_name = ? and member = ?"
        return bool(self._connection.execute(query, (self._member.group, self._member.name)).fetchone())

    def _adopt(self, generation: int) -> None:
        owned = groups.ownership_of(self._connection, self._member)
        stored = groups.committed(self._connection, self._member.group)
        kept = {tp for tp, since in owned.items() if self._owned.get(tp) == since}
        self._positions = {tp: self._positions[tp] if tp in kept else stored.get(tp, 0) for tp in owned}
        self._paused &= kept
        self._owned = owned
        self._generation = generation

    def _forget(self) -> None:
        """Drop all positions: the next poll adopts the division anew, from the committed offsets."""
        self._owned, self._positions, self._generation = {}, {}, 0
        self._paused.clear()

    def _fetch(self, max_records: int) -> list[Record]:
        ready = sorted(tp for tp in self._owned if tp not in self._paused)
        if not ready or max_records == 0:
            return []
        # begin with another partition each time, so that a full one starves no other
        self._turn = (self._turn + 1) % len(ready)
        found: list[Record] = []
        for tp in ready[self._turn :] + ready[: self._turn]:
            if len(found) >= max_records:
                break
            found += self._fetch_from(tp, max_records - len(found))
        return found

    def _fetch_from(self, tp: TopicPartition, limit: int) -> list[Record]:
        row = partition_row(self._connection, tp)
        if self._positions[tp] >= row.next:
            return []
        records = fetch(self._connection, tp, row, self._positions[tp], row.next, limit)
        self._positions[tp] = records[-1].offset + 1 if records else row.next
        return records

    def _need_open(self) -> None:
        if self._closed:
            raise UsageError("the consumer is closed")

    def _need_assigned(self, tps: Iterable[TopicPartition]) -> None:
        self._need_open()
        for tp in tps:
            if tp not in self._owned:
                raise UsageError(f"{tp.topic}[{tp.partition}] is not assigned to this consumer")


class SignsOfLife:
    """Shows a member's signs of life from a thread of its own, on a connection of its own, until stopped.

    It falls silent when the consumer has not polled for ``max_poll_interval_s``: a consumer that hangs must not hold
    its partitions for ever.
    """

    def __init__(self, file: StreamFile, member: groups.Member, options: StreamOptions) -> None:
        self._file = file
        self._member = member
        self._interval_s = options.session_timeout_s / 5
        self._max_poll_interval_s = options.max_poll_interval_s
        self._stop = threading.Event()
        self._polled = time.monotonic()
        self._thread = threading.Thread(target=self._run, name=f"signs-of-life-{member.group}", daemon=True)
        self._thread.start()

    def polled(self) -> None:
        """Note that the consumer polls."""
        self._polled = time.monotonic()

    def stop(self) -> None:
        """End the thread; returns when it has ended."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        connection = self._file.connect(durable=False)
        try:
            while not self._stop.wait(self._interval_s):
                if time.monotonic() - self._polled < self._max_poll_interval_s:
                    self._show(connection)
        finally:
            connection.close()

    def _show(self, connection: sqlite3.Connection) -> None:
        try:
            with self._file.transaction(connection):
                groups.show_life(connection, self._member, time.time())
        except StreamUnavailable as e:
            # the next sign may get through; if none does, the session ends and the commit says so
            log.warning("group %s: no sign of life could be shown: %s", self._member.group, e)
