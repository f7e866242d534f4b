"""From columns of text, whatever file they stood in, to a package: cells read, rules asked, every finding named at once.

columns of text ──cells──► rows of values ──checks──► Package, or PackageError
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dashboard.codebook import codebook
from dashboard.exchange.canonical import order
from dashboard.exchange.checks import check_tables, fill_history
from dashboard.exchange.findings import Notebook
from dashboard.exchange.intake import Sheet
from dashboard.exchange.package import Package, Row
from dashboard.exchange.row_checks import Numbered, check_units
from dashboard.exchange.rules import check_rules
from dashboard.exchange.sheet_rows import read_sheet


def assemble(
    slug: str, sheets: Mapping[str, Sheet | None], notebook: Notebook, today: dt.date | None = None
) -> Package:
    """The package of these sheets by table (None: the file could not be read), or PackageError with every finding.

    `today` as in `reader.read_package`.
    """
    read = {name: read_sheet(sheet, notebook) for name, sheet in sheets.items() if sheet}
    numbered = {name: sheet.rows for name, sheet in read.items()}
    check_tables(slug, numbered, sheets.keys() - read.keys(), notebook)
    for name, sheet in read.items():
        check_units(name, sheet.with_unit, numbered, notebook)
    notebook.raise_if_any()
    filled = {name: fill_history(table, numbered.get(name, ()), notebook) for name, table in codebook().items()}
    if today is not None:
        check_rules(numbered, today, notebook)
        notebook.raise_if_any()
    tables = {name: order(table, filled[name]) for name, table in codebook().items()}
    return Package(slug, tables, tuple(notebook.notes), lines=_lines(tables, numbered))


def _lines(tables: Mapping[str, tuple[Row, ...]], numbered: Mapping[str, Numbered]) -> dict[str, tuple[int, ...]]:
    """The row in its file of each row of the tables: they were read in that order and stand in another one now."""
    found = {}
    for name, pairs in numbered.items():
        number_of = {id(row): number for number, row in pairs}
        found[name] = tuple(number_of[id(row)] for row in tables[name])
    return found
