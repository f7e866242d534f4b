"""A question by its code, and when something becomes due the next time."""

from dashboard.domain.asked import asked
from dashboard.domain.assessment import assess
from dashboard.domain.due import due, next_due
from tests.domain.builders import (
    a_baseline,
    a_field,
    a_measure,
    a_milestone,
    a_plan_version,
    a_state,
    a_status,
    a_target,
    a_value,
    an_indicator,
    day,
)


def found(on="07.07.2025", *, periodicity="quarter", lag=15, status="running"):
    return assess(
        a_state(
            on,
            fields=[a_field()],
            measures=[a_measure()],
            measure_statuses=[a_status(status)],
            plan_versions=[a_plan_version()],
            milestones=[a_milestone("MS")],
            baselines=[a_baseline("MS", "31.12.2025")],
            indicators=[an_indicator(periodicity=periodicity, lag_days=lag)],
            targets=[a_target((2024, 10), (2026, 50))],
            indicator_values=[a_value("2025-Q1", 20)],
        )
    )


def test_every_question_that_is_due_is_found_by_its_code():
    assessment = found()
    assert {one.code for one in due(assessment)} == {"value:I:2025-Q2", "milestone:MS", "report:M:2025-Q2"}
    assert [asked(assessment, one.code) for one in due(assessment)] == list(due(assessment))


def test_a_value_that_nobody_asks_for_may_be_corrected_when_its_period_has_ended():
    question = asked(found(), "value:I:2025-Q1")
    assert question is not None
    assert (question.measure, question.field, question.due_on) == ("M", "F", day("15.04.2025"))


def test_what_has_not_ended_or_is_no_period_of_the_indicator_is_no_question():
    assessment = found()
    for code in ("value:I:2025-Q3", "value:I:2025-06", "value:I:2025", "value:I:", "value:X:2025-Q2", "value", ""):
        assert asked(assessment, code) is None, code


def test_reports_and_counts_are_asked_for_quarters_alone():
    assessment = found()
    assert asked(assessment, "report:M:2025-Q1") is not None
    assert asked(assessment, "count:downloads:2025-Q1") is not None
    for code in ("report:M:2025-05", "report:X:2025-Q1", "count:downloads:2025-H1", "count:steps:2025-Q1"):
        assert asked(assessment, code) is None, code


def test_a_milestone_may_be_reported_while_it_is_open():
    assert asked(found(), "milestone:MS") is not None
    assert asked(found(), "milestone:X") is None


def test_the_next_time_is_the_end_of_the_period_that_runs_with_its_delay():
    assert next_due(found(lag=10), frozenset("M"), day("07.07.2025")) == day("10.10.2025")
    assert next_due(found(periodicity="month", lag=20), frozenset("M"), day("07.07.2025")) == day("20.08.2025")


def test_where_only_a_report_comes_up_the_next_time_is_the_middle_of_the_month_after_the_quarter():
    assert next_due(found(periodicity="year", lag=90), frozenset("M"), day("07.07.2025")) == day("15.10.2025")


def test_nothing_becomes_due_from_who_has_no_active_measure():
    assert next_due(found(status="stopped"), frozenset("M"), day("07.07.2025")) is None
    assert next_due(found(), frozenset(), day("07.07.2025")) is None
