"""The weak-point analysis (D14): every rule on every object it is for, the worst of each, ranked.

SP22 (overrides older than an evaluation) is asked where the evaluations are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from dashboard.domain import weak_points_effect as effect
from dashboard.domain import weak_points_money as money
from dashboard.domain import weak_points_schedule as schedule
from dashboard.domain import weak_points_structure as structure
from dashboard.domain.assessed import Assessment, GrantAssessment, MeasureAssessment
from dashboard.domain.values import Ref
from dashboard.domain.weak_point import SCORES, SEVERITIES, Finding, Hit, Key, Past

#: Asked of every active measure.
MEASURE_RULES: Mapping[str, Callable[[MeasureAssessment, Assessment], Iterator[Hit]]] = {
    "SP01": schedule.sp01_overdue,
    "SP02": schedule.sp02_undated,
    "SP03": schedule.sp03_slow,
    "SP04": money.sp04_dearer,
    "SP09": structure.sp09_no_sponsor,
    "SP10": effect.sp10_unmeasured,
    "SP11": effect.sp11_values_missing,
    "SP12": effect.sp12_off_path,
    "SP13": effect.sp13_worsening,
    "SP14": structure.sp14_no_resolution,
    "SP15": schedule.sp15_silent,
    "SP17": schedule.sp17_waiting,
    "SP18": structure.sp18_island,
    "SP19": structure.sp19_climate,
    "SP20": schedule.sp20_moving,
    "SP21": effect.sp21_broken_series,
    "SP23": structure.sp23_no_participation,
}
#: Asked of every grant.
GRANT_RULES: Mapping[str, Callable[[GrantAssessment, Assessment], Iterator[Hit]]] = {
    "SP05": money.sp05_unused,
    "SP06": money.sp06_lapsing,
    "SP07": money.sp07_overdrawn,
}
#: Asked of the strategy as a whole; they name the object themselves.
STRATEGY_RULES: Mapping[str, Callable[[Assessment], Iterator[tuple[Ref, Hit]]]] = {
    "SP08": money.sp08_uncovered,
    "SP16": structure.sp16_goals_and_fields_without_measure,
    "SP24": money.sp24_contradictory_plan,
}
RULES = tuple(sorted({*MEASURE_RULES, *GRANT_RULES, *STRATEGY_RULES}))


def findings(assessment: Assessment, previous: Past | None = None) -> tuple[Finding, ...]:
    """All weak points, one by rule and object, the heaviest first; of equal score those on the larger budget."""
    worst: dict[Key, Hit] = {}
    for key, hit in _hits(assessment):
        if key not in worst or SEVERITIES.index(hit.severity) > SEVERITIES.index(worst[key].severity):
            worst[key] = hit
    found = [_finding(key, hit, previous or Past()) for key, hit in worst.items()]
    return tuple(sorted(found, key=lambda f: (-f.score, -_budget(assessment, f.object), f.rule, f.object)))


def _hits(assessment: Assessment) -> Iterator[tuple[Key, Hit]]:
    for measure in assessment.measures.values():
        if measure.active:
            ref = Ref("measure", measure.measure.code)
            for rule, asked in MEASURE_RULES.items():
                yield from (((rule, ref), hit) for hit in asked(measure, assessment))
    for grant in assessment.grants.values():
        for rule, asked_of_grant in GRANT_RULES.items():
            yield from (((rule, Ref("grant", grant.grant.code)), hit) for hit in asked_of_grant(grant, assessment))
    for rule, asked_of_all in STRATEGY_RULES.items():
        yield from (((rule, ref), hit) for ref, hit in asked_of_all(assessment))


def _finding(key: Key, hit: Hit, previous: Past) -> Finding:
    severity = raised(key, hit.severity, previous.evaluations)
    score = 0 if key in previous.accepted else SCORES[severity]
    return Finding(key[0], severity, key[1], hit.since, hit.values, score, hit.severity)


def raised(key: Key, severity: str, evaluations: Iterable[Mapping[Key, str]]) -> str:
    """One up per frozen evaluation in a row before with the same unraised severity, at most high."""
    times = 0
    for evaluation in evaluations:
        if evaluation.get(key) != severity:
            break
        times += 1
    return SEVERITIES[min(SEVERITIES.index(severity) + times, len(SEVERITIES) - 1)]


def severities(found: Iterable[Finding]) -> Mapping[Key, str]:
    """What a freeze keeps for the evaluations to come."""
    return {finding.key: finding.unraised for finding in found}


def _budget(assessment: Assessment, ref: Ref) -> int:
    if ref.kind == "measure":
        return assessment.measures[ref.code].bac or 0
    return assessment.fields[ref.code].bac or 0 if ref.kind == "field" and ref.code in assessment.fields else 0


class Rank(NamedTuple):
    """An object with the sum of its scores and its budget in cents."""

    object: Ref
    score: int
    budget: int
    findings: tuple[Finding, ...]


def ranking(found: Iterable[Finding], assessment: Assessment) -> tuple[Rank, ...]:
    """Objects by the sum of their scores, then by budget."""
    return _ranked(((finding.object, finding) for finding in found), assessment)


def field_ranking(found: Iterable[Finding], assessment: Assessment) -> tuple[Rank, ...]:
    """Fields by the scores of their measures and their own, then by budget; what lies in no field is left out."""
    homes = {Ref("measure", code): measure.field for code, measure in assessment.measures.items()}
    homes |= {Ref("field", code): code for code in assessment.fields}
    placed = ((homes.get(finding.object), finding) for finding in found)
    return _ranked(((Ref("field", home), finding) for home, finding in placed if home), assessment)


def _ranked(pairs: Iterable[tuple[Ref, Finding]], assessment: Assessment) -> tuple[Rank, ...]:
    by_object: dict[Ref, list[Finding]] = defaultdict(list)
    for ref, finding in pairs:
        by_object[ref].append(finding)
    ranks = (
        Rank(ref, sum(w.score for w in found), _budget(assessment, ref), tuple(found))
        for ref, found in by_object.items()
    )
    return tuple(sorted(ranks, key=lambda rank: (-rank.score, -rank.budget, rank.object)))
