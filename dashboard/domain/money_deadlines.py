"""Days on which money is lost, costs interest or needs a paper: grants, drawdowns, carried-over funds.

Amounts are cents and None where the day stands for no amount. What lies before t is left out unless money still
hangs on it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from dashboard.domain.assessed import GrantAssessment
from dashboard.domain.budget_year import appropriations_in_force, year_budget
from dashboard.domain.grant_assessment import GRANTED, drawn_amount
from dashboard.domain.model import Drawdown
from dashboard.domain.ratios import ONE, cents
from dashboard.domain.state import StrategyState
from dashboard.domain.structure import Containment
from dashboard.domain.values import Ref


class MoneyDeadline(NamedTuple):
    """`kind` is "interest", "grant_end", "proof", "resolution" or "lapse".

    `amount` is what costs interest, what lapses at the grant period's end at today's pace, or what lapses unless bound.
    `grant` is the grant's code, `object` what the appropriation hangs on.
    """

    day: dt.date
    kind: str
    amount: int | None
    grant: str | None = None
    object: Ref | None = None


def entitlement_at_pace(entitled: int | None, elapsed: Fraction | None, approved: int | None) -> int | None:
    """The entitlement at the end of the grant period if it grows on as evenly as so far, at most what is approved."""
    if entitled is None or approved is None or not elapsed:
        return None
    return min(approved, cents(entitled / elapsed) or 0)


def lapsing_grant(grant: GrantAssessment) -> int | None:
    """What of the approved amount is left at the end of the grant period, at the pace of today."""
    reached = entitlement_at_pace(grant.entitlement, grant.elapsed, grant.approved)
    return None if reached is None or grant.approved is None else grant.approved - reached


def interest_bearing(drawdowns: Iterable[Drawdown], overdrawn: int) -> list[tuple[Drawdown, int]]:
    """What of each drawdown is not used yet: the overdrawn amount lies in the latest requests (D7)."""
    found, left = [], overdrawn
    for drawdown in sorted(drawdowns, key=lambda d: d.requested_on or dt.date.min, reverse=True):
        amount = min(left, drawn_amount(drawdown))
        if amount > 0:
            found.append((drawdown, amount))
            left -= amount
    return found


def _interest(state: StrategyState, grant: GrantAssessment) -> Iterable[MoneyDeadline]:
    code = grant.grant.code
    for drawdown, amount in interest_bearing(state.drawdowns_of.get(code, ()), grant.overdrawn):
        if drawdown.use_by:
            yield MoneyDeadline(drawdown.use_by, "interest", amount, code)


def _of_grant(state: StrategyState, grant: GrantAssessment) -> Iterable[MoneyDeadline]:
    version, code = grant.version, grant.grant.code
    yield from _interest(state, grant)
    if version is None:
        return
    if version.status == "applied" and version.resolution_due and version.resolution_due >= state.as_of:
        yield MoneyDeadline(version.resolution_due, "resolution", None, code)
    if version.status not in GRANTED or version.status == "closed":
        return
    if version.period_to and (grant.elapsed is None or grant.elapsed < ONE or lapsing_grant(grant)):
        yield MoneyDeadline(version.period_to.day, "grant_end", lapsing_grant(grant), code)
    if version.proof_due and version.proof_due >= state.as_of:
        yield MoneyDeadline(version.proof_due, "proof", None, code)


def _posted_under(state: StrategyState, containment: Containment, rows: Container[Ref]) -> Mapping[Ref, set[Ref]]:
    """What has postings by the object with an appropriation that is nearest around it."""
    found: dict[Ref, set[Ref]] = defaultdict(set)
    for ref in state.postings_of:
        home = next((outer for outer in containment.around(ref) if outer in rows), None)
        if home is not None:
            found[home].add(ref)
    return found


def _lapsing(state: StrategyState, holds: Callable[[Ref], bool]) -> Iterable[MoneyDeadline]:
    """Carried-over funds that expire: they count as used first, the rest lapses unless bound."""
    containment = Containment(state)
    for year in sorted({a.year for a in state.appropriations if a.expires_on and a.expires_on >= state.as_of}):
        rows = appropriations_in_force(state, year)
        posted = _posted_under(state, containment, rows)
        for ref, of_object in rows.items():
            days = [row.expires_on for row in of_object if row.expires_on and row.expires_on >= state.as_of]
            if not days or not holds(ref):
                continue
            budget = year_budget(state, year, {ref, *posted.get(ref, ())})
            left = (budget.carried_over or 0) - (budget.spent_and_bound or 0)
            if left > 0:
                yield MoneyDeadline(min(days), "lapse", left, None, ref)


def money_deadlines(
    state: StrategyState, grants: Iterable[GrantAssessment], holds: Callable[[Ref], bool] = lambda _ref: True
) -> list[MoneyDeadline]:
    """Those of these grants, and of the appropriations of what `holds`: the next one first."""
    found = [deadline for grant in grants for deadline in _of_grant(state, grant)]
    return sorted([*found, *_lapsing(state, holds)], key=lambda deadline: (deadline.day, deadline.kind, deadline.grant or ""))
