"""The baselines: Dash as it comes, with as little of one's own as can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, dcc, html

_BARS: dict[str, Any] = {
    "data": [{"type": "bar", "x": ["2023", "2024", "2025"], "y": [12, 34, 29]}],
    "layout": {"title": {"text": "A"}},
}


def bare() -> Dash:
    """One page with one constant graph."""
    app = Dash("bare", assets_folder="no-assets")
    app.layout = html.Div([html.H1("One graph"), html.Div(dcc.Graph(id="graph", figure=_BARS), className="one-graph")])
    return app


def bare_express() -> Dash:
    """The same page as tutorials write it: the figure is one of plotly.express."""
    import plotly.express as px

    app = Dash("bare", assets_folder="no-assets")
    figure = px.bar(x=_BARS["data"][0]["x"], y=_BARS["data"][0]["y"], title="A")
    app.layout = html.Div([html.H1("One graph"), html.Div(dcc.Graph(id="graph", figure=figure), className="one-graph")])
    return app


def echo() -> Dash:
    """One choice, and a callback that gives back what was chosen."""
    app = Dash("echo", assets_folder="no-assets")
    words = [
        html.H1("Echo"),
        dcc.RadioItems(["a", "b", "c"], "a", id="choice"),
        html.P(id="page"),
    ]
    app.layout = html.Div(words)

    @app.callback(Output("page", "children"), Input("choice", "value"))
    def show(chosen: Any) -> Any:
        return f"You chose {chosen}"

    return app


def gated_echo() -> Dash:
    """The same echo behind the gate of the program, which the other baselines do not load."""
    from dashboard.storage.engine import create_engine
    from dashboard.web import gate
    from dashboard.web.visitors import Visitors

    app = echo()
    engine = create_engine("sqlite://")
    nobody = Visitors(engine, today=dt.date.today, local=False, secure=False, must_log_in=False, base="/")
    gate.install(app.server, app, nobody)
    return app


PLAIN: dict[str, Callable[[], Dash]] = {"bare": bare, "express": bare_express, "echo": echo, "gated echo": gated_echo}
