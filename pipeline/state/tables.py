"""The tables of the state store. The decider's index has tables of its own (`pipeline.dedupe`).

Times are aware UTC (`UtcDateTime`). "" means not known; a null is used only for times that are not set.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from pipeline.state.columns import UtcDateTime

metadata = MetaData()

_Serial = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts only INTEGER PRIMARY KEY up by itself

feeds = Table(
    "feeds",
    metadata,
    Column("feed_id", String(32), primary_key=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("fetch_url", Text, nullable=False),  # the address in use: `url`, or where it moved to for good
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("body_sha256", String(64), nullable=False),
    Column("policy", Text, nullable=False),  # the learned entry identity, opaque here
    Column("body_number", Integer, nullable=False),  # counts the different bodies seen
    Column("polls", Integer, nullable=False),
    Column("errors", Integer, nullable=False),  # in a row
    Column("not_modified", Integer, nullable=False),  # 304 answers in a row
    Column("interval_s", Float, nullable=False),
    Column("next_poll", UtcDateTime, nullable=False),
    Column("last_poll", UtcDateTime),
    Column("last_outcome", String(32), nullable=False),
    Column("last_detail", Text, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("feed_id", String(32), primary_key=True),
    Column("entry_key", String(400), primary_key=True),
    Column("position", Integer, nullable=False),  # in the last body that had it
    Column("seen_in", Integer, nullable=False),  # number of that body
    Column("announced_fingerprint", Text, nullable=False),  # what the feed says now
    Column("admitted_fingerprint", Text, nullable=False),  # what the last admitted item said
    Column("announced", Text, nullable=False),  # `EntryValues` as JSON
    Column("url", Text, nullable=False),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("sightings", Integer, nullable=False),
    Column("open_item", String(40), nullable=False),
    Column("page_url", Text, nullable=False),  # the address that the page's validators belong to
    Column("page_etag", Text, nullable=False),
    Column("page_last_modified", Text, nullable=False),
    Column("page_sha256", String(64), nullable=False),
    Column("article_id", String(40), nullable=False),
    Column("quiet", Integer, nullable=False),  # visits in a row that brought no new content
    Column("failures", Integer, nullable=False),  # visits in a row that ended in an outcome
    Column("next_revisit", UtcDateTime),
    Column("again", Integer, nullable=False),  # 1: it was to be admitted while an item of it was open
    Index("entries_due", "feed_id", "next_revisit"),
    Index("entries_again", "again"),
)

known_articles = Table(
    "known_articles",
    metadata,
    Column("article_id", String(40), primary_key=True),
    Column("url", Text, nullable=False),  # the canonical URL that it was first seen at
    Column("first_seen_at", UtcDateTime, nullable=False),
)

frontier = Table(
    "frontier",
    metadata,
    Column("seq", _Serial, primary_key=True, autoincrement=False),  # the order of admission
    Column("item_id", String(40), nullable=False, unique=True),
    Column("feed_id", String(32), nullable=False),
    Column("entry_key", String(400), nullable=False),
    Column("announced", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("reason", String(16), nullable=False),
    Column("run_id", Text, nullable=False),
    Column("admitted_at", UtcDateTime, nullable=False),
    Column("status", String(12), nullable=False),
    Column("owner", Text, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("token", Integer, nullable=False),  # grows with every lease: an older one is fenced
    Column("leases", Integer, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),  # no longer read: clocks of two machines differ
    Column("wire_attempts", Integer, nullable=False),
    Column("payload", LargeBinary),
    Column("ended_as", String(32), nullable=False),
    Column("closed_at", UtcDateTime),
    Index("frontier_status", "status", "seq"),
)

host_slots = Table(
    "host_slots",
    metadata,
    Column("host", String(300), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("rests_until", UtcDateTime, nullable=False),  # it asked for quiet, or its delay runs
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("token", Integer, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _Serial, primary_key=True, autoincrement=True),
    Column("topic", String(200), nullable=False),
    Column("natural_key", String(500), nullable=False),
    Column("message_key", LargeBinary, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Column("stamp", UtcDateTime, nullable=False),
    Column("headers", Text, nullable=False),
    Column("run_id", Text, nullable=False),
    UniqueConstraint("topic", "natural_key", name="outbox_natural_key"),
)

run_counts = Table(
    "run_counts",
    metadata,
    Column("run_id", String(300), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("word", String(40), primary_key=True),
    Column("n", Integer, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

schema_version = Table(
    "state_schema",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("applied_at", UtcDateTime, nullable=False),
)
