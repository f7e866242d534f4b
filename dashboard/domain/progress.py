"""How much of a measure is done (D2) and should be done (D3): weighted milestones, each 0 or 100 %."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate, groupby
from operator import itemgetter
from typing import NamedTuple

from dashboard.domain.baselines import baselines_in_force
from dashboard.domain.model import Milestone
from dashboard.domain.ratios import ZERO, Exact, ratio
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref

#: weight, day of the plan (None: undated), reached
Part = tuple[Exact, dt.date | None, bool]


def progress(parts: Iterable[Part]) -> Fraction | None:
    """D2: P = Σ weights of reached milestones / Σ weights. Dropped milestones must be left out; none left: None."""
    done: Exact = 0
    whole: Exact = 0
    for weight, _, reached in parts:
        whole += weight  # type: ignore[operator]
        if reached:
            done += weight  # type: ignore[operator]
    return ratio(done, whole)


def dated(parts: Iterable[Part]) -> list[Part]:
    """The parts that have a day in the plan: those of PP, P_dated and SPI (D3)."""
    return [part for part in parts if part[1] is not None]


def planned_progress(parts: Iterable[Part], on: dt.date) -> Fraction | None:
    """D3, step: PP = Σ weights with baseline ≤ `on` / Σ weights of the dated milestones; None without a dated one."""
    return progress((weight, day, day is not None and day <= on) for weight, day, _ in dated(parts))


def linear_plan(parts: Iterable[Part], start: dt.date | None, on: dt.date) -> Fraction | None:
    """D3, linear variant for the drawn plan: weight accrues evenly from baseline to baseline, the first from `start`.

    Without `start`, or with one after the first baseline, the first weight comes at once on its day.
    """
    in_order = sorted(((day, Fraction(weight)) for weight, day, _ in parts if day is not None), key=itemgetter(0))
    whole = sum((weight for _, weight in in_order), ZERO)
    accrued, before = ZERO, start
    for day, same_day in groupby(in_order, key=itemgetter(0)):
        weight = sum((weight for _, weight in same_day), ZERO)
        if day <= on:
            accrued += weight
        elif before is not None and before < on:
            accrued += weight * Fraction((on - before).days, (day - before).days)
        before = day
    return ratio(accrued, whole)


class CurvePoint(NamedTuple):
    """Progress and plan of some measures on a day, each measure alike; `actual` is None after t."""

    day: dt.date
    actual: Fraction | None
    planned: Fraction | None


class _Mean:
    """The mean share of many measures at each of `places` days, without a fraction for each measure."""

    def __init__(self, places: int) -> None:
        self._sums: list[dict[int, int]] = [defaultdict(int) for _ in range(places)]
        self._counts = [0] * places

    def add(self, done: Sequence[int], whole: Sequence[int]) -> None:
        for place, weight in enumerate(whole):
            if weight:
                self._sums[place][weight] += done[place]
                self._counts[place] += 1

    def at(self, place: int) -> Fraction | None:
        shares = (Fraction(done, whole) for whole, done in self._sums[place].items())
        return ratio(sum(shares, ZERO), self._counts[place])


def _between(spans: Iterable[tuple[int, int, int]], places: int) -> list[int]:
    """At each place the weights of the spans (first place, place after the last, weight) that hold it."""
    changes = [0] * (places + 1)
    for first, end, weight in spans:
        if first < end:
            changes[first] += weight
            changes[end] -= weight
    return list(accumulate(changes[:-1]))


def _spans(milestones: Iterable[tuple[Milestone, dt.date | None]], days: Sequence[dt.date]) -> tuple[list, list]:
    """(counted, reached) spans of the milestones over `days`, each until the milestone is dropped."""
    counted, reached = [], []
    for milestone, day in milestones:
        end = bisect_left(days, milestone.dropped_on) if milestone.dropped_on else len(days)
        counted.append((0, end, milestone.weight))
        if day is not None:
            reached.append((bisect_left(days, day), end, milestone.weight))
    return counted, reached


def _linear_points(
    milestones: Sequence[tuple[Milestone, dt.date | None]], start: dt.date | None, days: Sequence[dt.date]
) -> list[Fraction | None]:
    def parts(on: dt.date) -> list[Part]:
        return [(m.weight, day, False) for m, day in milestones if m.dropped_on is None or m.dropped_on > on]

    return [linear_plan(parts(on), start, on) for on in days]


def progress_curve(state: StrategyState, codes: Iterable[str], days: Iterable[dt.date]) -> tuple[CurvePoint, ...]:
    """P (D2) and PP (D3, step, plan in force on t) of the measures on each day, each measure alike, oldest first."""
    in_order = sorted(days)
    plan = baselines_in_force(state)
    actual, planned = _Mean(len(in_order)), _Mean(len(in_order))
    for code in codes:
        milestones = state.milestones_of.get(Ref("measure", code), ())
        reached = [(m, m.actual_date.day if m.actual_date else None) for m in milestones]
        due = [(m, plan[m.code].date.day) for m in milestones if m.code in plan]
        for mean_share, spans in ((actual, _spans(reached, in_order)), (planned, _spans(due, in_order))):
            whole, done = (_between(of_kind, len(in_order)) for of_kind in spans)
            mean_share.add(done, whole)
    return tuple(
        CurvePoint(day, actual.at(place) if day <= state.as_of else None, planned.at(place))
        for place, day in enumerate(in_order)
    )


def linear_plan_curve(state: StrategyState, code: str, days: Iterable[dt.date]) -> tuple[Fraction | None, ...]:
    """The linear plan of one measure (D3) on each day, oldest first, its first weight accruing from the corridor on."""
    plan = baselines_in_force(state)
    corridor = state.measure_by_code[code].corridor_from
    due = [(m, plan[m.code].date.day) for m in state.milestones_of.get(Ref("measure", code), ()) if m.code in plan]
    return tuple(_linear_points(due, corridor.day if corridor else None, sorted(days)))
