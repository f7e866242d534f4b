"""Comments on measures, which those who work in a strategy write to each other.

The columns stand here as they were then: a revision must not follow a list of tables that goes on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dashboard.storage.types import Id

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _link(column: str, to: str, *, required: bool = True) -> sa.Column[int]:
    key = sa.ForeignKey(f"{to}.id", name=op.f(f"fk_comment_{column}_{to}"))
    return sa.Column(column, Id, key, nullable=not required)


def upgrade() -> None:
    op.create_table(
        "comment",
        sa.Column("id", Id, nullable=False),
        _link("strategy_id", "strategy_root"),
        _link("entity_id", "entity"),
        _link("recorded", "change"),
        _link("superseded", "change", required=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("measure", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("account", sa.Integer, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.CheckConstraint("length(text) <= 2000", name=op.f("ck_comment_text")),
        sa.CheckConstraint("length(title) <= 120", name=op.f("ck_comment_title")),
        sa.CheckConstraint("superseded > recorded", name=op.f("ck_comment_superseded")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        comment="Comments on measures",
    )
    holds = sa.text("superseded IS NULL")
    op.create_index(
        "uq_comment_current", "comment", ["strategy_id", "entity_id"],
        unique=True, sqlite_where=holds, postgresql_where=holds,
    )  # fmt: skip
    op.create_index("ix_comment_recorded", "comment", ["strategy_id", "recorded"])
