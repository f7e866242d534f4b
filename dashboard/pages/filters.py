"""The filters that all pages about measures share."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html

from dashboard.components.filters import bar, choice
from dashboard.components.pieces import data
from dashboard.pages.context import Context
from dashboard.reporting.selection import groups
from dashboard.reporting.status import STATUSES
from dashboard.text.catalog import gettext as _


def field_filter(context: Context) -> html.Div:
    options = [(field.code, field.title) for field in context.state.fields if field.kind == "field"]
    return choice("handlungsfeld", _("Field of action"), options, context.address.params.handlungsfeld)


def group_filter(context: Context) -> html.Div:
    return choice("gruppe", _("Responsible"), groups(context.assessment), context.address.params.gruppe)


def search_field(context: Context, label: str) -> html.Div:
    """What is looked for; it takes effect when the field is left or Enter is pressed."""
    value = context.address.params.suche
    field = dbc.Input(
        id="filter-suche",
        type="search",
        value=value or "",
        placeholder=_("Word, number or body"),
        maxLength=100,
        className="set" if value else "",
    )
    return html.Div([html.Label(label, htmlFor="filter-suche"), field], className="search", **data(filter="suche"))


def measure_filters(
    context: Context, result: str, before: Sequence[html.Div] = (), after: Sequence[html.Div] = ()
) -> html.Div:
    """Field, responsible body and status, with the number of measures that are left; a page may add its own."""
    status = choice(
        "status", _("Status"), [(status.slug, str(status.word)) for status in STATUSES], context.address.params.status
    )
    narrowed = context.selection.is_set or context.address.params.suche
    reset = context.address.href(handlungsfeld=None, gruppe=None, status=None, suche=None) if narrowed else None
    return bar([*before, field_filter(context), group_filter(context), status, *after], result, reset)
