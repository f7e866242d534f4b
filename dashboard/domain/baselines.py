"""Which baseline counts: that of the plan version in force, with the first one beside it (I8)."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.model import Baseline
from dashboard.domain.money import version_in_force
from dashboard.domain.state import StrategyState


def baselines_in_force(state: StrategyState) -> Mapping[str, Baseline]:
    """Baseline by milestone of the plan version in force; a version is a whole plan, what it leaves out is undated."""
    version = version_in_force(state.plan_versions)
    if version is None:
        return {}
    return state.baselines_of_version.get(version.code, {})


def first_baselines(state: StrategyState) -> Mapping[str, Baseline]:
    """The first baseline each milestone ever had."""
    return {milestone: baselines[0] for milestone, baselines in state.baselines_of.items()}
