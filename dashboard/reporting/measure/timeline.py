"""Words, money and effect of a measure on one time axis: what the picture shows, and the same as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from dashboard.domain.assessment import Assessment, IndicatorAssessment, MeasureAssessment, MilestoneAssessment
from dashboard.domain.values import Period
from dashboard.reporting.measure import effect
from dashboard.reporting.measure.milestones import judged
from dashboard.reporting.measure.money import MeasureMoney
from dashboard.reporting.progress import month_ends
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why import indicators as why_indicators
from dashboard.reporting.why import measure_money as why_money
from dashboard.reporting.why import measures as why_measures
from dashboard.reporting.why.explained import Explained, Formula, Input
from dashboard.reporting.why.pieces import rows_behind, summed
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

PLANNED_BY = Formula(
    "planned_by",
    _l("Each year’s planned cost grows evenly over the days of the year; what has grown by the day is added up."),
    "Σ x·τ",
)
SPREAD = Formula(
    "forecast_by",
    _l("From what is paid on the key date to the cost forecast, spread as the plan spreads what it has left."),
    "AC + (KP − AC)·(p − p₀) / (p₁ − p₀)",
)


@dataclass(frozen=True, slots=True)
class MoneyPoint:
    """Cents added up to the end of a day."""

    day: dt.date
    planned: int | None
    spent: int | None
    forecast: int | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The three lanes; one without facts is empty."""

    as_of: dt.date
    monitored: bool
    milestones: tuple[MilestoneAssessment, ...]
    money: tuple[MoneyPoint, ...]
    effect: tuple[tuple[IndicatorAssessment, tuple[tuple[Period, IndicatorAssessment], ...]], ...]
    source: MeasureMoney

    @property
    def empty(self) -> bool:
        return not (self.milestones or self.money or self.effect)

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """Whole years around everything that is drawn."""
        days = [self.as_of, *(point.day for point in self.money)]
        for m in self.milestones:
            days += [day for day in (m.baseline and m.baseline.day, m.expected) if day]
        days += [period.last for _indicator, values in self.effect for period, _then in values]
        return dt.date(min(days).year, 1, 1), dt.date(max(days).year, 12, 31)


def _money(money: MeasureMoney) -> tuple[MoneyPoint, ...]:
    """Quarter by quarter over the planned and paid years; the key date is a point of its own."""
    if money.found.bac is None and not money.found.ac:
        return ()
    years = list(money.planned_by_year) + [money.fiscal_year(p.month) for p in money.postings]
    if not years:
        return ()
    as_of = money.state.as_of
    first, last = money.span(min(years))[0], max(money.span(max(years))[1], as_of)
    days = sorted({first, last, as_of} | {day for day in month_ends(first, last) if day.month % 3 == 0})
    return tuple(
        MoneyPoint(day, money.planned_by(day), money.spent_by(day), money.forecast_by(day, last)) for day in days
    )


def timeline(assessment: Assessment, found: MeasureAssessment) -> Timeline:
    """What there is to draw of a measure."""
    state, money = assessment.state, MeasureMoney(assessment, found)
    drawn = tuple(m for m in found.milestones if m.state != "dropped" and (m.baseline or m.expected))
    control = [i for i in effect.indicators(assessment, found.measure.code) if i.indicator.role == "control"]
    lanes = ((i, tuple(effect.series(state, i))) for i in control)
    return Timeline(state.as_of, state.monitored, drawn, _money(money), tuple(lane for lane in lanes if lane[1]), money)


def heading(found: Timeline) -> str:
    """How many dates slip."""
    told = [m for m in found.milestones if judged(m, monitored=found.monitored) and m.deviation is not None]
    late = sum((m.deviation or 0) > 0 for m in told)
    if not told:
        return _("Dates, money and effect on one time axis")
    if not late:
        return _("No date slips")
    if late == len(told) > 1:
        return _("All {n} dates are behind the plan", n=late)
    return _("{n} of {total} dates are behind the plan", n=late, total=len(told))


class _Line(NamedTuple):
    lane: str
    what: str
    day: dt.date
    amount: int | None
    share: Fraction | None
    key: tuple[object, ...]
    explain: Callable[[], Explained]


def _date_lines(found: Timeline) -> list[_Line]:
    lines = []
    for m in found.milestones:
        title = m.milestone.title
        named = [("plan", _("{title}: plan", title=title), m.baseline.day if m.baseline else None)]
        if m.state == "reached":
            named.append(("reached", _("{title}: reached", title=title), m.expected))
        elif judged(m, monitored=found.monitored):
            named.append(("expected", _("{title}: expected", title=title), m.expected))
        lines += [
            _Line(_("Dates"), what, day, None, None, ("date", m.milestone.code, name), _day_explained(found, m, name))
            for name, what, day in named
            if day
        ]
    return lines


def _day_explained(found: Timeline, milestone: MilestoneAssessment, name: str) -> Callable[[], Explained]:
    return lambda: why_measures.day_of(found.source.state, milestone, name)


def _money_lines(found: Timeline) -> list[_Line]:
    lines = []
    for point in found.money:
        for name, what, amount, explain in (
            ("plan", _("Plan"), point.planned, _planned),
            ("spent", _("spent"), point.spent, _spent),
            ("forecast", _("Forecast"), point.forecast, _forecast),
        ):
            if amount is not None:
                key = ("money", name, point.day)
                lines.append(_Line(_("Money"), what, point.day, amount, None, key, _bound(explain, found, point)))
    return lines


def _bound(
    explain: Callable[[Timeline, MoneyPoint], Explained], found: Timeline, point: MoneyPoint
) -> Callable[[], Explained]:
    return lambda: explain(found, point)


def _effect_lines(found: Timeline) -> list[_Line]:
    def explained(then: IndicatorAssessment) -> Callable[[], Explained]:
        return lambda: why_indicators.path_attainment(found.source.state, then, "share")

    return [
        _Line(
            _("Effect"),
            indicator.indicator.title,
            period.last,
            None,
            then.path_attainment,
            ("effect", indicator.indicator.code, period.text),
            explained(then),
        )
        for indicator, values in found.effect
        for period, then in values
    ]


def table(found: Timeline) -> Table:
    """Everything the picture shows, lane by lane."""
    columns = (
        Column("lane", _l("Lane")),
        Column("what", _l("What")),
        Column("day", _l("Day"), "day"),
        Column("amount", _l("Amount, added up"), "money", optional=True),
        Column("share", _l("Attainment of the path"), "share", optional=True),
    )
    lines = [*_date_lines(found), *_money_lines(found), *_effect_lines(found)]

    rows, keys = [tuple(line[:5]) for line in lines], [line.key for line in lines]
    title = _l("On one time axis")
    return Table("zeitachse", title, columns, rows, keys=keys, why=lambda place: (lines[place].explain(),))


def _planned(found: Timeline, point: MoneyPoint) -> Explained:
    money = found.source
    columns = (
        Column("year", _l("Year"), "code"),
        Column("first", _l("From"), "day"),
        Column("last", _l("Until"), "day"),
        Column("x", _l("Planned"), "money"),
    )
    rows = ((str(year), *money.span(year), amount) for year, amount in money.planned_by_year.items())
    behind = rows_behind("planjahre", _l("Planned cost by year"), columns, rows)
    return Explained("amount", PLANNED_BY, (Input(Column("t", _l("Day"), "day"), point.day),), behind)


def _spent(found: Timeline, point: MoneyPoint) -> Explained:
    return summed("amount", why_money.SPENT, why_money.paid_by_month(found.source.posted_by(point.day)))


def _forecast(found: Timeline, point: MoneyPoint) -> Explained:
    money, last = found.source, found.money[-1].day
    amounts = (
        ("AC", _l("Spent"), money.found.ac),
        ("KP", _l("Cost forecast"), money.found.earned.cost_forecast),
        ("p", _l("Planned by the day"), money.planned_by(point.day) or 0),
        ("p0", _l("Planned by the key date"), money.planned_by(found.as_of)),
        ("p1", _l("Planned by the end"), money.planned_by(last)),
    )
    return Explained("amount", SPREAD, tuple(Input(Column(s, label, "money"), value) for s, label, value in amounts))
