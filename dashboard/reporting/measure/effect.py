"""What a measure brings about: its indicators, and how far each was on its path, period by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard.domain.assessment import Assessment, IndicatorAssessment
from dashboard.domain.attainment import attainment, path_attainment, path_value
from dashboard.domain.indicator_assessment import effective_values
from dashboard.domain.lights import Thresholds
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Period, Ref
from dashboard.reporting.monitoring.words import LEVELS, TENDENCIES
from dashboard.reporting.table import Column, Quantity, Table
from dashboard.reporting.why import indicators as why
from dashboard.reporting.why.explained import Explained
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

_ROLES = {
    "control": _l("Control indicator"),
    "context": _l("Context indicator"),
    "multiplier": _l("Multiplier indicator"),
}


def indicators(assessment: Assessment, code: str) -> list[IndicatorAssessment]:
    """The indicators that hang on the measure, control indicators first."""
    of_measure = assessment.state.indicators_of.get(Ref("measure", code), ())
    found = [assessment.indicators[indicator.code] for indicator in of_measure]
    return sorted(found, key=lambda i: i.indicator.role != "control")


def series(state: StrategyState, found: IndicatorAssessment) -> list[tuple[Period, IndicatorAssessment]]:
    """The indicator as it stood at each of its values: the same target, the value of then, its ρ."""
    target, indicator = found.target, found.indicator
    if target is None or found.attainment is None:
        return []
    told = []
    for row, value in effective_values(state, indicator, target):
        share = attainment(indicator.direction, value, target)
        planned = path_value(found.points, row.period.y) if found.points else None
        on_path = path_attainment(value, target.baseline_value, planned) if found.points else share
        then = replace(found, value=row, effective=value, attainment=share, path_value=planned, path_attainment=on_path)
        if on_path is not None:
            told.append((row.period, then))
    return told


def heading(found: Sequence[IndicatorAssessment]) -> str:
    """How far on the path."""
    control = [i for i in found if i.indicator.role == "control"]
    if not control:
        return _("Effect: no control indicator is stated")
    rated = [i for i in control if i.path_attainment is not None]
    if not rated:
        return _("Effect: no value on a target path yet")
    if len(rated) == 1:
        share = formats.percent(rated[0].path_attainment, places=0)
        return _("Effect: {share} of the way that the path demands", share=share)
    on_path = sum(i.path_attainment is not None and i.path_attainment >= 1 for i in rated)
    return _("Effect: {n} of {total} control indicators are on their path", n=on_path, total=len(rated))


def _columns() -> tuple[Column, ...]:
    return (
        Column("code", _l("Code"), "code"),
        Column("title", _l("Indicator")),
        Column("role", _l("Kind")),
        Column("level", _l("Level"), optional=True),
        Column("unit", _l("Unit")),
        Column("baseline_year", _l("Baseline year"), "code", optional=True),
        Column("baseline", _l("Baseline value"), "quantity", optional=True),
        Column("period", _l("Period"), "code"),
        Column("value", _l("Latest value"), "quantity"),
        Column("path", _l("Value of the path"), "quantity", optional=True),
        Column("path_attainment", _l("Attainment of the path"), "share", optional=True),
        Column("light", _l("Light"), "light", optional=True),
        Column("attainment", _l("Attainment of the target"), "share", optional=True),
        Column("tendency", _l("Tendency"), optional=True),
        Column("target_year", _l("Target year"), "code", optional=True),
        Column("target", _l("Target value"), "quantity", optional=True),
    )


def _row(found: IndicatorAssessment) -> tuple:
    indicator, target = found.indicator, found.target

    def quantity(value: Any) -> Quantity | None:
        return None if value is None else Quantity(value, indicator.decimals)

    level, tendency = LEVELS.get(indicator.level), TENDENCIES.get(found.tendency or "")
    return (
        indicator.code,
        indicator.title,
        str(_ROLES[indicator.role]),
        str(level) if level else None,
        indicator.unit,
        str(target.baseline_year) if target else None,
        quantity(target.baseline_value if target else None),
        found.value.period.text if found.value else None,
        quantity(found.effective),
        quantity(found.path_value),
        found.path_attainment,
        found.light if indicator.role == "control" else None,
        found.attainment,
        str(tendency) if tendency else None,
        str(target.target_year) if target else None,
        quantity(target.target_value if target else None),
    )


def table(assessment: Assessment, found: Sequence[IndicatorAssessment]) -> Table:
    """One row an indicator, by its latest value."""
    return Table(
        "indikatoren",
        _l("Indicators of the measure"),
        _columns(),
        [_row(i) for i in found],
        note=_l("Tendency, not statistically secured."),
        why=lambda place: _why(assessment.state, found[place]),
    )


def _why(state: StrategyState, found: IndicatorAssessment) -> list[Explained]:
    by_name = {column.name: column for column in _columns()}
    target, indicator = found.target, found.indicator
    figures = []
    if found.effective is not None:
        figures.append(why.value(state, found, "value", by_name["value"].label))
    if target is not None:
        for name, number in (("baseline", target.baseline_value), ("target", target.target_value)):
            figures.append(why.of_target(state, target, by_name[name], Quantity(number, indicator.decimals)))
    if found.path_value is not None and found.value:
        figures.append(why.path(state, found, "path", found.value.period.y))
    if found.path_attainment is not None:
        figures.append(why.path_attainment(state, found, "path_attainment"))
    if found.attainment is not None:
        figures.append(why.attainment(state, found, "attainment"))
    if indicator.role == "control":
        figures.append(why.light(found, Thresholds.of(state.thresholds), "light", present=found.value is not None))
    return figures
