"""One cell of a workbook as the text that the reader of packages understands, or why it cannot be taken.

A number of Excel is a number: it is written with a decimal comma, which can mean one thing only. What Excel made of a
text on its own (a day of "3/4", a number of "007") is refused, because what was typed is lost.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from openpyxl.cell import Cell

from dashboard.codebook import Column
from dashboard.exchange.canonical import number_text
from dashboard.exchange.reading import Refused
from dashboard.exchange.workbook.layout import folded
from dashboard.text.catalog import gettext as _
from dashboard.text.formats import day

#: Digits that Excel keeps of a number; what lies behind them is noise of the binary form.
DIGITS = 15
LARGEST = 10**DIGITS
_WORDLIKE = ("text", "code", "ref", "object", "choice")
_PLAIN_FORMATS = ("General", "0", "@", "Standard")
#: A number format that shows thousands, millions or another currency, while the cell holds something else.
_SCALED = re.compile(
    r"T€|T ?EUR|k€|Tsd|Mio|Mrd|[#0],+(?:\"|$|;|\s)|\[\$(?!€)[^\]-]+|\$(?!€)(?![^\[]*\])|£|CHF|USD", re.I
)
#: How a workbook writes an underscore that begins no escape, and the line break of old systems.
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)|_x000D_")


class Text(NamedTuple):
    """What a cell says, and a note where something was left out."""

    text: str
    note: str | None = None


def text_of(column: Column, cell: Cell, values: Mapping[str, str]) -> Text:
    """The text of a filled cell. `values`: the value of each folded word of the column's choices.

    Raises Refused for formulas, error values, and what Excel has turned into something else.
    """
    if cell.data_type == "f":
        raise Refused(
            _("The cell contains a formula."), _("Copy the cell and insert it as a value (Paste special, Values).")
        )
    if cell.data_type == "e":
        raise Refused(
            _("The cell contains the error {error}.", error=cell.value),
            _("Empty the cell if the value is not known, or type the value."),
        )
    return _KINDS[type(cell.value)](column, cell, values)


def _typed_text(column: Column, cell: Cell, values: Mapping[str, str]) -> Text:
    text = _ESCAPED.sub(lambda found: "_" if "5" in found[0] else "", str(cell.value))
    return Text(values.get(folded(text), text))


def _flag(column: Column, cell: Cell, values: Mapping[str, str]) -> Text:
    if column.type != "flag":
        raise _turned(_("a truth value"))
    return Text("true" if cell.value else "false")


def _number(column: Column, cell: Cell, values: Mapping[str, str]) -> Text:
    if not abs(cell.value) < LARGEST:
        raise Refused(_("The number is too large."), _("Check the number, or choose a larger unit."))
    if column.type in _WORDLIKE:
        return Text(_code_of_digits(cell))
    number = Decimal(f"{cell.value:.{DIGITS}g}")
    if column.type == "day" and not 1900 <= number <= 2200:
        raise Refused(
            _("{number} is a number, no day.", number=_shown(number)), _("Type the day again, such as 31.05.2024.")
        )
    if column.type in ("money", "number"):
        _refuse_scaled(cell, percent=column.type == "money")
    if column.type == "money" and number != round(number, 2):
        raise Refused(
            _("{number} has more than two decimals.", number=_shown(number)), _("Round the amount to whole cents.")
        )
    if "%" in cell.number_format:
        return Text(f"{_shown(number * 100)} %")
    return Text(_shown(number))


def _shown(number: Decimal) -> str:
    return number_text(number).replace(".", ",")


def _code_of_digits(cell: Cell) -> str:
    """Whole digits stand for themselves; leading zeros and decimals are lost once Excel took them for a number."""
    if cell.value != int(cell.value) or cell.number_format not in _PLAIN_FORMATS:
        raise _turned(_("a number"))
    return str(int(cell.value))


def _refuse_scaled(cell: Cell, *, percent: bool) -> None:
    """Raises Refused where the cell shows another amount than it holds; `percent` is another unit as well."""
    if _SCALED.search(cell.number_format) or (percent and "%" in cell.number_format):
        raise Refused(
            _("The cell holds {number}, but its format shows another unit.", number=_shown(Decimal(str(cell.value)))),
            _("Set the format to a number without a unit, and check the amount."),
        )


def _day(column: Column, cell: Cell, values: Mapping[str, str]) -> Text:
    value: dt.datetime = cell.value
    if column.type == "day":
        clock = value.time() if isinstance(value, dt.datetime) else dt.time()
        note = _("The time of day was left out.") if clock != dt.time() else None
        return Text(value.strftime("%Y-%m-%d").rjust(10, "0"), note)
    if column.type == "period":
        raise Refused(
            _("Excel made the day {day} of what was typed.", day=day(value)),
            _("Set the format of the cell to text, then write 2024, 2024-H1, 2024-Q2, 2024-05 or 2024-05-31."),
        )
    raise _turned(_("the day {day}", day=day(value)))


def _clock(column: Column, cell: Cell, values: Mapping[str, str]) -> Text:
    raise _turned(_("a time of day"))


def _turned(what: str) -> Refused:
    return Refused(
        _("Excel made {what} of what was typed.", what=what),
        _("Set the format of the cell to text, then type it again as it should stand."),
    )


_KINDS: Mapping[type, Callable[[Column, Cell, Mapping[str, str]], Text]] = {
    str: _typed_text,
    bool: _flag,
    int: _number,
    float: _number,
    dt.datetime: _day,
    dt.date: _day,
    dt.time: _clock,
    dt.timedelta: _clock,
}
