"""Where a strategy states no goal: what is missing of its fields; and the strategies that it is read together with."""

from __future__ import annotations

from dash import html

from dashboard.components.pieces import missing, section
from dashboard.components.tables import csv_link
from dashboard.pages.context import Context
from dashboard.reporting.monitoring import Monitoring, tables
from dashboard.reporting.table import Table
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def fields_section(context: Context, report: Monitoring, table: Table) -> html.Section | None:
    """Every field of action with what is missing; nothing where goals are stated."""
    lines = report.fields_without_goals
    if not lines:
        return None
    without = sum(not line.indicators for line in lines)
    title = ngettext(
        "No goal is stated; {without} of {n} field of action is not measured",
        "No goal is stated; {without} of {n} fields of action are not measured",
        len(lines),
        without=without,
    )
    items = []
    for line in lines:
        measures = ngettext("{n} measure", "{n} measures", len(line.measures)) if line.measures else None
        gaps = tables.goal_gaps(line, report.number)
        found = html.Small(missing(", ".join(gaps))) if gaps else None
        items.append(html.Li([html.B(line.field.title), html.Small(measures), found]))
    actions = html.Div(csv_link(context.csv(table)), className="actions")
    return section("felder", title, html.Ul(items, className="named"), actions)


def relatives_section(context: Context) -> html.Section | None:
    """The monitoring of the strategy that this one is part of, and of those that are part of it."""
    if not context.relatives:
        return None
    items = [
        html.Li(
            [
                html.A(found.title, href=context.address.href(slug=found.slug, path="monitoring")),
                html.Small(_("This strategy is part of it.") if found.above else _("Is part of this strategy.")),
            ]
        )
        for found in context.relatives
    ]
    sub = _("What is not stated here, such as goals, data sources or context, may stand in the monitoring beside it.")
    return section("zusammen", _("Monitoring that belongs together"), html.Ul(items, className="named"), sub=sub)
