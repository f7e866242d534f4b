"""What a field or the whole strategy has reached: means over its measures, each alike (D13)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from dashboard.domain.assessment import Aggregate, Assessment, MeasureAssessment
from dashboard.domain.measure_status import COUNTED
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained
from dashboard.reporting.why.pieces import averaged, rows_behind
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


def measures_of(assessment: Assessment, found: Aggregate) -> list[MeasureAssessment]:
    """The measures that ratios are over: active, paused, completed or permanent."""
    return [m for code in found.measures if (m := assessment.measures[code]).status in COUNTED]


def _rows(
    measures: list[MeasureAssessment], label: object, share: Callable[[MeasureAssessment], Fraction | None]
) -> Table:
    columns = (Column("measure", _l("Measure")), Column("x", label, "share", optional=True))
    rows = ((f"{m.measure.code} {m.measure.title}", share(m)) for m in measures)
    return rows_behind("massnahmen", _l("Measures"), columns, rows)


def _left_out(without: int) -> str | None:
    return _("Measures without milestones are left out: {n}.", n=without) if without else None


def progress(assessment: Assessment, found: Aggregate, column: str) -> Explained:
    """Mean of P."""
    measures = measures_of(assessment, found)
    rows = _rows(measures, _l("Reached"), lambda m: m.progress)
    words = _l("The mean of what the measures have reached; each measure counts the same.")
    return averaged(column, words, rows, _left_out(sum(m.progress is None for m in measures)))


def planned(assessment: Assessment, found: Aggregate, column: str) -> Explained:
    """Mean of PP."""
    measures = measures_of(assessment, found)
    rows = _rows(measures, _l("Planned"), lambda m: m.planned)
    words = _l("The mean of what the measures should have reached by plan; each measure counts the same.")
    return averaged(column, words, rows, _left_out(sum(m.planned is None for m in measures)))
