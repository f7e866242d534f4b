"""Figures as people read them (D16), in the current language.

Each function rounds half away from zero once, binds the unit with a no-break space, writes the minus as U+2212 and
never before a rounded 0. A computed figure that does not exist (None) is "–"; a fact that is missing is "not stated".
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, format_compact_currency, parse_pattern

from dashboard.domain.values import BERLIN, Period, StatedDay, StatedMoney, StatedNumber, half_up
from dashboard.text.catalog import current_language, ngettext
from dashboard.text.catalog import gettext as _
from dashboard.text.qualifiers import ABOUT, qualifier

Figure = int | Decimal | Fraction

NBSP = "\u00a0"
MINUS = "\u2212"
NO_VALUE = "–"

_MILLION_EUROS = 1_000_000
_THOUSANDS_FROM = 10_000
_LOCALES = {"de": "de", "en": "en_GB"}
_DAY_PATTERNS = {"month": "MMMM y", "quarter": "QQQQ y", "year": "y"}


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES[language])


@cache
def _pattern(language: str, kind: str, places: int) -> NumberPattern:
    """The language's own pattern with exactly so many decimals."""
    locale = _locale(language)
    patterns = {
        "money": locale.currency_formats["standard"],
        "percent": locale.percent_formats[None],
        "number": locale.decimal_formats[None],
    }
    decimals = "." + "0" * places if places else ""
    return parse_pattern(re.sub(r"(?<=0)(\.[0#]+)?(?![0#.,])", decimals, patterns[kind].pattern, count=1))


def _written(kind: str, rounded: Decimal, places: int, signed: bool) -> str:
    """The rounded figure in the language's pattern, with its sign in front."""
    language = current_language()
    text = _pattern(language, kind, places).apply(
        abs(rounded), _locale(language), currency="EUR", currency_digits=False
    )
    return _sign(rounded, signed) + text


def _sign(rounded: Decimal, signed: bool) -> str:
    if rounded < 0:
        return MINUS
    return "+" if signed and rounded > 0 else ""


def _rounded(value: Figure, places: int) -> Decimal:
    return half_up(Fraction(value), places)


def money(cents: Figure | None, *, signed: bool = False) -> str:
    """An exact amount: `1.834.169,98 €`."""
    if cents is None:
        return NO_VALUE
    return _written("money", _rounded(Fraction(cents) / 100, 2), 2, signed)


def whole_money(cents: Figure | None, *, signed: bool = False) -> str:
    """A forecast, in whole euros: `215.000 €`."""
    if cents is None:
        return NO_VALUE
    return _written("money", _rounded(Fraction(cents) / 100, 0), 0, signed)


def money_range(low: Figure, high: Figure) -> str:
    """`215.000–250.000 €`; one amount when both are the same euro."""
    if _rounded(Fraction(low) / 100, 0) == _rounded(Fraction(high) / 100, 0):
        return whole_money(high)
    first = number(Fraction(low) / 100) if current_language() == "de" else whole_money(low)
    return f"{first}–{whole_money(high)}"


def thousands(cents: Figure | None, places: int = 0, *, signed: bool = False) -> str:
    """Thousands of euro: `71 T€`."""
    if cents is None:
        return NO_VALUE
    rounded = _rounded(Fraction(cents) / 100_000, places)
    digits = _written("number", abs(rounded), places, signed=False)
    return _sign(rounded, signed) + _("€{amount}k", amount=digits).replace(" ", NBSP)


def short_money(cents: Figure | None, *, signed: bool = False) -> str:
    """An amount for a headline: `3,59 Mio. €`, `717 T€`, `5.000 €`."""
    if cents is None:
        return NO_VALUE
    euros = Fraction(cents) / 100
    if abs(euros) < _THOUSANDS_FROM:
        return whole_money(cents, signed=signed)
    if abs(euros) < _MILLION_EUROS - 500:
        return thousands(cents, signed=signed)
    unit = _MILLION_EUROS * (1000 if abs(euros) >= 1000 * _MILLION_EUROS else 1)
    rounded = half_up(euros / unit, 2) * unit
    text = format_compact_currency(abs(rounded), "EUR", locale=_locale(current_language()), fraction_digits=2)
    return _sign(rounded, signed) + text


def stated_money(amount: StatedMoney | None) -> str:
    """An amount as a document states it: `1.834.169,98 €`, `71 T€`, `rund 71.000 €`, `über 550.000 €`."""
    if amount is None:
        return _("not stated")
    if amount.precision == "keur":
        text = thousands(amount.cents, _places_needed(Fraction(amount.cents, 100_000), 3))
    elif amount.precision == "approx" and amount.cents % 100 == 0:
        text = whole_money(amount.cents)
    else:
        text = money(amount.cents)
    return _limited(amount, text)


def stated_number(value: StatedNumber | None, decimals: int | None = None, unit: str | None = None) -> str:
    """A number as a document states it, with its own decimals unless told otherwise: `rund 2.400.000`, `< 50.000`."""
    if value is None:
        return _("not stated")
    places = _places_needed(Fraction(value.value), 6) if decimals is None else decimals
    return _limited(value, quantity(value.value, places, unit))


def _limited(stated: StatedMoney | StatedNumber, amount: str) -> str:
    """The amount with the word that limits it; an approximate one without such a word is "rund"."""
    limit = qualifier(stated.words) or (ABOUT if stated.precision == "approx" else None)
    return limit.format(amount=amount).replace(" " + amount, NBSP + amount) if limit else amount


def _places_needed(value: Fraction, most: int) -> int:
    """The fewest decimals that show the value as it is, at most so many."""
    return next((places for places in range(most) if half_up(value, places) == value), most)


def percent(share: Figure | None, places: int = 1, *, signed: bool = False) -> str:
    """A share of 1 in percent: 0.3239 is `32,4 %`."""
    if share is None:
        return NO_VALUE
    return _written("percent", _rounded(share, places + 2), places, signed)


def points(difference: Figure | None, places: int = 1) -> str:
    """A difference of two shares, signed, in percentage points: `−15,2 Punkte`."""
    if difference is None:
        return NO_VALUE
    rounded = _rounded(Fraction(difference) * 100, places)
    unit = ngettext("point", "points", 1 if abs(rounded) == 1 else 2)
    return _written("number", rounded, places, signed=True) + NBSP + unit


def points_value(difference: Figure | None, places: int = 0) -> str:
    """A difference of two shares in percentage points, the number alone: `12`."""
    return NO_VALUE if difference is None else number(Fraction(difference) * 100, places)


def number(value: Figure | None, decimals: int = 0, *, signed: bool = False) -> str:
    """A number with grouped thousands: `4.600`."""
    if value is None:
        return NO_VALUE
    return _written("number", _rounded(value, decimals), decimals, signed)


def ratio(value: Figure | None) -> str:
    """An index such as SPI or CPI: two decimals."""
    return number(value, 2)


def quantity(value: Figure | None, decimals: int = 0, unit: str | None = None, *, signed: bool = False) -> str:
    """A number with its unit: `4.600 t`, `56 %`."""
    text = number(value, decimals, signed=signed)
    return f"{text}{NBSP}{unit}" if unit and value is not None else text


def days(count: int | None, *, signed: bool = False) -> str:
    """`31 Tage`, `1 Tag`; signed it is a deviation: `+244 Tage`, `−10 Tage`."""
    if count is None:
        return NO_VALUE
    return f"{number(count, signed=signed)}{NBSP}{ngettext('day', 'days', abs(count))}"


def day(date: dt.date | None) -> str:
    """`31.07.2025`."""
    return NO_VALUE if date is None else _dated(date, "medium")


def long_day(date: dt.date | None) -> str:
    """`31. Juli 2025`."""
    return NO_VALUE if date is None else _dated(date, "long").replace(". ", "." + NBSP)


def full_day(date: dt.date) -> str:
    """`Dienstag, 15. Juli 2025`, for a day that somebody is to keep."""
    return _dated(date, "full").replace(". ", "." + NBSP)


def _dated(date: dt.date, pattern: str) -> str:
    return format_date(date, pattern, locale=_locale(current_language()))


def moment(at: dt.datetime) -> str:
    """`03.01.2026, 14:05`, in the time of the town."""
    local = at.astimezone(BERLIN)
    return f"{day(local.date())}, {local:%H:%M}"


def stated_day(date: StatedDay | None) -> str:
    """A day as it was entered, else as precise as it is known: `III. Quartal 2019`, `September 2019`, `31.07.2025`."""
    if date is None:
        return _("not stated")
    return date.words or _dated(date.day, _DAY_PATTERNS.get(date.precision, "medium"))


def stated_span(first: StatedDay | None, last: StatedDay | None) -> str | None:
    """`01.01.2023 – 31.12.2028`, or the words of a document once where they name both days; None without a day."""
    if last is None:
        return _("from {day}", day=stated_day(first)) if first else None
    if last.words and (first is None or first.words == last.words):
        return last.words
    return f"{stated_day(first)} – {stated_day(last)}" if first else _("until {day}", day=stated_day(last))


def period(reported: Period) -> str:
    """`2024`, `1. Halbjahr 2024`, `2. Quartal 2024`, `Mai 2024` or a day."""
    if reported.first == reported.last:
        return day(reported.last)
    if "H" in reported.text:
        half = reported.text[-1]
        return (
            _("1st half of {year}", year=reported.year) if half == "1" else _("2nd half of {year}", year=reported.year)
        )
    precision = "quarter" if "Q" in reported.text else "month" if "-" in reported.text else "year"
    return _dated(reported.last, _DAY_PATTERNS[precision])


def shorten(text: str, length: int) -> str:
    """The text, or its beginning up to a whole word and "…", in at most so many characters."""
    if len(text) <= length:
        return text
    cut = text[:length].rsplit(" ", 1)[0] if " " in text[:length] else text[: length - 1]
    return cut.rstrip(" ,;:–-") + "…"
