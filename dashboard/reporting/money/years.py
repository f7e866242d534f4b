"""Money year by year: planned, budgeted, spent, drawn, forecast, own share."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.ratios import total
from dashboard.reporting.money.curve import MoneyCurve, MoneyPoint
from dashboard.reporting.money.own_share import OwnShare
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.money.year import budget, years
from dashboard.reporting.table import Column, Table
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class YearMoney:
    """Cents of one fiscal year; None is not stated, or lies in the future."""

    year: int
    planned: int | None
    adjusted: int | None
    spent: int | None
    forecast: int | None
    drawn: int | None
    own_planned: int | None
    own_used: int | None


def _growth(curve: MoneyCurve, scope: Scope, year: int, name: str) -> int | None:
    """How much a running sum grew in a year, up to the key date."""
    first, last = scope.span(year)
    inside = [value for p in curve.points if first <= p.day <= last and (value := getattr(p, name)) is not None]
    before = [value for p in curve.points if p.day < first and (value := getattr(p, name)) is not None]
    return inside[-1] - (before[-1] if before else 0) if inside else None


def _expected(point: MoneyPoint) -> int | None:
    return point.forecast if point.forecast is not None else point.spent


def _forecast(curve: MoneyCurve, scope: Scope, year: int) -> int | None:
    """Payments expected in this year and the following ones: what is paid of it, and what is to come."""
    first, last = scope.span(year)
    inside = [p.forecast for p in curve.points if first <= p.day <= last and p.forecast is not None]
    if not inside or year < scope.fiscal_year(scope.as_of):
        return None
    before = [amount for p in curve.points if p.day < first and (amount := _expected(p)) is not None]
    return inside[-1] - (before[-1] if before else 0)


def money_by_year(scope: Scope, curve: MoneyCurve, own: OwnShare | None) -> list[YearMoney]:
    """All years that are planned, budgeted or paid in; the own share only for the whole strategy."""
    of_year = {} if own is None else {year.year: year for year in own.years}
    found = []
    for year in sorted({*years(scope), *of_year}):
        share = of_year.get(year)
        found.append(
            YearMoney(
                year=year,
                planned=scope.planned_by_year.get(year),
                adjusted=budget(scope, year).adjusted,
                spent=_growth(curve, scope, year, "spent"),
                forecast=_forecast(curve, scope, year),
                drawn=_growth(curve, scope, year, "drawn"),
                own_planned=share.planned if share else None,
                own_used=share.used if share else None,
            )
        )
    return found


def table(lines: list[YearMoney]) -> Table:
    """One row a year and the sum."""
    columns = (
        Column("year", _l("Year"), "code"),
        Column("planned", _l("Planned"), "money"),
        Column("budget", _l("Budget to be spent"), "money"),
        Column("spent", _l("Spent"), "money"),
        Column("forecast", _l("Forecast"), "whole_money"),
        Column("drawn", _l("Drawn"), "money"),
        Column("own_planned", _l("Own share planned"), "money"),
        Column("own_used", _l("Own share used"), "money"),
    )
    names = ("planned", "adjusted", "spent", "forecast", "drawn", "own_planned", "own_used")
    rows: list[tuple] = [(str(line.year), *(getattr(line, name) for name in names)) for line in lines]
    sums = [total(getattr(line, name) for line in lines) for name in names]
    sums[3] = None
    sums[1] = None
    rows.append((_("Sum"), *sums))
    return Table("jahre", _l("Money by year"), columns, rows, frozenset({len(rows) - 1}))
