"""The invented towns: one seed, one set of bytes; the told town tells its story; towns of any size are whole."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from frictionless import Package as FrictionlessPackage

from dashboard.codebook import codebook
from dashboard.domain.assessment import Assessment, assess
from dashboard.domain.contradictions import contradictions
from dashboard.domain.invariants import check
from dashboard.domain.model import Posting
from dashboard.domain.state import StrategyState, as_of
from dashboard.domain.trend import trend
from dashboard.domain.weak_points import RULES, findings
from dashboard.exchange import demo
from dashboard.exchange.facts import facts
from dashboard.exchange.package import Package, Row
from dashboard.exchange.reader import read_package
from dashboard.exchange.writer import write_package

COMMITTED = Path(__file__).resolve().parents[2] / "data" / "musterstadt-2030"
KEY_DATE = dt.date(2025, 12, 31)
#: The first day on which all of it may be imported.
TODAY = dt.date(2026, 1, 1)


@cache
def told_town() -> Package:
    return demo.generate()


@cache
def small_town() -> Package:
    return demo.generate(measures=25)


@cache
def stated(package_of) -> tuple[StrategyState, tuple[Posting, ...]]:
    found = facts(package_of().tables, TODAY)
    assert found is not None
    return found


@cache
def assessed(package_of) -> Assessment:
    return assess(as_of(stated(package_of)[0], KEY_DATE))


def folder_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def written(package: Package, folder: Path) -> dict[str, bytes]:
    write_package(package, folder)
    return folder_bytes(folder)


def rows(table: str, package: Package | None = None) -> tuple[Row, ...]:
    return (package or told_town()).tables[table]


def latest(table: str) -> dict[str, Row]:
    """The rows that hold today, by code."""
    return {row["code"]: row for row in rows(table) if row["known_until"] is None}


def test_generating_the_example_town_again_gives_the_bytes_of_its_folder(tmp_path: Path) -> None:
    assert written(told_town(), tmp_path) == folder_bytes(COMMITTED)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(small_town(), tmp_path / "first")
    assert written(demo.generate(measures=25), tmp_path / "second") == first


@pytest.mark.parametrize("measures", [None, 25])
def test_another_seed_gives_other_postings(tmp_path: Path, measures: int | None) -> None:
    usual = written(demo.generate(measures), tmp_path / "usual")
    other = written(demo.generate(measures, seed=8), tmp_path / "other")
    assert usual.keys() == other.keys()
    assert usual["posting.csv"] != other["posting.csv"]


@pytest.mark.parametrize("package_of", [told_town, small_town])
def test_the_reader_takes_a_town_as_it_is_and_has_nothing_to_note(tmp_path: Path, package_of) -> None:
    package = package_of()
    write_package(package, tmp_path / package.slug)
    read = read_package(tmp_path / package.slug, TODAY)
    assert read.notes == ()
    assert read.tables == package.tables


@pytest.mark.parametrize("package_of", [told_town, small_town])
def test_frictionless_finds_nothing_wrong_with_a_town(tmp_path: Path, package_of) -> None:
    write_package(package_of(), tmp_path)
    report = FrictionlessPackage(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []


@pytest.mark.parametrize("package_of", [told_town, small_town])
@pytest.mark.parametrize("seed", [7, 99])
def test_no_rule_of_the_domain_is_broken_with_any_seed(package_of, seed: int) -> None:
    package = demo.generate(None if package_of is told_town else 25, seed)
    found = facts(package.tables, TODAY)
    assert found is not None
    assert check(found[0], TODAY, found[1]) == ()


def _targets(table: str, row: Row) -> list[tuple[str, str]]:
    """(table, code) of everything that the row names."""
    found = []
    for column in codebook()[table].columns:
        if column.type in ("ref", "object") and row[column.name] is not None:
            found.append((column.to or row[f"{column.name}_kind"], row[column.name]))
    return found


@pytest.mark.parametrize("package_of", [told_town, small_town])
def test_a_row_names_only_what_the_town_knew_on_that_day(package_of) -> None:
    package = package_of()
    first_known: dict[tuple[str, str], dt.date] = {}
    for table in codebook().values():
        for row in rows(table.name, package):
            key = (table.name, row["slug" if table.name == "strategy" else table.key[0]])
            first_known[key] = min(row["known_on"], first_known.get(key, KEY_DATE))
    early = [
        (table.name, row["known_on"], target)
        for table in codebook().values()
        for row in rows(table.name, package)
        for target in _targets(table.name, row)
        if first_known[target] > row["known_on"]
    ]
    assert early == []


@pytest.mark.parametrize("package_of", [told_town, small_town])
def test_nothing_is_known_after_the_data_end_and_no_two_versions_hold_at_once(package_of) -> None:
    package = package_of()
    for table in codebook().values():
        versions: dict[tuple, list[Row]] = defaultdict(list)
        for row in rows(table.name, package):
            assert row["known_on"] <= KEY_DATE
            versions[tuple(row[name] for name in table.key)].append(row)
        for group in versions.values():
            ends = [row["known_until"] for row in group[:-1]]
            assert ends == [row["known_on"] for row in group[1:]], (table.name, group[0])


def test_a_fact_is_not_known_before_its_own_day() -> None:
    days = {"posting": "date", "forecast": "report_date", "status_report": "report_date", "multiplier_event": "date"}
    for table, column in days.items():
        assert all(row["known_on"] >= row[column] for row in rows(table)), table
    reached = [row for row in rows("milestone") if row["actual_date"]]
    assert reached
    assert all(row["known_on"] >= row["actual_date"] for row in reached)


def test_of_two_reported_costs_the_one_older_than_a_year_no_longer_counts() -> None:
    told = {row["measure"]: row["report_date"] for row in rows("status_report") if row["cost_forecast"]}
    assert sorted((KEY_DATE - day).days > 365 for day in told.values()) == [False, True]
    counting = {code for code, measure in assessed(told_town).measures.items() if measure.earned.follows_report}
    assert counting == {code for code, day in told.items() if (KEY_DATE - day).days <= 365}


def test_every_source_says_that_it_is_invented() -> None:
    for package in (told_town(), small_town()):
        assert all(row["invented"] for row in rows("strategy", package))
        assert all(row["title"].startswith("Erfundene Beispieldaten") for row in rows("source", package))


def test_the_example_town_has_24_measures_in_every_state_of_the_life_cycle() -> None:
    states = {measure.status for measure in assessed(told_town).measures.values()}
    status = next(column for column in codebook()["measure_status"].columns if column.name == "status")
    assert states == set(status.values)
    assert len(latest("measure")) == 24
    assert sum(row["kind"] == "field" for row in latest("field").values()) == 5


def test_most_measures_under_way_are_on_plan_and_some_are_critical() -> None:
    lights = Counter(m.lights.overall for m in assessed(told_town).measures.values())
    under_way = lights["green"] + lights["yellow"] + lights["red"] + lights["grey"]
    assert under_way / 2 < lights["green"] < under_way * 3 / 4
    assert 3 <= lights["red"] <= 4
    assert lights["yellow"] >= 3
    assert lights["grey"] == 1
    assert lights["done"] == 3


def test_the_example_town_is_behind_its_plan_but_not_far() -> None:
    strategy = assessed(told_town).strategy
    assert strategy.progress is not None
    assert strategy.planned is not None
    assert 0.55 < strategy.progress < 0.65 < strategy.planned < 0.70
    assert strategy.ac is not None
    assert strategy.pv is not None
    assert strategy.ac < strategy.pv


def test_half_of_the_control_indicators_of_measures_are_on_their_path() -> None:
    found = [
        indicator
        for indicator in assessed(told_town).indicators.values()
        if indicator.indicator.role == "control" and indicator.indicator.object.kind == "measure" and indicator.target
    ]
    lights = Counter(indicator.light for indicator in found)
    assert len(found) >= 18
    assert 9 <= lights["green"] <= 12
    assert 3 <= lights["red"] <= 4
    assert sum(any(value.period.year >= 2024 for value in indicator.missing) for indicator in found) >= 1
    assert len(latest("indicator")) == 40


def test_the_only_contradiction_of_the_example_town_is_the_one_meant() -> None:
    found = contradictions(as_of(stated(told_town)[0], KEY_DATE))
    assert [(c.rule, c.object.code if c.object else None) for c in found] == [("K1", "1.2")]


def test_every_weak_point_rule_finds_something_and_no_measure_carries_most_of_it() -> None:
    found = findings(assessed(told_town))
    assert {finding.rule for finding in found} == set(RULES)
    [(_worst, count)] = Counter(finding.object for finding in found).most_common(1)
    assert count < len(found) / 4


def test_forecasts_rise_steadily_go_to_and_fro_or_stay() -> None:
    state = stated(told_town)[0]
    kinds = {}
    for milestone, forecasts in state.forecasts_of.items():
        found = trend([(forecast.report_date, forecast.date.day) for forecast in forecasts])
        kinds[milestone] = found.kind if found else None
    assert {kinds[code] for code in ("2.1-M5", "4.1-M4", "4.4-M3")} == {"rising"}
    assert {kinds[code] for code in ("3.2-M4", "4.3-M5")} == {"zigzag"}
    assert Counter(kinds.values())["stable"] >= 10


@pytest.mark.parametrize("package_of", [told_town, small_town])
def test_the_town_can_be_assessed_on_every_month_end_as_it_was_known_then(package_of) -> None:
    package = package_of()
    progress = []
    for year in (2023, 2024, 2025):
        for month in range(1, 13):
            day = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
            found = facts({name: tuple(_known_on(day, of)) for name, of in package.tables.items()}, day)
            assert found is not None
            progress.append(assess(as_of(found[0], day)).strategy.progress)
    assert None not in progress
    assert progress[0] == 0
    assert progress[11] < progress[23] < progress[35]


def _known_on(day: dt.date, of: tuple[Row, ...]) -> Iterator[Row]:
    """The rows that the town knew on the day, as they stood then."""
    for row in of:
        if row["known_on"] <= day and (row["known_until"] is None or row["known_until"] > day):
            yield row | {"known_until": None}


def test_the_state_grant_is_overdrawn_and_the_federal_quota_fell() -> None:
    grants = assessed(told_town).grants
    assert grants["LAND"].overdrawn > 0
    quotas = [entitled.version.quota for entitled in grants["BUND"].versions]
    assert [str(quota) for quota in quotas] == ["0.9", "0.9", "0.65"]
    assert (grants["BUND"].versions[-1].change or 0) < 0
    assert grants["STIFTUNG"].approved == 0


def test_indicators_of_every_direction_and_one_that_may_reveal_persons() -> None:
    direction = next(column for column in codebook()["indicator"].columns if column.name == "direction")
    assert {row["direction"] for row in latest("indicator").values()} == set(direction.values)
    persons = {code for code, row in latest("indicator").items() if row["counts_persons"]}
    small = [row for row in rows("indicator_value") if row["indicator"] in persons and row["value"] is not None]
    assert any(0 < row["value"] < 5 for row in small)


def test_drafts_and_withdrawn_values_do_not_count() -> None:
    current = [row for row in rows("indicator_value") if row["known_until"] is None]
    kept_back = {(row["indicator"], row["period"]): row["state"] for row in current if row["state"] != "published"}
    assert set(kept_back.values()) == {"draft", "submitted", "withdrawn"}
    for indicator, period in kept_back:
        value = assessed(told_town).indicators[indicator].value
        assert value is not None
        assert value.period.text != period


@pytest.mark.parametrize("measures", [1, 25, 70])
def test_a_measure_of_a_town_of_any_size_has_the_rows_it_is_measured_with(measures: int) -> None:
    package = demo.generate(measures=measures)
    milestones = Counter(row["object"] for row in rows("milestone", package) if row["known_until"] is None)
    postings = Counter(row["object"] for row in rows("posting", package))
    values = Counter(row["indicator"] for row in rows("indicator_value", package))
    indicators = Counter(row["object"] for row in rows("indicator", package))
    forecasts = Counter(row["milestone"] for row in rows("forecast", package))
    codes = {row["code"] for row in rows("measure", package)}
    assert len(codes) == measures
    for counted, each in ((milestones, 10), (postings, 60), (indicators, 3)):
        assert counted == dict.fromkeys(codes, each)
    assert set(values.values()) == {24}
    assert set(forecasts.values()) == {3}
    assert len(forecasts) == 10 * measures
    assert len(rows("field", package)) == min(12, max(1, measures // 5))


def test_titles_of_a_large_town_differ() -> None:
    titles = [row["title"] for row in rows("measure", demo.generate(measures=450))]
    assert len(set(titles)) == 450


def test_a_town_without_a_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one measure"):
        demo.generate(measures=0)


def test_a_town_can_have_another_name(tmp_path: Path) -> None:
    package = demo.generate(slug="nebenstadt-2030")
    write_package(package, tmp_path / "nebenstadt-2030")
    assert read_package(tmp_path / "nebenstadt-2030", TODAY).tables["strategy"][0]["slug"] == "nebenstadt-2030"
