"""A picture with its sentence, its ways to go on and its table: the only way a chart gets on a page."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.images import Image
from dashboard.charts.theme import GRAPH_CONFIG
from dashboard.components.pieces import aria, data, symbol
from dashboard.components.tables import Why, as_table, csv_link
from dashboard.reporting.table import Table
from dashboard.text.catalog import gettext as _


def figure(
    name: str,
    chart: dict[str, Any],
    *,
    sentence: str,
    measure: str,
    table: Table,
    csv: str,
    origin: str,
    open_: bool | None = None,
    why: Why | None = None,
) -> html.Div:
    """The chart of a section whose heading is `sentence`; `origin` is the line below the saved picture.

    The table is open where it is short, or as `open_` says.
    """
    layout = chart["layout"]
    layout["meta"] = {"name": name, "title": sentence, "measure": measure, "origin": origin}
    graph = html.Div(
        dcc.Graph(
            figure=chart,
            config=GRAPH_CONFIG,
            responsive=True,
            style={"height": f"{layout['height']}px"},
            id=f"{name}-graph",
        ),
        id=f"{name}-picture",
        className="picture",
        role="img",
        **aria(label=sentence),
    )
    ways = [csv_link(csv), save_button(png=f"{name}-picture")]
    return _figure(graph, ways, table, len(table.rows) < 8 if open_ is None else open_, why)


def still(
    name: str,
    image: Image,
    *,
    sentence: str,
    measure: str,
    table: Table,
    csv: str,
    origin: str,
    why: Why | None = None,
) -> html.Div:
    """A picture that the server has drawn, of a section whose heading is `sentence`; its table is closed."""
    shown = html.Img(src=image.src, alt=sentence, height=image.height, width="100%", className="still")
    ways = [csv_link(csv), save_button(still_png=name, title=sentence, measure=measure, origin=origin)]
    return _figure(shown, ways, table, False, why)


def save_button(**words: str) -> html.Button:
    """Saves a picture; `words` tell the page script which, and what it carries along."""
    return html.Button([symbol("download"), _("Picture (PNG)")], type="button", **data(**words))


def _figure(drawn: Component, ways: list[Component], table: Table, open_: bool, why: Why | None) -> html.Div:
    return html.Div(
        [drawn, html.Div(ways, className="actions"), as_table(table, open_=open_, why=why)], className="figure"
    )
