"""One cell: from the text that stands there to the value, or to what is wrong with it and what to do.

The canonical text is tried first. What is not canonical, or a number outside a canonical file, is read as people
write it (German thousands, "71 T€", "Q3 2019"); never is a value guessed that could mean two things.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from difflib import get_close_matches

from dashboard.codebook import CODE_PATTERN, FIRST_YEAR, LAST_YEAR, Column
from dashboard.domain.values import Period
from dashboard.exchange.canonical import number_text, value_of
from dashboard.exchange.descriptor import SLUG_PATTERN
from dashboard.exchange.placeholder import is_placeholder
from dashboard.exchange.reading import Reading, Refused
from dashboard.exchange.typed import Where, typed
from dashboard.reserved import taken_slug
from dashboard.text.catalog import gettext as _
from dashboard.text.control import has_control
from dashboard.text.formats import money
from dashboard.text.parsing import is_missing

MAX_TEXT = 10_000
#: Characters of a cell that is no text.
LONGEST_CELL = 100
#: Digits of a number: more than any amount needs, and no more than decimal arithmetic keeps.
MOST_DIGITS = 28
MAX_INTEGER = 2_147_483_647
MAX_CENTS = 10**15
MAX_NUMBER = Decimal(10**15)
MAX_DECIMALS = 6

_CODE = re.compile(CODE_PATTERN)
_CODES = ("code", "ref", "object", "choice")


def read_cell(column: Column, raw: str, canonical: bool, stated: bool = False) -> Reading:
    """The reading of one cell of `column`.

    `canonical`: numbers with a point are exactly what they say. `stated`: the column has its precision and words
    beside it.
    """
    text = raw.strip(" \u00a0") if column.type == "text" else raw.strip()
    if not text:
        return Reading()
    if column.type != "text" and (len(text) > LONGEST_CELL or _has_too_many_digits(column, text)):
        return Reading(reason=_("“{text}…” is too long for this column.", text=text[:40]), remedy=_("Shorten it."))
    if is_placeholder(text):
        return Reading(
            reason=_("The cell is still to be filled: “{text}”.", text=text),
            remedy=_("Replace it: {de}.", de=column.de),
        )
    if _is_missing(column, text):
        return Reading(missing=True, note=_("“{text}” counts as: not stated.", text=text))
    try:
        reading = _value(column, text, canonical, stated)
        _CHECKS.get(column.type, _nothing)(column, reading.value)
    except Refused as refused:
        return Reading(reason=refused.reason, remedy=refused.remedy)
    return reading


def _has_too_many_digits(column: Column, text: str) -> bool:
    return column.type in ("integer", "number", "money") and sum(map(str.isdigit, text)) > MOST_DIGITS


def _is_missing(column: Column, text: str) -> bool:
    """X12; but a text keeps its own words, and a code may be letters that are short for something."""
    if column.type == "text" or (column.type in _CODES and text.isalnum()):
        return False
    return is_missing(text)


def _value(column: Column, text: str, canonical: bool, stated: bool) -> Reading:
    if canonical or column.type not in ("number", "money"):
        try:
            return Reading(value_of(column, text))
        except ValueError:
            pass
    return typed(column, text, Where(stated, canonical))


def _nothing(column: Column, value: object) -> None:
    """No rule beyond the type."""


def _check_text(column: Column, value: str) -> None:
    if has_control(value):
        raise Refused(_("The text contains control characters."), _("Delete them, or type the text again."))
    limit = column.max_length or MAX_TEXT
    if len(value) > limit:
        raise Refused(
            _("The text has {length} characters; {limit} is the limit.", length=len(value), limit=limit),
            _("Shorten it."),
        )
    if column.name in _FORMATS:
        _FORMATS[column.name](value)


def _check_ags(value: str) -> None:
    if not re.fullmatch(r"[0-9]{8}", value):
        raise Refused(
            _("“{text}” is no official municipality key: it has eight digits.", text=value[:60]),
            _("Spreadsheets drop leading zeros: set the column to text and write all eight digits."),
        )


def _check_month_day(value: str) -> None:
    try:
        dt.date.fromisoformat(f"2023-{value}")
    except ValueError:
        raise Refused(_("“{text}” is no day of a year.", text=value[:60]), _("Write it as 01-01 or 07-01.")) from None
    if not value.endswith("-01"):
        # Payments are summed by month (D6), so a year that begins inside one would count days of its neighbour.
        raise Refused(
            _("“{text}” lies inside a month; a fiscal year begins on the first day of one.", text=value),
            _("Write the first day of a month, such as 01-01 or 07-01."),
        )


def _check_url(value: str) -> None:
    if not re.fullmatch(r"https?://[^\s/]\S*", value):
        raise Refused(
            _("“{text}” is no address.", text=value[:60]), _("Write the whole address, beginning with https://.")
        )


_FORMATS: dict[str, Callable[[str], None]] = {
    "ags": _check_ags,
    "fiscal_year_start": _check_month_day,
    "url": _check_url,
    "website": _check_url,
    "it_source_url": _check_url,
}


def _check_code(column: Column, value: str) -> None:
    if not _CODE.fullmatch(value):
        raise Refused(
            _("“{text}” is no code.", text=value[:60]),
            _("A code has 1 to 40 letters, digits, points, hyphens or underscores, and no spaces."),
        )

    if column.name == "slug" and not re.fullmatch(SLUG_PATTERN, value):
        raise Refused(
            _("“{text}” cannot stand in an address.", text=value),
            _("A short name has small letters a to z, digits and hyphens only."),
        )
    if column.name == "slug" and taken_slug(value):
        raise Refused(
            _("“{text}” is the address of another page.", text=value), _("Give the strategy another short name.")
        )


def _check_choice(column: Column, value: str) -> None:
    if value not in column.values:
        close = get_close_matches(value.casefold(), column.values, 1)
        meant = _("Is “{close}” meant?", close=close[0]) + " " if close else ""
        raise Refused(
            _("“{text}” is not one of the possible values.", text=value[:60]),
            meant + _("Possible: {values}.", values=", ".join(column.values)),
        )


def _check_day(_column: Column, value: dt.date) -> None:
    _check_year(value.year)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            _("The year {year} lies outside {first} to {last}.", year=year, first=FIRST_YEAR, last=LAST_YEAR),
            _("Check the year."),
        )


def _check_period(column: Column, value: str) -> None:
    try:
        period = Period.parse(value)
    except ValueError:
        raise Refused(
            _("“{text}” is no period.", text=value[:60]),
            _("Write 2024, 2024-H1, 2024-Q2, 2024-05 or a day such as 2024-05-31."),
        ) from None
    _check_day(column, period.last)


def _check_integer(column: Column, value: int) -> None:
    if column.is_year:
        _check_year(value)
    low = column.minimum if column.minimum is not None else -MAX_INTEGER
    high = column.maximum if column.maximum is not None else MAX_INTEGER
    if not low <= value <= high:
        raise Refused(
            _("{value} lies outside {low} to {high}.", value=value, low=low, high=high), _("Check the number.")
        )


def _check_number(column: Column, value: Decimal) -> None:
    if abs(value) >= MAX_NUMBER:
        raise Refused(_("The number is too large."), _("Check the number, or choose a larger unit."))
    if "." in number_text(value) and len(number_text(value).partition(".")[2]) > MAX_DECIMALS:
        raise Refused(
            _("The number has more than {limit} decimals.", limit=MAX_DECIMALS), _("Round it before the import.")
        )


def _check_money(column: Column, value: int) -> None:
    if abs(value) >= MAX_CENTS:
        raise Refused(_("The amount is too large."), _("Check the amount: is the unit right?"))
    if column.minimum is not None and value < 100 * column.minimum:
        raise Refused(
            _("The amount {amount} cannot be negative here.", amount=money(value)),
            _("Write it without a sign; what comes back is a payment of its own, with its reason."),
        )


_CHECKS: dict[str, Callable] = {
    "text": _check_text,
    "code": _check_code,
    "ref": _check_code,
    "object": _check_code,
    "choice": _check_choice,
    "day": _check_day,
    "period": _check_period,
    "integer": _check_integer,
    "number": _check_number,
    "money": _check_money,
}
