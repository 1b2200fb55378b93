"""Alembic's entry: it migrates over the connection that it is handed, and by an address from `alembic -x url=…`."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from pipeline.warehouse.engine import open_engine, read_url
from pipeline.warehouse.tables import metadata
from pipeline.warehouse.views import VIEWS

VERSION_TABLE = "warehouse_version"


def _is_ours(name: str | None, kind: str, _parent: object) -> bool:
    return not (kind == "table" and name in VIEWS)


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        include_name=_is_ours,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()


handed: Connection | None = context.config.attributes.get("connection")
if handed is not None:
    _migrate(handed)
else:
    with open_engine(read_url(context.get_x_argument(as_dictionary=True)["url"])).begin() as opened:
        _migrate(opened)
