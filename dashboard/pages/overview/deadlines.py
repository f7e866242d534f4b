"""The next days on which something is due; those that cost money stand out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.pieces import section
from dashboard.components.tables import csv_link
from dashboard.domain.values import StatedDay
from dashboard.pages.context import Context
from dashboard.reporting import coming_days as report
from dashboard.reporting.coming_days import ComingDay
from dashboard.reporting.money.deadlines import left_words
from dashboard.reporting.table import Table
from dashboard.text.catalog import gettext as _

#: So many of the money, and so many others.
_SHOWN = 5


def _item(day: StatedDay, found: Sequence[ComingDay]) -> html.Li:
    lines = [
        html.Div([html.B(one.what) if one.costs else one.what, html.Small(one.few) if one.few else None])
        for one in found
    ]
    days_left = found[0].days_left  # none where the day itself is not stated, only its month or year
    left = None if days_left is None else html.Small(left_words(days_left))
    return html.Li([html.Div([report.day_words(day), left]), html.Div(lines)])


def deadline_tables(context: Context) -> list[Table]:
    """All days to come, where there are any."""
    found = report.coming_days(context.assessment)
    return [report.table(context.assessment, found)] if found else []


def deadlines(context: Context) -> html.Section:
    """The section; where nothing is due, it says so."""
    coming = report.coming_days(context.assessment)
    title = _("The next deadlines")
    if not coming:
        return section("fristen", title, html.P(_("The data name no day that is still to come."), className="sub"))
    shown = report.nearest(coming, _SHOWN)
    parts: list[Any] = [html.Ul([_item(day, found) for day, found in report.by_day(shown)], className="deadlines")]
    if len(shown) < len(coming):
        words = _(
            "Shown are the next {n} of the money and the next {n} others, of {total} in all.",
            n=_SHOWN,
            total=len(coming),
        )
        parts.append(html.P(words, className="note"))
    links = [csv_link(context.csv(report.table(context.assessment, coming)))]
    if any(one.kind == "money" for one in coming):
        links.insert(0, html.A(_("All deadlines of the money"), href=context.address.href(path="mittelabfluss")))
    return section("fristen", title, *parts, html.Div(links, className="actions"))
