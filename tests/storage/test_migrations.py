"""The schema of a database: how it comes about, and that it is the one the program expects."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from dashboard.storage import migrate, schema
from dashboard.storage.chain import verify_chain
from dashboard.storage.engine import reading, writing
from dashboard.storage.guards import guarded, take_guards_off
from dashboard.storage.schema import metadata
from dashboard.storage.types import PlainNumber
from tests.storage.packages import SLUG, store, town


def triggers(engine: sa.Engine) -> int:
    with reading(engine) as connection:
        if engine.dialect.name == "sqlite":
            return connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").scalar_one()
        return connection.exec_driver_sql("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal").scalar_one()


def checks(engine: sa.Engine) -> set[str | None]:
    inspector = sa.inspect(engine)
    return {check["name"] for table in metadata.tables for check in inspector.get_check_constraints(table)}


def test_an_empty_database_gets_every_table_of_the_program(empty_engine: sa.Engine) -> None:
    assert not migrate.is_current(empty_engine)
    migrate.upgrade(empty_engine)
    assert migrate.is_current(empty_engine)
    assert set(metadata.tables) <= set(sa.inspect(empty_engine).get_table_names())


def test_the_revision_with_the_highest_number_is_the_last_of_the_chain(engine: sa.Engine) -> None:
    chain = ScriptDirectory.from_config(migrate.config())
    assert migrate.latest_revision() == chain.get_current_head()
    assert [revision.revision for revision in chain.walk_revisions()] == sorted(
        (revision.revision for revision in chain.walk_revisions()), reverse=True
    )
    with reading(engine) as connection:
        assert migrate.revision_of(connection) == MigrationContext.configure(connection).get_current_revision()


def test_the_revisions_make_exactly_the_schema_of_the_program(engine: sa.Engine) -> None:
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_revisions_make_every_check_of_the_schema(engine: sa.Engine) -> None:
    wanted = {
        str(constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
    assert checks(engine) == wanted


def test_the_first_revision_allows_the_same_words_as_the_codebook(fresh) -> None:
    """Names of checks are not enough: a choice may have got a word more."""
    by_revisions, by_metadata = fresh(True), fresh(False)
    with writing(by_metadata) as connection:
        metadata.create_all(connection)

    def texts(engine: sa.Engine) -> dict[str | None, str]:
        found = [c for t in metadata.tables for c in sa.inspect(engine).get_check_constraints(t)]
        return {check["name"]: check["sqltext"].replace('"', "") for check in found}

    assert texts(by_revisions) == texts(by_metadata)


def test_upgrading_twice_changes_nothing(engine: sa.Engine) -> None:
    before = triggers(engine)
    migrate.upgrade(engine)
    assert triggers(engine) == before


def test_every_table_with_history_is_guarded(engine: sa.Engine) -> None:
    each = 2 if engine.dialect.name == "sqlite" else 3  # UPDATE and DELETE; TRUNCATE too on PostgreSQL
    assert triggers(engine) == each * len(guarded())


def test_guards_come_off_and_back_on(engine: sa.Engine) -> None:
    before = triggers(engine)
    with writing(engine) as connection:
        take_guards_off(connection)
    assert triggers(engine) == 0
    with writing(engine) as connection:
        migrate.put_guards(connection)
    assert triggers(engine) == before


def test_a_migration_stopped_half_way_leaves_the_old_state(
    empty_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(connection: sa.Connection) -> None:
        assert sa.inspect(connection).has_table("measure"), "the revisions have run, within the transaction"
        raise SystemExit

    monkeypatch.setattr(migrate, "put_guards", power_cut)
    with pytest.raises(SystemExit):
        migrate.upgrade(empty_engine)
    assert sa.inspect(empty_engine).get_table_names() == []
    monkeypatch.undo()
    migrate.upgrade(empty_engine)
    assert migrate.is_current(empty_engine)


def test_a_new_column_is_drafted_as_a_revision_that_both_databases_take(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate._SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "_SCRIPTS", scripts)
    store(engine, town())
    before = triggers(engine)
    wider = sa.MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(wider)
    wider.tables["goal"].append_column(sa.Column("weight", PlainNumber()))
    monkeypatch.setattr(schema, "metadata", wider)
    migrate.draft_revision(engine, "Weights of goals")
    [drafted] = [path for path in scripts.glob("versions/*.py") if path.name.endswith("weights_of_goals.py")]
    assert "PlainNumber" in drafted.read_text()
    assert not migrate.is_current(engine)
    migrate.upgrade(engine)
    assert migrate.is_current(engine)
    assert "weight" in {column["name"] for column in sa.inspect(engine).get_columns("goal")}
    assert triggers(engine) == before
    with reading(engine) as connection:
        assert verify_chain(connection, SLUG) is None
