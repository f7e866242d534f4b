"""The page of money as it is laid out: what stands on it, what its links lead to, what it never shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.domain.state import StrategyState
from dashboard.pages.budget import PAGE
from dashboard.pages.context import Context
from dashboard.text.catalog import in_language
from tests.domain.builders import a_grant_version, a_report, an_appropriation, day, euro, reference_state
from tests.pages.reading import asked, parts
from tests.reporting.towns import a_grant_town, two_fields

TOWNS = {
    "one measure": reference_state(),
    "a grant": a_grant_town(),
    "two fields": two_fields(),
    "a reported cost": reference_state(status_reports=(a_report("30.06.2025", 230000),)),
    "only documents": reference_state(postings=()),
    "no plan": reference_state(plan_lines=()),
    "nothing": reference_state(
        postings=(), plan_lines=(), milestones=(), baselines=(), forecasts=(), appropriations=()
    ),
}


def context(state: StrategyState, **params: Any) -> Context:
    return asked(PAGE, state, **params)


def page(state: StrategyState, **params: Any) -> list[Any]:
    with in_language("de"):
        return list(parts(PAGE.layout(context(state, **params))))


def words(state: StrategyState, **params: Any) -> str:
    return " ".join(part for part in page(state, **params) if isinstance(part, str))


@pytest.mark.parametrize("state", TOWNS.values(), ids=TOWNS)
def test_every_link_to_data_leads_to_a_table_of_the_page(state):
    named = {table.name for table in PAGE.tables(context(state))}
    links = [p.href for p in page(state) if type(p).__name__ == "A" and ".csv" in p.href]
    assert {link.rsplit("/", 1)[1].removesuffix(".csv") for link in links} <= named


@pytest.mark.parametrize("state", TOWNS.values(), ids=TOWNS)
def test_no_part_of_the_page_has_the_name_of_another(state):
    names = [p.id for p in page(state) if getattr(p, "id", None)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("state", TOWNS.values(), ids=TOWNS)
def test_every_picture_is_one_that_plotly_draws_and_has_its_sentence(state):
    for picture in (p for p in page(state) if type(p).__name__ == "Graph"):
        go.Figure(picture.figure)
        assert picture.figure["layout"]["meta"]["title"]


@pytest.mark.parametrize("state", TOWNS.values(), ids=TOWNS)
def test_no_label_carries_markup_that_the_content_policy_would_refuse(state):
    for picture in (p for p in page(state) if type(p).__name__ == "Graph"):
        notes = picture.figure["layout"]["annotations"]
        assert not [note["text"] for note in notes if "<" in note["text"]]


def test_without_payments_the_page_shows_what_the_documents_name_and_says_what_is_missing():
    shown = words(TOWNS["only documents"])
    assert "Was die Dokumente nennen" in shown
    assert "Nicht angegeben" in shown
    assert "Zeit, Meilensteine und Geld" not in shown


def test_a_strategy_without_any_amount_says_so():
    assert "Die Dokumente nennen keine Beträge." in words(TOWNS["nothing"])


def test_too_much_drawn_is_a_symbol_and_a_word():
    state = a_grant_town(drawdowns=tuple(replace(d, amount=d.amount * 3) for d in a_grant_town().drawdowns))
    shown = page(state)
    assert "zu viel abgerufen" in [p for p in shown if isinstance(p, str)]
    assert any(getattr(p, "className", "") == "symbol red" for p in shown)


def test_an_application_is_not_shown_as_granted():
    state = a_grant_town(grant_versions=(a_grant_version(status="applied", quota="0.9", amount=180000),))
    shown = words(state)
    assert "noch nicht bewilligt" in shown
    assert "beantragt 180.000,00\u00a0€" in shown


def test_a_field_alone_shows_why_the_own_share_is_missing():
    shown = words(two_fields(), handlungsfeld="G")
    assert "Nur für die ganze Strategie" in shown
    assert "12\u00a0T€" in shown


def test_a_year_that_nobody_planned_shows_that_no_appropriation_is_stated():
    assert "Kein Ansatz für 2040" in words(reference_state(), jahr=2040)


def test_deadlines_stand_in_the_picture_with_day_and_amount():
    lapsing = an_appropriation("a", 90000, carried_over=euro(90000), expires_on=day("31.12.2025"))
    pictures = [p for p in page(reference_state(appropriations=(lapsing,))) if type(p).__name__ == "Graph"]
    notes = [note["text"] for p in pictures for note in p.figure["layout"]["annotations"]]
    assert "31.12.2025" in notes
    assert "5.000\u00a0€" in notes


def test_both_panels_show_a_euro_with_the_same_length():
    picture = next(p for p in page(a_grant_town()) if getattr(p, "id", "") == "verlauf-graph")
    layout = picture.figure["layout"]
    lengths = [
        (axis["domain"][1] - axis["domain"][0]) / (axis["range"][1] - axis["range"][0])
        for axis in (layout["yaxis"], layout["yaxis2"])
    ]
    assert lengths[0] == pytest.approx(lengths[1])


def test_a_cost_forecast_that_was_reported_is_named_with_its_day():
    said = "Kostenprognose gemeldet am 30.06.2025"
    assert said in words(TOWNS["a reported cost"])
    assert "Kostenprognose gemeldet am" not in words(TOWNS["one measure"])


def test_a_reported_cost_leads_to_the_page_of_its_measure():
    links = [p for p in page(TOWNS["a reported cost"]) if type(p).__name__ == "A"]
    assert [p.children for p in links if p.href.endswith("/massnahmen/M")] == ["M Measure M"]


@pytest.mark.parametrize("params", [{}, {"handlungsfeld": "G"}])
def test_the_sums_lead_once_to_the_measures_behind_them(params):
    links = [p.href for p in page(TOWNS["two fields"], **params) if type(p).__name__ == "A"]
    [address] = [link for link in links if "/massnahmen?" in link]
    assert "sortierung=-ausgegeben" in address
    assert all(f"{name}={value}" in address for name, value in params.items())


def test_a_day_on_which_carried_over_money_lapses_leads_to_its_measure():
    carried = an_appropriation("a", 500000, carried_over=euro(300000), expires_on=day("31.12.2025"))
    links = [p for p in page(reference_state(appropriations=(carried,))) if type(p).__name__ == "A"]
    assert "M Measure M" in [p.children for p in links if p.href.endswith("/massnahmen/M")]
