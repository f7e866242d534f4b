"""A value as JSON: what each kind of column becomes, and which columns that makes.

Money is integer cents, a day ISO 8601, a light its name, missing is null and never 0. A number that a computer cannot
hold exactly stands twice: as a number to reckon with, and exactly as text ("11/28"). What a document states with its
own words keeps them. So one column of a page becomes one to four here: `target`, `target_exact`, `target_decimals`, …
as in the strategy packages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from dashboard.codebook import STATED_PARTS
from dashboard.reporting.status import STATUSES
from dashboard.reporting.table import Column

Schema = Mapping[str, Any]


def _precision(kind: str) -> Schema:
    return {"type": "string", "enum": list(STATED_PARTS[kind][1])}


_TEXT: Schema = {"type": "string"}
_INTEGER: Schema = {"type": "integer"}
_DAY: Schema = {"type": "string", "format": "date"}
_EXACT: Schema = {"type": "string", "pattern": r"^-?\d+(/\d+)?$"}


class Part(NamedTuple):
    """One column that a kind of column becomes: what is put behind its name, its type, its unit, its value."""

    suffix: str
    schema: Schema
    unit: str | None
    value: Callable[[Any], Any]


def _number(unit: str | None) -> tuple[Part, ...]:
    return (
        Part("", {"type": "number"}, unit, float),
        Part("_exact", _EXACT, unit, lambda value: str(Fraction(value))),
    )


_CENTS = "EUR cent"
_SHARE = "fraction of 1"
_MONEY = (Part("", _INTEGER, _CENTS, int),)

_PARTS: Mapping[str, tuple[Part, ...]] = MappingProxyType(
    {
        "day": (Part("", _DAY, None, lambda day: day.isoformat()),),
        "stated_day": (
            Part("", _DAY, None, lambda stated: stated.day.isoformat()),
            Part("_precision", _precision("stated_day"), None, lambda stated: stated.precision),
            Part("_words", _TEXT, None, lambda stated: stated.words),
        ),
        "money": _MONEY,
        "whole_money": _MONEY,
        "exact_money": _number(_CENTS),
        "stated_money": (
            Part("", _INTEGER, _CENTS, lambda stated: stated.cents),
            Part("_precision", _precision("stated_money"), None, lambda stated: stated.precision),
            Part("_words", _TEXT, None, lambda stated: stated.words),
        ),
        "share": _number(_SHARE),
        "points": _number(_SHARE),
        "ratio": _number("ratio"),
        "number": _number(None),
        "quantity": (
            Part("", {"type": "number"}, None, lambda found: float(found.value)),
            Part("_exact", _EXACT, None, lambda found: str(Fraction(found.value))),
            Part("_decimals", {"type": "integer", "minimum": 0}, None, lambda found: found.decimals),
            Part("_words", _TEXT, None, lambda found: found.words),
        ),
        "count": (Part("", _INTEGER, "count", int),),
        "days": (Part("", _INTEGER, "days", int),),
        "light": (Part("", {"type": "string", "enum": [s.light for s in STATUSES]}, None, str),),
        "flag": (Part("", {"type": "boolean"}, None, bool),),
    }
)
_WORDS = (Part("", _TEXT, None, str),)


def parts_of(column: Column) -> tuple[Part, ...]:
    """The columns that a column becomes; a kind that is not told apart here is text."""
    return _PARTS.get(column.kind, _WORDS)


def unit_of(column: Column, part: Part) -> str | None:
    """The unit of a figure; None for words and days, and where each row says its own."""
    return str(column.unit) if column.unit and part.unit else part.unit


def cells(column: Column, value: Any) -> dict[str, Any]:
    """A value under the names of its columns."""
    return {f"{column.name}{part.suffix}": None if value is None else part.value(value) for part in parts_of(column)}
