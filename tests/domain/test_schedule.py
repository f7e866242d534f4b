"""Schedule deviation, punctuality and corridor (D4)."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment import assess
from dashboard.domain.schedule import (
    days_outside,
    deviation,
    expected_day,
    is_due,
    on_time,
    on_time_rate,
    overdue,
    weighted_delay,
)
from tests.domain.builders import (
    KEY_DATE,
    a_forecast,
    a_milestone,
    a_status,
    day,
    follows,
    reference_state,
    reference_tables,
    with_record,
)

DAYS = st.dates(min_value=day("01.01.2000"), max_value=day("31.12.2050"))
WEEKS = st.dates(min_value=day("01.01.2025"), max_value=day("31.03.2025"))


@pytest.mark.parametrize(
    ("baseline", "actual", "forecast", "days"),
    [
        ("31.03.2024", "20.04.2024", None, 20),
        ("30.09.2024", "20.09.2024", None, -10),
        ("30.06.2025", None, None, 31),
        ("31.12.2025", None, "28.02.2026", 59),
    ],
)
def test_d04_deviations_of_the_reference_measure(baseline, actual, forecast, days):
    found = deviation(day(baseline), actual and day(actual), forecast and day(forecast), KEY_DATE)
    assert found == days


def test_d04_a_forecast_that_has_passed_counts_as_today():
    assert deviation(day("30.06.2025"), None, day("15.07.2025"), KEY_DATE) == 31


def test_d04_a_forecast_before_the_baseline_is_early():
    assert deviation(day("31.12.2025"), None, day("30.11.2025"), KEY_DATE) == -31


def test_d04_an_open_milestone_before_its_day_deviates_by_nothing():
    assert deviation(day("31.12.2025"), None, None, KEY_DATE) == 0


def test_d04_an_undated_milestone_has_no_deviation_and_is_not_overdue():
    assert deviation(None, None, day("28.02.2026"), KEY_DATE) is None
    assert overdue(None, KEY_DATE) is None


def test_a_milestone_due_today_is_due_and_not_yet_late():
    assert is_due(KEY_DATE, KEY_DATE)
    assert overdue(KEY_DATE, KEY_DATE) == 0


def test_d04_one_of_three_due_milestones_was_on_time():
    pairs = [
        (day("31.03.2024"), day("20.04.2024")),
        (day("30.09.2024"), day("20.09.2024")),
        (day("30.06.2025"), None),
        (day("31.12.2025"), None),
    ]
    assert on_time(pairs, KEY_DATE) == (1, 3)
    assert on_time_rate(1, 3) == F(1, 3)


def test_d04_with_twenty_days_of_grace_the_first_milestone_was_on_time_too():
    pairs = [(day("31.03.2024"), day("20.04.2024")), (day("15.07.2025"), None)]
    assert on_time(pairs, KEY_DATE, 20) == (1, 1)
    assert on_time(pairs, KEY_DATE, 19) == (0, 1)


def test_d04_while_nothing_is_due_there_is_no_rate():
    assert on_time_rate(*on_time([(day("31.12.2025"), None)], KEY_DATE)) is None


def test_d04_weighted_delay_of_the_reference_measure_is_18_8_days():
    assert weighted_delay([(1, 20), (2, -10), (3, 31)]) == F(113, 6)
    assert weighted_delay([]) is None


def test_d04_reference_measure_ends_59_days_outside_its_corridor():
    assert days_outside(day("28.02.2026"), day("01.01.2024"), day("31.12.2025")) == 59


def test_d04_an_end_within_the_corridor_is_0_days_outside_and_one_before_it_is_negative():
    assert days_outside(day("31.12.2025"), day("01.01.2024"), day("31.12.2025")) == 0
    assert days_outside(day("30.12.2023"), day("01.01.2024"), day("31.12.2025")) == -2


def test_d04_a_corridor_with_one_bound_is_judged_by_it_and_one_without_bounds_by_nothing():
    assert days_outside(day("28.02.2026"), None, day("31.12.2025")) == 59
    assert days_outside(day("28.02.2026"), None, None) is None
    assert days_outside(None, day("01.01.2024"), day("31.12.2025")) is None


def test_d04_reference_measure_as_a_whole():
    measure = assess(reference_state()).measures["M"]
    assert [m.deviation for m in measure.milestones] == [20, -10, 31, 59]
    assert [m.overdue for m in measure.milestones] == [None, None, 31, 0]
    assert (measure.on_time_reached, measure.on_time_due, measure.weighted_delay) == (1, 3, F(113, 6))
    assert measure.corridor == 59


def test_an_undated_open_milestone_is_not_reached_before_today():
    rows = (*reference_tables()["milestones"][:2], a_milestone("M5"))
    measure = assess(reference_state("31.01.2026", milestones=rows)).measures["M"]
    assert measure.expected_end == day("31.01.2026")
    assert measure.milestones[-1].expected is None
    assert measure.corridor == 31


def test_the_latest_report_counts_and_one_after_the_key_date_does_not():
    reports = (
        a_forecast("M4", "30.06.2025", "28.02.2026"),
        a_forecast("M4", "31.03.2025", "31.01.2026"),
        a_forecast("M4", "01.08.2025", "30.06.2026"),
    )
    assert assess(reference_state(forecasts=reports)).milestones["M4"].deviation == 59


def test_days_of_a_pause_are_not_overdue():
    statuses = (
        a_status("running"),
        a_status("paused", "10.07.2025"),
        a_status("running", "20.07.2025"),
    )
    measure = assess(reference_state(measure_statuses=statuses)).measures["M"]
    assert measure.overdue_days == 21
    assert measure.milestones[2].overdue == 21
    assert measure.milestones[2].deviation == 31


def test_x43_days_parked_before_the_baseline_do_not_shorten_what_is_overdue():
    statuses = (a_status("running"), a_status("parked", "01.02.2025"), a_status("running", "01.05.2025"))
    assert assess(reference_state(measure_statuses=statuses)).measures["M"].overdue_days == 31


def test_a_milestone_knows_its_state_its_next_and_what_it_follows():
    found = assess(reference_state(links=(follows("M4", "M3"),)))
    states = [found.milestones[code].state for code in ("M1", "M2", "M3", "M4")]
    assert states == ["reached", "reached", "in_progress", "planned"]
    assert found.milestones["M4"].predecessors == ("M3",)
    assert found.measures["M"].next_milestone.milestone.code == "M3"
    assert found.measures["M"].last_reached.milestone.code == "M2"


def test_a_dropped_milestone_has_no_expected_day_and_no_deviation():
    rows = with_record(reference_tables()["milestones"], "M3", dropped_on=day("01.07.2025"))
    dropped = assess(reference_state(milestones=rows)).milestones["M3"]
    assert (dropped.state, dropped.expected, dropped.deviation, dropped.overdue) == ("dropped", None, None, None)


@given(DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_an_open_milestone_is_never_expected_before_today(baseline, actual, forecast, today):
    """Bug it catches: the forecast taken as it is, though its day has passed."""
    expected = expected_day(baseline, actual, forecast, today)
    assert expected == actual if actual else expected >= today


@given(st.lists(st.tuples(st.none() | WEEKS, st.none() | WEEKS)), WEEKS, st.integers(0, 30))
def test_a_due_milestone_is_on_time_or_late_by_more_than_the_grace(pairs, today, grace):
    """Bug it catches: grace added to what is due and forgotten in what is on time."""
    reached, due = on_time(pairs, today, grace)
    late = [
        actual
        for baseline, actual in pairs
        if is_due(baseline, today, grace) and (actual is None or (actual - baseline).days > grace)
    ]
    assert reached + len(late) == due
