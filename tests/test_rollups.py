"""The list of all strategies: stored lines, computed again when a figure may have changed unwritten."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard import rollups
from dashboard.cli import DONE, run
from dashboard.domain.state import AUDIENCES
from dashboard.domain.values import Period, StatedDay, StatedMoney
from dashboard.exchange.package import Package
from dashboard.exchange.reader import read_package
from dashboard.exchange.transfer import import_folder, take
from dashboard.operations.database import open_database
from dashboard.operations.store_roll_up import store_roll_up
from dashboard.pages.strategies import lines
from dashboard.reader import Reader
from dashboard.reporting.strategies import line
from dashboard.reporting.strategies_payload import line_of, payload
from dashboard.settings import PREFIX
from dashboard.storage.engine import create_engine, reading
from dashboard.storage.roll_ups import roll_ups
from tests.site import DATA, SLUGS, TODAY, Site

LIVE, ENDED = "musterstadt-2030", "hagenow-digitale-agenda"


def reader_of(engine: sa.Engine, audience: str = "internal", today: dt.date = TODAY) -> Reader:
    return Reader(engine, today=lambda: today, audience=audience)


@contextmanager
def statements(engine: sa.Engine) -> Iterator[list[str]]:
    """The statements that run inside the block."""
    found: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith("BEGIN"):
            found.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def stored(engine: sa.Engine, audience: str = "internal") -> dict[str, bool]:
    """By short name, whether a line is stored for the present version."""
    with reading(engine) as connection:
        return {found.slug: found.payload is not None for found in roll_ups(connection, audience)}


def changed(folder: Path, slug: str, old: str, new: str) -> Package:
    """The package of a strategy with other words in its row of the strategy."""
    shutil.copytree(DATA / slug, folder / slug)
    path = folder / slug / "strategy.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return read_package(folder / slug, TODAY)


def changed_title(folder: Path) -> Package:
    return changed(folder, ENDED, "Digitale Agenda Hagenow", "Ein anderer Titel")


@pytest.fixture(scope="module")
def living(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A database with a strategy that ended with its papers, and one that is kept up to date."""
    folder = tmp_path_factory.mktemp("living")
    engine = create_engine(f"sqlite:///{shutil.copy(sqlite_template, folder / 'living.db')}")
    import_folder(engine, DATA / ENDED, TODAY)
    take(engine, changed(folder, LIVE, ",2025-12-31,false,", ",2025-12-31,true,"), TODAY)
    for slug in (ENDED, LIVE):
        rollups.store(engine, slug, TODAY)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_stored_line_equals_what_the_strategy_itself_shows(site: Site, audience: str) -> None:
    with statements(site.engine) as ran:
        found = {one.slug: one for one in lines(reader_of(site.engine, audience))}
    assert len(ran) == 1, ran
    fresh = reader_of(site.engine, audience)
    assert found == {slug: line(fresh.view(slug).assessment) for slug in SLUGS}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_line_comes_back_from_json_exactly(site: Site, slug: str) -> None:
    one = line(reader_of(site.engine).view(slug).assessment)
    assert line_of(json.loads(json.dumps(payload(one)))) == one


def test_stated_words_fractions_and_periods_come_back_from_json(site: Site) -> None:
    one = line(reader_of(site.engine).view(LIVE).assessment)
    full = type(one)(
        **{name: getattr(one, name) for name in one.__slots__}
        | {
            "starts": StatedDay(dt.date(2019, 9, 30), "quarter", "III. Quartal 2019"),
            "stated": StatedMoney(71_700_000, "approx", "rund 717 Tausend EURO"),
            "next_evaluation": Period.parse("2026-Q2"),
            "parent": "wismar-isek",
        }
    )
    assert one.progress is not None
    assert one.progress.denominator > 1
    assert line_of(json.loads(json.dumps(payload(full)))) == full


def test_a_line_of_another_program_version_is_not_used(site: Site) -> None:
    made = payload(line(reader_of(site.engine).view(ENDED).assessment))
    assert line_of(made | {"made_by": "0.0.1"}) is None


def test_a_warm_list_takes_two_statements_at_most_however_many_strategies(site: Site) -> None:
    reader = reader_of(site.engine)
    with statements(site.engine) as ran:
        assert len(lines(reader)) == len(SLUGS)
    assert len(ran) <= 2, ran


def test_a_list_that_the_night_has_made_old_is_computed_once_a_worker(living: sa.Engine) -> None:
    tomorrow = reader_of(living, today=TODAY + dt.timedelta(days=1))
    with statements(living) as cold:
        first = lines(tomorrow)
    with statements(living) as warm:
        assert lines(tomorrow) == first
    assert len(warm) == 1 < len(cold)


@pytest.mark.parametrize("away", [-1, 1, 40])
def test_on_another_day_a_live_strategy_is_computed_again_and_an_ended_one_is_not(living: sa.Engine, away: int) -> None:
    day = TODAY + dt.timedelta(days=away)
    reader = reader_of(living, today=day)
    found = {one.slug: one for one in lines(reader)}
    assert set(reader.lines) == {LIVE}
    assert found[LIVE].as_of == day
    assert found[LIVE] == line(reader_of(living, today=day).view(LIVE).assessment)
    assert found[ENDED].as_of < TODAY


def test_on_the_day_itself_the_stored_line_of_a_live_strategy_holds(living: sa.Engine) -> None:
    reader = reader_of(living)
    found = {one.slug: one for one in lines(reader)}
    assert reader.lines == {}
    assert found[LIVE].as_of == TODAY


def test_a_write_makes_the_stored_line_stale_until_it_is_stored_again(engine: sa.Engine, tmp_path: Path) -> None:
    import_folder(engine, DATA / ENDED, TODAY)
    assert stored(engine) == {ENDED: False}
    rollups.store(engine, ENDED, TODAY)
    assert stored(engine) == stored(engine, "public") == {ENDED: True}
    [before] = lines(reader_of(engine))

    package = changed_title(tmp_path)
    take(engine, package, TODAY)
    assert stored(engine) == {ENDED: False}
    reader = reader_of(engine)
    assert [one.title for one in lines(reader)] == ["Ein anderer Titel"] != [before.title]
    assert stored(engine) == {ENDED: False}  # a request writes nothing
    rollups.store(engine, ENDED, TODAY)
    assert stored(engine) == {ENDED: True}
    assert lines(reader_of(engine)) == lines(reader)


def test_figures_of_an_older_version_are_not_stored(engine: sa.Engine, tmp_path: Path) -> None:
    import_folder(engine, DATA / ENDED, TODAY)
    rollups.store(engine, ENDED, TODAY)
    with reading(engine) as connection:
        [old] = roll_ups(connection, "internal")
    take(engine, changed_title(tmp_path), TODAY)
    assert not store_roll_up(engine, "internal", old)
    assert stored(engine) == {ENDED: False}


def test_an_import_on_the_command_line_stores_the_line_and_a_dry_run_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{(tmp_path / 'cli.db').as_posix()}"
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", url)
    monkeypatch.setenv(f"{PREFIX}TODAY", TODAY.isoformat())
    engine = open_database(url)
    assert run(["import", str(DATA / ENDED), "--dry-run"]) == DONE
    assert stored(engine) == {}
    assert run(["import", str(DATA / ENDED)]) == DONE
    assert stored(engine) == stored(engine, "public") == {ENDED: True}
    engine.dispose()
