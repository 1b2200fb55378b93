"""The view ``articles`` finds the newest version in another way: no table changes, the views are made anew.

With ``version = (SELECT MAX …)`` PostgreSQL took one row for all and searched the taggings again for each article.
"""

from __future__ import annotations

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing but the views, which every migration makes anew."""


def downgrade() -> None:
    """Nothing."""
