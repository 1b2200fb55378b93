"""Engines: SQLite and PostgreSQL set up alike, and their outages told in one clear line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from pipeline.errors import SettingsError, WarehouseUnavailable
from pipeline.model.sqlite_wal import use_wal

READING = "conflictwire_reading"
"""Execution option: the transaction reads only, and need not wait for writers."""

_BUSY_S = 30.0
_SQLITE_OUTAGES = (
    "locked", "busy", "disk is full", "disk i/o error", "unable to open", "readonly", "not a database", "malformed",
)  # fmt: skip


def read_url(url: str) -> URL:
    """Read a warehouse URL.

    Raises:
        SettingsError: it is no SQLAlchemy URL, or of a database that is not supported.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as e:
        forms = "sqlite:///file or postgresql+psycopg://…"
        raise SettingsError(f"the warehouse URL {url!r} is no SQLAlchemy URL ({forms})") from e
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise SettingsError(
            f"the warehouse cannot be on {parsed.get_backend_name()!r}: sqlite or postgresql+psycopg only"
        )
    if parsed.get_backend_name() == "postgresql" and parsed.drivername != "postgresql+psycopg":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


def open_engine(url: URL) -> Engine:
    """Open an engine; nothing is connected yet.

    SQLite: WAL, synchronous FULL (an acknowledged load survives kill -9 and loss of power), every writing
    transaction BEGIN IMMEDIATE, so that a read-then-write never fails half way with a lock. PostgreSQL: UTC sessions.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as e:
        raise SettingsError("PostgreSQL needs psycopg: install conflictwire[postgres]") from e
    event.listen(engine, "connect", _set_utc)
    return engine


def _sqlite_engine(url: URL) -> Engine:
    if url.database and not Path(url.database).parent.exists():
        raise WarehouseUnavailable(f"the warehouse file {url.database} cannot be made: its folder does not exist")
    engine = create_engine(url, connect_args={"timeout": _BUSY_S})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    # the driver's own BEGIN comes too late, at the first write: we say it ourselves
    connection.isolation_level = None
    use_wal(cast("sqlite3.Connection", connection), _BUSY_S)
    cursor = connection.cursor()
    try:
        for pragma in ("synchronous = FULL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _set_utc(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    cursor = connection.cursor()
    try:
        cursor.execute("SET TIME ZONE 'UTC'")
    finally:
        cursor.close()
    connection.commit()


@contextmanager
def unavailable(url: URL, doing: str) -> Iterator[None]:
    """Turn an outage of the database into WarehouseUnavailable; let our own mistakes through as they are.

    Args:
        url: of the warehouse; its password is not told.
        doing: what was tried, for the message: ``load``, ``read``.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error, PoolTimeout) as e:
        if not is_outage(e):
            raise
        cause = getattr(e, "orig", None) or e
        why = " ".join(str(cause).split())
        where = url.render_as_string(hide_password=True)
        raise WarehouseUnavailable(f"the warehouse {where} could not {doing}: {why[:300]}") from e


def is_outage(error: Exception) -> bool:
    """Tell whether an error of the driver means that the database is away, locked or full, and not that we erred."""
    if isinstance(error, PoolTimeout):
        return True
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        return any(word in str(cause).lower() for word in _SQLITE_OUTAGES)
    sqlstate = getattr(cause, "sqlstate", None) or ""
    # 08 connection, 25006 read only, 40 serialization and deadlock, 53 resources, 55P03 lock, 57 shut down, 58 I/O
    away = sqlstate[:2] in ("08", "40", "53", "57", "58") or sqlstate in ("25006", "55P03")
    refused = type(cause).__name__ == "OperationalError" and not sqlstate
    return away or refused or bool(getattr(error, "connection_invalidated", False))
