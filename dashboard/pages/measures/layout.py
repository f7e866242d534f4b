"""The list of all measures: search, filters, order, and one part of a long list at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.filters import choice
from dashboard.components.pieces import empty, section
from dashboard.components.tables import csv_link
from dashboard.pages.context import Context
from dashboard.pages.filters import measure_filters, search_field
from dashboard.pages.measures.rows import COLUMNS, columns_stated, rows
from dashboard.pages.parts import part, parts, rows_of
from dashboard.reporting import measures as report
from dashboard.reporting.measures import Line
from dashboard.reporting.table import Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def _lines(context: Context) -> list[Line]:
    params = context.address.params
    return report.lines(context.assessment, context.selection, params.suche, params.sortierung)


def tables(context: Context) -> Sequence[Table]:
    return (report.table(context.assessment, _lines(context)),)


def _heading(context: Context, found: int) -> str:
    total, search = len(context.assessment.measures), context.address.params.suche
    if not total:
        return _("The documents name no measures")
    if search:
        return ngettext("“{search}”: {n} measure found", "“{search}”: {n} measures found", found, search=search)
    if context.selection.is_set:
        return _("{shown} of {total} measures", shown=formats.number(found), total=formats.number(total))
    words = ngettext("{n} measure", "{n} measures", total)
    critical = context.assessment.strategy.distribution.get("red", 0)
    return f"{words}, {ngettext('{n} of them critical', '{n} of them critical', critical)}" if critical else words


def _order_choice(context: Context) -> html.Div:
    """The order as a field, for windows that have no room for headings."""
    options = [
        (sign + column.sorting, f"{column.label}, {words}")
        for column in COLUMNS
        for sign, words in (("", _("upwards")), ("-", _("downwards")))
    ]
    chosen = choice("sortierung", _("Order"), options, context.address.params.sortierung, all_=_("as in the strategy"))
    return html.Div(chosen, className="narrow")


def _nothing(context: Context) -> html.Div:
    if not context.assessment.measures:
        return empty(
            _("No measure stated"),
            _("What the documents say about goals and amounts stands on the overview."),
            heading=html.H2,
        )
    reset = context.address.href(handlungsfeld=None, gruppe=None, status=None, suche=None)
    return empty(
        _("No measure fits"),
        _(
            "Looked for are words in number, title, description, field of action and responsible body; each filter narrows further."
        ),
        html.A(_("Show all measures"), href=reset, className="button"),
        heading=html.H2,
    )


def _left_out(labels: list[str]) -> html.P | None:
    """What no measure states has no column."""
    if not labels:
        return None
    return html.P(_("Not stated for any measure: {names}.", names=", ".join(labels)), className="sub")


def _list(context: Context, found: list[Line], table: Table) -> html.Section:
    now = part(context, len(found))
    title = _("The measures in the order of the strategy")
    sorting = context.address.params.sortierung
    if sorting:
        column = next(c for c in COLUMNS if c.sorting == sorting.removeprefix("-"))
        words = _("downwards") if sorting.startswith("-") else _("upwards")
        title = _("The measures by {column}, {direction}", column=column.label, direction=words)
    every = [report.line(context.assessment, m) for m in context.assessment.measures.values()]
    shown = columns_stated(every, context.state.monitored)
    return section(
        "liste",
        title,
        _left_out([str(c.label) for c in COLUMNS[2:] if c not in shown]),
        rows(context, shown, rows_of(now, found), lambda place: context.why(table, now.begin + place)),
        parts(context, now),
        html.Div(csv_link(context.csv(table)), className="actions"),
    )


def layout(context: Context) -> Sequence[Any]:
    found = _lines(context)
    table = report.table(context.assessment, found)
    shown, total = formats.number(len(found)), formats.number(len(context.assessment.measures))
    bar = measure_filters(
        context,
        _("{shown} of {total} measures", shown=shown, total=total),
        [search_field(context, _("Search"))],
        [_order_choice(context)],
    )
    lead = _(
        "Where each one stands in progress and money, and what comes next. The name leads to the measure’s own page."
    )
    return (
        html.H1(_heading(context, len(found)), tabIndex=-1),
        html.P(lead, className="lead") if context.assessment.measures else None,
        bar if context.assessment.measures else None,
        _list(context, found, table) if found else _nothing(context),
    )
