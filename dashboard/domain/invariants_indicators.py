"""Rules of indicators: roles and directions, target paths, periods, values and who approved them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from dashboard.domain.attainment import PATH_DIRECTIONS
from dashboard.domain.model import Indicator, IndicatorValue, InterimTarget, Target
from dashboard.domain.problems import Problem, error, warning
from dashboard.domain.state import StrategyState
from dashboard.domain.values import decimal_places

_SHAPES = {
    "year": r"\d{4}", "halfyear": r"\d{4}-H[12]", "quarter": r"\d{4}-Q[1-4]", "month": r"\d{4}-\d\d", "once": r".*",
}  # fmt: skip
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: States in which a value is counted or shown, and so must say something.
_SAYS_SOMETHING = frozenset({"submitted", "approved", "published"})


def check_indicators(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """Only a context indicator has no direction; targets fit the direction (D8); factors across a break are above 0."""
    for definition in facts.definitions:
        if definition.rebase_factor is not None and definition.rebase_factor <= 0:
            key = (definition.indicator, str(definition.version))
            yield error("factor_not_positive", "definition", key, "rebase_factor", value=definition.rebase_factor)
    for indicator in facts.indicators:
        if indicator.direction == "none" and indicator.role != "context":
            yield error("direction_missing", "indicator", (indicator.code,), "direction", role=indicator.role)
        for target in facts.targets_of.get(indicator.code, ()):
            interim = facts.interim_targets_of.get((indicator.code, target.version), ())
            yield from _check_target(indicator, target)
            yield from _check_interim(indicator, target, interim)


def _check_target(indicator: Indicator, target: Target) -> Iterator[Problem]:
    key = (target.indicator, str(target.version))
    if indicator.direction in PATH_DIRECTIONS and target.target_value == target.baseline_value:
        yield error("target_is_baseline", "target", key, "target_value", value=target.target_value)
    elif indicator.direction in PATH_DIRECTIONS:
        upwards = target.target_value > target.baseline_value
        if upwards != (indicator.direction == "up"):
            yield error("target_against_direction", "target", key, "target_value", direction=indicator.direction)
    if target.target_year <= target.baseline_year:
        yield error(
            "target_year_not_later", "target", key, "target_year",
            baseline_year=target.baseline_year, target_year=target.target_year,
        )  # fmt: skip
    yield from _check_tolerance(indicator.direction, target, key)


def _check_tolerance(direction: str, target: Target, key: tuple[str, ...]) -> Iterator[Problem]:
    tolerance = target.tolerance
    if (tolerance is not None and tolerance <= 0) or (direction == "maintain" and tolerance is None):
        yield error("tolerance_not_positive", "target", key, "tolerance", direction=direction)
    elif direction in ("min", "max") and tolerance is None:
        yield warning("tolerance_missing", "target", key, "tolerance", direction=direction)
    if direction == "range" and (target.lower is None or target.upper is None or target.lower >= target.upper):
        yield error("range_without_bounds", "target", key, "lower")


def _check_interim(indicator: Indicator, target: Target, interim: tuple[InterimTarget, ...]) -> Iterator[Problem]:
    """Interim years lie between the years of baseline and target, their values never turn back (X26)."""
    reached = target.baseline_value
    sign = 1 if target.target_value >= target.baseline_value else -1
    for stop in interim:
        key = (stop.indicator, str(stop.version), str(stop.year))
        if not target.baseline_year < stop.year < target.target_year:
            yield error(
                "interim_outside", "interim_target", key, "year",
                baseline_year=target.baseline_year, target_year=target.target_year,
            )  # fmt: skip
        elif indicator.direction in PATH_DIRECTIONS:
            if not sign * reached <= sign * stop.value <= sign * target.target_value:
                yield error("interim_out_of_order", "interim_target", key, "value", value=stop.value)
            reached = stop.value


def check_values(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """A value or the reason for its absence, of a period that fits, approved by another role (X12, I1)."""
    for value in facts.indicator_values:
        key = (value.indicator, value.period.text)
        indicator = facts.indicator_by_code.get(value.indicator)
        if indicator and not _fits(value, indicator):
            yield error("period_does_not_fit", "indicator_value", key, "period", periodicity=indicator.periodicity)
        if indicator and value.value:
            yield from check_decimals(value.value.value, indicator.decimals, key)
        if value.value and value.missing_reason:
            yield error("value_and_reason", "indicator_value", key, "missing_reason")
        if not value.value and not value.missing_reason and value.state in _SAYS_SOMETHING:
            yield error("no_value_no_reason", "indicator_value", key, "value")
        if value.approved_by and value.approved_by == value.submitted_by:
            yield error("approved_by_submitter", "indicator_value", key, "approved_by", role=value.approved_by)


def check_decimals(value: Decimal, most: int, key: tuple[str, ...]) -> Iterator[Problem]:
    """A value has no more decimals than its indicator (`most`); three may be a German thousand read as a fraction."""
    places = decimal_places(value)
    if places == 3 > most:
        number = int(value.scaleb(3))
        yield error("thousands_or_decimals", "indicator_value", key, "value", value=value, decimals=most, number=number)
    elif places > most:
        yield error("too_many_decimals", "indicator_value", key, "value", value=value, decimals=most)


def _fits(value: IndicatorValue, indicator: Indicator) -> bool:
    if indicator.role == "context" and _A_DAY.fullmatch(value.period.text):
        return True
    return bool(re.fullmatch(_SHAPES[indicator.periodicity], value.period.text))


def check_units(before: StrategyState, after: StrategyState) -> tuple[Problem, ...]:
    """The unit is fixed: another one needs a definition that breaks the series (X32)."""
    known = {(definition.indicator, definition.version) for definition in before.definitions}
    breaks = {
        definition.indicator
        for definition in after.definitions
        if definition.series_break and (definition.indicator, definition.version) not in known
    }
    return tuple(
        error("unit_changed", "indicator", (new.code,), "unit", before=old.unit, after=new.unit)
        for new in after.indicators
        if (old := before.indicator_by_code.get(new.code)) and old.unit != new.unit and new.code not in breaks
    )
