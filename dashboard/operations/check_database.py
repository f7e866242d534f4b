"""Look whether a database is sound: each strategy's chain of changes is whole and its facts keep the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import sqlalchemy as sa

from dashboard.domain import invariants
from dashboard.domain.contradiction import Contradiction
from dashboard.domain.contradictions import contradictions
from dashboard.domain.problems import Problem
from dashboard.domain.state import as_of
from dashboard.errors import NotFound
from dashboard.storage import chain, read
from dashboard.storage.engine import reading


@dataclass(frozen=True)
class CheckedStrategy:
    """One strategy: the end of its chain, the first thing in it that does not fit, what its facts break or contradict.

    The facts of a touched strategy are not read: it has no `problems` and no `contradictions`.
    """

    slug: str
    head: chain.Head
    touched: chain.Problem | None
    problems: tuple[Problem, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def check_strategies(engine: sa.Engine, today: dt.date) -> Iterator[CheckedStrategy]:
    """Every strategy of the database, one at a time. Nothing is changed."""
    with reading(engine) as connection:
        slugs = read.slugs(connection)
    for slug in slugs:
        with reading(engine) as connection:
            touched = chain.verify_chain(connection, slug)
            found = CheckedStrategy(slug, chain.head(connection, slug), touched)
            yield found if touched else _with_facts(connection, found, today)


def _with_facts(connection: sa.Connection, found: CheckedStrategy, today: dt.date) -> CheckedStrategy:
    try:
        facts = read.load_facts(connection, found.slug, up_to=today, audience="internal")
    except NotFound:
        return found  # a strategy that has ended holds no facts any more
    return replace(found, problems=invariants.check(facts, today), contradictions=contradictions(as_of(facts, today)))
