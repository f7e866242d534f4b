"""Who changed what, when and why: the changes of a strategy with the rows each of them wrote and closed."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.storage.content import key_text, shape
from dashboard.storage.rows import Stored, stored_where, strategy_id
from dashboard.storage.schema import FACTS, change, entity

#: Characters of a manifest beyond which a change is told as a whole: an import writes thousands of rows.
LARGEST = 6_000


class Step(NamedTuple):
    """What a change did to one row: `before` is None for a new one, `after` for one that ended."""

    table: str
    key: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `steps` are empty where it wrote more rows than are told one by one: `rows` counts them by table."""

    id: int
    recorded_at: dt.datetime
    known_on: dt.date
    account: int | None
    role: str
    reason: str | None
    way: str
    steps: tuple[Step, ...]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which changes: before this one, since an instant, in these roles; the latest first, at the most so many."""

    before: int | None = None
    since: dt.datetime | None = None
    roles: tuple[str, ...] = ()
    most: int = 100


def changes(connection: sa.Connection, slug: str, asked: Asked) -> list[Change]:
    """Changes of a strategy, the latest first."""
    strategy = strategy_id(connection, slug)
    if strategy is None:
        return []
    small = sa.case((sa.func.length(change.c.manifest) <= LARGEST, change.c.manifest))
    query = sa.select(*_columns(), small.label("manifest")).where(change.c.strategy_id == strategy, *_which(asked))
    found = connection.execute(query.order_by(change.c.id.desc()).limit(asked.most)).mappings().all()
    stored = _rows(connection, strategy, [json.loads(row["manifest"]) for row in found if row["manifest"]])
    large = _counts(connection, [row["id"] for row in found if row["manifest"] is None])
    return [_change(row, stored, large) for row in found]


def of_measure(connection: sa.Connection, slug: str, code: str) -> list[Change]:
    """Every change that wrote or closed a row about a measure, its milestones or its indicators, or what was said of it;
    the latest first."""
    return _of(connection, slug, lambda strategy: _about_measure(connection, strategy, code))


def of_row(connection: sa.Connection, slug: str, table: str, key: Sequence[str]) -> list[Change]:
    """Every change of one row, by the parts of its key, and of what hangs on it alone; the latest first."""
    return _of(connection, slug, lambda strategy: _about_row(connection, strategy, table, key))


#: Versions by table.
_Told = Iterable[tuple[str, list[Stored]]]


def _of(connection: sa.Connection, slug: str, about: Callable[[int], _Told]) -> list[Change]:
    strategy = strategy_id(connection, slug)
    if strategy is None:
        return []
    stored = {table: {row.row_id: row for row in rows} for table, rows in about(strategy)}
    ids = {row.recorded for rows in stored.values() for row in rows.values()}
    ids |= {row.superseded for rows in stored.values() for row in rows.values() if row.superseded}
    query = sa.select(*_columns()).where(change.c.strategy_id == strategy, change.c.id.in_(ids))
    found = connection.execute(query.order_by(change.c.id.desc())).mappings()
    return [_change(row, stored, {}) for row in found]


def _columns() -> tuple[sa.Column, ...]:
    c = change.c
    return c.id, c.recorded_at, c.known_on, c.account, c.role, c.reason, c.way


def _which(asked: Asked) -> Iterable[sa.ColumnElement[bool]]:
    if asked.before is not None:
        yield change.c.id < asked.before
    if asked.since is not None:
        yield change.c.recorded_at >= asked.since
    if asked.roles:
        yield change.c.role.in_(asked.roles)


Rows = Mapping[str, Mapping[int, Stored]]


def _rows(connection: sa.Connection, strategy: int, manifests: Sequence[Mapping[str, Any]]) -> Rows:
    """The versions that changes wrote or closed: one statement a table."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for told in manifests:
        for table, digests in told["recorded"].items():
            wanted[table].update(map(int, digests))
        for table, closed in told["closed"].items():
            wanted[table].update(closed)
    return {table: _by_id(connection, strategy, table, FACTS[table].c.id.in_(ids)) for table, ids in wanted.items()}


def _by_id(connection: sa.Connection, strategy: int, table: str, which: sa.ColumnElement[bool]) -> dict[int, Stored]:
    return {row.row_id: row for row in stored_where(connection, strategy, table, which)}


def _counts(connection: sa.Connection, ids: Collection[int]) -> dict[int, dict[str, int]]:
    """How many rows of each table large changes wrote."""
    query = sa.select(change.c.id, change.c.manifest).where(change.c.id.in_(ids))
    found = connection.execute(query) if ids else ()
    return {number: {t: len(rows) for t, rows in json.loads(text)["recorded"].items()} for number, text in found}


def _change(row: Mapping[Any, Any], stored: Rows, large: Mapping[int, Mapping[str, int]]) -> Change:
    steps = () if row["id"] in large else tuple(_steps(row["id"], stored))
    names = ("id", "recorded_at", "known_on", "account", "role", "reason", "way")
    return Change(**{name: row[name] for name in names}, steps=steps, rows=large.get(row["id"], {}))


def _steps(number: int, stored: Rows) -> Iterable[Step]:
    for table, rows in stored.items():
        form = shape(table)
        before = {form.key_text(row.content): row for row in rows.values() if row.superseded == number}
        after = {form.key_text(row.content): row for row in rows.values() if row.recorded == number}
        for key in dict.fromkeys((*after, *before)):
            old, new = before.get(key), after.get(key)
            yield Step(table, form.readable(key), old and form.row(old.content), new and form.row(new.content))


def _about_measure(connection: sa.Connection, strategy: int, code: str) -> _Told:
    """The versions about a measure: its own, then those of its milestones and indicators."""
    measure = _entities(connection, strategy, entity.c.kind == "measure", entity.c.key == code)
    yield "measure", stored_where(connection, strategy, "measure", FACTS["measure"].c.entity_id.in_(measure))
    for table, column in (("measure_status", "measure"), ("status_report", "measure"), ("assignment", "object")):
        yield table, stored_where(connection, strategy, table, FACTS[table].c[column].in_(measure))
    asked = {"report": {code}}
    for table in _BEHIND:
        own = stored_where(connection, strategy, table, FACTS[table].c.object.in_(measure))
        yield table, own
        codes = {shape(table).key_text(row.content) for row in own}
        asked[_ENTRY_KIND[table]] = codes
        yield from _behind(connection, strategy, table, codes)
    yield "entry", _entries(connection, strategy, asked)
    yield "comment", stored_where(connection, strategy, "comment", FACTS["comment"].c.measure == code)


def _about_row(connection: sa.Connection, strategy: int, table: str, key: Sequence[str]) -> _Told:
    text = key[0] if len(key) == 1 else key_text(tuple(key))
    own = _entities(connection, strategy, entity.c.kind == table, entity.c.key == text)
    yield table, stored_where(connection, strategy, table, FACTS[table].c.entity_id.in_(own))
    if table in _BEHIND:
        yield from _behind(connection, strategy, table, key)
        yield "entry", _entries(connection, strategy, {_ENTRY_KIND[table]: key})


def _behind(connection: sa.Connection, strategy: int, table: str, codes: Collection[str]) -> _Told:
    """The versions of the rows that name one of these milestones or indicators."""
    ids = _entities(connection, strategy, entity.c.kind == table, entity.c.key.in_(codes))
    for follower in _BEHIND[table]:
        yield follower, stored_where(connection, strategy, follower, FACTS[follower].c[table].in_(ids))


def _entries(connection: sa.Connection, strategy: int, asked: Mapping[str, Collection[str]]) -> list[Stored]:
    entry = FACTS["entry"].c
    which = sa.or_(*(sa.and_(entry.kind == kind, entry.subject.in_(codes)) for kind, codes in asked.items()))
    return stored_where(connection, strategy, "entry", which)


#: What an entry about a row of a table is called.
_ENTRY_KIND = {"milestone": "milestone", "indicator": "value"}
#: Tables whose rows hang on a measure, and those whose rows name one of theirs.
_BEHIND = {
    "milestone": ("baseline", "forecast"),
    "indicator": ("definition", "target", "interim_target", "indicator_value"),
}


def _entities(connection: sa.Connection, strategy: int, *which: sa.ColumnElement[bool]) -> list[int]:
    query = sa.select(entity.c.id).where(entity.c.strategy_id == strategy, *which)
    return list(connection.scalars(query))
