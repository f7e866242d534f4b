"""Cells as people type them: "1.834.169,98 €", "rund 717 T€", "65 %", "Q3 2019", "ja". Nothing is guessed.

A column with its own precision and words takes them from what was typed; in every other column only a value that
leaves no doubt is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from dashboard.codebook import Column
from dashboard.domain.values import StatedMoney
from dashboard.exchange.canonical import cell_text, number_text
from dashboard.exchange.reading import Reading, Refused
from dashboard.text import formats, parsing
from dashboard.text.catalog import gettext as _
from dashboard.text.parsing_days import parse_day

Found = TypeVar("Found")

#: Shares of 1, which people write in percent.
_SHARES = ("quota", "cost_share")
_PLAIN = re.compile(r"[+\-−]?[\d.,]+")
_FLAGS = {"ja": True, "wahr": True, "true": True, "x": True, "1": True} | {
    "nein": False, "falsch": False, "false": False, "0": False
}  # fmt: skip


def typed(column: Column, text: str, stated: bool) -> Reading:
    """The reading of a cell that is not canonical. `stated`: precision and words have columns beside it.

    Raises Refused when it has no reading, or more than one.
    """
    return _TYPED[column.type](column, text, stated)


def _understood(parse: Callable[[str], Found], text: str, show: Callable, otherwise: Refused) -> Found:
    try:
        return parse(text)
    except parsing.Ambiguous as unclear:
        first, second = (show(reading) for reading in unclear.readings)
        raise Refused(
            _("“{text}” may mean {first} or {second}.", text=text, first=first, second=second),
            _("Write it so that only one is meant: {first} or {second}.", first=first, second=second),
        ) from None
    except parsing.NotUnderstood:
        raise otherwise from None


def _certain(precision: str, stated: bool, text: str) -> None:
    if precision == "approx" and not stated:
        raise Refused(_("“{text}” says only about how much.", text=text), _("Write the exact value."))


def _told(column: Column, text: str, value: object) -> str | None:
    """A note where the text is more than digits with points and commas."""
    if _PLAIN.fullmatch(text):
        return None
    return _("“{text}” was read as {value}.", text=text, value=cell_text(column, value))


def _money(column: Column, text: str, stated: bool) -> Reading:
    wrong = Refused(_("“{text}” is no amount.", text=text), _("Write euro with two decimals, such as 183417.01."))
    found = _understood(parsing.parse_money, text, formats.stated_money, wrong)
    if not isinstance(found, StatedMoney):
        raise wrong
    _certain(found.precision, stated, text)
    precision = None if found.precision == "exact" else found.precision
    return Reading(found.cents, precision, found.words, note=_told(column, text, found.cents))


def _quantity(text: str) -> parsing.Quantity:
    wrong = Refused(_("“{text}” is no number.", text=text), _("Write digits, and a comma before decimals."))
    found = _understood(parsing.parse_quantity, text, formats.stated_number, wrong)
    if found is None:
        raise wrong
    return found


def _number(column: Column, text: str, stated: bool) -> Reading:
    number, unit = _quantity(text)
    _certain(number.precision, stated, text)
    value = Decimal(number_text(number.value))
    if column.name in _SHARES and unit == "%":
        value, unit = Decimal(number_text(value / 100)), None
    precision = None if number.precision == "exact" else number.precision
    return Reading(value, precision, number.words, unit=bool(unit), note=_told(column, text, value))


def _integer(column: Column, text: str, stated: bool) -> Reading:
    number, unit = _quantity(text)
    if unit or number.value != int(number.value) or number.precision != "exact":
        raise Refused(_("“{text}” is no whole number.", text=text), _("Write digits only, such as 12."))
    return Reading(int(number.value))


def _day(column: Column, text: str, stated: bool) -> Reading:
    wrong = Refused(_("“{text}” is no day.", text=text), _("Write the day as 2024-05-31 or 31.05.2024; it must exist."))
    found = _understood(parse_day, text, str, wrong)
    if found is None:
        raise wrong
    if found.precision != "day" and not stated:
        raise Refused(_("“{text}” names no single day.", text=text), _("Write the day as 2024-05-31 or 31.05.2024."))
    if found.words is None:
        return Reading(found.day)
    return Reading(found.day, found.precision, found.words, note=_told(column, text, found.day))


def _flag(column: Column, text: str, stated: bool) -> Reading:
    try:
        return Reading(_FLAGS[text.casefold()])
    except KeyError:
        raise Refused(_("“{text}” is neither yes nor no.", text=text), _("Write true or false.")) from None


_TYPED: dict[str, Callable[[Column, str, bool], Reading]] = {
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
