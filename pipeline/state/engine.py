"""The engine: how SQLite and PostgreSQL are opened, and what their failures are called.

SQLite: WAL and ``synchronous=FULL``, so that a committed transaction survives kill -9 and a power cut;
``BEGIN IMMEDIATE`` for writes, so that a transaction that has read never fails when it comes to write.
PostgreSQL: READ COMMITTED in a schema of our own; rows whose order matters are locked where they are read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pipeline.errors import SettingsError, StateUnavailable
from pipeline.model.sqlite_wal import use_wal

WRITES = "conflictwire_writes"
"""The execution option of a connection that is going to write."""

POSTGRES_SCHEMA = "conflictwire_state"

_SQLITE_REASONS = {
    sqlite3.SQLITE_BUSY: "locked by another process for longer than {wait:g} s",
    sqlite3.SQLITE_LOCKED: "locked by another process for longer than {wait:g} s",
    sqlite3.SQLITE_READONLY: "it cannot be written: read-only file or folder",
    sqlite3.SQLITE_IOERR: "the disk answers with an input/output error",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened: missing folder or no permission",
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database",
}
_POSTGRES_REASONS = {
    "53100": "the server's disk is full",
    "55P03": "locked by another process for longer than {wait:g} s",
    "40P01": "two writers blocked each other",
}


def open_engine(url: str, busy_timeout_s: float) -> Engine:
    """Make the engine for a SQLAlchemy URL; opens no connection yet.

    Raises:
        SettingsError: the URL cannot be read, or names a database that we do not speak or whose driver is missing.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as e:
        raise SettingsError("the state's URL cannot be read: expected sqlite:///FILE or postgresql+psycopg://…") from e
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, busy_timeout_s)
    if parsed.drivername == "postgresql+psycopg":
        return _open_postgres(parsed, busy_timeout_s)
    raise SettingsError(f"state: {parsed.drivername} is not spoken: use sqlite:///FILE or postgresql+psycopg://…")


def _open_sqlite(url: URL, busy_timeout_s: float) -> Engine:
    if not url.database or url.database == ":memory:":
        raise SettingsError("state: an in-memory SQLite keeps nothing: name a file, sqlite:///FILE")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": busy_timeout_s}, pool_timeout=busy_timeout_s)

    @event.listens_for(engine, "connect")
    def _prepare(dbapi_connection: Any, _record: Any) -> None:
        dbapi_connection.isolation_level = None  # the driver begins nothing: `_begin` does
        use_wal(dbapi_connection, busy_timeout_s)
        for pragma in ("synchronous=FULL", "cache_size=-16000", "temp_store=MEMORY"):
            dbapi_connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _open_postgres(url: URL, busy_timeout_s: float) -> Engine:
    options = url.query.get("options", "")
    named = options if isinstance(options, str) else " ".join(options)
    if "search_path" not in named:
        named = f"{named} -c search_path={POSTGRES_SCHEMA}"
    named = f"{named} -c lock_timeout={int(busy_timeout_s * 1000)} -c timezone=UTC".strip()
    try:
        return create_engine(
            url.difference_update_query(["options"]),
            connect_args={"options": named, "connect_timeout": max(2, int(busy_timeout_s))},
            pool_timeout=busy_timeout_s,
            pool_pre_ping=True,
        )
    except ImportError as e:
        raise SettingsError("PostgreSQL needs psycopg: pip install 'conflictwire[postgres]'") from e


@contextmanager
def clear_errors(engine: Engine, busy_timeout_s: float) -> Iterator[None]:
    """Turn the failures of a database into one clear line; leave our own faults as they are.

    Raises:
        StateUnavailable: it is away, locked too long, full, damaged or read-only.
    """
    try:
        yield
    except (DBAPIError, PoolTimeout) as e:
        reason = _reason(e, busy_timeout_s)
        if reason is None:
            raise
        raise StateUnavailable(f"state {engine.url.render_as_string(hide_password=True)}: {reason}") from e


def _reason(error: DBAPIError | PoolTimeout, wait: float) -> str | None:
    """What failed, in words; None for a fault of ours (a bad statement, a broken constraint)."""
    if isinstance(error, PoolTimeout):
        return f"no free connection within {wait:g} s"
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        known = _SQLITE_REASONS.get(code)
        return known.format(wait=wait) if known else None
    if not isinstance(error, (OperationalError, InterfaceError)) and type(error) is not DatabaseError:
        return None
    known = _POSTGRES_REASONS.get(str(getattr(error.orig, "sqlstate", "")))
    if known:
        return known.format(wait=wait)
    return next(iter(str(error.orig).strip().splitlines()), "the server is away")
