"""Checks of one row: days in order, what stands beside a value, values that fit their indicator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from dashboard.codebook import Table, codebook
from dashboard.exchange.canonical import number_text
from dashboard.exchange.findings import Notebook
from dashboard.exchange.package import Row
from dashboard.exchange.sheet_rows import WithUnit
from dashboard.exchange.typed import unit_fits
from dashboard.text.catalog import gettext as _

#: Rows of a table with the number a spreadsheet shows for each.
Numbered = Sequence[tuple[int, Row]]

#: First and last column of a span: the second may not lie before the first.
_SPANS = (
    ("valid_from", "valid_to"),
    ("starts", "ends"),
    ("corridor_from", "corridor_to"),
    ("period_from", "period_to"),
    ("baseline_year", "target_year"),
    ("lower", "upper"),
)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
#: An amount below this beside amounts in thousands of euro is probably one of them (X11).
_UNLIKELY_CENTS = 100_000


def check_rows(tables: Mapping[str, Numbered], unread: Collection[str], notebook: Notebook) -> None:
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
    _check_values(tables, unread, notebook)


def first_day(day: dt.date, precision: str | None) -> dt.date:
    """The first day that a stated day may mean: "2020" may mean 1 January 2020."""
    months = _MONTHS.get(precision or "day")
    return day.replace(month=max(day.month - months + 1, 1), day=1) if months else day


def _ends(row: Row, first: str, last: str) -> tuple:
    start, end = row[first], row[last]
    if isinstance(start, dt.date) and isinstance(end, dt.date):
        return first_day(start, row.get(f"{first}_precision")), end
    return start, end


def _check_spans(table: Table, rows: Numbered, notebook: Notebook) -> None:
    names = {column.name for column in table.columns}
    spans = [span for span in _SPANS if names.issuperset(span)]
    for number, row in rows:
        for first, last in spans:
            start, end = _ends(row, first, last)
            if start is not None and end is not None and start > end:
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


def _check_values(tables: Mapping[str, Numbered], unread: Collection[str], notebook: Notebook) -> None:
    indicators = _latest(tables.get("indicator", ()))
    definitions = {(row["indicator"], row["version"]) for _n, row in tables.get("definition", ())}
    for number, row in tables.get("indicator_value", ()):
        indicator = indicators.get(row["indicator"])
        if row["value"] is not None and indicator and indicator["decimals"] is not None:
            _check_decimals(number, row["value"], indicator["decimals"], notebook)
        if row["value"] is not None and row["missing_reason"]:
            notebook.refuse(
                "indicator_value.csv", number, "missing_reason", _("There is a value and a reason for its absence."),
                _("Empty one of the two."),
            )  # fmt: skip
        known = "definition" in unread or (row["indicator"], row["definition"]) in definitions
        if row["definition"] is not None and not known:
            notebook.refuse(
                "indicator_value.csv", number, "definition",
                _("The indicator has no definition of version {version}.", version=row["definition"]),
                _("Add it to definition.csv, or correct the version."),
            )  # fmt: skip


def _check_decimals(number: int, value: Decimal, decimals: int, notebook: Notebook) -> None:
    text = number_text(value)
    places = len(text.partition(".")[2])
    if places > decimals:
        thousand = places == 3 and _("Is {number} meant?", number=text.replace(".", "")) + " "
        notebook.refuse(
            "indicator_value.csv", number, "value",
            _("{value} has more decimals than the indicator, which has {decimals}.", value=text, decimals=decimals),
            (thousand or "") + _("Round the value, or give the indicator more decimals."),
        )  # fmt: skip


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
