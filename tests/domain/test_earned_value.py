"""Earned value and cost forecast (D5)."""

from dataclasses import replace
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment import assess
from dashboard.domain.earned_value import EarnedValue, cpi_of, overrun_of, planned_by_budget, progress_by_budget, spi_of
from dashboard.domain.values import half_up
from tests.domain.builders import (
    PLAN,
    STRATEGY,
    a_plan_line,
    a_plan_version,
    a_posting,
    a_report,
    euro,
    number,
    reference_state,
    reference_tables,
    with_record,
)

M = EarnedValue(
    bac=euro(200000),
    ac=euro(75000),
    commitments=euro(50000),
    progress=F(3, 10),
    dated_progress=F(3, 10),
    planned=F(6, 10),
)
A = EarnedValue(
    bac=euro(200), ac=euro(75), commitments=0, progress=F(60, 200), dated_progress=F(60, 200), planned=F(120, 200)
)
B = EarnedValue(
    bac=euro(50), ac=euro(20), commitments=0, progress=F(25, 50), dated_progress=F(25, 50), planned=F(20, 50)
)
SHARE = st.none() | st.fractions(0, 1, max_denominator=100)
AMOUNT = st.none() | st.integers(0, 10**10)
VALUES = st.builds(
    EarnedValue, bac=AMOUNT, ac=AMOUNT, commitments=AMOUNT, progress=SHARE, dated_progress=SHARE, planned=SHARE
)


def test_d05_reference_measure_has_earned_60000_of_120000_planned():
    assert (M.ev, M.pv) == (euro(60000), euro(120000))
    assert (M.sv, M.cv) == (euro(-60000), euro(-15000))


def test_d05_reference_measure_has_an_spi_of_0_50():
    assert M.spi == F(1, 2)


def test_d05_reference_measure_has_a_cpi_of_0_80():
    assert M.cpi == F(8, 10)


def test_d05_reference_measure_will_cost_215000_to_250000():
    assert (M.eac2, M.eac1) == (euro(215000), euro(250000))
    assert M.tcpi == F(112, 100)


def test_d05_cost_forecast_of_the_reference_measure_is_215000_an_overrun_of_7_5_percent():
    assert M.cost_forecast == euro(215000)
    assert M.overrun == F(75, 1000)


def test_d05_what_is_spent_and_ordered_is_the_least_a_measure_will_cost():
    assert replace(M, commitments=euro(150000)).cost_forecast == euro(225000)


def test_d05_a_manual_forecast_takes_the_place_of_the_computed_one():
    assert replace(M, manual_forecast=euro(205000)).cost_forecast == euro(205000)
    assert replace(M, manual_forecast=euro(100000)).cost_forecast == euro(125000)
    assert replace(M, progress=None, manual_forecast=euro(205000)).cost_forecast == euro(205000)


def the_measure(on, *reports):
    return assess(reference_state(on, status_reports=reports)).measures["M"]


def test_d05_the_cost_that_a_status_report_expects_is_the_forecast_of_the_measure():
    report = a_report("30.06.2025", 205000)
    measure = the_measure("31.07.2025", report)
    assert (measure.cost_report, measure.cost_forecast, measure.overrun) == (report, euro(205000), F(25, 1000))
    assert measure.earned.follows_report
    assert (measure.eac2, measure.lights.budget) == (euro(215000), "green"), "7.5 % over the plan without the report"


def test_d05_a_reported_cost_counts_for_365_days_and_no_longer():
    report = a_report("31.07.2024", 205000)
    last, after = the_measure("31.07.2025", report), the_measure("01.08.2025", report)
    assert (last.cost_report, last.cost_forecast) == (report, euro(205000))
    assert (after.cost_report, after.cost_forecast, after.earned.follows_report) == (None, euro(215000), False)


def test_d05_the_latest_report_that_states_a_cost_counts_also_when_a_later_one_states_none():
    reports = a_report("31.12.2024", 230000), a_report("31.03.2025", 205000), a_report("30.06.2025")
    assert the_measure("31.07.2025", *reports).cost_report == reports[1]


def test_d05_a_report_that_comes_after_the_key_date_expects_nothing_yet():
    reports = a_report("31.12.2024", 230000), a_report("01.08.2025", 205000)
    assert the_measure("31.07.2025", *reports).cost_forecast == euro(230000)


def test_d05_a_reported_cost_below_what_is_spent_and_ordered_is_not_followed():
    measure = the_measure("31.07.2025", a_report("30.06.2025", 100000))
    assert (measure.cost_forecast, measure.earned.follows_report) == (euro(125000), False)


def test_d05_a_reported_cost_stands_in_where_the_milestones_give_none():
    measure = assess(reference_state(milestones=(), baselines=(), forecasts=(),
                                     status_reports=(a_report("30.06.2025", 205000),))).measures["M"]  # fmt: skip
    assert (measure.eac2, measure.cost_forecast) == (None, euro(205000))


def test_d05_without_a_progress_nor_a_manual_forecast_there_is_no_cost_forecast():
    nothing = replace(M, progress=None, dated_progress=None)
    assert (nothing.ev, nothing.eac2, nothing.cost_forecast, nothing.overrun) == (None, None, None, None)


def test_d05_nothing_planned_yet_gives_no_spi():
    assert replace(M, planned=F(0)).spi is None


def test_d05_nothing_paid_or_more_refunded_than_paid_gives_no_cpi_and_no_eac1():
    assert (replace(M, ac=0).cpi, replace(M, ac=-100).cpi, replace(M, ac=0).eac1) == (None, None, None)


def test_d05_nothing_done_yet_gives_no_eac1():
    assert replace(M, progress=F(0)).eac1 is None
    assert replace(M, progress=F(0)).cpi == 0


def test_d05_a_spent_budget_gives_no_tcpi():
    assert replace(M, ac=euro(200000)).tcpi is None
    assert replace(M, ac=euro(199999)).tcpi is not None


def test_d05_only_the_spi_and_sv_look_at_dated_milestones_alone():
    value = replace(M, progress=F(15, 100))
    assert (value.spi, value.sv) == (F(1, 2), euro(-60000))
    assert (value.ev, value.cpi) == (euro(30000), F(4, 10))


def test_d05_reference_measure_as_a_whole():
    measure = assess(reference_state()).measures["M"]
    assert (measure.bac, measure.ac, measure.commitments) == (euro(200000), euro(75000), euro(50000))
    assert (measure.ev, measure.pv, measure.eac1, measure.eac2) == (
        euro(60000),
        euro(120000),
        euro(250000),
        euro(215000),
    )
    assert (measure.spi, measure.cpi, measure.tcpi) == (F(1, 2), F(4, 5), F(112, 100))
    assert (measure.cost_forecast, measure.overrun) == (euro(215000), F(75, 1000))


def test_d05_cash_lines_are_the_budget_and_accrual_lines_are_never_added():
    accrual = a_plan_line("accrual", 30000, budget_kind="ergebnis")
    lines = reference_tables()["plan_lines"]
    assert assess(reference_state(plan_lines=(*lines, accrual))).measures["M"].bac == euro(200000)
    assert assess(reference_state(plan_lines=(accrual,))).measures["M"].bac == euro(30000)


def test_d05_a_plan_without_a_resolution_moves_the_dates_and_not_the_budget():
    versions = (a_plan_version(), a_plan_version("draft", "01.07.2025", resolution=None))
    lines = (*reference_tables()["plan_lines"], a_plan_line("new", 999, plan_version="draft"))
    assert assess(reference_state(plan_versions=versions, plan_lines=lines)).measures["M"].bac == euro(200000)


def test_d05_a_new_plan_with_a_resolution_replaces_the_whole_budget():
    versions = (a_plan_version(), a_plan_version("plan-2", "01.07.2025"))
    lines = (*reference_tables()["plan_lines"], a_plan_line("new", 150000, plan_version="plan-2"))
    now = reference_state(plan_versions=versions, plan_lines=lines)
    before = reference_state("30.06.2025", plan_versions=versions, plan_lines=lines)
    assert assess(now).measures["M"].bac == euro(150000)
    assert assess(before).measures["M"].bac == euro(200000)


def test_d05_without_a_plan_there_is_no_budget_to_measure_against():
    measure = assess(reference_state(plan_lines=())).measures["M"]
    assert (measure.bac, measure.ev, measure.cost_forecast, measure.lights.budget) == (None, None, None, "grey")


def test_d05_cost_shares_weigh_the_milestones_if_all_of_them_carry_one():
    rows = reference_tables()["milestones"]
    shares = {"M1": "0.4", "M2": "0.1", "M3": "0.3", "M4": "0.2"}
    for code, share in shares.items():
        rows = with_record(rows, code, cost_share=number(share))
    measure = assess(reference_state(milestones=rows)).measures["M"]
    assert measure.progress == F(3, 10)
    assert (measure.ev, measure.pv, measure.spi) == (euro(100000), euro(160000), F(5, 8))
    partly = with_record(rows, "M4", cost_share=None)
    assert assess(reference_state(milestones=partly)).measures["M"].ev == euro(60000)


def test_x15_refunds_lower_what_was_paid_and_releases_never_make_orders_negative():
    postings = (a_posting(100), a_posting(-30), a_posting(50, "commitment"), a_posting(80, "commitment_release"))
    measure = assess(reference_state(postings=postings)).measures["M"]
    assert (measure.ac, measure.commitments) == (euro(70), 0)


def test_without_any_payment_known_money_spent_is_not_stated():
    measure = assess(reference_state(postings=())).measures["M"]
    assert (measure.ac, measure.commitments, measure.cpi, measure.cost_forecast) == (None, None, None, None)
    assert measure.lights.budget == "grey"


def test_a_measure_without_payments_beside_one_with_payments_has_spent_nothing():
    elsewhere = (a_posting(10, object=STRATEGY),)
    assert assess(reference_state(postings=elsewhere)).measures["M"].ac == 0


def test_d05_only_lines_of_cost_are_the_budget():
    funding = tuple(line for line in reference_tables()["plan_lines"] if line.side == "funding")
    assert assess(reference_state(plan_lines=funding)).measures["M"].bac is None
    assert {line.plan_version for line in funding} == {PLAN}


def test_d13_spi_and_cpi_of_two_measures_come_from_their_sums():
    assert spi_of([A, B]) == F(85, 140)
    assert cpi_of([A, B]) == F(85, 95)
    assert progress_by_budget([A, B]) == F(85, 250)
    assert planned_by_budget([A, B]) == F(140, 250)
    assert (half_up(F(85, 140), 3), half_up(F(85, 95), 3)) == (number("0.607"), number("0.895"))


def test_d13_a_measure_without_one_part_of_a_ratio_is_left_out_of_both_sums():
    without_cost = replace(A, ac=None)
    assert cpi_of([without_cost, B]) == B.cpi
    assert spi_of([without_cost, B]) == F(85, 140)
    assert cpi_of([without_cost]) is None


@given(st.lists(VALUES, max_size=6))
def test_the_ratio_of_several_measures_lies_between_the_smallest_and_the_largest(values):
    """Bug it catches: one of the two sums taken over all measures, also those without the other part."""
    whole = [v for v in values if v.ev_dated is not None and v.pv]
    found = spi_of(whole + [v for v in values if v.ev_dated is None or v.pv is None])
    if whole:
        assert min(v.spi for v in whole) <= found <= max(v.spi for v in whole)
    else:
        assert found is None


@given(VALUES)
def test_no_figure_comes_from_a_missing_part(value):
    """Bug it catches: a missing payment or plan read as 0."""
    needs = {
        "ev": (value.bac, value.progress),
        "pv": (value.bac, value.planned),
        "cpi": (value.bac, value.progress, value.ac),
        "eac2": (value.bac, value.progress, value.ac),
        "cost_forecast": (value.bac, value.progress, value.ac, value.commitments),
        "overrun": (value.bac, value.progress, value.ac, value.commitments),
    }
    for name, parts in needs.items():
        if None in parts:
            assert getattr(value, name) is None
    assert overrun_of([value]) == value.overrun
