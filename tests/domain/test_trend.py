"""Milestone trend analysis (D15)."""

import datetime as dt
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.trend import projected_finish, trend
from tests.domain.builders import day

REPORTS = ("31.03.2024", "30.06.2024", "30.09.2024", "31.12.2024")


def the_trend(*forecasts):
    return trend([(day(reported), day(on)) for reported, on in zip(REPORTS, forecasts, strict=False)])


EXAMPLE = ("30.06.2025", "31.07.2025", "15.09.2025", "31.10.2025")


def test_d15_the_example_rises_by_0_447_days_a_day():
    found = the_trend(*EXAMPLE)
    assert found.moves == (31, 46, 46)
    assert (found.drift, found.kind) == (F(123, 275), "rising")


def test_d15_the_example_is_projected_to_finish_on_4_july_2026():
    found = the_trend(*EXAMPLE)
    assert found.finish == day("31.12.2024") + dt.timedelta(days=550) == day("04.07.2026")
    assert not found.runs_away


def test_d15_two_reports_are_no_trend():
    assert the_trend(*EXAMPLE[:2]) is None
    assert the_trend(*EXAMPLE[:3]) is not None


def test_d15_within_seven_days_over_the_last_two_moves_it_is_stable():
    assert the_trend("30.06.2025", "31.07.2025", "04.08.2025", "07.08.2025").kind == "stable"
    assert the_trend("30.06.2025", "31.07.2025", "04.08.2025", "08.08.2025").kind == "rising"


def test_d15_forecasts_that_come_earlier_fall():
    found = the_trend("30.06.2025", "31.05.2025", "30.04.2025")
    assert found.kind == "falling"
    assert found.finish < day("30.04.2025")


def test_d15_two_turns_of_more_than_14_days_are_a_zigzag_before_all_else():
    assert the_trend("30.06.2025", "31.07.2025", "30.06.2025", "31.07.2025").kind == "zigzag"
    assert the_trend("30.06.2025", "15.07.2025", "30.06.2025", "15.07.2025").kind == "zigzag"
    assert the_trend("30.06.2025", "14.07.2025", "30.06.2025", "14.07.2025").kind == "stable"


def test_d15_back_to_the_first_forecast_without_zigzag_is_stable():
    assert the_trend("30.06.2025", "31.07.2025", "31.07.2025", "30.06.2025").kind == "stable"


def test_d15_a_forecast_that_moves_a_day_a_day_runs_away():
    found = the_trend("30.06.2025", "29.09.2025", "30.12.2025", "01.04.2026")
    assert (found.drift >= 1, found.runs_away, found.finish) == (True, True, None)


def test_d15_a_forecast_already_past_finishes_with_the_last_report():
    assert projected_finish(day("31.12.2024"), day("01.12.2024"), F(1, 2)) == day("31.12.2024")


def test_d15_a_finish_beyond_the_calendar_is_none():
    assert projected_finish(day("31.12.2024"), day("31.12.2034"), F(9999, 10000)) is None


@given(st.integers(0, 2000), st.integers(3, 8), st.integers(20, 120))
def test_an_unmoved_forecast_is_stable_and_projected_to_itself(ahead, count, gap):
    """Bug it catches: the days ahead not counted from the last report."""
    first = day("01.01.2024")
    reports = [first + dt.timedelta(days=n * gap) for n in range(count)]
    forecast = reports[-1] + dt.timedelta(days=ahead)
    found = trend([(reported, forecast) for reported in reports])
    assert (found.kind, found.drift, found.finish) == ("stable", 0, forecast)


@given(st.lists(st.integers(-60, 60), min_size=2, max_size=7))
def test_the_mirror_of_a_rising_milestone_falls(moves):
    """Bug it catches: stable measured with the sign of the moves, so that all falling is stable."""

    def kind(sign):
        forecasts = [day("01.01.2027")]
        for move in moves:
            forecasts.append(forecasts[-1] + dt.timedelta(days=sign * move))
        return trend([(day("01.01.2024") + dt.timedelta(days=90 * n), on) for n, on in enumerate(forecasts)]).kind

    mirrored = {"rising": "falling", "falling": "rising"}
    assert kind(-1) == mirrored.get(kind(1), kind(1))
