"""Transactions that lose nothing, alone and beside others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.storage import history, rows
from dashboard.storage.chain import verify_chain
from dashboard.storage.content import shape
from dashboard.storage.engine import create_engine, reading, writing
from dashboard.storage.facts import Revision
from dashboard.storage.schema import FACTS, change, strategy_root
from tests.storage.packages import SLUG, TODAY, store, town

WRITERS, WRITES = 50, 20


def test_sqlite_is_set_up_to_lose_nothing(tmp_path: Path) -> None:
    with reading(create_engine(f"sqlite:///{tmp_path / 'x.db'}")) as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "recursive_triggers")
        }
    full = 2
    assert told == {
        "journal_mode": "wal", "synchronous": full, "foreign_keys": 1, "busy_timeout": 10_000, "recursive_triggers": 1,
    }  # fmt: skip


def test_a_block_that_fails_writes_nothing(engine: sa.Engine) -> None:
    def fail() -> None:
        with writing(engine) as connection:
            history.add_strategy(connection, SLUG)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with reading(engine) as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(strategy_root)) == 0


def test_a_read_sees_one_state_even_while_others_write(engine: sa.Engine) -> None:
    store(engine, town())
    count = sa.select(sa.func.count()).select_from(FACTS["milestone"])
    with reading(engine) as connection:
        before = connection.scalar(count)
        store(engine, town().with_rows("milestone", town().tables["milestone"][0] | {"code": "late"}))
        assert connection.scalar(count) == before
    with reading(engine) as connection:
        assert connection.scalar(count) > before


@pytest.mark.parametrize("fresh", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_read_cannot_write_on_postgresql(engine: sa.Engine) -> None:
    """SQLite has no such transaction."""
    with pytest.raises(sa.exc.DBAPIError, match="read-only"), reading(engine) as connection:
        history.add_strategy(connection, SLUG)


def rename(engine: sa.Engine, slug: str, title: str) -> None:
    """One edit as a form makes it: read what holds, close it, add the next version."""
    with writing(engine) as connection:
        root = history.lock(connection, slug)
        assert root
        held = rows.held(connection, root.id, "goal", ("g1",))
        assert held
        content = shape("goal").content(shape("goal").row(held.content) | {"title": title})
        closing = history.Closing("goal", held.row_id, TODAY)
        entry = history.Entry("form", "sponsor", account=7)
        history.record(connection, root, entry, [Revision("goal", content, TODAY)], [closing])


def test_many_writers_at_once_lose_no_write(engine: sa.Engine) -> None:
    """Two strategies, so that on PostgreSQL some wait for a row and some do not."""
    slugs = (SLUG, "nebenstadt")
    for slug in slugs:
        store(engine, town(slug))

    def write(writer: int) -> None:
        for number in range(WRITES):
            rename(engine, slugs[writer % 2], f"{writer}-{number}")

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    with reading(engine) as connection:
        forms = connection.scalar(sa.select(sa.func.count()).where(change.c.way == "form"))
        titles = set(connection.scalars(sa.select(FACTS["goal"].c.title)))
        assert [verify_chain(connection, slug) for slug in slugs] == [None, None]
    assert forms == WRITERS * WRITES
    assert titles == {"Bürgernah"} | {f"{writer}-{number}" for writer in range(WRITERS) for number in range(WRITES)}
