"""Read-only SQL: one statement, a time limit, no way to write."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine import URL

from pipeline.errors import ConflictwireError, UsageError, WarehouseUnavailable
from pipeline.warehouse.engine import is_outage, unavailable
from pipeline.warehouse.types import iso

DEFAULT_TIMEOUT_S = 60.0
_PROGRESS_STEPS = 20_000
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"})
_FETCH = 1_000
# A superuser's SELECT can read and write the server's files: such a login reads as the role that reads tables only.
# It is a fence, not a wall (a superuser can take its role back): whoever lets strangers ask needs a plain login.
_IS_MIGHTY = """SELECT 1 FROM pg_roles me WHERE me.rolname = session_user AND me.rolsuper
AND EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'pg_read_all_data')"""
_READ_ONLY = "25006"

Value = str | int | float | bool | bytes | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: column names, and the rows as they come. Iterate once.

    Values are the same on both databases: times and dates as ISO 8601 text (UTC, with a Z), truth as bool,
    exact numbers as int or float.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[Value, ...]]


class QueryRefused(UsageError):
    """The statement is wrong, or is no reading one."""


class QueryTimeout(ConflictwireError):
    """The statement ran longer than its limit."""


def query(engine: Engine, url: URL, statement: str, timeout_s: float = DEFAULT_TIMEOUT_S) -> Answer:
    """Run one reading statement.

    Raises:
        QueryRefused: it is no single SELECT, it is wrong, or it would write.
        QueryTimeout: it ran longer than ``timeout_s`` (also while the rows are read).
        WarehouseUnavailable: the database is away.
    """
    rows = (_sqlite if url.get_backend_name() == "sqlite" else _postgres)(engine, url, statement, timeout_s)
    columns = next(rows)
    return Answer(tuple(str(name) for name in columns), rows)


def _sqlite(engine: Engine, url: URL, statement: str, timeout_s: float) -> Iterator[tuple[Value, ...]]:
    """Yield the column names, then the rows. A file opened for reading and an authorizer: two locks on one door."""
    del engine
    path = Path(url.database or "")
    if not path.is_file():
        raise WarehouseUnavailable(f"there is no warehouse file {path}")
    deadline = time.monotonic() + timeout_s
    with unavailable(url, "be opened"):
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, detect_types=sqlite3.PARSE_DECLTYPES, isolation_level=None
        )
    try:
        # the schema is read before the authorizer forbids PRAGMA and the like
        connection.set_authorizer(_authorize)
        connection.set_progress_handler(lambda: int(time.monotonic() > deadline), _PROGRESS_STEPS)
        cursor = _asked(url, statement, timeout_s, connection.execute, statement)
        if cursor.description is None:
            raise QueryRefused("the statement gives no rows: one SELECT is needed")
        yield tuple(column[0] for column in cursor.description)
        while fetched := _asked(url, statement, timeout_s, cursor.fetchmany, _FETCH):
            yield from (tuple(_plain(value) for value in row) for row in fetched)
    finally:
        connection.close()


def _authorize(action: int, first: str | None, second: str | None, base: str | None, inner: str | None) -> int:
    del first, base, inner
    known = action in _ALLOWED and not (action == sqlite3.SQLITE_FUNCTION and second in _FORBIDDEN_FUNCTIONS)
    return sqlite3.SQLITE_OK if known else sqlite3.SQLITE_DENY


def _asked(url: URL, statement: str, timeout_s: float, call: Any, argument: Any) -> Any:
    try:
        return call(argument)
    except sqlite3.Error as e:
        if "interrupted" in str(e):
            raise _too_long(timeout_s) from e
        if is_outage(e):
            raise WarehouseUnavailable(f"the warehouse {url.database} could not be read: {e}") from e
        raise _refused(e, statement) from e
    except sqlite3.Warning as e:
        raise _refused(e, statement) from e


def _postgres(engine: Engine, url: URL, statement: str, timeout_s: float) -> Iterator[tuple[Value, ...]]:
    """Yield the column names, then the rows, streamed from a cursor, which is declared for a single SELECT only."""
    import psycopg  # noqa: PLC0415 - an extra

    deadline = time.monotonic() + timeout_s
    with unavailable(url, "be reached"):
        pooled = engine.raw_connection()
    try:
        connection: Any = pooled.driver_connection
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            cursor.execute(_IS_MIGHTY)
            if cursor.fetchone():
                cursor.execute("SET LOCAL ROLE pg_read_all_data")
            cursor.execute(f"SET LOCAL statement_timeout = {max(1, int(timeout_s * 1000))}")
        with connection.cursor(name="conflictwire_query") as cursor:
            cursor.execute(statement)
            yield tuple(column.name for column in cursor.description)
            # the server's limit is for each fetch: rows without end would come for ever
            while fetched := cursor.fetchmany(_FETCH):
                yield from (tuple(_plain(value) for value in row) for row in fetched)
                if time.monotonic() > deadline:
                    raise _too_long(timeout_s)
    except psycopg.errors.QueryCanceled as e:
        raise _too_long(timeout_s) from e
    except psycopg.ProgrammingError as e:
        raise _refused(e, statement) from e
    except psycopg.Error as e:
        if is_outage(e) and e.sqlstate != _READ_ONLY:
            where = url.render_as_string(hide_password=True)
            raise WarehouseUnavailable(f"the warehouse {where} could not be read: {_line(e)}") from e
        raise _refused(e, statement) from e
    finally:
        # whatever the statement did to the session goes with the connection
        pooled.invalidate()
        pooled.close()


def _plain(value: Any) -> Value:
    if isinstance(value, datetime):
        return iso(value if value.tzinfo else value.replace(tzinfo=UTC))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if value is None or isinstance(value, str | int | float | bool | bytes):
        return value
    return str(value)


def _too_long(timeout_s: float) -> QueryTimeout:
    return QueryTimeout(f"the query ran longer than {timeout_s:g} s and was stopped: narrow it, or allow more time")


def _refused(error: Exception, statement: str) -> QueryRefused:
    why = _line(error)
    if any(word in why for word in ("not authorized", "authorization denied", "prohibited")):
        why = "the warehouse is read-only here, and only SELECT is allowed"
    del statement
    return QueryRefused(f"the query was refused: {why}")


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


sqlite3.register_converter("BOOLEAN", lambda raw: bool(int(raw)))
