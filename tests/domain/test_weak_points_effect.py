"""Weak points of the effect: SP10 to SP13 and SP21 (D14) at their boundaries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.builders import (
    a_definition,
    a_field,
    a_measure,
    a_milestone,
    a_state,
    a_status,
    a_target,
    a_value,
    an_indicator,
    day,
    number,
    reference_state,
)
from tests.domain.weak_points import found


def test_sp10_a_running_measure_needs_an_indicator_with_a_target():
    assert found(reference_state(targets=()), "SP10") == [("medium", "M")]
    planning = (a_status("planning"),)
    assert found(reference_state(targets=(), measure_statuses=planning), "SP10") == []


def yearly(lag: int, *values, **changes) -> dict:
    """One control indicator of measure M from 2020, due every year."""
    return {
        "measures": (a_measure(),), "fields": (a_field(),), "measure_statuses": (a_status(),),
        "indicators": (an_indicator(lag_days=lag, **changes),), "definitions": (a_definition(),),
        "targets": (a_target((2020, 20), (2030, 80)),), "indicator_values": values,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("on", "values", "severity"),
    [
        ("01.03.2024", ("2021", "2022"), None),
        ("02.03.2024", ("2021", "2022"), "medium"),
        ("02.03.2024", ("2021",), "high"),
    ],
)
def test_sp11_a_value_is_late_after_60_days_and_two_are_worse(on, values, severity):
    state = a_state(on, **yearly(1, *(a_value(year, 30) for year in values)))
    assert found(state, "SP11") == ([(severity, "M")] if severity else [])


def test_sp11_an_excused_value_is_not_late():
    values = (a_value("2021", 30), a_value("2022", 30), a_value("2023", None, missing_reason="not_collected"))
    assert found(a_state("01.12.2024", **yearly(1, *values)), "SP11") == []
    not_yet = (*values[:2], a_value("2023", None, missing_reason="not_yet"))
    assert found(a_state("01.12.2024", **yearly(1, *not_yet)), "SP11") == [("medium", "M")]


@pytest.mark.parametrize(("value", "expected"), [("30.8", []), ("30.79", [("medium", "M")])])
def test_sp12_less_than_sixty_percent_of_the_path(value, expected):
    """2023 on the way from 20 to 80 in ten years: S = 38, so 30,8 is ρ = 0,60."""
    assert found(a_state("01.07.2024", **yearly(0, a_value("2023", value))), "SP12") == expected


def test_sp12_says_nothing_of_a_stale_value():
    assert found(a_state("01.07.2027", **yearly(0, a_value("2023", 20))), "SP12") == []


def test_sp13_getting_worse_although_four_fifths_are_done():
    falling = tuple(a_value(year, value) for year, value in (("2021", 40), ("2022", 35), ("2023", 30)))

    def state(reached: int):
        milestones = (a_milestone("M1", reached, "01.01.2023"), a_milestone("M2", 100 - reached))
        return a_state("01.07.2024", **yearly(0, *falling), milestones=milestones)

    assert found(state(80), "SP13") == [("medium", "M")]
    assert found(state(79), "SP13") == []


def test_sp21_a_broken_series_needs_a_factor_or_a_new_target():
    tables = yearly(0, a_value("2023", 50))
    broken = (a_definition(), a_definition(2, "01.01.2024", series_break=True))
    assert found(a_state("01.07.2024", **tables | {"definitions": broken}), "SP21") == [("medium", "M")]
    rebased = (broken[0], replace(broken[1], rebase_factor=number("1.1")))
    assert found(a_state("01.07.2024", **tables | {"definitions": rebased}), "SP21") == []
    new_target = (*tables["targets"], a_target((2023, 50), (2030, 80), version=2, valid_from=day("01.01.2024")))
    assert found(a_state("01.07.2024", **tables | {"definitions": broken, "targets": new_target}), "SP21") == []
