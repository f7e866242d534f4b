"""The rows of the monitoring: control indicators, gaps, goals, context, multiplier effect, completeness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from dashboard.domain.assessment import GoalAssessment, IndicatorAssessment
from dashboard.domain.model import Indicator
from dashboard.domain.ratios import capped
from dashboard.reporting.monitoring.context import ContextLine
from dashboard.reporting.monitoring.data import completeness_of
from dashboard.reporting.monitoring.rows import IndicatorYear
from dashboard.reporting.monitoring.rows import on_path as rows_on_path
from dashboard.reporting.table import Column, Quantity, Table
from dashboard.reporting.why import indicators
from dashboard.reporting.why.explained import Explained, Formula, Input, source_of
from dashboard.reporting.why.measures import key_day
from dashboard.reporting.why.pieces import counted, divided, rows_behind, stated, summed
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.monitoring.report import Monitoring

DAYS = Formula("days_since", _l("Days from the day the first of these values was due to the key date."), "t − d")
EFFECT = Formula(
    "goal_effect",
    _l("The mean of how far the goal’s control indicators have come to their targets, each between 0 and 100 %."),
    "Σ x / n",
    _l("With fewer than 60 % of them rateable there is no mean."),
)
COVERAGE = Formula("coverage", _l("Control indicators of the goal with a fresh value, divided by all of the goal."))
REGIONS = Formula("distinct", _l("Different regions named in the events of the year."))


def control(report: Monitoring, row: IndicatorYear) -> Sequence[Explained]:
    """A control indicator in the reporting year."""
    state, found, target = report.year.state, row.found, row.found.target
    unit, decimals = row.indicator.unit, row.indicator.decimals
    figures: list[Explained] = []
    if target:
        first = Column("baseline", _l("Baseline value"), "quantity", unit=unit)
        last = Column("target", _l("Target value"), "quantity", unit=unit)
        version = Column("target_version", _l("Target version"), "count")
        figures += [
            indicators.of_target(state, target, first, Quantity(target.baseline_value, decimals)),
            indicators.of_target(state, target, last, Quantity(target.target_value, decimals)),
            indicators.of_target(state, target, version, target.version),
        ]
    if row.before is not None:
        before = report.before.indicators[row.indicator.code]
        figures.append(indicators.value(report.before.state, before, "value_before", _l("Value of the year before")))
    if row.value is not None:
        figures.append(indicators.value(state, found, "value", _l("Value of the year")))
    if row.path_value is not None:
        year = row.row.period.y if row.row else Fraction(report.number)
        figures.append(indicators.path(state, found, "path", year))
    if row.row and found.attainment is not None:
        figures.append(indicators.attainment(state, found, "attainment"))
    return [*figures, *on_path(report, row)]


def on_path(report: Monitoring, row: IndicatorYear) -> Sequence[Explained]:
    """How far on its path an indicator is, and its light."""
    figures = []
    if row.path_attainment is not None:
        figures.append(indicators.path_attainment(report.year.state, row.found, "path_attainment"))
    return [*figures, indicators.light(row.found, report.limits, "light", present=row.row is not None)]


def group(report: Monitoring, place: int) -> Sequence[Explained]:
    """The control indicators of a field of action: how many are on their path, of how many."""
    _field, rows = report.fields[place]
    columns = (
        Column("indicator", _l("Control indicator")),
        Column("rho", _l("Attainment of the path"), "share", optional=True),
        Column("light", _l("Light"), "light"),
    )

    def behind(found: Sequence[IndicatorYear]) -> Table:
        lines = ((f"{row.indicator.code} {row.indicator.title}", row.path_attainment, row.light) for row in found)
        return rows_behind("indikatoren", _l("Control indicators"), columns, lines)

    return [
        counted("on_path", _l("The control indicators with a green light."), behind(rows_on_path(rows))),
        counted("indicators", _l("All control indicators of the field of action."), behind(rows)),
    ]


def gap(report: Monitoring, place: int) -> Sequence[Explained]:
    """Since when a value is missing."""
    line = report.missing[place]
    if line.excused or line.days is None:
        return []
    due = Input(Column("d", _l("Due on"), "day"), line.due_on)
    return [Explained("days", DAYS, (due, key_day(report.assessment.state)))]


def goal(
    found: GoalAssessment, indicators_: Sequence[Indicator], assessed: Callable[[str], Fraction | None]
) -> Sequence[Explained]:
    """A goal's effect and its coverage; `assessed` gives Z of an indicator, None where it has no fresh value."""
    columns = (
        Column("indicator", _l("Control indicator")),
        Column("x", _l("Attainment of the target"), "share", optional=True),
    )
    rows = []
    for indicator in indicators_:
        share = assessed(indicator.code)
        rows.append((f"{indicator.code} {indicator.title}", None if share is None else capped(share)))
    behind = rows_behind("indikatoren", _l("Control indicators"), columns, rows)
    figures = [Explained("coverage", COVERAGE, (), behind)] if found.coverage is not None else []
    return figures + ([Explained("effect", EFFECT, (), behind)] if found.effect is not None else [])


def fresh_attainment(found: IndicatorAssessment) -> Fraction | None:
    """Z of an indicator, None where its value is stale."""
    return found.attainment if found.freshness else None


def goal_row(report: Monitoring, place: int) -> Sequence[Explained]:
    """A goal in the reporting year."""
    line = report.goals[place]
    of_goal = [row.indicator for row in line.indicators]
    return goal(line.found, of_goal, lambda code: fresh_attainment(report.year.indicators[code]))


def line(report: Monitoring, found: ContextLine) -> Sequence[Explained]:
    """A context or multiplier indicator: nothing is computed."""
    figures = []
    for column, row in (("value_before", found.before), ("value", found.row)):
        if row and row.value:
            words = row.value.words if row.value.precision == "approx" else None
            shown = Quantity(row.value.value, found.indicator.decimals, words)
            heading = Column(column, _l("Value"), "quantity", unit=found.indicator.unit)
            source = source_of(report.year.state, row.origin)
            figures.append(stated(heading, shown, day=row.period.last, source=source))
    return figures


_KINDS = {"downloads": "downloads", "consultations": "consultation", "talks": "talk", "reuses": "reuse"}


def multiplier(report: Monitoring, place: int) -> Sequence[Explained]:
    """The counts of one year."""
    year = report.multiplier[place].year
    events = [event for event in report.year.state.multiplier_events if event.date.year == year]
    columns = (
        Column("date", _l("Day"), "day"),
        Column("region", _l("Region"), optional=True),
        Column("x", _l("Count"), "count"),
        Column("source", _l("Found in"), optional=True),
    )

    def rows(kind: str | None) -> Table:
        found = [e for e in events if kind in (None, e.kind)]
        lines = ((e.date, e.region, e.count, source_of(report.year.state, e.origin)) for e in found)
        return rows_behind("ereignisse", _l("Events"), columns, lines)

    words = _l("The counts of the year, added up.")
    recorded = {event.kind for event in events}
    figures = [summed(column, words, rows(kind)) for column, kind in _KINDS.items() if kind in recorded]
    return figures + ([Explained("regions", REGIONS, (), rows(None))] if any(e.region for e in events) else [])


def completeness(report: Monitoring, place: int) -> Sequence[Explained]:
    """Values due, there and excused of a field, or of all together."""
    codes = [code for code, _found in report.completeness]
    whole = place >= len(codes)
    found = report.total_completeness if whole else report.completeness[place][1]
    rows = [row for row in report.rows if whole or row.field == codes[place]]

    def behind(name: str) -> Table:
        columns = (Column("indicator", _l("Control indicator")), Column("x", _l("Values"), "count"))
        lines = []
        for row in rows:
            one = report.assessment.indicators[row.indicator.code]
            amount = getattr(completeness_of(report.assessment.state, one, report.number), name)
            lines.append((f"{row.indicator.code} {row.indicator.title}", amount))
        return rows_behind("indikatoren", _l("Control indicators"), columns, lines)

    figures = [
        summed("due", _l("Values of the year that were due by the key date."), behind("due")),
        summed(
            "there",
            _l("Of these the approved ones; one kept back to protect persons counts as there."),
            behind("approved"),
        ),
        summed("excused", _l("Of these the ones not collected, with a reason."), behind("excused")),
    ]
    there = Input(Column("a", _l("Values there (a)"), "count"), found.approved)
    if found.share is not None:
        words = _l("Values there, divided by values due.")
        figures.append(divided("share", words, there, Input(Column("f", _l("Values due (f)"), "count"), found.due)))
    if found.adjusted is not None:
        words = _l("Values there, divided by the values due that are not excused.")
        rest = Input(Column("g", _l("Values due and not excused (g)"), "count"), found.due - found.excused)
        figures.append(divided("adjusted", words, there, rest))
    return figures
