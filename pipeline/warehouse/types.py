"""Column types: one way to store a time, on every database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


def iso(at: datetime) -> str:
    """Write an aware time as ``2017-11-09T10:00:00.000000Z``: of fixed width, so that text sorts as time does."""
    # strftime gives years below 1000 without leading zeros on Linux: isoformat does not
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time: ``timestamptz`` on PostgreSQL, ISO 8601 text with a ``Z`` on SQLite.

    SQLAlchemy's own DateTime silently drops the offset on SQLite: noon in Damascus came back as noon in
    no zone. A naive time is refused.
    """

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a program is given; SQLAlchemy 2.0 does not know it of a type of one's own."""
        return datetime

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the stored type."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(27))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Store."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive time: {value.isoformat()}")
        return iso(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: object | None, dialect: Dialect) -> datetime | None:
        """Read back, aware."""
        del dialect
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return datetime.fromisoformat(str(value)).astimezone(UTC)
