"""What will be due: questions that nobody can answer yet, so that people hear of them before and find them in a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dashboard.domain.assessment import Assessment
from dashboard.domain.data_quality import due_periods, period_at
from dashboard.domain.due import ROUND_DAYS, Due, asked_indicators
from dashboard.domain.values import Period


def coming(assessment: Assessment, until: dt.date) -> tuple[Due, ...]:
    """Questions that become due after the assessment's day and until `until`, the next first.

    Values and reports whose period has not ended yet, and open milestones on the day they are expected.
    """
    found = (*_values(assessment, until), *_reports(assessment, until), *_milestones(assessment, until))
    return tuple(sorted(found, key=lambda one: (one.due_on, one.measure or "", one.code)))


def _values(assessment: Assessment, until: dt.date) -> Iterator[Due]:
    today = assessment.state.as_of
    for indicator, measure, field in asked_indicators(assessment):
        asked = indicator.indicator
        begun = indicator.target or assessment.state.values_of.get(asked.code)
        if asked.periodicity == "once" or not begun:
            continue
        for period in due_periods(asked.periodicity, today.year - 1, until):
            due_on = period.last + dt.timedelta(days=asked.lag_days)
            if today < period.last and due_on <= until:
                yield Due("value", asked.code, due_on, period, measure, field)


def _rounds(today: dt.date, until: dt.date) -> Iterator[tuple[Period, dt.date]]:
    """The quarters that end after today, with the day by which their reports are due."""
    quarter = period_at(today + dt.timedelta(days=1), "quarter")
    while (by := quarter.last + dt.timedelta(days=ROUND_DAYS)) <= until:
        yield quarter, by
        quarter = period_at(quarter.last + dt.timedelta(days=1), "quarter")


def _reports(assessment: Assessment, until: dt.date) -> Iterator[Due]:
    for quarter, by in _rounds(assessment.state.as_of, until):
        for code, measure in assessment.measures.items():
            if measure.active:
                yield Due("report", code, by, quarter, code, measure.field)


def _milestones(assessment: Assessment, until: dt.date) -> Iterator[Due]:
    for code, measure in assessment.measures.items():
        for milestone in measure.milestones if measure.active else ():
            day = milestone.forecast.date.day if milestone.forecast else None
            day = day or (milestone.baseline.day if milestone.baseline else None)
            if milestone.is_open and day and assessment.state.as_of < day <= until:
                yield Due("milestone", milestone.milestone.code, day, None, code, measure.field)
