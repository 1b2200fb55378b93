"""The corrections that the state knows: each record as it went to its topic, the latest of an id holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from pipeline.dedupe import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_C = tables.corrections.c


def remember_correction(connection: Connection, correction_id: str, at: datetime, record: bytes) -> None:
    """Store one record; one that is there already stays."""
    key = {"correction_id": correction_id, "at_us": _micros(at)}
    known = select(_C.at_us).where(_C.correction_id == correction_id, _C.at_us == key["at_us"])
    if connection.execute(known).first() is None:
        connection.execute(insert(tables.corrections), key | {"record": record})


def latest_correction(connection: Connection, correction_id: str) -> bytes | None:
    """The latest record of an id, None when there is none."""
    mine = select(_C.record).where(_C.correction_id == correction_id).order_by(_C.at_us.desc()).limit(1)
    found: bytes | None = connection.execute(mine).scalar()
    return found


def all_corrections(connection: Connection) -> list[bytes]:
    """All records, the oldest first."""
    return list(connection.execute(select(_C.record).order_by(_C.at_us, _C.correction_id)).scalars())


def correction_time(connection: Connection, correction_id: str, now: datetime) -> datetime:
    """The time of the next record of an id: now, and later than any before, whatever the clock did."""
    mine = select(_C.at_us).where(_C.correction_id == correction_id).order_by(_C.at_us.desc()).limit(1)
    last: int | None = connection.execute(mine).scalar()
    return _EPOCH + max(_micros(now), (last or 0) + 1) * _MICROSECOND


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND
