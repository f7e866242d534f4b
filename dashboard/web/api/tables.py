"""A reporting table as JSON: what its columns are, then its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained
from dashboard.web.api import values

#: The one key of a row that is no column.
SOURCES = "sources"
#: Gives the source of one explained figure in the row at a place.
Origin = Callable[[Table, int, Explained], dict[str, Any]]


def described(column: Column, units: str | None) -> list[dict[str, Any]]:
    """What a column becomes; `of` names the column of the page that it belongs to.

    `units` is the column in which each row says its unit, for a column whose rows are counted in different ones.
    """
    return [
        {
            "name": f"{column.name}{part.suffix}",
            "of": column.name,
            "title": str(column.label),
            "type": part.schema["type"] if part.schema.get("format") != "date" else "date",
            "unit": values.unit_of(column, part),
            "unit_in": units if column.kind == "quantity" and not column.unit else None,
        }
        for part in values.parts_of(column)
    ]


def row_cells(columns: tuple[Column, ...], row: tuple) -> dict[str, Any]:
    """One row by the names of its columns."""
    found: dict[str, Any] = {}
    for column, value in zip(columns, row, strict=True):
        found |= values.cells(column, value)
    return found


def plain(table: Table) -> dict[str, Any]:
    """Columns and rows alone."""
    units = next((column.name for column in table.columns if column.name == "unit"), None)
    return {
        "columns": [part for column in table.columns for part in described(column, units)],
        "rows": [row_cells(table.columns, row) for row in table.rows],
    }


def whole(table: Table, origin: Origin | None, csv: str) -> dict[str, Any]:
    """A table of a page; with `origin` each row says where its figures come from."""
    found = plain(table)
    if origin is not None:
        for place, row in enumerate(found["rows"]):
            why = table.why(place) if table.why else ()
            row[SOURCES] = {one.column: origin(table, place, one) for one in why}
    return {
        "name": table.name,
        "title": str(table.title),
        "note": str(table.note) if table.note else None,
        **found,
        "sums": sorted(table.sums),
        "csv": csv,
    }
