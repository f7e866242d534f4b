"""Rows of the work in progress: entries, comments and closed periods of a strategy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.domain.values import Period
from dashboard.storage import rows
from dashboard.storage.content import shape
from dashboard.storage.schema import FACTS, change, entity, strategy_root


class WorkingRow(NamedTuple):
    """One version: what a form carries, when, by which account and role it was written, and what it says."""

    row_id: int
    recorded_at: dt.datetime
    values: Mapping[str, Any]
    account: int | None
    role: str


def _query(table: str) -> sa.Select:
    facts = FACTS[table]
    columns = (facts.c[name] for name in shape(table).names)
    joined = facts.join(change, change.c.id == facts.c.recorded).join(
        strategy_root, strategy_root.c.id == facts.c.strategy_id
    )
    return sa.select(
        facts.c.id.label("_row"),
        change.c.recorded_at.label("_at"),
        change.c.account.label("_by"),
        change.c.role.label("_role"),
        *columns,
    ).select_from(joined)


def _rows(connection: sa.Connection, table: str, query: sa.Select) -> list[WorkingRow]:
    names = shape(table).names
    found = connection.execute(query.order_by(FACTS[table].c.id)).mappings()
    return [
        WorkingRow(row["_row"], row["_at"], {name: row[name] for name in names}, row["_by"], row["_role"])
        for row in found
    ]


def held_rows(connection: sa.Connection, slug: str, table: str, **said: Any) -> list[WorkingRow]:
    """The rows of a working table that hold, in the order they were written; with `said` those that say it."""
    which = (FACTS[table].c[column] == value for column, value in said.items())
    query = _query(table).where(strategy_root.c.slug == slug, FACTS[table].c.superseded.is_(None), *which)
    return _rows(connection, table, query)


def latest_rows(connection: sa.Connection, slug: str, table: str, most: int) -> list[WorkingRow]:
    """The rows of a working table that hold and were written last, at the most so many, the latest last."""
    facts = FACTS[table]
    own = sa.select(strategy_root.c.id).where(strategy_root.c.slug == slug).scalar_subquery()
    last = sa.select(facts.c.id).where(facts.c.strategy_id == own, facts.c.superseded.is_(None))
    ids = last.order_by(facts.c.id.desc()).limit(most)
    return _rows(connection, table, _query(table).where(facts.c.id.in_(ids)))


def counted(connection: sa.Connection, slug: str, table: str, column: str) -> dict[Any, int]:
    """How many rows of a working table that hold there are of each value of a column."""
    facts = FACTS[table]
    query = sa.select(facts.c[column], sa.func.count()).join(strategy_root, strategy_root.c.id == facts.c.strategy_id)
    found = query.where(strategy_root.c.slug == slug, facts.c.superseded.is_(None)).group_by(facts.c[column])
    return dict(connection.execute(found).all())


def versions_of(connection: sa.Connection, slug: str, table: str, key: str) -> list[WorkingRow]:
    """Every version of one row, the oldest first."""
    query = _query(table).join(entity, entity.c.id == FACTS[table].c.entity_id)
    return _rows(connection, table, query.where(strategy_root.c.slug == slug, entity.c.key == key))


def version_of(connection: sa.Connection, slug: str, table: str, key: tuple[Any, ...]) -> int | None:
    """The version of a fact that holds; None: there is none."""
    strategy = rows.strategy_id(connection, slug)
    held = rows.held(connection, strategy, table, key) if strategy is not None else None
    return held.row_id if held else None


def lock_of(connection: sa.Connection, strategy: int, period: Period) -> tuple[Period, dt.date] | None:
    """The closed period that holds a period, with the day it was closed; None: it is open."""
    locks = FACTS["period_lock"].c
    query = sa.select(locks.period, locks.closed_on).where(locks.strategy_id == strategy, locks.superseded.is_(None))
    for text, closed_on in connection.execute(query):
        closed = Period.parse(text)
        if closed.first <= period.first and period.last <= closed.last:
            return closed, closed_on
    return None
