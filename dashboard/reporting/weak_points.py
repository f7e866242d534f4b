"""Weak points for internal readers: the heaviest objects first, each with its findings in words and whose turn it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import Assessment
from dashboard.domain.values import Ref
from dashboard.domain.weak_point import Finding
from dashboard.domain.weak_points import Rank, findings, ranking
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained
from dashboard.reporting.why.overview import score as why_score
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.weak_point_words import rule_name, sentence

SEVERITY_WORDS = {"high": _l("high"), "medium": _l("medium"), "low": _l("low")}


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """One finding in words."""

    name: str
    sentence: str
    severity: str
    since: dt.date | None
    score: int


@dataclass(frozen=True, slots=True)
class Problem:
    """An object with all its findings, the heaviest first. `code` is empty but for measures."""

    object: Ref
    code: str
    title: str
    light: str | None
    turn: str | None
    score: int
    points: tuple[WeakPoint, ...]


def _point(found: Finding) -> WeakPoint:
    return WeakPoint(
        rule_name(found.rule), sentence(found.rule, found.values), found.severity, found.since, found.score
    )


def _titles(assessment: Assessment) -> dict[Ref, str]:
    state = assessment.state
    titles = {Ref("strategy", state.strategy.slug): state.strategy.title}
    for kind, records in (
        ("goal", state.goals),
        ("field", state.fields),
        ("grant", state.grants),
        ("measure", state.measures),
    ):
        titles |= {Ref(kind, record.code): record.title for record in records}
    return titles


def _turn(assessment: Assessment, ref: Ref) -> str | None:
    """Whose turn it is: the body responsible for the measure; for the rest no one is stated."""
    found = assessment.measures.get(ref.code) if ref.kind == "measure" else None
    return assessment.state.body_title(found.measure.responsible) if found else None


def ranks(assessment: Assessment) -> tuple[Rank, ...]:
    """All weak points by object, the heaviest first, before they are put into words."""
    return ranking(findings(assessment), assessment)


def problems(assessment: Assessment, found: Iterable[Rank]) -> list[Problem]:
    """Weak points in words, in the order they come in."""
    titles = _titles(assessment)
    return [
        Problem(
            object=rank.object,
            code=rank.object.code if rank.object.kind == "measure" else "",
            title=titles.get(rank.object, rank.object.code),
            light=assessment.measures[rank.object.code].lights.overall if rank.object.kind == "measure" else None,
            turn=_turn(assessment, rank.object),
            score=rank.score,
            points=tuple(_point(finding) for finding in rank.findings),
        )
        for rank in found
    ]


def table(found: Sequence[Problem]) -> Table:
    """One row a weak point."""
    columns = (
        Column("object", _l("Concerns")),
        Column("rule", _l("Weak point")),
        Column("sentence", _l("Finding")),
        Column("severity", _l("Severity")),
        Column("since", _l("Since"), "day", optional=True),
        Column("score", _l("Points"), "count"),
        Column("turn", _l("Whose turn"), optional=True),
    )
    points = [point for problem in found for point in problem.points]
    keys = [(*problem.object, point.name) for problem in found for point in problem.points]
    rows = [
        (
            f"{problem.code} {problem.title}".strip(),
            point.name,
            point.sentence,
            str(SEVERITY_WORDS[point.severity]),
            point.since,
            point.score,
            problem.turn,
        )
        for problem in found
        for point in problem.points
    ]

    def explained(place: int) -> Sequence[Explained]:
        point = points[place]
        return [why_score(point.severity, SEVERITY_WORDS[point.severity], point.score)]

    return Table("schwachstellen", _l("Weak points"), columns, rows, keys=keys, why=explained)
