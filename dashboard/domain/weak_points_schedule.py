"""Weak points of time: overdue, undated, slow, waiting for another, moved again and again (D14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from dashboard.domain.assessed import Assessment, MeasureAssessment, MilestoneAssessment
from dashboard.domain.measure_status import ACTIVE
from dashboard.domain.state import StrategyState
from dashboard.domain.weak_point import NO_FIGURES, Hit

OVERDUE_DAYS, LONG_OVERDUE_DAYS = 14, 60
SLOW, VERY_SLOW = Fraction(3, 4), Fraction(1, 2)
MANY_MOVES, FAR_DAYS = 3, 90
SILENT_DAYS = 180


def sp01_overdue(measure: MeasureAssessment, _all: Assessment) -> Iterator[Hit]:
    """Open milestone overdue > 14 / > 60 days: medium / high."""
    for found in measure.milestones:
        if found.baseline and found.overdue is not None and found.overdue > OVERDUE_DAYS:
            severity = "high" if found.overdue > LONG_OVERDUE_DAYS else "medium"
            values = {"milestone": found.milestone.title, "days": found.overdue, "planned": found.baseline}
            yield Hit(severity, values, found.baseline.day)


def sp02_undated(measure: MeasureAssessment, _all: Assessment) -> Iterator[Hit]:
    """Active measure without milestone, or milestone without date: medium."""
    standing = [found for found in measure.milestones if found.state != "dropped"]
    undated = [found.milestone.title for found in standing if found.is_open and not found.baseline]
    if not standing:
        dropped = {"dropped": len(measure.milestones)} if measure.milestones else NO_FIGURES
        yield Hit("medium", dropped, measure.status_since)
    elif undated:
        yield Hit("medium", {"milestones": tuple(undated)})


def sp03_slow(measure: MeasureAssessment, _all: Assessment) -> Iterator[Hit]:
    """SPI < 0,75 / < 0,50: medium / high."""
    spi = measure.spi
    if spi is not None and spi < SLOW:
        yield Hit("high" if spi < VERY_SLOW else "medium", {"spi": spi})


def sp15_silent(measure: MeasureAssessment, everything: Assessment) -> Iterator[Hit]:
    """No status report > 180 days: medium; without any, counted from the day the measure became active."""
    state = everything.state
    reports = state.status_reports_of.get(measure.measure.code)
    last = reports[-1].report_date if reports else None
    since = last or active_since(state, measure)
    if since and (state.as_of - since).days > SILENT_DAYS:
        yield Hit("medium", {"days": (state.as_of - since).days, "last": last}, since)


def sp17_waiting(measure: MeasureAssessment, everything: Assessment) -> Iterator[Hit]:
    """Predecessor forecast after successor baseline: medium; critical: high. It is the successor's weak point."""
    for found in measure.milestones:
        planned = found.baseline if found.is_open else None
        for code in found.predecessors if planned else ():
            before = everything.milestones.get(code)
            if planned and before and before.is_open and before.forecast and before.forecast.date.day > planned.day:
                values = {
                    "milestone": found.milestone.title, "predecessor": before.milestone.title, "planned": planned,
                    "forecast": before.forecast.date, "days": (before.forecast.date.day - planned.day).days,
                }  # fmt: skip
                severity = "high" if found.milestone.critical else "medium"
                yield Hit(severity, values, before.forecast.report_date)


def sp20_moving(measure: MeasureAssessment, everything: Assessment) -> Iterator[Hit]:
    """Milestone moved (first: from baseline) ≥ 3 times, or > 90 days net, in 12 months: high."""
    for found in measure.milestones:
        moves = _moves(everything.state, found) if found.is_open else []
        net = sum(days for _day, days in moves)
        if len(moves) >= MANY_MOVES or net > FAR_DAYS:
            yield Hit("high", {"milestone": found.milestone.title, "moves": len(moves), "net": net}, moves[0][0])


def _moves(state: StrategyState, found: MilestoneAssessment) -> list[tuple[dt.date, int]]:
    """Day of report and days moved, of the reports in the 12 months up to t that named another day than before."""
    begin = _a_year_before(state.as_of)
    moves, before = [], None
    for report in state.forecasts_of.get(found.milestone.code, ()):
        if before is None:
            before = _planned_on(state, found.milestone.code, report.report_date)
        if before and report.date.day != before and report.report_date > begin:
            moves.append((report.report_date, (report.date.day - before).days))
        before = report.date.day
    return moves


def _planned_on(state: StrategyState, milestone: str, day: dt.date) -> dt.date | None:
    """The baseline in force on a day; the first one where none was yet."""
    baselines = state.baselines_of.get(milestone, ())
    versions = state.plan_version_by_code
    known = [baseline for baseline in baselines if versions[baseline.plan_version].valid_from <= day]
    chosen = known[-1] if known else next(iter(baselines), None)
    return chosen.date.day if chosen else None


def _a_year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def active_since(state: StrategyState, measure: MeasureAssessment) -> dt.date | None:
    """The day since which the measure has been active without a break."""
    since = None
    for status in reversed(state.statuses_of.get(measure.measure.code, ())):
        if status.status not in ACTIVE:
            break
        since = status.valid_from
    return since
