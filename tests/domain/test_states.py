"""The life of measures, milestones, values, grants and drawdowns (C.2), with X4, X5 and X40."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.domain import model, states
from dashboard.domain.values import StatedDay
from tests.domain.builders import a_drawdown, a_grant_version, a_milestone, a_status, a_value, day

TODAY = day("31.07.2025")


def codes(problems) -> list[str]:
    return [problem.code if problem.column is None else f"{problem.code}:{problem.column}" for problem in problems]


def the_step(before: str, after: str, **changes) -> list[str]:
    change = a_status(after, "01.06.2025", **{"resolution": None} | changes)
    return codes(states.measure_step((a_status(before),), change, (), TODAY))


@pytest.mark.parametrize(
    ("before", "after"),
    [("proposed", "adopted"), ("adopted", "planning"), ("planning", "running"), ("running", "completed"),
     ("completed", "permanent")],
)  # fmt: skip
def test_a_measure_goes_its_way_step_by_step(before, after):
    assert the_step(before, after) == []
    assert the_step(after, before)[0].startswith(("step_not_allowed", "final_state"))


@pytest.mark.parametrize("before", ["adopted", "planning", "running"])
def test_an_active_measure_may_rest_stop_or_merge_each_with_what_it_needs(before):
    assert the_step(before, "paused") == ["step_needs:reason"]
    assert the_step(before, "parked", reason="No staff") == []
    assert the_step(before, "stopped", reason="No staff") == ["step_needs:resolution"]
    assert the_step(before, "merged", reason="Same aim", resolution="p") == ["step_needs:merged_into"]
    assert the_step(before, "merged", reason="Same aim", resolution="p", merged_into="N") == []


def test_a_paused_measure_returns_to_where_it_was_and_nowhere_else():
    past = (a_status("planning", "01.01.2024"), a_status("paused", "01.03.2024"))
    assert states.measure_step(past, a_status("planning", "01.06.2025"), (), TODAY) == ()
    assert codes(states.measure_step(past, a_status("running", "01.06.2025"), (), TODAY)) == ["step_not_allowed"]


def test_a_stopped_or_merged_measure_stays_so():
    assert the_step("stopped", "running") == ["final_state"]
    assert the_step("merged", "running") == ["final_state"]


def test_a_measure_is_not_completed_while_a_critical_milestone_is_open():
    milestones = (a_milestone("M1", critical=True), a_milestone("M2", critical=True, dropped_on=day("01.02.2025")),
                  a_milestone("M3", critical=True, reached="01.02.2025"), a_milestone("M4"))  # fmt: skip
    [problem] = states.measure_step((a_status("running"),), a_status("completed", "01.06.2025"), milestones, TODAY)
    assert (problem.code, problem.values["milestones"]) == ("open_critical", ("M1",))


def test_a_status_is_not_of_tomorrow_nor_before_the_last_one():
    past = (a_status("running", "01.06.2025"),)
    assert codes(states.measure_step(past, a_status("completed", "01.08.2025"), (), TODAY)) == [
        "day_in_future:valid_from"
    ]
    assert codes(states.measure_step(past, a_status("completed", "01.05.2025"), (), TODAY)) == [
        "before_last_step:valid_from"
    ]


def test_a_measure_is_not_merged_into_itself():
    assert the_step("running", "merged", reason="r", resolution="p", merged_into="M") == [
        "merged_into_itself:merged_into"
    ]


def test_a_history_may_have_gaps_but_a_merger_without_target_is_refused():
    gaps = (a_status("proposed", "01.01.2020"), a_status("running", "01.01.2021"))
    assert states.measure_history(gaps) == ()
    stopped = (a_status("stopped", "01.01.2022", resolution=None),)
    assert {(p.code, p.column, p.severity) for p in states.measure_history(stopped)} == {
        ("step_needs", "reason", "warning"), ("step_needs", "resolution", "warning"),
    }  # fmt: skip
    [problem] = states.measure_history((a_status("merged", "01.01.2022", reason="r"),))
    assert (problem.column, problem.severity) == ("merged_into", "error")


def test_x4_an_actual_date_in_the_future_is_refused_and_today_is_not():
    milestone = a_milestone("M1", reached="01.08.2025")
    assert codes(states.milestone_days(milestone, TODAY)) == ["day_in_future:actual_date"]
    assert states.milestone_days(milestone, day("01.08.2025")) == ()


def test_x4_a_month_that_has_begun_is_no_future():
    milestone = replace(a_milestone("M1"), actual_date=StatedDay(day("31.07.2025"), "month", "Juli 2025"))
    assert states.milestone_days(milestone, day("02.07.2025")) == ()
    assert codes(states.milestone_days(milestone, day("30.06.2025"))) == ["day_in_future:actual_date"]


def test_x4_reached_before_the_measure_began_is_asked_back():
    [problem] = states.milestone_days(a_milestone("M1", reached="31.12.2023"), TODAY, day("01.01.2024"))
    assert (problem.code, problem.severity) == ("reached_before_start", "warning")


def test_x5_a_duty_towards_the_funder_is_not_reached_without_evidence():
    duty = a_milestone("M1", reached="01.07.2025", funder_duty=True)
    assert codes(states.milestone_days(duty, TODAY)) == ["reached_without_evidence:evidence"]
    assert states.milestone_days(replace(duty, evidence="Letter of the funder"), TODAY) == ()


def test_a_milestone_is_dropped_only_with_a_reason():
    dropped = a_milestone("M1", dropped_on=day("01.07.2025"))
    assert "step_needs:dropped_reason" in codes(states.milestone_step(a_milestone("M1"), dropped, TODAY))
    assert states.milestone_step(a_milestone("M1"), replace(dropped, dropped_reason="Cut"), TODAY) == ()


def test_what_a_freeze_has_seen_as_reached_stays_reached():
    reached, opened = a_milestone("M1", reached="01.03.2025"), a_milestone("M1", started_on=day("01.01.2025"))
    assert states.milestone_step(reached, opened, TODAY, frozen_until=day("28.02.2025")) == ()
    assert codes(states.milestone_step(reached, opened, TODAY, frozen_until=day("01.03.2025"))) == [
        "frozen:actual_date"
    ]


def test_a_dropped_milestone_does_not_come_back():
    dropped = a_milestone("M1", dropped_on=day("01.07.2025"), dropped_reason="Cut")
    assert codes(states.milestone_step(dropped, a_milestone("M1", reached="01.07.2025"), TODAY)) == ["final_state"]


def value(state: str, **changes) -> model.IndicatorValue:
    return a_value("2024", 5, state=state, **changes)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("draft", "submitted", []),
        ("submitted", "approved", []),
        ("submitted", "draft", []),
        ("approved", "published", []),
        ("approved", "submitted", []),
        ("published", "withdrawn", ["step_needs:note"]),
        ("draft", "approved", ["step_not_allowed"]),
        ("draft", "published", ["step_not_allowed"]),
        ("approved", "withdrawn", ["step_not_allowed"]),
    ],
)
def test_a_value_is_drafted_submitted_approved_and_published_in_this_order(before, after, found):
    assert codes(states.value_step(value(before), value(after))) == found


def test_a_new_value_begins_as_draft_or_submitted():
    assert states.value_step(None, value("draft")) == ()
    assert codes(states.value_step(None, value("approved"))) == ["step_not_allowed"]


def test_x40_nobody_approves_the_own_value():
    own = value("approved", submitted_by="Sponsor", approved_by="Sponsor")
    assert codes(states.value_step(value("submitted"), own)) == ["approved_by_submitter:approved_by"]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("applied", "approved", []),
        ("applied", "rejected", []),
        ("approved", "changed", []),
        ("approved", "revoked", ["step_needs:note"]),
        ("changed", "closed", []),
        ("applied", "changed", ["step_not_allowed"]),
        ("rejected", "approved", ["final_state"]),
    ],
)
def test_a_grant_is_applied_for_before_it_is_approved_changed_or_closed(before, after, found):
    assert codes(states.grant_step(a_grant_version(status=before), a_grant_version(status=after, amount="5"))) == found


def test_an_approved_grant_has_an_amount():
    assert codes(states.grant_step(a_grant_version(status="applied"), a_grant_version())) == ["step_needs:amount"]


@pytest.mark.parametrize(
    ("before", "after", "changes", "found"),
    [
        ("planned", "requested", {}, []),
        ("requested", "received", {}, ["step_needs:received_on"]),
        ("requested", "received", {"received_on": "01.07.2025"}, []),
        ("requested", "cut", {"decided_on": "01.07.2025"}, ["step_needs:amount_left"]),
        ("requested", "rejected", {"decided_on": "01.07.2025"}, []),
        ("received", "proven", {"received_on": "01.07.2025", "proven_on": "02.07.2025"}, []),
        ("planned", "received", {"received_on": "01.07.2025"}, ["step_not_allowed"]),
    ],
)
def test_a_drawdown_is_requested_received_and_proven_each_with_its_day(before, after, changes, found):
    days = {name: day(text) for name, text in changes.items()}
    was = a_drawdown("d1", 100, "01.06.2025", status=before)
    assert sorted(set(codes(states.drawdown_step(was, replace(was, status=after, **days), TODAY)))) == found


def test_the_days_of_a_drawdown_are_in_order_and_not_of_tomorrow():
    early = a_drawdown("d1", 100, "01.06.2025", "01.05.2025")
    late = a_drawdown("d1", 100, "01.06.2025", "01.08.2025")
    assert codes(states.drawdown_days(early, TODAY)) == ["days_out_of_order:received_on"]
    assert codes(states.drawdown_days(late, TODAY)) == ["day_in_future:received_on"]


def test_a_cut_leaves_no_more_than_was_asked_for():
    cut = a_drawdown("d1", 100, "01.06.2025", status="cut", decided_on=day("01.07.2025"), amount_left=10001)
    assert codes(states.drawdown_days(cut, TODAY)) == ["left_above_amount:amount_left"]
    assert states.drawdown_days(replace(cut, amount_left=10000), TODAY) == ()


def test_every_state_of_the_codebook_has_its_place_in_the_tables():
    from dashboard.codebook import codebook

    def values(table: str, column: str) -> set[str]:
        return set(next(c.values for c in codebook()[table].columns if c.name == column))

    assert set(states.MEASURE_STEPS) == values("measure_status", "status")
    assert set(states.VALUE_STEPS) == values("indicator_value", "state")
    assert set(states.GRANT_STEPS) == values("grant_version", "status")
    assert set(states.DRAWDOWN_STEPS) == values("drawdown", "status")
