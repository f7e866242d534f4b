"""How the milestones that were due turned out, counted one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.domain.assessment import assess
from dashboard.reporting.measure.finding import sentences
from dashboard.reporting.progress import DueMilestones, progress
from dashboard.reporting.selection import Selection
from dashboard.text.catalog import in_language
from tests.domain.builders import a_status, day, reference_state, reference_tables


def due(on: str, **tables) -> DueMilestones:
    return progress(assess(reference_state(on, **tables)), Selection()).due


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        # M1 due 31.03.2024 (reached 20.04.), M2 30.09.2024 (20.09.), M3 30.06.2025 (open), M4 31.12.2025 (open)
        ("29.06.2025", DueMilestones(due=2, reached=2, on_time=1, overdue=0, long_overdue=0)),
        ("30.06.2025", DueMilestones(due=3, reached=2, on_time=1, overdue=0, long_overdue=0)),
        ("01.07.2025", DueMilestones(due=3, reached=2, on_time=1, overdue=1, long_overdue=0)),
        ("29.08.2025", DueMilestones(due=3, reached=2, on_time=1, overdue=1, long_overdue=0)),
        ("30.08.2025", DueMilestones(due=3, reached=2, on_time=1, overdue=1, long_overdue=1)),
    ],
)
def test_a_milestone_due_on_the_key_date_and_open_is_neither_reached_nor_overdue(on, expected):
    assert due(on) == expected


@pytest.mark.parametrize("status", ["paused", "parked", "stopped"])
def test_an_open_milestone_of_a_measure_at_rest_does_not_count_as_reached(status):
    rested = (*reference_tables()["measure_statuses"], a_status(status, "15.07.2025", reason="No staff"))
    assert due("31.07.2025", measure_statuses=rested) == DueMilestones(3, 2, 1, 0, 0)


def test_a_measure_whose_milestones_were_all_dropped_is_not_called_finished():
    dropped = tuple(
        replace(one, actual_date=None, dropped_on=day("01.07.2025")) for one in reference_tables()["milestones"]
    )
    found = assess(reference_state(milestones=dropped))
    with in_language("de"):
        told, _more = sentences(found.state, found.measures["M"])
    assert told == "Alle Meilensteine sind entfallen; über den Status der Maßnahme ist zu entscheiden."
