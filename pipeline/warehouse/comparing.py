"""Comparing two editions: what the newer one adds, removes and changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, Table, exists, func, select

from pipeline.warehouse.editions import need_edition
from pipeline.warehouse.tables import claim, event, tagging

_Key = tuple[object, ...]
_CLAIM_KEY = ("article_id", "version", "type", "country", "place_name", "date_start")
_CLAIM_REST = (
    "actor1", "actor2", "geoname_id", "admin1", "date_end", "killed_low", "killed_best", "killed_high",
    "injured_low", "injured_best", "injured_high", "control", "attribution",
)  # fmt: skip
_EVENT_KEY = ("type", "country", "place_name", "date_start")
_EVENT_REST = (
    "actor1", "actor2", "geoname_id", "admin1", "date_end", "killed_low", "killed_best", "killed_high", "control",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """Counts of rows: only in the newer edition, only in the older, in both with other values, in both alike."""

    added: int
    removed: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How two editions differ."""

    old: str
    new: str
    claims: Change
    events: Change


def uncoded(connection: Connection, old: str, new: str) -> int:
    """Count the article versions that the old edition has coded and the new one has not.

    They came after its replay, or lie outside its range: while the new one is current they do not show.

    Raises:
        UsageError: there is no such edition.
    """
    need_edition(connection, old)
    need_edition(connection, new)
    one, other = tagging.alias("one"), tagging.alias("other")
    same = (other.c.edition == new, other.c.article_id == one.c.article_id, other.c.version == one.c.version)
    missing = select(one.c.article_id, one.c.version).distinct().where(one.c.edition == old, ~exists().where(*same))
    return int(connection.execute(select(func.count()).select_from(missing.subquery())).scalar_one())


def compare(connection: Connection, old: str, new: str) -> Difference:
    """Compare the claims and the events that stand in two editions.

    Ids say nothing here (another tagger gives other ids): a claim is known again by its article version, type,
    place and first day, an event by type, place and first day; of several alike the first meets the first.

    Raises:
        UsageError: there is no such edition.
    """
    need_edition(connection, old)
    need_edition(connection, new)
    return Difference(
        old,
        new,
        _change(connection, claim, (old, new), _CLAIM_KEY, _CLAIM_REST),
        _change(connection, event, (old, new), _EVENT_KEY, _EVENT_REST),
    )


def _change(
    connection: Connection, table: Table, editions: tuple[str, str], key: Sequence[str], rest: Sequence[str]
) -> Change:
    before, after = (_known_again(_standing(connection, table, each, (*key, *rest)), key, rest) for each in editions)
    both = before.keys() & after.keys()
    changed = sum(before[each] != after[each] for each in both)
    return Change(len(after.keys() - both), len(before.keys() - both), changed, len(both) - changed)


def _standing(connection: Connection, table: Table, edition: str, names: Sequence[str]) -> Iterable[RowMapping]:
    columns = [table.c[name] for name in names]
    open_rows = select(*columns).where(table.c.edition == edition, table.c.recorded_to.is_(None))
    return connection.execute(open_rows).mappings()


def _known_again(rows: Iterable[RowMapping], key: Sequence[str], rest: Sequence[str]) -> dict[_Key, _Key]:
    seen: Counter[_Key] = Counter()
    found: dict[_Key, _Key] = {}
    for values in sorted((tuple(row[name] for name in (*key, *rest)) for row in rows), key=repr):
        head = values[: len(key)]
        found[(*head, seen[head])] = values[len(key) :]
        seen[head] += 1
    return found
