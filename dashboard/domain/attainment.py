"""How much of a target is reached (D8), and of the path towards it (D9). Raw shares; means cap them to 0–1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from dashboard.domain.data_quality import due_periods, period_key
from dashboard.domain.model import InterimTarget, Target
from dashboard.domain.ratios import ONE, ZERO, Exact, difference, exact, ratio
from dashboard.domain.values import Period

#: Directions with a path from a baseline to a target; for the others ρ = Z (D9).
PATH_DIRECTIONS = frozenset({"up", "down"})

Points = tuple[tuple[Fraction, Fraction], ...]


def _shortfall(distance: Fraction, tolerance: Fraction | None) -> Fraction | None:
    """1 where nothing is missing, else max(0, 1 − distance/δ); None without a δ above 0."""
    if distance <= 0:
        return ONE
    if tolerance is None or tolerance <= 0:
        return None
    return max(ZERO, ONE - distance / tolerance)


def _of_range(value: Fraction, target: Target, tolerance: Fraction | None) -> Fraction | None:
    if target.lower is None or target.upper is None:
        return None
    lower, upper = Fraction(target.lower), Fraction(target.upper)
    return _shortfall(max(lower - value, value - upper), tolerance or (upper - lower) / 2)


def attainment(direction: str, value: Exact, target: Target) -> Fraction | None:
    """Z of D8 for a value in the indicator's unit; None where the direction knows no target or δ is missing.

    Raises ValueError where the target of an up or down path equals its baseline.
    """
    if direction in PATH_DIRECTIONS:
        if target.target_value == target.baseline_value:
            raise ValueError(f"the target of {target.indicator} equals its baseline")
        return ratio(difference(value, target.baseline_value), target.target_value - target.baseline_value)
    now, aim = Fraction(value), Fraction(target.target_value)
    tolerance = None if target.tolerance is None else Fraction(target.tolerance)
    if direction == "maintain":
        return None if not tolerance else _shortfall(abs(now - aim) - tolerance, tolerance)
    if direction == "min":
        return _shortfall(aim - now, tolerance)
    if direction == "max":
        return _shortfall(now - aim, tolerance)
    return _of_range(now, target, tolerance) if direction == "range" else None


def path_points(target: Target, interim: Sequence[InterimTarget] = ()) -> Points:
    """The corners (year, value) of the target path: baseline, interim targets between, target."""
    between = sorted(
        (stop.year, stop.value) for stop in interim if target.baseline_year < stop.year < target.target_year
    )
    corners = [(target.baseline_year, target.baseline_value), *between, (target.target_year, target.target_value)]
    return tuple((exact(year), exact(value)) for year, value in corners)


def path_value(points: Points, year: Fraction) -> Fraction | None:
    """S(y) of D9, straight from corner to corner; None before the baseline year, the target after the target year."""
    if year < points[0][0]:
        return None
    for (y1, a), (y2, b) in pairwise(points):
        if year <= y2 and y2 > y1:
            return a + (b - a) * (year - y1) / (y2 - y1)
    return points[-1][1]


def path_attainment(value: Exact, baseline: Exact, planned: Fraction | None) -> Fraction | None:
    """ρ = (V − B) / (S − B) of D9; None where S is missing or equals B."""
    return None if planned is None else ratio(difference(value, baseline), difference(planned, baseline))


def _has_gap(values: Mapping[str, tuple[Period, Decimal]], periodicity: str, after_year: int, latest: Period) -> bool:
    expected = {period.text for period in due_periods(periodicity, after_year, latest.last)}
    return not (expected | {period_key(latest, periodicity)}) <= values.keys()


def running_totals(
    values: Mapping[str, tuple[Period, Decimal]], periodicity: str, target: Target
) -> tuple[tuple[Period, Decimal], ...]:
    """V = B + Σ of the periods after the baseline year, period by period (D8, cumulative); empty where one is missing.

    `values` are the approved numbers by the text of the period they stand for, oldest first.
    """
    after = [(period, value) for period, value in values.values() if period.year > target.baseline_year]
    if not after:
        return ()
    if periodicity != "once" and _has_gap(values, periodicity, target.baseline_year, after[-1][0]):
        return ()
    sums, so_far = [], target.baseline_value
    for period, value in after:
        so_far += value
        sums.append((period, so_far))
    return tuple(sums)
