"""Grants and own share: how cost is split (D1), what may be drawn and what the town bears itself (D7).

All amounts are integer cents, quotas are decimals from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from dashboard.domain.model import InKind
from dashboard.domain.values import half_up

#: A stated own share this close to the computed one (cents) is a rounding difference, not an error (X13).
ROUNDING_TOLERANCE = 5


class Split(NamedTuple):
    """Total cost and who pays it; the three parts add up to the total."""

    total: int
    grants: tuple[int, ...]
    third: int
    own: int

    @property
    def grant(self) -> int:
        return sum(self.grants)


class GrantAccount(NamedTuple):
    """One grant's money in cents as D7 names it; None where a part is not stated."""

    entitlement: int | None
    drawable: int | None
    own_used: int | None
    pre_financing: int | None
    overdrawn: int


def quota_share(eligible: int, quota: Decimal) -> int:
    """round(eligible × q) of D1 in cents."""
    return int(half_up(Decimal(eligible) * quota))


def split(total: int, parts: Iterable[tuple[int, Decimal]], third: int = 0) -> Split:
    """D1: each grant = round(eligible × q), rounded by itself; own = total − grants − third, so that parts add up.

    `parts` are (eligible cents, quota), one a grant.
    """
    grants = tuple(quota_share(eligible, quota) for eligible, quota in parts)
    return Split(total, grants, third, total - sum(grants) - third)


def is_rounding_difference(stated: int, computed: int) -> bool:
    """Whether two amounts that should be equal differ by no more than rounding (0 < difference ≤ 5 ct, D1)."""
    return 0 < abs(stated - computed) <= ROUNDING_TOLERANCE


def entitlement(eligible_actual: int, quota: Decimal | None, approved: int | None) -> int | None:
    """D7: min(round(eligible actual × q), approved). None before an approval (I7) or without a quota."""
    if quota is None or approved is None:
        return None
    return min(quota_share(eligible_actual, quota), approved)


def own_need(total: int | None, approved: int | None, third: int | None) -> int | None:
    """D7: total − approved − third; third-party funds that nobody stated are none, as in D1."""
    if total is None or approved is None:
        return None
    return total - approved - (third or 0)


def own_cash_need(need: int | None, in_kind: int) -> int | None:
    """D7: own need less the recognised in-kind contributions that are not funded themselves."""
    return None if need is None else need - in_kind


def is_own_share(contribution: InKind) -> bool:
    """Whether work counts as own share: recognised, and not funded itself, for then it is eligible cost alone (X23).

    Where a grant accepts the same work as both, the town states it as recognised and not as funded.
    """
    return contribution.recognised and not contribution.funded


def account(
    *, actual: int | None, entitled: int | None, drawn: int, received: int, third_received: int
) -> GrantAccount:
    """D7: what may still be drawn, what is paid in advance and what the town has borne, from cents.

    `actual` is None where no payment is known at all, `entitled` where nothing is approved; both propagate.
    """
    if entitled is None:
        drawable = own_used = None
        overdrawn = 0
    else:
        drawable = entitled - drawn
        own_used = None if actual is None else actual - entitled - third_received
        overdrawn = max(0, drawn - entitled)
    ahead = None if actual is None else actual - received - third_received
    return GrantAccount(entitled, drawable, own_used, ahead, overdrawn)
