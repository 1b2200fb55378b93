"""The decider's tables in the state store. Times are whole UTC seconds since 1970: they sort and compare everywhere."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

_Ordinal = BigInteger().with_variant(Integer, "sqlite")

aliases = Table(
    "dedupe_aliases",
    metadata,
    Column("url_key", Text, primary_key=True),
    Column("article_id", String(40), nullable=False),
    Column("how", String(16), nullable=False, comment="url, redirect or canonical"),
    sqlite_with_rowid=False,  # the key is the row: 35 bytes less an article
)
"""url → article_id: the first one wins and stays."""

refused_canonicals = Table(
    "dedupe_refused_canonicals",
    metadata,
    Column("url_key", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)
"""rel=canonical targets that several bodies claim."""

versions = Table(
    "dedupe_versions",
    metadata,
    Column("ordinal", _Ordinal, primary_key=True, autoincrement=False, comment="the order of decision, from 1"),
    Column("article_id", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("content_hash", String(32), nullable=False),
    Column("url", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("published_s", BigInteger),
    Column("admitted_s", BigInteger, nullable=False),
    Column("decision", String(12), nullable=False),
    Column("of_id", String(40), nullable=False),
    Column("story_id", String(40), nullable=False),
    Index("dedupe_versions_article", "article_id", "version", unique=True),
)
"""One row an article version, with what was decided of it."""

bodies = Table(
    "dedupe_bodies",
    metadata,
    Column("ordinal", _Ordinal, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("body", LargeBinary, nullable=False, comment="zlib, UTF-8"),
)
"""The texts of the window: candidates are verified against them. Deleted when they leave the window."""

fresh_keys = Table(
    "dedupe_fresh_keys",
    metadata,
    Column("ordinal", _Ordinal, primary_key=True, autoincrement=False),
    Column("keys", LargeBinary, nullable=False, comment="little-endian uint64"),
)
"""Index keys of the newest versions, until a page takes them."""

key_pages = Table(
    "dedupe_key_pages",
    metadata,
    Column("first_ordinal", _Ordinal, primary_key=True, autoincrement=False),
    Column("last_ordinal", _Ordinal, nullable=False),
    Column("versions", Integer, nullable=False),
    Column("postings", LargeBinary, nullable=False, comment="sorted little-endian uint64, see pipeline.dedupe.index"),
)
"""Sorted postings of a few thousand versions each."""

undone = Table(
    "dedupe_undone",
    metadata,
    Column("article_id", String(40), primary_key=True),
    Column("of_id", String(40), primary_key=True),
    Column("kind", String(12), primary_key=True, comment="copy or alias"),
    Column("at_s", BigInteger, nullable=False),
    Column("note", Text, nullable=False),
)
"""Joins that a person took back: never made again."""

corrections = Table(
    "dedupe_corrections",
    metadata,
    Column("correction_id", String(40), primary_key=True),
    Column("at_us", BigInteger, primary_key=True, autoincrement=False),
    Column("record", LargeBinary, nullable=False, comment="as it stands on its topic"),
)
"""What was undone and taken back, each record of it; the latest of an id holds."""

story_terms = Table(
    "dedupe_story_terms",
    metadata,
    Column("ordinal", _Ordinal, primary_key=True, autoincrement=False),
    Column("story_id", String(40), nullable=False),
    Column("published_s", BigInteger),
    Column("days", Text, nullable=False, comment="month-day pairs named in title and lead"),
    Column("control", String(24), nullable=False),
    Column("terms", LargeBinary, nullable=False, comment="see pipeline.dedupe.story_terms"),
)
"""The story vectors of the newest articles."""

story_changes = Table(
    "dedupe_story_changes",
    metadata,
    Column("at_ordinal", _Ordinal, primary_key=True, autoincrement=False),
    Column("kind", String(8), primary_key=True, comment="merge, split or undo"),
    Column("story_id", String(40), primary_key=True),
    Column("into_id", String(40), nullable=False),
    Column("similarity", Float, nullable=False),
)
"""Later insights about stories; the story_id given at arrival is never rewritten."""
