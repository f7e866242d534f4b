"""The tables: a registry of strategies, identities, changes, and one table of facts for each table of the codebook
and of the work in progress.

A row of facts is one version of one entity: `recorded` is the change that wrote it, `superseded` the change that
closed it (NULL: it holds). Nothing else is ever changed and nothing is deleted; `guards` sees to that.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from dashboard.codebook import Column, Table, stored
from dashboard.domain.state import AUDIENCES
from dashboard.storage.types import Id, Instant, PlainNumber

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
WAYS = ("form", "import", "command")
#: The short name under which the installation itself keeps its history: who holds which role. No address leads there.
INSTALLATION = ""

metadata = sa.MetaData(naming_convention=NAMES)


def _one_of(column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    return sa.CheckConstraint(sa.column(column).in_([sa.literal_column(f"'{value}'") for value in values]), name=column)


strategy_root = sa.Table(
    "strategy_root",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("slug", sa.Text, nullable=False, unique=True),
    sa.Column("data_version", sa.Integer, nullable=False, default=0),
    comment="One row a strategy; data_version rises by one with each transaction that writes to it.",
)

entity = sa.Table(
    "entity",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("strategy_id", Id, sa.ForeignKey("strategy_root.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.UniqueConstraint("strategy_id", "kind", "key"),
    comment="What keeps its identity while its words change: foreign keys point here.",
)

change = sa.Table(
    "change",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("strategy_id", Id, sa.ForeignKey("strategy_root.id"), nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("known_on", sa.Date, nullable=False),
    sa.Column("account", sa.BigInteger),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("way", sa.Text, nullable=False),
    sa.Column("previous_hash", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("manifest", sa.Text, nullable=False),
    _one_of("way", WAYS),
    sa.Index(None, "strategy_id", "id"),
    comment="Who wrote what, when and since when it was known; manifest names the rows recorded and closed.",
)

roll_up = sa.Table(
    "roll_up",
    metadata,
    sa.Column("strategy_id", Id, sa.ForeignKey("strategy_root.id"), primary_key=True, autoincrement=False),
    sa.Column("audience", sa.Text, primary_key=True),
    sa.Column("slug", sa.Text, nullable=False),
    sa.Column("data_version", sa.Integer, nullable=False),
    sa.Column("valid_until", sa.Date),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.UniqueConstraint("slug", "audience"),
    _one_of("audience", AUDIENCES),
    comment="The overview's figures of each strategy and audience, computed from the facts; replaced when they change.",
)

account = sa.Table(
    "account",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("email", sa.Text, unique=True),
    sa.Column("name", sa.Text),
    sa.Column("password", sa.Text),
    sa.Column("issuer", sa.Text),
    sa.Column("subject", sa.Text),
    sa.Column("demo", sa.Boolean, nullable=False, default=False),
    sa.Column("created_on", sa.Date, nullable=False),
    sa.Column("closed_on", sa.Date),
    sa.Column("calendar", sa.Text, unique=True),
    sa.Column("quiet_until", sa.Date),
    sa.UniqueConstraint("issuer", "subject"),
    comment="Who may log in. What identifies a person stands here alone; 12 months after closing only the number stays.",
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("token", sa.Text, primary_key=True),
    sa.Column("account_id", Id, sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("seen_at", Instant, nullable=False),
    comment="Who is logged in: the SHA-256 of what the cookie holds.",
)

login_attempt = sa.Table(
    "login_attempt",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_at", Instant, nullable=False),
    comment="Failed logins by account and by address (as SHA-256), so that guessing becomes slow.",
)

reminder = sa.Table(
    "reminder",
    metadata,
    sa.Column("account_id", Id, sa.ForeignKey("account.id"), primary_key=True, autoincrement=False),
    sa.Column("entry", sa.Text, primary_key=True),
    sa.Column("stage", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("sent_at", Instant, nullable=False),
    comment="Which reminder went to whom: the same entry and stage (days after the due day) never twice.",
)

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("account_id", Id, sa.ForeignKey("account.id"), primary_key=True, autoincrement=False),
    sa.Column("slug", sa.Text, primary_key=True),
    sa.Column("entry", sa.Text, primary_key=True),
    sa.Column("typed", sa.JSON, nullable=False),
    sa.Column("saved_at", Instant, nullable=False),
    comment="What somebody has typed and not submitted yet: nobody else reads it.",
)

#: Tables whose rows are replaced, and why that loses nothing.
WITHOUT_HISTORY = {
    "strategy_root": "slug never changes; data_version only counts the changes",
    "roll_up": "a computed copy of the facts, made again from them at any time",
    "entity": "identities: rows are added and never change",
    "change": "is the history itself: rows are added and never change",
    "account": "persons: a name must be able to go; what an account did stands in the changes by its number",
    "session": "who is logged in at the moment",
    "login_attempt": "failed logins of the last minutes",
    "reminder": "which letters went out; no fact about a strategy",
    "draft": "what somebody types before it is submitted; the entry that becomes of it has its history",
}

#: Columns of a package row that say when it was known; in the database the changes say it.
KNOWN = ("known_on", "known_until")

_TYPES: dict[str, TypeEngine[Any]] = {
    "day": sa.Date(),
    "integer": sa.Integer(),
    "number": PlainNumber(),
    "money": sa.BigInteger(),
    "flag": sa.Boolean(),
    "ref": Id,
    "object": Id,
}


def content_columns(table: Table) -> tuple[Column, ...]:
    """The physical columns of a fact: those of the package without known_on and known_until."""
    return tuple(column for column in table.columns if column.name not in KNOWN)


def _column(column: Column) -> sa.Column:
    links = [sa.ForeignKey("entity.id")] if column.type in ("ref", "object") else []
    return sa.Column(column.name, _TYPES.get(column.type, sa.Text()), *links, nullable=not column.required)


def _checks(column: Column) -> list[sa.CheckConstraint]:
    if column.type == "choice":
        return [_one_of(column.name, column.values)]
    if column.maximum is not None:
        limits = f"{column.name} BETWEEN {column.minimum} AND {column.maximum}"
        return [sa.CheckConstraint(limits, name=column.name)]
    if column.max_length is not None:
        return [sa.CheckConstraint(f"length({column.name}) <= {column.max_length}", name=column.name)]
    return []


def _fact_table(table: Table) -> sa.Table:
    columns = content_columns(table)
    built = sa.Table(
        table.name,
        metadata,
        sa.Column("id", Id, primary_key=True),
        sa.Column("strategy_id", Id, sa.ForeignKey("strategy_root.id"), nullable=False),
        sa.Column("entity_id", Id, sa.ForeignKey("entity.id"), nullable=False),
        sa.Column("recorded", Id, sa.ForeignKey("change.id"), nullable=False),
        sa.Column("superseded", Id, sa.ForeignKey("change.id")),
        *map(_column, columns),
        *(check for column in columns for check in _checks(column)),
        sa.CheckConstraint(sa.column("superseded") > sa.column("recorded"), name="superseded"),
        comment=table.en,
    )
    holds = built.c.superseded.is_(None)
    sa.Index(
        f"uq_{table.name}_current", built.c.strategy_id, built.c.entity_id,
        unique=True, sqlite_where=holds, postgresql_where=holds,
    )  # fmt: skip
    sa.Index(f"ix_{table.name}_recorded", built.c.strategy_id, built.c.recorded)
    return built


FACTS: dict[str, sa.Table] = {table.name: _fact_table(table) for table in stored().values()}

sa.Index("ix_posting_date", FACTS["posting"].c.strategy_id, FACTS["posting"].c.date)
