"""The page of progress: milestones of measures, and those that hang on no measure."""

from __future__ import annotations

import csv
import datetime as dt
import re

import pytest
from flask.testing import FlaskClient

from dashboard.domain.values import Ref
from dashboard.pages import progress
from dashboard.pages.address import Address, Params
from dashboard.pages.render import context_of
from dashboard.reader import Reader
from dashboard.text.catalog import in_language
from tests.domain.builders import a_baseline, a_milestone, reference_state
from tests.pages.reading import asked, parts
from tests.site import DATA, SLUGS, TODAY, Site

STRATEGY = "meilensteine-der-strategie"
KONSTANZ = "konstanz-smart-green-city"


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.internal.server.test_client()


def words(component: object) -> str:
    return " ".join(part for part in parts(component) if isinstance(part, str))


def rows_of(slug: str, name: str) -> list[dict[str, str]]:
    path = DATA / slug / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def own_rows(slug: str) -> list[dict[str, str]]:
    """The rows that hold today of milestones that hang on no measure."""
    return [r for r in rows_of(slug, "milestone") if r["object_kind"] != "measure" and not r["known_until"]]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_milestone_that_hangs_on_no_measure_stands_on_the_page_of_progress(site: Site, slug: str) -> None:
    reader = Reader(site.engine, today=lambda: TODAY, audience="public")
    context = context_of(reader, Address(slug, "fortschritt", Params()))
    found = {table.name: table for table in progress.PAGE.tables(context)}
    given = own_rows(slug)
    assert (STRATEGY in found) == bool(given)
    if given:
        names = [column.name for column in found[STRATEGY].columns]
        shown = [dict(zip(names, row, strict=True)) for row in found[STRATEGY].rows]
        reached = {row["milestone"]: row["reached_on"] for row in shown}
        assert reached.keys() == {row["title"] for row in given}
        days = {title: day.day.isoformat() for title, day in reached.items() if day}
        assert days == {row["title"]: row["actual_date"] for row in given if row["actual_date"]}


def test_where_only_the_strategy_has_milestones_they_are_the_finding_of_the_page(client: FlaskClient) -> None:
    given = own_rows(KONSTANZ)
    reached = sum(bool(row["actual_date"]) for row in given)
    page = client.get(f"/{KONSTANZ}/fortschritt").get_data(as_text=True)
    [heading] = re.findall(r"<h1[^>]*>([^<]*)</h1>", page)
    assert heading == f"{len(given)} Meilensteine der Strategie, {reached} davon erreicht."
    assert page.index(f'id="{STRATEGY}"') < page.index('id="massnahmen"')


def test_a_milestone_of_the_strategy_is_overdue_like_any_other_and_its_measures_keep_the_heading() -> None:
    milestone = a_milestone("S-1", object=Ref("strategy", reference_state().strategy.slug))
    given = reference_state()
    state = reference_state(
        milestones=(*given.milestones, milestone), baselines=(*given.baselines, a_baseline("S-1", "01.07.2025"))
    )
    with in_language("de"):
        context = asked(progress.PAGE, state)
        page = words(progress.PAGE.layout(context))
        table = next(table for table in progress.PAGE.tables(context) if table.name == STRATEGY)
    row = dict(zip((column.name for column in table.columns), table.rows[0], strict=True))
    assert row["overdue"] == row["deviation"] == 30  # from 1 to 31 July
    assert "1 Meilenstein der Strategie, 0 davon erreicht, 1 überfällig" in page


def test_filters_that_no_measure_fits_are_said_to_fit_none() -> None:
    with in_language("de"):
        page = words(progress.PAGE.layout(asked(progress.PAGE, reference_state(), gruppe="nobody")))
    assert page.startswith("Keine Maßnahme passt zu diesen Filtern.")
    assert "Für keine der gezeigten Maßnahmen" not in page


def latest_slips(slug: str, on: str) -> dict[str, int]:
    """The largest number of days that a milestone of each measure is behind its plan, out of the package's rows."""

    def held(name: str) -> list[dict[str, str]]:
        return [row for row in rows_of(slug, name) if not row["known_until"]]

    version = max((v for v in held("plan_version") if v["valid_from"] <= on), key=lambda v: v["valid_from"])["code"]
    plan = {b["milestone"]: b["date"] for b in held("baseline") if b["plan_version"] == version}
    forecast = {f["milestone"]: f["date"] for f in sorted(held("forecast"), key=lambda f: f["report_date"])}
    slips: dict[str, int] = {}
    for row in held("milestone"):
        if row["object_kind"] == "measure" and not row["dropped_on"]:
            day = row["actual_date"] or max(forecast.get(row["code"], ""), on)
            planned = plan.get(row["code"], day)
            days = (dt.date.fromisoformat(day) - dt.date.fromisoformat(planned)).days
            if not row["actual_date"] and row["code"] not in forecast:
                days = max(days, 0) if planned < on else 0
            slips[row["object"]] = max(slips.get(row["object"], 0), days)
    return slips


def test_the_timelines_say_how_many_measures_they_show_late(client: FlaskClient) -> None:
    slips = latest_slips("musterstadt-2030", "2025-12-31")
    late, very = (sum(days > limit for days in slips.values()) for limit in (14, 60))
    page = client.get("/musterstadt-2030/fortschritt").get_data(as_text=True)
    assert f"Bei {late} von 24 Maßnahmen liegt ein Meilenstein über 14 Tage hinter dem Plan, bei {very} über 60" in page


def test_where_nobody_reports_the_timelines_say_how_many_measures_have_dates(client: FlaskClient) -> None:
    dated = {row["milestone"] for row in rows_of("wismar-smart-city", "baseline")}
    milestones = rows_of("wismar-smart-city", "milestone")
    measures = {row["object"] for row in milestones if row["object_kind"] == "measure" and row["code"] in dated}
    page = client.get("/wismar-smart-city/fortschritt").get_data(as_text=True)
    assert f"{len(measures)} von 19 Maßnahmen haben Termine" in page
