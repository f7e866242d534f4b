"""Weak points (D14): their ranking, and what evaluations before change."""

from __future__ import annotations

from dashboard.domain.assessment import assess
from dashboard.domain.values import Ref
from dashboard.domain.weak_point import Past
from dashboard.domain.weak_points import RULES, field_ranking, findings, ranking, severities
from tests.domain.builders import (
    MEASURE,
    a_baseline,
    a_field,
    a_measure,
    a_milestone,
    a_plan_line,
    a_status,
    reference_state,
    reference_tables,
    with_record,
)


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
