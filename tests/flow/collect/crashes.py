"""A process that dies at a chosen step: from then on none of its writes reaches anything."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from pipeline.state import State
from pipeline.stream import Message, Position, Stream


class Died(BaseException):
    """No handler of ours may catch it, as none catches kill -9."""


class Doom:
    """Counts the steps of a process and ends it at one of them.

    A step is a transaction of the state that wrote something, or a
    produce of the stream; each has a moment before it is
    durable and one after. ``at`` counts these moments from 0, or those of one name: the threads
    of a process take their steps in no fixed order. None lets it live and only counts.
    """

    def __init__(self, at: int | tuple[str, int] | None) -> None:
        self.at = at
        self.moments: list[str] = []
        self._lock = threading.Lock()
        self._is_dead = False

    @property
    def is_dead(self) -> bool:
        """Whether the process ended at its moment."""
        return self._is_dead

    def moment(self, name: str) -> None:
        with self._lock:
            if self._is_dead:
                raise Died(name)
            self.moments.append(name)
            if self._is_due(name):
                self._is_dead = True
                raise Died(name)

    def _is_due(self, name: str) -> bool:
        if isinstance(self.at, tuple):
            return self.at[0] == name and self.moments.count(name) > self.at[1]
        return self.at is not None and len(self.moments) > self.at


class DoomedState(State):
    """A store of a process that may die before or after each commit."""

    def __init__(self, state: State, doom: Doom) -> None:
        super().__init__(state.engine)
        self._state, self._doom = state, doom

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with self._state.write() as connection:
            before = _changes(connection)
            yield connection
            has_written = _changes(connection) > before
            if has_written:
                self._doom.moment("before a commit")
        if has_written:
            self._doom.moment("after a commit")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._state.read() as connection:
            yield connection


def _changes(connection: Connection) -> int:
    raw: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]
    return raw.total_changes


class DoomedStream:
    """A log whose producer may die before or after its messages are durable."""

    def __init__(self, stream: Stream, doom: Doom) -> None:
        self._stream, self._doom = stream, doom

    def produce(self, messages: Sequence[Message]) -> list[Position]:
        self._doom.moment("before a produce")
        positions = self._stream.produce(messages)
        self._doom.moment("after a produce")
        return positions

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
