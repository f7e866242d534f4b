"""The three numbers, the fields of action and what changed since the last key date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.domain.assessment import Aggregate, Assessment, MeasureAssessment, MilestoneAssessment
from dashboard.domain.ratios import capped
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Origin, StatedMoney
from dashboard.domain.weak_point import SCORES
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.status import STATUSES
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why import aggregates
from dashboard.reporting.why.explained import Explained, Formula, Input, source_of
from dashboard.reporting.why.money import scale, sums
from dashboard.reporting.why.pieces import averaged, counted, rows_behind, stated
from dashboard.text.catalog import lazy_gettext as _l

FIELD_LIGHT = Formula(
    "light_of_field",
    _l(
        "Of the running measures with a light: red if a key measure or a third of them is red, yellow if any is red or a"
        " third is yellow, else green; grey if fewer than half of the running ones can be rated."
    ),
)
SCORE = Formula("score", _l("A high weak point counts 9, a medium one 3, a low one 1; an accepted one 0."))
_EFFECT = _l(
    "The mean of how far the control indicators have come on their target paths, each between 0 and 100 %,"
    " by their latest fresh values."
)


def effect(assessment: Assessment, column: str) -> Explained:
    """Mean of the capped path attainments."""
    controls = [found for found in assessment.indicators.values() if found.indicator.role == "control"]
    columns = (
        Column("indicator", _l("Control indicator")),
        Column("period", _l("Period"), optional=True),
        Column("rho", _l("Attainment of the path"), "share"),
        Column("x", _l("Counts as"), "share"),
    )
    rows = [
        (
            f"{found.indicator.code} {found.indicator.title}",
            found.value.period.text if found.value else None,
            found.path_attainment,
            capped(found.path_attainment),
        )
        for found in controls
        if found.light != "grey" and found.path_attainment is not None
    ]
    without = len(controls) - len(rows)
    rest = _l("Indicators without a fresh value or without a path are left out: {n}.").format(n=without)
    return averaged(
        column, _EFFECT, rows_behind("indikatoren", _l("Control indicators"), columns, rows), rest if without else None
    )


def number(assessment: Assessment, place: int) -> Sequence[Explained]:
    """One of the three numbers."""
    total, scope = assessment.strategy, Scope(assessment)
    if place == 0:
        found = [aggregates.progress(assessment, total, "value")] if total.progress is not None else []
        return found + ([aggregates.planned(assessment, total, "plan")] if total.planned is not None else [])
    if place == 2:
        mean = effect(assessment, "value")
        return [mean] if mean.parts and mean.parts.rows else []
    makers = (
        (total.spent_share is not None, lambda: scale.spent_share(scope, "value")),
        (scope.planned_share is not None, lambda: scale.planned_share(scope, "plan")),
        (total.ac is not None, lambda: sums.spent_of_plan(scope, "spent")),
        (total.bac is not None, lambda: sums.planned(scope, "finance_plan")),
    )
    return [make() for there, make in makers if there]


def stated_instead(state: StrategyState, amount: StatedMoney, origin: Origin) -> Explained:
    """The amount that documents state where nothing is paid yet."""
    column = Column("stated", _l("Amount stated"), "stated_money")
    return stated(column, amount, source=source_of(state, origin))


def own_milestones(state: StrategyState, found: Sequence[MilestoneAssessment]) -> Sequence[Explained]:
    """The milestones that hang on no measure, and those of them that are reached."""
    every, reached = (
        _l("The milestones that hang on no measure, but for the dropped ones."),
        _l("Those of them reached."),
    )
    there = [m for m in found if m.state != "dropped"]
    return [
        counted("own_milestones", every, _own_rows(state, there)),
        counted("own_reached", reached, _own_rows(state, [m for m in there if m.state == "reached"])),
    ]


def _own_rows(state: StrategyState, found: Sequence[MilestoneAssessment]) -> Table:
    columns = (
        Column("milestone", _l("Milestone")),
        Column("reached_on", _l("Reached on"), "stated_day", optional=True),
        Column("source", _l("Found in"), optional=True),
    )
    rows = ((m.milestone.title, m.milestone.actual_date, source_of(state, m.milestone.origin)) for m in found)
    return rows_behind("meilensteine", _l("Milestones"), columns, rows)


def _measure_rows(found: Sequence[MeasureAssessment]) -> Table:
    columns = (Column("measure", _l("Measure")), Column("light", _l("Light"), "light"))
    rows = ((f"{m.measure.code} {m.measure.title}", m.lights.overall) for m in found)
    return rows_behind("massnahmen", _l("Measures"), columns, rows)


def _field_light(found: Aggregate, of_field: Sequence[MeasureAssessment]) -> Explained:
    columns = (
        Column("measure", _l("Measure")),
        Column("light", _l("Light"), "light"),
        Column("key", _l("Key measure"), "flag"),
    )
    rows = [
        (f"{m.measure.code} {m.measure.title}", m.lights.overall, m.measure.key_measure) for m in of_field if m.active
    ]
    return Explained("light", FIELD_LIGHT, (), rows_behind("massnahmen", _l("Running measures"), columns, rows))


def field(assessment: Assessment, code: str) -> Sequence[Explained]:
    """A field of action: its measures by light, its own light, progress and money."""
    found, scope = assessment.fields[code], Scope(assessment, code)
    of_field = [assessment.measures[measure] for measure in found.measures]
    words = _l("The measures of the field with this light.")
    figures = [
        counted(status.slug, words, _measure_rows([m for m in of_field if m.lights.overall == status.light]))
        for status in STATUSES
    ]
    figures.append(_field_light(found, of_field))
    if found.progress is not None:
        figures.append(aggregates.progress(assessment, found, "reached"))
    if found.planned is not None:
        figures.append(aggregates.planned(assessment, found, "planned"))
    if found.spent is not None:
        figures.append(sums.spent(scope, "spent"))
    if found.bac is not None:
        figures.append(sums.planned(scope, "plan"))
    return figures


def score(severity: str, word: Any, points: int) -> Explained:
    """What a weak point counts; `word` names its severity."""
    accepted = Column("accepted", _l("Accepted"), "flag")
    weight = Input(Column("s", word, "count"), SCORES[severity])
    return Explained("score", SCORE, (weight, Input(accepted, points == 0)))
