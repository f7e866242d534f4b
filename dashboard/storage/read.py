"""One read: a strategy, as of a day, as known on a day, for an audience."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import sqlalchemy as sa

from dashboard.codebook import tables
from dashboard.domain.state import PostingSum, StrategyState, as_of
from dashboard.domain.values import Ref
from dashboard.errors import NotFound
from dashboard.storage.batch import HEAD, Batch, Names, Reader
from dashboard.storage.content import shape
from dashboard.storage.public import hide_unpublished, protect_persons
from dashboard.storage.rows import strategy_id
from dashboard.storage.schema import FACTS, change, entity, strategy_root
from dashboard.text.catalog import gettext as _

#: The name in `StrategyState` where it is not the table's name and an s.
_PLURALS = {"strategy": "strategy", "body": "bodies", "measure_status": "measure_statuses"}


def version(connection: sa.Connection, slug: str) -> int | None:
    """The strategy's data version: the one statement of a warm read. None: there is no such strategy."""
    return connection.scalar(sa.select(strategy_root.c.data_version).where(strategy_root.c.slug == slug))


def slugs(connection: sa.Connection) -> tuple[str, ...]:
    """The short names of all strategies."""
    return tuple(connection.scalars(sa.select(strategy_root.c.slug).order_by(strategy_root.c.slug)))


def strategy_state(
    connection: sa.Connection, slug: str, stand: dt.date, known_on: dt.date | None, audience: str
) -> StrategyState:
    """What held on `stand`, as known on `known_on` (None: all that is known). Raises NotFound."""
    return as_of(load_facts(connection, slug, known_on=known_on, up_to=stand, audience=audience), stand)


def load_facts(
    connection: sa.Connection, slug: str, *, known_on: dt.date | None = None, up_to: dt.date, audience: str
) -> StrategyState:
    """Every fact of a strategy, postings summed up to a day. Needs one transaction (`engine.reading`).

    Raises NotFound for a strategy that does not exist, or was not known on `known_on`.
    """
    strategy = strategy_id(connection, slug)
    if strategy is None:
        raise NotFound(_("There is no strategy “{slug}”.", slug=slug))
    names = _names(connection, strategy)
    batches = {
        table.name: Batch(table, _fetch(connection, _query(table.name, known_on is not None), strategy, known_on))
        for table in tables()
        if table.name != "posting"
    }
    gone: set[int] = set()
    if audience == "public":
        gone = hide_unpublished(batches)
        protect_persons(batches)
    reader = Reader(names, text_days=connection.dialect.name == "sqlite")
    facts: dict[str, Any] = {_PLURALS.get(name, f"{name}s"): reader.records(batch) for name, batch in batches.items()}
    if not facts["strategy"]:
        raise NotFound(_("There is no strategy “{slug}”.", slug=slug))
    facts["strategy"] = facts["strategy"][0]
    facts["postings"] = _sums(connection, strategy, known_on, up_to, names, gone)
    return StrategyState(as_of=up_to, known_on=known_on, audience=audience, **facts)


def _fetch(connection: sa.Connection, query: sa.Select, strategy: int, known_on: dt.date | None) -> list[tuple]:
    """The rows as the driver gives them: its tuples cost a third of converted rows."""
    cursor = connection.execute(
        query, {"strategy": strategy, "known": known_on} if known_on else {"strategy": strategy}
    ).cursor
    return cursor.fetchall()


@cache
def _query(table: str, historic: bool) -> sa.Select:
    facts = FACTS[table].c
    names = (*HEAD, *shape(table).names)
    return _held(sa.select(*(facts[name] for name in names)), FACTS[table], historic)


def _held(query: sa.Select, facts: sa.Table, historic: bool) -> sa.Select:
    """Only what holds now, or what was known on the day `known`."""
    query = query.where(facts.c.strategy_id == sa.bindparam("strategy"))
    if not historic:
        return query.where(facts.c.superseded.is_(None))
    known = sa.bindparam("known", type_=sa.Date)
    begin, end = change.alias("begin"), change.alias("ending")
    joined = sa.join(facts, begin, begin.c.id == facts.c.recorded).outerjoin(end, end.c.id == facts.c.superseded)
    return query.select_from(joined).where(
        begin.c.known_on <= known, sa.or_(end.c.id.is_(None), end.c.known_on > known)
    )


@cache
def _named_kinds() -> frozenset[str]:
    """Kinds of entities that a reference or an object can name."""
    columns = [column for table in tables() for column in table.columns]
    return frozenset(kind for column in columns for kind in (column.to, *column.kinds) if kind)


def _names(connection: sa.Connection, strategy: int) -> Names:
    known = sa.select(change.c.id, change.c.known_on).where(change.c.strategy_id == strategy)
    query = sa.select(entity.c.id, entity.c.kind, entity.c.key).where(
        entity.c.strategy_id == strategy, entity.c.kind.in_(_named_kinds())
    )
    rows = connection.execute(query).cursor.fetchall()
    codes: dict[int | None, str | None] = {number: key for number, _kind, key in rows}
    refs: dict[int | None, Ref | None] = {number: Ref(kind, key) for number, kind, key in rows}
    codes[None] = refs[None] = None
    return Names(codes, refs, dict(connection.execute(known).tuples().all()))


def _month(dialect: str, day: sa.ColumnElement) -> sa.ColumnElement:
    """The month of a day as text, 2024-05."""
    return sa.func.substr(day, 1, 7, type_=sa.Text) if dialect == "sqlite" else sa.func.to_char(day, "YYYY-MM")


@cache
def _sum_query(dialect: str, historic: bool) -> sa.Select:
    facts = FACTS["posting"].c
    parts = (
        facts.object,
        _month(dialect, facts.date).label("month"),
        facts.kind,
        facts.eligible,
        facts.grant,
        facts.cost_kind,
    )
    query = _held(sa.select(*parts, sa.func.sum(facts.amount)), FACTS["posting"], historic)
    return query.where(facts.date <= sa.bindparam("up_to", type_=sa.Date)).group_by(*parts)


def _sums(
    connection: sa.Connection, strategy: int, known_on: dt.date | None, up_to: dt.date, names: Names, gone: set[int]
) -> tuple[PostingSum, ...]:
    query = _sum_query(connection.dialect.name, known_on is not None)
    given = {"strategy": strategy, "up_to": up_to} | ({"known": known_on} if known_on else {})
    sums = [
        PostingSum(
            names.refs[on],
            dt.date.fromisoformat(f"{month}-01"),
            kind,
            bool(eligible),
            names.codes[grant],
            cost,
            int(cents),
        )
        for on, month, kind, eligible, grant, cost, cents in connection.execute(query, given)
        if on not in gone
    ]
    return tuple(sorted(sums, key=lambda s: (s.object, s.month, s.kind, s.eligible, s.grant or "", s.cost_kind or "")))
