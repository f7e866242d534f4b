"""Small values of the field: a stated day, amount or number, a period, a reference, an origin.

Money is integer cents, days are dates, everything else that is counted is `Decimal`.
Missing is `None`, never 0. What a document said in words ("rund", "Q3 2019") travels with the value.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

#: The time in which a town has its days.
BERLIN = ZoneInfo("Europe/Berlin")


class Ref(NamedTuple):
    """What a row hangs on: kind ("strategy", "goal", "field", "measure", …) and code."""

    kind: str
    code: str


class Origin(NamedTuple):
    """Where a fact comes from and since when it was known."""

    source: str | None = None
    section: str | None = None
    known_on: dt.date | None = None


NO_ORIGIN = Origin()


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day as a document gives it. `day` is the last day that fits; `words` are the document's own."""

    day: dt.date
    precision: str = "day"
    words: str | None = None

    @property
    def first(self) -> dt.date:
        """The first day that fits: "Q3 2019" may mean 1 July 2019."""
        months = {"month": 1, "quarter": 3, "year": 12}.get(self.precision)
        if months is None:
            return self.day
        return self.day.replace(month=(self.day.month - 1) // months * months + 1, day=1)


@dataclass(frozen=True, slots=True)
class StatedMoney:
    """An amount in cents with the precision (exact, keur, approx) and words it was stated with."""

    cents: int
    precision: str = "exact"
    words: str | None = None


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number with the precision (exact, approx) and words it was stated with."""

    value: Decimal
    precision: str = "exact"
    words: str | None = None


_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<half>H[12])|(?P<quarter>Q[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)


@lru_cache(maxsize=4096)
def _year_axis(year: int, month: int) -> Fraction:
    return year - 1 + Fraction(month, 12)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period: first and last day, and the text it is written with (2024-Q2)."""

    last: dt.date
    first: dt.date
    text: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """`2024`, `2024-H1`, `2024-Q2`, `2024-05` or `2024-05-31`; anything else is a ValueError."""
        found = _PERIOD.fullmatch(text)
        if not found:
            raise ValueError(text)
        year = int(found["year"])
        if found["day"]:
            day = dt.date.fromisoformat(text)
            return cls(day, day, text)
        if found["month"]:
            first_month = last_month = int(found["month"])
        elif found["quarter"]:
            last_month = int(found["quarter"][1]) * 3
            first_month = last_month - 2
        elif found["half"]:
            last_month = int(found["half"][1]) * 6
            first_month = last_month - 5
        else:
            first_month, last_month = 1, 12
        return cls(_month_end(year, last_month), dt.date(year, first_month, 1), text)

    @property
    def year(self) -> int:
        return self.last.year

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def y(self) -> Fraction:
        """The period on the year axis of D9 and D10: parts of a year in twelfths, a year is its number.

        Q2 2023 is 2022.5: the end of the period, counted from the end of the year before. A day counts as its month.
        """
        return _year_axis(self.last.year, self.last.month)


def half_up(value: Decimal | Fraction, places: int = 0) -> Decimal:
    """Round half away from zero, once, at the end (section D, rules)."""
    if isinstance(value, Fraction):
        scaled = value * 10**places
        whole = int(abs(scaled) + Fraction(1, 2))
        return Decimal(whole if scaled >= 0 else -whole).scaleb(-places)
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def decimal_places(value: Decimal) -> int:
    """Decimals that say something: 1.50 has one."""
    return max(0, -value.normalize().as_tuple().exponent)  # type: ignore[operator]  # finite, so a number
