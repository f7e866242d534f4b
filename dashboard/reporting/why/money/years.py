"""Money of one fiscal year, and the sums over all years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from dashboard.reporting.money.curve import MoneyPoint
from dashboard.reporting.money.year import budget
from dashboard.reporting.money.years import YearMoney, money_by_year
from dashboard.reporting.table import Column
from dashboard.reporting.why.explained import Explained, Input
from dashboard.reporting.why.money import fiscal_year, own_share, sums
from dashboard.reporting.why.money.rows import AMOUNT, plan_rows
from dashboard.reporting.why.pieces import rows_behind, subtracted, summed
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

_YEARS = _l("The years, added up.")
_PLANNED = _l("The plan lines of the year, of the plan version in force that has a resolution.")


def _last(points: Sequence[MoneyPoint], amount: Callable[[MoneyPoint], int | None]) -> tuple[dt.date | None, int]:
    known = [(p.day, value) for p in points if (value := amount(p)) is not None]
    return known[-1] if known else (None, 0)


def _growth(
    found: Budget, year: int, column: str, words: Any, amount: Callable[[MoneyPoint], int | None], before: Callable
) -> Explained:
    """What a running sum grew by in the year: at its end less at the end of the year before."""
    first, last = found.scope.span(year)
    points = found.curve.points
    day, end = _last([p for p in points if first <= p.day <= last], amount)
    earlier, start = _last([p for p in points if p.day < first], before)
    return subtracted(
        column,
        words,
        Input(Column("X1", _l("Added up by the end of the year"), "money"), end, day),
        Input(Column("X0", _l("Added up before the year"), "money"), start, earlier),
    )


def _of_year(found: Budget, line: YearMoney) -> Sequence[Explained]:
    scope, year = found.scope, line.year
    first, last = scope.span(year)
    forecast = _l("What is expected to be paid by the end of the year, less what is paid or expected before it.")
    drawn = _l("What is drawn by the end of the year or the key date, less what was drawn before the year.")
    makers: tuple[tuple[int | None, Callable[[], Explained]], ...] = (
        (
            line.planned,
            lambda: summed(
                "planned", _PLANNED, plan_rows(scope.state, [x for x in scope.plan_lines("cost") if x.year == year])
            ),
        ),
        (line.adjusted, lambda: fiscal_year.adjusted(budget(scope, year), "budget")),
        (line.spent, lambda: sums.spent(scope, "spent", min(last, scope.as_of), first)),
        (
            line.forecast,
            lambda: _growth(found, year, "forecast", forecast, lambda p: p.forecast, _expected),
        ),
        (line.drawn, lambda: _growth(found, year, "drawn", drawn, lambda p: p.drawn, lambda p: p.drawn)),
        (line.own_planned, lambda: own_share.planned(scope, year, "own_planned")),
        (line.own_used, lambda: own_share.used(scope, year, "own_used")),
    )
    return [make() for value, make in makers if value is not None]


def _expected(point: MoneyPoint) -> int | None:
    return point.forecast if point.forecast is not None else point.spent


def lines(found: Budget) -> list[YearMoney]:
    """The years of the page."""
    return money_by_year(found.scope, found.curve, found.own if found.scope.field is None else None)


def row(found: Budget, place: int) -> Sequence[Explained]:
    """A year, or the sum."""
    years = lines(found)
    if place < len(years):
        return _of_year(found, years[place])
    columns = (Column("year", _l("Year"), "code"), AMOUNT)
    figures = []
    for column, name in (
        ("planned", "planned"),
        ("spent", "spent"),
        ("drawn", "drawn"),
        ("own_planned", "own_planned"),
        ("own_used", "own_used"),
    ):
        rows = [(str(y.year), value) for y in years if (value := getattr(y, name)) is not None]
        if rows:
            figures.append(summed(column, _YEARS, rows_behind("jahre", _l("Years"), columns, rows)))
    return figures
