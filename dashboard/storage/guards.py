"""Triggers that keep the history: a fact is closed once and never otherwise changed, nothing is deleted.

They stand beside the tables and not in a revision: a revision that rebuilds a table (SQLite has no other way) would
lose them, so `migrate.upgrade` takes them off before its revisions and puts them back after the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa

from dashboard.storage.schema import FACTS, change, entity, strategy_root

_SEALED = (change, entity)
_TOLD = "history: a row is added or closed, never changed or removed"


def guarded() -> tuple[sa.Table, ...]:
    """Every table that a guard watches."""
    return (*FACTS.values(), *_SEALED, strategy_root)


def put_guards(connection: sa.Connection) -> None:
    """Create the triggers of every table that stands; it must be without them."""
    standing = set(sa.inspect(connection).get_table_names())
    tables = [table for table in guarded() if table.name in standing]
    _run(connection, _sqlite_guards(tables) if connection.dialect.name == "sqlite" else _postgresql_guards(tables))


def take_guards_off(connection: sa.Connection) -> None:
    """Drop the triggers of all tables that stand, for the length of a migration."""
    if connection.dialect.name == "sqlite":
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'keep_*'"
        )
        _run(connection, [f'DROP TRIGGER "{name}"' for name in names.scalars().all()])
    else:
        _run(connection, [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in _FUNCTIONS])


def _run(connection: sa.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


def _facts(tables: Iterable[sa.Table]) -> list[sa.Table]:
    return [table for table in tables if table.name in FACTS]


def _same(table: sa.Table, but: str) -> str:
    """SQLite condition: every column but one is as it was."""
    return " AND ".join(f'OLD."{column.name}" IS NEW."{column.name}"' for column in table.columns if column.name != but)


def _sqlite_guards(tables: Sequence[sa.Table]) -> Iterator[str]:
    for table in tables:
        yield _sqlite_trigger(table, "DELETE", "1")
    for table in _SEALED:
        yield _sqlite_trigger(table, "UPDATE", "1")
    for table in _facts(tables):
        closes = f"OLD.superseded IS NULL AND NEW.superseded IS NOT NULL AND {_same(table, 'superseded')}"
        yield _sqlite_trigger(table, "UPDATE", f"NOT ({closes})")
    rises = f"NEW.data_version > OLD.data_version AND {_same(strategy_root, 'data_version')}"
    yield _sqlite_trigger(strategy_root, "UPDATE", f"NOT ({rises})")


def _sqlite_trigger(table: sa.Table, event: str, when: str) -> str:
    return (
        f'CREATE TRIGGER keep_{table.name}_{event.lower()} BEFORE {event} ON "{table.name}" WHEN {when} '
        f"BEGIN SELECT RAISE(ABORT, '{_TOLD}'); END"
    )


_REFUSE = f"RAISE EXCEPTION '{_TOLD}' USING ERRCODE = 'integrity_constraint_violation'"
_FUNCTIONS = {
    "keep_all": f"BEGIN {_REFUSE}; END",
    "keep_fact": f"""BEGIN
        IF OLD.superseded IS NOT NULL OR NEW.superseded IS NULL
           OR to_jsonb(OLD) - 'superseded' <> to_jsonb(NEW) - 'superseded' THEN {_REFUSE}; END IF;
        RETURN NEW; END""",
    "keep_slug": f"""BEGIN
        IF NEW.data_version <= OLD.data_version
           OR to_jsonb(OLD) - 'data_version' <> to_jsonb(NEW) - 'data_version' THEN {_REFUSE}; END IF;
        RETURN NEW; END""",
}


def _postgresql_guards(tables: Sequence[sa.Table]) -> Iterator[str]:
    for name, body in _FUNCTIONS.items():
        yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
    for table in tables:
        yield _postgresql_trigger(table, "DELETE", "keep_all")
        yield _postgresql_trigger(table, "TRUNCATE", "keep_all", "STATEMENT")
    for table in _SEALED:
        yield _postgresql_trigger(table, "UPDATE", "keep_all")
    for table in _facts(tables):
        yield _postgresql_trigger(table, "UPDATE", "keep_fact")
    yield _postgresql_trigger(strategy_root, "UPDATE", "keep_slug")


def _postgresql_trigger(table: sa.Table, event: str, function: str, each: str = "ROW") -> str:
    return (
        f'CREATE TRIGGER keep_{table.name}_{event.lower()} BEFORE {event} ON "{table.name}" '
        f"FOR EACH {each} EXECUTE FUNCTION {function}()"
    )
