"""The views ``events`` and ``mentions`` leave out withdrawn copies: no table changes, the views are made anew."""

from __future__ import annotations

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing but the views, which every migration makes anew."""


def downgrade() -> None:
    """Nothing."""
