"""The budget of one fiscal year (D6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dashboard.domain.budget_year import PARTS, YearBudget
from dashboard.domain.model import Appropriation
from dashboard.domain.state import StrategyState
from dashboard.reporting.sources.rows import named
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, Input, source_of
from dashboard.reporting.why.money.rows import AMOUNT, OBJECT, SOURCE
from dashboard.reporting.why.pieces import added, divided, rows_behind, subtracted, summed
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

_OF_EACH = _l("Of each object’s latest appropriation up to the key date, added up.")
_ADJUSTED = _l(
    "Appropriation, supplementary budget, carried-over funds, over plan and transfers, less what is blocked."
)


def _rows(state: StrategyState, rows: Iterable[Appropriation], name: str, sign: int) -> Table:
    def amount(row: Appropriation) -> int | None:
        if name == "base":
            return row.base.cents if row.base else None
        value = getattr(row, name)
        return None if value is None else sign * value

    columns = (OBJECT, Column("as_of", _l("As of"), "day"), AMOUNT, SOURCE)
    listed = (
        (named(state, row.object), row.as_of, value, source_of(state, row.origin))
        for row in rows
        if (value := amount(row)) is not None
    )
    return rows_behind("ansaetze", _l("Appropriations"), columns, listed)


def _stated_parts(budget: YearBudget) -> list[str]:
    return [name for name in PARTS if getattr(budget, name)]


#: Letter in the formula and words of each part; what is blocked is an input below 0.
_PARTS: dict[str, tuple[str, Any]] = {
    "base": ("A", _l("Appropriation (A)")),
    "supplementary": ("E", _l("Supplementary budget (E)")),
    "carried_over": ("R", _l("Carried over (R)")),
    "over_plan": ("U", _l("Over plan (U)")),
    "transfer": ("T", _l("Transfer (T)")),
    "blocked": ("G", _l("Blocked, to be taken off (G)")),
}


def adjusted(budget: YearBudget, column: str) -> Explained:
    """The budget that may be spent."""
    signed = [
        (name, -getattr(budget, name) if name == "blocked" else getattr(budget, name)) for name in _stated_parts(budget)
    ]
    inputs = [Input(Column(*_PARTS[name], "money"), value) for name, value in [("base", budget.base), *signed]]
    return added(column, _ADJUSTED, *inputs)


def addition_row(found: Budget, place: int) -> Sequence[Explained]:
    """A part of the budget, or its sum."""
    budget = found.year_budget
    if budget is None:
        return []
    state = found.scope.state
    if place == 0:
        if budget.base is None:
            return []
        return [summed("amount", _OF_EACH, _rows(state, budget.appropriations, "base", 1))]
    parts = _stated_parts(budget)
    if place <= len(parts):
        name = parts[place - 1]
        return [summed("amount", _OF_EACH, _rows(state, budget.appropriations, name, -1 if name == "blocked" else 1))]
    return [] if budget.adjusted is None else [adjusted(budget, "amount")]


def _given(budget: YearBudget) -> dict[str, Input]:
    return {
        "adjusted": Input(Column("N", _l("Budget to be spent (N)"), "money"), budget.adjusted),
        "actual": Input(Column("I", _l("Spent (I)"), "money"), budget.actual),
        "commitments": Input(Column("O", _l("Ordered and open (O)"), "money"), budget.commitments),
        "available": Input(Column("F", _l("Still free (F)"), "money"), budget.available),
    }


def use_row(found: Budget, place: int) -> Sequence[Explained]:
    """What is spent, ordered and free of the year's budget."""
    budget = found.year_budget
    if budget is None:
        return []
    given = _given(budget)
    name = ("actual", "commitments", "available")[place]
    figures = []
    if place == 2 and budget.available is not None:
        words = _l("The budget less what is spent and what is ordered and open.")
        figures.append(subtracted("amount", words, given["adjusted"], given["actual"], given["commitments"]))
    elif getattr(budget, name) is not None:
        figures.append(summed("amount", _POSTED[name], _posted_rows(found, budget, name)))
    if budget.bound is not None:
        figures.append(divided("share", _l("Divided by the budget that may be spent."), given[name], given["adjusted"]))
    return figures


_POSTED = {
    "actual": _l("The payments of the year for what has an appropriation, added up."),
    "commitments": _l(
        "What is ordered for it and open on the key date, or at the end of the year, older orders included."
    ),
}


def _posted_rows(found: Budget, budget: YearBudget, name: str) -> Table:
    rows = (
        (named(found.scope.state, ref), amount)
        for ref, of_object in budget.posted
        if (amount := getattr(of_object, name))
    )
    return rows_behind("buchungen", _l("Postings by object"), (OBJECT, AMOUNT), rows)
