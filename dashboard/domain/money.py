"""A strategy's money by object: what was paid and ordered (AC, commitments), what the plan in force allows (BAC)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dashboard.domain.columns import Columns
from dashboard.domain.model import PlanLine, PlanVersion
from dashboard.domain.state import PostingSum, StrategyState
from dashboard.domain.values import Ref

#: Cash budget before accrual budget before lines that do not say: one of them, never added (D5, X16).
BUDGET_KINDS = ("finanz", "ergebnis", "not_stated")


class Balance(NamedTuple):
    """Cents paid, cents ordered and still open (never below 0, X15), cents received from third parties."""

    actual: int = 0
    commitments: int = 0
    third_received: int = 0


def balance(postings: Iterable[PostingSum]) -> Balance:
    """Payments, open commitments and third-party income of one object's postings."""
    sums: dict[str, int] = defaultdict(int)
    for _, _, kind, _, _, _, amount in postings:
        sums[kind] += amount
    return _balance(sums)


def _balance(sums: Mapping[str, int]) -> Balance:
    return Balance(sums["actual"], max(0, sums["commitment"] - sums["commitment_release"]), sums["third_party_income"])


def balances(state: StrategyState) -> Mapping[Ref, Balance]:
    """The balance of every object that has postings up to t."""
    sums: dict[Ref, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for ref, kind, amount in Columns.of(state.postings).values("object", "kind", "cents"):
        sums[ref][kind] += amount
    return {ref: _balance(by_kind) for ref, by_kind in sums.items()}


def books_are_kept(state: StrategyState) -> bool:
    """Whether any payment or order is known up to t; if none is, money spent is not stated, not 0 (I4)."""
    return bool(state.postings)


def version_in_force(versions: Iterable[PlanVersion]) -> PlanVersion | None:
    """The plan version with the latest valid_from."""
    found = None
    for version in versions:
        if found is None or version.valid_from >= found.valid_from:
            found = version
    return found


def approved_plan(state: StrategyState) -> PlanVersion | None:
    """The plan version in force that has a resolution: the one money is measured against (D5)."""
    return version_in_force(version for version in state.plan_versions if version.resolution)


def preferred_kind(kinds: Iterable[str]) -> str | None:
    """The one budget kind to use where several are there."""
    present = set(kinds)
    return next((kind for kind in BUDGET_KINDS if kind in present), None)


def planned_cost(lines: Iterable[PlanLine]) -> int | None:
    """BAC of D5: the cost of all years in one budget kind, cents; None without a cost line."""
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        if line.side == "cost":
            sums[line.budget_kind] += line.amount.cents
    return _preferred(sums)


def _preferred(sums: Mapping[str, int]) -> int | None:
    kind = preferred_kind(sums)
    return None if kind is None else sums[kind]


def planned_costs(state: StrategyState) -> Mapping[Ref, int]:
    """BAC by object, of the approved plan in force; objects without a cost line are left out."""
    version = approved_plan(state)
    if version is None:
        return {}
    lines = Columns.of(state.plan_lines).where("plan_version", version.code.__eq__).where("side", "cost".__eq__)
    sums: dict[Ref, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for ref, kind, amount in lines.values("object", "budget_kind", "amount"):
        sums[ref][kind] += amount.cents
    costs = {ref: _preferred(by_kind) for ref, by_kind in sums.items()}
    return {ref: cost for ref, cost in costs.items() if cost is not None}
