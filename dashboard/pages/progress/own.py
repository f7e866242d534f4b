"""Milestones that hang on no measure, on one time axis."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.charts.images import TimeScale
from dashboard.components.pieces import drawn, missing, section, why
from dashboard.components.tables import csv_link
from dashboard.domain.assessment import MilestoneAssessment
from dashboard.pages.context import Context
from dashboard.pages.progress.rows import axis_head, deviation_words, key_line, marks, rows_picture, time_scale
from dashboard.reporting import own_milestones as report
from dashboard.reporting.measure.milestones import judged, remarks, state_words
from dashboard.reporting.table import Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


def _days(found: MilestoneAssessment) -> list[Any]:
    """The days that are stated: planned, expected, reached."""
    days = (
        (_("Plan {day}"), found.baseline),
        (_("Forecast {day}"), found.forecast.date if found.forecast and found.is_open else None),
        (_("reached on {day}"), found.milestone.actual_date),
    )
    words = [html.Small(text.format(day=formats.stated_day(day))) for text, day in days if day]
    return [*words] or [missing(_("no date stated"))]


def _deviation(found: MilestoneAssessment, *, monitored: bool) -> list[Any]:
    if found.deviation is None or not judged(found, monitored=monitored):
        return ["–"]
    return deviation_words(found, active=True, monitored=True)


def _row(
    context: Context, table: Table, place: int, found: MilestoneAssessment, scale: TimeScale, *, late: bool
) -> html.Tr:
    state = context.state
    name, explained = report.name(state, found), table.why and table.why(place)
    dated = found.baseline or found.expected
    axis = drawn(scale.timeline(marks([found]), state.as_of)) if dated else missing(_("no date stated"))
    return html.Tr(
        [
            html.Td(state_words(found, monitored=state.monitored)),
            html.Th(
                [
                    html.B(name),
                    html.Small(remarks(found) or None),
                    why(context.why(table, place), name) if explained else None,
                ],
                scope="row",
            ),
            html.Td(axis, className="axis"),
            html.Td(_days(found)),
            *([html.Td(_deviation(found, monitored=state.monitored), className="number")] if late else []),
        ]
    )


def own_section(context: Context, found: list[MilestoneAssessment], *, told: bool) -> html.Section:
    """The section; `told`: its finding is the heading of the page. The filters choose measures and change nothing here."""
    state, table = context.state, report.table(context.state, found)
    scale = time_scale(found, state.as_of)
    late = any(m.deviation is not None and judged(m, monitored=state.monitored) for m in found)
    heads = [
        html.Th(_("Status"), scope="col"),
        html.Th(_("Milestone"), scope="col"),
        axis_head(scale),
        html.Th(_("Days stated"), scope="col"),
        *([html.Th(_("Deviation"), scope="col", className="number")] if late else []),
    ]
    body = [_row(context, table, place, one, scale, late=late) for place, one in enumerate(found)]
    finding = report.finding(found, monitored=state.monitored)
    ways = [csv_link(context.csv(table)), rows_picture(context, table.name, finding, str(table.title))]
    return section(
        "meilensteine-der-strategie",
        str(table.title) if told else finding,
        key_line(),
        html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="rows own"),
        html.Div(ways, className="actions"),
        sub=_("They belong to the strategy as a whole, a goal or a field of action, and not to a measure."),
    )
