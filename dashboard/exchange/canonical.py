"""The canonical text of a cell and the canonical order of rows: what an export writes and a reader takes exactly.

day 2024-05-31 · integer 12 · number 0.9 (no exponent, no trailing zeros) · money 183417.01 (euro, two decimals)
· flag true/false · everything else as it is, line breaks as LF · empty is "not stated".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from dashboard.codebook import Column, Table
from dashboard.exchange.package import Row

_INTEGER = re.compile(r"0|-?[1-9]\d*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_MONEY = re.compile(r"-?(?:0|[1-9]\d*)\.\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FLAGS = {"true": True, "false": False}


def number_text(value: Decimal) -> str:
    """The shortest plain decimal: 0.90 is 0.9, 1E+3 is 1000, -0 is 0."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def money_text(cents: int) -> str:
    """Cents as euro with two decimals: -5 is -0.05."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02d}"


def unix_lines(text: str) -> str:
    """The text with LF as its only line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


_WRITERS: dict[str, Callable] = {
    "day": dt.date.isoformat,
    "integer": str,
    "number": number_text,
    "money": money_text,
    "flag": lambda value: "true" if value else "false",
}


def cell_text(column: Column, value: object) -> str:
    """The canonical text of one value; None is the empty cell."""
    return "" if value is None else _WRITERS.get(column.type, unix_lines)(value)


class _Texts(dict[object, str]):
    """Each value of a column written once: the same day, code or flag stands in thousands of rows."""

    def __init__(self, column: Column) -> None:
        super().__init__({None: ""})
        self._write = _WRITERS.get(column.type, unix_lines)

    def __missing__(self, value: object) -> str:
        text = self[value] = self._write(value)
        return text


def cell_texts(column: Column, values: Iterable[object]) -> Iterator[str]:
    """The canonical texts of a whole column."""
    return map(_Texts(column).__getitem__, values)


def _whole(pattern: re.Pattern[str], make: Callable) -> Callable:
    def read(text: str) -> object:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return make(text)

    return read


def _flag(text: str) -> bool:
    try:
        return _FLAGS[text]
    except KeyError:
        raise ValueError(text) from None


_READERS: dict[str, Callable[[str], object]] = {
    "day": _whole(_DAY, dt.date.fromisoformat),
    "integer": _whole(_INTEGER, int),
    "number": _whole(_NUMBER, lambda text: Decimal(number_text(Decimal(text)))),
    "money": _whole(_MONEY, lambda text: int(text.replace(".", ""))),
    "flag": _flag,
}


def value_of(column: Column, text: str) -> object:
    """The value of a canonical cell text; ValueError when the text is not canonical. Empty must be handled before."""
    return _READERS.get(column.type, unix_lines)(text)


def order(table: Table, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows by key (text, but integers as numbers), then known_on; an empty known_on comes last."""
    whole = {column.name for column in table.columns if column.type == "integer"}

    def position(row: Row) -> tuple:
        # A day's ISO text sorts as the day does, and every other key part but an integer is text already.
        key = [row[name] if name in whole else str(row[name]) for name in table.key]
        return key, row.get("known_on") or dt.date.max

    return tuple(sorted(rows, key=position))
