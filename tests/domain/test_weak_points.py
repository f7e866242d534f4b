"""The weak-point rules SP01 to SP24 (D14) at their boundaries, the ranking, and what evaluations before change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.domain import model
from dashboard.domain.assessment import assess
from dashboard.domain.values import Origin, Ref, StatedMoney
from dashboard.domain.weak_point import Past
from dashboard.domain.weak_points import RULES, field_ranking, findings, ranking, severities
from tests.domain.builders import (
    MEASURE,
    PAPER,
    STRATEGY,
    a_baseline,
    a_definition,
    a_drawdown,
    a_field,
    a_forecast,
    a_goal,
    a_grant_version,
    a_measure,
    a_milestone,
    a_plan_line,
    a_plan_version,
    a_posting,
    a_state,
    a_status,
    a_strategy,
    a_target,
    a_value,
    an_appropriation,
    an_in_kind,
    an_indicator,
    day,
    euro,
    number,
    reference_state,
    reference_tables,
    stated,
    with_record,
)


def found(state, rule: str) -> list[tuple[str, str]]:
    """Severity and object code of a rule's findings."""
    return [(f.severity, f.object.code) for f in findings(assess(state)) if f.rule == rule]


def test_the_reference_measure_has_four_findings_and_a_score_of_twelve():
    assessment = assess(reference_state())
    weak_points = findings(assessment)
    assert [(f.rule, f.severity, f.score) for f in weak_points] == [
        ("SP01", "medium", 3), ("SP03", "medium", 3), ("SP04", "medium", 3), ("SP09", "medium", 3),
    ]  # fmt: skip
    assert weak_points[0].values["days"] == 31
    assert weak_points[3].values["days"] == 45
    [rank] = ranking(weak_points, assessment)
    assert (rank.object, rank.score, len(rank.findings)) == (MEASURE, 12, 4)


@pytest.mark.parametrize(
    ("on", "severity"),
    [("14.07.2025", None), ("15.07.2025", "medium"), ("29.08.2025", "medium"), ("30.08.2025", "high")],
)
def test_sp01_a_milestone_is_overdue_after_14_and_badly_after_60_days(on, severity):
    expected = [(severity, "M")] if severity else []
    assert found(reference_state(on), "SP01") == expected


def test_sp01_counts_no_days_of_a_measure_at_rest_nor_a_measure_at_rest():
    paused = (a_status(), a_status("paused", "01.07.2025", reason="No staff"))
    assert found(reference_state(measure_statuses=paused), "SP01") == []
    again = (*paused, a_status("running", "25.07.2025"))
    assert found(reference_state(measure_statuses=again), "SP01") == []


def test_sp02_an_active_measure_without_milestone_or_a_milestone_without_date():
    undated = (*reference_tables()["milestones"], a_milestone("M5", 10))
    assert found(reference_state(milestones=undated), "SP02") == [("medium", "M")]
    assert found(reference_state(milestones=(), baselines=(), forecasts=()), "SP02") == [("medium", "M")]
    done = (*reference_tables()["milestones"], a_milestone("M5", 10, "01.02.2025"))
    assert found(reference_state(milestones=done), "SP02") == []


@pytest.mark.parametrize(("weight", "severity"), [(6, "high"), (3, "medium"), (1, None)])
def test_sp03_less_than_three_quarters_or_half_of_what_was_planned(weight, severity):
    """Reached 3 of 3 + weight: SPI 3/9, 3/6 and 3/4."""
    state = reference_state(milestones=with_record(reference_tables()["milestones"], "M3", weight=weight))
    assert found(state, "SP03") == ([(severity, "M")] if severity else [])


@pytest.mark.parametrize(("spent", "severity"), [(70000, None), (70001, "medium"), (80000, "medium"), (80001, "high")])
def test_sp04_dearer_by_more_than_5_or_10_percent(spent, severity):
    """EAC₂ = AC + 140.000 against a plan of 200.000."""
    assert found(reference_state(postings=(a_posting(spent),)), "SP04") == ([(severity, "M")] if severity else [])


def a_grant(on: str = "31.07.2025", paid: str = "0", **version) -> object:
    given = {"total_cost": "100000", "eligible_cost": "100000", "amount": "65000", "quota": "0.65",
             "period_from": "01.01.2024", "period_to": "31.12.2025"}  # fmt: skip
    drawdowns = version.pop("drawdowns", ())
    return a_state(
        on, grants=(model.Grant(code="GR", title="Grant"),), grant_versions=(a_grant_version(**given | version),),
        postings=(a_posting(paid, eligible=True, object=STRATEGY),), drawdowns=drawdowns,
    )  # fmt: skip


def test_sp05_half_the_period_is_over_and_less_than_half_of_that_share_is_used():
    half, late = "31.12.2024", "02.07.2025"
    assert found(a_grant("30.12.2024", "1"), "SP05") == []
    assert found(a_grant(half, "25000"), "SP05") == [("medium", "GR")]
    assert found(a_grant(half, "25100"), "SP05") == []
    assert found(a_grant("01.07.2025", "1"), "SP05") == [("medium", "GR")]
    assert found(a_grant(late, "1"), "SP05") == [("high", "GR")]
    assert found(a_grant(late, "1", status="applied"), "SP05") == []


def test_sp06_the_period_ends_within_180_days_and_more_than_a_tenth_is_not_earned():
    assert found(a_grant("04.07.2025", "50000"), "SP06") == [("high", "GR")]
    assert found(a_grant("03.07.2025", "50000"), "SP06") == []
    assert found(a_grant("04.07.2025", "90000"), "SP06") == []
    assert found(a_grant("01.01.2026", "50000"), "SP06") == []


def test_sp07_more_was_drawn_than_entitled_to():
    def drawn(amount: str) -> object:
        return a_grant(paid="10000", drawdowns=(a_drawdown("d1", amount, "01.07.2025"),))

    assert found(drawn("6500"), "SP07") == []
    assert found(drawn("6500.01"), "SP07") == [("high", "GR")]


def test_sp08_own_money_of_the_year_is_not_in_the_budget():
    def with_budget(base: str | None, **changes) -> list:
        return found(reference_state(appropriations=(an_appropriation("a", base, **changes),)), "SP08")

    assert with_budget("100000") == []
    assert with_budget("99999.99") == [("high", "M")]
    assert with_budget("110000", blocked=euro("10000.01")) == [("high", "M")]
    assert with_budget("0", year=2024) == []


def test_x19_without_a_budget_of_the_year_there_is_no_sp08():
    assert found(reference_state(appropriations=(an_appropriation("a", None),)), "SP08") == []


def test_sp08_recognised_work_of_the_own_house_lowers_the_need():
    budget = (an_appropriation("a", "90000"),)
    assert found(reference_state(appropriations=budget, in_kinds=(an_in_kind("k", 10000),)), "SP08") == []
    funded = (an_in_kind("k", 10000, funded=True),)
    assert found(reference_state(appropriations=budget, in_kinds=funded), "SP08") == [("high", "M")]


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


def test_sp14_carried_out_without_resolution():
    without = (a_status(resolution=None),)
    assert found(reference_state(measure_statuses=without), "SP14") == [("high", "M")]
    earlier = (a_status("adopted", "01.12.2023"), a_status(resolution=None))
    assert found(reference_state(measure_statuses=earlier), "SP14") == []
    linked = (model.Link(subject=MEASURE, relation="decided_by", object=Ref("paper", PAPER)),)
    assert found(reference_state(measure_statuses=without, links=linked), "SP14") == []


def test_sp15_no_status_report_for_more_than_180_days():
    def reported(on: str) -> list:
        report = model.StatusReport(measure="M", report_date=day(on), text="As planned")
        return found(reference_state(status_reports=(report,)), "SP15")

    assert reported("01.02.2025") == []
    assert reported("31.01.2025") == [("medium", "M")]
    assert found(reference_state(status_reports=()), "SP15") == [("medium", "M")]


def test_sp16_a_goal_or_field_without_active_measure():
    state = reference_state(
        goals=(a_goal(), a_goal("above"), a_goal("below", parent="above"), a_goal("value", kind="value")),
        fields=(a_field(), a_field("empty"), a_field("cross", "cross_topic")),
        links=(model.Link(subject=MEASURE, relation="contributes_to", object=Ref("goal", "below")),),
    )
    assert sorted(found(state, "SP16")) == [("medium", "G"), ("medium", "empty")]
    parked = replace(state, measure_statuses=(a_status("parked", reason="No staff"),))
    assert len(found(parked, "SP16")) == 5


def waiting(critical: bool = False, forecast: str = "01.01.2026") -> list:
    tables = reference_tables()
    follows = model.Link(subject=Ref("milestone", "M4"), relation="follows", object=Ref("milestone", "M3"))
    return found(
        reference_state(
            links=(*tables["links"], follows), milestones=with_record(tables["milestones"], "M4", critical=critical),
            forecasts=(a_forecast("M3", "01.07.2025", forecast),),
        ),
        "SP17",
    )  # fmt: skip


def test_sp17_what_has_to_come_first_is_expected_after_the_follower():
    assert waiting(forecast="31.12.2025") == []
    assert waiting() == [("medium", "M")]
    assert waiting(critical=True) == [("high", "M")]


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


def moved(*reports: tuple[str, str]) -> list:
    """M4 is planned for 31.12.2025; the twelve months to 31.07.2025 begin on 01.08.2024."""
    return found(reference_state(forecasts=tuple(a_forecast("M4", on, to) for on, to in reports)), "SP20")


def test_sp20_a_date_that_moved_three_times_or_more_than_90_days_in_a_year():
    twice = (("01.09.2024", "05.01.2026"), ("01.12.2024", "01.01.2026"))
    assert moved(*twice) == []
    assert moved(*twice, ("01.03.2025", "02.01.2026")) == [("high", "M")]
    assert moved(*twice, ("01.03.2025", "01.01.2026")) == []
    assert moved(("01.09.2024", "31.03.2026")) == []
    assert moved(("01.09.2024", "01.04.2026")) == [("high", "M")]


def test_sp20_what_moved_more_than_a_year_ago_counts_no_more():
    assert moved(("31.07.2024", "01.04.2026")) == []
    assert moved(("01.08.2024", "01.04.2026")) == [("high", "M")]


def test_sp20_is_silent_once_the_milestone_is_reached():
    tables = reference_tables()
    reached = with_record(tables["milestones"], "M4", actual_date=stated("30.07.2025"))
    state = reference_state(milestones=reached, forecasts=(a_forecast("M4", "01.09.2024", "01.04.2026"),))
    assert found(state, "SP20") == []


def test_sp21_a_broken_series_needs_a_factor_or_a_new_target():
    tables = yearly(0, a_value("2023", 50))
    broken = (a_definition(), a_definition(2, "01.01.2024", series_break=True))
    assert found(a_state("01.07.2024", **tables | {"definitions": broken}), "SP21") == [("medium", "M")]
    rebased = (broken[0], replace(broken[1], rebase_factor=number("1.1")))
    assert found(a_state("01.07.2024", **tables | {"definitions": rebased}), "SP21") == []
    new_target = (*tables["targets"], a_target((2023, 50), (2030, 80), version=2, valid_from=day("01.01.2024")))
    assert found(a_state("01.07.2024", **tables | {"definitions": broken, "targets": new_target}), "SP21") == []


def test_sp23_participation_is_documented_by_half_time():
    def measure(reached: int, **changes) -> list:
        measures = (a_measure(participation="consultation", **changes),)
        milestones = (a_milestone("M1", reached, "01.01.2025"), a_milestone("M2", 100 - reached))
        return found(reference_state(measures=measures, milestones=milestones, baselines=()), "SP23")

    assert measure(50) == [("low", "M")]
    assert measure(49) == []
    assert measure(50, participation_documented="Workshop of May") == []


def test_sp24_sources_that_do_not_match_the_costs():
    lines = reference_tables()["plan_lines"]
    assert (
        found(reference_state(plan_lines=with_record(lines, "own-2024", amount=StatedMoney(euro("100000.05")))), "SP24")
        == []
    )
    off = with_record(lines, "own-2024", amount=StatedMoney(euro("100000.06")))
    assert found(reference_state(plan_lines=off), "SP24") == [("medium", "M")]


def test_x14_denied_effects_beside_amounts_are_a_weak_point_of_the_strategy():
    state = a_state(
        strategy=a_strategy(), papers=(model.Paper(code=PAPER, title="Paper", financial_effects="no"),),
        plan_versions=(a_plan_version(),), plan_lines=(a_plan_line("c", 5, object=STRATEGY, origin=Origin("s")),),
    )  # fmt: skip
    assert found(state, "SP24") == [("medium", STRATEGY.code)]


def test_a_rule_names_the_worst_of_an_object_once():
    tables = reference_tables()
    both = reference_state(
        milestones=(*tables["milestones"], a_milestone("M5")),
        baselines=(*tables["baselines"], a_baseline("M5", "01.03.2025")),
    )
    [finding] = [f for f in findings(assess(both)) if f.rule == "SP01"]
    assert (finding.severity, finding.values["milestone"]) == ("high", "Milestone M5")


def test_a_measure_that_is_not_carried_out_has_no_weak_points():
    for status in ("proposed", "parked", "stopped", "completed", "permanent"):
        state = reference_state(measure_statuses=(a_status(status, reason="r"),))
        assert [f for f in findings(assess(state)) if f.object == MEASURE] == []


def test_each_evaluation_in_a_row_before_raises_a_finding_by_one():
    assessment = assess(reference_state())
    once = severities(findings(assessment))

    def severity(*evaluations) -> tuple[str, int]:
        [first] = [f for f in findings(assessment, Past(evaluations)) if f.rule == "SP01"]
        return first.severity, first.score

    assert severity(once) == ("high", 9)
    assert severity(once, once) == ("high", 9)
    assert severity({}, once) == ("medium", 3)
    assert severity({("SP01", MEASURE): "high"}) == ("medium", 3)


def test_a_low_finding_rises_to_high_in_two_evaluations():
    assessment = assess(reference_state(measures=with_record(reference_tables()["measures"], "M", climate="unchecked")))
    before = severities(findings(assessment))
    assert before["SP19", MEASURE] == "low"

    def severity(*evaluations) -> str:
        return next(f.severity for f in findings(assessment, Past(evaluations)) if f.rule == "SP19")

    assert (severity(before), severity(before, before)) == ("medium", "high")


def test_an_accepted_finding_scores_nothing_and_comes_last():
    assessment = assess(reference_state())
    weak_points = findings(assessment, Past(accepted=frozenset({("SP01", MEASURE)})))
    assert (weak_points[-1].rule, weak_points[-1].score, weak_points[-1].severity) == ("SP01", 0, "medium")
    assert ranking(weak_points, assessment)[0].score == 9


def test_equal_scores_are_ranked_by_budget():
    tables = reference_tables()
    both = {
        "measures": (*tables["measures"], a_measure("N", "F2", climate="positive", title="N")),
        "fields": (a_field(), a_field("F2"), a_field("F3")),
        "measure_statuses": (a_status(resolution=None), a_status(measure="N", resolution=None)),
        "plan_lines": (a_plan_line("c1", 100), a_plan_line("c2", 200, object=Ref("measure", "N"))),
        "milestones": (), "baselines": (), "forecasts": (), "postings": (), "indicators": (), "appropriations": (),
        "targets": (), "indicator_values": (), "definitions": (), "assignments": (), "status_reports": (),
    }  # fmt: skip
    assessment = assess(reference_state(**both))
    weak_points = findings(assessment)
    assert [rank.object.code for rank in ranking(weak_points, assessment) if rank.object.kind == "measure"] == [
        "N",
        "M",
    ]
    fields = field_ranking(weak_points, assessment)
    assert [(rank.object.code, rank.score) for rank in fields] == [("F2", 27), ("F", 27), ("F3", 3)]


def test_every_rule_but_the_one_on_overrides_is_asked():
    assert [f"SP{number:02d}" for number in range(1, 25) if number != 22] == list(RULES)
