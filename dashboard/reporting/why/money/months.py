"""Money on one day of the curve: plan, payments, orders, forecast, entitlement, drawdowns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.domain.grant_assessment import approved_amount
from dashboard.domain.model import GrantVersion
from dashboard.domain.money_deadlines import entitlement_at_pace
from dashboard.domain.state import StrategyState, as_of
from dashboard.reporting.money.curve import MoneyPoint
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, Formula, Input
from dashboard.reporting.why.money import sums
from dashboard.reporting.why.money.grants import postings_of
from dashboard.reporting.why.money.rows import drawdown_rows, until
from dashboard.reporting.why.pieces import rows_behind, summed
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

FORECAST = Formula(
    "forecast_between",
    _l(
        "From what is spent on the key date to the cost expected at the end, spread as the plan spreads what it has left."
    ),
    "S + (K − S)·(P(t) − P₀) / (P₁ − P₀)",
)
ENTITLEMENT = Formula(
    "entitlements",
    _l(
        "Of each grant the eligible payments up to the day times the quota then valid, at most what was approved; added up."
    ),
    "Σ min(round(E·q), A)",
)
PACE = Formula(
    "entitlements_at_pace",
    _l(
        "Each grant’s entitlement, if it grows on as evenly as so far to the end of its period, at most what is approved."
    ),
    "Σ min(V₁, V·g / τ)",
)
DRAWN = _l("The requests up to the day, as they stood on it; of a cut one what is left, of a rejected one nothing.")


def _money(symbol: str, label: object, value: int | None, day: dt.date | None = None) -> Input:
    return Input(Column(symbol, label, "money"), value, day)


def forecast(scope: Scope, column: str, day: dt.date, last: dt.date) -> Explained:
    """Payments expected by a day."""
    inputs = (
        _money("S", _l("Spent (S)"), scope.aggregate.spent, scope.as_of),
        _money("K", _l("Cost expected at the end (K)"), scope.forecast),
        _money("P", _l("Planned by the day P(t)"), scope.planned_by(day), day),
        _money("P0", _l("Planned by the key date (P₀)"), scope.planned_by(scope.as_of), scope.as_of),
        _money("P1", _l("Planned in all (P₁)"), scope.planned_by(last), last),
    )
    return Explained(column, FORECAST, inputs)


def _version_on(versions: Sequence[GrantVersion], day: dt.date) -> GrantVersion | None:
    return next((v for v in reversed(versions) if v.valid_from <= day), None)


def entitlements(scope: Scope, column: str, day: dt.date) -> Explained:
    """The entitlement of all grants on a day, each by the version then in force."""
    columns = (
        Column("grant", _l("Grant")),
        Column("E", _l("Eligible payments"), "money"),
        Column("q", _l("Quota"), "share"),
        Column("A", _l("Granted"), "money", optional=True),
        Column("refused", _l("Refused"), "flag"),
    )
    rows = []
    for grant in scope.grants:
        version = _version_on(scope.state.grant_versions_of.get(grant.grant.code, ()), day)
        if grant.entitlement is None or version is None:
            continue
        eligible = [p for p in until(postings_of(scope.state, grant), day) if p.eligible and p.kind == "actual"]
        refused = version.status in ("rejected", "revoked")
        paid = sum(p.cents for p in eligible)
        rows.append((grant.grant.title, paid, version.quota, approved_amount(version), refused))
    return Explained(column, ENTITLEMENT, (), rows_behind("foerderungen", _l("Grants"), columns, rows))


def entitlements_at_pace(scope: Scope, column: str, day: dt.date) -> Explained:
    """What the entitlements grow to by a day."""
    columns = (
        Column("grant", _l("Grant")),
        Column("V", _l("Entitlement"), "money"),
        Column("first", _l("From"), "day", optional=True),
        Column("last", _l("Until"), "day", optional=True),
        Column("tau", _l("Share of the period gone (τ)"), "share", optional=True),
        Column("end", _l("At the end at most (V₁)"), "money", optional=True),
    )
    rows = []
    for grant in scope.grants:
        if grant.approved:
            version = grant.version
            start, end = (version.period_from, version.period_to) if version else (None, None)
            at_pace = entitlement_at_pace(grant.entitlement, grant.elapsed, grant.approved)
            days = (start.day if start else None, end.day if end else None)
            rows.append((grant.grant.title, grant.entitlement, *days, grant.elapsed, at_pace))
    inputs = (Input(Column("t", _l("Day"), "day"), day),)
    return Explained(column, PACE, inputs, rows_behind("foerderungen", _l("Grants"), columns, rows))


def drawdowns_on(scope: Scope, day: dt.date) -> Table:
    """The requests of the scope's grants as they stood on a day."""
    state = scope.state
    found = tuple(d for grant in scope.grants for d in state.drawdowns_of.get(grant.grant.code, ()))
    alone = StrategyState(
        as_of=state.as_of, known_on=state.known_on, audience=state.audience, strategy=state.strategy, drawdowns=found
    )
    return drawdown_rows(state, as_of(alone, day).drawdowns)


def figures(scope: Scope, point: MoneyPoint, last: dt.date) -> Sequence[Explained]:
    """Every figure of a point."""
    makers = (
        (point.planned, lambda: sums.planned_by(scope, "planned", point.day)),
        (point.spent, lambda: sums.spent(scope, "spent", point.day)),
        (point.commitments, lambda: sums.ordered(scope, "commitments", point.day)),
        (point.forecast, lambda: forecast(scope, "forecast", point.day, last)),
        (point.entitlement, lambda: entitlements(scope, "entitlement", point.day)),
        (point.drawn, lambda: summed("drawn", DRAWN, drawdowns_on(scope, point.day))),
        (point.entitlement_forecast, lambda: entitlements_at_pace(scope, "entitlement_forecast", point.day)),
    )
    return [make() for value, make in makers if value is not None]


def row(found: Budget, place: int) -> Sequence[Explained]:
    """One day."""
    points = found.curve.points
    return figures(found.scope, points[place], points[-1].day)
