"""Cells as people type them: "1.834.169,98 €", "rund 717 T€", "65 %", "Q3 2019", "ja". Nothing is guessed.

A column with its own precision and words takes them from what was typed; in every other column only a value that
leaves no doubt is taken. In a file with points before decimals, what is read otherwise than it stands is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from dashboard.codebook import Column
from dashboard.exchange.canonical import cell_text, money_text, number_text
from dashboard.exchange.reading import Reading, Refused
from dashboard.text import formats, parsing
from dashboard.text.catalog import gettext as _
from dashboard.text.parsing_days import parse_day

#: Shares of 1, which people write in percent.
_SHARES = ("quota", "cost_share")
_PLAIN = re.compile(r"[+\-−]?[\d.,]+")
#: Commas between thousands: with points before decimals the only reading, and how no German office writes.
_ENGLISH = re.compile(r"[+\-−]?\s*[1-9]\d{0,2}(?:(?:,\d{3})+\.\d*|(?:,\d{3}){2,})")
#: With points before decimals this comma may stand before decimals or part thousands.
_ONE_COMMA = re.compile(r"[+\-−]?\s*[1-9]\d{0,2},\d{3}")
_FLAGS = {"ja": True, "wahr": True, "true": True, "x": True, "1": True} | {
    "nein": False, "falsch": False, "false": False, "0": False
}  # fmt: skip


class Where(NamedTuple):
    """What a cell stands among: `stated`, precision and words beside it; `points`, a file with points before decimals."""

    stated: bool = False
    points: bool = False


class _Kind(NamedTuple):
    """A reader of what people type, and how a reading is said to people and in a package."""

    parse: Callable[[str], Any]
    said: Callable[[Any], str]
    packed: Callable[[Any], str]


_AMOUNT = _Kind(parsing.parse_money, formats.stated_money, lambda found: money_text(found.cents))
_QUANTITY = _Kind(parsing.parse_quantity, formats.stated_number, lambda found: number_text(found.value))
_DATE = _Kind(parse_day, str, str)


def typed(column: Column, text: str, where: Where) -> Reading:
    """The reading of a cell that is not canonical. Raises Refused when it has no reading, or more than one."""
    if where.points and column.type in ("number", "money"):
        _refuse_commas(column, text)
    return _TYPED[column.type](column, text, where)


def _refuse_commas(column: Column, text: str) -> None:
    """Raises Refused for digits whose commas part thousands, or may do so, where a point stands before decimals."""
    number = text.replace("−", "-").replace(" ", "")
    if _ENGLISH.fullmatch(text):
        written = _packed(column, number.replace(",", ""))
        raise Refused(
            _("“{text}” has commas between thousands.", text=text),
            _("Write {value}: digits, and a point before decimals.", value=written),
        )
    if column.type == "number" and _ONE_COMMA.fullmatch(text):
        thousands, decimals = _packed(column, number.replace(",", "")), _packed(column, number.replace(",", "."))
        raise Refused(
            _("“{text}” may mean {first} or {second}.", text=text, first=thousands, second=decimals),
            _("Write it so that only one is meant: {first} or {second}.", first=thousands, second=decimals),
        )


def _packed(column: Column, number: str) -> str:
    """A number as a package writes it in this column."""
    value = Decimal(number)
    return f"{value:.2f}" if column.type == "money" else number_text(value)


def _understood(kind: _Kind, text: str, where: Where, reason: str, remedy: str) -> Any:
    try:
        found = kind.parse(text)
    except parsing.Ambiguous as unclear:
        raise _unclear(kind, text, where, *unclear.readings) from None
    except parsing.NotUnderstood:
        found = None
    if found is None:
        raise Refused(reason, remedy)
    return found


def _unclear(kind: _Kind, text: str, where: Where, *readings: Any) -> Refused:
    """Which two things a text may mean, and how to write each of them where it stands."""
    first, second = map(kind.said, readings)
    one, other = map(kind.packed, readings) if where.points else (first, second)
    return Refused(
        _("“{text}” may mean {first} or {second}.", text=text, first=first, second=second),
        _("Write it so that only one is meant: {first} or {second}.", first=one, second=other),
    )


def _certain(precision: str, where: Where, text: str) -> None:
    if precision == "approx" and not where.stated:
        raise Refused(_("“{text}” says only about how much.", text=text), _("Write the exact value."))


def _told(column: Column, text: str, value: object, where: Where) -> str | None:
    """A note where the text is more than a number; where points stand before decimals, also for one read otherwise."""
    written = cell_text(column, value)
    if _PLAIN.fullmatch(text) and not (where.points and _reads_otherwise(text, written)):
        return None
    return _("“{text}” was read as {value}.", text=text, value=written)


def _reads_otherwise(text: str, written: str) -> bool:
    """Whether digits with a point before decimals say something else than what was read: "1.234" read as 1234.00."""
    try:
        return Decimal(text.replace("−", "-")) != Decimal(written)
    except InvalidOperation:
        return True


def _money(column: Column, text: str, where: Where) -> Reading:
    example = "183417.01" if where.points else "183417,01"
    found = _understood(
        _AMOUNT, text, where,
        _("“{text}” is no amount.", text=text), _("Write euro with two decimals, such as {example}.", example=example),
    )  # fmt: skip
    _certain(found.precision, where, text)
    precision = None if found.precision == "exact" else found.precision
    return Reading(found.cents, precision, found.words, note=_told(column, text, found.cents, where))


def _number(column: Column, text: str, where: Where) -> Reading:
    number, unit = _understood(
        _QUANTITY, text, where,
        _("“{text}” is no number.", text=text),
        _("Write digits, and a point before decimals.") if where.points
        else _("Write digits, and a comma before decimals."),
    )  # fmt: skip
    _certain(number.precision, where, text)
    value = Decimal(number_text(number.value))
    if column.name in _SHARES and unit == "%":
        value, unit = Decimal(number_text(value / 100)), None
    precision = None if number.precision == "exact" else number.precision
    return Reading(value, precision, number.words, unit=bool(unit), note=_told(column, text, value, where))


def _integer(column: Column, text: str, where: Where) -> Reading:
    wrong = Refused(_("“{text}” is no whole number.", text=text), _("Write digits only, such as 12."))
    if where.points and "," in text:
        raise wrong
    try:
        found = parsing.parse_quantity(text)
    except parsing.NotUnderstood:
        raise wrong from None
    if found is None or found.unit or found.number.precision != "exact" or found.number.value % 1:
        raise wrong
    value = int(found.number.value)
    return Reading(value, note=_told(column, text, value, where))


def _day(column: Column, text: str, where: Where) -> Reading:
    found = _understood(
        _DATE, text, where,
        _("“{text}” is no day.", text=text), _("Write the day as 2024-05-31 or 31.05.2024; it must exist."),
    )  # fmt: skip
    if found.precision != "day" and not where.stated:
        raise Refused(_("“{text}” names no single day.", text=text), _("Write the day as 2024-05-31 or 31.05.2024."))
    if found.words is None:  # a plain day; that of a year in two digits is told
        note = None if str(found.day.year) in text else _told(column, text, found.day, where)
        return Reading(found.day, note=note)
    return Reading(found.day, found.precision, found.words, note=_told(column, text, found.day, where))


def _flag(column: Column, text: str, where: Where) -> Reading:
    try:
        return Reading(_FLAGS[text.casefold()])
    except KeyError:
        raise Refused(_("“{text}” is neither yes nor no.", text=text), _("Write true or false.")) from None


_TYPED: dict[str, Callable[[Column, str, Where], Reading]] = {
    "day": _day,
    "integer": _integer,
    "number": _number,
    "money": _money,
    "flag": _flag,
}


def unit_fits(text: str, unit: str | None) -> bool:
    """Whether the unit that was typed behind a number is the one its row has."""
    try:
        parsing.parse_number(text, unit)
    except parsing.NotUnderstood:
        return False
    return True
