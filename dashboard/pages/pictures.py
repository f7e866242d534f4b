"""A chart on a page: its file, its origin and its explanations come from what was asked for."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.charts.images import Image
from dashboard.components.figure import figure, still
from dashboard.components.pieces import section
from dashboard.pages.context import Context
from dashboard.reporting.table import Table


def picture(
    context: Context,
    name: str,
    chart: dict[str, Any],
    table: Table,
    *,
    title: str,
    measure: str,
    shown: Table | None = None,
    open_: bool | None = None,
) -> html.Div:
    """The chart with `table` as its file, and below it the same or a shorter one (`shown`)."""
    return figure(
        name,
        chart,
        sentence=title,
        measure=measure,
        table=shown or table,
        csv=context.csv(table),
        origin=context.origin,
        why=context.why,
        open_=open_,
    )


def still_picture(context: Context, name: str, image: Image, table: Table, *, title: str, measure: str) -> html.Div:
    """A picture drawn by the server, with `table` as its file and below it."""
    return still(
        name,
        image,
        sentence=title,
        measure=measure,
        table=table,
        csv=context.csv(table),
        origin=context.origin,
        why=context.why,
    )


def picture_section(
    context: Context,
    name: str,
    chart: dict[str, Any],
    table: Table,
    *,
    title: str,
    measure: str,
    open_: bool | None = None,
) -> html.Section:
    """A part of the page that is one chart: `title` says what it shows, `measure` below what is measured."""
    drawn = picture(context, name, chart, table, title=title, measure=measure, open_=open_)
    return section(name, title, drawn, sub=measure)
