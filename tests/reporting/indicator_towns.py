"""Invented towns with indicators: one on its path, one below, one without a value, one for context."""

from __future__ import annotations

from dashboard.domain import model
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref
from tests.domain.builders import (
    MEASURE,
    STRATEGY,
    a_definition,
    a_field,
    a_goal,
    a_link,
    a_measure,
    a_state,
    a_status,
    a_strategy,
    a_target,
    a_value,
    an_indicator,
    day,
)

#: The day on which the town asks: values of 2024 (lag 120) were due on 30.04.2025.
KEY_DATE = "30.06.2025"
OFFICE = model.Body(code="office", title="Statistics office", kind="office")


def yearly(code: str, *values: str | int | None, first: int = 2021) -> tuple[model.IndicatorValue, ...]:
    """One value a year; None leaves the year out."""
    years = enumerate(values, first)
    return tuple(a_value(str(year), value, code) for year, value in years if value is not None)


def measures_goal(indicator: str, goal: str) -> model.Link:
    return a_link(Ref("indicator", indicator), "measures", Ref("goal", goal))


def a_sponsor(title: str = "Sponsor of measure M", ends: str | None = None) -> model.Assignment:
    return model.Assignment(
        code=title,
        role="sponsor",
        title=title,
        object=MEASURE,
        starts=day("01.01.2020"),
        ends=day(ends) if ends else None,
    )


def an_indicator_town(on: str = KEY_DATE, **tables) -> StrategyState:
    """From 0 in 2020 to 100 in 2030, so that the path of 2024 is 40 and that of 2023 is 30.

    A is on its path in 2024 (44), B far below (10), C has no value for 2024, X is context and hangs on the strategy.
    """
    path = ((2020, 0), (2030, 100))
    given = {
        "strategy": a_strategy(live=True, valid_from=None),
        "bodies": (OFFICE,),
        "fields": (a_field("F", position=1), a_field("G", position=2)),
        "goals": (a_goal("Z1", position=1), a_goal("Z2", position=2)),
        "measures": (a_measure(), a_measure("N", "G")),
        "measure_statuses": (a_status(), a_status(measure="N")),
        "assignments": (a_sponsor(),),
        "links": (measures_goal("A", "Z1"), measures_goal("B", "Z1")),
        "indicators": (
            an_indicator("A", lag_days=120, position=1),
            an_indicator("B", lag_days=120, position=2, object=Ref("measure", "N")),
            an_indicator("C", lag_days=120, position=3, responsible="office"),
            an_indicator("X", lag_days=120, position=4, role="context", direction="none", object=STRATEGY),
        ),
        "definitions": tuple(a_definition(indicator=code) for code in "ABC"),
        "targets": tuple(a_target(*path, code) for code in "ABC"),
        "indicator_values": (
            *yearly("A", 8, 18, 31, 44), *yearly("B", 1, 4, 7, 10), *yearly("C", 9, 20, 30), *yearly("X", 500, 510, 520, 530),
        ),
    }  # fmt: skip
    return a_state(on, **given | tables)
