"""From measures to fields, the strategy and goals (D13): sums first, then ratios, each measure once (I3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from dashboard.domain import earned_value, model
from dashboard.domain.assessed import (
    Aggregate,
    GoalAssessment,
    GrantAssessment,
    IndicatorAssessment,
    MeasureAssessment,
)
from dashboard.domain.grant_assessment import covered_objects
from dashboard.domain.lights import COUNTED_LIGHTS, RATED
from dashboard.domain.measure_status import COUNTED
from dashboard.domain.money import Balance, balances, books_are_kept, planned_costs
from dashboard.domain.ratios import added, capped, cents, mean, ratio, total
from dashboard.domain.state import StrategyState
from dashboard.domain.structure import Containment
from dashboard.domain.values import Ref

#: A third of the rated measures red (or yellow) colours the field; below half rated it is grey; goals need 60 %.
THIRD, HALF, GOAL_COVERAGE = Fraction(1, 3), Fraction(1, 2), Fraction(60, 100)


def field_light(measures: Iterable[tuple[str | None, bool]]) -> str:
    """The light of a field over its active measures, given as (overall light, key measure)."""
    lights = list(measures)
    rated = [(light, key) for light, key in lights if light in RATED]
    share_rated = ratio(len(rated), len(lights))
    if share_rated is None or share_rated < HALF:
        return "grey"
    red = Fraction(sum(light == "red" for light, _ in rated), len(rated))
    yellow = Fraction(sum(light == "yellow" for light, _ in rated), len(rated))
    if red >= THIRD or ("red", True) in rated:
        return "red"
    return "yellow" if red > 0 or yellow >= THIRD else "green"


def goal_effect(shares: Sequence[Fraction | None]) -> tuple[Fraction | None, Fraction | None]:
    """(mean of capped Z, coverage) of a goal's control indicators; no mean below a coverage of 60 %."""
    coverage = ratio(sum(share is not None for share in shares), len(shares))
    if coverage is None or coverage < GOAL_COVERAGE:
        return None, coverage
    return mean(capped(share) for share in shares if share is not None), coverage


class _Own(NamedTuple):
    """Money that hangs on the field or strategy itself: planned cost, and what was paid and ordered."""

    bac: int | None
    balance: Balance | None


def _amounts(
    counted: Sequence[MeasureAssessment], everything: Sequence[MeasureAssessment], own: _Own
) -> dict[str, Any]:
    evs = [m.earned.ev for m in counted if m.earned.ev is not None]
    pvs = [m.earned.pv for m in counted if m.earned.pv is not None]
    own_actual = own.balance.actual if own.balance else None
    own_commitments = own.balance.commitments if own.balance else None
    spent = total([*(m.ac for m in everything), own_actual])
    open_orders = total([*(m.commitments for m in everything), own_commitments])
    return {
        "bac": total([*(m.bac for m in counted), own.bac]),
        "ev": cents(added(evs)) if evs else None,
        "pv": cents(added(pvs)) if pvs else None,
        "ac": total([*(m.ac for m in counted), own_actual]),
        "commitments": total([*(m.commitments for m in counted), own_commitments]),
        "spent": spent,
        "bound": None if spent is None or open_orders is None else spent + open_orders,
    }


def _ratios(counted: Sequence[MeasureAssessment]) -> dict[str, Any]:
    earned = [m.earned for m in counted]
    return {
        "progress": mean(m.progress for m in counted),
        "progress_weighted": earned_value.progress_by_budget(earned),
        "planned": mean(m.planned for m in counted),
        "planned_weighted": earned_value.planned_by_budget(earned),
        "spi": earned_value.spi_of(earned),
        "cpi": earned_value.cpi_of(earned),
        "overrun": earned_value.overrun_of(earned),
    }


def aggregate(code: str, measures: Sequence[MeasureAssessment], own: _Own, drawn: int | None) -> Aggregate:
    """The figures of a field or the strategy from its measures and what hangs on it directly."""
    counted = [m for m in measures if m.status in COUNTED]
    active = [m for m in measures if m.active]
    shown = Counter(m.lights.overall for m in measures)
    return Aggregate(
        code=code,
        measures=tuple(m.measure.code for m in measures),
        counted=len(counted),
        active=len(active),
        rated=sum(m.lights.overall in RATED for m in active),
        progress_rated=sum(m.progress is not None for m in counted),
        planned_rated=sum(m.planned is not None for m in counted),
        drawn=drawn,
        light=field_light((m.lights.overall, m.measure.key_measure) for m in active),
        distribution={light: shown[light] for light in COUNTED_LIGHTS},
        **_ratios(counted),
        **_amounts(counted, measures, own),
    )


class _Directly:
    """Planned cost and balances of what is not a measure, added up by where it lies."""

    def __init__(self, state: StrategyState) -> None:
        self._kept = books_are_kept(state)
        self._containment = Containment(state)
        known = {Ref("measure", code) for code in state.measure_by_code}
        self._costs = {ref: cost for ref, cost in planned_costs(state).items() if ref not in known}
        self._balances = {ref: found for ref, found in balances(state).items() if ref not in known}

    def of(self, field: str | None) -> _Own:
        """Of one field of action and its themes; None for the whole strategy."""

        def inside(ref: Ref) -> bool:
            return field is None or self._containment.field(ref) == field

        found = [balance for ref, balance in self._balances.items() if inside(ref)]
        spent = Balance(sum(b.actual for b in found), sum(b.commitments for b in found)) if self._kept else None
        return _Own(total(cost for ref, cost in self._costs.items() if inside(ref)), spent)


def _drawn_by_field(state: StrategyState, grants: Mapping[str, GrantAssessment]) -> Mapping[str, int]:
    """What was drawn of the grants that cover objects of one field only; no drawdown is divided."""
    containment = Containment(state)
    drawn: Counter[str] = Counter()
    for code, grant in grants.items():
        fields = {containment.field(ref) for ref in covered_objects(state, code)}
        only = next(iter(fields)) if len(fields) == 1 else None
        if only is not None:
            drawn[only] += grant.drawn
    return drawn


def aggregate_fields(
    state: StrategyState, measures: Mapping[str, MeasureAssessment], grants: Mapping[str, GrantAssessment]
) -> Mapping[str, Aggregate]:
    """One aggregate a field of action, in the strategy's order; themes and cross topics have none (I3)."""
    directly, drawn = _Directly(state), _drawn_by_field(state, grants)
    by_field: dict[str | None, list[MeasureAssessment]] = {}
    for measure in measures.values():
        by_field.setdefault(measure.field, []).append(measure)
    return {
        field.code: aggregate(field.code, by_field.get(field.code, []), directly.of(field.code), drawn.get(field.code))
        for field in state.fields
        if field.kind == "field"
    }


def aggregate_strategy(
    state: StrategyState, measures: Mapping[str, MeasureAssessment], grants: Mapping[str, GrantAssessment]
) -> Aggregate:
    """All measures, and all money, whatever it hangs on."""
    drawn = total(grant.drawn for grant in grants.values())
    return aggregate(state.strategy.slug, list(measures.values()), _Directly(state).of(None), drawn)


def _control_indicators(
    state: StrategyState, goal: model.Goal, indicators: Mapping[str, IndicatorAssessment]
) -> list[IndicatorAssessment]:
    """Those that hang on the goal or are linked to it, each once; context never counts (I5)."""
    ref = Ref("goal", goal.code)
    codes = [indicator.code for indicator in state.indicators_of.get(ref, ())]
    linked = (link.subject for link in state.links_to.get((ref, "measures"), ()))
    codes += [subject.code for subject in linked if subject.kind == "indicator"]
    found = (indicators[code] for code in dict.fromkeys(codes) if code in indicators)
    return [indicator for indicator in found if indicator.indicator.role == "control"]


def assess_goals(state: StrategyState, indicators: Mapping[str, IndicatorAssessment]) -> Mapping[str, GoalAssessment]:
    """All goals by code; a stale value counts as none."""
    goals = {}
    for goal in state.goals:
        control = _control_indicators(state, goal, indicators)
        effect, coverage = goal_effect([i.attainment if i.freshness else None for i in control])
        codes = tuple(i.indicator.code for i in control)
        goals[goal.code] = GoalAssessment(goal=goal, indicators=codes, effect=effect, coverage=coverage)
    return goals
