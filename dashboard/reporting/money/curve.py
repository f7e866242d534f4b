"""Money over time, added up month by month: plan, payments, orders, forecast; entitlement and drawdowns."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.domain.assessment import GrantAssessment
from dashboard.domain.budget_year import time_share
from dashboard.domain.grant_assessment import drawn_amount, version_entitlement
from dashboard.domain.money_deadlines import entitlement_at_pace
from dashboard.domain.ratios import cents, total
from dashboard.domain.state import PostingSum, StrategyState, as_of
from dashboard.domain.values import Ref
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.progress import month_ends
from dashboard.reporting.table import Column, Table
from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class MoneyPoint:
    """Cents added up to the end of `day`; what lies after the key date is None, and so is what is not stated."""

    day: dt.date
    planned: int | None
    spent: int | None
    commitments: int | None
    forecast: int | None
    entitlement: int | None
    entitlement_forecast: int | None
    drawn: int | None


@dataclass(frozen=True, slots=True)
class MoneyCurve:
    """The points, oldest first, and the approved grants on the key date."""

    points: tuple[MoneyPoint, ...]
    approved: int | None

    def on(self, day: dt.date) -> MoneyPoint | None:
        return next((point for point in self.points if point.day == day), None)


def _span(scope: Scope) -> tuple[dt.date, dt.date] | None:
    years = list(scope.plan_years)
    years += [scope.fiscal_year(posting.month) for posting in scope.postings[:1]]
    if not years:
        return None
    ends = [scope.span(max(years))[1], scope.as_of]
    ends += [grant.version.period_to.day for grant in _approved(scope) if grant.version and grant.version.period_to]
    last = scope.span(scope.fiscal_year(max(ends)))[1]
    return scope.span(min(years))[0], last


def _approved(scope: Scope) -> list[GrantAssessment]:
    return [grant for grant in scope.grants if grant.approved]


def _running(by_month: Iterable[PostingSum], days: Sequence[dt.date]) -> list[tuple[int, int]]:
    """(paid, ordered and open) by the end of each day; the open orders of an object are never below 0 (X15)."""
    coming = iter(by_month)
    posting = next(coming, None)
    paid, still_open = 0, defaultdict[Ref, int](int)
    found = []
    for day in days:
        while posting and posting.month <= day:
            if posting.kind == "actual":
                paid += posting.cents
            elif posting.kind in ("commitment", "commitment_release"):
                still_open[posting.object] += posting.cents * (1 if posting.kind == "commitment" else -1)
            posting = next(coming, None)
        found.append((paid, sum(max(0, amount) for amount in still_open.values())))
    return found


def _forecasts(scope: Scope, days: Sequence[dt.date]) -> list[int | None]:
    """From what is paid on the key date to the cost at the end, spread as the plan spreads what it has left."""
    spent, end, now = scope.aggregate.spent, scope.forecast, scope.planned_by(scope.as_of)
    whole = scope.planned_by(days[-1])
    if spent is None or end is None or now is None or whole is None or whole <= now:
        return [None] * len(days)
    return [
        None
        if day < scope.as_of
        else cents(spent + Fraction((end - spent) * ((scope.planned_by(day) or 0) - now), whole - now))
        for day in days
    ]


def _entitled(
    state: StrategyState, grant: GrantAssessment, by_month: Iterable[PostingSum], days: Sequence[dt.date]
) -> list[int | None]:
    """The entitlement on each day by the version in force on it (D7, quota change)."""
    eligible = _running((p for p in by_month if p.eligible), days)
    versions = state.grant_versions_of[grant.grant.code]
    found: list[int | None] = []
    for day, (paid, _open) in zip(days, eligible, strict=True):
        version = next((v for v in reversed(versions) if v.valid_from <= day), None)
        found.append(None if version is None else version_entitlement(version, paid))
    return found


def _entitlements(scope: Scope, days: Sequence[dt.date]) -> list[int | None]:
    past = [day for day in days if day <= scope.as_of]
    each = [
        _entitled(scope.state, grant, scope.postings_of(grant), past)
        for grant in scope.grants
        if grant.entitlement is not None
    ]
    return (
        [total(on_day) for on_day in zip(*each, strict=True)] + [None] * (len(days) - len(past))
        if each
        else [None] * len(days)
    )


def _entitlement_forecasts(scope: Scope, days: Sequence[dt.date]) -> list[int | None]:
    """The entitlement of all grants if it grows on as evenly as so far, to each grant's end."""

    def on(grant: GrantAssessment, day: dt.date) -> int | None:
        version = grant.version
        end = entitlement_at_pace(grant.entitlement, grant.elapsed, grant.approved)
        if end is None or version is None or version.period_from is None or version.period_to is None:
            return grant.entitlement
        pace = Fraction(grant.entitlement or 0) / (grant.elapsed or 1)
        grown = pace * time_share(version.period_from.day, version.period_to.day, day)
        return min(end, cents(grown) or 0)

    grants = _approved(scope)
    return [None if day < scope.as_of or not grants else total(on(grant, day) for grant in grants) for day in days]


def _drawn(scope: Scope, days: Sequence[dt.date]) -> list[int | None]:
    """What was asked for by each day, as it stood on it; None where no grant is approved."""
    state = scope.state
    drawdowns = tuple(d for grant in scope.grants for d in state.drawdowns_of.get(grant.grant.code, ()))
    alone = StrategyState(
        as_of=state.as_of,
        known_on=state.known_on,
        audience=state.audience,
        strategy=state.strategy,
        drawdowns=drawdowns,
    )
    if not _approved(scope):
        return [None] * len(days)
    return [None if day > scope.as_of else sum(drawn_amount(d) for d in as_of(alone, day).drawdowns) for day in days]


def money_curve(scope: Scope) -> MoneyCurve:
    """Month by month from the first year that plans or pays to the last; the key date is a point of its own."""
    span = _span(scope)
    approved = total(grant.approved for grant in scope.grants)
    if span is None:
        return MoneyCurve((), approved)
    days = sorted(
        {span[0], *month_ends(*span), scope.as_of} if span[0] <= scope.as_of else {span[0], *month_ends(*span)}
    )
    paid = _running(scope.postings, days)
    parts = zip(
        days,
        paid,
        _forecasts(scope, days),
        _entitlements(scope, days),
        _entitlement_forecasts(scope, days),
        _drawn(scope, days),
        strict=True,
    )
    points = []
    for day, (spent, still_open), forecast, entitled, entitled_later, drawn in parts:
        known = scope.books_kept and day <= scope.as_of
        points.append(
            MoneyPoint(
                day,
                scope.planned_by(day),
                spent if known else None,
                still_open if known else None,
                forecast,
                entitled,
                entitled_later,
                drawn,
            )
        )
    return MoneyCurve(tuple(points), approved)


def month_table(curve: MoneyCurve, *, short: bool = False) -> Table:
    """Every month's end and the key date, amounts added up to it; `short` tells what was and what comes in one column."""

    def money(name: str, label: LazyText) -> Column:
        return Column(name, label, "whole_money", optional=True)

    columns = (
        Column("day", _l("Day"), "day"),
        money("planned", _l("Planned")),
        money("spent", _l("Spent")),
        money("commitments", _l("Ordered and open")),
        money("forecast", _l("Forecast")),
        money("entitlement", _l("Entitlement")),
        money("drawn", _l("Drawn")),
        money("entitlement_forecast", _l("Entitlement at today’s pace")),
    )
    rows = [
        (p.day, p.planned, p.spent, p.commitments, p.forecast, p.entitlement, p.drawn, p.entitlement_forecast)
        for p in curve.points
    ]
    title = _l("Money by month, added up")
    if not short:
        return Table("monate", title, columns, rows)
    shown = (
        *columns[:2],
        money("spent", _l("Spent, later forecast")),
        columns[3],
        money("entitlement", _l("Entitlement, later at today’s pace")),
        columns[6],
    )
    short_rows = [
        (
            p.day,
            p.planned,
            p.spent if p.spent is not None else p.forecast,
            p.commitments,
            p.entitlement if p.entitlement is not None else p.entitlement_forecast,
            p.drawn,
        )
        for p in curve.points
    ]
    return Table("monate", title, shown, short_rows)
