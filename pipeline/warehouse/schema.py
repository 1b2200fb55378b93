"""Migrating the warehouse to the schema that this program knows."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from pipeline.errors import WarehouseUnavailable
from pipeline.warehouse.engine import READING
from pipeline.warehouse.views import create_views, drop_views

VERSION_TABLE = "warehouse_version"
_MIGRATION_LOCK = 7012017


def migrate(engine: Engine) -> bool:
    """Bring the schema to the newest version in one transaction; several processes may try at once.

    Returns:
        Whether anything was done.

    Raises:
        WarehouseUnavailable: the schema is newer than this program.
    """
    newest = _script().get_current_head()
    if schema_version(engine) == newest:
        return False
    with engine.begin() as connection:
        _take_turns(connection)
        current = _current(connection)
        if current == newest:
            return False
        if current is not None and current not in {each.revision for each in _script().walk_revisions()}:
            raise WarehouseUnavailable(
                f"the warehouse has schema {current}, newer than this program's {newest}: upgrade it"
            )
        drop_views(connection)
        _upgrade(connection)
        create_views(connection)
        return True


def schema_version(engine: Engine) -> str | None:
    """Tell the schema's version, None before the first migration."""
    with engine.execution_options(**{READING: True}).begin() as connection:
        return _current(connection)


def _take_turns(connection: Connection) -> None:
    """Let one process at a time migrate. SQLite's BEGIN IMMEDIATE has seen to it already."""
    if connection.dialect.name != "postgresql":
        return
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
    _make_schema(connection)


def _make_schema(connection: Connection) -> None:
    """Make the schema that the URL's search_path names, where it is not there yet."""
    if connection.scalar(text("SELECT current_schema()")) is not None:
        return
    path = str(connection.scalar(text("SHOW search_path"))).split(",")[0].strip().strip('"')
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {connection.dialect.identifier_preparer.quote(path)}"))


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent / "migrations"))


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
