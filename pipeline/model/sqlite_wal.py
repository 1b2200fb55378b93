"""SQLite's write-ahead log, switched on by several processes at once."""

from __future__ import annotations

import sqlite3
import time

_AGAIN_S = 0.02


def use_wal(connection: sqlite3.Connection, wait_s: float) -> None:
    """Switch a file to its write-ahead log, waiting up to ``wait_s`` for others.

    Where two connections switch a new file at the same time, SQLite answers one of them "busy" at once: its own timeout
    does not count for a reader that must become a writer (https://www.sqlite.org/wal.html, 9).

    Raises:
        sqlite3.OperationalError: still busy after that time, or the file cannot be used.
    """
    deadline = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as e:
            is_busy = getattr(e, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > deadline:
                raise
            time.sleep(_AGAIN_S)
        else:
            return
