"""The three biggest problems and whose turn it is; weak points are for internal readers only."""

from __future__ import annotations

from dash import html

from dashboard.pages.context import Context


def problems(context: Context) -> list[html.Section]:
    return []
