"""One read: a strategy, as of a day, as known on a day, for an audience."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from functools import cache, reduce
from operator import add
from typing import Any

import sqlalchemy as sa

from dashboard.codebook import codebook, tables
from dashboard.domain import model
from dashboard.domain.relative import Relative
from dashboard.domain.state import StrategyState, as_of
from dashboard.domain.values import Ref
from dashboard.domain.version import Version
from dashboard.errors import NotFound
from dashboard.storage import histories
from dashboard.storage import postings as single
from dashboard.storage.batch import Batch, Reader
from dashboard.storage.pause import collector_paused
from dashboard.storage.public import counting_persons, hide_unpublished, protect_persons
from dashboard.storage.queries import fetch_batches, fetch_facts, fetch_names, named_kinds
from dashboard.storage.rows import strategy_id
from dashboard.storage.schema import FACTS, INSTALLATION, strategy_root
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

#: The name in `StrategyState` where it is not the table's name and an s.
_PLURALS = {"strategy": "strategy", "body": "bodies", "measure_status": "measure_statuses"}


#: Tables whose rows others can name, and those whose rows nothing hangs on.
_NAMED = tuple(table.name for table in tables() if table.name in named_kinds())
_LEAVES = tuple(table.name for table in tables() if table.name not in named_kinds() and table.name != "posting")
#: Of these those that stay in columns: a thousand measures have 30,000 forecasts, 24,000 lines and 72,000 values.
_LARGE = ("forecast", "indicator_value", "plan_line")


def _plural(table: str) -> str:
    return _PLURALS.get(table, f"{table}s")


#: Made once: to build a statement costs more than to run this one.
_VERSION = sa.select(strategy_root.c.data_version).where(strategy_root.c.slug == sa.bindparam("slug"))
#: The same as the drivers take it.
_VERSION_ALONE = {
    "sqlite": "SELECT data_version FROM strategy_root WHERE slug = ?",
    "postgresql": "SELECT data_version FROM strategy_root WHERE slug = %s",
}


def version(connection: sa.Connection, slug: str) -> int | None:
    """The strategy's data version, by which a read sees all else. None: there is no such strategy."""
    return connection.scalar(_VERSION, {"slug": slug})


def version_now(engine: sa.Engine, slug: str) -> int | None:
    """The same asked alone: the one statement of a warm read, past the layers that make it five times as dear."""
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(_VERSION_ALONE[engine.dialect.name], (slug,))
        found = cursor.fetchone()
    return found[0] if found else None


def slugs(connection: sa.Connection) -> tuple[str, ...]:
    """The short names of all strategies."""
    return tuple(slug for slug, _version in versions(connection))


def versions(connection: sa.Connection) -> tuple[tuple[str, int], ...]:
    """Short name and data version of every strategy, in one statement."""
    query = sa.select(strategy_root.c.slug, strategy_root.c.data_version).order_by(strategy_root.c.slug)
    query = query.where(strategy_root.c.slug != INSTALLATION)
    return tuple((slug, version) for slug, version in connection.execute(query))


@cache
def _size_query() -> sa.Select:
    strategy: sa.BindParameter[int] = sa.bindparam("strategy")
    held = (FACTS[table.name] for table in tables())
    counts = (
        sa.select(sa.func.count())
        .select_from(facts)
        .where(facts.c.strategy_id == strategy, facts.c.superseded.is_(None))
        .scalar_subquery()
        for facts in held
    )
    return sa.select(reduce(add, counts))


def size(connection: sa.Connection, slug: str) -> int:
    """How many rows of a strategy hold now, which is about what any state of it brings. Raises NotFound."""
    return connection.scalar(_size_query(), {"strategy": _known_strategy(connection, slug)}) or 0


def opening(connection: sa.Connection, slug: str) -> tuple[bool, dt.date] | None:
    """Whether the strategy is live, and its Datenstand: what its pages open with. None: there is no such strategy."""
    facts = FACTS["strategy"]
    query = (
        sa.select(facts.c.live, facts.c.data_as_of)
        .join(strategy_root, strategy_root.c.id == facts.c.strategy_id)
        .where(strategy_root.c.slug == slug, facts.c.superseded.is_(None))
    )
    found = connection.execute(query).first()
    return (found.live, found.data_as_of) if found else None


def relatives(connection: sa.Connection, slug: str, parent: str | None) -> tuple[Relative, ...]:
    """The strategy that this one is part of, then those that are part of it, as they are called today."""
    facts = FACTS["strategy"]
    query = (
        sa.select(strategy_root.c.slug, facts.c.title)
        .join(strategy_root, strategy_root.c.id == facts.c.strategy_id)
        .where(facts.c.superseded.is_(None), sa.or_(facts.c.parent == slug, strategy_root.c.slug == (parent or "")))
        .order_by(facts.c.title)
    )
    found = [Relative(found.slug, found.title, found.slug == parent) for found in connection.execute(query)]
    return tuple(sorted(found, key=lambda relative: not relative.above))


def strategy_state(
    connection: sa.Connection, slug: str, stand: dt.date, known_on: dt.date | None, audience: str
) -> StrategyState:
    """What held on `stand`, as known on `known_on` (None: all that is known). Raises NotFound."""
    return as_of(load_facts(connection, slug, known_on=known_on, up_to=stand, audience=audience), stand)


@collector_paused()
def load_facts(
    connection: sa.Connection, slug: str, *, known_on: dt.date | None = None, up_to: dt.date, audience: str
) -> StrategyState:
    """Every fact of a strategy, postings summed up to a day. Needs one transaction (`engine.reading`).

    Raises NotFound for a strategy that does not exist, or was not known on `known_on`.
    """
    strategy = _known_strategy(connection, slug)
    names = fetch_names(connection, strategy)
    public = audience == "public"
    batches = {name: fetch_facts(connection, name, strategy, known_on) for name in _NAMED}
    gone = hide_unpublished(batches) if public else set()
    persons = counting_persons(batches["indicator"]) if public else set()
    reader = Reader(names, text_days=connection.dialect.name == "sqlite")
    facts: dict[str, Any] = {_plural(name): reader.records(codebook()[name], [batches.pop(name)]) for name in _NAMED}
    for name in _LEAVES:  # the large ones: each part goes before the next is read
        parts = fetch_batches(connection, name, strategy, known_on)
        if public:
            parts = (_for_the_public(part, gone, persons) for part in parts)
        facts[_plural(name)] = (reader.columns if name in _LARGE else reader.records)(codebook()[name], parts)
    if not facts["strategy"]:
        raise NotFound(
            _("Of the strategy “{slug}” nothing was known on {day} yet.", slug=slug, day=formats.day(known_on))
        )
    [facts["strategy"]] = facts["strategy"]
    facts["postings"] = single.sums(connection, strategy, known_on, up_to, names, gone)
    return StrategyState(as_of=up_to, known_on=known_on, audience=audience, **facts)


def postings(
    connection: sa.Connection,
    slug: str,
    *,
    known_on: dt.date | None = None,
    up_to: dt.date,
    audience: str,
    on: Ref | None = None,
) -> tuple[model.Posting, ...]:
    """The single postings up to a day, of one object if `on` is given, by date and code: the rows behind the sums."""
    return single.rows(connection, _known_strategy(connection, slug), known_on, up_to, audience, on)


def measure_history(
    connection: sa.Connection, slug: str, code: str, *, known_on: dt.date | None = None, audience: str
) -> tuple[Version, ...]:
    """Every version of what is known of a measure, oldest first (`histories.of_measure`)."""
    return histories.of_measure(connection, _known_strategy(connection, slug), code, known_on, audience)


def _for_the_public(batch: Batch, gone: set[int], persons: set[int]) -> Batch:
    hide_unpublished({batch.table.name: batch}, gone)
    if batch.table.name == "indicator_value":
        protect_persons(batch, persons)
    return batch


def _known_strategy(connection: sa.Connection, slug: str) -> int:
    strategy = strategy_id(connection, slug)
    if strategy is None:
        raise _unknown(slug)
    return strategy


def _unknown(slug: str) -> NotFound:
    return NotFound(_("There is no strategy “{slug}”.", slug=slug))
