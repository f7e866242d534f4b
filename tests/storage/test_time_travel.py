"""Thirty changes on thirty days: what was known on each day can be read, and exported, for ever after."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from dashboard.domain.state import StrategyState
from dashboard.errors import NotFound
from dashboard.storage.chain import verify_chain
from dashboard.storage.engine import reading
from tests.conftest import Fresh
from tests.operations.test_import_package import form
from tests.storage.packages import SLUG, START, Package, Row, exported, row, state, store, town

FIRST = dt.date(2024, 4, 1)
DAYS = [FIRST + dt.timedelta(number) for number in range(30)]
STAND = dt.date(2024, 12, 31)


def month(package: Package, number: int, day: dt.date) -> Package:
    """What the town changes on the day of that number: words, dates, money, a new row, a row gone, a reference."""
    new = {"known_on": day}
    match number % 6:
        case 0:
            return package.changed("measure", {"code": "lamps"}, title=f"Titel {number}", **new)
        case 1:
            return package.changed("milestone", {"code": "desk-2"}, actual_date=day, actual_date_words=None, **new)
        case 2:
            return package.changed("posting", {"code": "lamps-1"}, amount=5000 + number, date=day, **new)
        case 3:
            more = row("forecast", milestone="lamps-2", report_date=day, date=STAND, **new)
            return package.with_rows("forecast", more)
        case 4:
            return package.without("forecast", report_date=DAYS[number - 1])
        case _:
            field = "f2" if number % 12 == 5 else "f1"
            return package.changed("measure", {"code": "desk"}, field=field, published=number % 12 == 5, **new)


def known(facts: StrategyState, day: dt.date | None) -> StrategyState:
    """The state as the read of a day of knowledge calls it."""
    return replace(facts, known_on=day)


@pytest.fixture(scope="module")
def town_hall(lasting: Fresh) -> sa.Engine:
    """The database in which the month happens."""
    return lasting(True)


@pytest.fixture(scope="module")
def kept(town_hall: sa.Engine) -> dict[dt.date, tuple[dict[str, list[Row]], StrategyState, StrategyState]]:
    """For each day the export and the states, internal and public, of that evening."""
    engine, package = town_hall, town()
    evenings = {}
    store(engine, package, FIRST - dt.timedelta(1))
    for number, day in enumerate(DAYS):
        package = month(package, number, day)
        assert store(engine, package, day).changes == 1
        evenings[day] = (exported(engine), state(engine, STAND), state(engine, STAND, audience="public"))
    return evenings


def test_every_evening_can_be_exported_as_it_was(town_hall: sa.Engine, kept) -> None:
    differing = [day for day, (export, _internal, _public) in kept.items() if exported(town_hall, day) != export]
    assert differing == []
    assert len({str(export) for export, _internal, _public in kept.values()}) == len(DAYS)


def test_every_evening_can_be_read_as_it_was(town_hall: sa.Engine, kept) -> None:
    for day, (_export, internal, public) in kept.items():
        assert state(town_hall, STAND, day) == known(internal, day)
        assert state(town_hall, STAND, day, "public") == known(public, day)


def test_an_evening_before_the_first_change_shows_the_first_package(town_hall: sa.Engine, kept) -> None:
    measures = {measure.code: measure.title for measure in state(town_hall, STAND, START).measures}
    assert measures["lamps"] == "Maßnahme lamps"
    assert exported(town_hall, START) == exported(town_hall, FIRST - dt.timedelta(1))


def test_before_the_strategy_was_known_there_is_none(town_hall: sa.Engine, kept) -> None:
    with pytest.raises(NotFound):
        state(town_hall, STAND, START - dt.timedelta(1))
    assert exported(town_hall, START - dt.timedelta(1)) == {}


def test_the_whole_month_fits_the_chain(town_hall: sa.Engine, kept) -> None:
    with reading(town_hall) as connection:
        assert verify_chain(connection, SLUG) is None


def test_the_last_export_is_the_whole_history(lasting: Fresh, town_hall: sa.Engine, kept) -> None:
    """Imported into an empty database it tells the same month."""
    elsewhere = lasting(True)
    store(elsewhere, Package(SLUG, exported(town_hall)), DAYS[-1])
    assert exported(elsewhere) == exported(town_hall)
    for day in DAYS:
        assert state(elsewhere, STAND, day) == state(town_hall, STAND, day)


def test_an_entry_corrected_on_the_same_day_leaves_one_version(engine: sa.Engine) -> None:
    store(engine, town(), FIRST)
    for title in ("Erster Versuch", "Zweiter Versuch"):
        form(engine, DAYS[3], title)
    titles = [(one["title"], one["known_on"]) for one in exported(engine)["goal"]]
    assert titles == [("Bürgernah", START), ("Zweiter Versuch", DAYS[3])]
    assert [goal.title for goal in state(engine, STAND, DAYS[3]).goals] == ["Zweiter Versuch"]
    assert [goal.title for goal in state(engine, STAND, DAYS[2]).goals] == ["Bürgernah"]
