"""Days of the invented calendar: ends of months and quarters, days on which an office works."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator


def month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> dt.date:
    return month_end(year, 3 * quarter)


def quarter_ends(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The last days of the quarters from `first` to `last`."""
    for year in range(first.year, last.year + 1):
        for quarter in range(1, 5):
            if first <= (day := quarter_end(year, quarter)) <= last:
                yield day


def workday(day: dt.date) -> dt.date:
    """The day, or the Friday before a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def after(day: dt.date, days: int) -> dt.date:
    """A working day about `days` days later."""
    return workday(day + dt.timedelta(days=days))


def next_month(day: dt.date, day_of_month: int) -> dt.date:
    """That day of the month after; what happened in a month is reported then."""
    return dt.date(day.year + day.month // 12, day.month % 12 + 1, day_of_month)


def months_between(first: dt.date, last: dt.date) -> list[tuple[int, int]]:
    """(year, month) from one day to the other, both ends included."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1) for i in range(count + 1)]
