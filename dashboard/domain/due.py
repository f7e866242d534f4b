"""What is due from those who report: values, milestones, status reports, counts of the multiplier effect.

Reports come in rounds: a quarter ends, and until the middle of the next month its figures are asked for. An indicator
has its own rhythm and its own delay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.domain import model
from dashboard.domain.assessed import IndicatorAssessment, MeasureAssessment, MilestoneAssessment
from dashboard.domain.assessment import Assessment
from dashboard.domain.data_quality import due_periods, period_at, period_key
from dashboard.domain.measure_status import COUNTED
from dashboard.domain.rights import Grant, Target, covers
from dashboard.domain.values import Period

KINDS = ("value", "milestone", "report", "count")
#: Days after the end of a quarter by which its reports are asked for.
ROUND_DAYS = 15
#: A milestone that is expected within so many days is asked about in each round.
_SOON = 180
#: What is counted each quarter, once somebody has begun to count it.
COUNTED_KINDS = ("downloads", "consultation")


@dataclass(frozen=True, slots=True)
class Due:
    """One question to somebody: of which kind, about what, for which period, and by which day it is due.

    `subject` is the code of an indicator, a milestone or a measure, or the kind of a count.
    """

    kind: str
    subject: str
    due_on: dt.date
    period: Period | None = None
    measure: str | None = None
    field: str | None = None

    @property
    def code(self) -> str:
        """The code of the entry that answers it: the same question has the same code for everybody."""
        return entry_code(self.kind, self.subject, self.period)


def entry_code(kind: str, subject: str, period: Period | None) -> str:
    """The code of an entry; a milestone has one at a time, everything else one a period."""
    return ":".join((kind, subject, period.text) if period and kind != "milestone" else (kind, subject))


def last_round(day: dt.date) -> Period:
    """The last quarter that has ended before the day, or on it."""
    quarter = period_at(day, "quarter")
    return quarter if quarter.last == day else period_at(quarter.first - dt.timedelta(days=1), "quarter")


def due(assessment: Assessment) -> tuple[Due, ...]:
    """Everything that is asked for as of the assessment's day, the most urgent first."""
    found = (*_values(assessment), *_of_measures(assessment), *_counts(assessment))
    return tuple(sorted(found, key=lambda one: (one.due_on, one.measure or "", KINDS.index(one.kind), one.code)))


def asked_indicators(assessment: Assessment) -> Iterator[tuple[IndicatorAssessment, str | None, str | None]]:
    """The indicators whose values are asked for, each with its measure and its field of action."""
    for indicator in assessment.indicators.values():
        measure = indicator.indicator.object.code if indicator.indicator.object.kind == "measure" else None
        found = assessment.measures.get(measure) if measure else None
        if not measure or (found is not None and found.status in COUNTED):
            yield indicator, measure, found.field if found else _field_of(indicator.indicator)


def _values(assessment: Assessment) -> Iterator[Due]:
    state = assessment.state
    for indicator, measure, field in asked_indicators(assessment):
        for period in _open_periods(indicator, state.values_of.get(indicator.indicator.code, ()), state.as_of):
            due_on = period.last + dt.timedelta(days=indicator.indicator.lag_days)
            yield Due("value", indicator.indicator.code, due_on, period, measure, field)


def _field_of(indicator: model.Indicator) -> str | None:
    return indicator.object.code if indicator.object.kind == "field" else None


def _open_periods(indicator: IndicatorAssessment, values: Iterable[model.IndicatorValue], day: dt.date) -> list[Period]:
    """The periods that have ended and have neither value nor reason; without a target those after the last value."""
    asked = indicator.indicator
    known = {
        period_key(value.period, asked.periodicity) for value in values if value.state in ("approved", "published")
    }
    if asked.periodicity == "once":
        return [missing.period for missing in indicator.missing if missing.reason is None]
    last = max((value.period.last for value in values), default=None)
    first = indicator.target.baseline_year if indicator.target else last.year - 1 if last else None
    if first is None:
        return []
    periods = due_periods(asked.periodicity, first, day)
    after = last if indicator.target is None else None
    return [one for one in periods if one.text not in known and (after is None or one.last > after)]


def _of_measures(assessment: Assessment) -> Iterator[Due]:
    quarter = last_round(assessment.state.as_of)
    by = quarter.last + dt.timedelta(days=ROUND_DAYS)
    for code, measure in assessment.measures.items():
        if not measure.active:
            continue
        for milestone in measure.milestones:
            day = _asked_about(milestone, assessment.state.as_of, quarter, by)
            if day:
                yield Due("milestone", milestone.milestone.code, day, quarter, code, measure.field)
        if _wants_report(assessment, measure, quarter):
            yield Due("report", code, by, quarter, code, measure.field)


def _asked_about(milestone: MilestoneAssessment, day: dt.date, quarter: Period, by: dt.date) -> dt.date | None:
    """The day by which a word on an open milestone is due; None: no word is needed now."""
    stated = milestone.forecast.date.day if milestone.forecast else None
    expected = stated or (milestone.baseline.day if milestone.baseline else None)
    if not milestone.is_open or expected is None:
        return None
    if expected <= day:
        return expected
    silent = milestone.forecast is None or milestone.forecast.report_date < quarter.last
    return by if silent and (expected - day).days <= _SOON else None


def _wants_report(assessment: Assessment, measure: MeasureAssessment, quarter: Period) -> bool:
    reports = assessment.state.status_reports_of.get(measure.measure.code, ())
    return not reports or reports[-1].report_date < quarter.last


def _counts(assessment: Assessment) -> Iterator[Due]:
    quarter = last_round(assessment.state.as_of)
    for kind in COUNTED_KINDS:
        days = [event.date for event in assessment.state.multiplier_events if event.kind == kind]
        if days and not any(quarter.first <= day <= quarter.last for day in days):
            yield Due("count", kind, quarter.last + dt.timedelta(days=ROUND_DAYS), quarter)


def next_due(assessment: Assessment, measures: frozenset[str], day: dt.date) -> dt.date | None:
    """The first day after `day` on which something of these measures becomes due that is not asked for yet.

    An indicator's next period with its delay, or the next round of reports; None where none of them is active.
    """
    found = assessment.measures
    active = {code for code in measures if code in found and found[code].active}
    today = assessment.state.as_of
    days = [
        period_at(today + dt.timedelta(days=1), asked.periodicity).last + dt.timedelta(days=asked.lag_days)
        for asked in assessment.state.indicators
        if asked.object.kind == "measure" and asked.object.code in active and asked.periodicity != "once"
    ]
    if active:
        quarter = period_at(today + dt.timedelta(days=1), "quarter")
        days.append(quarter.last + dt.timedelta(days=ROUND_DAYS))
    return min((one for one in days if one > day), default=None)


def target(
    strategy: str,
    measure: str | None,
    field: str | None,
    grants: Iterable[Grant],
    day: dt.date,
    *,
    state: str = "",
    submitter: int | None = None,
) -> Target:
    """What an entry about this measure or field is to the table of rights, with who is active for it on the day.

    `grants` are those of all accounts.
    """
    place = Target(strategy=strategy, field=field, measure=measure)
    active = [grant for grant in grants if grant.holds(day) and covers(grant, place)]
    return Target(
        strategy=strategy,
        field=field,
        measure=measure,
        state=state,
        submitter=submitter,
        sponsored=any(grant.role == "sponsor" for grant in active),
        led=any(grant.role == "lead" and grant.account != submitter for grant in active),
    )
