"""What the overview names of the days to come, and which amount stands for a strategy that has no grant."""

from __future__ import annotations

import csv
import datetime as dt

import pytest
from flask.testing import FlaskClient

from dashboard.domain import model
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref, StatedDay
from dashboard.pages import overview
from dashboard.pages.address import Address, Params
from dashboard.pages.render import context_of
from dashboard.reader import Reader
from dashboard.reporting.coming_days import coming_days, nearest
from dashboard.text.catalog import in_language
from tests.domain.builders import (
    PLAN,
    a_baseline,
    a_measure,
    a_milestone,
    a_plan_version,
    a_state,
    a_status,
    a_strategy,
    day,
)
from tests.pages.reading import asked, parts
from tests.site import DATA, SLUGS, TODAY, Site

TABLE = "naechste-fristen"
DOCUMENTS = [slug for slug in SLUGS if slug != "musterstadt-2030"]


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.public.server.test_client()


def rows_of(slug: str, name: str) -> list[dict[str, str]]:
    path = DATA / slug / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if not row["known_until"]]


def ahead(slug: str) -> set[str]:
    """ISO days on or after the Datenstand: of milestones not reached, and of sittings without a result."""
    [strategy] = rows_of(slug, "strategy")
    still_open = {row["code"] for row in rows_of(slug, "milestone") if not row["actual_date"] and not row["dropped_on"]}
    days = {row["date"] for row in rows_of(slug, "baseline") if row["milestone"] in still_open}
    days |= {row["date"] for row in rows_of(slug, "consultation") if row["result"] == "not_stated"}
    return {found for found in days if found >= strategy["data_as_of"]}


@pytest.mark.parametrize("slug", DOCUMENTS)
def test_every_day_to_come_that_a_package_states_stands_on_its_overview(
    site: Site, client: FlaskClient, slug: str
) -> None:
    reader = Reader(site.engine, today=lambda: TODAY, audience="public")
    tables = {table.name: table for table in overview.PAGE.tables(context_of(reader, Address(slug, "", Params())))}
    found = {row[0].day.isoformat() for row in tables[TABLE].rows} if TABLE in tables else set()
    assert ahead(slug) <= found
    says_none = "Die Daten nennen keinen Tag, der noch bevorsteht." in client.get(f"/{slug}").get_data(as_text=True)
    assert says_none == (not found)


@pytest.mark.parametrize(
    ("slug", "amount", "name"),
    [
        ("konstanz-smart-green-city", "135.000,00 €", "Digitalisierungsbudget"),
        ("modellprojekte-smart-cities", "rund 750.000.000 €", "Mittel insgesamt"),
    ],
)
def test_a_strategy_without_a_grant_shows_the_amount_its_documents_state_and_what_it_is(
    client: FlaskClient, slug: str, amount: str, name: str
) -> None:
    titles = {row["title"] for row in rows_of(slug, "statement") if row["category"] == "amount"}
    assert name in titles
    for path in ("/", f"/{slug}"):
        page = client.get(path).get_data(as_text=True).replace("\u00a0", " ")
        assert amount in page, path
        assert name in page, path


def a_sitting(code: str, on: str, result: str = "not_stated") -> model.Consultation:
    return model.Consultation(
        code=code, paper="p", body="council", date=day(on), role="decision", public="public", result=result
    )


def town(**tables: object) -> StrategyState:
    """As of 31.07.2025: a running measure and one that was completed, and a council."""
    given = {
        "measures": [a_measure("M"), a_measure("over")],
        "measure_statuses": [a_status(), a_status("completed", measure="over")],
        "bodies": [model.Body(code="council", title="Council", kind="council")],
        "plan_versions": [a_plan_version()],
        "papers": [model.Paper(code="p", number="12/2025", title="On dogs")],
    }
    return a_state(strategy=a_strategy(live=True), **given | tables)


def page_of(state: StrategyState) -> str:
    """All words of the overview, in their order."""
    with in_language("de"):
        page = parts(overview.PAGE.layout(asked(overview.PAGE, state)))
        return " ".join(part for part in page if isinstance(part, str)).replace("\u00a0", " ")


def whats(state: StrategyState) -> list[str]:
    with in_language("de"):
        return [one.what for one in coming_days(asked(overview.PAGE, state).assessment)]


def test_milestones_that_are_open_and_due_from_today_on_are_named_and_no_others() -> None:
    days = {
        "today": "31.07.2025",
        "later": "01.09.2025",
        "past": "30.07.2025",
        "there": "01.09.2025",
        "end": "01.09.2025",
    }
    milestones = [a_milestone(code) for code in ("today", "later", "past")]
    milestones += [a_milestone("there", reached="01.07.2025"), a_milestone("end", object=Ref("measure", "over"))]
    state = town(milestones=milestones, baselines=[a_baseline(code, on) for code, on in days.items()])
    assert whats(state) == ["Milestone today", "Milestone later"]


def test_a_sitting_to_come_names_body_and_competence_and_one_with_a_result_is_over() -> None:
    state = town(consultations=[a_sitting("next", "02.08.2025"), a_sitting("taken", "31.07.2025", "adopted")])
    assert whats(state) == ["Council: Entscheidung"]
    assert "in 2 Tagen Council: Entscheidung 12/2025 On dogs" in page_of(state)


def test_a_month_is_named_in_its_own_words_and_not_counted_in_days() -> None:
    month = StatedDay(dt.date(2025, 9, 30), "month", "im September 2025")
    plan = model.Baseline(milestone="fair", plan_version=PLAN, date=month)
    state = town(milestones=[a_milestone("fair")], baselines=[plan])
    [one] = coming_days(asked(overview.PAGE, state).assessment)
    assert one.days_left is None
    assert "im September 2025 Milestone fair" in page_of(state)


def test_many_milestones_hide_no_day_that_costs_money() -> None:
    milestones = [a_milestone(f"m{n}") for n in range(9)]
    baselines = [a_baseline(f"m{n}", f"0{n + 1}.08.2025") for n in range(9)]
    grant = [model.Grant(code="G", title="Grant")]
    version = [
        model.GrantVersion(grant="G", valid_from=day("01.01.2025"), status="approved", proof_due=day("01.12.2025"))
    ]
    state = town(milestones=milestones, baselines=baselines, grants=grant, grant_versions=version)
    shown = nearest(coming_days(asked(overview.PAGE, state).assessment), 3)
    assert [one.kind for one in shown] == ["milestone"] * 3 + ["money"]
