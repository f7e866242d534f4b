"""Weak points of the structure: SP09, SP14, SP16, SP18, SP19 and SP23 (D14) at their boundaries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.domain import model
from dashboard.domain.values import Ref
from tests.domain.builders import (
    MEASURE,
    PAPER,
    a_field,
    a_goal,
    a_link,
    a_measure,
    a_milestone,
    a_status,
    day,
    reference_state,
    reference_tables,
    with_record,
)
from tests.domain.weak_points import found


def sponsor(ends: str | None, **changes) -> model.Assignment:
    given = {"code": "a1", "role": "sponsor", "title": "Sponsor of measure M", "object": MEASURE,
             "starts": day("01.01.2024"), "ends": day(ends) if ends else None}  # fmt: skip
    return model.Assignment(**given | changes)


@pytest.mark.parametrize(
    ("ends", "severity"),
    [(None, None), ("31.07.2025", None), ("01.07.2025", None), ("30.06.2025", "medium"), ("02.05.2025", "medium"),
     ("01.05.2025", "high")],
)  # fmt: skip
def test_sp09_a_measure_is_without_sponsor_for_more_than_30_or_90_days(ends, severity):
    assert found(reference_state(assignments=(sponsor(ends),)), "SP09") == ([(severity, "M")] if severity else [])


def test_x39_a_deputy_is_no_sponsor():
    deputy = sponsor(None, code="a2", deputy_of="a1")
    assert found(reference_state(assignments=(sponsor("30.06.2025"), deputy)), "SP09") == [("medium", "M")]


def test_sp09_without_any_sponsor_the_days_count_since_the_measure_became_active():
    young = {"measure_statuses": (a_status("proposed", "01.01.2024"), a_status("adopted", "01.07.2025"))}
    assert found(reference_state(assignments=(), **young), "SP09") == []
    assert found(reference_state(assignments=()), "SP09") == [("high", "M")]


def test_sp09_a_sponsor_who_approves_the_own_values():
    approving = sponsor(None, title="Group lead")
    assert found(reference_state(assignments=(approving,)), "SP09") == [("medium", "M")]


def test_sp14_carried_out_without_resolution():
    without = (a_status(resolution=None),)
    assert found(reference_state(measure_statuses=without), "SP14") == [("high", "M")]
    earlier = (a_status("adopted", "01.12.2023"), a_status(resolution=None))
    assert found(reference_state(measure_statuses=earlier), "SP14") == []
    linked = (a_link(MEASURE, "decided_by", Ref("paper", PAPER)),)
    assert found(reference_state(measure_statuses=without, links=linked), "SP14") == []


def test_sp16_a_goal_or_field_without_active_measure():
    state = reference_state(
        goals=(a_goal(), a_goal("above"), a_goal("below", parent="above"), a_goal("value", kind="value")),
        fields=(a_field(), a_field("empty"), a_field("cross", "cross_topic")),
        links=(a_link(MEASURE, "contributes_to", Ref("goal", "below")),),
    )
    assert sorted(found(state, "SP16")) == [("medium", "G"), ("medium", "empty")]
    parked = replace(state, measure_statuses=(a_status("parked", reason="No staff"),))
    assert len(found(parked, "SP16")) == 5


def test_sp18_an_it_component_names_interfaces_standard_and_licence():
    whole = {"it_component": True, "it_interfaces": "API", "it_standard": "OParl", "it_licence": "EUPL-1.2"}
    measures = reference_tables()["measures"]
    assert found(reference_state(measures=with_record(measures, "M", **whole)), "SP18") == []
    gap = whole | {"it_licence": None}
    assert found(reference_state(measures=with_record(measures, "M", **gap)), "SP18") == [("medium", "M")]


@pytest.mark.parametrize(
    ("changes", "severity"),
    [
        ({"climate": "positive"}, None),
        ({"climate": "none"}, None),
        ({"climate": "unchecked"}, "low"),
        ({"climate": None}, "low"),
        ({"climate": "negative"}, "medium"),
        ({"climate": "negative", "climate_alternatives": "Rail"}, None),
    ],
)
def test_sp19_the_climate_effect_is_checked_and_a_negative_one_has_alternatives(changes, severity):
    state = reference_state(measures=with_record(reference_tables()["measures"], "M", **changes))
    assert found(state, "SP19") == ([(severity, "M")] if severity else [])


def test_sp23_participation_is_documented_by_half_time():
    def measure(reached: int, **changes) -> list:
        measures = (a_measure(participation="consultation", **changes),)
        milestones = (a_milestone("M1", reached, "01.01.2025"), a_milestone("M2", 100 - reached))
        return found(reference_state(measures=measures, milestones=milestones, baselines=()), "SP23")

    assert measure(50) == [("low", "M")]
    assert measure(49) == []
    assert measure(50, participation_documented="Workshop of May") == []
