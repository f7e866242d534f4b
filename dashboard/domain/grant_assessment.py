"""Every grant of a state on t (D7), with the payments, third-party income and in-kind work that belong to it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from dashboard.domain import model
from dashboard.domain.assessed import GrantAssessment, VersionEntitlement
from dashboard.domain.budget_year import fiscal_year, time_share
from dashboard.domain.columns import Columns
from dashboard.domain.funding import account, entitlement, is_own_share, own_cash_need, own_need
from dashboard.domain.money import books_are_kept
from dashboard.domain.ratios import ratio, total
from dashboard.domain.state import PostingSum, StrategyState
from dashboard.domain.structure import Containment, strategy_ref
from dashboard.domain.values import Ref

#: Only these count as money (I7); of a revoked grant nothing is left, but its payments stay its own.
GRANTED = frozenset({"approved", "changed", "closed"})
REFUSED = frozenset({"rejected", "revoked"})


def version_in_force(state: StrategyState, code: str) -> model.GrantVersion | None:
    versions = state.grant_versions_of.get(code, ())
    return versions[-1] if versions else None


def approved_amount(version: model.GrantVersion | None) -> int | None:
    """What is approved in cents: the amount of an approved version, 0 once refused, None while only applied for."""
    if version is None or version.status == "applied":
        return None
    if version.status in REFUSED:
        return 0
    return version.amount.cents if version.amount else None


def covered_objects(state: StrategyState, code: str) -> tuple[Ref, ...]:
    """What a grant covers; one that names nothing covers the whole strategy."""
    links = state.links_from.get((Ref("grant", code), "covers"), ())
    return tuple(link.object for link in links) or (strategy_ref(state),)


class _Coverage:
    """Which grant a payment or an in-kind contribution without a named grant belongs to."""

    def __init__(self, state: StrategyState) -> None:
        self._containment = Containment(state)
        self._by_object: dict[Ref, list[str]] = defaultdict(list)
        self._granted = set()
        for grant in state.grants:
            for ref in covered_objects(state, grant.code):
                self._by_object[ref].append(grant.code)
            version = version_in_force(state, grant.code)
            if version and version.status in GRANTED | {"revoked"}:
                self._granted.add(grant.code)

    def only_grant(self, ref: Ref) -> str | None:
        """The one grant that covers the object; None where several do, for then the row has to name it."""
        codes = {code for outer in self._containment.around(ref) for code in self._by_object.get(outer, ())}
        possible = codes & self._granted or codes
        return next(iter(possible)) if len(possible) == 1 else None


class _Sums:
    """Cents that belong to one grant."""

    __slots__ = ("actual", "eligible", "in_kind", "third")

    def __init__(self) -> None:
        self.actual = self.eligible = self.third = self.in_kind = 0


def postings_by_grant(state: StrategyState) -> Mapping[str, Columns[PostingSum]]:
    """The postings that belong to each grant: those that name it, and those of objects that it alone covers."""
    return Columns.of(state.postings).parted(_granted(state, _Coverage(state))) if state.grants else {}


def _granted(state: StrategyState, coverage: _Coverage) -> Iterator[str | None]:
    """By posting the grant it belongs to."""
    postings = Columns.of(state.postings)
    usual = {ref: coverage.only_grant(ref) for ref in postings.different("object")}
    return (named or usual[ref] for ref, named in postings.values("object", "grant"))


def eligible_by_month(state: StrategyState) -> Mapping[str, Mapping[dt.date, int]]:
    """Cents of eligible payments by grant and month."""
    sums: dict[str, dict[dt.date, int]] = defaultdict(lambda: defaultdict(int))
    postings = Columns.of(state.postings).values("month", "kind", "eligible", "cents")
    for granted, (month, kind, eligible, amount) in zip(_granted(state, _Coverage(state)), postings, strict=True):
        if granted is not None and eligible and kind == "actual":
            sums[granted][month] += amount
    return sums


def _sums(state: StrategyState, coverage: _Coverage) -> Mapping[str, _Sums]:
    sums: dict[str, _Sums] = defaultdict(_Sums)
    postings = Columns.of(state.postings).values("kind", "eligible", "cents")
    for granted, (kind, eligible, amount) in zip(_granted(state, coverage), postings, strict=True):
        if granted is None:
            continue
        if kind == "actual":
            sums[granted].actual += amount
            if eligible:
                sums[granted].eligible += amount
        elif kind == "third_party_income":
            sums[granted].third += amount
    this_year = fiscal_year(state.as_of, state.strategy.fiscal_year_start)
    for row in state.in_kinds:
        if is_own_share(row) and row.year <= this_year:
            code = coverage.only_grant(row.object)
            if code is not None:
                sums[code].in_kind += row.amount.cents
    return sums


def drawn_amount(drawdown: model.Drawdown) -> int:
    """What counts of a drawdown: what is left after a cut, nothing of a rejected or only planned one (D7)."""
    if drawdown.status in ("rejected", "planned"):
        return 0
    return drawdown.amount if drawdown.amount_left is None else drawdown.amount_left


def version_entitlement(version: model.GrantVersion, eligible: int) -> int | None:
    """The entitlement of a version on all eligible payments, earlier ones too."""
    approved = approved_amount(version)
    return 0 if version.status in REFUSED else entitlement(eligible, version.quota, approved)


def _history(versions: Sequence[model.GrantVersion], eligible: int | None) -> tuple[VersionEntitlement, ...]:
    history: list[VersionEntitlement] = []
    before: int | None = None
    for version in versions:
        entitled = None if eligible is None else version_entitlement(version, eligible)
        change = None if entitled is None or before is None else entitled - before
        history.append(VersionEntitlement(version, entitled, change))
        before = entitled if entitled is not None else before
    return tuple(history)


def _elapsed(state: StrategyState, version: model.GrantVersion | None) -> Fraction | None:
    if version is None or version.period_from is None or version.period_to is None:
        return None
    if version.period_to.day < version.period_from.day:
        return None
    return time_share(version.period_from.day, version.period_to.day, state.as_of)


def _assess(state: StrategyState, grant: model.Grant, sums: _Sums) -> GrantAssessment:
    versions = state.grant_versions_of.get(grant.code, ())
    version = versions[-1] if versions else None
    kept = books_are_kept(state)
    history = _history(versions, sums.eligible if kept else None)
    drawdowns = state.drawdowns_of.get(grant.code, ())
    drawn = sum(map(drawn_amount, drawdowns))
    received = sum(drawn_amount(drawdown) for drawdown in drawdowns if drawdown.received_on)
    approved = approved_amount(version)
    need = None
    if version is not None:
        need = own_need(
            version.total_cost.cents if version.total_cost else None,
            approved,
            version.third_party.cents if version.third_party else None,
        )
    money = account(
        actual=sums.actual if kept else None,
        entitled=history[-1].entitlement if history else None,
        drawn=drawn,
        received=received,
        third_received=sums.third,
    )
    return GrantAssessment(
        grant=grant,
        version=version,
        approved=approved,
        actual=sums.actual if kept else None,
        eligible_actual=sums.eligible if kept else None,
        drawn=drawn,
        received=received,
        third_received=sums.third,
        draw_rate=ratio(drawn, approved),
        own_need=need,
        in_kind=sums.in_kind,
        own_cash_need=own_cash_need(need, sums.in_kind),
        versions=history,
        elapsed=_elapsed(state, version),
        **money._asdict(),
    )


def assess_grants(state: StrategyState) -> Mapping[str, GrantAssessment]:
    """All grants by code."""
    if not state.grants:
        return {}
    sums = _sums(state, _Coverage(state))
    return {grant.code: _assess(state, grant, sums.get(grant.code) or _Sums()) for grant in state.grants}


class GrantTotals(NamedTuple):
    """Several grants together: each entitlement by itself, then summed (D7)."""

    approved: int | None
    entitlement: int | None
    drawable: int | None
    drawn: int
    received: int
    draw_rate: Fraction | None
    own_need: int | None
    overdrawn: int


def grant_totals(grants: Iterable[GrantAssessment]) -> GrantTotals:
    """The sums; the draw rate is over the grants that have an approved amount."""
    all_of_them = list(grants)
    approved = [grant for grant in all_of_them if grant.approved is not None]
    return GrantTotals(
        approved=total(grant.approved for grant in all_of_them),
        entitlement=total(grant.entitlement for grant in all_of_them),
        drawable=total(grant.drawable for grant in all_of_them),
        drawn=sum(grant.drawn for grant in all_of_them),
        received=sum(grant.received for grant in all_of_them),
        draw_rate=ratio(sum(grant.drawn for grant in approved), total(grant.approved for grant in approved)),
        own_need=total(grant.own_need for grant in all_of_them),
        overdrawn=sum(grant.overdrawn for grant in all_of_them),
    )
