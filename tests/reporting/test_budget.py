"""The report on money: what is planned, spent, forecast, drawn and lapsing, and what it says where nothing is known."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction as F

import pytest

from dashboard.components import cells
from dashboard.domain.assessment import assess
from dashboard.domain.model import Source, Statement
from dashboard.domain.values import Origin, Ref, StatedMoney, StatedNumber
from dashboard.reporting import budget as report
from dashboard.reporting.money import (
    cost_reports,
    curve,
    deadlines,
    earned,
    fields,
    grants,
    own_share,
    scale,
    sources,
    stated,
    year,
)
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.money.years import money_by_year
from dashboard.text.catalog import in_language
from tests.domain.builders import (
    STRATEGY,
    a_drawdown,
    a_grant,
    a_grant_version,
    a_plan_line,
    a_posting,
    a_report,
    an_appropriation,
    an_in_kind,
    day,
    euro,
    reference_state,
)
from tests.reporting.towns import OTHER, PERIOD, a_grant_town, two_fields


def scope(state, field=None) -> Scope:
    return Scope(assess(state), field)


def test_the_plan_of_a_fiscal_year_grows_evenly_over_its_days():
    found = scope(reference_state())
    assert found.planned_by(day("31.12.2024")) == euro(100000)
    assert found.planned_by(day("30.06.2025")) == euro(100000) + round(euro(100000) * F(181, 365))
    assert found.planned_by(day("31.12.2030")) == found.aggregate.bac == euro(200000)


def test_the_plan_of_a_fiscal_year_that_begins_in_july_begins_to_grow_in_july():
    state = reference_state()
    found = scope(replace(state, strategy=replace(state.strategy, fiscal_year_start="07-01")))
    assert found.planned_by(day("30.06.2024")) == 0
    assert found.planned_by(day("30.06.2025")) == euro(100000)


def test_what_is_spent_on_the_curve_ends_on_the_key_date_with_what_is_spent():
    found = scope(reference_state())
    points = curve.money_curve(found).points
    assert curve.money_curve(found).on(found.as_of).spent == found.aggregate.spent == euro(75000)
    assert {p.spent for p in points if p.day > found.as_of} == {None}


def test_open_orders_on_the_curve_are_what_was_ordered_and_not_released_yet():
    points = curve.money_curve(scope(reference_state()))
    assert points.on(day("31.08.2024")).commitments == euro(80000)
    assert points.on(day("30.09.2024")).commitments == euro(50000)


def test_the_forecast_runs_from_what_is_spent_to_the_cost_forecast():
    found = scope(reference_state())
    points = curve.money_curve(found)
    assert points.on(found.as_of).forecast == euro(75000)
    assert points.points[-1].forecast == found.forecast == euro(215000)
    assert points.on(day("30.06.2025")).forecast is None


def test_without_a_forecast_of_a_measure_its_plan_holds():
    state = two_fields()
    found = scope(state)
    measured = found.assessment.measures["M"]
    assert found.assessment.measures["N"].cost_forecast is None
    assert found.forecast_missing == 1
    assert found.forecast == measured.cost_forecast + euro(50000)


def test_the_years_add_up_to_what_is_spent_and_to_the_forecast_at_the_end():
    found = scope(reference_state())
    lines = money_by_year(found, curve.money_curve(found), None)
    assert sum(line.spent for line in lines) == euro(75000)
    assert [line.forecast for line in lines] == [None, euro(215000 - 40000)]


def test_without_any_payment_money_spent_is_not_stated_and_never_zero():
    found = report.budget(assess(reference_state(postings=())))
    assert found.documents_only
    assert {p.spent for p in found.curve.points} == {None}
    assert found.scale.money is None
    with in_language("de"):
        assert report.heading(found) == "Die Dokumente nennen Beträge, aber keine Zahlungen."


def test_the_heading_says_that_less_was_spent_and_what_can_be_drawn():
    with in_language("en"):
        found = report.budget(assess(a_grant_town()))
        assert report.heading(found).startswith("Less money was spent than planned.")
        assert "€4,700" in report.heading(found)


@pytest.mark.parametrize(("paid", "words"), [(158000, "As much"), (200000, "More"), (100000, "Less")])
def test_spending_within_two_percent_of_the_plan_is_as_planned(paid, words):
    state = reference_state(postings=(a_posting(paid),))
    with in_language("en"):
        assert report.heading(report.budget(assess(state))).startswith(words)


def test_after_a_lower_quota_the_entitlement_falls_for_earlier_payments_too():
    points = curve.money_curve(scope(a_grant_town()))
    assert points.on(day("31.12.2024")).entitlement == euro(27000)
    assert points.on(day("31.01.2025")).entitlement == euro(19500)
    assert points.on(day("31.07.2025")).entitlement == euro(24700)


def test_a_cut_drawdown_counts_in_full_until_it_is_cut():
    cut = a_drawdown("d", 15000, "01.03.2025", status="cut", decided_on=day("01.05.2025"), amount_left=euro(10000))
    points = curve.money_curve(scope(a_grant_town(drawdowns=(cut,))))
    assert [points.on(day(text)).drawn for text in ("28.02.2025", "31.03.2025", "31.05.2025")] == [0, 1500000, 1000000]


def test_a_grant_that_is_only_applied_for_is_no_money():
    state = a_grant_town(grant_versions=(a_grant_version(status="applied", quota="0.9", amount=180000),))
    found = scope(state)
    assert grants.drawable_now(found.grants) == 0
    assert curve.money_curve(found).approved is None
    assert own_share.own_share(found).used == euro(40000) - euro(1000)


def test_what_was_drawn_too_early_from_one_grant_is_not_taken_from_another():
    state = a_grant_town(
        grants=(a_grant(), a_grant("LAND")),
        grant_versions=(
            *a_grant_town().grant_versions,
            a_grant_version("LAND", quota="0.5", amount=50000, **PERIOD),
        ),
        drawdowns=(*a_grant_town().drawdowns, a_drawdown("x", 9000, "01.04.2025", grant="LAND")),
        postings=tuple(replace_grant(p, "GR") for p in a_grant_town().postings),
    )
    found = scope(state)
    assert found.assessment.grants["LAND"].overdrawn == euro(9000)
    assert grants.drawable_now(found.grants) == euro(4700)


def replace_grant(posting, grant):
    return posting._replace(grant=grant)


def test_the_own_share_used_is_payments_less_entitlement_less_third_parties():
    found = own_share.own_share(scope(a_grant_town()))
    assert found.used == euro(40000) - euro(24700) - euro(1000)
    assert [y.used for y in found.years] == [euro(30000) - euro(19500), found.used - euro(10500)]


def test_a_quota_that_falls_makes_the_own_share_grow_by_the_difference():
    change = own_share.own_share(scope(a_grant_town())).changes[0]
    assert change.growth == euro(200000) * 25 // 100
    assert change.so_far == euro(24700) - euro(34200)


def test_recognised_work_lowers_the_need_for_own_cash():
    found = own_share.own_share(scope(a_grant_town(in_kinds=(an_in_kind("k", 8000),))))
    assert (found.need, found.in_kind, found.cash_need) == (euro(70000), euro(8000), euro(62000))


def test_all_that_was_spent_has_a_source():
    found = scope(two_fields())
    lines = sources.sources(found, own_share.own_share(found))
    assert sum(s.earned for s in lines if s.kind != "in_kind") == found.aggregate.spent


def test_planned_cost_without_a_source_is_said():
    found = scope(two_fields())
    with in_language("de"):
        words = sources.gap_words(found, sources.sources(found, own_share.own_share(found)))
    assert "50.000,00\u00a0€" in words
    whole = scope(a_grant_town())
    assert sources.gap_words(whole, sources.sources(whole, own_share.own_share(whole))) is None


def test_the_fields_and_what_hangs_on_none_add_up_to_the_strategy():
    state = two_fields()
    state = replace(
        state,
        plan_lines=(*state.plan_lines, a_plan_line("s", 7000, STRATEGY)),
        postings=(*state.postings, a_posting(500, month="01.02.2025", object=STRATEGY)),
    )
    lines, whole = fields.fields(assess(state))
    assert [line.code for line in lines] == ["F", "G", None]
    for name in ("planned", "spent", "commitments"):
        assert sum(getattr(line, name) or 0 for line in lines) == getattr(whole, name)
    assert lines[1].forecast is None
    assert lines[0].forecast + lines[1].planned + lines[2].forecast == whole.forecast


def test_a_measure_of_no_field_without_a_forecast_counts_among_what_hangs_on_none():
    state = two_fields()
    found, other = state.measures
    state = replace(state, measures=(found, replace(other, field=None)))
    lines, whole = fields.fields(assess(state))
    assert [line.code for line in lines] == ["F", "G", None]
    assert [line.forecast_missing for line in lines] == [0, 0, 1]
    assert whole.forecast_missing == 1


def test_a_grant_is_not_divided_between_fields():
    assert [g.grant.code for g in scope(two_fields(), "F").grants] == ["GR"]
    assert scope(two_fields(), "G").grants == ()
    assert scope(two_fields(links=()), "F").grants == ()


def test_earned_value_of_one_measure_is_that_of_the_measure():
    found = earned.earned(scope(reference_state()))
    assert (found.sums.ev, found.sums.pv) == (euro(60000), euro(120000))
    assert (found.sums.spi, found.sums.cpi) == (F(1, 2), F(4, 5))
    assert (found.sums.eac2, found.sums.eac1) == (euro(215000), euro(250000))


def test_earned_value_is_said_in_plain_words():
    with in_language("de"):
        lines = {line.short: line for line in earned.lines(earned.earned(scope(reference_state())))}
    assert lines["SPI"].sentence == (
        "Von je 100\u00a0€ geplanter Arbeit sind 50\u00a0€ fertig. Die Strategie ist im Verzug."
    )
    assert lines["EAC"].figure == "215.000–250.000\u00a0€"


def test_a_reported_cost_forecast_is_named_with_its_day_and_starts_the_range():
    found = scope(reference_state(status_reports=(a_report("30.06.2025", 230000),)))
    reports = cost_reports.cost_reports(found)
    with in_language("de"):
        [said] = map(cost_reports.sentence, reports)
        line = next(line for line in earned.lines(earned.earned(found)) if line.short == "EAC")
    assert said == "Kostenprognose gemeldet am 30.06.2025, 230.000,00\u00a0€."
    assert line.figure == "230.000–250.000\u00a0€"
    assert line.sentence.endswith("Bei 1 Maßnahme gilt die gemeldete Prognose.")
    assert cost_reports.table(reports).rows == [("M", "Measure M", day("30.06.2025"), euro(230000))]


def test_a_reported_cost_forecast_below_what_is_spent_and_ordered_is_shown_as_overtaken():
    found = scope(reference_state(status_reports=(a_report("30.06.2025", 100000),)))
    with in_language("de"):
        [said] = map(cost_reports.sentence, cost_reports.cost_reports(found))
    assert said.endswith("Ausgegeben und beauftragt ist schon mehr, das gilt.")
    assert earned.earned(found).reported == 0


def test_a_reported_cost_forecast_older_than_a_year_is_not_shown():
    assert cost_reports.cost_reports(scope(reference_state(status_reports=(a_report("30.07.2024", 230000),)))) == []


def test_measures_without_milestones_are_left_out_of_the_earned_value_and_counted():
    found = earned.earned(scope(two_fields()))
    assert (found.measures, found.of) == (1, 2)
    assert found.sums.bac == euro(200000)


def test_the_scale_measures_money_against_the_plan_with_a_resolution():
    found = scale.scale(scope(reference_state()))
    assert (found.money, found.money_bound) == (F(75, 200), F(50, 200))
    assert found.time == F(578, 1096)


def test_money_and_milestones_within_three_points_keep_the_same_pace():
    base = scale.Scale(None, F(50, 100), None, F(53, 100), None, None)
    with in_language("en"):
        assert "More of the money" in scale.sentence(base)
        assert "same pace" in scale.sentence(replace(base, money=F(529, 1000)))
        assert "runs behind" in scale.sentence(replace(base, money=F(47, 100)))


def test_the_addition_of_a_fiscal_year_shows_only_the_parts_that_are_stated():
    state = reference_state(
        appropriations=(an_appropriation("a", 120000, carried_over=euro(30000), blocked=euro(10000)),)
    )
    with in_language("de"):
        rows = year.addition(year.budget(scope(state), 2025)).rows
    assert rows == [
        ("Ansatz", euro(120000)),
        ("Reste aus 2024", euro(30000)),
        ("Sperre", -euro(10000)),
        ("Verfügbarer Haushalt", euro(140000)),
    ]


def test_a_year_without_an_appropriation_says_so():
    state = reference_state(appropriations=(an_appropriation("a", None),))
    with in_language("de"):
        assert year.heading(year.budget(scope(state), 2025)) == "Haushalt 2025: kein Ansatz angegeben"


def test_cash_and_accrual_budget_stand_beside_each_other_and_are_never_added():
    state = reference_state(
        appropriations=(an_appropriation("a", 100000), an_appropriation("b", 90000, budget_kind="ergebnis")),
    )
    found = scope(state)
    assert [kind.adjusted for kind in year.both_kinds(found, 2025)] == [euro(100000), euro(90000)]
    assert year.budget(found, 2025).adjusted == euro(100000)


def test_the_page_opens_with_the_fiscal_year_of_the_key_date():
    assert report.budget(assess(reference_state())).year == 2025
    assert report.budget(assess(reference_state()), None, 2024).year == 2024


def test_interest_runs_on_the_overdrawn_part_of_the_latest_drawdown():
    state = a_grant_town(
        drawdowns=(
            a_drawdown("d1", 20000, "01.03.2025", "20.03.2025", use_by=day("20.06.2025")),
            a_drawdown("d2", 6000, "01.07.2025", use_by=day("01.10.2025")),
        )
    )
    lines = [line for line in deadlines.deadlines(scope(state)) if line.kind == "interest"]
    assert [(line.day, line.amount) for line in lines] == [(day("01.10.2025"), euro(1300))]


def test_drawn_money_that_is_earned_bears_no_interest():
    assert "interest" not in {line.kind for line in deadlines.deadlines(scope(a_grant_town()))}


def test_funds_that_lapse_on_one_day_are_one_line():
    state = two_fields(
        appropriations=(
            an_appropriation("a", 90000, carried_over=euro(20000), expires_on=day("31.12.2025")),
            an_appropriation("b", 50000, object=OTHER, carried_over=euro(30000), expires_on=day("31.12.2025")),
        )
    )
    lines = [line for line in deadlines.deadlines(scope(state)) if line.kind == "lapse"]
    assert [(line.day, line.amount) for line in lines] == [(day("31.12.2025"), euro(10000) + euro(18000))]
    assert lines[0].titles == ("M Measure M", "N Measure N")
    assert lines[0].few(2) == lines[0].about == "M Measure M, N Measure N"
    with in_language("de"):
        assert lines[0].few(1) == "M Measure M und 1 weitere"


def test_what_is_stated_keeps_its_words_and_its_place():
    origin = Origin("s", "Section 7", day("01.01.2024"))
    version = replace(
        a_grant_version(status="applied"),
        amount=StatedMoney(euro(717000), "approx", "rund 717 Tausend EURO"),
        origin=origin,
    )
    state = a_grant_town(postings=(), grant_versions=(version,), plan_lines=(), sources=(a_source(),))
    with in_language("de"):
        found = stated.stated_amounts(state)
    assert [(a.figure, a.words, a.standing, a.source, a.section) for a in found] == [
        ("rund\u00a0717.000\u00a0€", "rund 717 Tausend EURO", "beantragt", "2024/1", "Section 7")
    ]


def a_source() -> Source:
    return Source(code="s", title="Paper", number="2024/1")


def a_statement(code: str, value: int | None, **changes) -> Statement:
    stated_value = None if value is None else StatedNumber(Decimal(value), "exact", f"{value} €")
    given = {
        "code": code,
        "category": "amount",
        "object": Ref("strategy", "x"),
        "title": code,
        "value": stated_value,
        "unit": "EUR",
        "origin": Origin("s", None, None),
    }
    return Statement(**given | changes)


def test_an_amount_that_two_tables_hold_from_one_document_is_listed_once():
    version = replace(a_grant_version(status="applied", amount=717000), origin=Origin("s", None, None))
    statements = (a_statement("again", 717000), a_statement("elsewhere", 717000, origin=Origin("t", None, None)))
    state = a_grant_town(
        grant_versions=(version,),
        plan_lines=(),
        statements=statements,
        sources=(a_source(), replace(a_source(), code="t", number="2")),
    )
    assert [a.what for a in stated.stated_amounts(state)][1:] == ["elsewhere"]


def test_an_amount_that_a_document_names_without_a_number_is_missing_and_not_zero():
    state = a_grant_town(
        grant_versions=(), plan_lines=(), grants=(), links=(), drawdowns=(), statements=(a_statement("rest", None),)
    )
    found = stated.stated_amounts(state)
    assert [(a.figure, a.cents) for a in found] == [(None, None)]


def test_contradictions_are_for_internal_readers():
    odd = replace(
        a_grant_version(status="approved", quota="0.9", amount=100000, total_cost=200000),
        own_share=StatedMoney(euro(1)),
    )
    state = a_grant_town(grant_versions=(odd,))
    assert report.budget(assess(state)).contradictions
    assert report.budget(assess(replace(state, audience="public"))).contradictions == []


@pytest.mark.parametrize("state", [reference_state(), a_grant_town(), two_fields(), reference_state(postings=())])
def test_every_table_has_a_value_or_a_word_in_each_cell(state):
    tables = report.tables(report.budget(assess(state)))
    assert len({table.name for table in tables}) == len(tables)
    for table in tables:
        for row in table.rows:
            texts = [cells.text(column, value) for column, value in zip(table.columns, row, strict=True)]
            assert all(texts)
