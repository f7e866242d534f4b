"""Where an indicator is heading (D10): a straight line through the last values, "not statistically secured"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from dashboard.domain.model import Definition, IndicatorValue
from dashboard.domain.ratios import ZERO, Exact

#: So many values are looked at, and so few are too few.
MOST_VALUES, FEWEST_VALUES = 5, 3
#: A slope within this share of |T − B| a year is "stable".
STABLE_SHARE = Fraction(1, 100)

Point = tuple[Fraction, Fraction]


def slope(points: Sequence[Point]) -> Fraction | None:
    """Least-squares slope per year of the last five (year, value) points; None with fewer than three."""
    used = points[-MOST_VALUES:]
    if len(used) < FEWEST_VALUES:
        return None
    n = len(used)
    mean_y = sum((y for y, _ in used), ZERO) / n
    mean_v = sum((v for _, v in used), ZERO) / n
    spread = sum(((y - mean_y) ** 2 for y, _ in used), ZERO)
    if spread == 0:
        return None
    return sum(((y - mean_y) * (v - mean_v) for y, v in used), ZERO) / spread


def tendency(per_year: Fraction | None, baseline: Exact, target: Exact) -> str | None:
    """"improving", "worsening" or "stable": the slope towards the target against ε = 1 % of |T − B| a year."""
    way = Fraction(target) - Fraction(baseline)
    if per_year is None or way == 0:
        return None
    towards = per_year if way > 0 else -per_year
    margin = abs(way) * STABLE_SHARE
    if towards > margin:
        return "improving"
    return "worsening" if towards < -margin else "stable"


def projection(value: Exact, per_year: Fraction | None, year: Fraction, target_year: int) -> Fraction | None:
    """V + slope·(yT − y), the value in the target year if it goes on like this; None from the target year on."""
    if per_year is None or year >= target_year:
        return None
    return Fraction(value) + per_year * (target_year - year)


def required_slope(value: Exact, target: Exact, year: Fraction, target_year: int) -> Fraction | None:
    """(T − V) / (yT − y), what is needed a year; None from the target year on."""
    if year >= target_year:
        return None
    return (Fraction(target) - Fraction(value)) / (target_year - year)


def _version_of(value: IndicatorValue, definitions: Sequence[Definition]) -> int:
    if value.definition is not None:
        return value.definition
    day: dt.date = value.period.last
    return max((d.version for d in definitions if d.valid_from <= day), default=0)


def rebase_factors(values: Sequence[IndicatorValue], definitions: Sequence[Definition]) -> list[Decimal | None]:
    """What each value is multiplied with to stand in the last definition's terms; None before an unre-based break.

    `definitions` in order of their version, those in force on t.
    """
    breaks = [(d.version, d.rebase_factor) for d in definitions if d.series_break]
    if not breaks:
        return [Decimal(1)] * len(values)
    factors: list[Decimal | None] = []
    for value in values:
        own = _version_of(value, definitions)
        factor: Decimal | None = Decimal(1)
        for version, rebase in breaks:
            if own < version:
                factor = None if factor is None or rebase is None else factor * rebase
        factors.append(factor)
    return factors
