"""Every formula once more, written from its words alone: inputs by symbol and the rows behind, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

Inputs = dict[str, Any]
Rows = list[dict[str, Any]]


def _share(rows: Rows, counts: str) -> Fraction:
    return Fraction(sum(row["w"] for row in rows if row[counts]), sum(row["w"] for row in rows))


def progress(_inputs: Inputs, rows: Rows) -> Fraction:
    return _share(rows, "c")


def planned_progress(inputs: Inputs, rows: Rows) -> Fraction:
    assert all(row["d"] == (row["baseline"].day <= inputs["t"]) for row in rows)
    return _share(rows, "d")


def deviation(inputs: Inputs, _rows: Rows) -> int:
    baseline, key_day = inputs["b"].day, inputs["t"]
    if "a" in inputs:
        return (inputs["a"].day - baseline).days
    if "f" in inputs:
        return (max(inputs["f"].day, key_day) - baseline).days
    return max(0, (key_day - baseline).days)


def overdue(inputs: Inputs, _rows: Rows) -> int:
    return max(0, (inputs["t"] - inputs["b"].day).days - inputs["p"])


_ORDER = ("green", "yellow", "red")


def _stepped(value: Any, green: Any, yellow: Any) -> str:
    return "green" if value <= green else "yellow" if value <= yellow else "red"


def light_overall(inputs: Inputs, _rows: Rows) -> str:
    rated = []
    if inputs["D1"] is not None:
        by_days = [_stepped(inputs[d], inputs[f"{d}_green"], inputs[f"{d}_yellow"]) for d in ("D1", "D2")]
        rated.append("red" if inputs["duty"] else max(by_days, key=_ORDER.index))
    if inputs["over"]:
        rated.append("red")
    elif inputs["u"] is not None:
        rated.append(_stepped(inputs["u"], inputs["u_green"], inputs["u_yellow"]))
    if not rated:
        return "grey"
    if inputs["rho"] is not None and inputs["rho"] < inputs["rho_yellow"]:
        rated.append("yellow")
    return max(rated, key=_ORDER.index)


#: Figures that nothing computes: their one input is the figure.
def stated(inputs: Inputs, _rows: Rows) -> Any:
    [value] = inputs.values()
    return value


def share(inputs: Inputs, _rows: Rows) -> Fraction | None:
    above, below = inputs.values()
    return Fraction(above, below) if below else None


def difference(inputs: Inputs, _rows: Rows) -> Any:
    first, *others = inputs.values()
    return first - sum(others)


def mean(_inputs: Inputs, rows: Rows) -> Fraction:
    values = [Fraction(row["x"]) for row in rows if row["x"] is not None]
    return sum(values, Fraction(0)) / len(values)


FORMULAS: dict[str, Callable[[Inputs, Rows], Any]] = {
    "addition": lambda inputs, _rows: sum(inputs.values()),
    "count": lambda _inputs, rows: len(rows),
    "deviation": deviation,
    "difference": difference,
    "light_overall": light_overall,
    "mean": mean,
    "overdue": overdue,
    "planned_progress": planned_progress,
    "progress": progress,
    "share": share,
    "stated": stated,
    "sum": lambda _inputs, rows: sum(row["x"] for row in rows),
}
#: Formulas whose inputs are words (a state); what they lead to stands in the words of the formula.
IN_WORDS = frozenset({"light_of_status"})
