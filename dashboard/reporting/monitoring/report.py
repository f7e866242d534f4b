"""The report of one reporting year, put together once for a page, its tables and its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from dashboard.domain import model
from dashboard.domain.assessment import Assessment
from dashboard.domain.lights import Thresholds
from dashboard.domain.multiplier import MultiplierYear
from dashboard.domain.structure import Containment
from dashboard.reporting.monitoring import data
from dashboard.reporting.monitoring.context import ContextLine, context_lines, data_sources, multiplier_years
from dashboard.reporting.monitoring.fields import FieldLine, field_lines
from dashboard.reporting.monitoring.goals import GoalLine, goal_lines
from dashboard.reporting.monitoring.rows import IndicatorYear, indicator_year
from dashboard.reporting.monitoring.series import Series, series_of
from dashboard.reporting.monitoring.years import Year, default_year, year_of, years
from dashboard.reporting.status import severity

#: A page with more rows than this is slow to read for people and machines alike; the files hold all.
MOST_ROWS = 120


@dataclass(frozen=True, slots=True)
class Counts:
    """Control indicators by how they stand: green, yellow, red, without a number of the year, with one but unrated."""

    on_path: int
    near: int
    far: int
    without_value: int
    unrated: int

    @property
    def total(self) -> int:
        return self.on_path + self.near + self.far + self.without_value + self.unrated

    @property
    def rated(self) -> int:
        return self.on_path + self.near + self.far


def _counts(year: Year, codes: Sequence[str]) -> Counts:
    lights = Counter(year.light(code) for code in codes)
    without = sum(not year.has_value(code) for code in codes)
    return Counts(lights["green"], lights["yellow"], lights["red"], without, lights["grey"] - without)


def _urgency(row: IndicatorYear) -> tuple[int, Fraction]:
    """Worst light first, within one the furthest from the path."""
    return severity(row.light), row.path_attainment or Fraction(0)


@dataclass(frozen=True)
class Monitoring:
    """A reporting year for one field or the whole strategy.

    `assessment` is that of the key date, with what is due and missing; the rows are read as of the year's end.
    """

    assessment: Assessment
    years: tuple[int, ...]
    year: Year
    before: Year
    field: str | None
    rows: tuple[IndicatorYear, ...]
    all_rows: Mapping[str, IndicatorYear]
    counts: Counts
    counts_before: Counts | None

    @property
    def number(self) -> int:
        return self.year.number

    @property
    def known(self) -> bool:
        """Whether anything is known, or due, of this year."""
        return self.number in self.years

    @property
    def only_named(self) -> bool:
        """Whether the control indicators are named and nothing more: no value and no target of any of them."""
        return all(row.found.target is None and row.found.value is None for row in self.rows)

    @cached_property
    def limits(self) -> Thresholds:
        return Thresholds.of(self.year.state.thresholds)

    @cached_property
    def shown(self) -> tuple[IndicatorYear, ...]:
        """The rows of the page, in the strategy's order: all, or the furthest from their path where there are many."""
        if len(self.rows) <= MOST_ROWS:
            return self.rows
        first = {row.indicator.code for row in sorted(self.rows, key=_urgency)[:MOST_ROWS]}
        return tuple(row for row in self.rows if row.indicator.code in first)

    def series(self, row: IndicatorYear) -> Series:
        """The series of a row, to be drawn."""
        return series_of(self.year.state, row.found)

    @cached_property
    def groups(self) -> tuple[tuple[model.Field | None, tuple[IndicatorYear, ...]], ...]:
        """Shown rows by field of action in the strategy's order; those of no field last."""
        return self._by_field(self.shown)

    @cached_property
    def fields(self) -> tuple[tuple[model.Field | None, tuple[IndicatorYear, ...]], ...]:
        """The same of all rows."""
        return self._by_field(self.rows)

    def _by_field(
        self, rows: Sequence[IndicatorYear]
    ) -> tuple[tuple[model.Field | None, tuple[IndicatorYear, ...]], ...]:
        fields: list[model.Field | None] = [f for f in self.assessment.state.fields if f.kind == "field"]
        pairs = ((f, tuple(row for row in rows if row.field == (f.code if f else None))) for f in [*fields, None])
        return tuple((f, found) for f, found in pairs if found)

    @cached_property
    def goals(self) -> tuple[GoalLine, ...]:
        """Goals; with a field chosen those that one of its indicators or measures serves."""
        lines = goal_lines(self.year, self.all_rows)
        if self.field is None:
            return lines
        homes = self.assessment.measures
        return tuple(
            line
            for line in lines
            if any(row.field == self.field for row in line.indicators)
            or any(homes[m.code].field == self.field for m in line.measures if m.code in homes)
        )

    @cached_property
    def fields_without_goals(self) -> tuple[FieldLine, ...]:
        """The fields, or the chosen one, with what is missing of each; nothing where goals are stated."""
        if self.goals or any(goal.kind == "goal" for goal in self.year.state.goals):
            return ()
        lines = field_lines(self.year, tuple(self.all_rows.values()))
        return tuple(line for line in lines if self.field in (None, line.field.code))

    @cached_property
    def missing(self) -> tuple[data.MissingLine, ...]:
        return data.missing_lines(self.assessment, self.rows, self.number)

    @cached_property
    def completeness(self) -> tuple[tuple[str | None, data.Completeness], ...]:
        """Completeness by code of the field; None are the indicators of no field."""
        sums: dict[str | None, data.Completeness] = {}
        for row in self.rows:
            found = self.assessment.indicators[row.indicator.code]
            one = data.completeness_of(self.assessment.state, found, self.number)
            sums[row.field] = sums.get(row.field, data.Completeness()) + one
        order = [f.code for f in self.assessment.state.fields if f.code in sums] + ([None] if None in sums else [])
        return tuple((code, sums[code]) for code in order)

    @cached_property
    def total_completeness(self) -> data.Completeness:
        return sum((found for _, found in self.completeness), data.Completeness())

    @cached_property
    def context(self) -> tuple[ContextLine, ...]:
        return context_lines(self.assessment, self.year, "context", self.field)

    @cached_property
    def multiplier_indicators(self) -> tuple[ContextLine, ...]:
        return context_lines(self.assessment, self.year, "multiplier", self.field)

    @cached_property
    def multiplier(self) -> tuple[MultiplierYear, ...]:
        return multiplier_years(self.year.state)

    @cached_property
    def data_sources(self) -> tuple[model.Statement, ...]:
        return data_sources(self.assessment.state)


def monitoring(assessment: Assessment, field: str | None = None, asked: int | None = None) -> Monitoring:
    """The report for a reporting year (None: the last that has ended), and a field of action (None: all)."""
    state = assessment.state
    found = years(assessment)
    number = (asked if found else None) or default_year(found, state.as_of) or state.as_of.year
    containment = Containment(state)
    controls = tuple(
        indicator.code
        for indicator in state.indicators
        if indicator.role == "control" and field in (None, containment.field(indicator.object))
    )
    year, before = year_of(assessment, number), year_of(assessment, number - 1)
    every = {
        code: indicator_year(assessment, year, before, one, containment)
        for code, one in year.indicators.items()
        if one.indicator.role == "control"
    }
    return Monitoring(
        assessment=assessment,
        years=found,
        year=year,
        before=before,
        field=field,
        rows=tuple(every[code] for code in controls),
        all_rows=every,
        counts=_counts(year, controls),
        counts_before=_counts(before, controls) if number - 1 in found else None,
    )
