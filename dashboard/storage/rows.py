"""A whole strategy read back as package rows, with the history that the days of knowledge tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.codebook import codebook
from dashboard.storage.content import Content, Shape, shape
from dashboard.storage.pause import collector_paused
from dashboard.storage.schema import FACTS, change, entity, strategy_root


class Stored(NamedTuple):
    """A version as it is stored: known from `known_on` until `known_until` (None: it holds), written by `way`."""

    row_id: int
    content: Content
    known_on: dt.date
    known_until: dt.date | None
    way: str
    recorded: int
    superseded: int | None

    @property
    def was_known(self) -> bool:
        """False for a version that was replaced on the day it was written: no day ended with it."""
        return self.known_until is None or self.known_until > self.known_on


def strategy_id(connection: sa.Connection, slug: str) -> int | None:
    """The strategy's number in this database; None: there is none."""
    return connection.scalar(sa.select(strategy_root.c.id).where(strategy_root.c.slug == slug))


def codes(connection: sa.Connection, strategy: int) -> dict[int, str]:
    """Code by entity id, for every kind of entity that a reference can name."""
    kinds = [table.name for table in codebook().values() if len(table.key) == 1]
    query = sa.select(entity.c.id, entity.c.key).where(entity.c.strategy_id == strategy, entity.c.kind.in_(kinds))
    return dict(connection.execute(query).all())


def versions(connection: sa.Connection, strategy: int) -> Iterator[tuple[str, list[Stored]]]:
    """Every version of every fact of a strategy by table, in the order they were written."""
    known = {
        number: (known_on, way)
        for number, known_on, way in connection.execute(
            sa.select(change.c.id, change.c.known_on, change.c.way).where(change.c.strategy_id == strategy)
        )
    }
    named = codes(connection, strategy)
    for table in FACTS:
        facts, form = FACTS[table].c, shape(table)
        head = (facts.id, facts.recorded, facts.superseded)
        query = sa.select(*head, *(facts[name] for name in form.names)).where(facts.strategy_id == strategy)
        decode = _decoder(form, named)
        yield (
            table,
            [
                Stored(
                    number, decode(values), known[start][0], known[end][0] if end else None, known[start][1], start, end
                )
                for number, start, end, *values in connection.execute(query.order_by(facts.id))
            ],
        )


def _decoder(form: Shape, named: dict[int, str]) -> Callable[[list[Any]], Content]:
    places = [link.at for link in form.links]

    def decode(values: list[Any]) -> Content:
        for at in places:
            if values[at] is not None:
                values[at] = named[values[at]]
        return tuple(values)

    return decode


@collector_paused()
def export_rows(
    connection: sa.Connection, slug: str, known_on: dt.date | None = None
) -> dict[str, list[dict[str, Any]]]:
    """Package rows by table, sorted by key and known_on; with `known_on` as exported on the evening of that day.

    A version that was replaced on the day it was written is left out, and so is a table without rows.
    An unknown strategy has no rows.
    """
    strategy = strategy_id(connection, slug)
    if strategy is None:
        return {}
    last = known_on or dt.date.max
    exported = {}
    for table, stored in versions(connection, strategy):
        form = shape(table)
        kept = [version for version in stored if version.was_known and version.known_on <= last]
        kept.sort(key=lambda version: ([version.content[at] for at in form.key_at], version.known_on))
        exported[table] = [_package_row(form, version, last) for version in kept]
    return {table: rows for table, rows in exported.items() if rows}


def _package_row(form: Shape, version: Stored, last: dt.date) -> dict[str, Any]:
    ended = version.known_until if version.known_until and version.known_until <= last else None
    return {**form.row(version.content), "known_on": version.known_on, "known_until": ended}
