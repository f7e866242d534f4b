"""Every indicator of a state on t: value, attainment, path, tendency, freshness, what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from dashboard.domain import model
from dashboard.domain.assessed import IndicatorAssessment, MissingValue, Outlook
from dashboard.domain.attainment import (
    PATH_DIRECTIONS,
    Points,
    attainment,
    path_attainment,
    path_points,
    path_value,
    running_totals,
)
from dashboard.domain.data_quality import EXCUSING_REASONS, PROTECTED, due_periods, freshness, period_key
from dashboard.domain.lights import Thresholds, effect_light
from dashboard.domain.ratios import capped
from dashboard.domain.state import StrategyState, target_since
from dashboard.domain.tendency import MOST_VALUES, projection, rebase_factors, required_slope, slope, tendency
from dashboard.domain.values import Period

_COUNTED_STATES = {"public": frozenset({"published"}), "internal": frozenset({"approved", "published"})}


@dataclass(frozen=True, slots=True)
class _Series:
    """An indicator's rows by the period they stand for, and of these the numbers that count, oldest first."""

    rows: Mapping[str, model.IndicatorValue]
    counted: Mapping[str, model.IndicatorValue]

    @property
    def latest(self) -> model.IndicatorValue | None:
        return next(reversed(self.counted.values()), None)  # type: ignore[call-overload]

    @property
    def numbers(self) -> dict[str, tuple[Period, Decimal]]:
        return {key: (row.period, row.value.value) for key, row in self.counted.items() if row.value}


def _series(state: StrategyState, indicator: model.Indicator) -> _Series:
    states = _COUNTED_STATES[state.audience]
    rows: dict[str, model.IndicatorValue] = {}
    counted: dict[str, model.IndicatorValue] = {}
    for row in state.values_of.get(indicator.code, ()):
        key = period_key(row.period, indicator.periodicity)
        if row.state in states:
            rows[key] = row
            if row.value is not None:
                counted[key] = row
        else:
            rows.setdefault(key, row)
    return _Series(rows, counted)


def target_in_force(state: StrategyState, code: str) -> model.Target | None:
    """The target version with the latest day it counts from; of two from one day the higher version."""
    versions = state.targets_of.get(code, ())
    if len(versions) < 2:
        return versions[0] if versions else None
    return max(versions, key=lambda target: (target_since(state, target), target.version))


def _once_period(series: _Series, first: model.Target, target: model.Target) -> Period:
    """What is measured once is due for the period it is there for, else for the target year."""
    after = [row.period for row in series.rows.values() if row.period.year > first.baseline_year]
    return after[-1] if after else Period.parse(str(target.target_year))


def _due(
    indicator: model.Indicator, series: _Series, first: model.Target, target: model.Target, key_date: dt.date
) -> Sequence[Period]:
    ended_by = key_date - dt.timedelta(days=indicator.lag_days)
    if indicator.periodicity != "once":
        return due_periods(indicator.periodicity, first.baseline_year, ended_by)
    period = _once_period(series, first, target)
    return (period,) if period.last <= ended_by else ()


def _missing(indicator: model.Indicator, series: _Series, period: Period, key_date: dt.date) -> MissingValue:
    due_on = period.last + dt.timedelta(days=indicator.lag_days)
    row = series.rows.get(period.text)
    return MissingValue(period, due_on, (key_date - due_on).days, row.missing_reason if row else None)


def _data(
    state: StrategyState, indicator: model.Indicator, series: _Series, target: model.Target | None
) -> dict[str, Any]:
    """Due, approved, excused and missing values (D11); nothing is due without a baseline year.

    A value kept back to protect persons counts as approved: it says nothing but that it is there.
    """
    if target is None:
        return {"due": 0, "approved": 0, "excused": 0, "missing": (), "protected": ()}
    due = _due(indicator, series, state.targets_of[indicator.code][0], target, state.as_of)
    states = _COUNTED_STATES[state.audience]
    reasons = {
        period: row.missing_reason if row and row.state in states else None
        for period in due
        if period.text not in series.counted
        for row in (series.rows.get(period.text),)
    }
    protected = tuple(period for period, reason in reasons.items() if reason == PROTECTED)
    absent = [period for period in reasons if period not in protected]
    return {
        "due": len(due),
        "approved": len(due) - len(absent),
        "excused": sum(reasons[period] in EXCUSING_REASONS for period in absent),
        "missing": tuple(_missing(indicator, series, period, state.as_of) for period in absent),
        "protected": protected,
    }


def _effective(
    indicator: model.Indicator, series: _Series, target: model.Target | None
) -> list[tuple[Period, Decimal]]:
    """V by period, oldest first: the values as they are, or the running totals of a cumulative indicator."""
    if not indicator.cumulative:
        return list(series.numbers.values())
    return [] if target is None else list(running_totals(series.numbers, indicator.periodicity, target))


def _slope(
    state: StrategyState, indicator: model.Indicator, series: _Series, effective: Sequence[tuple[Period, Decimal]]
) -> Fraction | None:
    last = effective[-MOST_VALUES:]
    rows = list(series.counted.values())[-len(last) :]
    factors = rebase_factors(rows, state.definitions_of.get(indicator.code, ()))
    rebased = zip(last, factors, strict=True)
    return slope([(period.y, value * factor) for (period, value), factor in rebased if factor is not None])


def _has_way(target: model.Target | None, points: Points | None) -> bool:
    """Whether the target says which way is up, and that there is a way to go."""
    return points is not None and target is not None and target.target_value != target.baseline_value


def _outlook(state: StrategyState, indicator: model.Indicator, target: model.Target | None) -> Outlook:
    """Tendency and projection of an up or down indicator with a value."""
    series = _series(state, indicator)
    effective = _effective(indicator, series, target)
    if target is None or not effective or not _has_way(target, _points(state, indicator, target)):
        return Outlook()
    period, value = effective[-1]
    per_year = _slope(state, indicator, series, effective)
    then = projection(value, per_year, period.y, target.target_year)
    at_target = None if then is None else attainment(indicator.direction, then, target)
    return Outlook(
        slope=per_year,
        tendency=tendency(per_year, target.baseline_value, target.target_value),
        projection=then,
        projected_attainment=at_target,
        required_slope=required_slope(value, target.target_value, period.y, target.target_year),
        reaches_target=None if at_target is None else at_target >= 1,
    )


def _interim(
    state: StrategyState, indicator: model.Indicator, target: model.Target | None
) -> tuple[model.InterimTarget, ...]:
    return state.interim_targets_of.get((indicator.code, target.version), ()) if target else ()


def _points(state: StrategyState, indicator: model.Indicator, target: model.Target | None) -> Points | None:
    if target is None or indicator.direction not in PATH_DIRECTIONS:
        return None
    return path_points(target, _interim(state, indicator, target))


_NO_EFFECT: dict[str, Any] = dict.fromkeys(("attainment", "path_value", "path_attainment"))


def _effect(
    indicator: model.Indicator,
    target: model.Target | None,
    effective: Sequence[tuple[Period, Decimal]],
    points: Points | None,
) -> dict[str, Any]:
    """Attainment and path; all None without value, or where the target says nothing."""
    if target is None or not effective or (points is not None and not _has_way(target, points)):
        return _NO_EFFECT
    period, value = effective[-1]
    share = attainment(indicator.direction, value, target)
    if points is None:
        return {"attainment": share, "path_value": None, "path_attainment": share}
    planned = path_value(points, period.y)
    rho = path_attainment(value, target.baseline_value, planned)
    return {"attainment": share, "path_value": planned, "path_attainment": rho}


def _light(indicator: model.Indicator, rho: Fraction | None, fresh: Fraction | None, limits: Thresholds) -> str:
    """A light for control indicators only (I5)."""
    if indicator.role != "control" or rho is None or not fresh:
        return "grey"
    return effect_light(capped(rho), limits)


def assess_indicator(state: StrategyState, indicator: model.Indicator, limits: Thresholds) -> IndicatorAssessment:
    """One indicator on t."""
    series = _series(state, indicator)
    target = target_in_force(state, indicator.code)
    effective = _effective(indicator, series, target)
    latest = series.latest
    fresh = None
    if latest is not None:
        fresh = freshness(latest.period, indicator.periodicity, indicator.lag_days, state.as_of)
    effect = _effect(indicator, target, effective, _points(state, indicator, target))
    return IndicatorAssessment(
        indicator=indicator,
        target=target,
        interim=_interim(state, indicator, target),
        value=latest,
        effective=effective[-1][1] if effective else None,
        freshness=fresh,
        light=_light(indicator, effect["path_attainment"], fresh, limits),
        look_ahead=partial(_outlook, state, indicator, target),
        **effect,
        **_data(state, indicator, series, target),
    )


def assess_indicators(state: StrategyState, limits: Thresholds) -> Mapping[str, IndicatorAssessment]:
    """All indicators by code."""
    return {indicator.code: assess_indicator(state, indicator, limits) for indicator in state.indicators}


def effective_values(
    state: StrategyState, indicator: model.Indicator, target: model.Target | None
) -> tuple[tuple[model.IndicatorValue, Decimal], ...]:
    """The rows that count with their V, oldest first: the values, or the running totals of a cumulative indicator."""
    series = _series(state, indicator)
    effective = _effective(indicator, series, target)
    rows = list(series.counted.values())[-len(effective) :] if effective else []
    return tuple((row, value) for row, (_period, value) in zip(rows, effective, strict=True))
