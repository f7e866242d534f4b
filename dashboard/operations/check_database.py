"""Look whether a database is sound: each strategy's chain of changes is whole and its facts can be assessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from dashboard.domain.assessment import Assessment, assess
from dashboard.storage import read
from dashboard.storage.chain import Head, Problem, head, verify_chain
from dashboard.storage.engine import reading


@dataclass(frozen=True)
class CheckedStrategy:
    """One strategy: the end of its chain, the first thing in it that does not fit, and what it assesses to."""

    slug: str
    head: Head
    problem: Problem | None
    assessment: Assessment | None


def check_strategies(engine: sa.Engine, today: dt.date) -> Iterator[CheckedStrategy]:
    """Every strategy of the database, one at a time; a touched one is not assessed. Nothing is changed."""
    with reading(engine) as connection:
        slugs = read.slugs(connection)
    for slug in slugs:
        with reading(engine) as connection:
            problem = verify_chain(connection, slug)
            state = None if problem else read.strategy_state(connection, slug, today, None, "internal")
            yield CheckedStrategy(slug, head(connection, slug), problem, assess(state) if state else None)
