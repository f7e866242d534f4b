"""Which values of a reporting year are there, which are missing, and who could supply them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.domain import model
from dashboard.domain.assessment import Assessment, IndicatorAssessment, MissingValue
from dashboard.domain.data_quality import (
    EXCUSING_REASONS,
    completeness,
    completeness_adjusted,
    due_periods,
    period_key,
)
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Period, Ref
from dashboard.reporting.monitoring.rows import IndicatorYear
from dashboard.reporting.monitoring.years import APPROVED_STATES

#: Roles that can answer for an object other than a measure, the nearest first.
_ANSWERING = ("sponsor", "responsible", "lead", "coordination", "overall")


@dataclass(frozen=True, slots=True)
class Completeness:
    """Values of the control indicators that were due by the key date (D11), for one reporting year."""

    due: int = 0
    approved: int = 0
    excused: int = 0

    def __add__(self, other: Completeness) -> Completeness:
        return Completeness(self.due + other.due, self.approved + other.approved, self.excused + other.excused)

    @property
    def share(self) -> Fraction | None:
        """K."""
        return completeness(self.approved, self.due)

    @property
    def adjusted(self) -> Fraction | None:
        """K_adj."""
        return completeness_adjusted(self.approved, self.due, self.excused)


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who could supply a value: a body or office, and the role that answers for what is measured."""

    body: str | None
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """What is missing of a control indicator: values that were due ("value"), a target ("target"), or both ("all")."""

    indicator: model.Indicator
    kind: str
    periods: tuple[Period, ...] = ()
    due_on: dt.date | None = None
    days: int | None = None
    reason: str | None = None
    note: str | None = None
    supplier: Supplier

    @property
    def excused(self) -> bool:
        return self.reason in EXCUSING_REASONS


def _row_of(state: StrategyState, indicator: model.Indicator, period: Period) -> model.IndicatorValue | None:
    """What was told about a period without a number, once it was approved."""
    rows = (row for row in state.values_of.get(indicator.code, ()) if row.state in APPROVED_STATES)
    return next((row for row in rows if period_key(row.period, indicator.periodicity) == period.text), None)


def _due(state: StrategyState, found: IndicatorAssessment, year: int) -> int:
    """How many values of the year were due by the key date."""
    indicator = found.indicator
    if found.target is None:
        return 0
    if indicator.periodicity == "once":
        there = [missing.period for missing in found.missing] or [*found.protected]
        if not there and found.value:
            there = [found.value.period]
        return found.due if there and there[0].year == year else 0
    ended_by = state.as_of - dt.timedelta(days=indicator.lag_days)
    first = state.targets_of[indicator.code][0].baseline_year
    return sum(period.year == year for period in due_periods(indicator.periodicity, first, ended_by))


def _absent(state: StrategyState, found: IndicatorAssessment) -> list[tuple[MissingValue, model.IndicatorValue | None]]:
    """Missing values with what was told about them."""
    return [(missing, _row_of(state, found.indicator, missing.period)) for missing in found.missing]


def _excused(row: model.IndicatorValue | None) -> bool:
    return row is not None and row.missing_reason in EXCUSING_REASONS


def completeness_of(state: StrategyState, found: IndicatorAssessment, year: int) -> Completeness:
    """Due, approved and excused values of one indicator for one year, on the state's day."""
    absent = [row for missing, row in _absent(state, found) if missing.period.year == year]
    due = _due(state, found, year)
    excused = sum(_excused(row) for row in absent)
    return Completeness(due, due - len(absent), excused)


def supplier_of(state: StrategyState, indicator: model.Indicator) -> Supplier:
    """The body that supplies the values, else the one responsible for the measure; and the role that answers for it."""
    ref = indicator.object
    measure = state.measure_by_code.get(ref.code) if ref.kind == "measure" else None
    body = state.body_title(indicator.responsible or (measure.responsible if measure else None))
    return Supplier(body, _role_for(state, ref))


def _role_for(state: StrategyState, ref: Ref) -> str | None:
    held = [
        a
        for a in state.assignments
        if a.object == ref and a.role in _ANSWERING and (a.ends is None or a.ends >= state.as_of)
    ]
    held.sort(key=lambda a: (_ANSWERING.index(a.role), a.deputy_of is not None, a.code))
    return held[0].title if held else None


def _owed(state: StrategyState, found: IndicatorAssessment, year: int) -> MissingLine | None:
    """Values up to the reporting year that were due and are neither there nor excused."""
    owed = [(m, row) for m, row in _absent(state, found) if m.period.year <= year and not _excused(row)]
    if not owed:
        return None
    (first, _), (_, last_row) = owed[0], owed[-1]
    return MissingLine(
        indicator=found.indicator,
        kind="value",
        periods=tuple(missing.period for missing, _ in owed),
        due_on=first.due_on,
        days=first.days,
        reason=last_row.missing_reason if last_row else None,
        note=last_row.note if last_row else None,
        supplier=supplier_of(state, found.indicator),
    )


def _lines(state: StrategyState, row: IndicatorYear, found: IndicatorAssessment, year: int) -> Iterable[MissingLine]:
    supplier = supplier_of(state, found.indicator)
    if found.target is None:
        yield MissingLine(
            indicator=found.indicator, kind="target" if found.value is not None else "all", supplier=supplier
        )
        return
    owed = _owed(state, found, year)
    if owed:
        yield owed
    if row.gap is not None and row.gap.excused:
        yield MissingLine(
            indicator=found.indicator,
            kind="value",
            periods=(Period.parse(str(year)),),
            reason=row.gap.reason,
            note=row.gap.note,
            supplier=supplier,
        )


def missing_lines(assessment: Assessment, rows: Sequence[IndicatorYear], year: int) -> tuple[MissingLine, ...]:
    """What is missing of the control indicators on the key date: the longest overdue first, what is excused last.

    Owed is every value up to the reporting year; excused ones are named for the reporting year alone.
    """
    lines = [
        line for row in rows for line in _lines(assessment.state, row, assessment.indicators[row.indicator.code], year)
    ]
    return tuple(sorted(lines, key=lambda line: (line.excused, -(line.days or 0))))
