"""Weak points of money: dearer than planned, grants not used or over-drawn, own share without budget (D14)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dashboard.domain.assessed import Assessment, GrantAssessment, MeasureAssessment
from dashboard.domain.budget_year import adjusted, appropriations_in_force, fiscal_year
from dashboard.domain.contradiction import Contradiction
from dashboard.domain.contradictions import denied_effects
from dashboard.domain.contradictions_money import parts_and_totals
from dashboard.domain.funding import is_own_share
from dashboard.domain.grant_assessment import GRANTED
from dashboard.domain.money import approved_plan, preferred_kind
from dashboard.domain.ratios import ratio
from dashboard.domain.state import StrategyState
from dashboard.domain.structure import strategy_ref
from dashboard.domain.values import Ref
from dashboard.domain.weak_point import Hit

DEARER, MUCH_DEARER = Fraction(5, 100), Fraction(10, 100)
HALF_TIME, LATE_TIME = Fraction(1, 2), Fraction(3, 4)
ENDING_DAYS, MUCH_LEFT = 180, Fraction(10, 100)


def sp04_dearer(measure: MeasureAssessment, _all: Assessment) -> Iterator[Hit]:
    """u > 5 % / > 10 %: medium / high."""
    overrun = measure.overrun
    if overrun is not None and overrun > DEARER:
        values: dict[str, object] = {"overrun": overrun, "forecast": measure.cost_forecast, "plan": measure.bac}
        if measure.cost_report and measure.earned.follows_report:
            values["reported"] = measure.cost_report.report_date
        yield Hit("high" if overrun > MUCH_DEARER else "medium", values)


def sp05_unused(grant: GrantAssessment, _all: Assessment) -> Iterator[Hit]:
    """Grant period ≥ 50 % elapsed and eligible actual/eligible total < half of that share: medium; ≥ 75 %: high."""
    version, elapsed = grant.version, grant.elapsed
    if version is None or version.status not in GRANTED or elapsed is None or version.eligible_cost is None:
        return
    used = ratio(grant.eligible_actual, version.eligible_cost.cents)
    if elapsed >= HALF_TIME and used is not None and used < elapsed / 2:
        yield Hit("high" if elapsed >= LATE_TIME else "medium", {"elapsed": elapsed, "used": used})


def sp06_lapsing(grant: GrantAssessment, everything: Assessment) -> Iterator[Hit]:
    """Grant period ends in ≤ 180 days and (approved − entitlement)/approved > 10 %: high."""
    version = grant.version
    if version is None or version.status not in GRANTED or not version.period_to or grant.entitlement is None:
        return
    days = (version.period_to.day - everything.state.as_of).days
    left = ratio((grant.approved or 0) - grant.entitlement, grant.approved)
    if 0 <= days <= ENDING_DAYS and left is not None and left > MUCH_LEFT:
        amount = (grant.approved or 0) - grant.entitlement
        yield Hit("high", {"days": days, "ends": version.period_to, "left": left, "amount": amount})


def sp07_overdrawn(grant: GrantAssessment, _all: Assessment) -> Iterator[Hit]:
    """drawn > entitlement: high."""
    if grant.entitlement is not None and grant.drawn > grant.entitlement:
        values = {"drawn": grant.drawn, "entitlement": grant.entitlement, "amount": grant.drawn - grant.entitlement}
        yield Hit("high", values)


def sp08_uncovered(everything: Assessment) -> Iterator[tuple[Ref, Hit]]:
    """Own cash need of the year (its plan lines from own, less its in-kind) > adjusted appropriation for it: high.

    Without an appropriation that is stated there is nothing to compare with (X19).
    """
    state = everything.state
    year = fiscal_year(state.as_of, state.strategy.fiscal_year_start)
    for ref, rows in appropriations_in_force(state, year).items():
        measure = everything.measures.get(ref.code) if ref.kind == "measure" else None
        need = _own_need(state, ref, year) if measure and measure.active else None
        amounts = [amount for row in rows if (amount := adjusted(row)) is not None]
        if need is not None and len(amounts) == len(rows) and need > sum(amounts):
            values = {"year": year, "need": need, "budget": sum(amounts), "amount": need - sum(amounts)}
            yield ref, Hit("high", values)


def _own_need(state: StrategyState, ref: Ref, year: int) -> int | None:
    """Cents of own money that the approved plan asks for in the year, less recognised in-kind not funded itself."""
    plan = approved_plan(state)
    lines = [
        line
        for line in state.plan_lines_of.get(ref, ())
        if plan and line.plan_version == plan.code and (line.side, line.kind, line.year) == ("funding", "own", year)
    ]
    if not lines:
        return None
    kind = preferred_kind(line.budget_kind for line in lines)
    own = sum(line.amount.cents for line in lines if line.budget_kind == kind)
    given = (row for row in state.in_kinds_of.get(ref, ()) if row.year == year and is_own_share(row))
    return own - sum(row.amount.cents for row in given)


def sp24_contradictory_plan(everything: Assessment) -> Iterator[tuple[Ref, Hit]]:
    """Finance plan sources ≠ costs, or plan total ≠ Vorlage total (> 5 ct), or effects denied beside amounts: medium.

    What does not hang on a measure is a weak point of the strategy.
    """
    state = everything.state
    for found in (*parts_and_totals(state), *denied_effects(state)):
        if not found.note:
            yield _home(state, found), Hit("medium", {"kind": found.rule} | dict(found.values))


def _home(state: StrategyState, found: Contradiction) -> Ref:
    return found.object if found.object and found.object.kind == "measure" else strategy_ref(state)
