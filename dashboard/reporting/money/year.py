"""The budget of one fiscal year as an addition (D6)."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.domain.budget_year import YearBudget, year_budget
from dashboard.domain.values import Ref
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column, Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

_PARTS = (
    ("supplementary", _l("Supplementary budget")),
    ("carried_over", _l("Carried over from {year}")),
    ("over_plan", _l("Over plan")),
    ("transfer", _l("Transfer")),
    ("blocked", _l("Blocked")),
)
#: Rates closer than this (2 points) to the time gone read as even.
_EVEN = 2


def years(scope: Scope) -> list[int]:
    """The fiscal years that are planned, budgeted or paid in, oldest first."""
    found = set(scope.plan_years) | {a.year for a in scope.state.appropriations if scope.holds(a.object)}
    found |= {scope.fiscal_year(month) for month in scope.postings.different("month")}
    return sorted(found)


def _objects(scope: Scope) -> Iterable[Ref] | None:
    if scope.field is None:
        return None
    return [ref for ref in {*scope.state.appropriations_of, *scope.state.postings_of} if scope.holds(ref)]


def budget(scope: Scope, year: int) -> YearBudget:
    """The year's budget of what the scope holds."""
    return year_budget(scope.state, year, _objects(scope))


def both_kinds(scope: Scope, year: int) -> list[YearBudget]:
    """Cash and accrual budget, each by itself, where both are stated; they are never added (X16)."""
    kinds = {a.budget_kind for a in scope.state.appropriations if a.year == year and scope.holds(a.object)}
    if not {"finanz", "ergebnis"} <= kinds:
        return []
    return [year_budget(scope.state, year, _objects(scope), kind) for kind in ("finanz", "ergebnis")]


def heading(found: YearBudget) -> str:
    """What is spent of the year's budget, beside how much of the year is over."""
    if found.outflow is None:
        return _("Budget {year}: no appropriation is stated", year=found.year)
    words = {
        "year": found.year,
        "spent": formats.percent(found.outflow, 0),
        "gone": formats.percent(found.time_share, 0),
    }
    if found.time_share >= 1:
        return _("Of the budget {year}, {spent} were spent", **words)
    return _("Of the budget {year}, {spent} are spent; {gone} of the year are over", **words)


def addition(found: YearBudget) -> Table:
    """The parts that are stated, and their sum."""
    columns = (Column("part", _l("Part of the budget")), Column("amount", _l("Amount"), "money"))
    rows: list[tuple] = [(_("Appropriation"), found.base)]
    for name, word in _PARTS:
        amount = getattr(found, name)
        if amount:
            rows.append((word.format(year=found.year - 1), -amount if name == "blocked" else amount))
    rows.append((_("Budget to be spent"), found.adjusted))
    title = _l("Budget of the fiscal year as an addition")
    return Table("haushaltsjahr-summe", title, columns, rows, frozenset({len(rows) - 1}))


def use(found: YearBudget) -> Table:
    """What became of the year's budget."""
    columns = (
        Column("what", _l("What became of it")),
        Column("amount", _l("Amount"), "money"),
        Column("share", _l("Share of the budget"), "share"),
    )
    ordered = None if found.bound is None or found.outflow is None else found.bound - found.outflow
    rows = [
        (_("spent"), found.actual, found.outflow),
        (_("ordered and open"), found.commitments, ordered),
        (_("still free"), found.available, None if found.bound is None else 1 - found.bound),
    ]
    return Table("haushaltsjahr", _l("Budget of the fiscal year"), columns, rows)


def note(found: YearBudget) -> str | None:
    """What the sums leave out: payments of objects without an appropriation."""
    if found.actual is None or found.actual_all is None or found.actual == found.actual_all:
        return None
    return _(
        "{amount} were paid for what no appropriation is stated for; they are not in these sums.",
        amount=formats.money(found.actual_all - found.actual),
    )
