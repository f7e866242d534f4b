"""A whole strategy read back as package rows, with the history that the days of knowledge tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.codebook import codebook
from dashboard.storage.content import Content, Shape, key_text, shape
from dashboard.storage.pause import collector_paused
from dashboard.storage.queries import named_kinds
from dashboard.storage.schema import FACTS, change, entity, strategy_root

#: Changes that are asked for one by one; of more, all of a strategy are read.
_FEW = 500


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


def versions(
    connection: sa.Connection, strategy: int, tables: Iterable[str] = tuple(FACTS)
) -> Iterator[tuple[str, list[Stored]]]:
    """Every version of every row of a strategy by table, in the order they were written."""
    known = _changes(connection, change.c.strategy_id == strategy)
    named = _codes(connection, entity.c.strategy_id == strategy, entity.c.kind.in_(named_kinds()))
    for table in tables:
        facts = FACTS[table].c
        rows = connection.execute(_query(table).where(facts.strategy_id == strategy).order_by(facts.id))
        yield table, _stored(table, rows, known, named)


def held(connection: sa.Connection, strategy: int, table: str, key: Content) -> Stored | None:
    """The version that holds of one entity, `key` as its parts: its row id is what a form carries. None: there is none."""
    text = str(key[0]) if len(key) == 1 else key_text(key)
    query = _query(table).join(entity, entity.c.id == FACTS[table].c.entity_id)
    query = query.where(entity.c.strategy_id == strategy, entity.c.kind == table, entity.c.key == text)
    facts = FACTS[table].c
    rows = connection.execute(query.where(facts.strategy_id == strategy, facts.superseded.is_(None))).all()
    if not rows:
        return None
    [row] = rows
    ids = {row[3 + link.at] for link in shape(table).links}
    known = _changes(connection, change.c.id == row.recorded)
    return _stored(table, rows, known, _codes(connection, entity.c.id.in_(ids - {None})))[0]


def stored_where(connection: sa.Connection, strategy: int, table: str, which: sa.ColumnElement[bool]) -> list[Stored]:
    """The versions of some facts of one table, in the order they were written."""
    facts = FACTS[table]
    rows = connection.execute(_query(table).where(facts.c.strategy_id == strategy, which).order_by(facts.c.id)).all()
    written = {row.recorded for row in rows} | {row.superseded for row in rows} - {None}
    few = change.c.id.in_(written) if len(written) <= _FEW else change.c.strategy_id == strategy
    known = _changes(connection, few)
    ids = {row[3 + link.at] for row in rows for link in shape(table).links}
    return _stored(table, rows, known, _codes(connection, entity.c.id.in_(ids - {None})))


@cache
def _query(table: str) -> sa.Select:
    facts, form = FACTS[table].c, shape(table)
    return sa.select(facts.id, facts.recorded, facts.superseded, *(facts[name] for name in form.names))


def _changes(connection: sa.Connection, which: sa.ColumnElement[bool]) -> dict[int, tuple[dt.date, str]]:
    """Day of knowledge and way of changes."""
    query = sa.select(change.c.id, change.c.known_on, change.c.way).where(which)
    return {number: (known_on, way) for number, known_on, way in connection.execute(query)}


def _codes(connection: sa.Connection, *which: sa.ColumnElement[bool]) -> dict[int, str]:
    """Codes by entity id."""
    return dict(connection.execute(sa.select(entity.c.id, entity.c.key).where(*which)).all())


def _stored(
    table: str, rows: Iterable[Sequence[Any]], known: dict[int, tuple[dt.date, str]], named: dict[int, str]
) -> list[Stored]:
    decode = _decoder(shape(table), named)
    stored = []
    for number, start, end, *values in rows:
        known_on, way = known[start]
        stored.append(Stored(number, decode(values), known_on, known[end][0] if end else None, way, start, end))
    return stored


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
    for table, stored in versions(connection, strategy, codebook()):
        form = shape(table)
        kept = [version for version in stored if version.was_known and version.known_on <= last]
        kept.sort(key=lambda version: ([version.content[at] for at in form.key_at], version.known_on))
        exported[table] = [_package_row(form, version, last) for version in kept]
    return {table: rows for table, rows in exported.items() if rows}


def _package_row(form: Shape, version: Stored, last: dt.date) -> dict[str, Any]:
    ended = version.known_until if version.known_until and version.known_until <= last else None
    return {**form.row(version.content), "known_on": version.known_on, "known_until": ended}
