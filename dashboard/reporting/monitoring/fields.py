"""Fields of action of a strategy that states no goal: what measures them, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.domain import model
from dashboard.domain.structure import field_of_measures
from dashboard.reporting.monitoring.goals import Missing, missing_of
from dashboard.reporting.monitoring.rows import IndicatorYear
from dashboard.reporting.monitoring.years import Year


class FieldLine(NamedTuple):
    """A field of action as of the year's end, with its measures and control indicators."""

    field: model.Field
    measures: tuple[model.Measure, ...]
    indicators: tuple[IndicatorYear, ...]
    missing: Missing


def field_lines(year: Year, rows: Sequence[IndicatorYear]) -> tuple[FieldLine, ...]:
    """The fields in the strategy's order."""
    homes, lines = field_of_measures(year.state), []
    for field in year.state.fields:
        if field.kind == "field":
            measures = tuple(m for m in year.state.measures if homes.get(m.code) == field.code)
            indicators = tuple(row for row in rows if row.field == field.code)
            lines.append(FieldLine(field, measures, indicators, missing_of(measures, indicators)))
    return tuple(lines)
