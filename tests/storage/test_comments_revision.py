"""A database of the program before comments gets their table, and all it held stays whole."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from dashboard.operations import comments, periods
from dashboard.operations.deed import Actor
from dashboard.storage import migrate
from dashboard.storage.chain import Head, head, verify_chain
from dashboard.storage.engine import reading, writing
from tests.storage.older import Rows, fill, rows
from tests.storage.packages import SLUG, TODAY, store, town

OPERATOR = Actor(None, (), TODAY, operator=True)


@pytest.fixture
def old(fresh) -> tuple[sa.Engine, Rows, Head]:
    """A filled database of the third revision with work in progress, its rows and the end of its chain of changes."""
    source, engine = fresh(True), fresh(False)
    store(source, town())
    periods.close(source, OPERATOR, SLUG, str(TODAY.year - 1), "Fertig")
    with reading(source) as connection:
        end = head(connection, SLUG)
    held = rows(source, without_table="comment")
    fill(engine, "0003", held)
    return engine, held, end


def test_a_filled_database_of_the_third_revision_keeps_every_row_and_its_chain(
    old: tuple[sa.Engine, Rows, Head],
) -> None:
    engine, held, end = old
    assert len(held["period_lock"]) == 1
    assert not sa.inspect(engine).has_table("comment")
    migrate.upgrade(engine)
    assert migrate.is_current(engine)
    assert rows(engine, without_table="comment") == held
    with reading(engine) as connection:
        assert verify_chain(connection, SLUG, end) is None
        assert head(connection, SLUG) == end


def test_an_older_database_takes_a_comment_and_guards_it(old: tuple[sa.Engine, Rows, Head]) -> None:
    engine, _held, end = old
    migrate.upgrade(engine)
    comments.write(engine, OPERATOR, SLUG, "desk", "Läuft", None)
    for attack in ("UPDATE comment SET text = 'Anders'", "DELETE FROM comment"):
        with pytest.raises((sa.exc.IntegrityError, sa.exc.DatabaseError)), writing(engine) as connection:
            connection.exec_driver_sql(attack)
    assert [one.text for one in comments.of_measure(engine, SLUG, "desk")] == ["Läuft"]
    assert [one.text for one in comments.latest(engine, SLUG, 5)] == ["Läuft"]
    assert comments.counts(engine, SLUG) == {"desk": 1}
    with reading(engine) as connection:
        assert verify_chain(connection, SLUG, end) is None
