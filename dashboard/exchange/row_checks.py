"""Checks of one row: days in order, what stands beside a value, values that fit their indicator.

What holds between records (target paths, values and reasons, versions) is said once, by the domain's invariants.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from dashboard.codebook import Table, codebook
from dashboard.domain.spans import reversed_spans
from dashboard.exchange.findings import Notebook
from dashboard.exchange.package import Row
from dashboard.exchange.sheet_rows import WithUnit
from dashboard.exchange.typed import unit_fits
from dashboard.reserved import taken_code
from dashboard.text.catalog import gettext as _

#: Rows of a table with the number a spreadsheet shows for each.
Numbered = Sequence[tuple[int, Row]]

#: An amount below this beside amounts in thousands of euro is probably one of them (X11).
_UNLIKELY_CENTS = 100_000


def check_rows(tables: Mapping[str, Numbered], notebook: Notebook) -> None:
    """Every check that needs one row, and for indicators the row it refers to."""
    for name, rows in tables.items():
        table = codebook()[name]
        _check_spans(table, rows, notebook)
        for field in table.fields:
            if len(field.columns) == 3:
                _check_stated(table, field.name, field.type, rows, notebook)
    for number, row in tables.get("strategy", ()):
        if row["eval_quarter"] is not None and not 1 <= row["eval_quarter"] <= 4:
            notebook.refuse(
                "strategy.csv", number, "eval_quarter", _("There is no such quarter."), _("Write 1, 2, 3 or 4.")
            )
    for number, row in tables.get("measure", ()):
        if row["code"] is not None and taken_code(row["code"]):
            notebook.refuse(
                "measure.csv", number, "code",
                _("A measure “{code}” would have no page: its address is that of tables or files.", code=row["code"]),
                _("Give the measure another code."),
            )  # fmt: skip


def _check_spans(table: Table, rows: Numbered, notebook: Notebook) -> None:
    for number, row in rows:
        for first, last in reversed_spans(row):
            notebook.refuse(
                f"{table.name}.csv", number, last,
                _("{last} lies before {first}.", last=last, first=first),
                _("Swap them, or correct one of them."),
            )  # fmt: skip


def _check_stated(table: Table, name: str, kind: str, rows: Numbered, notebook: Notebook) -> None:
    file, precision = f"{table.name}.csv", f"{name}_precision"
    for number, row in rows:
        value, stated = row[name], row[precision]
        if stated and value is None:
            notebook.refuse(
                file, number, precision, _("There is a precision, but no value."), _("Fill {name}.", name=name)
            )
    if kind == "stated_money":
        _note_unlikely_units(file, name, rows, notebook)


def _note_unlikely_units(file: str, name: str, rows: Numbered, notebook: Notebook) -> None:
    if not any(row[f"{name}_precision"] == "keur" for _n, row in rows):
        return
    for number, row in rows:
        if row[name] and abs(row[name]) < _UNLIKELY_CENTS and row[f"{name}_precision"] != "keur":
            notebook.note(
                file, number, name,
                _("{euro} euro stand among amounts in thousands: are {times} euro meant?",
                  euro=Decimal(row[name]) / 100, times=row[name] * 10),
            )  # fmt: skip


def _latest(rows: Iterable[tuple[int, Row]]) -> dict[str, Row]:
    """The latest known row of each code."""
    found: dict[str, Row] = {}
    for _number, row in sorted(rows, key=lambda pair: pair[1]["known_on"] or dt.date.max):
        found[row["code"]] = row
    return found


def check_units(table: str, cells: Iterable[WithUnit], tables: Mapping[str, Numbered], notebook: Notebook) -> None:
    """A unit that was typed behind a number must be the indicator's, or the one that stands in the row (X32)."""
    indicators = _latest(tables.get("indicator", ()))
    for cell in cells:
        owner = cell.row if table == "statement" else indicators.get(cell.row.get("indicator") or "")
        unit = owner["unit"] if owner else None
        if not unit_fits(cell.text, unit):
            notebook.refuse(
                f"{table}.csv", cell.number, cell.column,
                _("“{text}” has another unit than its row: {unit}.", text=cell.text, unit=unit or _("(empty)")),
                _("Convert the number and write it without a unit."),
            )  # fmt: skip
