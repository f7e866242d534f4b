"""The milestones of a measure, and every forecast that was ever given for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.domain.assessment import MeasureAssessment, MilestoneAssessment
from dashboard.domain.baselines import baselines_in_force
from dashboard.domain.model import Forecast
from dashboard.domain.state import StrategyState
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why import measures as why
from dashboard.reporting.why.explained import Explained, Formula, Input, source_of
from dashboard.reporting.why.pieces import stated
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.state_words import state_word

MOVED = Formula(
    "moved",
    _l("Days from the forecast before to this one; the first forecast is held against the baseline date."),
    "f − f₀",
)
_WEIGHT = Column("weight", _l("Weight"), "count")


class Report(NamedTuple):
    """A forecast and the day that was named before it: the last forecast, else the baseline date."""

    found: MilestoneAssessment
    forecast: Forecast
    before: dt.date | None

    @property
    def moved(self) -> int | None:
        return None if self.before is None else (self.forecast.date.day - self.before).days


def reports(state: StrategyState, found: MeasureAssessment) -> list[Report]:
    """Every forecast of every milestone, in the order of the plan, oldest report first."""
    told = []
    for milestone in found.milestones:
        first = milestone.first_baseline or milestone.baseline
        before = first.day if first else None
        for forecast in state.forecasts_of.get(milestone.milestone.code, ()):
            told.append(Report(milestone, forecast, before))
            before = forecast.date.day
    return told


def state_words(found: MilestoneAssessment, *, monitored: bool) -> str:
    """The state of a milestone; where nobody reports, what is not reached has no stated outcome."""
    if not monitored and found.is_open and found.forecast is None:
        return _("outcome not stated")
    return state_word("milestone", found.state)


def judged(found: MilestoneAssessment, *, monitored: bool) -> bool:
    """Whether a deviation can be told: not where only a document's plan is known."""
    return monitored or not found.is_open or found.forecast is not None


def heading(found: MeasureAssessment, *, monitored: bool) -> str:
    """How many are reached, and what that is by weight."""
    counted = [m for m in found.milestones if m.state != "dropped"]
    if found.milestones and not counted:
        return _("Milestones: all dropped")
    if not monitored and not any(m.state == "reached" for m in counted):
        return _("Milestones: planned, the outcome is not stated")
    reached = sum(m.state == "reached" for m in counted)
    words = _("Milestones: {reached} of {total} reached", reached=reached, total=len(counted))
    if found.progress is None:
        return words
    return _("{words}, that is {share} by weight", words=words, share=formats.percent(found.progress, places=0))


#: What is told of every milestone besides its title, whatever it hangs on.
COLUMNS = (
    Column("baseline", _l("Baseline date"), "stated_day"),
    Column("first_baseline", _l("First baseline date"), "stated_day", optional=True),
    Column("reached_on", _l("Reached on"), "stated_day", optional=True),
    Column("forecast", _l("Forecast"), "stated_day", optional=True),
    Column("deviation", _l("Deviation (days)"), "days", optional=True),
    Column("overdue", _l("Overdue (days)"), "days", optional=True),
    Column("state", _l("State")),
    Column("remarks", _l("Remarks"), optional=True),
    Column("source", _l("Found in"), optional=True),
)


def table(state: StrategyState, found: MeasureAssessment) -> Table:
    """One row a milestone, in the order of the plan."""
    return Table(
        "meilensteine",
        _l("Milestones"),
        (Column("milestone", _l("Milestone")), _WEIGHT, *COLUMNS),
        [(m.milestone.title, m.milestone.weight, *cells(state, m)) for m in found.milestones],
        keys=[(m.milestone.code,) for m in found.milestones],
        why=lambda place: _why(state, found, found.milestones[place]),
    )


def cells(state: StrategyState, found: MilestoneAssessment) -> tuple:
    """The values of COLUMNS."""
    told, milestone = judged(found, monitored=state.monitored), found.milestone
    return (
        found.baseline,
        found.first_baseline if found.first_baseline != found.baseline else None,
        milestone.actual_date if found.state == "reached" else None,
        found.forecast.date if found.forecast and found.is_open else None,
        found.deviation if told else None,
        found.overdue if told else None,
        state_words(found, monitored=state.monitored),
        remarks(found) or None,
        source_of(state, milestone.origin),
    )


def remarks(found: MilestoneAssessment) -> str:
    """Critical, owed to the funder, why it was dropped, what proves it."""
    milestone = found.milestone
    parts = [
        _("critical") if milestone.critical else None,
        _("owed to the funder") if milestone.funder_duty else None,
        milestone.dropped_reason,
        milestone.note,
        milestone.evidence,
    ]
    return " · ".join(part for part in parts if part)


def _why(state: StrategyState, measure: MeasureAssessment, found: MilestoneAssessment) -> Sequence[Explained]:
    weight = stated(_WEIGHT, found.milestone.weight, source=source_of(state, found.milestone.origin))
    return [weight, *explained(state, found, measure.measure.code)]


def explained(state: StrategyState, found: MilestoneAssessment, measure: str = "") -> Sequence[Explained]:
    """The figures among COLUMNS; `measure` is the code of the one the milestone belongs to, "" where it is none."""
    figures = []
    if judged(found, monitored=state.monitored):
        if found.deviation is not None:
            figures.append(why.deviation(state, found))
        if found.overdue is not None:
            figures.append(why.overdue(state, measure, found))
    return figures


def forecasts_table(state: StrategyState, found: MeasureAssessment) -> Table:
    """One row a forecast."""
    columns = (
        Column("milestone", _l("Milestone")),
        Column("report_date", _l("Reported on"), "day"),
        Column("forecast", _l("Forecast"), "stated_day"),
        Column("moved", _l("Moved (days)"), "days", optional=True),
        Column("reason", _l("Reason"), optional=True),
        Column("source", _l("Found in"), optional=True),
    )
    told = reports(state, found)
    rows = [
        (
            r.found.milestone.title,
            r.forecast.report_date,
            r.forecast.date,
            r.moved,
            r.forecast.reason,
            source_of(state, r.forecast.origin),
        )
        for r in told
    ]
    keys = [(r.found.milestone.code, r.forecast.report_date) for r in told]
    return Table(
        "prognosen", _l("All forecasts"), columns, rows, keys=keys, why=lambda place: _why_moved(state, told[place])
    )


def _why_moved(state: StrategyState, report: Report) -> Sequence[Explained]:
    if report.moved is None:
        return ()
    plan = baselines_in_force(state).get(report.found.milestone.code)
    source = source_of(state, plan.origin) if plan else None
    inputs: tuple[Any, ...] = (
        Input(
            Column("f", _l("Forecast"), "day"),
            report.forecast.date.day,
            report.forecast.report_date,
            source_of(state, report.forecast.origin),
        ),
        Input(Column("f0", _l("Named before"), "day"), report.before, None, source),
    )
    return (Explained("moved", MOVED, inputs),)
