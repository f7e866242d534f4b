"""Payments and commitments: summed for the figures, one by one only when someone asks for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from functools import cache

import sqlalchemy as sa

from dashboard.codebook import codebook
from dashboard.domain import model
from dashboard.domain.columns import Columns
from dashboard.domain.state import PostingSum
from dashboard.domain.values import Ref
from dashboard.storage.batch import Batch, Names, Packing, Reader, gathered
from dashboard.storage.public import hide_unpublished
from dashboard.storage.queries import fact_query, fetch, fetch_facts, fetch_names, fetch_parts, given, held
from dashboard.storage.schema import FACTS


@cache
def _sum_query(dialect: str, historic: bool) -> sa.Select:
    facts = FACTS["posting"]
    day = facts.c.date
    month = sa.func.substr(day, 1, 7) if dialect == "sqlite" else sa.func.to_char(day, "YYYY-MM")
    parts = (facts.c.object, month, facts.c.kind, facts.c.eligible, facts.c.grant, facts.c.cost_kind)
    query = held(sa.select(*parts, sa.func.sum(facts.c.amount)), facts, historic)
    return query.where(day <= sa.bindparam("up_to", type_=sa.Date)).group_by(*parts)


def sums(
    connection: sa.Connection,
    strategy: int,
    known_on: dt.date | None,
    up_to: dt.date,
    names: Names,
    gone: Container[int],
) -> Columns[PostingSum]:
    """Cents by object, month, kind, eligibility, grant and kind of cost, without those on objects that are gone."""
    query = _sum_query(connection.dialect.name, known_on is not None)
    found = {
        "object": Packing(names.refs.__getitem__),
        "month": Packing(lambda month: dt.date.fromisoformat(f"{month}-01")),
        "kind": Packing(str),
        "eligible": Packing(bool),
        "grant": Packing(names.codes.__getitem__),
        "cost_kind": Packing(lambda kind: kind),
        "cents": Packing(int),
    }
    for part in fetch_parts(connection, query, given(strategy, known_on, up_to=up_to)):
        kept = [row for row in part if names.refs[row[0]] and row[0] not in gone]
        for field, raw in zip(found.values(), zip(*kept, strict=True), strict=False):  # of no rows there are no fields
            field.add(raw)
    return gathered(PostingSum, found, ("object", "month", "kind", "eligible", "grant", "cost_kind")).settled()


@cache
def _row_query(historic: bool, of_one: bool) -> sa.Select:
    facts = FACTS["posting"]
    query = fact_query("posting", historic).where(facts.c.date <= sa.bindparam("up_to", type_=sa.Date))
    return query.where(facts.c.object == sa.bindparam("object")) if of_one else query


def rows(
    connection: sa.Connection, strategy: int, known_on: dt.date | None, up_to: dt.date, audience: str, on: Ref | None
) -> tuple[model.Posting, ...]:
    """The single postings of a strategy, or of one object of it, up to a day, oldest first."""
    names = fetch_names(connection, strategy)
    values = given(strategy, known_on, up_to=up_to)
    if on:
        values["object"] = next((number for number, ref in names.refs.items() if ref == on), None)
    batch = Batch(codebook()["posting"], fetch(connection, _row_query(known_on is not None, on is not None), values))
    if audience == "public":
        hide_unpublished({"measure": fetch_facts(connection, "measure", strategy, known_on), "posting": batch})
    reader = Reader(names, text_days=connection.dialect.name == "sqlite")
    return tuple(sorted(reader.records(codebook()["posting"], [batch]), key=lambda posting: posting.date))
