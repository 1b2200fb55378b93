"""Reads and writes of the decider's tables: SQLAlchemy Core, the same statements on SQLite and PostgreSQL."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from pipeline.dedupe import tables
from pipeline.dedupe.index import NearIndex, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

_V = tables.versions.c
_LATEST = (
    select(_V.ordinal, _V.article_id, _V.version, _V.content_hash, _V.decision, _V.of_id, _V.story_id, _V.published_s)
    .add_columns(_V.admitted_s, _V.source)
    .where(_V.article_id == bindparam("wanted"))
    .order_by(_V.version.desc())
    .limit(1)
)
_AT = (
    select(_V.ordinal, _V.article_id, _V.version, _V.content_hash, _V.decision, _V.of_id, _V.story_id, _V.published_s)
    .add_columns(_V.admitted_s, _V.source, tables.bodies.c.title, tables.bodies.c.body)
    .join_from(tables.versions, tables.bodies, tables.bodies.c.ordinal == _V.ordinal)
    .where(_V.ordinal.in_(bindparam("wanted", expanding=True)))
)
_ALIAS = select(tables.aliases.c.url_key, tables.aliases.c.article_id, tables.aliases.c.how).where(
    tables.aliases.c.url_key.in_(bindparam("wanted", expanding=True))
)

# a statement that is built once keeps its cache key: 29 us an insert, where one built for each row takes 48
_ADD_VERSION = insert(tables.versions)
_ADD_BODY = insert(tables.bodies)
_ADD_KEYS = insert(tables.fresh_keys)
_ADD_ALIASES = insert(tables.aliases)


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One row of ``dedupe_versions``."""

    ordinal: int
    article_id: str
    version: int
    content_hash: str
    decision: str
    of_id: str
    story_id: str
    published_s: int | None
    admitted_s: int
    source: str


@dataclass(frozen=True, slots=True)
class StoredBody:
    """The title and text of one version."""

    title: str
    text: str


def seconds(at: datetime) -> int:
    """Whole UTC seconds since 1970 of an aware time."""
    return int(at.timestamp())


def from_seconds(at_s: int) -> datetime:
    """The aware UTC time of `seconds`."""
    return datetime.fromtimestamp(at_s, UTC)


def latest(connection: Connection, article_id: str) -> StoredVersion | None:
    """Return the newest version of an article, None when there is none."""
    row = connection.execute(_LATEST, {"wanted": article_id}).one_or_none()
    return None if row is None else StoredVersion(*row)


def versions_with_bodies(
    connection: Connection, ordinals: Sequence[int]
) -> dict[int, tuple[StoredVersion, StoredBody]]:
    """Return the versions of these ordinals that still have their text."""
    if not ordinals:
        return {}
    found = {}
    for *columns, title, body in connection.execute(_AT, {"wanted": list(ordinals)}):
        found[columns[0]] = (StoredVersion(*columns), StoredBody(title, zlib.decompress(body).decode("utf-8")))
    return found


def aliased(connection: Connection, url_keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return url_key → (article_id, how) for those that are known, in the order asked for."""
    found = {row[0]: (row[1], row[2]) for row in connection.execute(_ALIAS, {"wanted": list(url_keys)})}
    return {key: found[key] for key in url_keys if key in found}


def add_aliases(connection: Connection, article_id: str, new: Sequence[tuple[str, str]]) -> None:
    """Store (url_key, how) pairs that are not yet known."""
    if new:
        rows = [{"url_key": key, "article_id": article_id, "how": how} for key, how in new]
        connection.execute(_ADD_ALIASES, rows)


def canonical_is_refused(connection: Connection, url_key: str) -> bool:
    """Whether several bodies have claimed this canonical link."""
    wanted = select(tables.refused_canonicals.c.url_key).where(tables.refused_canonicals.c.url_key == url_key)
    return connection.execute(wanted).first() is not None


def refuse_canonical(connection: Connection, url_key: str, reason: str) -> None:
    """Never again accept this canonical link, and forget what it joined; an address seen as such stays."""
    forget_alias(connection, url_key, "canonical")
    if not canonical_is_refused(connection, url_key):
        connection.execute(insert(tables.refused_canonicals), {"url_key": url_key, "reason": reason})


def forget_alias(connection: Connection, url_key: str, how: str) -> None:
    """Drop an alias that came about in this way."""
    held = tables.aliases.c
    connection.execute(delete(tables.aliases).where(held.url_key == url_key, held.how == how))


def accept_canonical(connection: Connection, url_key: str) -> None:
    """Take back `refuse_canonical`."""
    refused = tables.refused_canonicals
    connection.execute(delete(refused).where(refused.c.url_key == url_key))


def add_version(connection: Connection, stored: StoredVersion, url: str, body: StoredBody) -> None:
    """Store one version with its text."""
    row = {column: getattr(stored, column) for column in StoredVersion.__slots__} | {"url": storable(url)}
    connection.execute(_ADD_VERSION, row)
    packed = zlib.compress(storable(body.text).encode("utf-8"), 1)
    connection.execute(_ADD_BODY, {"ordinal": stored.ordinal, "title": storable(body.title), "body": packed})


def barred(connection: Connection) -> dict[str, frozenset[str]]:
    """Article → the articles that it must never again be joined with."""
    found: dict[str, frozenset[str]] = {}
    for article_id, of_id in connection.execute(select(tables.undone.c.article_id, tables.undone.c.of_id)):
        found[article_id] = found.get(article_id, frozenset()) | {of_id}
    return found


def set_verdict(connection: Connection, ordinal: int, decision: str, of_id: str, story_id: str) -> None:
    """Rewrite what was decided of a version (an undo)."""
    where = _V.ordinal == ordinal
    values = {"decision": decision, "of_id": of_id, "story_id": story_id}
    connection.execute(update(tables.versions).where(where).values(values))


def next_ordinal(connection: Connection) -> int:
    """The ordinal that the next version gets; they count from 1."""
    top: int | None = connection.execute(select(func.max(_V.ordinal))).scalar()
    return (top or 0) + 1


def add_keys(connection: Connection, ordinal: int, keys: Sequence[int]) -> None:
    """Store the index keys of one version."""
    packed = np.array(keys, dtype="<u8").tobytes()
    connection.execute(_ADD_KEYS, {"ordinal": ordinal, "keys": packed})


def add_page(connection: Connection, page: Page) -> None:
    """Store a page and drop the fresh keys that it holds."""
    row = {"first_ordinal": page.first, "last_ordinal": page.last, "versions": page.versions}
    connection.execute(insert(tables.key_pages), row | {"postings": page.postings.astype("<u8").tobytes()})
    connection.execute(delete(tables.fresh_keys).where(tables.fresh_keys.c.ordinal <= page.last))


def load_index(connection: Connection) -> NearIndex:
    """Read the whole index: pages in order, then the fresh keys."""
    index = NearIndex()
    pages = tables.key_pages
    for first, last, count, raw in connection.execute(select(pages).order_by(pages.c.first_ordinal)):
        index.add_page(Page(first, last, count, np.frombuffer(raw, dtype="<u8").astype(np.uint64)))
    fresh = tables.fresh_keys
    for ordinal, raw in connection.execute(select(fresh).order_by(fresh.c.ordinal)):
        index.add(ordinal, tuple(np.frombuffer(raw, dtype="<u8").tolist()))
    return index


def first_with_text(connection: Connection) -> int:
    """The lowest ordinal that still has its text; 0 when there is none."""
    found: int | None = connection.execute(select(func.min(tables.bodies.c.ordinal))).scalar()
    return found or 0


def first_live(connection: Connection, since: int, admitted_since_s: int, limit: int) -> int:
    """Walk up from ordinal ``since``, at most ``limit`` versions, to the first one admitted late enough."""
    oldest = select(_V.ordinal, _V.admitted_s).where(_V.ordinal >= since).order_by(_V.ordinal).limit(limit)
    last = since
    for ordinal, admitted_s in connection.execute(oldest):
        if admitted_s >= admitted_since_s:
            return int(ordinal)
        last = ordinal + 1
    return last


def expire(connection: Connection, first: int, *, forget_identity: bool) -> None:
    """Delete texts, keys and story vectors of all versions below ``first``; identity only if told to."""
    for table in (tables.bodies, tables.fresh_keys, tables.story_terms):
        connection.execute(delete(table).where(table.c.ordinal < first))
    pages = tables.key_pages
    connection.execute(delete(pages).where(pages.c.last_ordinal < first))
    if forget_identity:
        kept = select(_V.article_id).where(_V.ordinal >= first)
        connection.execute(delete(tables.aliases).where(tables.aliases.c.article_id.not_in(kept)))
        connection.execute(delete(tables.versions).where(_V.ordinal < first).where(_V.article_id.not_in(kept)))


def storable(text: str) -> str:
    """Without what a database refuses in a text: NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
