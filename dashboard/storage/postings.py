"""Payments and commitments: summed for the figures, one by one only when someone asks for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from functools import cache
from itertools import chain

import sqlalchemy as sa

from dashboard.codebook import codebook
from dashboard.domain import model
from dashboard.domain.state import PostingSum
from dashboard.domain.values import Ref
from dashboard.storage.batch import Batch, Memo, Names, Reader
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
) -> tuple[PostingSum, ...]:
    """Cents by object, month, kind, eligibility, grant and kind of cost, without those on objects that are gone."""
    query = _sum_query(connection.dialect.name, known_on is not None)
    first_days = Memo(lambda month: dt.date.fromisoformat(f"{month}-01"))
    words: Memo = Memo(lambda word: word)  # the driver gives each row its own
    found = []
    parts = fetch_parts(connection, query, given(strategy, known_on, up_to=up_to))
    for on, month, kind, eligible, grant, cost_kind, cents in chain.from_iterable(parts):
        ref = names.refs[on]
        if ref and on not in gone:
            grant_code = names.codes[grant]
            kinds = words[kind], bool(eligible), grant_code, words[cost_kind]
            found.append(PostingSum(ref, first_days[month], *kinds, int(cents)))
    return tuple(sorted(found, key=lambda s: (s[0], s[1], s[2], s[3], s[4] or "", s[5] or "")))


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
    return tuple(sorted(reader.records([batch]), key=lambda posting: posting.date))
