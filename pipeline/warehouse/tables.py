"""The tables. Researchers read the views (`pipeline.warehouse.views`); these may change with a migration.

Append-only: a row is inserted, and later at most closed (``recorded_to``). Nothing but a takedown deletes. Rows of
records have the record's natural key; rows that are computed (members, events) have a number of their own and one open
row per key. ``lane`` ranks where a row came from (0 live articles, 1 the ledger, 2 a backfill): of two records with one
natural key the lower lane gives the row, so that the order of arrival never shows. No foreign key goes from a tagging
to its article: topics arrive in any order.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)

from pipeline.warehouse.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _word(name: str, *, key: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=False, primary_key=key)


def _words(*names: str) -> list[Column[Any]]:
    return [_word(name) for name in names]


def _keys(*names: str) -> list[Column[Any]]:
    return [_word(name, key=True) for name in names]


def _number(name: str, *, key: bool = False) -> Column[Any]:
    return Column(name, Integer, nullable=False, primary_key=key, autoincrement=False)


def _time(name: str, *, null: bool = False, key: bool = False) -> Column[Any]:
    return Column(name, UtcDateTime, nullable=null, primary_key=key)


def _recorded() -> list[Column[Any]]:
    return [_time("recorded_from"), _time("recorded_to", null=True)]


def _position() -> list[Column[Any]]:
    return [
        Column("lane", SmallInteger, nullable=False),
        _word("topic"),
        _number("partition"),
        Column("offset", BigInteger, nullable=False),
    ]


def _row_id() -> Column[Any]:
    # SQLite numbers rows by itself only in a column of exactly INTEGER
    return Column("row_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _actor(role: str) -> list[Column[Any]]:
    return [Column(role + part, Text) for part in ("_id", "", "_kind", "_side", "_country")]


def _place() -> list[Column[Any]]:
    return [
        Column("place_name", Text),
        Column("geoname_id", BigInteger),
        Column("admin1", Text),
        Column("country", Text),
        Column("lat", Float(53)),
        Column("lon", Float(53)),
        Column("place_precision", SmallInteger),
    ]


def _dates() -> list[Column[Any]]:
    return [Column("date_start", Text), Column("date_end", Text), Column("date_precision", SmallInteger)]


def _toll(name: str) -> list[Column[Any]]:
    return [Column(f"{name}_{bound}", BigInteger) for bound in ("low", "best", "high")]


source = Table("source", metadata, _word("source", key=True), _time("recorded_from"))

feed = Table(
    "feed", metadata, _word("feed_id", key=True), _word("feed_url"), Column("lane", SmallInteger, nullable=False),
    _time("recorded_from"),
)  # fmt: skip

ledger = Table(
    "ledger_record", metadata,
    *_keys("kind", "item_id"), *_words("run_id", "feed_id", "url", "stage", "outcome", "detail"), _time("at"),
    _number("attempts"), *_position(), _time("recorded_from"),
    Index("ix_ledger_record_at", "at"),
)  # fmt: skip

_COPIES = text("decision = 'copy'")

article = Table(
    "article_record", metadata,
    _word("article_id", key=True), _number("version", key=True), _word("extraction", key=True),
    *_words("item_id", "feed_id", "feed_url", "entry_key", "entry_title", "entry_link"),
    *_words("url", "fetched_url", "source", "title", "authors", "language"),
    _time("published_at", null=True), _word("published_how"), _time("updated_at", null=True), _word("updated_how"),
    _time("first_seen_at"), _time("fetched_at"), _time("admitted_at"), *_words("date_candidates", "page_sha256"),
    Column("page_bytes", BigInteger, nullable=False), *_words("archive_ref", "content_hash", "story_id"),
    *_words("decision", "of"), *_position(), *_recorded(),
    Index("ix_article_record_of", "of", sqlite_where=_COPIES, postgresql_where=_COPIES),
    Index("ix_article_record_source", "source"),
    Index("ix_article_record_published_at", "published_at"),
    Index("ix_article_record_item_id", "item_id"),
)  # fmt: skip

article_text = Table(
    "article_text", metadata,
    _word("article_id", key=True), _number("version", key=True), _word("extraction", key=True),
    Column("text", Text, nullable=True), Column("erased_at", UtcDateTime, nullable=True),
)  # fmt: skip

decision = Table(
    "decision_record", metadata,
    _word("item_id", key=True), _word("article_id"), _number("version"), *_words("url", "title", "decision", "of"),
    _word("reason"), Column("similarity", Float(53)), *_words("rule", "changes", "story_id"),
    _time("decided_at"), *_position(), _time("recorded_from"),
    Index("ix_decision_record_article_id", "article_id", "version"),
)  # fmt: skip

edition = Table(
    "edition", metadata,
    _word("edition", key=True), *_words("extraction", "tagger", "merge_rule"), _time("created_at"), _word("note"),
)  # fmt: skip

edition_pointer = Table(
    "edition_pointer", metadata,
    _number("id", key=True), _word("edition"), _time("promoted_at"), CheckConstraint("id = 1", name="one_row"),
)  # fmt: skip

promotion = Table("promotion", metadata, _time("promoted_at", key=True), _word("edition"))

clock = Table(
    "clock", metadata, _number("id", key=True), _time("recorded_at"), CheckConstraint("id = 1", name="one_row"),
)  # fmt: skip

tagging = Table(
    "tagging_record", metadata,
    *_keys("edition", "article_id"), _number("version", key=True), *_keys("extraction", "tagger", "tagger_version"),
    _word("outcome"), Column("relevant", Boolean, nullable=False), Column("score", Float(53), nullable=False),
    _word("kind"), _number("claims"), *_position(), *_recorded(),
)  # fmt: skip

claim = Table(
    "claim_record", metadata,
    *_keys("edition", "claim_id"),
    _word("article_id"), _number("version"), *_words("extraction", "tagger", "tagger_version"), _number("ordinal"),
    _word("type"), *_actor("actor1"), *_actor("actor2"), *_place(), *_dates(), *_toll("killed"), *_toll("injured"),
    *_words("control", "attribution"), Column("confidence", Float(53), nullable=False),
    *_words("story_id", "source"), _time("reported_at"), _time("admitted_at"),
    *_words("block_country", "family"), Column("first_day", Date), Column("last_day", Date), *_recorded(),
    Index("ix_claim_record_article", "article_id", "edition", "version"),
    Index("ix_claim_record_story", "edition", "story_id"),
    Index("ix_claim_record_block", "edition", "block_country", "family", "last_day", "first_day"),
)  # fmt: skip

evidence = Table(
    "evidence_record", metadata,
    *_keys("edition", "claim_id"), _number("seq", key=True),
    *_words("field", "quote", "part"), _number("start_offset"), _number("end_offset"),
)  # fmt: skip

_OPEN = text("recorded_to IS NULL")

member = Table(
    "event_member", metadata,
    _row_id(), *_words("edition", "claim_id", "event_id", "role", "reason"), *_recorded(),
    Index("ux_event_member_open", "edition", "claim_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_event_member_event", "edition", "event_id"),
)  # fmt: skip

event = Table(
    "event_record", metadata,
    _row_id(), *_words("edition", "event_id", "type"), *_actor("actor1"), *_actor("actor2"), *_place(), *_dates(),
    *_toll("killed"), _word("killed_reason"), *_toll("injured"), *_words("injured_reason", "control"),
    _time("first_reported_at"), *_recorded(),
    Index("ux_event_record_open", "edition", "event_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_event_record_event_id", "event_id"),
)  # fmt: skip

retraction = Table(
    "retraction", metadata, _word("article_id", key=True), _word("reason"), _time("recorded_from"),
)  # fmt: skip

correction = Table(
    "correction_record", metadata,
    _word("correction_id", key=True), _time("at", key=True), _word("kind"), Column("standing", Boolean, nullable=False),
    *_words("note", "article_id", "of", "into", "url", "how"), *_position(), _time("recorded_from"),
)  # fmt: skip

correction_claim = Table(
    "correction_claim", metadata,
    _word("correction_id", key=True), _time("at", key=True), _number("seq", key=True),
    Column("parted", Boolean, nullable=False), *_words("article_id", "type"), *_place(), *_dates(),
    Index("ix_correction_claim_article_id", "article_id"),
)  # fmt: skip

stream_offset = Table(
    "stream_offset", metadata,
    _word("topic", key=True), _number("partition", key=True), Column("next", BigInteger, nullable=False),
    _time("loaded_at"),
)  # fmt: skip
