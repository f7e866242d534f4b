"""Words and order of the overview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.pages.context import Context
from dashboard.pages.overview.content import about, reliability
from dashboard.pages.overview.deadlines import deadline_tables, deadlines
from dashboard.pages.overview.matrix import matrix
from dashboard.pages.overview.numbers import three_numbers
from dashboard.pages.overview.problems import problems, weak_point_table
from dashboard.pages.overview.since import since, since_tables
from dashboard.reporting import overview as report
from dashboard.reporting.table import Table


def tables(context: Context) -> Sequence[Table]:
    numbers, fields = report.numbers_table(context.assessment), report.field_table(context.assessment)
    return numbers, fields, *weak_point_table(context), *since_tables(context), *deadline_tables(context)


def layout(context: Context) -> Sequence[Any]:
    lead = report.lead(context.assessment)
    parts: list[Any] = [html.H1(report.heading(context.assessment), tabIndex=-1)]
    if lead:
        parts.append(html.P(lead, className="lead"))
    parts.append(three_numbers(context))
    if context.state.measures:
        parts.append(matrix(context))
    parts += problems(context)
    parts += since(context)
    parts.append(html.Div([deadlines(context), reliability(context)], className="two"))
    parts.append(about(context))
    return parts
