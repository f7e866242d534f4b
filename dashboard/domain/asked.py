"""A question by its code: what may be answered now, also where nobody asks for it yet."""

from __future__ import annotations

import datetime as dt

from dashboard.domain.assessment import Assessment
from dashboard.domain.data_quality import period_at
from dashboard.domain.due import COUNTED_KINDS, ROUND_DAYS, Due, last_round
from dashboard.domain.values import Period


def asked(assessment: Assessment, code: str) -> Due | None:
    """The question with this code (`due.entry_code`); None for what there is not, or what has not ended yet.

    Its period must be one of the indicator's rhythm, a quarter for reports and counts; a milestone must be open.
    """
    kind, _, rest = code.partition(":")
    if kind == "milestone":
        return _milestone(assessment, rest)
    subject, _, text = rest.rpartition(":")
    period = _period(text)
    if period is None or period.last > assessment.state.as_of:
        return None
    if kind == "value":
        return _value(assessment, subject, period)
    if not _in_rhythm(period, "quarter"):
        return None
    by = period.last + dt.timedelta(days=ROUND_DAYS)
    if kind == "report" and subject in assessment.measures:
        return Due("report", subject, by, period, subject, assessment.measures[subject].field)
    return Due("count", subject, by, period) if kind == "count" and subject in COUNTED_KINDS else None


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _in_rhythm(period: Period, periodicity: str) -> bool:
    return periodicity == "once" or period_at(period.last, periodicity).text == period.text


def _value(assessment: Assessment, subject: str, period: Period) -> Due | None:
    found = assessment.indicators.get(subject)
    if found is None or not _in_rhythm(period, found.indicator.periodicity):
        return None
    about = found.indicator.object
    by = period.last + dt.timedelta(days=found.indicator.lag_days)
    measure = assessment.measures.get(about.code) if about.kind == "measure" else None
    if measure:
        return Due("value", subject, by, period, about.code, measure.field)
    return Due("value", subject, by, period, None, about.code if about.kind == "field" else None)


def _milestone(assessment: Assessment, subject: str) -> Due | None:
    found = assessment.milestones.get(subject)
    if found is None or not found.is_open or found.milestone.object.kind != "measure":
        return None
    quarter, measure = last_round(assessment.state.as_of), found.milestone.object.code
    by = quarter.last + dt.timedelta(days=ROUND_DAYS)
    return Due("milestone", subject, by, quarter, measure, assessment.measures[measure].field)
