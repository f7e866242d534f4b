"""The results chain of each goal: measures, what they deliver, what that brings about, the goal, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.domain.assessment import Assessment, GoalAssessment, IndicatorAssessment, MeasureAssessment
from dashboard.domain.values import Ref
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.monitoring import rows as why
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.catalog import ngettext

_DELIVERED = frozenset({"input", "output"})
GAPS = {
    "no_measure": _l("No measure contributes to it."),
    "no_output": _l("No control indicator says what is delivered."),
    "no_outcome": _l("No control indicator says what it brings about."),
    "no_target": _l("Without a target: {codes}."),
    "no_value": _l("Without a value: {codes}."),
}


class Gap(NamedTuple):
    """What is missing in a chain; `codes` are the indicators concerned."""

    name: str
    codes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return str(GAPS[self.name].format(codes=", ".join(self.codes)))


@dataclass(frozen=True, slots=True)
class Chain:
    """A goal with what leads to it, as of the key date. An indicator hangs on one of the measures or on the goal."""

    found: GoalAssessment
    measures: tuple[MeasureAssessment, ...]
    outputs: tuple[IndicatorAssessment, ...]
    outcomes: tuple[IndicatorAssessment, ...]

    @property
    def gaps(self) -> list[Gap]:
        """What is missing, in the order of the chain."""
        indicators = (*self.outputs, *self.outcomes)
        named = (
            ("no_measure", not self.measures),
            ("no_output", not self.outputs),
            ("no_outcome", not self.outcomes),
        )
        gaps = [Gap(name) for name, is_missing in named if is_missing]
        without_target = tuple(i.indicator.code for i in indicators if i.target is None)
        without_value = tuple(i.indicator.code for i in indicators if i.value is None)
        gaps += [Gap("no_target", without_target)] if without_target else []
        return gaps + ([Gap("no_value", without_value)] if without_value else [])


def _of_goal(assessment: Assessment, goal: GoalAssessment) -> Chain:
    state = assessment.state
    links = state.links_to.get((Ref("goal", goal.goal.code), "contributes_to"), ())
    codes = {link.subject.code for link in links if link.subject.kind == "measure"}
    refs = {Ref("measure", code) for code in codes}
    controls = [
        found
        for code, found in assessment.indicators.items()
        if found.indicator.role == "control" and (code in goal.indicators or found.indicator.object in refs)
    ]
    return Chain(
        goal,
        tuple(found for code, found in assessment.measures.items() if code in codes),
        tuple(found for found in controls if found.indicator.level in _DELIVERED),
        tuple(found for found in controls if found.indicator.level not in _DELIVERED),
    )


def chains(assessment: Assessment) -> list[Chain]:
    """One a goal, in the strategy's order; values and principles only where an indicator measures them."""
    goals = (goal for goal in assessment.goals.values() if goal.goal.kind == "goal" or goal.indicators)
    return [_of_goal(assessment, goal) for goal in goals]


def heading(found: Sequence[Chain]) -> str:
    """How many goals have a whole chain."""
    if not found:
        return _("No goal is stated.")
    whole = sum(not chain.gaps for chain in found)
    if whole == len(found):
        return _("Every goal has a whole chain from its measures to its effect.")
    return ngettext(
        "{whole} of {n} goal has a whole chain from measures to effect.",
        "{whole} of {n} goals have a whole chain from measures to effect.",
        len(found),
        whole=whole,
    )


def _codes(found: Iterable[IndicatorAssessment]) -> str | None:
    return ", ".join(f"{i.indicator.code} {i.indicator.title}" for i in found) or None


def table(assessment: Assessment, found: Sequence[Chain]) -> Table:
    """One row a goal."""
    columns = (
        Column("code", _l("Code"), "code"),
        Column("goal", _l("Goal")),
        Column("measures", _l("Measures")),
        Column("outputs", _l("Outputs")),
        Column("outcomes", _l("Outcomes and impact")),
        Column("effect", _l("Effect"), "share"),
        Column("coverage", _l("Coverage"), "share"),
        Column("missing", _l("What is missing"), optional=True),
    )
    rows = [
        (
            chain.found.goal.code,
            chain.found.goal.title,
            ", ".join(f"{m.measure.code} {m.measure.title}" for m in chain.measures) or None,
            _codes(chain.outputs),
            _codes(chain.outcomes),
            chain.found.effect,
            chain.found.coverage,
            " ".join(gap.words for gap in chain.gaps) or None,
        )
        for chain in found
    ]

    def explained(place: int) -> Sequence[why.Explained]:
        goal = found[place].found
        of_goal = [assessment.indicators[code].indicator for code in goal.indicators]
        return why.goal(goal, of_goal, lambda code: why.fresh_attainment(assessment.indicators[code]))

    return Table("wirkungsketten", _l("Results chains of the goals"), columns, rows, why=explained)
