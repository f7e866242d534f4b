"""Every formula once more, written from its words alone: inputs by symbol and the rows behind, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.why.measure_formulas import MEASURE_FORMULAS

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


def light_of_field(_inputs: Inputs, rows: Rows) -> str:
    rated = [row for row in rows if row["light"] in _ORDER]
    if not rows or 2 * len(rated) < len(rows):
        return "grey"
    red, yellow = (sum(row["light"] == light for row in rated) for light in ("red", "yellow"))
    if 3 * red >= len(rated) or any(row["light"] == "red" and row["key"] for row in rated):
        return "red"
    return "yellow" if red or 3 * yellow >= len(rated) else "green"


def stated(inputs: Inputs, _rows: Rows) -> Any:
    """Nothing computes it: its one input is the figure."""
    [value] = inputs.values()
    return value


def share(inputs: Inputs, _rows: Rows) -> Fraction | None:
    above, below = inputs.values()
    return Fraction(above) / Fraction(below) if below else None


def difference(inputs: Inputs, _rows: Rows) -> Any:
    first, *others = inputs.values()
    return first - sum(others)


def mean(_inputs: Inputs, rows: Rows) -> Fraction:
    values = [Fraction(row["x"]) for row in rows if row["x"] is not None]
    return sum(values, Fraction(0)) / len(values)


def rounded(amount: Any) -> int:
    """Cents, half up, away from zero."""
    whole = Fraction(amount)
    return int(abs(whole) + Fraction(1, 2)) * (1 if whole >= 0 else -1)


def time_share(inputs: Inputs, _rows: Rows) -> Fraction:
    return gone(inputs["a"].day, inputs["e"].day, inputs["t"])


def gone(first: Any, last: Any, day: Any) -> Fraction:
    share = Fraction((day - first).days + 1, (last - first).days + 1)
    return min(Fraction(1), max(Fraction(0), share))


def planned_by(inputs: Inputs, rows: Rows) -> int:
    return rounded(sum(row["x"] * gone(row["first"], row["last"], inputs["t"]) for row in rows))


def planned_share(inputs: Inputs, rows: Rows) -> Fraction:
    return Fraction(planned_by(inputs, rows), inputs["BAC"])


def forecast_of_scope(inputs: Inputs, rows: Rows) -> int:
    return inputs["BAC"] + rounded(sum(row["KP"] - row["BAC"] for row in rows))


def ratio_of_sums(_inputs: Inputs, rows: Rows) -> Fraction:
    plan = sum(row["BAC"] for row in rows)
    return Fraction(sum(row["KP"] for row in rows) - plan) / plan


def entitlement(inputs: Inputs, _rows: Rows) -> int:
    return _entitled({"refused": False} | inputs)


def _entitled(row: dict[str, Any]) -> int:
    return 0 if row["refused"] else min(rounded(Fraction(row["E"]) * Fraction(row["q"])), row["A"])


def entitlements(_inputs: Inputs, rows: Rows) -> int:
    return sum(_entitled(row) for row in rows if row["refused"] or (row["q"] is not None and row["A"] is not None))


def _at_pace(row: dict[str, Any], day: Any) -> int | None:
    if row["end"] is None or row["first"] is None or row["last"] is None:
        return row["V"]
    return min(row["end"], rounded(Fraction(row["V"]) / row["tau"] * gone(row["first"], row["last"], day)))


def entitlements_at_pace(inputs: Inputs, rows: Rows) -> int:
    return sum(amount for row in rows if (amount := _at_pace(row, inputs["t"])) is not None)


def forecast_between(inputs: Inputs, _rows: Rows) -> int:
    spent, end, planned, now, whole = (inputs[name] for name in ("S", "K", "P", "P0", "P1"))
    return rounded(spent + Fraction((end - spent) * (planned - now), whole - now))


def shares_of_plans(_inputs: Inputs, rows: Rows) -> int:
    return rounded(sum(row["BAC"] * row["w"] for row in rows if row["w"] is not None))


def target_path(inputs: Inputs, rows: Rows) -> Fraction:
    year, corners = inputs["y"], [(row["y"], Fraction(row["x"])) for row in rows]
    for (y1, a), (y2, b) in pairwise(corners):
        if year <= y2:
            return a + (b - a) * (year - y1) / (y2 - y1)
    return corners[-1][1]


def path_attainment(i: Inputs, _rows: Rows) -> Fraction:
    return Fraction(i["V"] - i["B"]) / Fraction(i["S"] - Fraction(i["B"]))


def _shortfall(distance: Any, tolerance: Any) -> Fraction:
    return Fraction(1) if distance <= 0 else max(Fraction(0), 1 - Fraction(distance) / Fraction(tolerance))


def attainment_range(i: Inputs, _rows: Rows) -> Fraction:
    lower, upper = Fraction(i["L"]), Fraction(i["U"])
    return _shortfall(max(lower - Fraction(i["V"]), Fraction(i["V"]) - upper), i["d"] or (upper - lower) / 2)


def to_target(i: Inputs, _rows: Rows) -> Fraction:
    return Fraction(i["V"] - i["B"]) / Fraction(i["T"] - i["B"])


def light_of_indicator(i: Inputs, _rows: Rows) -> str:
    if not i["there"] or i["rho"] is None or not i["fresh"]:
        return "grey"
    return "green" if i["rho"] >= i["green"] else "yellow" if i["rho"] >= i["yellow"] else "red"


def coverage(_inputs: Inputs, rows: Rows) -> Fraction:
    return Fraction(sum(row["x"] is not None for row in rows), len(rows))


FORMULAS: dict[str, Callable[[Inputs, Rows], Any]] = MEASURE_FORMULAS | {
    "attainment_down": to_target,
    "attainment_maintain": lambda i, _rows: _shortfall(abs(i["V"] - i["T"]) - i["d"], i["d"]),
    "attainment_max": lambda i, _rows: _shortfall(i["V"] - i["T"], i["d"]),
    "attainment_min": lambda i, _rows: _shortfall(i["T"] - i["V"], i["d"]),
    "attainment_range": attainment_range,
    "attainment_up": to_target,
    "addition": lambda inputs, _rows: sum(inputs.values()),
    "coverage": coverage,
    "days_since": lambda i, _rows: (i["t"] - i["d"]).days,
    "distinct": lambda _inputs, rows: len({row["region"] for row in rows if row["region"]}),
    "goal_effect": lambda inputs, rows: mean(inputs, rows) if coverage(inputs, rows) >= Fraction(60, 100) else None,
    "count": lambda _inputs, rows: len(rows),
    "deviation": deviation,
    "difference": difference,
    "days_until": lambda inputs, _rows: (inputs["d"] - inputs["t"]).days,
    "eac2": lambda i, _rows: rounded(i["AC"] + (i["BAC"] - i["EV"])),
    "entitlement": entitlement,
    "entitlements": entitlements,
    "entitlements_at_pace": entitlements_at_pace,
    "forecast_between": forecast_between,
    "forecast_of_scope": forecast_of_scope,
    "days_between": lambda inputs, _rows: (inputs["F2"] - inputs["F1"]).days,
    "light_of_field": light_of_field,
    "light_of_indicator": light_of_indicator,
    "path_attainment": path_attainment,
    "running_total": lambda inputs, rows: inputs["B"] + sum(row["x"] for row in rows),
    "target_path": target_path,
    "light_overall": light_overall,
    "mean": mean,
    "planned_by": planned_by,
    "planned_share": planned_share,
    "ratio_of_sums": ratio_of_sums,
    "rest": lambda inputs, rows: inputs["whole"] - sum(row["x"] for row in rows),
    "rounded_difference": lambda inputs, _rows: rounded(difference(inputs, [])),
    "rounded_quotient": lambda inputs, _rows: rounded(inputs["BAC"] / inputs["CPI"]),
    "rounded_sum": lambda _inputs, rows: rounded(sum(row["x"] for row in rows)),
    "shares_of_plans": shares_of_plans,
    "tcpi": lambda i, _rows: Fraction(i["BAC"] - i["EV"]) / (i["BAC"] - i["AC"]),
    "time_share": time_share,
    "overdue": overdue,
    "planned_progress": planned_progress,
    "progress": progress,
    "score": lambda i, _rows: 0 if i["accepted"] else i["s"],
    "share": share,
    "stated": stated,
    "stated_day": lambda inputs, _rows: stated(inputs, []).day,
    "expected_day": lambda i, _rows: max((i["f"] if "f" in i else i["b"]).day, i["t"]),
    "sum": lambda _inputs, rows: sum(row["x"] for row in rows),
}
#: Formulas whose inputs are words (a state); what they lead to stands in the words of the formula.
IN_WORDS = frozenset({"light_of_status"})
