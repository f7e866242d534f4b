"""Earned value over several measures (D5, D13): sums first, then ratios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from dashboard.domain.assessment import MeasureAssessment
from dashboard.domain.earned_value import EarnedValue
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, Formula, Input
from dashboard.reporting.why.pieces import rows_behind
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

_SUMMED = "rounded_sum"


def _measures(scope: Scope) -> list[MeasureAssessment]:
    """Those that have milestones, a plan and payments."""
    return [m for m in scope.counted if m.earned.ev is not None and m.ac is not None]


def _rows(scope: Scope, columns: Sequence[Column], cells: Callable[[MeasureAssessment], tuple]) -> Table:
    rows = ((f"{m.measure.code} {m.measure.title}", *cells(m)) for m in _measures(scope))
    return rows_behind("massnahmen", _l("Measures"), (Column("measure", _l("Measure")), *columns), rows)


def _plan(scope: Scope) -> Explained:
    rows = _rows(scope, (Column("x", _l("Plan (BAC)"), "money"),), lambda m: (m.bac,))
    return Explained("amount", Formula(_SUMMED, _l("The plans of the measures, added up."), "Σ BAC"), (), rows)


def _of_share(words: Any, symbols: str, symbol: str, label: Any, share: str) -> Callable[[Scope], Explained]:
    """A share of each measure's plan, added up."""

    def make(scope: Scope) -> Explained:
        columns = (
            Column("BAC", _l("Plan (BAC)"), "money"),
            Column("w", label, "share", optional=True),
        )
        rows = _rows(scope, columns, lambda m: (m.bac, getattr(m.earned, share)))
        return Explained("amount", Formula("shares_of_plans", words, symbols), (), rows)

    return make


def _paid(scope: Scope) -> Explained:
    rows = _rows(scope, (Column("x", _l("Spent"), "money"),), lambda m: (m.ac,))
    return Explained("amount", Formula(_SUMMED, _l("The payments of the measures, added up."), "Σ AC"), (), rows)


def _forecasts(scope: Scope) -> Explained:
    column = Column("x", _l("Cost forecast (KP)"), "exact_money")
    rows = _rows(scope, (column,), lambda m: (m.earned.cost_forecast or 0,))
    rule = _l(
        "A measure’s forecast is what is spent and ordered, or its reported or computed forecast if that is higher."
    )
    formula = Formula(_SUMMED, _l("The cost forecasts of the measures, added up."), "Σ KP", rule)
    return Explained("amount", formula, (), rows)


def _input(sums: EarnedValue, symbol: str) -> Input:
    labels = {
        "BAC": (_l("Planned cost"), sums.bac),
        "PV": (_l("Planned value"), sums.pv),
        "EV": (_l("Earned value"), sums.ev),
        "EVd": (_l("Earned value of the dated milestones"), sums.ev_dated),
        "AC": (_l("Actual cost"), sums.ac),
        "CPI": (_l("Cost performance"), sums.cpi),
    }
    label, value = labels[symbol]
    return Input(Column(symbol, label, "ratio" if symbol == "CPI" else "exact_money"), value)


def _computed(
    column: str, name: str, words: Any, symbols: str, *needed: str
) -> Callable[[Scope, EarnedValue], Explained]:
    def make(_scope: Scope, sums: EarnedValue) -> Explained:
        return Explained(column, Formula(name, words, symbols), tuple(_input(sums, symbol) for symbol in needed))

    return make


_AMOUNTS: dict[str, Callable[[Scope], Explained]] = {
    "BAC": _plan,
    "PV": _of_share(
        _l("Of each measure’s plan the share that should be done by plan, added up."),
        "Σ PP·BAC",
        "w",
        _l("Planned (PP)"),
        "planned",
    ),
    "EV": _of_share(
        _l("Of each measure’s plan the share that is done, added up."), "Σ P·BAC", "w", _l("Reached (P)"), "progress"
    ),
    "AC": _paid,
    "KP": _forecasts,
}
_DERIVED: dict[str, Callable[[Scope, EarnedValue], Explained]] = {
    "SV": _computed(
        "amount",
        "rounded_difference",
        _l("Work done less work planned, both of dated milestones; below 0 is behind the plan."),
        "EVd − PV",
        "EVd",
        "PV",
    ),
    "CV": _computed(
        "amount",
        "rounded_difference",
        _l("Work done less what was paid; below 0 is dearer than planned."),
        "EV − AC",
        "EV",
        "AC",
    ),
    "EAC1": _computed(
        "amount",
        "rounded_quotient",
        _l("The planned cost, if all goes on as dear as so far."),
        "BAC / CPI",
        "BAC",
        "CPI",
    ),
    "EAC2": _computed(
        "amount", "eac2", _l("What is paid, and the rest as planned."), "AC + (BAC − EV)", "AC", "BAC", "EV"
    ),
    "SPI": _computed(
        "index", "share", _l("Work done by work planned, both of dated milestones."), "EVd / PV", "EVd", "PV"
    ),
    "CPI": _computed("index", "share", _l("Work done by what was paid for it."), "EV / AC", "EV", "AC"),
    "TCPI": _computed(
        "index",
        "tcpi",
        _l("The work that is left by the money that is left."),
        "(BAC − EV) / (BAC − AC)",
        "BAC",
        "EV",
        "AC",
    ),
}
#: The order of the table.
_ORDER = ("BAC", "PV", "EV", "AC", "SV", "CV", "KP", "EAC1", "EAC2", "SPI", "CPI", "TCPI")


def row(found: Budget, place: int) -> Sequence[Explained]:
    """One figure."""
    sums, symbol = found.earned.sums, _ORDER[place]
    if sums is None:
        return []
    if symbol in _AMOUNTS:
        return [_AMOUNTS[symbol](found.scope)]
    value = getattr(sums, symbol.lower())
    return [] if value is None else [_DERIVED[symbol](found.scope, sums)]
