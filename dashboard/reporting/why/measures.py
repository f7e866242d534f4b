"""A measure's figures: what is reached, what should be, how late, and which light that makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.domain.assessment import MeasureAssessment, MilestoneAssessment
from dashboard.domain.baselines import baselines_in_force
from dashboard.domain.lights import Thresholds
from dashboard.domain.measure_status import paused_days, pauses
from dashboard.domain.state import StrategyState
from dashboard.reporting.status import MEASURE_STATUS_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, Formula, Input, source_of
from dashboard.reporting.why.pieces import STATED
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

REACHED = Formula(
    "progress",
    _l("The weights of the milestones reached, divided by the weights of all milestones that are not dropped."),
    "P = Σ w·c / Σ w",
    _l("A milestone counts whole when it is reached, and not at all before; nobody estimates a percentage."),
)
PLANNED = Formula(
    "planned_progress",
    _l("The weights of the milestones whose baseline date has come, divided by the weights of all that have a date."),
    "PP = Σ w·d / Σ w",
    _l("The plan version in force on the key date gives the baseline dates."),
)
DEVIATION = Formula(
    "deviation",
    _l("Days from the baseline date to the day reached, or to the forecast; an open milestone is never before today."),
    "Δ = max(f, t) − b",
)
OVERDUE = Formula(
    "overdue",
    _l("Days from the baseline date to the key date while the milestone is open, less the days its measure paused."),
    "ü = max(0, t − b − p)",
)
EXPECTED = Formula(
    "expected_day",
    _l("The forecast, or without one the baseline date; an open milestone is never expected before the key date."),
    "max(f, t)",
)
LIGHT = Formula(
    "light_overall",
    _l("The worse of schedule and budget; red effect makes it yellow at least; grey when neither can be rated."),
    "",
    _l(
        "Schedule is green up to the lower and yellow up to the upper limit of D₁ and D₂, red beyond or when a date owed"
        " to the funder is missed. Budget is rated by u in the same way, red when more than the plan is spent and bound."
        " Effect is red below the lower limit of ρ."
    ),
)
NOT_RUNNING = Formula(
    "light_of_status",
    _l("A measure that is not being carried out is not rated: its state decides (completed; paused, parked, stopped)."),
)

_WEIGHT = Column("w", _l("Weight"), "count")


def _day(symbol: str, label: object, value: dt.date | None) -> Input:
    return Input(Column(symbol, label, "day"), value)


def key_day(state: StrategyState) -> Input:
    """The day for which everything is computed."""
    return _day("t", _l("Key date"), state.as_of)


def _milestone_rows(
    state: StrategyState, milestones: Sequence[MilestoneAssessment], column: Column, counts: Sequence[bool]
) -> Table:
    columns = (
        Column("milestone", _l("Milestone")),
        _WEIGHT,
        column,
        Column("baseline", _l("Plan"), "stated_day"),
        Column("actual", _l("Reached on"), "stated_day", optional=True),
        Column("source", _l("Found in"), optional=True),
    )
    rows = [
        (
            m.milestone.title,
            m.milestone.weight,
            counted,
            m.baseline,
            m.milestone.actual_date if m.state == "reached" else None,
            source_of(state, m.milestone.origin),
        )
        for m, counted in zip(milestones, counts, strict=True)
    ]
    return Table("meilensteine", _l("Milestones"), columns, rows)


def progress(state: StrategyState, found: MeasureAssessment, column: str = "reached") -> Explained:
    """P of a measure (D2)."""
    counted = [m for m in found.milestones if m.state != "dropped"]
    reached = Column("c", _l("Counts"), "flag")
    rows = _milestone_rows(state, counted, reached, [m.state == "reached" for m in counted])
    dropped = len(found.milestones) - len(counted)
    rest = _("Dropped milestones do not count: {n}.", n=dropped) if dropped else None
    return Explained(column, REACHED, (key_day(state),), rows, rest)


def planned(state: StrategyState, found: MeasureAssessment, column: str = "planned") -> Explained:
    """PP of a measure (D3, step)."""
    dated = [m for m in found.milestones if m.state != "dropped" and m.baseline]
    due = Column("d", _l("Due"), "flag")
    rows = _milestone_rows(state, dated, due, [m.baseline.day <= state.as_of for m in dated if m.baseline])
    undated = sum(m.state != "dropped" and m.baseline is None for m in found.milestones)
    rest = _("Milestones without a date cannot be planned: {n}.", n=undated) if undated else None
    return Explained(column, PLANNED, (key_day(state),), rows, rest)


def deviation(state: StrategyState, found: MilestoneAssessment, column: str = "deviation") -> Explained:
    """Δ of an open or reached milestone (D4)."""
    days = _days(state, found)
    known = {given.column.name for given in days}
    symbols = "Δ = a − b" if "a" in known else DEVIATION.symbols if "f" in known else "Δ = max(0, t − b)"
    return Explained(column, DEVIATION._replace(symbols=symbols), (*days, key_day(state)))


def overdue(state: StrategyState, measure: str, found: MilestoneAssessment, column: str = "overdue") -> Explained:
    """Days an open milestone is past its baseline, without days paused (D12)."""
    baseline = found.baseline.day if found.baseline else state.as_of
    paused = paused_days(pauses(state.statuses_of.get(measure, ()), state.as_of), baseline)
    days = Input(Column("p", _l("Days paused since"), "count"), paused)
    return Explained(column, OVERDUE, (*_days(state, found)[:1], key_day(state), days))


def _days(state: StrategyState, found: MilestoneAssessment) -> tuple[Input, ...]:
    """Baseline b, forecast f, day reached a; each with the document that states it."""
    days = []
    plan = baselines_in_force(state).get(found.milestone.code)
    if plan:
        days.append(
            Input(Column("b", _l("Baseline date"), "stated_day"), plan.date, None, source_of(state, plan.origin))
        )
    if found.state == "reached" and found.milestone.actual_date:
        source = source_of(state, found.milestone.origin)
        days.append(Input(Column("a", _l("Reached on"), "stated_day"), found.milestone.actual_date, None, source))
    elif found.forecast:
        source = source_of(state, found.forecast.origin)
        column = Column("f", _l("Forecast"), "stated_day")
        days.append(Input(column, found.forecast.date, found.forecast.report_date, source))
    return tuple(days)


def day_of(state: StrategyState, found: MilestoneAssessment, name: str, column: str = "day") -> Explained:
    """The day of a milestone: by the plan (`plan`), when it was reached (`reached`), when it is expected (`expected`)."""
    by_symbol = {given.column.name: given for given in _days(state, found)}
    if name == "expected":
        given = by_symbol.get("f") or by_symbol["b"]
        formula = EXPECTED._replace(symbols=f"max({given.column.name}, t)")
        return Explained(column, formula, (given, key_day(state)))
    return Explained(column, Formula("stated_day", STATED), (by_symbol["b" if name == "plan" else "a"],))


def light(state: StrategyState, found: MeasureAssessment, column: str = "status") -> Explained:
    """The overall light of a measure, down to the numbers that its dimensions are read from (D12)."""
    if not found.active:
        status_word = str(MEASURE_STATUS_WORDS[found.status]) if found.status else None
        return Explained(column, NOT_RUNNING, (Input(Column("status", _l("Status")), status_word),))
    return Explained(column, LIGHT, (*readings(found), *limits_of(Thresholds.of(state.thresholds))))


def readings(found: MeasureAssessment) -> tuple[Input, ...]:
    read = found.reading
    return (
        Input(Column("D1", _l("Most overdue open milestone (D₁)"), "days"), read.overdue),
        Input(Column("D2", _l("Slip of the last milestone (D₂)"), "days"), read.slip),
        Input(Column("duty", _l("A date owed to the funder is missed"), "flag"), read.duty_missed),
        Input(Column("u", _l("Overrun of the cost plan (u)"), "share"), read.overrun),
        Input(Column("over", _l("More than the plan is spent and bound"), "flag"), read.exceeds_plan),
        Input(Column("rho", _l("Attainment of the target paths (ρ)"), "share"), read.effect),
    )


def limits_of(limits: Thresholds) -> tuple[Input, ...]:
    return (
        Input(Column("D1_green", _l("D₁ green up to"), "days"), int(limits.overdue_green)),
        Input(Column("D1_yellow", _l("D₁ yellow up to"), "days"), int(limits.overdue_yellow)),
        Input(Column("D2_green", _l("D₂ green up to"), "days"), int(limits.slip_green)),
        Input(Column("D2_yellow", _l("D₂ yellow up to"), "days"), int(limits.slip_yellow)),
        Input(Column("u_green", _l("u green up to"), "share"), limits.overrun_green),
        Input(Column("u_yellow", _l("u yellow up to"), "share"), limits.overrun_yellow),
        Input(Column("rho_yellow", _l("ρ red below"), "share"), limits.effect_yellow),
    )


def row(state: StrategyState, found: MeasureAssessment) -> tuple[Explained, ...]:
    """All figures of a measure's row on the page of progress."""
    figures = []
    if found.lights.overall is not None:
        figures.append(light(state, found))
    following = found.next_milestone
    if following and following.deviation is not None:
        figures.append(deviation(state, following))
    if following and following.overdue is not None:
        figures.append(overdue(state, found.measure.code, following))
    if found.progress is not None:
        figures.append(progress(state, found))
    if found.planned is not None:
        figures.append(planned(state, found))
    return tuple(figures)
