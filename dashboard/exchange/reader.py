"""Read a package folder: every cell checked, every finding named at once, all of it taken or nothing.

files ──intake──► columns of text ──cells──► rows of values ──checks──► Package, or PackageError
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from dashboard.codebook import Column, codebook
from dashboard.errors import PackageError
from dashboard.exchange.canonical import order
from dashboard.exchange.cells import Reading, read_cell
from dashboard.exchange.checks import check_tables, fill_history
from dashboard.exchange.descriptor import DESCRIPTOR_NAME
from dashboard.exchange.findings import Notebook
from dashboard.exchange.intake import Sheet, open_sheet
from dashboard.exchange.package import Package, Row
from dashboard.text.catalog import gettext as _


def read_package(folder: Path) -> Package:
    """The package in `folder`, or PackageError with every finding.

    The folder is named as the strategy's slug and holds one CSV file a table. `Package.notes` says what was taken
    although it is not canonical.
    """
    notebook = Notebook()
    folder = Path(folder)
    if not folder.is_dir():
        notebook.refuse(str(folder), None, None, _("There is no such folder."), _("Name the folder of a package."))
        raise PackageError(notebook.findings)
    _name_strangers(folder, notebook)
    paths = {name: path for name in codebook() if (path := folder / f"{name}.csv").is_file()}
    sheets = {name: open_sheet(path, codebook()[name], notebook) for name, path in paths.items()}
    numbered = {name: _rows(sheet, notebook) for name, sheet in sheets.items() if sheet}
    slug = folder.resolve().name
    check_tables(slug, numbered, sheets.keys() - numbered.keys(), notebook)
    notebook.raise_if_any()
    tables = {
        name: order(table, fill_history(table, numbered.get(name, ()), notebook)) for name, table in codebook().items()
    }
    return Package(slug, tables, tuple(notebook.notes))


def _name_strangers(folder: Path, notebook: Notebook) -> None:
    """Files that are none of the package's: a table under another name is a finding, anything else a note."""
    known = {f"{name}.csv" for name in codebook()}
    for path in sorted(folder.iterdir()):
        name = path.name
        if name in known or name == DESCRIPTOR_NAME or name.startswith((".", "~")) or path.is_dir():
            continue
        if path.suffix.casefold() in (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"):
            close = get_close_matches(name.casefold(), known, 1)
            remedy = (
                _("Is “{close}” meant?", close=close[0])
                if close
                else _("Delete it, or name it as its table and save it as CSV.")
            )
            notebook.refuse(name, None, None, _("There is no table of this name."), remedy)
        else:
            notebook.note(name, None, None, _("The file is no part of a package and was not read."))


def _rows(sheet: Sheet, notebook: Notebook) -> list[tuple[int, Row]]:
    """Row number and row of each line, every cell read; findings go into the notebook."""
    readings = {column.name: _column(sheet, column, notebook) for column in sheet.table.columns}
    for field in sheet.table.fields:
        if len(field.columns) == 3:
            _state(sheet, [column.name for column in field.columns], readings, notebook)
    names = list(readings)
    values = [[reading.value for reading in column] for column in readings.values()]
    return [(number, dict(zip(names, row, strict=True))) for number, *row in zip(sheet.rows, *values, strict=True)]


def _column(sheet: Sheet, column: Column, notebook: Notebook) -> list[Reading]:
    """The readings of one column, each distinct text read once."""
    texts = sheet.columns.get(column.name)
    if texts is None:
        return [Reading()] * len(sheet.rows)
    known = {text: read_cell(column, text, sheet.canonical) for text in set(texts)}
    told = {
        text
        for text, reading in known.items()
        if reading.reason or reading.note or (column.required and reading.value is None)
    }
    if told:
        for number, text in zip(sheet.rows, texts, strict=True):
            if text in told:
                _tell(sheet.file, number, column, known[text], notebook)
    return [known[text] for text in texts]


def _tell(file: str, number: int, column: Column, reading: Reading, notebook: Notebook) -> None:
    if reading.reason:
        notebook.refuse(file, number, column.name, reading.reason, reading.remedy)
    elif column.required and reading.value is None:
        notebook.refuse(file, number, column.name, _("This cell may not be empty."), _("Fill it: {de}.", de=column.de))
    elif reading.note:
        notebook.note(file, number, column.name, reading.note)


def _state(sheet: Sheet, names: list[str], readings: dict[str, list[Reading]], notebook: Notebook) -> None:
    """Precision and words that came with a typed value fill the columns beside it."""
    value, precision, words = names
    for at, reading in enumerate(readings[value]):
        if reading.precision and not readings[precision][at].value:
            readings[precision][at] = Reading(reading.precision)
        if reading.words and not readings[words][at].value:
            readings[words][at] = Reading(reading.words)
