"""All rows of a database as lines of JSON, table by table, and back: the same lines for SQLite and PostgreSQL.

The tables are those that the database has, not those of this program: an older one is kept as it is, and comes back
at its own revision before the later ones are run.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa

from dashboard.storage.bulk import insert_rows

#: Not kept: the revision stands in the head of a backup, and an old backup must not log anybody in again.
LEFT_OUT = frozenset({"alembic_version", "session", "login_attempt"})
_BLOCK = 5000

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def tables(connection: sa.Connection) -> list[sa.Table]:
    """The tables of this database that an archive holds, each after those that it names."""
    found = sa.MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in LEFT_OUT]


def lines(connection: sa.Connection, table: sa.Table) -> Iterator[bytes]:
    """The names of the columns as a list, then a list of values a row, a line each. Needs a `reading` connection."""
    yield _line([column.name for column in table.columns])
    query = sa.select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=_BLOCK).execute(query):
        yield _line(map(_told, row))


def _line(values: Iterable[Any]) -> bytes:
    return (_json(list(values)) + "\n").encode()


def _told(value: Any) -> Any:
    if isinstance(value, dt.datetime):  # SQLite gives moments without a zone; they are in UTC
        return (value if value.tzinfo else value.replace(tzinfo=dt.UTC)).astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value


def rows(told: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The rows of such lines, as they were told."""
    table = iter(told)
    names = json.loads(next(table))
    return (dict(zip(names, json.loads(line), strict=True)) for line in table)


def load(connection: sa.Connection, table: sa.Table, told: Iterable[bytes]) -> None:
    """Add the rows of such lines to an empty table. Needs the write transaction."""
    several = iter(told)
    names = json.loads(next(several))
    convert = [_reader(table.c[name].type) for name in names]
    values = ([read(value) for read, value in zip(convert, json.loads(line), strict=True)] for line in several)
    while block := list(islice(values, _BLOCK)):
        insert_rows(connection, table, names, block)
    if connection.dialect.name == "postgresql":
        _go_on_counting(connection, table)


def _reader(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, sa.DateTime):
        return lambda text: None if text is None else dt.datetime.fromisoformat(text)
    if isinstance(kind, sa.Date):
        return lambda text: None if text is None else dt.date.fromisoformat(text)
    return lambda value: value


def _go_on_counting(connection: sa.Connection, table: sa.Table) -> None:
    """The next row gets a number after those that were added."""
    if "id" not in table.c:
        return
    sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', "id")
    last = sa.select(sa.func.max(table.c.id)).scalar_subquery()
    connection.execute(sa.select(sa.func.setval(sequence, last)).where(last.is_not(None)))
