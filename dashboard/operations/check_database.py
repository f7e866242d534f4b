"""Look whether a database is sound: each chain of changes is whole, and each strategy's facts keep the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import sqlalchemy as sa

from dashboard.domain import invariants
from dashboard.domain.contradiction import Contradiction
from dashboard.domain.contradictions import contradictions
from dashboard.domain.problems import Problem
from dashboard.domain.state import as_of
from dashboard.errors import NotFound
from dashboard.storage import chain, read
from dashboard.storage.engine import reading
from dashboard.storage.schema import INSTALLATION

#: Without a file of ends.
NOTHING_KEPT: Mapping[str, chain.Head] = MappingProxyType({})


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


def check_strategies(
    engine: sa.Engine, today: dt.date, kept: Mapping[str, chain.Head] = NOTHING_KEPT
) -> Iterator[CheckedStrategy]:
    """The installation's own chain and every strategy, one at a time. Nothing is changed.

    `kept` are ends that were kept elsewhere, by short name: each chain must still pass through its own.
    """
    with reading(engine) as connection:
        slugs = (INSTALLATION, *read.slugs(connection))
    gone = sorted(kept.keys() - set(slugs))
    for slug in (*slugs, *gone):
        with reading(engine) as connection:
            touched = chain.verify_chain(connection, slug, kept.get(slug))
            found = CheckedStrategy(slug, chain.head(connection, slug), touched)
            yield found if touched or slug == INSTALLATION else _with_facts(connection, found, today)


def _with_facts(connection: sa.Connection, found: CheckedStrategy, today: dt.date) -> CheckedStrategy:
    try:
        facts = read.load_facts(connection, found.slug, up_to=today, audience="internal")
    except NotFound:
        return found  # a strategy that has ended holds no facts any more
    return replace(found, problems=invariants.check(facts, today), contradictions=contradictions(as_of(facts, today)))
