"""The store itself: opened once a process, transactions handed out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType

from sqlalchemy import Connection, Engine

from pipeline.state.engine import WRITES, clear_errors, open_engine
from pipeline.state.schema import bring_up

BUSY_TIMEOUT_S = 20.0
"""How long a transaction waits for another process's lock."""


class State:
    """The mutable store. Every change is one `write` transaction: all of it is kept, or none.

    Safe to share between threads; a connection is not.
    """

    def __init__(self, engine: Engine, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
        self.engine = engine
        self._busy_timeout_s = busy_timeout_s

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that may write: committed at the end of the block, rolled back on any exception.

        Raises:
            StateUnavailable: the store is away, locked too long or its disk is full; nothing was kept.
        """
        with clear_errors(self.engine, self._busy_timeout_s), self.engine.connect() as connection:
            writing = connection.execution_options(**{WRITES: True})
            with writing.begin():
                yield writing

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that only reads, on one snapshot (SQLite) or statement by statement (PostgreSQL).

        Raises:
            StateUnavailable: the store is away or locked too long.
        """
        with clear_errors(self.engine, self._busy_timeout_s), self.engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Close all connections; the store can be opened again."""
        self.engine.dispose()

    def __enter__(self) -> State:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_state(url: str, now: datetime, busy_timeout_s: float = BUSY_TIMEOUT_S) -> State:
    """Open the store at a SQLAlchemy URL and bring its tables up to date.

    Raises:
        SettingsError: the URL cannot be read, or a newer conflictwire has written the store.
        StateUnavailable: it cannot be opened.
    """
    state = State(open_engine(url, busy_timeout_s), busy_timeout_s)
    try:
        with state.write() as connection:
            bring_up(connection, now)
    except BaseException:
        state.close()
        raise
    return state
