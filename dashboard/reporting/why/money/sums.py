"""Planned, spent, ordered and forecast of a scope: sums over its plan lines, postings and measures (D5, D6, D13)."""

from __future__ import annotations

import datetime as dt

from dashboard.domain.ratios import cents
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, Formula, Input
from dashboard.reporting.why.money.rows import open_orders, payments, plan_rows, until
from dashboard.reporting.why.pieces import rows_behind, summed
from dashboard.text.catalog import lazy_gettext as _l

PLANNED = _l(
    "The plan lines of the plan version in force that has a resolution, added up; those of measures that are only"
    " proposed, parked, stopped or merged are left out."
)
SPENT = _l("All payments up to the key date, added up; refunds lower the sum.")
SPENT_OF_PLAN = _l(
    "The payments up to the key date for what the planned cost counts, added up; refunds lower the sum. What went into"
    " measures that are only proposed, parked, stopped or merged is left out."
)
ORDERED = _l("What is ordered and not yet turned into a payment or released, by object, added up.")
FORECAST = _l(
    "The planned cost, and what the cost forecasts of the measures exceed or fall short of their plans by."
    " Measures without a forecast count with their plan."
)
OVERRUN = Formula(
    "ratio_of_sums",
    _l("The cost forecasts of the measures that have one, less their plans, divided by their plans."),
    "u = (Σ KP − Σ BAC) / Σ BAC",
)
PLANNED_BY = Formula(
    "planned_by",
    _l("Each year’s planned cost grows evenly over the days of the year; what has grown by the day is added up."),
    "Σ x·τ",
)


def planned(scope: Scope, column: str) -> Explained:
    """BAC of the scope."""
    return summed(column, PLANNED, plan_rows(scope.state, scope.plan_lines("cost")))


def spent(scope: Scope, column: str, day: dt.date | None = None, first: dt.date | None = None) -> Explained:
    """Payments up to a day, from `first` on if that is given."""
    found = scope.postings if day is None else until(scope.postings, day, first)
    return summed(column, SPENT, payments(scope.state, found))


def spent_of_plan(scope: Scope, column: str) -> Explained:
    """AC of the scope: the payments that stand against its BAC."""
    found = [one for one in scope.postings if scope.counts(one.object)]
    return summed(column, SPENT_OF_PLAN, payments(scope.state, found))


def ordered(scope: Scope, column: str, day: dt.date | None = None) -> Explained:
    """Open orders on a day."""
    found = scope.postings if day is None else until(scope.postings, day)
    return summed(column, ORDERED, open_orders(scope.state, found))


def planned_by(scope: Scope, column: str, day: dt.date) -> Explained:
    """The planned cost up to a day."""
    return Explained(column, PLANNED_BY, (Input(Column("t", _l("Day"), "day"), day),), year_rows(scope, day))


def year_rows(scope: Scope, day: dt.date) -> Table:
    """Each planned year with the share of its days that are gone on a day."""
    columns = (
        Column("year", _l("Year"), "code"),
        Column("first", _l("From"), "day"),
        Column("last", _l("Until"), "day"),
        Column("x", _l("Planned"), "money"),
    )
    rows = ((str(year), *scope.span(year), scope.planned_by_year[year]) for year in scope.plan_years)
    return rows_behind("planjahre", _l("Planned cost by year"), columns, rows)


def _forecast_rows(scope: Scope) -> Table:
    """Each measure with a forecast and a plan."""
    columns = (
        Column("measure", _l("Measure")),
        Column("KP", _l("Cost forecast (KP)"), "exact_money"),
        Column("BAC", _l("Plan (BAC)"), "money"),
    )
    rows = (
        (f"{m.measure.code} {m.measure.title}", m.earned.cost_forecast, m.bac)
        for m in scope.counted
        if m.earned.cost_forecast is not None and m.bac is not None
    )
    return rows_behind("prognosen", _l("Cost forecasts of the measures"), columns, rows)


def forecast(scope: Scope, column: str) -> Explained:
    """Cost at the end."""
    plan = Input(Column("BAC", _l("Planned cost"), "money"), scope.aggregate.bac)
    return Explained(
        column, Formula("forecast_of_scope", FORECAST, "BAC + Σ (KP − BAC)"), (plan,), _forecast_rows(scope)
    )


def overrun(scope: Scope, column: str) -> Explained:
    """u of the scope (D13: sums first)."""
    return Explained(column, OVERRUN, (), _forecast_rows(scope))


def without_forecast(scope: Scope, column: str) -> Explained:
    """How many measures have a plan and no forecast."""
    found = [m for m in scope.counted if m.bac is not None and m.earned.cost_forecast is None]
    columns = (Column("measure", _l("Measure")), Column("BAC", _l("Plan (BAC)"), "money"))
    rows = rows_behind(
        "ohne-prognose",
        _l("Measures without a forecast"),
        columns,
        ((f"{m.measure.code} {m.measure.title}", m.bac) for m in found),
    )
    return Explained(column, Formula("count", _l("Measures that have a plan and no cost forecast.")), (), rows)


def differences(
    column: str, words: object, whole: int | None, parts: list[tuple[str, int | None]], kind: str = "money"
) -> Explained:
    """A whole less its named parts, cents or a count as `kind` says: what is left for none of them."""
    columns = (Column("part", _l("Part")), Column("x", _l("Amount") if kind == "money" else _l("Count"), kind))
    rows = rows_behind("teile", _l("Already counted"), columns, ((t, x) for t, x in parts if x))
    total = Input(Column("whole", _l("Whole strategy"), kind), whole)
    return Explained(column, Formula("rest", words, "whole − Σ x"), (total,), rows)


def rounded(amount: object) -> int | None:
    """Cents of an unrounded amount."""
    return cents(amount)  # type: ignore[arg-type]
