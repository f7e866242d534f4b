"""The three biggest problems and whose turn it is; weak points are for internal readers only."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.pieces import missing, section, symbol
from dashboard.components.tables import behind, csv_link, html_table
from dashboard.pages.context import Context
from dashboard.reporting.table import Table
from dashboard.reporting.weak_points import Problem
from dashboard.reporting.weak_points import problems as find
from dashboard.reporting.weak_points import table as as_table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

_SHOWN = 3


def weak_point_table(context: Context) -> list[Table]:
    """All weak points, for internal readers of a strategy that is reported on."""
    return [as_table(find(context.assessment, context.ranks))] if _wanted(context) else []


def _wanted(context: Context) -> bool:
    # Where only documents speak, a missing report or sponsor is no weak point of the town: its papers end.
    return context.internal and context.state.monitored


def _name(context: Context, problem: Problem) -> Any:
    """A measure leads to its page."""
    if not problem.code:
        return problem.title
    return html.A(f"{problem.code} {problem.title}", href=context.address.measure(problem.code))


def _item(context: Context, place: int, problem: Problem) -> html.Li:
    first, *others = problem.points
    where: list[Any] = [symbol(problem.light), " "] if problem.light else []
    more = [html.Li(point.sentence) for point in others[:2]]
    since = [html.Small(_("since {day}", day=formats.day(first.since)))] if first.since else []
    return html.Li(
        [
            html.Span(formats.number(place), className="rank"),
            html.Div(
                [
                    html.P([*where, _name(context, problem)], className="note"),
                    html.H3(first.name),
                    html.P(first.sentence),
                    *since,
                    html.Ul(more, className="more") if more else None,
                ]
            ),
            html.Aside(
                [
                    html.P(_("Whose turn")),
                    html.P(html.B(problem.turn) if problem.turn else missing(_("no body stated"))),
                ]
            ),
        ]
    )


def problems(context: Context) -> list[html.Section]:
    """The section, or nothing for the public and where nobody reports."""
    if not _wanted(context):
        return []
    found = find(context.assessment, context.ranks)
    if not found:
        return [
            section(
                "schwachstellen",
                _("No weak point after the rules"),
                html.P(_("All rules were asked of every measure, grant and goal."), className="sub"),
            )
        ]
    total = sum(len(problem.points) for problem in found)
    table = as_table(found)
    items = html.Ol(
        [_item(context, place, problem) for place, problem in enumerate(found[:_SHOWN], start=1)], className="problems"
    )
    shown = ngettext("Show the {n} weak point", "Show all {n} weak points", total)
    every = behind(shown, html_table(table, context.why))
    sub = _("Internal until the evaluation has been presented to the council.")
    heading = _("The biggest problems, and whose turn it is")
    return [
        section(
            "schwachstellen",
            heading,
            items,
            every,
            html.Div(csv_link(context.csv(table)), className="actions"),
            sub=sub,
        )
    ]
