"""Weak points of time: SP01 to SP03, SP15, SP17 and SP20 (D14) at their boundaries."""

from __future__ import annotations

import pytest

from dashboard.domain import model
from tests.domain.builders import (
    a_forecast,
    a_milestone,
    a_status,
    day,
    follows,
    reference_state,
    reference_tables,
    stated,
    with_record,
)
from tests.domain.weak_points import found


@pytest.mark.parametrize(
    ("on", "severity"),
    [("14.07.2025", None), ("15.07.2025", "medium"), ("29.08.2025", "medium"), ("30.08.2025", "high")],
)
def test_sp01_a_milestone_is_overdue_after_14_and_badly_after_60_days(on, severity):
    expected = [(severity, "M")] if severity else []
    assert found(reference_state(on), "SP01") == expected


def test_sp01_counts_no_days_of_a_measure_at_rest_nor_a_measure_at_rest():
    paused = (a_status(), a_status("paused", "01.07.2025", reason="No staff"))
    assert found(reference_state(measure_statuses=paused), "SP01") == []
    again = (*paused, a_status("running", "25.07.2025"))
    assert found(reference_state(measure_statuses=again), "SP01") == []


def test_sp02_an_active_measure_without_milestone_or_a_milestone_without_date():
    undated = (*reference_tables()["milestones"], a_milestone("M5", 10))
    assert found(reference_state(milestones=undated), "SP02") == [("medium", "M")]
    assert found(reference_state(milestones=(), baselines=(), forecasts=()), "SP02") == [("medium", "M")]
    done = (*reference_tables()["milestones"], a_milestone("M5", 10, "01.02.2025"))
    assert found(reference_state(milestones=done), "SP02") == []


@pytest.mark.parametrize(("weight", "severity"), [(6, "high"), (3, "medium"), (1, None)])
def test_sp03_less_than_three_quarters_or_half_of_what_was_planned(weight, severity):
    """Reached 3 of 3 + weight: SPI 3/9, 3/6 and 3/4."""
    state = reference_state(milestones=with_record(reference_tables()["milestones"], "M3", weight=weight))
    assert found(state, "SP03") == ([(severity, "M")] if severity else [])


def test_sp15_no_status_report_for_more_than_180_days():
    def reported(on: str) -> list:
        report = model.StatusReport(measure="M", report_date=day(on), text="As planned")
        return found(reference_state(status_reports=(report,)), "SP15")

    assert reported("01.02.2025") == []
    assert reported("31.01.2025") == [("medium", "M")]
    assert found(reference_state(status_reports=()), "SP15") == [("medium", "M")]


def waiting(critical: bool = False, forecast: str = "01.01.2026") -> list:
    tables = reference_tables()
    return found(
        reference_state(
            links=(*tables["links"], follows("M4", "M3")), milestones=with_record(tables["milestones"], "M4", critical=critical),
            forecasts=(a_forecast("M3", "01.07.2025", forecast),),
        ),
        "SP17",
    )  # fmt: skip


def test_sp17_what_has_to_come_first_is_expected_after_the_follower():
    assert waiting(forecast="31.12.2025") == []
    assert waiting() == [("medium", "M")]
    assert waiting(critical=True) == [("high", "M")]


def moved(*reports: tuple[str, str]) -> list:
    """M4 is planned for 31.12.2025; the twelve months to 31.07.2025 begin on 01.08.2024."""
    return found(reference_state(forecasts=tuple(a_forecast("M4", on, to) for on, to in reports)), "SP20")


def test_sp20_a_date_that_moved_three_times_or_more_than_90_days_in_a_year():
    twice = (("01.09.2024", "05.01.2026"), ("01.12.2024", "01.01.2026"))
    assert moved(*twice) == []
    assert moved(*twice, ("01.03.2025", "02.01.2026")) == [("high", "M")]
    assert moved(*twice, ("01.03.2025", "01.01.2026")) == []
    assert moved(("01.09.2024", "31.03.2026")) == []
    assert moved(("01.09.2024", "01.04.2026")) == [("high", "M")]


def test_sp20_what_moved_more_than_a_year_ago_counts_no_more():
    assert moved(("31.07.2024", "01.04.2026")) == []
    assert moved(("01.08.2024", "01.04.2026")) == [("high", "M")]


def test_sp20_is_silent_once_the_milestone_is_reached():
    tables = reference_tables()
    reached = with_record(tables["milestones"], "M4", actual_date=stated("30.07.2025"))
    state = reference_state(milestones=reached, forecasts=(a_forecast("M4", "01.09.2024", "01.04.2026"),))
    assert found(state, "SP20") == []
