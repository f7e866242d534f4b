"""The money of one measure: plan, payments, orders, and what earned value makes of them (D5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from dashboard.domain.assessment import MeasureAssessment
from dashboard.domain.model import PlanLine
from dashboard.domain.money import approved_plan, preferred_kind
from dashboard.domain.state import PostingSum, StrategyState
from dashboard.domain.values import Ref
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, Formula, Input, source_of
from dashboard.reporting.why.money.rows import plan_rows
from dashboard.reporting.why.pieces import rows_behind, summed
from dashboard.text.catalog import lazy_gettext as _l

PLAN = _l("The cost lines of the measure in the plan version in force that has a resolution, all years added up.")
SPENT = _l("All payments of the measure up to the key date, added up; refunds lower the sum.")
ORDERED = Formula(
    "open_orders",
    _l("What is ordered and not yet turned into a payment or released; never below 0."),
    "O = max(0, Σ ordered − Σ released)",
)
_SHARES = _l("Where every milestone carries its share of the cost, these are the weights.")


def plan_lines(state: StrategyState, code: str, side: str = "cost") -> list[PlanLine]:
    """The lines of the approved plan in force, "cost" or "funding", in one budget kind (X16)."""
    version = approved_plan(state)
    lines = state.plan_lines_of.get(Ref("measure", code), ()) if version else ()
    of_side = [line for line in lines if version and line.plan_version == version.code and line.side == side]
    kind = preferred_kind(line.budget_kind for line in of_side)
    return [line for line in of_side if line.budget_kind == kind]


def plan(state: StrategyState, found: MeasureAssessment, column: str) -> Explained:
    """BAC of a measure."""
    return summed(column, PLAN, plan_rows(state, plan_lines(state, found.measure.code)))


def paid_by_month(postings: Sequence[PostingSum]) -> Table:
    """Payments by month."""
    sums: dict[Any, int] = defaultdict(int)
    for posting in postings:
        if posting.kind == "actual":
            sums[posting.month] += posting.cents
    columns = (Column("month", _l("Month")), Column("x", _l("Paid"), "money"))
    return rows_behind(
        "zahlungen", _l("Payments by month"), columns, ((f"{m:%m.%Y}", x) for m, x in sorted(sums.items()))
    )


def spent(state: StrategyState, found: MeasureAssessment, column: str) -> Explained:
    """AC of a measure."""
    return summed(column, SPENT, paid_by_month(state.postings_of.get(Ref("measure", found.measure.code), ())))


def ordered(state: StrategyState, found: MeasureAssessment, column: str) -> Explained:
    """Open commitments of a measure."""
    return open_orders(column, state.postings_of.get(Ref("measure", found.measure.code), ()))


def open_orders(column: str, postings: Sequence[PostingSum]) -> Explained:
    """Orders less releases, month by month."""
    months: dict[Any, list[PostingSum]] = defaultdict(list)
    for posting in postings:
        if posting.kind in ("commitment", "commitment_release"):
            months[posting.month].append(posting)
    columns = (
        Column("month", _l("Month")),
        Column("ordered", _l("Ordered"), "money"),
        Column("released", _l("Released again"), "money"),
    )

    def row(month: Any, found: Sequence[PostingSum]) -> tuple:
        by_kind = {p.kind: 0 for p in found}
        for p in found:
            by_kind[p.kind] += p.cents
        return f"{month:%m.%Y}", by_kind.get("commitment", 0), by_kind.get("commitment_release", 0)

    rows = rows_behind("auftraege", _l("Orders by month"), columns, (row(m, p) for m, p in sorted(months.items())))
    return Explained(column, ORDERED, (), rows)


def _share(symbol: str, label: Any, value: Any) -> Input:
    return Input(Column(symbol, label, "share"), value)


def _amount(symbol: str, label: Any, value: Any) -> Input:
    return Input(Column(symbol, label, "money"), value)


_Made = Callable[[StrategyState, MeasureAssessment, str], Explained]


def _of_inputs(formula: Formula, *symbols: str) -> _Made:
    """A formula over figures of the earned value, by their symbols."""

    def make(state: StrategyState, found: MeasureAssessment, column: str) -> Explained:
        return Explained(column, formula, tuple(_input(state, found, symbol) for symbol in symbols))

    return make


def _input(state: StrategyState, found: MeasureAssessment, symbol: str) -> Input:
    earned = found.earned
    inputs: dict[str, Callable[[], Input]] = {
        "BAC": lambda: _amount("BAC", _l("Planned cost"), earned.bac),
        "AC": lambda: _amount("AC", _l("Spent"), earned.ac),
        "O": lambda: _amount("O", _l("Ordered and open"), earned.commitments),
        "P": lambda: _share("P", _l("Reached"), earned.progress),
        "Pd": lambda: _share("Pd", _l("Reached, of the milestones with a date"), earned.dated_progress),
        "PP": lambda: _share("PP", _l("Planned"), earned.planned),
        "KP": lambda: _amount("KP", _l("Cost forecast"), earned.cost_forecast),
        "M": lambda: _reported(state, found),
    }
    return inputs[symbol]()


def _reported(state: StrategyState, found: MeasureAssessment) -> Input:
    report = found.cost_report
    column = Column("M", _l("Cost forecast of a status report, no older than 365 days"), "money", optional=True)
    if report is None or report.cost_forecast is None:
        return Input(column, None)
    return Input(column, report.cost_forecast.cents, report.report_date, source_of(state, report.origin))


#: Figures of the table of money by their abbreviation.
FIGURES: dict[str, _Made] = {
    "BAC": plan,
    "AC": spent,
    "O": ordered,
    "AC+O": _of_inputs(
        Formula("spent_and_bound", _l("What is spent, and what is ordered and open."), "AC + O"), "AC", "O"
    ),
    "EV": _of_inputs(
        Formula("share_of_plan", _l("The share of the planned cost that is reached."), "EV = P·BAC", _SHARES), "P", "BAC"
    ),
    "PV": _of_inputs(
        Formula(
            "share_of_plan", _l("The share of the planned cost that should be reached by plan."), "PV = PP·BAC", _SHARES
        ),
        "PP", "BAC",
    ),
    "SPI": _of_inputs(
        Formula("spi_of_measure", _l("Work done by work planned, both of dated milestones."), "SPI = Pd·BAC / (PP·BAC)"),
        "Pd", "PP", "BAC",
    ),
    "CPI": _of_inputs(
        Formula("cpi_of_measure", _l("Work done by what was paid for it."), "CPI = P·BAC / AC"), "P", "BAC", "AC"
    ),
    "KP": _of_inputs(
        Formula(
            "cost_forecast",
            _l("The forecast of a status report, else what is paid and the rest as planned; at least what is spent and ordered."),
            "KP = max(AC + O, f); f = M | AC + (BAC − P·BAC)",
        ),
        "AC", "O", "M", "BAC", "P",
    ),
    "EAC1": _of_inputs(
        Formula("eac_at_pace", _l("The planned cost, if all goes on as dear as so far."), "EAC₁ = BAC·AC / (P·BAC)"),
        "BAC", "AC", "P",
    ),
    "u": _of_inputs(
        Formula("overrun", _l("What the cost forecast exceeds the plan by, by the plan."), "u = (KP − BAC) / BAC"),
        "KP", "BAC",
    ),
}  # fmt: skip
