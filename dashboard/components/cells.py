"""A value as people read it: one function for screen and HTML tables, one for CSV files."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dashboard.domain.values import StatedNumber, half_up
from dashboard.reporting.status import STATUS_OF
from dashboard.reporting.table import Column, Quantity
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


def quantity(found: Quantity) -> str:
    """A number with its own decimals and the words that limit it."""
    if found.words is None:
        return formats.number(found.value, found.decimals)
    return formats.stated_number(
        StatedNumber(half_up(found.value, found.decimals), "approx", found.words), found.decimals
    )


_TEXTS: dict[str, Callable[[Any], str]] = {
    "money": formats.money,
    "exact_money": formats.money,
    "whole_money": formats.whole_money,
    "share": formats.percent,
    "ratio": formats.ratio,
    "points": formats.points,
    "day": formats.day,
    "stated_day": formats.stated_day,
    "stated_money": formats.stated_money,
    "count": formats.number,
    "days": formats.days,
    "quantity": quantity,
    "flag": lambda value: _("yes") if value else _("no"),
}


def text(column: Column, value: Any) -> str:
    """The value as it stands on screen; a missing one is said, never shown as 0 or nothing."""
    if value is None:
        return "–" if column.optional else _("not stated")
    if column.kind == "light":
        return str(STATUS_OF[value].word)
    if column.kind == "number":
        return formats.number(value, column.decimals)
    return str(_TEXTS[column.kind](value)) if column.kind in _TEXTS else str(value)


def plain(column: Column, value: Any) -> str:
    """The value as a machine reads it: ISO days, euro with two decimals, fractions of 1, a point before decimals."""
    if value is None:
        return ""
    if column.kind in ("money", "whole_money"):
        return str(Decimal(value).scaleb(-2).quantize(Decimal("0.01")))
    if column.kind == "stated_money":
        return str(Decimal(value.cents).scaleb(-2).quantize(Decimal("0.01")))
    if column.kind == "stated_day":
        return str(value.words or value.day.isoformat())
    if isinstance(value, Quantity):
        value = value.value
    if isinstance(value, Fraction):
        return f"{half_up(value, 10).normalize():f}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if column.kind == "flag":
        return "true" if value else "false"
    return value.isoformat() if column.kind == "day" else str(value)
