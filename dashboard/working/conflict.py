"""Two versions of one thing side by side: what is stored and what somebody else says. Who reads it decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html


def side(name: str, said: tuple[str, str], about: Iterable[tuple[str, str]], heading: Any = html.H2) -> html.Div:
    """One version: the value large, what stands small below it, then who, when and why.

    `heading` is the element of its name: the next below the one the page has above it.
    """
    rows = [html.Div([html.Dt(term), html.Dd(value)]) for term, value in about]
    return html.Div([
        heading(name), html.Span(said[0], className="big"), html.P(said[1]) if said[1] else None,
        html.Dl(rows) if rows else None,
    ])  # fmt: skip


def both(left: html.Div, right: html.Div) -> html.Div:
    """Two versions, the stored one first."""
    return html.Div([left, right], className="both")
