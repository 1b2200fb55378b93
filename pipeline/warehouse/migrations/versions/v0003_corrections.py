"""What a person undid: the corrections, and the claims that a parted merge names."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, SmallInteger, Table, Text

from pipeline.warehouse.types import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})


def _words(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False) for name in names]


correction = Table(
    "correction_record",
    metadata,
    Column("correction_id", Text, primary_key=True),
    Column("at", UtcDateTime, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("standing", Boolean, nullable=False),
    *_words("note", "article_id", "of", "into", "url", "how"),
    Column("lane", SmallInteger, nullable=False),
    Column("topic", Text, nullable=False),
    Column("partition", Integer, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("recorded_from", UtcDateTime, nullable=False),
)

correction_claim = Table(
    "correction_claim",
    metadata,
    Column("correction_id", Text, primary_key=True),
    Column("at", UtcDateTime, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("parted", Boolean, nullable=False),
    *_words("article_id", "type"),
    Column("place_name", Text),
    Column("geoname_id", BigInteger),
    Column("admin1", Text),
    Column("country", Text),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("place_precision", SmallInteger),
    Column("date_start", Text),
    Column("date_end", Text),
    Column("date_precision", SmallInteger),
    Index("ix_correction_claim_article_id", "article_id"),
)


def upgrade() -> None:
    """Make the two tables."""
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    """Drop them."""
    metadata.drop_all(op.get_bind())
