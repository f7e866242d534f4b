"""An indicator's figures: its value, path, attainment and light (D8, D9, D12)."""

from __future__ import annotations

from typing import Any

from dashboard.domain import model
from dashboard.domain.assessment import IndicatorAssessment
from dashboard.domain.attainment import PATH_DIRECTIONS
from dashboard.domain.indicator_assessment import effective_values
from dashboard.domain.lights import Thresholds
from dashboard.domain.ratios import capped
from dashboard.domain.state import StrategyState
from dashboard.reporting.table import Column, Quantity
from dashboard.reporting.why.explained import Explained, Formula, Input, source_of
from dashboard.reporting.why.pieces import rows_behind, stated
from dashboard.text.catalog import lazy_gettext as _l

TOTAL = Formula(
    "running_total",
    _l("The baseline value, and the values of all periods after the baseline year added up."),
    "V = B + Σ x",
)
PATH = Formula(
    "target_path",
    _l("Straight lines from the baseline over the interim targets to the target, read at the period of the value."),
    "S(y) = a + (b − a)·(y − y₁) / (y₂ − y₁)",
    _l("A year stands for its end; after the target year the target itself holds."),
)
ON_PATH = Formula(
    "path_attainment",
    _l("The way from the baseline to the value, divided by the way that the path demands by then."),
    "ρ = (V − B) / (S − B)",
)
_ATTAINMENT: dict[str, tuple[Any, str]] = {
    "maintain": (
        _l("Whole within the tolerance around the target; beyond it the excess divided by the tolerance is taken off."),
        "Z = max(0, 1 − (|V − T| − δ) / δ)",
    ),
    "min": (
        _l("Whole from the target up; below it the shortfall divided by the tolerance is taken off."),
        "Z = max(0, 1 − (T − V) / δ)",
    ),
    "max": (
        _l("Whole up to the target; above it the excess divided by the tolerance is taken off."),
        "Z = max(0, 1 − (V − T) / δ)",
    ),
    "range": (
        _l(
            "Whole between the bounds; outside the distance divided by the tolerance (else half the width) is taken off."
        ),
        "Z = max(0, 1 − d / δ)",
    ),
}
_LINE = (_l("The way from the baseline to the value, divided by the way to the target."), "Z = (V − B) / (T − B)")
LIGHT = Formula(
    "light_of_indicator",
    _l(
        "Green, yellow or red by how far the indicator has come on its path; not rateable without a fresh value or path."
    ),
    "",
    _l("The attainment counts between 0 and 100 %; a value is fresh for the length of its period and the usual delay."),
)


def _number(
    symbol: str, label: Any, indicator: model.Indicator, value: Any, day: Any = None, source: Any = None
) -> Input:
    column = Column(symbol, label, "quantity", unit=indicator.unit)
    return Input(column, None if value is None else Quantity(value, indicator.decimals), day, source)


def value(state: StrategyState, found: IndicatorAssessment, column: str, label: Any) -> Explained:
    """V: the value as reported, or the running total of a cumulative indicator."""
    indicator, row = found.indicator, found.value
    if not indicator.cumulative or found.target is None:
        shown = None if found.effective is None else Quantity(found.effective, indicator.decimals)
        return stated(
            Column(column, label, "quantity", unit=indicator.unit),
            shown,
            day=row.period.last if row else None,
            source=source_of(state, row.origin) if row else None,
        )
    columns = (
        Column("period", _l("Period")),
        Column("x", _l("Value"), "quantity"),
        Column("source", _l("Found in"), optional=True),
    )
    rows = [
        (counted.period.text, Quantity(counted.value.value, indicator.decimals), source_of(state, counted.origin))
        for counted, _total in effective_values(state, indicator, found.target)
        if counted.value
    ]
    return Explained(column, TOTAL, (baseline(state, found),), rows_behind("werte", _l("Values"), columns, rows))


def baseline(state: StrategyState, found: IndicatorAssessment) -> Input:
    """B."""
    target = found.target
    source = source_of(state, target.origin) if target else None
    return _number(
        "B", _l("Baseline value (B)"), found.indicator, target.baseline_value if target else None, None, source
    )


def of_target(state: StrategyState, target: model.Target, column: Column, value: Any) -> Explained:
    """A fact of the target version in force."""
    return stated(column, value, day=target.valid_from, source=source_of(state, target.origin))


def path(state: StrategyState, found: IndicatorAssessment, column: str, year: Any) -> Explained:
    """S at a year (as a fraction: parts of a year are twelfths)."""
    indicator = found.indicator
    columns = (Column("y", _l("Year"), "number"), Column("x", _l("Value"), "quantity"))
    rows = [(y, Quantity(amount, indicator.decimals)) for y, amount in found.points or ()]
    at = Input(Column("y", _l("Year of the value, parts in twelfths"), "number", 2), year)
    return Explained(column, PATH, (at,), rows_behind("pfad", _l("Target path"), columns, rows))


def _value_input(state: StrategyState, found: IndicatorAssessment) -> Input:
    row = found.value
    day, source = (row.period.last, source_of(state, row.origin)) if row else (None, None)
    return _number("V", _l("Value (V)"), found.indicator, found.effective, day, source)


def path_attainment(state: StrategyState, found: IndicatorAssessment, column: str) -> Explained:
    """ρ, which is Z where there is no path."""
    if found.indicator.direction not in PATH_DIRECTIONS:
        return attainment(state, found, column)
    planned = _number("S", _l("Value of the path (S)"), found.indicator, found.path_value)
    return Explained(column, ON_PATH, (_value_input(state, found), baseline(state, found), planned))


def attainment(state: StrategyState, found: IndicatorAssessment, column: str) -> Explained:
    """Z by the direction of the indicator."""
    indicator, target = found.indicator, found.target
    words, symbols = _ATTAINMENT.get(indicator.direction, _LINE)
    source = source_of(state, target.origin) if target else None
    given = [_value_input(state, found)]
    if indicator.direction in PATH_DIRECTIONS:
        given.append(baseline(state, found))
    if target and indicator.direction == "range":
        given.append(_number("L", _l("Lower bound (L)"), indicator, target.lower, None, source))
        given.append(_number("U", _l("Upper bound (U)"), indicator, target.upper, None, source))
    elif target:
        given.append(_number("T", _l("Target value (T)"), indicator, target.target_value, None, source))
    if target and indicator.direction in _ATTAINMENT:
        given.append(_number("d", _l("Tolerance (δ)"), indicator, target.tolerance, None, source))
    return Explained(column, Formula(f"attainment_{indicator.direction}", words, symbols), tuple(given))


def light(found: IndicatorAssessment, limits: Thresholds, column: str, *, present: bool = True) -> Explained:
    """The light; `present` says whether the value is one of the year asked for."""
    rho = found.path_attainment
    inputs = (
        Input(Column("there", _l("Value of the year is there"), "flag"), present),
        Input(
            Column("rho", _l("Attainment of the path, between 0 and 100 %"), "share"),
            None if rho is None else capped(rho),
        ),
        Input(Column("fresh", _l("Freshness of the value (1, ½ or 0)"), "number", 1), found.freshness),
        Input(Column("green", _l("green from"), "share"), limits.effect_green),
        Input(Column("yellow", _l("yellow from"), "share"), limits.effect_yellow),
    )
    return Explained(column, LIGHT, inputs)
