"""The budget of a fiscal year (D6)."""

import datetime as dt
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.budget_year import fiscal_span, fiscal_year, time_share, year_budget
from dashboard.domain.values import Ref, half_up
from tests.domain.builders import (
    MEASURE,
    STRATEGY,
    a_field,
    a_measure,
    a_posting,
    a_state,
    a_strategy,
    an_appropriation,
    day,
    euro,
    number,
)

OTHER = Ref("measure", "N")


def _example(on="30.06.2025", **changes):
    row = an_appropriation("a", 120000, carried_over=euro(30000), blocked=euro(10000), **changes)
    return a_state(
        on,
        measures=[a_measure(), a_measure("N")],
        fields=[a_field()],
        appropriations=[row],
        postings=[
            a_posting(99000, month="01.12.2024"),
            a_posting(42000, month="01.05.2025"),
            a_posting(40000, "commitment", "01.11.2024"),
            a_posting(12000, "commitment_release", "01.05.2025"),
        ],
    )


def test_d06_of_140000_adjusted_70000_are_available():
    budget = year_budget(_example(), 2025)
    assert (budget.adjusted, budget.actual, budget.commitments) == (euro(140000), euro(42000), euro(28000))
    assert budget.available == euro(70000)


def test_d06_thirty_percent_have_flowed_out_and_half_is_bound():
    budget = year_budget(_example(), 2025)
    assert (budget.outflow, budget.bound) == (F(30, 100), F(50, 100))


def test_d06_on_30_june_181_of_365_days_have_passed_and_the_burn_index_is_0_605():
    budget = year_budget(_example(), 2025)
    assert budget.time_share == F(181, 365)
    assert half_up(budget.burn_index, 3) == number("0.605")


def test_d06_after_the_year_its_time_share_is_one_and_before_it_zero_without_an_index():
    assert year_budget(_example("31.03.2026"), 2025).time_share == 1
    early = year_budget(_example("30.06.2025"), 2026)
    assert (early.time_share, early.burn_index) == (0, None)


def test_d06_without_a_base_every_rate_is_missing_and_nothing_is_available():
    budget = year_budget(
        a_state(measures=[a_measure()], appropriations=[an_appropriation("a", None)], postings=[a_posting(5)]), 2025
    )
    assert (budget.adjusted, budget.available, budget.outflow, budget.bound, budget.burn_index) == (None,) * 5
    assert (budget.actual, budget.counted, budget.objects) == (euro(5), 0, 1)


def test_d06_nothing_left_after_blocking_gives_no_rates():
    row = an_appropriation("a", 100, blocked=euro(100))
    budget = year_budget(a_state(measures=[a_measure()], appropriations=[row], postings=[a_posting(5)]), 2025)
    assert (budget.adjusted, budget.available, budget.outflow) == (0, euro(-5), None)


def test_d06_the_latest_stand_up_to_the_key_date_counts():
    rows = [
        an_appropriation("a", 100),
        an_appropriation("b", 150, as_of="01.05.2025"),
        an_appropriation("c", 900, as_of="01.08.2025"),
    ]
    assert year_budget(a_state(measures=[a_measure()], appropriations=rows), 2025).adjusted == euro(150)


def test_d06_several_accounts_of_one_measure_are_added_up():
    rows = [an_appropriation("a", 100, account="11.1"), an_appropriation("b", 150, account="11.2")]
    assert year_budget(a_state(measures=[a_measure()], appropriations=rows), 2025).adjusted == euro(250)


def test_x16_cash_and_accrual_budget_are_never_added():
    rows = [an_appropriation("a", 100), an_appropriation("b", 150, budget_kind="ergebnis")]
    state = a_state(measures=[a_measure()], appropriations=rows)
    assert year_budget(state, 2025).adjusted == euro(100)
    assert year_budget(state, 2025, budget_kind="ergebnis").adjusted == euro(150)
    assert year_budget(a_state(measures=[a_measure()], appropriations=rows[1:]), 2025).budget_kinds == ("ergebnis",)


def test_d06_orders_of_older_years_stay_open_and_later_ones_do_not_count_for_a_past_year():
    postings = [
        a_posting(10, "commitment", "01.03.2023"),
        a_posting(20, "commitment", "01.03.2025"),
        a_posting(4, "commitment_release", "01.02.2025"),
    ]
    state = a_state(measures=[a_measure()], appropriations=[an_appropriation("a", 100, 2024)], postings=postings)
    assert year_budget(state, 2024).commitments == euro(10)
    assert year_budget(state, 2025).commitments == euro(26)


def test_a_payment_of_a_measure_without_appropriation_stays_out_of_the_rates():
    state = a_state(
        measures=[a_measure(), a_measure("N")],
        appropriations=[an_appropriation("a", 100)],
        postings=[a_posting(30), a_posting(50, object=OTHER)],
    )
    budget = year_budget(state, 2025)
    assert (budget.actual, budget.actual_all, budget.outflow) == (euro(30), euro(80), F(30, 100))
    assert (budget.counted, budget.objects) == (1, 2)


def test_an_appropriation_of_the_strategy_covers_the_payments_of_its_measures():
    state = a_state(
        measures=[a_measure(), a_measure("N")],
        appropriations=[an_appropriation("a", 100, object=STRATEGY)],
        postings=[a_posting(30), a_posting(50, object=OTHER)],
    )
    assert year_budget(state, 2025).outflow == F(80, 100)


def test_a_budget_can_be_asked_for_single_objects():
    rows = [an_appropriation("a", 100), an_appropriation("b", 400, object=OTHER)]
    state = a_state(measures=[a_measure(), a_measure("N")], appropriations=rows, postings=[a_posting(7, object=OTHER)])
    assert year_budget(state, 2025, [MEASURE]).adjusted == euro(100)
    assert year_budget(state, 2025, [OTHER]).actual == euro(7)


def test_without_any_payment_known_the_actual_is_not_stated():
    budget = year_budget(a_state(measures=[a_measure()], appropriations=[an_appropriation("a", 100)]), 2025)
    assert (budget.adjusted, budget.actual, budget.available, budget.outflow) == (euro(100), None, None, None)


def test_x17_a_fiscal_year_is_named_by_the_year_it_begins_in():
    assert fiscal_year(day("31.07.2025"), "08-01") == 2024
    assert fiscal_year(day("01.08.2025"), "08-01") == 2025
    assert fiscal_span(2024, "08-01") == (day("01.08.2024"), day("31.07.2025"))
    assert fiscal_year(day("31.12.2025")) == 2025


def test_x17_a_strategy_with_another_fiscal_year_counts_its_payments_by_it():
    state = a_state(
        strategy=a_strategy(fiscal_year_start="08-01"),
        measures=[a_measure()],
        appropriations=[an_appropriation("a", 100, 2024)],
        postings=[a_posting(1, month="01.07.2024"), a_posting(2, month="01.08.2024"), a_posting(4, month="01.07.2025")],
    )
    assert year_budget(state, 2024).actual == euro(6)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.sampled_from(["01-01", "04-01", "08-01", "12-01"]))
def test_every_day_lies_in_exactly_the_fiscal_year_it_is_said_to_be_in(on, start):
    """Bug it catches: the fiscal year named by the year it ends in."""
    first, last = fiscal_span(fiscal_year(on, start), start)
    assert first <= on <= last
    assert 0 < time_share(first, last, on) <= 1


@given(st.lists(st.tuples(st.sampled_from("MNO"), st.integers(0, 1000)), max_size=8))
def test_the_budget_of_the_strategy_is_the_sum_of_its_measures(amounts):
    """Bug it catches: rows of one account of different measures taken for stands of one row."""
    rows = [
        an_appropriation(f"a{n}", amount, object=Ref("measure", code), account=str(n))
        for n, (code, amount) in enumerate(amounts)
    ]
    rows += [an_appropriation(f"shared-{code}", 5, object=Ref("measure", code)) for code in "MNO"]
    state = a_state(measures=[a_measure(code) for code in "MNO"], appropriations=rows)
    parts = [year_budget(state, 2025, [Ref("measure", code)]).adjusted for code in "MNO"]
    assert year_budget(state, 2025).adjusted == sum(parts)
