"""Cost forecasts that sponsors reported: for which measures one counts in place of the computed forecast (D5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboard.domain.values import StatedMoney
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, source_of
from dashboard.reporting.why.pieces import stated
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class CostReport:
    """The cost that a measure's latest report with one expects; `followed`: no more is spent and ordered already."""

    code: str
    title: str
    day: dt.date
    amount: StatedMoney
    followed: bool
    source: str | None = None


def cost_reports(scope: Scope) -> list[CostReport]:
    """Those that count on the key date, of the measures whose money is compared."""
    return [
        CostReport(
            m.measure.code, m.measure.title, m.cost_report.report_date, m.cost_report.cost_forecast,
            m.earned.follows_report, source_of(scope.state, m.cost_report.origin),
        )
        for m in scope.counted
        if m.cost_report and m.cost_report.cost_forecast
    ]  # fmt: skip


def sentence(report: CostReport) -> str:
    """Which cost was reported when, and whether it is the forecast; the measure is named beside it."""
    words = _(
        "cost forecast reported on {day}, {amount}.",
        day=formats.day(report.day),
        amount=formats.stated_money(report.amount),
    )
    return words if report.followed else f"{words} {_('More is spent and ordered already, so that counts.')}"


def table(found: list[CostReport]) -> Table:
    """One row a measure."""
    columns = (
        Column("measure", _l("Measure"), "code"),
        Column("title", _l("Title")),
        Column("reported_on", _l("Reported on"), "day"),
        Column("cost_forecast", _l("Cost forecast"), "money"),
    )
    rows = [(one.code, one.title, one.day, one.amount.cents) for one in found]

    def explained(place: int) -> list[Explained]:
        one = found[place]
        return [stated(columns[3], one.amount.cents, day=one.day, source=one.source)]

    return Table("kostenprognosen", _l("Cost forecasts as reported"), columns, rows, why=explained)
