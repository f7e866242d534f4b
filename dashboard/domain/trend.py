"""Milestone trend analysis (D15): what a milestone's forecasts did from report to report, and where they lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from dashboard.domain.values import half_up

#: Fewer reports say nothing.
FEWEST_REPORTS = 3
#: Forecasts this close together (days) are "stable"; only longer moves can be a zigzag.
STABLE_DAYS, ZIGZAG_DAYS = 7, 14

#: (day of the report, day forecast)
Report = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Trend:
    """Drift in days of forecast a day of reporting, its class, the projected finish and the moves in days.

    `kind` is "rising" (later), "falling" (earlier), "stable" or "zigzag"; `runs_away` at k ≥ 1, then without a finish.
    """

    drift: Fraction
    kind: str
    finish: dt.date | None
    runs_away: bool
    moves: tuple[int, ...]


def _zigzags(moves: Sequence[int]) -> bool:
    rising = [move > 0 for move in moves if abs(move) > ZIGZAG_DAYS]
    return sum(before != after for before, after in pairwise(rising)) >= 2


def _kind(drift: Fraction, moves: Sequence[int]) -> str:
    if _zigzags(moves):
        return "zigzag"
    if abs(sum(moves[-2:])) <= STABLE_DAYS or drift == 0:
        return "stable"
    return "rising" if drift > 0 else "falling"


def projected_finish(last_report: dt.date, last_forecast: dt.date, drift: Fraction) -> dt.date | None:
    """t* = Rₙ + max(0, Fₙ − Rₙ) / (1 − k), whole days; None at k ≥ 1 or beyond the calendar."""
    if drift >= 1:
        return None
    ahead = max(0, (last_forecast - last_report).days)
    try:
        return last_report + dt.timedelta(days=int(half_up(ahead / (1 - drift))))
    except OverflowError:
        return None


def trend(reports: Sequence[Report]) -> Trend | None:
    """D15 from the reports in order of their day; None with fewer than three."""
    if len(reports) < FEWEST_REPORTS:
        return None
    (first_report, first_forecast), (last_report, last_forecast) = reports[0], reports[-1]
    drift = Fraction((last_forecast - first_forecast).days, (last_report - first_report).days)
    moves = tuple((after[1] - before[1]).days for before, after in pairwise(reports))
    finish = projected_finish(last_report, last_forecast, drift)
    return Trend(drift, _kind(drift, moves), finish, drift >= 1, moves)
