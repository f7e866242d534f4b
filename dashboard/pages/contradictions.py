"""Statements that do not fit each other: what, where, by how much; for internal readers of any page."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components.pieces import labelled, section, symbol, why
from dashboard.components.tables import csv_link
from dashboard.pages.context import Context
from dashboard.reporting import contradictions as report
from dashboard.reporting.contradictions import ContradictionLine
from dashboard.reporting.table import Table
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.text.formats import NO_VALUE


def _row(context: Context, table: Table, place: int, line: ContradictionLine) -> html.Tr:
    """A rounding difference carries no symbol; the control stands where there is a difference to explain."""
    control = why(context.why(table, place), f"{line.name}: {line.about}") if line.why else None
    name = line.name if line.note else html.Span([symbol("yellow"), line.name], className="costs")
    places = [html.Small(place) for place in line.places]
    return html.Tr(
        [
            html.Th([html.Span(line.about), control], scope="row"),
            html.Td(name, **labelled(_("Kind"))),
            html.Td([line.sentence, *places], **labelled(_("What does not fit"))),
            html.Td(line.difference or NO_VALUE, className="number", **labelled(_("Difference"))),
        ]
    )


def contradictions_section(context: Context, found: Sequence[ContradictionLine]) -> html.Section | None:
    """The section; None where nothing contradicts anything."""
    if not found:
        return None
    notes = sum(line.note for line in found)
    real = len(found) - notes
    title = ngettext("{n} contradiction between statements", "{n} contradictions between statements", real)
    if notes:
        title += ngettext(
            ", besides {n} difference that rounding explains", ", besides {n} differences that rounding explains", notes
        )
    if not real:
        title = _("The stated amounts fit but for rounding")
    sub = _("All numbers are kept as they were stated; none is corrected. Only the internal view shows this.")
    heads = (_("Concerns"), _("Kind"), _("What does not fit"))
    head = [html.Th(word, scope="col") for word in heads]
    head.append(html.Th(_("Difference"), scope="col", className="number"))
    told = report.table(found)
    body = [_row(context, told, place, line) for place, line in enumerate(found)]
    rows = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="blocks contradiction-rows")
    actions = html.Div(csv_link(context.csv(told)), className="actions")
    return section("widersprueche", title, rows, actions, sub=sub)
