"""Money by field of action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.reporting.money.fields import FieldMoney
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column
from dashboard.reporting.why.explained import Explained, Input
from dashboard.reporting.why.money import sums
from dashboard.reporting.why.pieces import added
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

_REST = _l("What the whole strategy has, less what the fields of action have.")


def _of_scope(scope: Scope, line: FieldMoney) -> Sequence[Explained]:
    makers = (
        (line.planned, sums.planned, "planned"),
        (line.spent, sums.spent, "spent"),
        (line.commitments, sums.ordered, "ordered"),
        (line.forecast, sums.forecast, "forecast"),
        (line.overrun, sums.overrun, "deviation"),
        (line.forecast_missing, sums.without_forecast, "without_forecast"),
    )
    return [make(scope, column) for value, make, column in makers if value is not None]


def _of_rest(line: FieldMoney, lines: Sequence[FieldMoney], whole: FieldMoney) -> Sequence[Explained]:
    def left(column: str, name: str, kind: str = "money") -> Explained:
        parts = [(f.title, getattr(f, name)) for f in lines]
        return sums.differences(column, _REST, getattr(whole, name), parts, kind)

    figures = [
        left(column, name)
        for column, name in (("planned", "planned"), ("spent", "spent"), ("ordered", "commitments"))
        if getattr(line, name) is not None
    ]
    if line.forecast is not None:
        planned = Input(Column("BAC", _l("Planned cost"), "money"), line.planned)
        more = Input(Column("d", _l("Expected beyond the plan"), "exact_money"), line.overrun_amount or 0)
        figures.append(added("forecast", sums.FORECAST, planned, more))
    return [*figures, left("without_forecast", "forecast_missing", "count")]


def row(found: Budget, place: int) -> Sequence[Explained]:
    """A field, what hangs on none, or the sum."""
    lines, whole = found.fields
    if place == len(lines):
        return _of_scope(Scope(found.scope.assessment), whole)
    line = lines[place]
    if line.code is None:
        return _of_rest(line, [other for other in lines if other.code], whole)
    return _of_scope(Scope(found.scope.assessment, line.code), line)
