"""Editions: claims and events of one extraction, tagger and merge rule, side by side with others; one is current."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select, update

from pipeline.errors import UsageError
from pipeline.warehouse.tables import clock, edition, edition_pointer, promotion
from pipeline.warehouse.upserts import insert_new


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition; ``extraction``, ``tagger`` and ``merge_rule`` are "" where it takes what the live lane brings."""

    edition: str
    extraction: str
    tagger: str
    merge_rule: str
    created_at: datetime
    note: str
    is_current: bool


def lock_current(connection: Connection) -> str:
    """Tell the current edition and keep other loaders waiting until this transaction ends.

    Merging reads what others wrote: two loads at once would each miss the other's claims.
    """
    row = select(edition_pointer.c.edition).where(edition_pointer.c.id == 1).with_for_update()
    return str(connection.execute(row).scalar_one())


def moment(connection: Connection, now: datetime | None) -> datetime:
    """Tell the time that this transaction's rows bear: ``now`` (None: the clock's), but later than any before it.

    Asked for behind `lock_current`. A loader that waited, or whose clock is behind, would otherwise close a row before
    it was opened, and of a past moment two rows would say different things.
    """
    asked = now or datetime.now(UTC)
    last: datetime = connection.execute(select(clock.c.recorded_at)).scalar_one()
    at = max(asked, last + timedelta(microseconds=1))
    connection.execute(update(clock).values(recorded_at=at))
    return at


def ensure_edition(
    connection: Connection,
    name: str,
    *,
    now: datetime,
    note: str = "",
    extraction: str = "",
    tagger: str = "",
    merge_rule: str = "",
) -> None:
    """Make the edition where it is not there yet."""
    row = {
        "edition": name,
        "extraction": extraction,
        "tagger": tagger,
        "merge_rule": merge_rule,
        "created_at": now,
        "note": note,
    }
    insert_new(connection, edition, [row])


def list_editions(connection: Connection) -> list[Edition]:
    """List all editions, the oldest first."""
    current = connection.scalar(select(edition_pointer.c.edition))
    rows = connection.execute(select(edition).order_by(edition.c.created_at, edition.c.edition))
    return [
        Edition(
            edition=row["edition"],
            extraction=row["extraction"],
            tagger=row["tagger"],
            merge_rule=row["merge_rule"],
            created_at=row["created_at"],
            note=row["note"],
            is_current=row["edition"] == current,
        )
        for row in rows.mappings()
    ]


def next_name(connection: Connection) -> str:
    """Tell the next free name of a replay: ``r2``, then ``r3`` and so on."""
    taken = set(connection.scalars(select(edition.c.edition)))
    number = 2
    while f"r{number}" in taken:
        number += 1
    return f"r{number}"


def promote(connection: Connection, name: str, now: datetime | None) -> str:
    """Move the pointer to an edition and tell which was current before.

    Raises:
        UsageError: there is no such edition.
    """
    before = lock_current(connection)
    need_edition(connection, name)
    at = moment(connection, now)
    connection.execute(update(edition_pointer).values(edition=name, promoted_at=at))
    connection.execute(promotion.insert().values(edition=name, promoted_at=at))
    return before


def need_edition(connection: Connection, name: str) -> None:
    """Raise UsageError when there is no such edition."""
    names = list(connection.scalars(select(edition.c.edition).order_by(edition.c.created_at, edition.c.edition)))
    if name not in names:
        raise UsageError(f"there is no edition {name!r}: there are {', '.join(names)}")
