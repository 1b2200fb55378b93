"""All that a warehouse holds and shows, comparable: without ids of runs and times of loading."""

from __future__ import annotations

import sqlalchemy as sa

from pipeline.warehouse import VIEWS, open_warehouse
from pipeline.warehouse.tables import metadata

OF_THE_RUN = frozenset({"run_id", "row_id", "created_at", "promoted_at", "loaded_at", "recorded_at", "recorded_from"})
"""Ids of runs, row numbers, and times of loading."""
_WHETHER = frozenset({"recorded_to"})

Rows = dict[str, list[str]]


def table_rows(url: str) -> Rows:
    """Table → its rows, each as text with the names of its columns, in one order."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return {
            table.name: sorted(_shown(row) for row in connection.execute(sa.select(table)).mappings())
            for table in metadata.sorted_tables
        }


def view_rows(url: str) -> Rows:
    """View → its rows, as `table_rows`."""
    warehouse = open_warehouse(url, upgrade=False)
    try:
        answers = {view: warehouse.query(f"SELECT * FROM {view}") for view in VIEWS}  # noqa: S608 - the views are ours
        return {
            view: sorted(_shown(dict(zip(answer.columns, row, strict=True))) for row in answer.rows)
            for view, answer in answers.items()
        }
    finally:
        warehouse.close()


def _shown(row: sa.RowMapping | dict[str, object]) -> str:
    kept = {name: value for name, value in row.items() if name not in OF_THE_RUN}
    return repr({name: value is None if name in _WHETHER else value for name, value in kept.items()})
