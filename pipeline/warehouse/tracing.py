"""Tracing: from an event, a claim or an article back to quotes, record in the topic, page and feed entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, select

from pipeline.errors import UsageError
from pipeline.warehouse import tables
from pipeline.warehouse.tables import claim, edition_pointer, event, evidence, member
from pipeline.warehouse.upserts import chunks


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record stands in the stream."""

    topic: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class TracedQuote:
    """One quote; offsets count code points of the article version's title or text, end exclusive."""

    field: str
    quote: str
    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TracedArticle:
    """One article version: its record in the topic, its page, its feed entry, and the outlets that copied it."""

    article_id: str
    version: int
    extraction: str
    url: str
    source: str
    title: str
    published_at: datetime | None
    first_seen_at: datetime
    admitted_at: datetime
    decision: str
    record: RecordPlace
    fetched_url: str
    fetched_at: datetime
    page_sha256: str
    page_bytes: int
    archive_ref: str
    feed_url: str
    entry_key: str
    entry_title: str
    entry_link: str
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TracedClaim:
    """One claim with its quotes and its article version (None while that record is not loaded yet).

    Attributes:
        summary: type, actors, place, dates, toll: the claim's columns, as stored.
        standing: False when a newer version or a retraction has replaced it.
        reason: why it is in its event.
    """

    claim_id: str
    event_id: str
    role: str
    reason: str
    standing: bool
    summary: dict[str, Any]
    quotes: tuple[TracedQuote, ...]
    tagger: str
    tagging: RecordPlace | None
    article_id: str
    version: int
    article: TracedArticle | None


@dataclass(frozen=True, slots=True)
class TracedCorrection:
    """A record of an undo that names one of the articles, or of its revocation (``standing`` is False)."""

    correction_id: str
    kind: str
    standing: bool
    at: datetime
    article_id: str
    of: str
    note: str
    record: RecordPlace


@dataclass(frozen=True, slots=True)
class Trace:
    """What an id leads back to.

    Attributes:
        asked: the id as asked for; ``kind`` says what it is: ``event``, ``claim`` or ``article``.
        alias_of: the event that the asked event has become part of, "" when it stands itself.
        event: the event's columns; None when an article or a claim without an event was asked for.
        articles: of an article only: its versions, the oldest first.
        corrections: what a person undid of joins of these articles, the oldest first.
    """

    asked: str
    kind: str
    edition: str
    alias_of: str
    event: dict[str, Any] | None
    claims: tuple[TracedClaim, ...]
    articles: tuple[TracedArticle, ...]
    corrections: tuple[TracedCorrection, ...] = ()


def trace(connection: Connection, asked: str) -> Trace:
    """Walk an id of the current edition (failing that, of the newest that knows it) back to where it came from.

    Raises:
        UsageError: no event, claim or article has this id.
    """
    found = _trace(connection, asked)
    articles = {each.article_id for each in found.claims} | {each.article_id for each in found.articles}
    return replace(found, corrections=_corrections(connection, articles))


def _trace(connection: Connection, asked: str) -> Trace:
    for edition in _editions(connection):
        found = _trace_event(connection, edition, asked) or _trace_claim(connection, edition, asked)
        if found is not None:
            return found
    edition = _editions(connection)[0]
    versions = _articles(connection, tables.article.c.article_id == asked)
    about = and_(claim.c.edition == edition, claim.c.article_id == asked)
    claims = _claims(connection, edition, about)
    if not versions and not claims:
        raise UsageError(f"nothing has the id {asked!r}: it is no event, claim or article of this warehouse")
    return Trace(asked, "article", edition, "", None, claims, versions)


def _corrections(connection: Connection, article_ids: set[str]) -> tuple[TracedCorrection, ...]:
    own, named = tables.correction.c, tables.correction_claim.c
    ids: set[str] = set()
    for some in chunks(sorted(article_ids)):
        for column, article in ((own.correction_id, own.article_id), (named.correction_id, named.article_id)):
            ids.update(connection.scalars(select(column).where(article.in_(some)).distinct()))
    rows = [
        row
        for some in chunks(sorted(ids))
        for row in connection.execute(select(tables.correction).where(own.correction_id.in_(some))).mappings()
    ]
    names = [name for name in TracedCorrection.__dataclass_fields__ if name != "record"]
    ordered = sorted(rows, key=lambda row: (row["at"], row["correction_id"]))
    return tuple(
        TracedCorrection(
            **{name: row[name] for name in names}, record=RecordPlace(row["topic"], row["partition"], row["offset"])
        )
        for row in ordered
    )


def _editions(connection: Connection) -> list[str]:
    current = str(connection.scalar(select(edition_pointer.c.edition)))
    names = connection.scalars(select(tables.edition.c.edition).order_by(tables.edition.c.created_at.desc()))
    return [current, *(name for name in names if name != current)]


def _trace_event(connection: Connection, edition: str, asked: str) -> Trace | None:
    """Trace an event; an event that has become part of another is found by its founding claim, a member there."""
    ever = and_(event.c.edition == edition, event.c.event_id == asked)
    if connection.scalar(select(event.c.row_id).where(ever).limit(1)) is None:
        return None
    home = connection.scalar(
        select(member.c.event_id).where(
            member.c.edition == edition, member.c.claim_id == asked, member.c.recorded_to.is_(None)
        )
    )
    event_id = str(home or asked)
    newest = select(event).where(event.c.edition == edition, event.c.event_id == event_id)
    row = (
        connection.execute(newest.order_by(event.c.recorded_to.is_(None).desc(), event.c.row_id.desc()))
        .mappings()
        .first()
    )
    claims = _claims(connection, edition, claim.c.claim_id.in_(_members(connection, edition, event_id)))
    alias_of = event_id if event_id != asked else ""
    return Trace(asked, "event", edition, alias_of, dict(row) if row else None, claims, ())


def _members(connection: Connection, edition: str, event_id: str) -> list[str]:
    mine = and_(member.c.edition == edition, member.c.event_id == event_id)
    standing = list(connection.scalars(select(member.c.claim_id).where(mine, member.c.recorded_to.is_(None))))
    return standing or list(connection.scalars(select(member.c.claim_id).where(mine).distinct()))


def _trace_claim(connection: Connection, edition: str, asked: str) -> Trace | None:
    claims = _claims(connection, edition, claim.c.claim_id == asked)
    if not claims:
        return None
    open_event = and_(event.c.edition == edition, event.c.event_id == claims[0].event_id, event.c.recorded_to.is_(None))
    row = connection.execute(select(event).where(open_event)).mappings().first()
    return Trace(asked, "claim", edition, "", dict(row) if row else None, claims, ())


def _claims(connection: Connection, edition: str, which: ColumnElement[bool]) -> tuple[TracedClaim, ...]:
    order = (claim.c.admitted_at, claim.c.article_id, claim.c.version, claim.c.ordinal)
    found = connection.execute(select(claim).where(claim.c.edition == edition, which).order_by(*order)).mappings().all()
    ids = [row["claim_id"] for row in found]
    members = {row["claim_id"]: row for row in _rows(connection, member, edition, ids, member.c.recorded_to.is_(None))}
    quotes: dict[str, list[TracedQuote]] = {each: [] for each in ids}
    for row in sorted(_rows(connection, evidence, edition, ids), key=lambda row: int(row["seq"])):
        quotes[row["claim_id"]].append(
            TracedQuote(row["field"], row["quote"], row["part"], row["start_offset"], row["end_offset"])
        )
    return tuple(_claim(connection, row, members.get(row["claim_id"]), quotes[row["claim_id"]]) for row in found)


def _rows(
    connection: Connection, table: Any, edition: str, ids: Sequence[str], *more: ColumnElement[bool]
) -> list[RowMapping]:
    return [
        row
        for some in chunks(ids)
        for row in connection.execute(
            select(table).where(table.c.edition == edition, table.c.claim_id.in_(some), *more)
        ).mappings()
    ]


def _claim(connection: Connection, row: RowMapping, home: RowMapping | None, quotes: list[TracedQuote]) -> TracedClaim:
    article = tables.article.c
    of_claim = and_(
        article.article_id == row["article_id"],
        article.version == row["version"],
        article.extraction == row["extraction"],
    )
    versions = _articles(connection, of_claim)
    return TracedClaim(
        claim_id=row["claim_id"],
        event_id=home["event_id"] if home else "",
        role=home["role"] if home else "",
        reason=home["reason"] if home else "",
        standing=row["recorded_to"] is None,
        summary=dict(row),
        quotes=tuple(quotes),
        tagger=f"{row['tagger']} {row['tagger_version']}",
        tagging=_tagging_place(connection, row),
        article_id=row["article_id"],
        version=row["version"],
        article=versions[0] if versions else None,
    )


def _tagging_place(connection: Connection, row: RowMapping) -> RecordPlace | None:
    names = ("edition", "article_id", "version", "extraction", "tagger", "tagger_version")
    columns = tables.tagging.c
    key = and_(*(columns[name] == row[name] for name in names))
    place = connection.execute(select(columns.topic, columns.partition, columns.offset).where(key)).first()
    return RecordPlace(*place) if place else None


def _articles(connection: Connection, which: ColumnElement[bool]) -> tuple[TracedArticle, ...]:
    order = (tables.article.c.version, tables.article.c.extraction)
    rows = connection.execute(select(tables.article).where(which).order_by(*order)).mappings().all()
    return tuple(_article(row, _copies(connection, row["article_id"])) for row in rows)


def _copies(connection: Connection, article_id: str) -> tuple[str, ...]:
    copies = and_(tables.article.c.of == article_id, tables.article.c.decision == "copy")
    return tuple(connection.scalars(select(tables.article.c.url).where(copies).order_by(tables.article.c.url)))


def _article(row: RowMapping, copies: tuple[str, ...]) -> TracedArticle:
    record = RecordPlace(row["topic"], row["partition"], row["offset"])
    names = [name for name in TracedArticle.__dataclass_fields__ if name not in ("record", "copies")]
    return TracedArticle(record=record, copies=copies, **{name: row[name] for name in names})
