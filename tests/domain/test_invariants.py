"""What must hold in a strategy's facts: each edge case by its name, and a clean strategy without a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.domain import model
from dashboard.domain.invariants import check
from dashboard.domain.invariants_indicators import check_units
from dashboard.domain.values import Ref, StatedDay
from tests.domain.builders import (
    MEASURE,
    a_definition,
    a_drawdown,
    a_field,
    a_forecast,
    a_goal,
    a_grant_version,
    a_link,
    a_measure,
    a_milestone,
    a_plan_line,
    a_plan_version,
    a_posting,
    a_state,
    a_status,
    a_target,
    a_value,
    an_in_kind,
    an_indicator,
    day,
    euro,
    follows,
    number,
    reference_state,
    stated,
)

TODAY = day("31.07.2025")


def found(today=TODAY, postings=(), **tables) -> list[str]:
    state = a_state("31.12.2099", **tables)
    return [f"{p.severity} {p.table} {'/'.join(p.key)} {p.code}" for p in check(state, today, postings)]


def test_the_reference_measure_breaks_no_rule():
    assert check(reference_state(), TODAY) == ()


def test_x4_a_milestone_reached_tomorrow_is_refused_and_one_before_the_start_is_warned_of():
    late, early = a_milestone("M1", reached="01.08.2025"), a_milestone("M2", reached="31.12.2023")
    measure = a_measure(corridor_from=stated("01.01.2024"), field=None)
    assert found(milestones=(late, early), measures=(measure,)) == [
        "error milestone M1 day_in_future", "warning milestone M2 reached_before_start",
    ]  # fmt: skip


def test_x5_a_funder_duty_reached_without_evidence_is_refused():
    duty = a_milestone("M1", reached="01.07.2025", funder_duty=True)
    assert found(milestones=(duty,)) == ["error milestone M1 reached_without_evidence"]


@pytest.mark.parametrize(("weight", "problems"), [(0, 1), (1, 0), (100, 0), (101, 1)])
def test_x6_weights_lie_between_1_and_100(weight, problems):
    assert len(found(milestones=(a_milestone("M1", weight),))) == problems


def test_x7_a_measure_with_all_milestones_dropped_asks_for_a_decision():
    dropped = a_milestone("M1", dropped_on=day("01.07.2025"), dropped_reason="Cut")
    assert found(milestones=(dropped,)) == ["warning measure M all_milestones_dropped"]
    assert found(milestones=(dropped, a_milestone("M2"))) == []
    assert found(milestones=(dropped,), measure_statuses=(a_status("stopped", reason="Cut"),)) == []


def a_single_posting(code: str, amount: str, **changes) -> model.Posting:
    given = {"code": code, "object": MEASURE, "date": day("01.07.2025"), "kind": "actual", "amount": euro(amount)}
    return model.Posting(**given | changes)


def test_x15_a_negative_payment_needs_its_reason():
    refund = a_single_posting("p1", "-5000")
    assert found(postings=(refund, a_single_posting("p2", "5000"))) == ["error posting p1 negative_without_reason"]
    assert found(postings=(replace(refund, reason="Refund"),)) == []


def test_x15_no_more_is_released_than_was_ordered():
    ordered = a_posting(100, "commitment", "01.03.2025")
    early = (ordered, a_posting(60, "commitment_release", "01.02.2025"))
    later = (ordered, a_posting(100, "commitment_release", "01.04.2025"))
    state_early, state_later = a_state("31.12.2099", postings=early), a_state("31.12.2099", postings=later)
    [problem] = check(state_early, TODAY)
    assert (problem.code, problem.values["balance"], problem.values["month"]) == (
        "commitments_below_zero", euro("-60"), day("01.02.2025"),
    )  # fmt: skip
    assert check(state_later, TODAY) == ()


def test_x16_budget_kinds_stand_beside_each_other_and_a_total_not_beside_its_parts():
    plan = (a_plan_version(),)
    cash, accrual = a_plan_line("c1", 100, kind="total"), a_plan_line("c2", 100, kind="total", budget_kind="ergebnis")
    assert found(plan_versions=plan, plan_lines=(cash, accrual)) == []
    part = a_plan_line("c3", 40, kind="staff")
    assert found(plan_versions=plan, plan_lines=(cash, accrual, part)) == ["error plan_line c1 total_beside_parts"]


def test_a_source_of_money_is_no_cost():
    lines = (a_plan_line("c1", 100, kind="own"), a_plan_line("c2", 100, kind="staff", side="funding"))
    assert found(plan_versions=(a_plan_version(),), plan_lines=lines) == [
        "error plan_line c1 kind_on_wrong_side", "error plan_line c2 kind_on_wrong_side",
    ]  # fmt: skip


def test_x23_a_funded_contribution_is_not_own_share_as_well():
    line = a_plan_line("f1", 50, side="funding", kind="in_kind")
    given = an_in_kind("k1", 50, 2024, funded=True)
    tables = {"plan_versions": (a_plan_version(),), "plan_lines": (line,)}
    assert found(in_kinds=(given,), **tables) == ["warning in_kind k1 in_kind_on_both_sides"]
    assert found(in_kinds=(replace(given, funded=False),), **tables) == []
    assert found(in_kinds=(replace(given, year=2025),), **tables) == []


def test_a_plan_of_money_that_nobody_resolved_is_told_as_long_as_there_is_no_other():
    tables = {"plan_lines": (a_plan_line("f1", 50),)}
    bare = a_plan_version(resolution=None)
    assert found(plan_versions=(bare,), **tables) == [f"warning plan_version {bare.code} plan_not_resolved"]
    assert found(plan_versions=(bare, a_plan_version("P2", "01.02.2024")), **tables) == []
    assert found(plan_versions=(bare,)) == []


def two_grants(second: str, status: str = "approved") -> dict:
    return {
        "plan_versions": (a_plan_version(),),
        "plan_lines": (a_plan_line("c1", 100), a_plan_line("c2", 30, eligible="no")),
        "links": tuple(a_link(Ref("grant", code), "covers", MEASURE) for code in ("G1", "G2")),
        "grant_versions": (
            a_grant_version("G1", amount="65", status="approved"),
            a_grant_version("G2", "01.02.2024", amount=second, status=status),
        ),
    }


def test_x24_grants_together_stay_within_the_eligible_cost():
    assert found(**two_grants("35")) == []
    assert found(**two_grants("35.01")) == ["error grant_version G2/2024-02-01 over_funded"]
    assert found(**two_grants("90", status="applied")) == []


def test_a_quota_is_a_share():
    version = a_grant_version(quota="65", status="applied")
    assert found(grant_versions=(version,)) == ["error grant_version GR/2024-01-01 share_out_of_range"]


def path(direction: str = "up", baseline=(2020, 20), target=(2025, 80), **changes) -> dict:
    interim = changes.pop("interim", ())
    return {
        "indicators": (an_indicator(direction=direction),),
        "targets": (a_target(baseline, target, **changes),),
        "interim_targets": tuple(
            model.InterimTarget(indicator="I", version=1, year=year, value=number(value)) for year, value in interim
        ),
    }


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (path(target=(2025, 20)), "target I/1 target_is_baseline"),
        (path("down"), "target I/1 target_against_direction"),
        (path(target=(2020, 80)), "target I/1 target_year_not_later"),
        (path(interim=((2019, 30),)), "interim_target I/1/2019 interim_outside"),
        (path(interim=((2025, 70),)), "interim_target I/1/2025 interim_outside"),
        (path(interim=((2022, 50), (2023, 40))), "interim_target I/1/2023 interim_out_of_order"),
        (path("down", (2020, 80), (2025, 20), interim=((2022, 90),)), "interim_target I/1/2022 interim_out_of_order"),
        (path("maintain"), "target I/1 tolerance_not_positive"),
        (path("maintain", tolerance="0"), "target I/1 tolerance_not_positive"),
        (path("range", lower="60", upper="40"), "target I/1 range_without_bounds"),
    ],
)
def test_x26_a_target_path_that_leads_nowhere_is_refused(given, code):
    assert found(**given) == [f"error {code}"]


@pytest.mark.parametrize(
    "given",
    [
        path(interim=((2022, 50), (2023, 50))),
        path("down", (2020, 400), (2030, 300), interim=((2025, 350),)),
        path("maintain", target=(2025, 20), tolerance="5"),
        path("range", lower="40", upper="60"),
    ],
)
def test_a_target_path_that_leads_somewhere_is_taken(given):
    assert found(**given) == []


def test_only_a_context_indicator_has_no_direction():
    assert found(indicators=(an_indicator(direction="none"),)) == ["error indicator I direction_missing"]
    assert found(indicators=(an_indicator(direction="none", role="context"),)) == []


def test_x32_another_unit_needs_a_definition_that_breaks_the_series():
    hours = a_state(indicators=(an_indicator(unit="h"),), definitions=(a_definition(),))
    minutes = replace(hours, indicators=(an_indicator(unit="min"),))
    assert [p.code for p in check_units(hours, minutes)] == ["unit_changed"]
    broken = replace(minutes, definitions=(a_definition(), a_definition(2, "01.01.2025", series_break=True)))
    assert check_units(hours, broken) == check_units(hours, hours) == ()


@pytest.mark.parametrize(
    ("periodicity", "period", "fits"),
    [("year", "2024", True), ("year", "2024-Q1", False), ("quarter", "2024-Q1", True), ("month", "2024-05", True),
     ("month", "2024", False), ("halfyear", "2024-H2", True), ("year", "2024-05-31", False),
     ("once", "2024-05-31", True)],
)  # fmt: skip
def test_a_period_fits_the_periodicity(periodicity, period, fits):
    tables = {"indicators": (an_indicator(periodicity=periodicity),), "definitions": (a_definition(),)}
    problems = found(indicator_values=(a_value(period, 5),), **tables)
    assert problems == ([] if fits else [f"error indicator_value I/{period} period_does_not_fit"])


def test_a_context_indicator_may_name_a_day():
    context = (an_indicator(role="context", direction="none"),)
    assert found(indicators=context, definitions=(a_definition(),), indicator_values=(a_value("2024-05-31", 5),)) == []


def test_x12_a_value_or_the_reason_why_there_is_none():
    tables = {"indicators": (an_indicator(),), "definitions": (a_definition(),)}
    both, neither = a_value("2023", 5, missing_reason="not_yet"), a_value("2024", None)
    assert found(indicator_values=(both, neither), **tables) == [
        "error indicator_value I/2023 value_and_reason", "error indicator_value I/2024 no_value_no_reason",
    ]  # fmt: skip
    assert found(indicator_values=(replace(neither, state="draft"),), **tables) == []


def test_i1_the_submitter_never_approves():
    tables = {"indicators": (an_indicator(),), "definitions": (a_definition(),)}
    own = a_value("2024", 5, submitted_by="Sponsor", approved_by="Sponsor")
    assert found(indicator_values=(own,), **tables) == ["error indicator_value I/2024 approved_by_submitter"]


def test_x45_milestones_that_follow_each_other_in_a_circle_are_refused():
    links = (follows("B", "A"), follows("C", "B"), follows("A", "C"))
    [problem] = check(a_state(links=links), TODAY)
    assert (problem.code, sorted(problem.values["codes"])) == ("circle", ["A", "B", "C"])
    assert check(a_state(links=(*links[:2], follows("C", "A"))), TODAY) == ()


def test_x41_measures_merged_in_a_circle_are_refused():
    def merged(measure: str, into: str) -> model.MeasureStatus:
        return a_status("merged", measure=measure, reason="Same aim", merged_into=into)

    assert found(measure_statuses=(merged("A", "B"), merged("B", "A"))) == [
        "error measure_status A/2024-01-01 merged_circle"
    ]
    assert found(measure_statuses=(merged("A", "B"), a_status(measure="B"))) == []


def test_a_merged_measure_names_its_target():
    status = a_status("merged", reason="Same aim")
    assert found(measure_statuses=(status,)) == ["error measure_status M/2024-01-01 step_needs"]


def test_a_completed_measure_has_no_open_critical_milestone():
    tables = {"measure_statuses": (a_status("completed"),)}
    assert found(milestones=(a_milestone("M1", critical=True),), **tables) == [
        "error measure_status M/2024-01-01 open_critical"
    ]
    assert found(milestones=(a_milestone("M1"),), **tables) == []


def test_a_measure_hangs_on_a_field_of_action_and_a_theme_lies_in_one():
    fields = (a_field("F"), a_field("T", "theme", parent="F"), a_field("X", "cross_topic"))
    assert found(fields=fields, measures=(a_measure(field="F"),)) == []
    assert found(fields=fields, measures=(a_measure(field="T"), a_measure("N", field="X"))) == [
        "error measure M not_in_field", "error measure N not_in_field",
    ]  # fmt: skip
    assert found(fields=(a_field("T", "theme"),)) == ["error field T theme_without_field"]


def test_a_link_joins_what_its_relation_joins():
    fields = (a_field("F"), a_field("X", "cross_topic"))
    good = (
        a_link(MEASURE, "contributes_to", Ref("goal", "G")), a_link(MEASURE, "concerns", Ref("field", "X")),
        a_link(Ref("goal", "G"), "decided_by", Ref("paper", "p")),
    )  # fmt: skip
    assert found(fields=fields, goals=(a_goal(),), links=good) == []
    assert found(fields=fields, links=(a_link(MEASURE, "concerns", Ref("field", "F")),)) == [
        "error link measure/M/concerns/field/F concerns_no_cross_topic"
    ]
    assert found(links=(a_link(MEASURE, "follows", Ref("milestone", "M1")),)) == [
        "error link measure/M/follows/milestone/M1 link_does_not_fit"
    ]
    assert found(links=(a_link(MEASURE, "duplicates", MEASURE),)) == [
        "error link measure/M/duplicates/measure/M link_to_itself"
    ]


def test_rows_name_versions_that_exist():
    value = a_value("2024", 5)
    interim = model.InterimTarget(indicator="I", version=3, year=2022, value=number(5))
    tables = {"indicators": (an_indicator(),), "definitions": (a_definition(2),), "indicator_values": (value,)}
    state = replace(a_state(**tables), interim_targets=(interim,), plan_lines=(a_plan_line("c1", 5),))
    assert [(p.table, p.code) for p in check(state, TODAY)] == [
        ("plan_line", "unknown_version"), ("interim_target", "unknown_version"), ("indicator_value", "unknown_version"),
    ]  # fmt: skip


def test_a_forecast_is_no_day_of_the_past():
    tables = {"milestones": (a_milestone("M1"),)}
    assert found(forecasts=(a_forecast("M1", "30.06.2025", "29.06.2025"),), **tables) == [
        "error forecast M1/2025-06-30 forecast_in_past"
    ]
    assert found(forecasts=(a_forecast("M1", "30.06.2025", "30.06.2025"),), **tables) == []


def test_nothing_is_reported_or_requested_tomorrow():
    report = model.StatusReport(measure="M", report_date=day("01.08.2025"), text="t")
    assert found(status_reports=(report,), drawdowns=(a_drawdown("d1", 5, "01.08.2025"),)) == [
        "error status_report M/2025-08-01 day_in_future", "error drawdown d1 day_in_future",
    ]  # fmt: skip


def test_a_grant_that_was_rejected_and_later_approved_is_asked_back():
    versions = (a_grant_version(status="rejected"), a_grant_version(valid_from="01.02.2024", amount="5"))
    assert found(grant_versions=versions) == ["warning grant_version GR/2024-02-01 grant_step_unusual"]


def test_a_stated_month_begins_on_its_first_day():
    assert StatedDay(day("30.09.2019"), "quarter").first == day("01.07.2019")
    assert StatedDay(day("31.12.2025"), "year").first == day("01.01.2025")
