"""A database as an older program left it: at an earlier revision, with the rows of one of today."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from alembic import command

from dashboard.storage import migrate
from dashboard.storage.engine import reading, writing
from dashboard.storage.guards import put_guards
from dashboard.storage.schema import metadata

Rows = dict[str, list[sa.Row]]


def rows(engine: sa.Engine, *, without: Collection[str] = (), without_table: str = "") -> Rows:
    """Every row by table, in what the database had before these columns or this table came."""
    with reading(engine) as connection:
        return {
            table.name: connection.execute(sa.select(*_columns(table, without)).order_by(*table.primary_key)).all()
            for table in metadata.sorted_tables
            if table.name != without_table
        }


def _columns(table: sa.Table, without: Collection[str]) -> list[sa.Column]:
    return [column for column in table.columns if column.name not in without]


def fill(engine: sa.Engine, revision: str, held: Rows) -> None:
    """An empty database at a revision, with these rows."""
    with writing(engine) as connection:
        command.upgrade(migrate.config(connection), revision)
        for table in metadata.sorted_tables:
            if held.get(table.name):
                _put(connection, table, held[table.name])
        put_guards(connection)


def _put(connection: sa.Connection, table: sa.Table, held: list[sa.Row]) -> None:
    known = sa.table(table.name, *(sa.column(name, table.c[name].type) for name in held[0]._fields))
    connection.execute(sa.insert(known), [one._asdict() for one in held])
    if connection.dialect.name == "postgresql" and "id" in table.c:
        last = sa.func.setval(sa.func.pg_get_serial_sequence(f'"{table.name}"', "id"), held[-1][0])
        connection.execute(sa.select(last))
