"""One indicator in one reporting year: last year, this year, path, light, and why a number is not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dashboard.domain import model
from dashboard.domain.assessment import Assessment, IndicatorAssessment
from dashboard.domain.attainment import PATH_DIRECTIONS, path_attainment, path_points, path_value
from dashboard.domain.data_quality import EXCUSING_REASONS
from dashboard.domain.indicator_assessment import effective_values
from dashboard.domain.state import StrategyState, target_since
from dashboard.domain.structure import Containment
from dashboard.domain.values import Ref
from dashboard.reporting.monitoring.years import APPROVED_STATES, Year


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a year has no number: a reason of the package, "due_later" or "not_stated"; `days` since it was due."""

    reason: str
    note: str | None = None
    due_on: dt.date | None = None
    days: int | None = None

    @property
    def excused(self) -> bool:
        return self.reason in EXCUSING_REASONS


@dataclass(frozen=True, slots=True)
class EarlierTarget:
    """The target version that held before, and how this year's value stands against its path."""

    target: model.Target
    path_attainment: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorYear:
    """A control indicator in the reporting year. Shares are fractions, raw; values in the indicator's unit.

    `found` is read as of the year's end; what it says of the value holds for this year only where `row` is one.
    """

    found: IndicatorAssessment
    field: str | None
    goals: tuple[model.Goal, ...]
    row: model.IndicatorValue | None
    value: Decimal | None  # V of this year, the running total for cumulative ones
    before: Decimal | None  # V of the year before
    path_value: Fraction | None  # S of this year, also where the value is missing
    path_attainment: Fraction | None
    light: str
    gap: Gap | None
    earlier_target: EarlierTarget | None
    target_since: dt.date | None
    definition: model.Definition | None  # the one in force at the year's end
    breaks: tuple[model.Definition, ...]  # those up to then that changed what is counted

    @property
    def indicator(self) -> model.Indicator:
        return self.found.indicator

    @property
    def rated(self) -> bool:
        return self.light != "grey"


def goals_of(state: StrategyState, indicator: model.Indicator) -> tuple[model.Goal, ...]:
    """The goals an indicator measures: the one it hangs on and those it is linked to, in the strategy's order."""
    links = state.links_from.get((Ref("indicator", indicator.code), "measures"), ())
    codes = {link.object.code for link in links if link.object.kind == "goal"}
    if indicator.object.kind == "goal":
        codes.add(indicator.object.code)
    return tuple(goal for goal in state.goals if goal.code in codes)


def gap_of(assessment: Assessment, indicator: model.Indicator, year: int) -> Gap:
    """Why an indicator has no number for a year, asked on the key date."""
    state = assessment.state
    rows = [row for row in state.values_of.get(indicator.code, ()) if row.period.year == year and row.value is None]
    told = next((row for row in reversed(rows) if row.state in APPROVED_STATES), None)
    missing = [m for m in assessment.indicators[indicator.code].missing if m.period.year == year]
    last = missing[-1] if missing else None
    days, due_on = (last.days, last.due_on) if last else (None, None)
    if told is not None:
        return Gap(told.missing_reason or "not_stated", told.note, due_on, days)
    if last is not None:
        return Gap("not_stated", None, due_on, days)
    due_on = dt.date(year, 12, 31) + dt.timedelta(days=indicator.lag_days)
    later = assessment.indicators[indicator.code].target is not None and due_on > state.as_of
    return Gap("due_later", None, due_on) if later and indicator.periodicity != "once" else Gap("not_stated")


def _earlier_target(year: Year, found: IndicatorAssessment, value_year: Fraction | None) -> EarlierTarget | None:
    """ρ against the version before the one in force (X25): target and path of then, the same value."""
    target, indicator = found.target, found.indicator
    if target is None:
        return None
    older = [t for t in year.state.targets_of.get(indicator.code, ()) if t.version < target.version]
    if not older:
        return None
    before = older[-1]
    values = effective_values(year.state, indicator, before)
    if value_year is None or not values or indicator.direction not in PATH_DIRECTIONS:
        return EarlierTarget(before, None)
    points = path_points(before, year.state.interim_targets_of.get((indicator.code, before.version), ()))
    share = path_attainment(values[-1][1], before.baseline_value, path_value(points, value_year))
    return EarlierTarget(before, share)


def _path_value(found: IndicatorAssessment, year: int, present: bool) -> Fraction | None:
    if present:
        return found.path_value
    return path_value(found.points, Fraction(year)) if found.points else None


def indicator_year(
    assessment: Assessment, year: Year, before: Year, found: IndicatorAssessment, containment: Containment
) -> IndicatorYear:
    """An indicator of `year.indicators`; `assessment` is that of the key date, `before` the year before."""
    indicator = found.indicator
    present = year.has_value(indicator.code)
    definitions = year.state.definitions_of.get(indicator.code, ())
    row = found.value if present else None
    return IndicatorYear(
        found=found,
        field=containment.field(indicator.object),
        goals=goals_of(year.state, indicator),
        row=row,
        value=found.effective if present else None,
        before=before.indicators[indicator.code].effective if before.has_value(indicator.code) else None,
        path_value=_path_value(found, year.number, present),
        path_attainment=found.path_attainment if present else None,
        light=year.light(indicator.code),
        gap=None if present else gap_of(assessment, indicator, year.number),
        earlier_target=_earlier_target(year, found, row.period.y if row else None),
        target_since=target_since(year.state, found.target) if found.target else None,
        definition=definitions[-1] if definitions else None,
        breaks=tuple(definition for definition in definitions[1:] if definition.series_break),
    )


def on_path(rows: Sequence[IndicatorYear]) -> tuple[IndicatorYear, ...]:
    """Those with a green light."""
    return tuple(row for row in rows if row.light == "green")
