"""The statements of a read: what holds now or was known on a day, fetched as the driver gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from dashboard.codebook import codebook, tables
from dashboard.domain.values import Ref
from dashboard.storage.batch import HEAD, Batch, Names
from dashboard.storage.content import shape
from dashboard.storage.schema import FACTS, change, entity


def held(query: sa.Select, facts: sa.Table, historic: bool) -> sa.Select:
    """Only the rows of `:strategy` that hold now or, if historic, were known on the day `:known`."""
    query = query.where(facts.c.strategy_id == sa.bindparam("strategy"))
    if not historic:
        return query.where(facts.c.superseded.is_(None))
    known = sa.bindparam("known", type_=sa.Date)
    begin, end = change.alias("begin"), change.alias("ending")
    joined = sa.join(facts, begin, begin.c.id == facts.c.recorded).outerjoin(end, end.c.id == facts.c.superseded)
    return query.select_from(joined).where(
        begin.c.known_on <= known, sa.or_(end.c.id.is_(None), end.c.known_on > known)
    )


def given(strategy: int, known_on: dt.date | None, **more: Any) -> dict[str, Any]:
    """The values of a `held` query."""
    return {"strategy": strategy, **({"known": known_on} if known_on else {}), **more}


#: Rows taken from the driver at a time: what a large table needs while it is read stays after that as the process's own.
_AT_A_TIME = 4_000


def fetch(connection: sa.Connection, query: sa.Select, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    """The rows as the driver gives them: they cost a third of converted ones."""
    return connection.execute(query, values).cursor.fetchall()


def fetch_parts(
    connection: sa.Connection, query: sa.Select, values: dict[str, Any]
) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The same in parts, for what may have a hundred thousand rows."""
    cursor = connection.execute(query, values).cursor
    while rows := cursor.fetchmany(_AT_A_TIME):
        yield rows


@cache
def fact_query(table: str, historic: bool) -> sa.Select:
    """Head and content of the facts of one table."""
    facts = FACTS[table]
    return held(sa.select(*(facts.c[name] for name in (*HEAD, *shape(table).names))), facts, historic)


def fetch_facts(connection: sa.Connection, table: str, strategy: int, known_on: dt.date | None) -> Batch:
    """The facts of one table."""
    rows = fetch(connection, fact_query(table, known_on is not None), given(strategy, known_on))
    return Batch(codebook()[table], rows)


def fetch_batches(connection: sa.Connection, table: str, strategy: int, known_on: dt.date | None) -> Iterator[Batch]:
    """The same in parts."""
    query = fact_query(table, known_on is not None)
    for rows in fetch_parts(connection, query, given(strategy, known_on)):
        yield Batch(codebook()[table], rows)


@cache
def named_kinds() -> frozenset[str]:
    """Kinds of entities that a reference or an object can name."""
    columns = [column for table in tables() for column in table.columns]
    return frozenset(kind for column in columns for kind in (column.to, *column.kinds) if kind)


def fetch_names(connection: sa.Connection, strategy: int) -> Names:
    """What the ids in the rows of a strategy stand for."""
    known = sa.select(change.c.id, change.c.known_on).where(change.c.strategy_id == strategy)
    named = sa.select(entity.c.id, entity.c.kind, entity.c.key)
    named = named.where(entity.c.strategy_id == strategy, entity.c.kind.in_(named_kinds()))
    rows = fetch(connection, named, {})
    codes: dict[int | None, str | None] = {number: key for number, _kind, key in rows}
    refs: dict[int | None, Ref | None] = {number: Ref(kind, key) for number, kind, key in rows}
    codes[None] = refs[None] = None
    return Names(codes, refs, dict(connection.execute(known).all()))
