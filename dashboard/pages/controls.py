"""The control of each row that opens the panel "where from?"."""

from __future__ import annotations

from collections.abc import Callable

from dash import html

from dashboard.components.pieces import why
from dashboard.pages.context import Context
from dashboard.reporting.table import Table

#: Makes the control of the row at a place of a table; the text names the row for those who hear it.
Control = Callable[[int, str], html.A]


def controls(context: Context, table: Table) -> Control:
    """The controls of a table whose rows a page draws in its own way."""
    return lambda place, of: why(context.why(table, place), of)
