"""Milestones against their baseline: deviation, punctuality, delay, corridor (D4). Days = later − earlier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

from dashboard.domain.ratios import ratio


def expected_day(
    baseline: dt.date | None, actual: dt.date | None, forecast: dt.date | None, key_date: dt.date
) -> dt.date | None:
    """The day a milestone was or is to be reached: actual, else max(forecast or baseline, t); None where neither is."""
    if actual is not None:
        return actual
    planned = forecast or baseline
    return None if planned is None else max(planned, key_date)


def deviation(
    baseline: dt.date | None, actual: dt.date | None, forecast: dt.date | None, key_date: dt.date
) -> int | None:
    """D4, days, + is late. Reached: actual − baseline; open: max(forecast, t) − baseline, else max(0, t − baseline)."""
    if baseline is None:
        return None
    if actual is not None:
        return (actual - baseline).days
    if forecast is not None:
        return (max(forecast, key_date) - baseline).days
    return max(0, (key_date - baseline).days)


def overdue(baseline: dt.date | None, key_date: dt.date, paused_days: int = 0) -> int | None:
    """Days an open milestone is past its baseline, without days paused since (D12, X43); due today is 0."""
    if baseline is None:
        return None
    return max(0, (key_date - baseline).days - paused_days)


def is_due(baseline: dt.date | None, key_date: dt.date, grace: int = 0) -> bool:
    """D4: dated, and baseline + grace ≤ t."""
    return baseline is not None and (key_date - baseline).days >= grace


def on_time(
    milestones: Iterable[tuple[dt.date | None, dt.date | None]], key_date: dt.date, grace: int = 0
) -> tuple[int, int]:
    """D4: (due milestones reached ≤ baseline + grace, due milestones) of (baseline, actual) pairs; dropped left out."""
    reached = due = 0
    for baseline, actual in milestones:
        if baseline is not None and is_due(baseline, key_date, grace):
            due += 1
            reached += actual is not None and (actual - baseline).days <= grace
    return reached, due


def on_time_rate(reached: int, due: int) -> Fraction | None:
    """D4: share of the due milestones that were reached on time; None while nothing is due."""
    return ratio(reached, due)


def weighted_delay(due: Iterable[tuple[int, int]]) -> Fraction | None:
    """D4: Σ w·max(0, Δ) / Σ w in days over the due milestones, given as (weight, deviation)."""
    weights = delays = 0
    for weight, days in due:
        weights += weight
        delays += weight * max(0, days)
    return ratio(delays, weights)


def days_outside(end: dt.date | None, corridor_from: dt.date | None, corridor_to: dt.date | None) -> int | None:
    """D4: days by which `end` lies after the corridor (+) or before it (−), 0 inside.

    None without an end or without any bound; where one bound is stated, that one decides.
    """
    if end is None or (corridor_from is None and corridor_to is None):
        return None
    if corridor_to is not None and end > corridor_to:
        return (end - corridor_to).days
    if corridor_from is not None and end < corridor_from:
        return (end - corridor_from).days
    return 0
