"""What one row shows by itself, and that nothing is told twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.folders import changed, findings, make, where


@pytest.mark.parametrize(
    ("begin", "precision", "end", "refused"),
    [
        ("2024-09-30", "quarter", "2024-07-01", False),  # the quarter may begin on that day
        ("2024-09-30", "quarter", "2024-06-30", True),
        ("2024-08-15", "quarter", "2024-06-30", True),  # also where the day is not the quarter's last
        ("2024-12-31", "year", "2024-01-01", False),
        ("2024-09-30", "month", "2024-08-31", True),
        ("2024-09-30", "", "2024-09-30", False),
        ("2024-09-30", "", "2024-09-29", True),
    ],
)
def test_a_span_ends_not_before_the_first_day_its_beginning_may_mean(
    tmp_path: Path, begin: str, precision: str, end: str, refused: bool
) -> None:
    span = {"corridor_from": begin, "corridor_from_precision": precision, "corridor_to": end}
    place = [("measure.csv", 2, "corridor_to")] if refused else []
    assert [
        found for found in where(findings(make(tmp_path, **changed("measure", **span)))) if "corridor" in found[2]
    ] == place


@pytest.mark.parametrize(
    ("table", "cells", "column"),
    [
        ("target", {"target_year": "2022"}, "target_year"),
        ("indicator_value", {"missing_reason": "not_yet"}, "missing_reason"),
        ("indicator_value", {"definition": "2"}, "definition"),
    ],
)
def test_what_is_wrong_between_rows_is_told_once(tmp_path: Path, table: str, cells: dict, column: str) -> None:
    assert where(findings(make(tmp_path, **changed(table, **cells)))) == [(f"{table}.csv", 2, column)]
