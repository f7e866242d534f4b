"""Nothing is overwritten: what an intruder, or a slip of the program, may try on either database."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from dashboard.storage.engine import reading, writing
from dashboard.storage.schema import FACTS, WITHOUT_HISTORY, change, entity, metadata, strategy_root
from tests.storage.packages import TODAY, every_table, store, store_working_rows

REFUSED = (sa.exc.IntegrityError, sa.exc.DatabaseError)
KEPT = [*FACTS, "change", "entity", "strategy_root"]


@pytest.fixture
def full(engine: sa.Engine) -> sa.Engine:
    """A database with one row in every table."""
    store(engine, every_table())
    store_working_rows(engine)
    return engine


def contents(engine: sa.Engine) -> dict[str, list]:
    with reading(engine) as connection:
        return {name: connection.execute(sa.select(metadata.tables[name])).all() for name in KEPT}


def refused(engine: sa.Engine, *statements: str | sa.Executable) -> list[str]:
    """Runs each statement by itself; returns those that were not refused."""
    passed = []
    for statement in statements:
        try:
            with writing(engine) as connection:
                connection.execute(sa.text(statement) if isinstance(statement, str) else statement)
        except REFUSED:
            continue
        passed.append(str(statement))
    return passed


def test_every_table_holds_a_row_that_an_attack_could_hit(full: sa.Engine) -> None:
    assert [name for name, rows in contents(full).items() if not rows] == []


def test_no_column_of_a_fact_can_be_overwritten(full: sa.Engine) -> None:
    before = contents(full)
    attacks = [
        f'UPDATE "{name}" SET "{column.name}" = NULL WHERE "{column.name}" IS NOT NULL'
        for name, table in FACTS.items()
        for column in table.columns
        if column.nullable and column.name != "superseded"
    ]
    attacks += [f'UPDATE "{name}" SET id = id + 1000' for name in FACTS]
    attacks += [f'UPDATE "{name}" SET recorded = recorded + 1000' for name in FACTS]
    stood = {name: rows[0]._mapping for name, rows in before.items()}
    told = [a for a in attacks if "NULL WHERE" not in a or stood[a.split('"')[1]][a.split('"')[3]] is not None]
    assert len(told) > 200
    assert refused(full, *told) == []
    assert contents(full) == before


def test_a_fact_is_closed_once_and_stays_closed(full: sa.Engine) -> None:
    with writing(full) as connection:
        later = connection.scalar(sa.select(sa.func.max(change.c.id))) + 1
        rows = connection.execute(sa.select(change).limit(1)).mappings().one()
        connection.execute(sa.insert(change).values({**rows, "id": later}))
        connection.execute(sa.insert(change).values({**rows, "id": later + 1}))
        connection.execute(sa.update(FACTS["goal"]).values(superseded=later))
    again = sa.update(FACTS["goal"]).values(superseded=later + 1)
    open_again = sa.update(FACTS["goal"]).values(superseded=None)
    assert refused(full, again, open_again) == []


def test_a_closing_cannot_carry_another_change_along(full: sa.Engine) -> None:
    number = contents(full)["change"][0].id
    attacks = [
        f"UPDATE \"{name}\" SET superseded = {number}, section = section || 'x'"
        for name, table in FACTS.items()
        if "section" in table.columns
    ]
    assert refused(full, *attacks) == []


def test_changes_and_identities_never_change(full: sa.Engine) -> None:
    before = contents(full)
    attacks = [sa.update(table).values({column.name: column}) for table in (change, entity) for column in table.columns]
    attacks += [sa.update(change).values(role="mayor"), sa.update(entity).values(key="x2")]
    assert refused(full, *attacks) == []
    assert contents(full) == before


def test_the_data_version_only_rises_and_a_slug_stays(full: sa.Engine) -> None:
    attacks = (
        sa.update(strategy_root).values(data_version=0),
        sa.update(strategy_root).values(data_version=strategy_root.c.data_version),
        sa.update(strategy_root).values(slug="other", data_version=strategy_root.c.data_version + 1),
    )
    assert refused(full, *attacks) == []


def test_nothing_can_be_deleted(full: sa.Engine) -> None:
    before = contents(full)
    assert refused(full, *(f'DELETE FROM "{name}"' for name in KEPT)) == []
    assert contents(full) == before


def test_nothing_can_be_truncated_or_replaced(full: sa.Engine) -> None:
    before = contents(full)
    attacks = [
        f'TRUNCATE "{name}" CASCADE'
        if full.dialect.name == "postgresql"
        else f'INSERT OR REPLACE INTO "{name}" SELECT * FROM "{name}"'
        for name in KEPT
    ]
    assert refused(full, *attacks) == []
    assert contents(full) == before


def test_an_insert_that_updates_on_conflict_is_refused(full: sa.Engine) -> None:
    before = contents(full)
    attacks = [
        f'INSERT INTO "{name}" SELECT * FROM "{name}" WHERE true ON CONFLICT (id) DO UPDATE SET recorded = 1'
        for name in FACTS
    ]
    assert refused(full, *attacks) == []
    assert contents(full) == before


def test_two_versions_of_one_entity_never_hold_at_once(full: sa.Engine) -> None:
    rows = contents(full)
    twins = [sa.insert(FACTS[name]).values({**rows[name][0]._mapping, "id": 1000}) for name in FACTS]
    assert refused(full, *twins) == []


def test_a_word_that_the_codebook_does_not_know_is_refused(full: sa.Engine) -> None:
    row = contents(full)["measure_status"][0]._mapping
    strange = {**row, "id": 1000, "superseded": row["recorded"] + 1, "status": "almost"}
    assert refused(full, sa.insert(FACTS["measure_status"]).values(strange)) == []


def test_a_table_without_history_is_named_with_its_reason(engine: sa.Engine) -> None:
    kept = {name for name, table in metadata.tables.items() if {"recorded", "superseded"} <= set(table.columns.keys())}
    found = set(sa.inspect(engine).get_table_names()) - {"alembic_version"}
    assert found - kept == set(WITHOUT_HISTORY)
    assert all(WITHOUT_HISTORY.values())
    assert kept == set(FACTS)


def test_every_index_of_a_table_with_many_rows_begins_with_the_strategy(engine: sa.Engine) -> None:
    inspector = sa.inspect(engine)
    strange = [
        (table, index["name"])
        for table in (*FACTS, "change", "entity")
        for index in inspector.get_indexes(table)
        if index["column_names"][0] != "strategy_id"
    ]
    assert strange == []


def test_an_import_of_one_day_is_the_only_change(full: sa.Engine) -> None:
    days = {row.known_on for row in contents(full)["change"] if row.way == "import"}
    assert len(days) == 1
    assert TODAY not in days
