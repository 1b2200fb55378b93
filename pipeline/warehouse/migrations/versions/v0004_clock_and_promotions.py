"""The clock of the warehouse, so that no two loads share a moment, and which edition was current when."""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, MetaData, Table, Text, text

from pipeline.warehouse.types import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"})

clock = Table(
    "clock",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

promotion = Table(
    "promotion",
    metadata,
    Column("promoted_at", UtcDateTime, primary_key=True, nullable=False),
    Column("edition", Text, nullable=False),
)

# the tables whose rows bear the time of a load; the newest of them is where the clock begins
_RECORDED = ("tagging_record", "claim_record", "event_member", "event_record", "retraction", "correction_record")
_BEFORE_ALL = "1970-01-01T00:00:00.000000Z"


def upgrade() -> None:
    """Make the tables, and fill them from what is there."""
    connection = op.get_bind()
    metadata.create_all(connection)
    if connection.scalar(text("SELECT COUNT(*) FROM clock")):
        return
    times = [f"SELECT MAX(recorded_from) AS at FROM {table}" for table in _RECORDED]  # noqa: S608 - our own names
    times += [f"SELECT MAX(recorded_to) AS at FROM {table}" for table in _RECORDED[:4]]  # noqa: S608
    newest = f"SELECT MAX(t.at) FROM ({' UNION ALL '.join(times)}) t"  # noqa: S608
    connection.execute(text(f"INSERT INTO clock (id, recorded_at) SELECT 1, COALESCE(({newest}), '{_BEFORE_ALL}')"))  # noqa: S608
    connection.execute(
        text("INSERT INTO promotion (promoted_at, edition) SELECT promoted_at, edition FROM edition_pointer")
    )


def downgrade() -> None:
    """Drop them."""
    metadata.drop_all(op.get_bind())
