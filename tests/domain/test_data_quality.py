"""Completeness and freshness (D11)."""

import datetime as dt
from fractions import Fraction as F
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment import assess
from dashboard.domain.data_quality import completeness, completeness_adjusted, due_periods, freshness, period_at
from dashboard.domain.values import Period, half_up
from tests.domain.builders import (
    KEY_DATE,
    a_target,
    a_value,
    an_indicator,
    day,
    number,
    reference_state,
    reference_tables,
)
from tests.domain.test_attainment import the_indicator

PATH = a_target((2020, 20), (2025, 80))
KINDS = st.sampled_from(["month", "quarter", "halfyear", "year"])


def test_d11_nine_of_twelve_values_are_75_percent_and_81_8_without_the_excused():
    assert completeness(9, 12) == F(75, 100)
    adjusted = completeness_adjusted(9, 12, 1)
    assert (adjusted, half_up(adjusted * 100, 1)) == (F(9, 11), number("81.8"))


def test_d11_while_nothing_is_due_there_is_no_completeness():
    assert completeness(0, 0) is None
    assert completeness_adjusted(0, 1, 1) is None


def test_d11_reference_measure_has_nine_of_twelve_values():
    measure = assess(reference_state()).measures["M"]
    assert (measure.data_due, measure.data_approved, measure.data_excused) == (12, 9, 1)
    assert (measure.completeness, measure.completeness_adjusted) == (F(3, 4), F(9, 11))


def test_d11_a_yearly_value_of_2023_is_fresh_on_1_april_2025():
    assert freshness(Period.parse("2023"), "year", 120, day("01.04.2025")) == 1


def test_d11_a_yearly_value_of_2022_is_half_fresh_on_1_april_2025():
    assert freshness(Period.parse("2022"), "year", 120, day("01.04.2025")) == F(1, 2)


def test_d11_the_boundaries_of_freshness_are_485_and_970_days():
    ended = day("31.12.2023")
    for days, expected in ((485, 1), (486, F(1, 2)), (970, F(1, 2)), (971, 0)):
        assert freshness(Period.parse("2023"), "year", 120, ended + dt.timedelta(days=days)) == expected


def test_d11_what_is_measured_once_stays_fresh():
    assert freshness(Period.parse("2001"), "once", 0, KEY_DATE) == 1


def test_a_value_of_a_single_day_stays_fresh_as_long_as_its_period():
    ended = day("31.12.2023")
    assert freshness(Period.parse("2023-12-31"), "year", 0, ended + dt.timedelta(days=365)) == 1
    assert freshness(Period.parse("2023-12-31"), "year", 0, ended + dt.timedelta(days=366)) == F(1, 2)


def test_d11_a_value_is_due_on_the_day_its_lag_ends_and_not_before():
    assert the_indicator("29.04.2025", PATH, lag_days=120).due == 3
    assert the_indicator("30.04.2025", PATH, lag_days=120).due == 4


def test_d11_values_are_due_after_the_first_baseline_year():
    later = a_target((2023, 20), (2027, 80), version=2)
    tables = {"indicators": [an_indicator()], "targets": [PATH, later], "indicator_values": ()}
    assert assess(reference_state(**tables)).indicators["I"].due == 4


def test_d11_without_a_baseline_nothing_is_due():
    found = the_indicator(values=[a_value("2023", 5)])
    assert (found.due, found.missing, found.freshness) == (0, (), F(1, 2))


def test_d11_missing_values_say_since_when_and_why_the_latest_last():
    late = a_value("2024", None, missing_reason="not_yet")
    values = [a_value("2021", 1), a_value("2022", 2, state="submitted"), late]
    found = the_indicator("31.07.2025", PATH, values=values, lag_days=30)
    assert (found.due, found.approved, found.excused) == (4, 1, 0)
    assert [(m.period.text, m.due_on, m.days, m.reason) for m in found.missing] == [
        ("2022", day("30.01.2023"), 913, None),
        ("2023", day("30.01.2024"), 548, None),
        ("2024", day("30.01.2025"), 182, "not_yet"),
    ]


def test_d11_only_a_value_not_collected_is_excused_and_only_once_approved():
    for reason, state, excused in (
        ("not_collected", "approved", 1),
        ("not_collected", "draft", 0),
        ("no_data_from_source", "approved", 0),
    ):
        values = [a_value("2024", None, missing_reason=reason, state=state)]
        assert the_indicator(target=PATH, values=values).excused == excused


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_x35_a_value_kept_back_to_protect_persons_is_there(audience):
    kept = a_value("2024", None, missing_reason="protected")
    tables = {"indicators": [an_indicator()], "targets": [PATH], "indicator_values": [a_value("2023", 50), kept]}
    found = assess(reference_state(audience=audience, **tables)).indicators["I"]
    assert (found.due, found.approved, found.excused) == (4, 2, 0)
    assert [missing.period.text for missing in found.missing] == ["2021", "2022"]
    assert [period.text for period in found.protected] == ["2024"]


@pytest.mark.parametrize(("audience", "state"), [("public", "approved"), ("internal", "submitted")])
def test_x35_a_value_that_does_not_count_yet_is_missing_although_it_is_protected(audience, state):
    kept = a_value("2024", None, missing_reason="protected", state=state)
    tables = {"indicators": [an_indicator()], "targets": [PATH], "indicator_values": [kept]}
    found = assess(reference_state(audience=audience, **tables)).indicators["I"]
    assert (found.approved, found.protected) == (0, ())


def test_a_yearly_value_of_a_day_fills_its_year():
    found = the_indicator(target=PATH, values=[a_value("2024-12-31", 70)])
    assert (found.approved, [m.period.text for m in found.missing]) == (1, ["2021", "2022", "2023"])


def test_what_is_measured_once_is_due_for_the_period_it_is_there_for_else_for_the_target_year():
    once = {"periodicity": "once", "target": a_target((2020, 20), (2024, 80))}
    assert (the_indicator("30.12.2024", **once).due, the_indicator("31.12.2024", **once).due) == (0, 1)
    early = the_indicator("30.06.2023", values=[a_value("2022", 60)], **once)
    assert (early.due, early.approved) == (1, 1)


def test_i05_values_of_context_indicators_are_not_in_the_completeness_of_the_measure():
    tables = reference_tables()
    context = an_indicator("IX", role="context")
    state = reference_state(
        indicators=(*tables["indicators"], context), targets=(*tables["targets"], a_target((2000, 1), (2025, 2), "IX"))
    )
    assert assess(state).indicators["IX"].due > 20
    assert assess(state).measures["M"].data_due == 12


@given(st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31)), KINDS)
def test_every_day_lies_in_the_period_it_is_said_to_be_in(on, periodicity):
    """Bug it catches: the month divided by the months of a period, so that March falls into the second quarter."""
    period = period_at(on, periodicity)
    assert period.first <= on <= period.last


@given(KINDS, st.integers(2000, 2020), st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31)))
def test_due_periods_follow_each_other_without_gap_and_have_ended(periodicity, baseline_year, ended_by):
    """Bug it catches: the period running on the day asked for counted as due."""
    periods = due_periods(periodicity, baseline_year, ended_by)
    assert all(period.last <= ended_by and period.year > baseline_year for period in periods)
    assert all(one.last + dt.timedelta(days=1) == next_one.first for one, next_one in pairwise(periods))
    if ended_by.year > baseline_year + 1:
        assert periods[0].first == dt.date(baseline_year + 1, 1, 1)
        assert (ended_by - periods[-1].last).days < 366
