"""Planned, spent, ordered and forecast by field of action."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from dashboard.domain.assessment import Assessment
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import SUM, Column, Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class FieldMoney:
    """Money of one field of action; `code` is None for what hangs on the strategy itself."""

    code: str | None
    title: str
    planned: int | None
    spent: int | None
    commitments: int | None
    forecast: int | None
    overrun: Fraction | None
    overrun_amount: int | None
    forecast_missing: int = 0


def _line(scope: Scope, title: str) -> FieldMoney:
    found = scope.aggregate
    return FieldMoney(
        scope.field,
        title,
        found.bac,
        found.spent,
        scope.commitments,
        scope.forecast,
        found.overrun,
        scope.expected_overrun,
        scope.forecast_missing,
    )


def _rest(whole: FieldMoney, lines: list[FieldMoney]) -> FieldMoney | None:
    """What hangs on no field: the strategy's own money, and measures without a field."""

    def left(name: str) -> int | None:
        amount = getattr(whole, name)
        return None if amount is None else amount - sum(getattr(line, name) or 0 for line in lines)

    planned, spent, open_orders = left("planned"), left("spent"), left("commitments")
    if not any((planned, spent, open_orders)):
        return None
    overrun = left("overrun_amount")
    forecast = None if planned is None else planned + (overrun or 0)
    title, missing = _("For the whole strategy"), left("forecast_missing") or 0
    return FieldMoney(None, title, planned, spent, open_orders, forecast, None, overrun, missing)


def fields(assessment: Assessment) -> tuple[list[FieldMoney], FieldMoney]:
    """One line a field in the strategy's order, what hangs on none, and the strategy."""
    titles = {field.code: field.title for field in assessment.state.fields}
    whole = _line(Scope(assessment), _("Sum"))
    lines = [_line(Scope(assessment, code), titles[code]) for code in assessment.fields]
    rest = _rest(whole, lines)
    return [*lines, rest] if rest else lines, whole


def _dearer(amount: int) -> str:
    words = formats.whole_money(abs(amount))
    return _("{amount} dearer", amount=words) if amount > 0 else _("{amount} cheaper", amount=words)


def heading(lines: list[FieldMoney], whole: FieldMoney) -> str:
    """Which field gets dearest, and what the whole comes to."""
    rated = [line for line in lines if line.code and line.overrun_amount is not None]
    if whole.overrun_amount is None or not rated:
        return _("What each field of action plans and has spent")
    worst = max(rated, key=lambda line: line.overrun_amount or 0)
    if (worst.overrun_amount or 0) <= 0:
        return _("No field of action gets dearer than planned")
    return _(
        "{field} gets {amount}, the strategy as a whole {whole}",
        field=worst.title,
        amount=_dearer(worst.overrun_amount or 0),
        whole=_dearer(whole.overrun_amount),
    )


def table(lines: list[FieldMoney], whole: FieldMoney) -> Table:
    """One row a field and the sum."""
    columns = (
        Column("field", _l("Field of action")),
        Column("planned", _l("Planned"), "money"),
        Column("spent", _l("Spent"), "money"),
        Column("ordered", _l("Ordered and open"), "money"),
        Column("forecast", _l("Forecast"), "whole_money"),
        Column("deviation", _l("Deviation"), "share"),
        Column("without_forecast", _l("Measures without a forecast"), "count"),
    )
    rows = [
        (line.title, line.planned, line.spent, line.commitments, line.forecast, line.overrun, line.forecast_missing)
        for line in [*lines, whole]
    ]
    keys = [(line.code,) for line in lines] + [SUM]
    return Table("handlungsfelder", _l("Money by field of action"), columns, rows, frozenset({len(lines)}), keys=keys)
