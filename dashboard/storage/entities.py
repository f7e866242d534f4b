"""Identities of a strategy: from kind and key to the id that foreign keys hold, and new ids in blocks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from dashboard.storage.bulk import insert_rows
from dashboard.storage.schema import entity

#: Ids of entities by kind and key.
Ids = dict[str, dict[str, int]]

#: Asking for so many keys at once costs more than reading all of their kind.
_MANY = 500


def take_ids(connection: sa.Connection, table: sa.Table, count: int) -> Sequence[int]:
    """`count` ids that no other row of the table has or gets, rising. Needs the write transaction."""
    if not count:
        return ()
    if connection.dialect.name == "sqlite":
        last = connection.scalar(sa.select(sa.func.max(table.c.id))) or 0
        return range(last + 1, last + 1 + count)
    sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', "id")
    block = sa.func.generate_series(1, count).table_valued("n")
    return connection.scalars(sa.select(sa.func.nextval(sequence)).select_from(block)).all()


def find(connection: sa.Connection, strategy_id: int, wanted: Mapping[str, Collection[str]]) -> Ids:
    """The ids of the wanted keys that exist, by kind."""
    return {kind: _of_kind(connection, strategy_id, kind, keys) for kind, keys in wanted.items()}


def _of_kind(connection: sa.Connection, strategy_id: int, kind: str, keys: Collection[str]) -> dict[str, int]:
    query = sa.select(entity.c.key, entity.c.id).where(entity.c.strategy_id == strategy_id, entity.c.kind == kind)
    if len(keys) <= _MANY:
        query = query.where(entity.c.key.in_(keys))
    return dict(connection.execute(query).all())


def add(connection: sa.Connection, strategy_id: int, ids: Ids, keys: Mapping[str, Collection[str]]) -> None:
    """Store the keys that have no entity yet and enter their ids in `ids`."""
    new = [(kind, key) for kind, some in keys.items() for key in some if key not in ids[kind]]
    rows = []
    for number, (kind, key) in zip(take_ids(connection, entity, len(new)), new, strict=True):
        ids[kind][key] = number
        rows.append((number, strategy_id, kind, key))
    insert_rows(connection, entity, ("id", "strategy_id", "kind", "key"), rows)
