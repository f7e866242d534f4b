"""A database that an older program filled takes the column for the reported cost, and all it held stays whole."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from dashboard.storage import migrate
from dashboard.storage.chain import Head, head, verify_chain
from dashboard.storage.content import digest, shape
from dashboard.storage.engine import reading, writing
from dashboard.storage.rows import strategy_id, versions
from tests.storage.older import Rows, fill, rows
from tests.storage.packages import SLUG, START, TODAY, Package, exported, row, state, store, town

NEW = ("cost_forecast", "cost_forecast_precision", "cost_forecast_words")
#: Of a report without a cost, as the program of the first revision wrote it.
FIRST_DIGEST = "7e8b972ea11d431bc449b50cffd8cd5e"


def wider_town() -> Package:
    """The town a day later: one report corrected, one forecast ended."""
    corrected = town().changed("status_report", {"text": "Stockt"}, text="Läuft wieder", known_on=None)
    return corrected.without("forecast", milestone="desk-2")


@pytest.fixture
def old(fresh) -> tuple[sa.Engine, Rows, Head]:
    """A filled database of the first revision, its rows and the end of its chain of changes."""
    source, engine = fresh(True), fresh(False)
    store(source, town())
    store(source, wider_town(), TODAY + dt.timedelta(1))
    with reading(source) as connection:
        end = head(connection, SLUG)
    fill(engine, "0001", rows(source, without=NEW))
    return engine, rows(source, without=NEW), end


def test_a_filled_database_of_the_first_revision_keeps_every_row(old: tuple[sa.Engine, Rows, Head]) -> None:
    engine, held, _end = old
    assert len(held["status_report"]) == 3
    assert any(one.superseded for one in held["status_report"])
    assert not migrate.is_current(engine)
    assert not set(NEW) & {column["name"] for column in sa.inspect(engine).get_columns("status_report")}
    migrate.upgrade(engine)
    assert migrate.is_current(engine)
    assert rows(engine, without=NEW) == held
    assert [one["cost_forecast"] for one in exported(engine)["status_report"]] == [None] * 3


def test_the_chain_of_changes_of_an_older_database_is_still_whole(old: tuple[sa.Engine, Rows, Head]) -> None:
    engine, _held, end = old
    migrate.upgrade(engine)
    with reading(engine) as connection:
        assert verify_chain(connection, SLUG, end) is None
        assert head(connection, SLUG) == end


def test_the_history_of_an_older_database_is_guarded_again(old: tuple[sa.Engine, Rows, Head]) -> None:
    engine, held, _end = old
    migrate.upgrade(engine)
    for attack in ("UPDATE status_report SET cost_forecast = 1", "DELETE FROM status_report"):
        with pytest.raises((sa.exc.IntegrityError, sa.exc.DatabaseError)), writing(engine) as connection:
            connection.exec_driver_sql(attack)
    assert rows(engine, without=NEW) == held


def test_an_older_database_takes_a_report_with_a_cost_and_gives_it_back(old: tuple[sa.Engine, Rows, Head]) -> None:
    engine, _held, end = old
    migrate.upgrade(engine)
    later = TODAY + dt.timedelta(2)
    told = row(
        "status_report", measure="desk", report_date=later, text="Wird teurer", published=True, known_on=later,
        cost_forecast=21500000, cost_forecast_precision="approx", cost_forecast_words="rund 215.000 Euro",
    )  # fmt: skip
    store(engine, wider_town().with_rows("status_report", told), later)
    assert told | {"known_until": None} in exported(engine)["status_report"]
    [report] = state(engine, later).status_reports_of["desk"]
    assert report.cost_forecast
    assert (report.cost_forecast.cents, report.cost_forecast.precision) == (21500000, "approx")
    with reading(engine) as connection:
        assert verify_chain(connection, SLUG, end) is None


def test_a_reported_cost_that_was_touched_breaks_the_chain(engine: sa.Engine) -> None:
    told = row("status_report", measure="desk", report_date=START, cost_forecast=100)
    store(engine, town().with_rows("status_report", told))
    with reading(engine) as connection:
        strategy = strategy_id(connection, SLUG)
        assert strategy
        stored = dict(versions(connection, strategy))["status_report"]
    digests = {digest("status_report", one.content) for one in stored}
    at = shape("status_report").names.index("cost_forecast")
    for one in stored:
        touched = (*one.content[:at], (one.content[at] or 0) + 1, *one.content[at + 1 :])
        assert digest("status_report", touched) not in digests


def test_an_empty_new_column_leaves_the_digest_of_the_first_program() -> None:
    content = shape("status_report").content(row("status_report", measure="lamps", report_date=START, text="Begonnen"))
    assert digest("status_report", content) == FIRST_DIGEST
