"""The schema's version: made on first sight, brought up by steps, a newer one refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.schema import CreateSchema

from pipeline.errors import SettingsError
from pipeline.state.tables import metadata, schema_version

_LOCK = 7_302_017_001  # any number of our own: keeps two starting processes from making the tables at once


def _make_tables(connection: Connection) -> None:
    metadata.create_all(connection)


STEPS: tuple[Callable[[Connection], None], ...] = (_make_tables,)
"""Step n brings version n to n + 1. A step that was released is never altered: a new one follows."""

VERSION = len(STEPS)


def bring_up(connection: Connection, now: datetime) -> int:
    """Bring the store to `VERSION` inside the caller's transaction; returns the version it had (0: empty).

    Raises:
        SettingsError: a newer conflictwire has written this store.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        _make_namespace(connection)
    found = _version(connection)
    if found > VERSION:
        raise SettingsError(
            f"the state store has schema version {found}, this conflictwire knows up to {VERSION}: use a newer one"
        )
    for number in range(found, VERSION):
        STEPS[number](connection)
        connection.execute(schema_version.insert().values(version=number + 1, applied_at=now))
    return found


def _make_namespace(connection: Connection) -> None:
    """Create the PostgreSQL schema that the search path names first, when it does not exist."""
    if connection.scalar(text("SELECT current_schema()")) is None:
        first = str(connection.scalar(text("SHOW search_path"))).split(",")[0].strip().strip('"')
        connection.execute(CreateSchema(first, if_not_exists=True))


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table(schema_version.name):
        return 0
    return int(connection.scalar(select(func.max(schema_version.c.version))) or 0)
