"""The filters that all pages about measures share."""

from __future__ import annotations

from dash import html

from dashboard.components.filters import bar, choice
from dashboard.pages.context import Context
from dashboard.reporting.selection import groups
from dashboard.reporting.status import STATUSES
from dashboard.text.catalog import gettext as _


def field_filter(context: Context) -> html.Div:
    options = [(field.code, field.title) for field in context.state.fields if field.kind == "field"]
    return choice("handlungsfeld", _("Field of action"), options, context.address.params.handlungsfeld)


def group_filter(context: Context) -> html.Div:
    return choice("gruppe", _("Responsible"), groups(context.assessment), context.address.params.gruppe)


def measure_filters(context: Context, result: str) -> html.Div:
    """Field, responsible body and status, with the number of measures that are left."""
    status = choice(
        "status", _("Status"), [(status.slug, str(status.word)) for status in STATUSES], context.address.params.status
    )
    reset = context.address.href(handlungsfeld=None, gruppe=None, status=None) if context.selection.is_set else None
    return bar([field_filter(context), group_filter(context), status], result, reset)
