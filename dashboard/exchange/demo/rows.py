"""Rows of a package while it is made: complete, with their source and the days between which they were known."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dashboard.codebook import codebook
from dashboard.exchange.canonical import order
from dashboard.exchange.package import Package, Row


def on(kind: str, code: str) -> Row:
    """The two columns of what a row hangs on."""
    return {"object_kind": kind, "object": code}


class Rows:
    """Rows by table. `last_day` is the day the data reach: nothing is known later."""

    def __init__(self, last_day: dt.date) -> None:
        self.last_day = last_day
        self._tables: dict[str, list[Row]] = {name: [] for name in codebook()}
        self._blanks: dict[str, Row] = {
            name: dict.fromkeys(column.name for column in table.columns) for name, table in codebook().items()
        }

    def add(self, table: str, known_on: dt.date, /, **values: Any) -> Row:
        """One more row, known since `known_on` or the last day; KeyError for a column the table does not have."""
        row = self._blanks[table] | values
        if len(row) != len(self._blanks[table]):
            raise KeyError(f"{table}: {', '.join(values.keys() - self._blanks[table].keys())}")
        row["known_on"] = min(known_on, self.last_day)
        self._tables[table].append(row)
        return row

    def revise(self, table: str, row: Row, known_on: dt.date, /, **changes: Any) -> Row:
        """The next version of a row; changes known on the day the row itself became known go into the row."""
        known_on = min(known_on, self.last_day)
        if known_on <= row["known_on"]:
            row.update(changes)
            return row
        row["known_until"] = known_on
        return self.add(table, known_on, **row | changes | {"known_until": None})

    def table(self, name: str) -> list[Row]:
        """The rows of one table so far, every version."""
        return self._tables[name]

    def package(self, slug: str) -> Package:
        """All rows in canonical order."""
        return Package(slug, {name: order(codebook()[name], rows) for name, rows in self._tables.items()})
