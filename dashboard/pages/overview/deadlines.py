"""The next days on which something is due; those that cost money stand out."""

from __future__ import annotations

from dash import html

from dashboard.components.pieces import section
from dashboard.pages.context import Context
from dashboard.reporting.money.deadlines import DeadlineLine, left_words
from dashboard.reporting.money.deadlines import deadlines as all_deadlines
from dashboard.reporting.money.scope import Scope
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

_SHOWN = 5
#: Names of what a day concerns; the page of money has all.
_NAMED = 3


def _item(line: DeadlineLine) -> html.Li:
    what = html.B(line.finding) if line.costs else line.finding
    return html.Li(
        [
            html.Div([formats.day(line.day), html.Small(left_words(line))]),
            html.Div([what, html.Small(line.few(_NAMED))]),
        ]
    )


def deadlines(context: Context) -> html.Section:
    """The section; where nothing is due, it says so."""
    coming = [line for line in all_deadlines(Scope(context.assessment)) if line.days_left >= 0][:_SHOWN]
    title = _("The next deadlines")
    if not coming:
        return section("fristen", title, html.P(_("The data name no day that is still to come."), className="sub"))
    link = html.P(html.A(_("All deadlines of the money"), href=context.address.href(path="mittelabfluss")))
    return section("fristen", title, html.Ul([_item(line) for line in coming], className="deadlines"), link)
