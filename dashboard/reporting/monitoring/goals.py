"""From measures over what they deliver and effect to the goals, with what is missing on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain import model
from dashboard.domain.aggregation import assess_goals
from dashboard.domain.assessment import GoalAssessment
from dashboard.domain.values import Ref
from dashboard.reporting.monitoring.rows import IndicatorYear
from dashboard.reporting.monitoring.years import Year

_DELIVERED = frozenset({"input", "output"})


#: Codes of what is missing, each with the codes of the indicators concerned.
Missing = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """A goal as of the year's end: what contributes to it, what measures it, how far it is, what is missing.

    `missing` holds codes ("no_measure", "no_indicator", "no_target", "no_value", "no_effect"), for "no_target" and
    "no_value" with the codes of the indicators concerned.
    """

    goal: model.Goal
    found: GoalAssessment
    measures: tuple[model.Measure, ...]
    indicators: tuple[IndicatorYear, ...]
    missing: Missing

    @property
    def covered(self) -> int:
        """Control indicators with a fresh value and a target."""
        return 0 if self.found.coverage is None else int(self.found.coverage * len(self.found.indicators))


def missing_of(measures: Sequence[model.Measure], indicators: Sequence[IndicatorYear]) -> Missing:
    """What is missing between these measures and a proof that they have an effect."""
    found: list[tuple[str, tuple[str, ...]]] = []
    if not measures:
        found.append(("no_measure", ()))
    if not indicators:
        return (*found, ("no_indicator", ()))
    without_target = tuple(row.indicator.code for row in indicators if row.found.target is None)
    without_value = tuple(row.indicator.code for row in indicators if row.value is None)
    if without_target:
        found.append(("no_target", without_target))
    if without_value:
        found.append(("no_value", without_value))
    if all(row.indicator.level in _DELIVERED for row in indicators):
        found.append(("no_effect", ()))
    return tuple(found)


def goal_lines(year: Year, rows: Mapping[str, IndicatorYear]) -> tuple[GoalLine, ...]:
    """The goals in the strategy's order; values and principles only where an indicator measures them."""
    lines = []
    for found in assess_goals(year.state, year.indicators).values():
        if found.goal.kind != "goal" and not found.indicators:
            continue
        links = year.state.links_to.get((Ref("goal", found.goal.code), "contributes_to"), ())
        codes = {link.subject.code for link in links if link.subject.kind == "measure"}
        measures = tuple(measure for measure in year.state.measures if measure.code in codes)
        indicators = tuple(row for code, row in rows.items() if code in found.indicators)
        lines.append(
            GoalLine(
                goal=found.goal,
                found=found,
                measures=measures,
                indicators=indicators,
                missing=missing_of(measures, indicators),
            )
        )
    return tuple(lines)
