"""The formulas of a measure's own page once more, written from their words alone."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

Inputs = dict[str, Any]
Rows = list[dict[str, Any]]


def _cents(amount: Fraction | int) -> int:
    exact = Fraction(amount)
    return int((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


def open_orders(_inputs: Inputs, rows: Rows) -> int:
    return max(0, sum(row["ordered"] - row["released"] for row in rows))


def share_of_plan(inputs: Inputs, _rows: Rows) -> int:
    [share] = [value for symbol, value in inputs.items() if symbol != "BAC"]
    return _cents(share * inputs["BAC"])


def spi_of_measure(inputs: Inputs, _rows: Rows) -> Fraction:
    return (inputs["Pd"] * inputs["BAC"]) / (inputs["PP"] * inputs["BAC"])


def cpi_of_measure(inputs: Inputs, _rows: Rows) -> Fraction:
    return inputs["P"] * inputs["BAC"] / inputs["AC"]


def cost_forecast(inputs: Inputs, _rows: Rows) -> int:
    told = inputs["M"]
    if told is None:
        told = inputs["AC"] + inputs["BAC"] - inputs["P"] * inputs["BAC"]
    return _cents(max(inputs["AC"] + inputs["O"], told))


def eac_at_pace(inputs: Inputs, _rows: Rows) -> int:
    return _cents(inputs["BAC"] * inputs["AC"] / (inputs["P"] * inputs["BAC"]))


def overrun(inputs: Inputs, _rows: Rows) -> Fraction:
    return Fraction(inputs["KP"] - inputs["BAC"]) / inputs["BAC"]


def moved(inputs: Inputs, _rows: Rows) -> int:
    return (inputs["f"] - inputs["f0"]).days


def forecast_by(inputs: Inputs, _rows: Rows) -> int:
    left = Fraction(inputs["p"] - inputs["p0"], inputs["p1"] - inputs["p0"])
    return _cents(inputs["AC"] + (inputs["KP"] - inputs["AC"]) * left)


def light_schedule(inputs: Inputs, _rows: Rows) -> str:
    if inputs["D1"] is None:
        return "grey"
    if inputs["duty"] or inputs["D1"] > inputs["D1_yellow"] or inputs["D2"] > inputs["D2_yellow"]:
        return "red"
    return "yellow" if inputs["D1"] > inputs["D1_green"] or inputs["D2"] > inputs["D2_green"] else "green"


def light_budget(inputs: Inputs, _rows: Rows) -> str:
    if inputs["over"]:
        return "red"
    if inputs["u"] is None:
        return "grey"
    return "green" if inputs["u"] <= inputs["u_green"] else "yellow" if inputs["u"] <= inputs["u_yellow"] else "red"


def _from_above(share: Fraction | None, green: Fraction, yellow: Fraction) -> str:
    if share is None:
        return "grey"
    return "green" if share >= green else "yellow" if share >= yellow else "red"


def light_effect(inputs: Inputs, _rows: Rows) -> str:
    return _from_above(inputs["rho"], inputs["rho_green"], inputs["rho_yellow"])


def light_data(inputs: Inputs, _rows: Rows) -> str:
    share = Fraction(inputs["n"], inputs["due"]) if inputs["due"] else None
    return _from_above(share, inputs["K_green"], inputs["K_yellow"])


MEASURE_FORMULAS = {
    made.__name__: made
    for made in (
        open_orders, share_of_plan, spi_of_measure, cpi_of_measure, cost_forecast, eac_at_pace, overrun, moved,
        forecast_by, light_schedule, light_budget, light_effect, light_data,
    )
} | {"spent_and_bound": lambda inputs, _rows: sum(inputs.values())}  # fmt: skip
