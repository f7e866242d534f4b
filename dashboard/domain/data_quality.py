"""Which values are due, which are there (D11: completeness K) and how fresh they are (F)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from functools import lru_cache

from dashboard.domain.ratios import ONE, ZERO, ratio
from dashboard.domain.values import Period

_MONTHS = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12}
_TEXTS = {"month": "{year}-{part:02d}", "quarter": "{year}-Q{part}", "halfyear": "{year}-H{part}", "year": "{year}"}

#: "nicht erhoben": the one reason that excuses a missing value (K_adj).
EXCUSING_REASONS = frozenset({"not_collected"})
#: Kept back to protect persons (X35): the value is there, it is only not shown, so it is not missing.
PROTECTED = "protected"


@lru_cache(maxsize=4096)
def period_at(day: dt.date, periodicity: str) -> Period:
    """The reporting period of that periodicity (not "once") that holds the day."""
    part = (day.month - 1) // _MONTHS[periodicity] + 1
    return Period.parse(_TEXTS[periodicity].format(year=day.year, part=part))


def period_key(period: Period, periodicity: str) -> str:
    """The text of the reporting period that a value stands for; a value of a day stands for the period of that day."""
    if period.first == period.last and periodicity != "once":
        return period_at(period.last, periodicity).text
    return period.text


@lru_cache(maxsize=4096)
def due_periods(periodicity: str, baseline_year: int, ended_by: dt.date) -> tuple[Period, ...]:
    """The periods after the baseline year that ended on or before `ended_by` (t less the lag), oldest first (D11).

    Not for "once", whose period is not known beforehand.
    """
    months = range(1, 13, _MONTHS[periodicity])
    periods = (
        period_at(dt.date(year, month, 1), periodicity)
        for year in range(baseline_year + 1, ended_by.year + 1)
        for month in months
    )
    return tuple(period for period in periods if period.last <= ended_by)


def completeness(approved: int, due: int) -> Fraction | None:
    """K = approved due values / all due values; None while nothing is due."""
    return ratio(approved, due)


def completeness_adjusted(approved: int, due: int, excused: int) -> Fraction | None:
    """K_adj = K without the values excused as "not collected"."""
    return ratio(approved, due - excused)


def allowed_age(period: Period, periodicity: str, lag_days: int) -> int:
    """Days that a value of this period counts as fresh: the days of that very period + lag.

    A value of a single day is as old as that day, but allowed as long as the period it stands for.
    """
    if period.first == period.last and periodicity != "once":
        period = period_at(period.last, periodicity)
    return period.days + lag_days


def freshness(period: Period, periodicity: str, lag_days: int, key_date: dt.date) -> Fraction:
    """F of D11: 1 if age ≤ allowed, 1/2 if ≤ 2·allowed, else 0; what is measured once stays fresh."""
    if periodicity == "once":
        return ONE
    age = (key_date - period.last).days
    allowed = allowed_age(period, periodicity, lag_days)
    if age <= allowed:
        return ONE
    return Fraction(1, 2) if age <= 2 * allowed else ZERO
