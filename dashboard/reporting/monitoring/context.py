"""What helps to place the figures and is no effect of the strategy: context, data sources, multiplier effect."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain import model
from dashboard.domain.assessment import Assessment
from dashboard.domain.multiplier import MultiplierYear, multiplier_year
from dashboard.domain.state import StrategyState
from dashboard.domain.structure import Containment
from dashboard.reporting.monitoring.rows import Gap, gap_of
from dashboard.reporting.monitoring.years import APPROVED_STATES, Year


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextLine:
    """A context or multiplier indicator in a year, as it was stated; `last` is the latest number known by then."""

    indicator: model.Indicator
    row: model.IndicatorValue | None
    before: model.IndicatorValue | None
    last: model.IndicatorValue | None
    gap: Gap | None
    source: str | None


def _rows(state: StrategyState, indicator: model.Indicator) -> list[model.IndicatorValue]:
    return [
        row for row in state.values_of.get(indicator.code, ()) if row.value is not None and row.state in APPROVED_STATES
    ]


def _source(state: StrategyState, indicator: model.Indicator, row: model.IndicatorValue | None) -> str | None:
    """Where the values come from as the indicator says it, else the document that states the value."""
    if indicator.data_source or row is None:
        return indicator.data_source
    document = state.source_by_code.get(row.origin.source or "")
    return document.title if document else None


def context_lines(assessment: Assessment, year: Year, role: str, field: str | None = None) -> tuple[ContextLine, ...]:
    """Indicators of a role, in the strategy's order; of one field also those of the whole strategy."""
    containment = Containment(year.state)
    lines = []
    for indicator in year.state.indicators:
        if indicator.role != role or (field and containment.field(indicator.object) not in (field, None)):
            continue
        rows = _rows(year.state, indicator)
        row = next((r for r in reversed(rows) if r.period.year == year.number), None)
        before = next((r for r in reversed(rows) if r.period.year == year.number - 1), None)
        last = rows[-1] if rows else None
        lines.append(
            ContextLine(
                indicator=indicator,
                row=row,
                before=before,
                last=last,
                gap=None if row else gap_of(assessment, indicator, year.number),
                source=_source(year.state, indicator, last),
            )
        )
    return tuple(lines)


def data_sources(state: StrategyState) -> tuple[model.Statement, ...]:
    """Data sources that the documents name, in their order."""
    found = [statement for statement in state.statements if statement.category == "data_source"]
    return tuple(sorted(found, key=lambda statement: statement.position))


def multiplier_years(state: StrategyState) -> tuple[MultiplierYear, ...]:
    """Every calendar year with a recorded event, latest first."""
    numbers = sorted({event.date.year for event in state.multiplier_events}, reverse=True)
    found = (multiplier_year(state.multiplier_events, number) for number in numbers)
    return tuple(year for year in found if year is not None)


def recorded_kinds(state: StrategyState, year: int) -> frozenset[str]:
    """Kinds of multiplier effect of which something was recorded in a year: of the others nothing is known, not 0."""
    return frozenset(event.kind for event in state.multiplier_events if event.date.year == year)
