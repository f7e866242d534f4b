"""Rows that are made when they are asked for."""

from __future__ import annotations

from dashboard.reporting.table import Each


def test_only_what_is_asked_for_is_made() -> None:
    made: list[int] = []
    rows = Each(range(1_000), lambda number: made.append(number) or (number,))
    assert (len(rows), rows[:2], rows[-1]) == (1_000, [(0,), (1,)], (999,))
    assert made == [0, 1, 999]
    assert rows == [(number,) for number in range(1_000)]
