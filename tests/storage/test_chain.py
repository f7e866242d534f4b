"""The chain of changes: whoever writes past the program is found, and the row is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from dashboard.storage.chain import Head, Problem, head, verify_chain
from dashboard.storage.engine import reading, writing
from dashboard.storage.guards import take_guards_off
from dashboard.storage.schema import FACTS, change, entity
from tests.storage.packages import SLUG, TODAY, store, town

goal, milestone = FACTS["goal"], FACTS["milestone"]


@pytest.fixture
def written(engine: sa.Engine) -> sa.Engine:
    """A strategy with three changes: an import, a revised goal, an ended forecast."""
    store(engine, town())
    store(engine, town().changed("goal", {}, title="Neu", known_on=None))
    package = town().changed("goal", {}, title="Neu", known_on=None).without("forecast", milestone="desk-2")
    store(engine, package, TODAY + dt.timedelta(1))
    return engine


def problem(engine: sa.Engine, kept: Head | None = None) -> Problem | None:
    with reading(engine) as connection:
        return verify_chain(connection, SLUG, kept)


def tamper(engine: sa.Engine, *statements: sa.Executable) -> None:
    """What someone with the database's password may do."""
    with writing(engine) as connection:
        take_guards_off(connection)
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
        else:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for statement in statements:
            connection.execute(statement)


def test_an_untouched_chain_is_whole(written: sa.Engine) -> None:
    assert problem(written) is None
    with reading(written) as connection:
        assert head(connection, SLUG).changes == 3
        assert problem(written, head(connection, SLUG)) is None


def test_a_touched_value_names_its_row(written: sa.Engine) -> None:
    tamper(written, sa.update(milestone).where(milestone.c.code == "desk-1").values(title="Erreicht"))
    found = problem(written)
    assert found
    assert (found.what, found.table, found.key) == ("content", "milestone", "desk-1")


def test_the_first_touched_row_is_named(written: sa.Engine) -> None:
    tamper(
        written,
        sa.update(goal).where(goal.c.title == "Neu").values(title="Später"),
        sa.update(goal).where(goal.c.title == "Bürgernah").values(title="Früher"),
    )
    found = problem(written)
    with reading(written) as connection:
        first = connection.scalar(sa.select(sa.func.min(change.c.id)))
    assert found
    assert (found.what, found.change, found.table, found.key) == ("content", first, "goal", "g1")


def test_a_removed_row_is_missed(written: sa.Engine) -> None:
    with reading(written) as connection:
        number = connection.scalar(sa.select(milestone.c.id).where(milestone.c.code == "lamps-2"))
    tamper(written, sa.delete(milestone).where(milestone.c.id == number))
    found = problem(written)
    assert found
    assert (found.what, found.table, found.row_id) == ("missing", "milestone", number)


def test_a_row_slipped_in_is_found(written: sa.Engine) -> None:
    with writing(written) as connection:
        row = connection.execute(sa.select(milestone).where(milestone.c.code == "lamps-2")).mappings().one()
        last = connection.scalar(sa.select(sa.func.max(change.c.id)))
        connection.execute(sa.insert(milestone).values({**row, "id": 900, "superseded": last}))
    found = problem(written)
    assert found
    assert (found.what, found.table, found.row_id) == ("added", "milestone", 900)


def test_a_row_opened_again_is_found(written: sa.Engine) -> None:
    forecast = FACTS["forecast"]
    tamper(written, sa.update(forecast).values(superseded=None))
    found = problem(written)
    assert found
    assert (found.what, found.table, found.key) == ("open", "forecast", f'["desk-2","{dt.date(2024, 1, 2)}"]')


def test_a_row_closed_by_nobody_is_found(written: sa.Engine) -> None:
    """The guards allow a closing; that no change closed the row is seen by the chain."""
    with writing(written) as connection:
        last = connection.scalar(sa.select(sa.func.max(change.c.id)))
        connection.execute(sa.update(milestone).where(milestone.c.code == "lamps-2").values(superseded=last))
    found = problem(written)
    assert found
    assert (found.what, found.change, found.key) == ("closed", last, "lamps-2")


def test_a_renamed_identity_is_found_in_the_rows_that_name_it(written: sa.Engine) -> None:
    tamper(written, sa.update(entity).where(entity.c.key == "desk").values(key="disc"))
    found = problem(written)
    assert found
    assert found.what == "content"


Field = dict[str, object]


@pytest.mark.parametrize(
    "values",
    [{"role": "mayor"}, {"account": 5}, {"reason": "so"}, {"way": "form"}, {"known_on": dt.date(2020, 1, 1)}],
    ids=lambda values: next(iter(values)),
)
def test_a_touched_change_is_found(written: sa.Engine, values: Field) -> None:
    with reading(written) as connection:
        second = connection.scalars(sa.select(change.c.id).order_by(change.c.id)).all()[1]
    tamper(written, sa.update(change).where(change.c.id == second).values(values))
    found = problem(written)
    assert found
    assert (found.what, found.change) == ("change", second)


def _cut(engine: sa.Engine, where: Callable[[int, int, int], int]) -> int:
    """Removes a change with all it wrote; returns its id."""
    with reading(engine) as connection:
        number = where(*connection.scalars(sa.select(change.c.id).order_by(change.c.id)).all())
    statements = [sa.delete(table).where(table.c.recorded == number) for table in FACTS.values()]
    statements += [
        sa.update(table).where(table.c.superseded == number).values(superseded=None) for table in FACTS.values()
    ]
    tamper(engine, *statements, sa.delete(change).where(change.c.id == number))
    return number


def test_a_change_cut_out_of_the_middle_is_found(written: sa.Engine) -> None:
    _cut(written, lambda _first, second, _third: second)
    found = problem(written)
    assert found
    assert found.what == "order"


def test_a_cut_tail_is_found_by_the_head_that_was_kept(written: sa.Engine) -> None:
    with reading(written) as connection:
        kept = head(connection, SLUG)
    _cut(written, lambda _first, _second, third: third)
    assert problem(written) is None, "without the kept head a cut tail cannot be seen"
    found = problem(written, kept)
    assert found
    assert found.what == "head"


def test_a_kept_head_stays_good_while_the_strategy_goes_on(written: sa.Engine) -> None:
    with reading(written) as connection:
        kept = head(connection, SLUG)
    package = town().changed("goal", {}, title="Noch neuer", known_on=None).without("forecast", milestone="desk-2")
    store(written, package, TODAY + dt.timedelta(3))
    assert problem(written, kept) is None
