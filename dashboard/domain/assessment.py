"""One assessment of a strategy on a day, computed once and read by every report."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.aggregation import aggregate_fields, aggregate_strategy, assess_goals
from dashboard.domain.assessed import (
    Aggregate,
    Assessment,
    GoalAssessment,
    GrantAssessment,
    IndicatorAssessment,
    MeasureAssessment,
    MilestoneAssessment,
    MissingValue,
    VersionEntitlement,
)
from dashboard.domain.grant_assessment import assess_grants
from dashboard.domain.indicator_assessment import assess_indicators
from dashboard.domain.lights import Lights, PreviousRating, Thresholds
from dashboard.domain.measure_assessment import MeasureAssessor
from dashboard.domain.milestone_assessment import assess_milestones
from dashboard.domain.state import StrategyState

__all__ = [
    "Aggregate",
    "Assessment",
    "GoalAssessment",
    "GrantAssessment",
    "IndicatorAssessment",
    "Lights",
    "MeasureAssessment",
    "MilestoneAssessment",
    "MissingValue",
    "PreviousRating",
    "VersionEntitlement",
    "assess",
]


def assess(state: StrategyState, previous: Mapping[str, PreviousRating] | None = None) -> Assessment:
    """All figures of a state that `as_of` has cut to its day.

    `previous` are the ratings of the last frozen evaluation by measure code (`MeasureAssessment.rating`); without
    them the lights follow the plain table (D12).
    """
    limits = Thresholds.of(state.thresholds)
    milestones = assess_milestones(state)
    indicators = assess_indicators(state, limits)
    assessor = MeasureAssessor(state, milestones, indicators, limits, previous or {})
    measures = {measure.code: assessor.assess(measure) for measure in state.measures}
    grants = assess_grants(state)
    return Assessment(
        state=state,
        measures=measures,
        indicators=indicators,
        grants=grants,
        fields=aggregate_fields(state, measures, grants),
        goals=assess_goals(state, indicators),
        strategy=aggregate_strategy(state, measures, grants),
        milestones=milestones,
    )
