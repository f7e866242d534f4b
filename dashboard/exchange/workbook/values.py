"""One value into one cell, so that it comes back exactly: texts as texts, numbers as numbers, days as days."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell

from dashboard.codebook import Column
from dashboard.exchange.canonical import number_text
from dashboard.exchange.workbook.native import DIGITS

_FORMATS = {"day": "dd/mm/yyyy", "integer": "0", "number": "General", "money": '#,##0.00\\ "€"'}
#: A text that a spreadsheet would read as the name of a character ("_x0041_"): the same text, said to be text.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: Texts that a spreadsheet would take for a formula once somebody edits them.
_LIKE_FORMULAS = ("=", "+", "-", "@")


def number_format(column: Column) -> str:
    """The format of the column's cells; what is typed into a text cell stays as it was typed."""
    return _FORMATS.get(column.type, "@")


def put(cell: Cell, column: Column, value: Any, spoken: Mapping[str, str]) -> None:
    """Set the cell to the value of a package row, with its format.

    `spoken`: the word of each value of a choice or flag. A text in a column of another type stays a text.
    """
    cell.number_format = number_format(column)
    if isinstance(value, str):
        _put_text(cell, spoken.get(value, value))
    else:
        _WRITERS[column.type](cell, value, spoken)


def _put_text(cell: Cell, text: str) -> None:
    cell.value = _ESCAPE.sub("_x005F_", text)
    # openpyxl makes a formula of "=1+1" and an error of "#N/A"; in a package both are words.
    cell.data_type = "s"
    if text.startswith(_LIKE_FORMULAS):
        cell.quotePrefix = True


def _put_number(cell: Cell, value: Decimal, spoken: Mapping[str, str]) -> None:
    """A number of more digits than a spreadsheet keeps is written in words of digits."""
    text = number_text(value)
    if len(text.replace(".", "").lstrip("-0")) > DIGITS:
        _put_text(cell, text.replace(".", ","))
    else:
        cell.value = float(value) if "." in text else int(value)


def _put_money(cell: Cell, cents: int, spoken: Mapping[str, str]) -> None:
    _put_number(cell, Decimal(cents) / 100, spoken)


def _put_flag(cell: Cell, value: bool, spoken: Mapping[str, str]) -> None:
    _put_text(cell, spoken["true" if value else "false"])


def _put_itself(cell: Cell, value: Any, spoken: Mapping[str, str]) -> None:
    cell.value = value
    # Setting a day gives the cell a format of openpyxl's own.
    cell.number_format = _FORMATS.get(cell.number_format, cell.number_format)


_WRITERS: Mapping[str, Callable[[Cell, Any, Mapping[str, str]], None]] = {
    "day": _put_itself,
    "integer": _put_itself,
    "number": _put_number,
    "money": _put_money,
    "flag": _put_flag,
}
