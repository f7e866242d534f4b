"""Every milestone of a state on t."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.assessed import MilestoneAssessment
from dashboard.domain.baselines import baselines_in_force, first_baselines
from dashboard.domain.columns import Columns
from dashboard.domain.measure_status import Pause, paused_days, pauses
from dashboard.domain.model import Baseline, Forecast, Milestone
from dashboard.domain.schedule import deviation, expected_day, overdue
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref


def milestone_state(milestone: Milestone) -> str:
    """The state that follows from the milestone's days, none of which is later than t."""
    if milestone.dropped_on:
        return "dropped"
    if milestone.actual_date:
        return "reached"
    return "in_progress" if milestone.started_on else "planned"


def _predecessors(state: StrategyState, milestone: Milestone) -> tuple[str, ...]:
    links = state.links_from.get((Ref("milestone", milestone.code), "follows"), ())
    return tuple(link.object.code for link in links if link.object.kind == "milestone")


def _assess(
    state: StrategyState,
    milestone: Milestone,
    stated: Baseline | None,
    first: Baseline | None,
    forecast: Forecast | None,
    rests: tuple[Pause, ...],
) -> MilestoneAssessment:
    situation = milestone_state(milestone)
    baseline = stated.date.day if stated else None
    actual = milestone.actual_date.day if situation == "reached" and milestone.actual_date else None
    expected = delta = late = None
    if situation != "dropped":
        days = (baseline, actual, forecast.date.day if forecast else None, state.as_of)
        expected, delta = expected_day(*days), deviation(*days)
        if actual is None and baseline is not None:
            late = overdue(baseline, state.as_of, paused_days(rests, baseline) if rests else 0)
    return MilestoneAssessment(
        milestone,
        stated.date if stated else None,
        first.date if first else None,
        forecast,
        situation,
        expected,
        delta,
        late,
        _predecessors(state, milestone),
    )


def _rests(state: StrategyState) -> Mapping[Ref, tuple[Pause, ...]]:
    """The pauses of the measures that had any."""
    found = {Ref("measure", code): pauses(changes, state.as_of) for code, changes in state.statuses_of.items()}
    return {ref: times for ref, times in found.items() if times}


def assess_milestones(state: StrategyState) -> Mapping[str, MilestoneAssessment]:
    """All milestones by code, also those of strategy, goals and fields."""
    in_force, first, rests = baselines_in_force(state), first_baselines(state), _rests(state)
    latest = Columns.of(state.forecasts).ordered("report_date").last_of_each("milestone")
    forecasts = {forecast.milestone: forecast for forecast in latest}

    def assess(milestone: Milestone) -> MilestoneAssessment:
        code = milestone.code
        stated = in_force.get(code), first.get(code), forecasts.get(code)
        return _assess(state, milestone, *stated, rests.get(milestone.object, ()))

    return {milestone.code: assess(milestone) for milestone in state.milestones}
