"""Measures by field and status: distribution and names in one picture."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.pieces import hidden, labelled, light, missing, section, symbol, why
from dashboard.components.tables import csv_link
from dashboard.pages.context import Context
from dashboard.reporting import overview as report
from dashboard.reporting.status import STATUSES
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def _heads(context: Context, shown: list) -> html.Tr:
    total = len(context.assessment.measures)
    first = html.Th([html.Strong(formats.number(total)), html.Small(_("Measures"))], scope="col")
    counts = context.assessment.strategy.distribution
    columns = [
        html.Th(
            [
                html.Span([symbol(s.light), formats.number(counts.get(s.light, 0))], className="light"),
                html.Small(str(s.word)),
            ],
            scope="col",
        )
        for s in shown
    ]
    return html.Tr([first, *columns, html.Th(_("Light of the field"), scope="col")])


def _field(context: Context, code: str | None, title: dict[str, str]) -> Any:
    if code is None:
        return missing(_("no field of action stated"))
    return html.A(title[code], href=context.address.href(path="fortschritt", handlungsfeld=code))


def _codes(context: Context, found: list) -> Any:
    if not found:
        return hidden(_("none"))
    return html.Span(
        [
            html.Span(
                [
                    symbol(m.lights.overall),
                    html.A(m.measure.code, href=context.address.measure(m.measure.code), title=m.measure.title),
                ],
                className="light",
            )
            for m in found
        ],
        className="codes",
    )


def matrix(context: Context) -> html.Section:
    rows = report.matrix(context.assessment)
    counts = context.assessment.strategy.distribution
    shown = [s for s in STATUSES if counts.get(s.light)]
    title = {field.code: field.title for field in context.state.fields}
    fields = report.field_table(context.assessment)
    body = [
        html.Tr(
            [
                html.Th(_field(context, code, title), scope="row"),
                *(
                    html.Td(
                        _codes(context, cells[s.light]),
                        className=None if cells[s.light] else "without",
                        **labelled(str(s.word)),
                    )
                    for s in shown
                ),
                html.Td(
                    [light(context.assessment.fields[code].light), " ", why(context.why(fields, place), title[code])]
                    if code
                    else "–",
                    **labelled(_("Light of the field")),
                ),
            ]
        )
        for place, (code, cells) in enumerate(rows)
    ]
    table = html.Table([html.Thead(_heads(context, shown)), html.Tbody(body)], className="matrix blocks")
    note = _(
        "The light of a measure is the worse of schedule and budget. A field is critical where a key measure or a third of its measures is."
    )
    without = sum(1 for m in context.assessment.measures.values() if m.lights.overall is None)
    if without:
        note += " " + ngettext(
            "{n} measure is proposed or merged and has no light.",
            "{n} measures are proposed or merged and have no light.",
            without,
        )
    heading = ngettext("Where the {n} measure stands", "Where the {n} measures stand", len(context.assessment.measures))
    link = csv_link(context.csv(report.field_table(context.assessment)))
    return section(
        "handlungsfelder", heading, table, html.P(note, className="note"), html.Div(link, className="actions")
    )
