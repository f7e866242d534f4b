"""Multiplier effect (D13, R9): counts of a year side by side, never weighted into one number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dashboard.domain.model import MultiplierEvent


class MultiplierYear(NamedTuple):
    """Downloads, consultations, talks and takings-over of a year, and the number of different partner regions."""

    year: int
    downloads: int
    consultations: int
    talks: int
    reuses: int
    regions: int


def multiplier_year(events: Iterable[MultiplierEvent], year: int) -> MultiplierYear | None:
    """The counts of a calendar year; None where nothing was recorded."""
    of_year = [event for event in events if event.date.year == year]
    if not of_year:
        return None

    def count(kind: str) -> int:
        return sum(event.count for event in of_year if event.kind == kind)

    regions = len({event.region for event in of_year if event.region})
    return MultiplierYear(year, count("downloads"), count("consultation"), count("talk"), count("reuse"), regions)
