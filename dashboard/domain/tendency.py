"""Where an indicator is heading (D10): a straight line through the last values, "not statistically secured"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

from dashboard.domain.model import Definition, IndicatorValue
from dashboard.domain.ratios import Exact, difference, ratio

#: So many values are looked at, and so few are too few.
MOST_VALUES, FEWEST_VALUES = 5, 3
#: A slope within this share of |T − B| a year is "stable".
STABLE_SHARE = Fraction(1, 100)

Point = tuple[Exact, Exact]


def _in_whole_units(numbers: Sequence[Exact]) -> tuple[list[int], int]:
    """The numbers times their common denominator, and that denominator: whole numbers add up exactly and fast."""
    parts = [number.as_integer_ratio() for number in numbers]
    unit = lcm(*(below for _, below in parts))
    return [above * (unit // below) for above, below in parts], unit


def slope(points: Sequence[Point]) -> Fraction | None:
    """Least-squares slope per year of the last five (year, value) points; None with fewer than three."""
    used = points[-MOST_VALUES:]
    n = len(used)
    if n < FEWEST_VALUES:
        return None
    ys, y_unit = _in_whole_units([y for y, _ in used])
    vs, v_unit = _in_whole_units([v for _, v in used])
    spread = n * sum(y * y for y in ys) - sum(ys) ** 2
    if spread == 0:
        return None
    common = n * sum(y * v for y, v in zip(ys, vs, strict=True)) - sum(ys) * sum(vs)
    return Fraction(common * y_unit, spread * v_unit)


def tendency(per_year: Fraction | None, baseline: Exact, target: Exact) -> str | None:
    """ "improving", "worsening" or "stable": the slope towards the target against ε = 1 % of |T − B| a year."""
    way = Fraction(difference(target, baseline))
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
    return ratio(difference(target, value), target_year - year)


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
