"""What changed since the last key date: the figures of both days, each by the facts of its day."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.assessment import Aggregate, Assessment, MeasureAssessment
from dashboard.domain.values import Ref
from dashboard.reporting.comparison import Change, Comparison
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column
from dashboard.reporting.why import aggregates, measures
from dashboard.reporting.why.explained import Explained, Input
from dashboard.reporting.why.money import sums
from dashboard.reporting.why.money.rows import payments
from dashboard.reporting.why.pieces import subtracted, summed
from dashboard.text.catalog import lazy_gettext as _l

_SINCE = _l("Now less before.")


def _on_day(assessment: Assessment, found: MeasureAssessment | None, suffix: str) -> Sequence[Explained]:
    if found is None:
        return []
    state, figures = assessment.state, []
    if found.lights.overall is not None:
        figures.append(measures.light(state, found, f"light_{suffix}"))
    if found.progress is not None:
        figures.append(measures.progress(state, found, f"reached_{suffix}"))
    if found.ac is not None:
        rows = payments(state, state.postings_of.get(Ref("measure", found.measure.code), ()))
        figures.append(summed(f"spent_{suffix}", sums.SPENT, rows))
    return figures


def measure(found: Comparison, change: Change) -> Sequence[Explained]:
    """A measure on both days."""
    return [*_on_day(found.before, change.before, "before"), *_on_day(found.now, change.now, "now")]


def _scope(assessment: Assessment, total: Aggregate) -> Scope:
    return Scope(assessment, total.code if total.code in assessment.fields else None)


def milestones(found: Comparison, before: Aggregate, now: Aggregate) -> Sequence[Explained]:
    """Reached on both days, and the difference."""
    figures = []
    for assessment, total, column in ((found.before, before, "before"), (found.now, now, "now")):
        if total.progress is not None:
            figures.append(aggregates.progress(assessment, total, column))
    if before.progress is not None and now.progress is not None:
        inputs = (
            Input(Column("P1", _l("Reached now"), "share"), now.progress, found.now.state.as_of),
            Input(Column("P0", _l("Reached before"), "share"), before.progress, found.day),
        )
        figures.append(subtracted("difference", _SINCE, *inputs))
    return figures


def money(found: Comparison, before: Aggregate, now: Aggregate) -> Sequence[Explained]:
    """Spent on both days, and since."""
    figures = []
    for assessment, total, column in ((found.before, before, "spent_before"), (found.now, now, "spent_now")):
        if total.spent is not None:
            figures.append(sums.spent(_scope(assessment, total), column))
    if before.spent is not None and now.spent is not None:
        inputs = (
            Input(Column("A1", _l("Spent now"), "money"), now.spent, found.now.state.as_of),
            Input(Column("A0", _l("Spent before"), "money"), before.spent, found.day),
        )
        figures.append(subtracted("spent_since", _SINCE, *inputs))
    return figures
