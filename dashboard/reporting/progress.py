"""Progress: measures by urgency, the plan curve against what is reached, the milestone trend."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.domain.assessment import Assessment, MeasureAssessment, MilestoneAssessment
from dashboard.domain.lights import Thresholds
from dashboard.domain.measure_status import COUNTED
from dashboard.domain.progress import CurvePoint, progress_curve
from dashboard.domain.schedule import is_due
from dashboard.domain.state import StrategyState
from dashboard.domain.trend import Trend, trend
from dashboard.reporting.measure.milestones import judged
from dashboard.reporting.selection import Selection, by_urgency, selected
from dashboard.reporting.status import STATUSES
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why import measures as why_measures
from dashboard.reporting.why import progress as why_progress
from dashboard.reporting.why.pieces import of_shown
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.catalog import ngettext

#: A slip of more days than this is long enough to be told apart (D12, red).
LONG = 60
#: A slip of up to so many days is not drawn (D12, green).
NOTABLE = 14
_MOST_TRENDS = 5


@dataclass(frozen=True, slots=True)
class DueMilestones:
    """How the milestones that were due by the key date turned out."""

    due: int
    reached: int
    on_time: int
    overdue: int
    long_overdue: int


@dataclass(frozen=True, slots=True)
class TrendLine:
    """The forecasts of one milestone and what they say together (D15)."""

    found: MilestoneAssessment
    measure: MeasureAssessment
    points: tuple[tuple[dt.date, dt.date], ...]
    trend: Trend


@dataclass(frozen=True, slots=True)
class Progress:
    """What the page of progress shows for one selection."""

    measures: list[MeasureAssessment]
    total: int
    counts: Counter
    due: DueMilestones
    curve: list[CurvePoint]
    trends: list[TrendLine]

    @property
    def filtered_away(self) -> bool:
        """Whether there are measures, and none fits the filters."""
        return not self.measures and bool(self.total)

    @property
    def counted(self) -> int:
        """How many measures the curve is the mean of: those that count in ratings (D13) and have milestones."""
        return sum(found.status in COUNTED and found.progress is not None for found in self.measures)


def _due(measures: Sequence[MeasureAssessment], state: StrategyState) -> DueMilestones:
    """Due by the key date (D4), whatever the measure's status; overdue are those of active measures alone.

    What is due on the key date itself and still open is neither reached nor overdue.
    """
    grace = int(Thresholds.of(state.thresholds).grace)
    open_late = [m.overdue for found in measures if found.active for m in found.milestones if m.overdue]
    return DueMilestones(
        due=sum(found.on_time_due for found in measures),
        reached=sum(
            m.state == "reached" and m.baseline is not None and is_due(m.baseline.day, state.as_of, grace)
            for found in measures
            for m in found.milestones
        ),
        on_time=sum(found.on_time_reached for found in measures),
        overdue=len(open_late),
        long_overdue=sum(1 for days in open_late if days > LONG),
    )


def month_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    """The last days of the months from `first` to `last`."""
    days: list[dt.date] = []
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = dt.date(year, month, 1) - dt.timedelta(days=1)
        if day > last:
            return days
        days.append(day)


def _span(assessment: Assessment, measures: Sequence[MeasureAssessment]) -> tuple[dt.date, dt.date] | None:
    days = [m.baseline.day for found in measures for m in found.milestones if m.baseline]
    days += [m.expected for found in measures for m in found.milestones if m.expected]
    if not days:
        return None
    start = assessment.state.strategy.valid_from
    first = min(start.day if start else min(days), min(days))
    return dt.date(first.year, 1, 1), dt.date(max(days).year, 12, 31)


def _curve(assessment: Assessment, measures: Sequence[MeasureAssessment]) -> list[CurvePoint]:
    span = _span(assessment, measures)
    rated = [found.measure.code for found in measures if found.status in COUNTED and found.progress is not None]
    if span is None or not rated:
        return []
    as_of = assessment.state.as_of
    days = sorted({*month_ends(*span), as_of})
    points = progress_curve(assessment.state, rated, days)
    return list(points) if assessment.state.monitored else [point._replace(actual=None) for point in points]


def _trends(assessment: Assessment, measures: Sequence[MeasureAssessment]) -> list[TrendLine]:
    lines = []
    for found in measures:
        for milestone in found.milestones:
            if not milestone.is_open:
                continue
            forecasts = assessment.state.forecasts_of.get(milestone.milestone.code, ())
            points = tuple((forecast.report_date, forecast.date.day) for forecast in forecasts)
            found_trend = trend(points)
            if found_trend:
                lines.append(TrendLine(milestone, found, points, found_trend))
    lines.sort(key=lambda line: -abs((line.points[-1][1] - line.points[0][1]).days))
    return lines[:_MOST_TRENDS]


def progress(assessment: Assessment, selection: Selection) -> Progress:
    """The report for one selection of measures."""
    measures = selected(assessment, selection)
    return Progress(
        measures=by_urgency(measures),
        total=len(assessment.measures),
        counts=Counter(found.lights.overall for found in measures),
        due=_due(measures, assessment.state),
        curve=_curve(assessment, measures),
        trends=_trends(assessment, [found for found in measures if found.active]),
    )


def heading(report: Progress, *, monitored: bool) -> str:
    """The finding of the page in one sentence."""
    if report.filtered_away:
        return _("No measure fits these filters.")
    if not any(found.milestones for found in report.measures):
        return _("No measure shown here states a milestone.") if report.total else _("No measure is stated.")
    if not monitored:
        return _("The documents state milestones, but not how they turned out.")
    due = report.due
    if due.overdue == 0:
        return _("No milestone is overdue.")
    late = ngettext("{n} milestone is overdue", "{n} milestones are overdue", due.overdue)
    if due.long_overdue == 0:
        return late + "."
    return (
        late
        + ", "
        + ngettext("{n} of them by more than 60 days.", "{n} of them by more than 60 days.", due.long_overdue)
    )


def timeline_heading(report: Progress, *, monitored: bool) -> str:
    """What the timelines of the shown measures say: how many of them are late, as drawn, or how many have dates."""
    n = len(report.measures)
    if not monitored:
        dated = sum(any(m.baseline for m in found.milestones) for found in report.measures)
        return ngettext("{dated} of {n} measure has dates", "{dated} of {n} measures have dates", n, dated=dated)
    latest = [
        max((m.deviation or 0 for m in found.milestones if m.state != "dropped"), default=0)
        for found in report.measures
    ]
    late, very = (sum(days > limit for days in latest) for limit in (NOTABLE, LONG))
    if not late:
        return _("No milestone is more than {days} days behind its plan", days=NOTABLE)
    return ngettext(
        "{late} of {n} measure has a milestone more than {notable} days behind its plan, {very} more than {long}",
        "{late} of {n} measures have a milestone more than {notable} days behind its plan, {very} more than {long}",
        n,
        late=late,
        very=very,
        notable=NOTABLE,
        long=LONG,
    )


def gap(report: Progress, as_of: dt.date) -> tuple[Fraction, Fraction] | None:
    """Planned minus reached a year before the key date and on it, as shares."""

    def lag(day: dt.date) -> Fraction | None:
        point = next((p for p in reversed(report.curve) if p.day <= day), None)
        if point is None or point.planned is None or point.actual is None:
            return None
        return point.planned - point.actual

    before, now = lag(as_of.replace(year=as_of.year - 1, day=min(as_of.day, 28))), lag(as_of)
    return None if before is None or now is None else (before, now)


def measures_table(assessment: Assessment, report: Progress) -> Table:
    """One row a measure, worst first. Where only documents speak, nobody says what is reached or late."""
    state, bodies = assessment.state, assessment.state.body_by_code
    columns = (
        Column("measure", _l("Measure"), "code"),
        Column("title", _l("Title")),
        Column("status", _l("Status"), "light"),
        Column("responsible", _l("Responsible")),
        Column("next_milestone", _l("Next milestone")),
        Column("baseline", _l("Plan"), "stated_day"),
        Column("forecast", _l("Forecast"), "stated_day"),
        Column("deviation", _l("Deviation (days)"), "days"),
        Column("overdue", _l("Overdue (days)"), "days"),
        Column("reached", _l("Reached"), "share"),
        Column("planned", _l("Planned"), "share"),
    )

    def row(found: MeasureAssessment) -> tuple:
        following = found.next_milestone
        told = following and judged(following, monitored=state.monitored)
        responsible = bodies.get(found.measure.responsible or "")
        return (
            found.measure.code,
            found.measure.title,
            found.lights.overall,
            responsible.title if responsible else None,
            following.milestone.title if following else None,
            following.baseline if following else None,
            following.forecast.date if following and following.forecast else None,
            following.deviation if following and told else None,
            following.overdue if following and told else None,
            found.progress if state.monitored else None,
            found.planned,
        )

    rows = [row(found) for found in report.measures]
    why = of_shown(columns, rows, lambda place: why_measures.row(state, report.measures[place]))
    return Table("massnahmen", _l("Measures by urgency"), columns, rows, why=why)


def curve_table(state: StrategyState, report: Progress) -> Table:
    """Plan and what is reached at each month's end."""
    columns = (
        Column("day", _l("Day"), "day"),
        Column("planned", _l("Plan"), "share"),
        Column("reached", _l("reached"), "share"),
        Column("difference", _l("Difference (points)"), "points"),
    )
    rows = [
        (
            p.day,
            p.planned,
            p.actual,
            p.actual - p.planned if p.actual is not None and p.planned is not None else None,
        )
        for p in report.curve
    ]
    title = _l("Progress against plan over time")
    return Table("verlauf", title, columns, rows, why=why_progress.PointsOfCurve(state, report).point)


TREND_WORDS = {
    "stable": _l("stable"),
    "rising": _l("rising"),
    "falling": _l("falling"),
    "zigzag": _l("zigzag"),
}


def trend_table(state: StrategyState, report: Progress) -> Table:
    """The milestones whose forecasts moved most."""
    columns = (
        Column("milestone", _l("Milestone")),
        Column("first_report", _l("First report"), "day"),
        Column("first_forecast", _l("Forecast then"), "day"),
        Column("forecast", _l("Forecast today"), "day"),
        Column("moved", _l("Moved (days)"), "days"),
        Column("trend", _l("Trend")),
        Column("projected", _l("End if it goes on like this")),
    )
    rows = [
        (
            f"{line.measure.measure.code} {line.found.milestone.title}",
            line.points[0][0],
            line.points[0][1],
            line.points[-1][1],
            (line.points[-1][1] - line.points[0][1]).days,
            str(TREND_WORDS[line.trend.kind]),
            _("runs away") if line.trend.runs_away else formats.day(line.trend.finish),
        )
        for line in report.trends
    ]
    return Table(
        "meilensteintrend",
        _l("Milestone trend"),
        columns,
        rows,
        keys=[(line.found.milestone.code,) for line in report.trends],
        why=lambda place: why_progress.moved(state, report.trends[place]),
    )


def status_counts(report: Progress) -> list[tuple[str, int]]:
    """Light and number of measures, worst first, only those that occur."""
    return [(status.light, report.counts[status.light]) for status in STATUSES if report.counts[status.light]]
