"""The view ``decisions`` shows what stands after an undo: no table changes, the views are made anew."""

from __future__ import annotations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing but the views, which every migration makes anew."""


def downgrade() -> None:
    """Nothing."""
