"""Points of the progress curve, and how far milestones moved (D2, D3, D15)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dashboard.domain.measure_status import COUNTED
from dashboard.domain.progress import CurvePoint, progress_curve
from dashboard.domain.state import StrategyState
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, Formula, Input, source_of
from dashboard.reporting.why.pieces import averaged, rows_behind, subtracted
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.progress import Progress, TrendLine

_PLANNED = _l("The mean of what the measures should have reached by that day; each measure counts the same.")
_REACHED = _l("The mean of what the measures had reached on that day; each measure counts the same.")
MOVED = Formula("days_between", _l("Days from the first forecast to the latest."), "F₂ − F₁")


class PointsOfCurve:
    """Explains the points of a curve; the curve of each measure alone is computed once, when first asked for."""

    def __init__(self, state: StrategyState, report: Progress) -> None:
        self._state, self._report = state, report

    @cached_property
    def _alone(self) -> list[tuple[str, tuple[CurvePoint, ...]]]:
        days = [point.day for point in self._report.curve]
        return [
            (f"{m.measure.code} {m.measure.title}", progress_curve(self._state, [m.measure.code], days))
            for m in self._report.measures
            if m.status in COUNTED and m.progress is not None
        ]

    def _rows(self, place: int, name: str, label: object) -> Table:
        """What each measure had, or should have had, on the day of the point."""
        columns = (Column("measure", _l("Measure")), Column("x", label, "share", optional=True))
        rows = [(measure, getattr(curve[place], name)) for measure, curve in self._alone]
        return rows_behind("massnahmen", _l("Measures"), columns, rows)

    def point(self, place: int) -> Sequence[Explained]:
        """A day of the curve."""
        found = self._report.curve[place]
        figures = []
        if found.planned is not None:
            figures.append(averaged("planned", _PLANNED, self._rows(place, "planned", _l("Planned"))))
        if found.actual is not None:
            figures.append(averaged("reached", _REACHED, self._rows(place, "actual", _l("Reached"))))
        if found.actual is not None and found.planned is not None:
            reached = Input(Column("P", _l("Reached (P)"), "share"), found.actual, found.day)
            planned = Input(Column("PP", _l("Planned (PP)"), "share"), found.planned, found.day)
            figures.append(subtracted("difference", _l("Reached less planned."), reached, planned))
        return figures


def moved(state: StrategyState, line: TrendLine) -> Sequence[Explained]:
    """How far a milestone's forecasts moved in all."""
    reports = state.forecasts_of.get(line.found.milestone.code, ())
    source = {report.report_date: source_of(state, report.origin) for report in reports}
    inputs = [
        Input(Column(symbol, label, "day"), forecast, reported, source.get(reported))
        for symbol, label, (reported, forecast) in (
            ("F1", _l("First forecast (F₁)"), line.points[0]),
            ("F2", _l("Latest forecast (F₂)"), line.points[-1]),
        )
    ]
    return [Explained("moved", MOVED, tuple(inputs))]
