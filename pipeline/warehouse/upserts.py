"""Writing rows under a natural key, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Insert, Table, and_, or_
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")
_CHUNK = 500
"""Values in one IN list: SQLite takes 32,766 parameters, a planner likes fewer."""


def chunks(values: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """Cut into lists of at most ``size``."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows whose key is not there yet; the others stay as they are."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def insert_by_lane(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert, or replace the row of a higher lane: of two records with one key the lower lane gives the row.

    Within a lane the first stays: a resent record is byte-identical. Only a later record of the same partition that
    says another decision (a join was undone) replaces the earlier one, whichever of them is loaded first.
    """
    if not rows:
        return
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    wins = statement.excluded["lane"] < table.c["lane"]
    if "decision" in table.c:
        wins = or_(wins, _takes_back(statement.excluded, table))
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed, where=wins), list(rows))


def _takes_back(later: Any, table: Table) -> ColumnElement[bool]:
    same_place = (later[name] == table.c[name] for name in ("lane", "topic", "partition"))
    return and_(*same_place, later["offset"] > table.c["offset"], later["decision"] != table.c["decision"])


def _insert(connection: Connection, table: Table) -> Any:
    maker: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    made: Insert = maker(table)
    return made
