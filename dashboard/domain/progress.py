"""How much of a measure is done (D2) and should be done (D3): weighted milestones, each 0 or 100 %."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from dashboard.domain.ratios import ZERO, Exact, ratio

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
