"""Own money planned and used, year by year (D7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.reporting.money.own_share import used_to
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column
from dashboard.reporting.why.explained import Explained, Input
from dashboard.reporting.why.money.rows import AMOUNT, plan_rows
from dashboard.reporting.why.pieces import rows_behind, subtracted, summed
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

_PLANNED = _l("The plan lines of own money in the year, of the plan version in force that has a resolution.")
_USED = _l(
    "Payments less entitlement less what third parties paid, by the end of the year, less the same by the end of the"
    " year before."
)


def planned(scope: Scope, year: int, column: str) -> Explained:
    """Own money planned in a year."""
    found = [line for line in scope.plan_lines("funding") if line.kind == "own" and line.year == year]
    return summed(column, _PLANNED, plan_rows(scope.state, found))


def used(scope: Scope, year: int, column: str) -> Explained:
    """Own money used in a year."""
    by_end, before = used_to(scope, year), used_to(scope, year - 1)
    return subtracted(
        column,
        _USED,
        Input(Column("B1", _l("Used by the end of the year"), "money"), by_end or 0, scope.span(year)[1]),
        Input(Column("B0", _l("Used before the year"), "money"), before or 0, scope.span(year - 1)[1]),
    )


def row(found: Budget, place: int) -> Sequence[Explained]:
    """A year, or the sum."""
    scope, years = Scope(found.scope.assessment), found.own.years
    if place < len(years):
        year = years[place]
        figures = [] if year.planned is None else [planned(scope, year.year, "planned")]
        return figures + ([] if year.used is None else [used(scope, year.year, "used")])
    figures = []
    columns = (Column("year", _l("Year"), "code"), AMOUNT)
    for name in ("planned", "used"):
        rows = [(str(y.year), value) for y in years if (value := getattr(y, name)) is not None]
        if rows:
            figures.append(summed(name, _l("The years, added up."), rows_behind("jahre", _l("Years"), columns, rows)))
    return figures
