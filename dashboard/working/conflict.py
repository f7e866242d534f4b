"""Two versions of one thing side by side: what is stored and what somebody else says. Who reads it decides."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html


def side(name: str, said: tuple[str, str], about: Iterable[tuple[str, str]]) -> html.Div:
    """One version: the value large, what stands small below it, then who, when and why."""
    rows = [html.Div([html.Dt(term), html.Dd(value)]) for term, value in about]
    return html.Div([
        html.H3(name), html.Span(said[0], className="big"), html.P(said[1]) if said[1] else None,
        html.Dl(rows) if rows else None,
    ])  # fmt: skip


def both(left: html.Div, right: html.Div) -> html.Div:
    """Two versions, the stored one first."""
    return html.Div([left, right], className="both")
