"""One way to write: conflicts, references, and what the data version counts."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from dashboard.errors import ConflictError, RefusedError
from dashboard.storage import history, read, rows
from dashboard.storage.content import shape
from dashboard.storage.engine import reading, writing
from dashboard.storage.facts import Revision
from dashboard.storage.rows import Stored
from dashboard.storage.schema import change
from tests.storage.packages import SLUG, TODAY, exported, store, town

ENTRY = history.Entry("form", "sponsor", account=3, reason="Tippfehler")


def held(engine: sa.Engine, slug: str = SLUG) -> Stored:
    """The goal's version that holds."""
    with reading(engine) as connection:
        strategy = rows.strategy_id(connection, slug)
        assert strategy
        found = rows.held(connection, strategy, "goal", ("g1",))
    assert found
    return found


def edit(engine: sa.Engine, seen: Stored, slug: str = SLUG, **values: str) -> None:
    """Someone who saw a version stores another one."""
    content = shape("goal").content(shape("goal").row(seen.content) | values)
    with writing(engine) as connection:
        root = history.lock(connection, slug)
        assert root
        history.record(
            connection, root, ENTRY, [Revision("goal", content, TODAY)], [history.Closing("goal", seen.row_id, TODAY)]
        )


def version(engine: sa.Engine) -> int | None:
    with reading(engine) as connection:
        return read.version(connection, SLUG)


def test_the_second_of_two_tabs_is_told_and_writes_nothing(engine: sa.Engine) -> None:
    store(engine, town())
    seen = held(engine)
    edit(engine, seen, title="Erster")
    before = version(engine)
    with pytest.raises(ConflictError):
        edit(engine, seen, title="Zweiter")
    assert [one["title"] for one in exported(engine)["goal"]] == ["Bürgernah", "Erster"]
    assert version(engine) == before


def test_a_row_of_another_strategy_cannot_be_closed(engine: sa.Engine) -> None:
    store(engine, town())
    store(engine, town("nebenstadt"))
    with pytest.raises(ConflictError):
        edit(engine, held(engine, "nebenstadt"), title="Fremd")


def test_each_transaction_that_writes_raises_the_data_version_by_one(engine: sa.Engine) -> None:
    assert version(engine) is None
    store(engine, town())
    assert version(engine) == 1
    edit(engine, held(engine), title="Anders")
    assert version(engine) == 2


def test_writing_nothing_is_no_change(engine: sa.Engine) -> None:
    store(engine, town())
    with writing(engine) as connection:
        root = history.lock(connection, SLUG)
        assert root
        assert history.record(connection, root, ENTRY, [], []) == {}
    assert version(engine) == 1


def test_a_change_says_who_when_and_why(engine: sa.Engine) -> None:
    store(engine, town())
    before = dt.datetime.now(dt.UTC)
    edit(engine, held(engine), title="Anders")
    with reading(engine) as connection:
        row = connection.execute(sa.select(change).order_by(change.c.id.desc()).limit(1)).one()
    assert (row.way, row.role, row.account, row.reason, row.known_on) == ("form", "sponsor", 3, "Tippfehler", TODAY)
    assert before <= row.recorded_at <= dt.datetime.now(dt.UTC)
    assert row.recorded_at.tzinfo is dt.UTC


def test_a_reference_to_an_unknown_code_is_refused_by_name(engine: sa.Engine) -> None:
    store(engine, town())
    with pytest.raises(RefusedError, match="g9"):
        edit(engine, held(engine), parent="g9")


def test_an_entry_in_the_program_can_name_what_was_imported(engine: sa.Engine) -> None:
    store(engine, town())
    edit(engine, held(engine), parent="g1")
    assert exported(engine)["goal"][-1]["parent"] == "g1"


def test_the_version_that_holds_is_found_by_its_key(engine: sa.Engine) -> None:
    store(engine, town())
    store(engine, town().without("forecast", milestone="desk-2"))
    with reading(engine) as connection:
        strategy = rows.strategy_id(connection, SLUG)
        assert strategy
        every = dict(rows.versions(connection, strategy))
        for table, stored in every.items():
            form = shape(table)
            for version in stored:
                key = tuple(version.content[at] for at in form.key_at)
                expected = version if version.superseded is None else None
                assert rows.held(connection, strategy, table, key) == expected
        assert rows.held(connection, strategy, "goal", ("g9",)) is None
        assert any(version.superseded for version in every["forecast"])
