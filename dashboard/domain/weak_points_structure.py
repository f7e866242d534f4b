"""Weak points of care and order: nobody in charge, no resolution, gaps in what has to be stated (D14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from dashboard.domain.assessed import Assessment, MeasureAssessment
from dashboard.domain.model import Assignment
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref
from dashboard.domain.weak_point import NO_FIGURES, Hit
from dashboard.domain.weak_points_schedule import active_since

VACANT_DAYS, LONG_VACANT_DAYS = 30, 90
HALF_DONE = Fraction(1, 2)
_IT_PARTS = ("it_interfaces", "it_standard", "it_licence")


def _sponsors(state: StrategyState, ref: Ref) -> list[Assignment]:
    """All who are or were sponsors of the object; a deputy is none (X39)."""
    return [a for a in state.assignments_of.get(ref, ()) if a.role == "sponsor" and a.deputy_of is None]


def sp09_no_sponsor(measure: MeasureAssessment, everything: Assessment) -> Iterator[Hit]:
    """No active sponsor > 30 / > 90 days: medium / high; or sponsor = approver: medium."""
    state, ref = everything.state, Ref("measure", measure.measure.code)
    sponsors = _sponsors(state, ref)
    active = [sponsor for sponsor in sponsors if sponsor.ends is None or sponsor.ends >= state.as_of]
    if active:
        yield from _approving_sponsor(state, ref, {sponsor.title for sponsor in active})
        return
    days_known = [day for day in (active_since(state, measure), *(sponsor.ends for sponsor in sponsors)) if day]
    vacant_since: dt.date | None = max(days_known, default=None)
    days = (state.as_of - vacant_since).days if vacant_since else 0
    if days > VACANT_DAYS:
        yield Hit("high" if days > LONG_VACANT_DAYS else "medium", {"days": days}, vacant_since)


def _approving_sponsor(state: StrategyState, ref: Ref, titles: set[str]) -> Iterator[Hit]:
    for indicator in state.indicators_of.get(ref, ()):
        if any(value.approved_by in titles for value in state.values_of.get(indicator.code, ())):
            yield Hit("medium", {"indicator": indicator.title})


def sp14_no_resolution(measure: MeasureAssessment, everything: Assessment) -> Iterator[Hit]:
    """in_umsetzung without resolution: high."""
    state, code = everything.state, measure.measure.code
    decided = any(status.resolution for status in state.statuses_of.get(code, ()))
    linked = state.links_from.get((Ref("measure", code), "decided_by"))
    if measure.status == "running" and not decided and not linked:
        yield Hit("high", NO_FIGURES, measure.status_since)


def sp16_goals_and_fields_without_measure(everything: Assessment) -> Iterator[tuple[Ref, Hit]]:
    """Goal or field without active measure: medium. A goal lives by the measures of the goals below it, too."""
    state = everything.state
    alive = {ref.code for (ref, relation) in state.links_from if relation == "contributes_to"}
    alive &= {code for code, found in everything.measures.items() if found.active}
    reached = {
        link.object.code for link in state.links if link.relation == "contributes_to" and link.subject.code in alive
    }
    parents = {goal.code: goal.parent for goal in state.goals}
    for code in tuple(reached):
        above = parents.get(code)
        while above and above not in reached:
            reached.add(above)
            above = parents.get(above)
    for goal in state.goals:
        if goal.kind == "goal" and goal.code not in reached:
            yield Ref("goal", goal.code), Hit("medium", {"title": goal.title})
    for field in state.fields:
        if field.kind == "field" and not everything.fields[field.code].active:
            yield Ref("field", field.code), Hit("medium", {"title": field.title})


def sp18_island(measure: MeasureAssessment, _all: Assessment) -> Iterator[Hit]:
    """IT component without interface, standard or licence (island risk): medium."""
    missing = tuple(part for part in _IT_PARTS if not getattr(measure.measure, part))
    if measure.measure.it_component and missing:
        yield Hit("medium", {"missing": missing})


def sp19_climate(measure: MeasureAssessment, _all: Assessment) -> Iterator[Hit]:
    """Climate negative without alternatives: medium; unchecked, as every live page is as if frozen now: low."""
    climate = measure.measure.climate
    if climate == "negative" and not measure.measure.climate_alternatives:
        yield Hit("medium", {"climate": "negative"})
    elif climate in (None, "unchecked"):
        yield Hit("low", {"climate": "unchecked"})


def sp23_no_participation(measure: MeasureAssessment, _all: Assessment) -> Iterator[Hit]:
    """Participation planned but none documented at 50 % progress: low."""
    planned = measure.measure.participation not in (None, "none", "unchecked")
    half_done = measure.progress is not None and measure.progress >= HALF_DONE
    if planned and half_done and not measure.measure.participation_documented:
        yield Hit("low", {"progress": measure.progress})
