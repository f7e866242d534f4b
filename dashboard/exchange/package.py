"""A strategy package in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.errors import Finding

#: A row by physical column name: str, datetime.date, int, Decimal, cents (int), bool or None ("not stated").
Row = dict[str, Any]


@dataclass(frozen=True)
class Package:
    """One strategy with its whole history.

    `tables` holds the rows of each table by name, in canonical order (`canonical.order`); `notes` tells what a
    reader accepted although it was written in another way (semicolons, German numbers, "k.A."); `place` says where a
    finding about `<table>.csv` stands in the file that was read, where that is no folder; `lines` gives each row of
    `tables` its row in that file.
    """

    slug: str
    tables: Mapping[str, Sequence[Row]]
    notes: tuple[Finding, ...] = ()
    place: Callable[[Finding], Finding] | None = None
    lines: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def line(self, table: str, at: int) -> int | None:
        """Where a row of `tables[table]` stands in the file, as a spreadsheet counts; None where it was not read."""
        return self.lines[table][at] if table in self.lines else None

    def holding(self, table: str) -> list[tuple[int | None, Row]]:
        """The rows of a table that still hold, each with its line."""
        rows = enumerate(self.tables.get(table, ()))
        return [(self.line(table, at), row) for at, row in rows if row.get("known_until") is None]
