"""Look whether a database is sound: each strategy's chain of changes is whole and its facts keep the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from dashboard.domain import invariants
from dashboard.domain.problems import Problem
from dashboard.errors import NotFound
from dashboard.storage import chain, read
from dashboard.storage.engine import reading


@dataclass(frozen=True)
class CheckedStrategy:
    """One strategy: the end of its chain, the first thing in it that does not fit, and the rules that its facts break.

    The facts of a touched strategy are not read, its `problems` are empty.
    """

    slug: str
    head: chain.Head
    touched: chain.Problem | None
    problems: tuple[Problem, ...]


def check_strategies(engine: sa.Engine, today: dt.date) -> Iterator[CheckedStrategy]:
    """Every strategy of the database, one at a time. Nothing is changed."""
    with reading(engine) as connection:
        slugs = read.slugs(connection)
    for slug in slugs:
        with reading(engine) as connection:
            touched = chain.verify_chain(connection, slug)
            problems = () if touched else _problems(connection, slug, today)
            yield CheckedStrategy(slug, chain.head(connection, slug), touched, problems)


def _problems(connection: sa.Connection, slug: str, today: dt.date) -> tuple[Problem, ...]:
    try:
        facts = read.load_facts(connection, slug, up_to=today, audience="internal")
    except NotFound:
        return ()  # a strategy that has ended holds no facts any more
    return invariants.check(facts, today)
