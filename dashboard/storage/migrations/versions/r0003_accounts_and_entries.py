"""Accounts with their roles and sessions, entries on their way to approval, closed periods, reminders.

The columns stand here as they were then: a revision must not follow a list of tables that goes on.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from dashboard.storage.types import Id, Instant, PlainNumber

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_REASONS = (
    "not_yet", "not_collected", "no_data_from_source", "not_applicable", "protected", "other",
)  # fmt: skip


def _text(name: str, *, required: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=not required)


def _among(table: str, column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _at_most(table: str, column: str, length: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) <= {length}", name=op.f(f"ck_{table}_{column}"))


def _link(table: str, column: str, to: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(column, Id, sa.ForeignKey(f"{to}.id", name=op.f(f"fk_{table}_{column}_{to}")), **options)


def _kept(table: str, comment: str, *items: sa.schema.SchemaItem) -> None:
    """A table whose rows have a history."""
    op.create_table(
        table,
        sa.Column("id", Id, nullable=False),
        _link(table, "strategy_id", "strategy_root", nullable=False),
        _link(table, "entity_id", "entity", nullable=False),
        _link(table, "recorded", "change", nullable=False),
        _link(table, "superseded", "change"),
        *items,
        sa.CheckConstraint("superseded > recorded", name=op.f(f"ck_{table}_superseded")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        comment=comment,
    )
    holds = sa.text("superseded IS NULL")
    op.create_index(
        f"uq_{table}_current", table, ["strategy_id", "entity_id"],
        unique=True, sqlite_where=holds, postgresql_where=holds,
    )  # fmt: skip
    op.create_index(f"ix_{table}_recorded", table, ["strategy_id", "recorded"])


def _entries() -> None:
    _kept(
        "entry", "Entries on their way to approval",
        _text("code", required=True),
        _text("kind", required=True), _among("entry", "kind", "value", "milestone", "report", "count"),
        _text("subject", required=True), _text("period"),
        _text("state", required=True), _among("entry", "state", "submitted", "returned", "approved", "taken_back"),
        sa.Column("account", sa.Integer, nullable=False), _text("role", required=True), _text("title"),
        sa.Column("deputy", sa.Boolean, nullable=False), _text("typed"),
        sa.Column("value", PlainNumber),
        _text("value_precision"), _among("entry", "value_precision", "exact", "approx"), _text("value_words"),
        _text("missing_reason"), _among("entry", "missing_reason", *_REASONS),
        _text("quality"), _among("entry", "quality", "measured", "estimated", "provisional"),
        sa.Column("unchanged", sa.Boolean, nullable=False),
        _text("outcome"), _among("entry", "outcome", "reached", "not_yet", "dropped"),
        sa.Column("day", sa.Date), _text("evidence"), _text("followers"),
        _text("text"), _at_most("entry", "text", 2000),
        sa.Column("cost_forecast", sa.BigInteger),
        _text("cost_forecast_precision"), _among("entry", "cost_forecast_precision", "exact", "keur", "approx"),
        _text("cost_forecast_words"),
        _text("reason"), _at_most("entry", "reason", 500), _text("source"), _at_most("entry", "source", 200),
        _text("note"), _at_most("entry", "note", 500), sa.Column("seen", sa.Integer),
        sa.Column("decided_by", sa.Integer), _text("decided_role"), _text("answer"), _at_most("entry", "answer", 500),
    )  # fmt: skip
    _kept(
        "period_lock", "Closed periods",
        _text("period", required=True), sa.Column("closed_on", sa.Date, nullable=False),
        _text("reason"), _at_most("period_lock", "reason", 500),
    )  # fmt: skip


def _accounts() -> None:
    _kept(
        "role_grant", "Roles of the accounts",
        _text("code", required=True), sa.Column("account", sa.Integer, nullable=False),
        _text("role", required=True),
        _among("role_grant", "role", "council", "sponsor", "member", "lead", "coordination", "finance", "admin"),
        _text("strategy"), _text("scope", required=True), _among("role_grant", "scope", "all", "field", "measure"),
        _text("object"), _text("title"), _at_most("role_grant", "title", 120),
        sa.Column("starts", sa.Date), sa.Column("ends", sa.Date), _text("deputy_of"),
    )  # fmt: skip
    op.create_table(
        "account",
        sa.Column("id", Id, nullable=False),
        _text("email"), _text("name"), _text("password"), _text("issuer"), _text("subject"),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("created_on", sa.Date, nullable=False), sa.Column("closed_on", sa.Date),
        _text("calendar"), sa.Column("quiet_until", sa.Date),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("calendar", name=op.f("uq_account_calendar")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_account_issuer_subject")),
        comment="Who may log in. What identifies a person stands here alone; "
        "12 months after closing only the number stays.",
    )  # fmt: skip
    op.create_table(
        "session",
        _text("token", required=True), _link("session", "account_id", "account", nullable=False),
        sa.Column("created_at", Instant, nullable=False), sa.Column("seen_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_session")),
        comment="Who is logged in: the SHA-256 of what the cookie holds.",
    )  # fmt: skip
    op.create_index("ix_session_account_id", "session", ["account_id"])
    op.create_table(
        "login_attempt",
        _text("key", required=True), sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_attempt")),
        comment="Failed logins by account and by address (as SHA-256), so that guessing becomes slow.",
    )  # fmt: skip
    op.create_table(
        "reminder",
        _link("reminder", "account_id", "account", nullable=False, autoincrement=False),
        _text("entry", required=True), sa.Column("stage", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("sent_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "entry", "stage", name=op.f("pk_reminder")),
        comment="Which reminder went to whom: the same entry and stage (days after the due day) never twice.",
    )  # fmt: skip


def upgrade() -> None:
    _entries()
    _accounts()
