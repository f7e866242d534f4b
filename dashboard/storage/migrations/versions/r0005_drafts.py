"""What somebody has typed and not submitted yet, so that it is there on another device too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dashboard.storage.types import Id, Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("account_id", Id, sa.ForeignKey("account.id", name=op.f("fk_draft_account_id_account")),
                  autoincrement=False),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("typed", sa.JSON, nullable=False),
        sa.Column("saved_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "slug", "entry", name=op.f("pk_draft")),
        comment="What somebody has typed and not submitted yet: nobody else reads it.",
    )  # fmt: skip
