"""Every measure of a state on t, put together from its milestones, its money and its indicators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from dashboard.domain import model
from dashboard.domain.assessed import IndicatorAssessment, MeasureAssessment, MilestoneAssessment
from dashboard.domain.data_quality import completeness, completeness_adjusted
from dashboard.domain.earned_value import MANUAL_FORECAST_DAYS, EarnedValue
from dashboard.domain.lights import Lights, PreviousRating, Reading, Thresholds, light_of_status, plain_lights, rate
from dashboard.domain.measure_status import ACTIVE, status_since
from dashboard.domain.money import Balance, balances, books_are_kept, planned_costs
from dashboard.domain.progress import Part, dated, planned_progress, progress
from dashboard.domain.ratios import capped, mean
from dashboard.domain.schedule import days_outside, is_due, on_time, weighted_delay
from dashboard.domain.state import StrategyState
from dashboard.domain.structure import field_of_measures
from dashboard.domain.values import Ref, StatedDay


def _day(stated: StatedDay | None) -> dt.date | None:
    return stated.day if stated else None


def _parts(milestones: Sequence[MilestoneAssessment], first: bool = False, by_cost: bool = False) -> list[Part]:
    """Weight, day of the plan and whether reached, of the milestones that are not dropped."""
    return [
        (
            (m.milestone.cost_share or 0) if by_cost else m.milestone.weight,
            _day(m.first_baseline if first else m.baseline),
            m.state == "reached",
        )
        for m in milestones
        if m.state != "dropped"
    ]


def _has_cost_shares(milestones: Sequence[MilestoneAssessment]) -> bool:
    shares = [m.milestone.cost_share for m in milestones if m.state != "dropped"]
    return bool(shares) and None not in shares


def _shares(parts: Sequence[Part], key_date: dt.date) -> dict[str, Any]:
    """P, P_dated and PP."""
    with_day = dated(parts)
    done = progress(parts)
    return {
        "progress": done,
        "dated_progress": done if len(with_day) == len(parts) else progress(with_day),
        "planned": planned_progress(with_day, key_date),
    }


def _earned(
    milestones: Sequence[MilestoneAssessment],
    shares: dict[str, Any],
    cost: int | None,
    spent: Balance | None,
    report: model.StatusReport | None,
    key_date: dt.date,
) -> EarnedValue:
    """D5; cost shares stand in for the weights where every milestone has one."""
    if _has_cost_shares(milestones):
        shares = _shares(_parts(milestones, by_cost=True), key_date)
    actual, commitments = (spent.actual, spent.commitments) if spent else (None, None)
    manual = report.cost_forecast.cents if report and report.cost_forecast else None
    return EarnedValue(bac=cost, ac=actual, commitments=commitments, manual_forecast=manual, **shares)


def _cost_report(reports: Sequence[model.StatusReport], key_date: dt.date) -> model.StatusReport | None:
    """The latest report with a cost forecast, while that is no older than `MANUAL_FORECAST_DAYS` (D5)."""
    latest = next((report for report in reversed(reports) if report.cost_forecast), None)
    return latest if latest and (key_date - latest.report_date).days <= MANUAL_FORECAST_DAYS else None


def _slip(milestones: Sequence[MilestoneAssessment]) -> int:
    """D₂: how late the open milestone with the latest baseline is or will be; 0 where none is open."""
    still = [(m.baseline.day, m.deviation or 0) for m in milestones if m.is_open and m.baseline]
    return max(0, max(still)[1]) if still else 0


def _expected_end(milestones: Sequence[MilestoneAssessment], key_date: dt.date) -> dt.date | None:
    """The latest day a milestone was or is to be reached; an undated open one is not reached before t."""
    known = [m.expected for m in milestones if m.expected]
    if not known:
        return None
    undated = any(m.is_open and m.expected is None for m in milestones)
    return max([*known, key_date]) if undated else max(known)


def _schedule(
    milestones: Sequence[MilestoneAssessment], measure: model.Measure, key_date: dt.date, grace: int
) -> dict[str, Any]:
    counted = [m for m in milestones if m.state != "dropped" and m.baseline]
    days = [(_day(m.baseline), m.expected if m.state == "reached" else None) for m in counted]
    reached, due = on_time(days, key_date, grace)
    late = [(m.milestone.weight, m.deviation or 0) for m in counted if is_due(_day(m.baseline), key_date, grace)]
    end = _expected_end(milestones, key_date)
    return {
        "on_time_reached": reached,
        "on_time_due": due,
        "weighted_delay": weighted_delay(late),
        "overdue_days": max((m.overdue or 0 for m in counted), default=None),
        "slip_days": _slip(milestones) if counted else None,
        "duty_missed": any(
            m.is_open and m.milestone.funder_duty and m.baseline and m.baseline.day < key_date for m in counted
        ),
        "corridor": days_outside(end, _day(measure.corridor_from), _day(measure.corridor_to)),
        "expected_end": end,
    }


def _effect(indicators: Sequence[IndicatorAssessment]) -> Fraction | None:
    """Mean of capped ρ, without those that have none or are stale (D12)."""
    return mean(capped(i.path_attainment) for i in indicators if i.path_attainment is not None and i.freshness)


def _lights(
    status: str | None, reading: Reading, limits: Thresholds, previous: PreviousRating | None
) -> tuple[Lights, Lights]:
    """The lights with and without memory."""
    if status in ACTIVE:
        return rate(reading, limits, previous), plain_lights(reading, limits)
    light = light_of_status(status)
    still = Lights(light, light, light, light, light)
    return still, still


def _in_plan_order(milestones: Sequence[MilestoneAssessment]) -> tuple[MilestoneAssessment, ...]:
    def order(m: MilestoneAssessment) -> tuple[dt.date, int]:
        return _day(m.baseline) or m.expected or dt.date.max, m.milestone.position

    return tuple(sorted(milestones, key=order))


def _last_reached(milestones: Sequence[MilestoneAssessment]) -> MilestoneAssessment | None:
    reached = [m for m in milestones if m.state == "reached"]
    return max(reached, key=lambda m: m.expected or dt.date.min, default=None)


class MeasureAssessor:
    """What all measures of a state share, looked up once."""

    def __init__(
        self,
        state: StrategyState,
        milestones: Mapping[str, MilestoneAssessment],
        indicators: Mapping[str, IndicatorAssessment],
        limits: Thresholds,
        previous: Mapping[str, PreviousRating],
    ) -> None:
        self._state, self._limits, self._previous = state, limits, previous
        self._milestones, self._indicators = milestones, indicators
        self._costs, self._balances, self._fields = planned_costs(state), balances(state), field_of_measures(state)
        self._unspent = Balance() if books_are_kept(state) else None

    def assess(self, measure: model.Measure) -> MeasureAssessment:
        state, ref = self._state, Ref("measure", measure.code)
        milestones = _in_plan_order([self._milestones[m.code] for m in state.milestones_of.get(ref, ())])
        changes = state.statuses_of.get(measure.code)
        status = changes[-1].status if changes else None
        schedule = _schedule(milestones, measure, state.as_of, int(self._limits.grace))
        shares = _shares(_parts(milestones), state.as_of)
        report = _cost_report(state.status_reports_of.get(measure.code, ()), state.as_of)
        spent = self._balances.get(ref, self._unspent)
        earned = _earned(milestones, shares, self._costs.get(ref), spent, report, state.as_of)
        effect, data = self._indicator_part(ref)
        reading = Reading(
            schedule["overdue_days"],
            schedule["slip_days"],
            schedule["duty_missed"],
            earned.overrun,
            earned.exceeds_plan,
            effect,
            data["completeness"],
        )
        lights, plain = _lights(status, reading, self._limits, self._previous.get(measure.code))
        return MeasureAssessment(
            measure=measure,
            status=status,
            status_since=status_since(self._state, changes),
            active=status in ACTIVE,
            field=self._fields.get(measure.code),
            milestones=milestones,
            planned_first=self._planned_first(milestones, shares["planned"]),
            earned=earned,
            cost_report=report,
            effect=effect,
            reading=reading,
            lights=lights,
            plain_lights=plain,
            next_milestone=next((m for m in milestones if m.is_open and m.baseline), None),
            last_reached=_last_reached(milestones),
            **shares,
            **schedule,
            **data,
        )

    def _planned_first(self, milestones: Sequence[MilestoneAssessment], planned: Fraction | None) -> Fraction | None:
        if all(m.first_baseline == m.baseline for m in milestones):
            return planned
        return planned_progress(_parts(milestones, first=True), self._state.as_of)

    def _indicator_part(self, ref: Ref) -> tuple[Fraction | None, dict[str, Any]]:
        """Effect and completeness over the control indicators that hang on the measure (I5)."""
        control = [self._indicators[i.code] for i in self._state.indicators_of.get(ref, ()) if i.role == "control"]
        due, approved, excused = (sum(getattr(i, name) for i in control) for name in ("due", "approved", "excused"))
        return _effect(control), {
            "data_due": due,
            "data_approved": approved,
            "data_excused": excused,
            "completeness": completeness(approved, due),
            "completeness_adjusted": completeness_adjusted(approved, due, excused),
        }
