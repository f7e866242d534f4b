"""An indicator's series as it is drawn: numbers in pieces, the target path beside them.

Nothing is joined that was not measured: a missing period and a break of the series that was not re-based cut the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from dashboard.domain import model
from dashboard.domain.assessment import IndicatorAssessment
from dashboard.domain.data_quality import period_at
from dashboard.domain.indicator_assessment import effective_values
from dashboard.domain.state import StrategyState
from dashboard.domain.tendency import rebase_factors
from dashboard.domain.values import Period

#: A year and a value; a year is its end, parts of it are twelfths (D9).
Point = tuple[Fraction, Fraction]
_STEPS = {"month": Fraction(1, 12), "quarter": Fraction(1, 4), "halfyear": Fraction(1, 2), "year": Fraction(1)}


@dataclass(frozen=True, slots=True)
class Series:
    """`pieces` of measured points, oldest first; `paths` are the lines of the target, one, or two for a range."""

    pieces: tuple[tuple[Point, ...], ...]
    breaks: tuple[Fraction, ...]
    paths: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for piece in self.pieces for point in piece)

    @property
    def span(self) -> tuple[Fraction, Fraction] | None:
        """First and last year of what is drawn."""
        found = [y for line in (self.points, *self.paths) for y, _ in line]
        return (min(found), max(found)) if found else None


class _Placed(NamedTuple):
    place: Fraction
    point: Point
    before_break: bool


def _place(period: Period, periodicity: str) -> Fraction:
    """Where a value stands for neighbourhood: the end of the period it was reported for."""
    if periodicity == "once" or period.first != period.last:
        return period.y
    return period_at(period.last, periodicity).y


def _paths(found: IndicatorAssessment, until: Fraction) -> tuple[tuple[Point, ...], ...]:
    target, direction = found.target, found.indicator.direction
    if target is None or direction == "none":
        return ()
    if found.points is not None:
        end = found.points[-1]
        beyond = ((until, end[1]),) if until > end[0] else ()
        return ((*found.points, *beyond),)
    bounds = (target.lower, target.upper) if direction == "range" else (target.target_value,)
    first, last = Fraction(target.baseline_year), max(Fraction(target.target_year), until)
    return tuple(((first, Fraction(b)), (last, Fraction(b))) for b in bounds if b is not None)


def _baseline(found: IndicatorAssessment, first: model.IndicatorValue | None) -> _Placed | None:
    """The baseline as the first measured point, where no value of its year is known."""
    target = found.target
    if target is None or found.points is None or (first is not None and first.period.year <= target.baseline_year):
        return None
    year = Fraction(target.baseline_year)
    return _Placed(year, (year, Fraction(target.baseline_value)), False)


def _cut(
    placed: Sequence[_Placed], step: Fraction | None
) -> tuple[tuple[tuple[Point, ...], ...], tuple[Fraction, ...]]:
    """Pieces without gap or break, and the years of the breaks."""
    pieces: list[list[Point]] = [[placed[0].point]] if placed else []
    breaks = []
    for one, following in pairwise(placed):
        broken = one.before_break and not following.before_break
        if broken:
            breaks.append(following.point[0])
        if broken or step is None or following.place - one.place > step:
            pieces.append([])
        pieces[-1].append(following.point)
    return tuple(tuple(piece) for piece in pieces), tuple(breaks)


def series_of(state: StrategyState, found: IndicatorAssessment) -> Series:
    """What is known of an indicator on the state's day; values before a re-based break times its factor."""
    indicator = found.indicator
    values = effective_values(state, indicator, found.target)
    factors = rebase_factors([row for row, _ in values], state.definitions_of.get(indicator.code, ()))
    placed = [
        _Placed(
            _place(row.period, indicator.periodicity),
            (row.period.y, Fraction(value) * Fraction(factor or 1)),
            factor is None,
        )
        for (row, value), factor in zip(values, factors, strict=True)
    ]
    start = _baseline(found, values[0][0] if values else None)
    if start and not (placed and placed[0].before_break):
        placed.insert(0, start)
    pieces, breaks = _cut(placed, _STEPS.get(indicator.periodicity))
    last = max((p.point[0] for p in placed), default=Fraction(0))
    return Series(pieces, breaks, _paths(found, last))
