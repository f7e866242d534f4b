"""Amounts that do not fit each other: parts and total (K1), amount and quota (K4), thousands taken for euro (K5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from dashboard.domain.contradiction import Contradiction, RowRef
from dashboard.domain.grant_assessment import REFUSED, covered_objects
from dashboard.domain.model import GrantVersion, PlanLine, Statement
from dashboard.domain.money import preferred_kind, version_in_force
from dashboard.domain.ratios import cents
from dashboard.domain.state import StrategyState, grouped
from dashboard.domain.stated_sums import SLIP_FACTOR, Sum, is_unit_slip, verdict
from dashboard.domain.structure import Containment
from dashboard.domain.values import Ref, StatedMoney, half_up


def grants_in_force(state: StrategyState) -> list[GrantVersion]:
    """The version in force of each grant; one that came to nothing contradicts nothing (X21)."""
    latest = (versions[-1] for versions in state.grant_versions_of.values())
    return [version for version in latest if version.status not in REFUSED]


def grant_row(version: GrantVersion) -> RowRef:
    return "grant_version", (version.grant, version.valid_from.isoformat())


def line_rows(lines: Iterable[PlanLine]) -> tuple[RowRef, ...]:
    return tuple(("plan_line", (line.code,)) for line in lines)


def compared(
    rule: str, ref: Ref | None, rows: tuple[RowRef, ...], what: str, stated: Sum, expected: Sum
) -> Iterator[Contradiction]:
    """The finding that two amounts give: none, a note, one of `rule`, or a slip of the unit (K5, X11)."""
    found = verdict(stated, expected)
    if found == "equal":
        return
    values = {"what": what, "stated": cents(stated.cents), "expected": cents(expected.cents)}
    if found == "slip":
        yield Contradiction("K5", ref, rows, values | {"factor": SLIP_FACTOR}, SLIP_FACTOR)
    else:
        difference = cents(stated.cents - expected.cents)
        yield Contradiction(rule, ref, rows, values, difference, note=found == "rounding")


def parts_and_totals(state: StrategyState) -> Iterator[Contradiction]:
    """K1: costs against sources of the plan in force; the plan against a grant's total; a grant's parts against it."""
    plan = version_in_force(state.plan_versions)
    lines = [line for line in state.plan_lines if plan and line.plan_version == plan.code]
    for ref, own in grouped(lines, lambda line: line.object).items():
        yield from _costs_and_sources(ref, own)
    for version in grants_in_force(state):
        yield from _plan_and_grant(state, version, lines)
        yield from _parts_of_grant(version)


def _amounts(lines: Iterable[PlanLine]) -> Sum:
    return Sum.of(line.amount for line in lines)


def _costs_and_sources(ref: Ref, lines: Sequence[PlanLine]) -> Iterator[Contradiction]:
    """Accrual and cash budgets are compared each by itself and never added (X16)."""
    sides = {
        side: grouped((x for x in lines if x.side == side), lambda x: x.budget_kind) for side in ("cost", "funding")
    }
    shared = [kind for kind in sides["cost"] if kind in sides["funding"]]
    pairs: list[tuple[str | None, str | None]] = [(kind, kind) for kind in shared] or [
        (preferred_kind(sides["cost"]), preferred_kind(sides["funding"]))
    ]
    for cost_kind, source_kind in pairs:
        if cost_kind and source_kind:
            costs, sources = sides["cost"][cost_kind], sides["funding"][source_kind]
            rows = line_rows((*costs, *sources))
            yield from compared("K1", ref, rows, "costs_and_sources", _amounts(sources), _amounts(costs))


def _plan_and_grant(state: StrategyState, version: GrantVersion, lines: Sequence[PlanLine]) -> Iterator[Contradiction]:
    """The plan's cost of all that a grant covers, if no other grant covers some of it, against the stated total."""
    if version.total_cost is None:
        return
    covered = set(covered_objects(state, version.grant))
    rest = [other.grant for other in grants_in_force(state) if other.grant != version.grant]
    others = {ref for grant in rest for ref in covered_objects(state, grant)}
    inside = Containment(state)
    costs = [x for x in lines if x.side == "cost" and covered.intersection(inside.around(x.object))]
    if not costs or any(others.intersection(inside.around(x.object)) for x in costs):
        return
    kind = preferred_kind(x.budget_kind for x in costs)
    chosen = [x for x in costs if x.budget_kind == kind]
    rows = (*line_rows(chosen), grant_row(version))
    ref = Ref("grant", version.grant)
    yield from compared("K1", ref, rows, "plan_and_grant", _amounts(chosen), Sum.of([version.total_cost]))


def _parts_of_grant(version: GrantVersion) -> Iterator[Contradiction]:
    if not (version.total_cost and version.amount and version.own_share):
        return
    parts = [part for part in (version.amount, version.own_share, version.third_party) if part]
    ref = Ref("grant", version.grant)
    yield from compared("K1", ref, (grant_row(version),), "grant_parts", Sum.of(parts), Sum.of([version.total_cost]))


def amounts_and_quotas(state: StrategyState) -> Iterator[Contradiction]:
    """K4: the stated amount or own share against the stated quota (D1)."""
    for version in grants_in_force(state):
        if version.quota is not None:
            yield from _quota(version, version.quota)


def _quota(version: GrantVersion, quota: Decimal) -> Iterator[Contradiction]:
    ref, rows = Ref("grant", version.grant), (grant_row(version),)
    cost = version.eligible_cost or version.total_cost
    if cost and version.amount:
        expected = _rounded(Sum.of([cost]).times(quota))
        yield from compared("K4", ref, rows, "amount_and_quota", Sum.of([version.amount]), expected)
    elif cost and version.own_share:
        yield from compared(
            "K4", ref, rows, "own_and_quota", Sum.of([version.own_share]), _own_share(version, cost, quota)
        )
    elif version.amount and version.own_share and not version.third_party and quota:
        # Without a stated cost none is derived: the two stated parts must only stand in the ratio of the quota.
        expected = _rounded(Sum.of([version.amount]).times((1 - Fraction(quota)) / Fraction(quota)))
        yield from compared("K4", ref, rows, "own_and_amount", Sum.of([version.own_share]), expected)


def _rounded(amount: Sum) -> Sum:
    return Sum(Fraction(half_up(amount.cents)), amount.slack)


def _own_share(version: GrantVersion, cost: StatedMoney, quota: Decimal) -> Sum:
    """own = total − grant − third (D1)."""
    total = Sum.of([version.total_cost or cost])
    grant = _rounded(Sum.of([cost]).times(quota))
    third = Sum.of([version.third_party] if version.third_party else [])
    return Sum(total.cents - grant.cents - third.cents, Sum.of([cost]).times(1 - quota).slack + third.slack)


def unit_slips(state: StrategyState) -> Iterator[Contradiction]:
    """K5: two amounts of one fact that differ by a factor of about 1,000 (X11); slips in plans: see `compared`."""
    for fact, statements in grouped((s for s in state.statements if s.fact), lambda s: s.fact).items():
        slipped = slipped_statements(statements)
        if slipped:
            small, large = min(slipped, key=_value), max(slipped, key=_value)
            yield Contradiction(
                "K5", large.object, tuple(("statement", (s.code,)) for s in (small, large)),
                {"what": fact, "stated": cents(_value(small) * 100), "expected": cents(_value(large) * 100),
                 "factor": SLIP_FACTOR},
                SLIP_FACTOR,
            )  # fmt: skip


def slipped_statements(statements: Sequence[Statement]) -> list[Statement]:
    """The amounts in euro that have a partner about 1,000 times as large or small."""
    amounts = [s for s in statements if s.value and s.unit == "EUR"]
    return [s for s in amounts if any(is_unit_slip(_value(s), _value(other)) for other in amounts)]


def _value(statement: Statement) -> Fraction:
    return Fraction(statement.value.value) if statement.value else Fraction(0)
