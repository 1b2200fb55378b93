"""Which claims stand: those of an article's newest version, as last coded. The others are closed, not deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, and_, bindparam, select, update

from pipeline.warehouse.tables import claim, retraction, tagging
from pipeline.warehouse.upserts import chunks

_KEY = ("article_id", "version", "extraction", "tagger", "tagger_version")


def settle_versions(connection: Connection, edition: str, article_ids: Iterable[str], now: datetime) -> set[str]:
    """Close what a newer version, a newer coding or a retraction has replaced, for these articles.

    Of several codings of one version the one that stands latest in the topic holds; of the versions the highest.
    Both are facts of the records, so the order of loading never shows, and what was closed never opens again.

    Returns:
        The ids of the claims closed now.
    """
    closed: set[str] = set()
    for some in chunks(sorted(article_ids)):
        closed |= _settle(connection, edition, some, now)
    return closed


def _settle(connection: Connection, edition: str, article_ids: Sequence[str], now: datetime) -> set[str]:
    mine = and_(tagging.c.edition == edition, tagging.c.article_id.in_(article_ids))
    by_article: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(select(tagging).where(mine)).mappings():
        by_article[row["article_id"]].append(row)
    retracted = set(connection.scalars(select(retraction.c.article_id).where(retraction.c.article_id.in_(article_ids))))
    outdated = [row for codings in by_article.values() for row in _outdated(codings)]
    _close(
        connection,
        tagging,
        [_key(row, edition) for row in outdated if row["recorded_to"] is None],
        (*_KEY, "edition"),
        now,
    )
    standing = {_tuple(max(each, key=_rank)) for article, each in by_article.items() if article not in retracted}
    open_claims = connection.execute(
        select(claim.c.claim_id, *(claim.c[name] for name in _KEY)).where(
            claim.c.edition == edition, claim.c.article_id.in_(article_ids), claim.c.recorded_to.is_(None)
        )
    ).all()
    replaced = [str(row.claim_id) for row in open_claims if tuple(row[1:]) not in standing]
    _close(
        connection, claim, [{"edition": edition, "claim_id": each} for each in replaced], ("edition", "claim_id"), now
    )
    return set(replaced)


def _rank(row: RowMapping) -> tuple[object, ...]:
    """Order codings of one article: by version, then by their place (a partition keeps an article's order)."""
    return (row["version"], row["topic"], row["offset"], row["extraction"], row["tagger"], row["tagger_version"])


def _outdated(codings: Sequence[RowMapping]) -> list[RowMapping]:
    newest: dict[int, RowMapping] = {}
    for row in codings:
        kept = newest.get(row["version"])
        if kept is None or _rank(row) > _rank(kept):
            newest[row["version"]] = row
    return [row for row in codings if row is not newest[row["version"]]]


def _tuple(row: RowMapping) -> tuple[object, ...]:
    return tuple(row[name] for name in _KEY)


def _key(row: RowMapping, edition: str) -> dict[str, Any]:
    return {"edition": edition} | {name: row[name] for name in _KEY}


def _close(
    connection: Connection, table: Table, keys: list[dict[str, Any]], names: Sequence[str], now: datetime
) -> None:
    """Close the open rows of these keys."""
    if not keys:
        return
    statement = (
        update(table).where(*(table.c[name] == bindparam(f"k_{name}") for name in names)).values(recorded_to=now)
    )
    connection.execute(statement, [{f"k_{name}": key[name] for name in names} for key in keys])
