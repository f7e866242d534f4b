"""From the sheets of a workbook to columns of text, as a CSV file gives them; what cannot be taken is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.codebook import Column, Table, codebook
from dashboard.exchange.findings import Notebook
from dashboard.exchange.intake import Sheet
from dashboard.exchange.placeholder import is_placeholder
from dashboard.exchange.reading import Refused
from dashboard.exchange.workbook.header import find_header
from dashboard.exchange.workbook.layout import folded
from dashboard.exchange.workbook.native import text_of
from dashboard.exchange.workbook.titles import Cells, assigned, filled
from dashboard.text.catalog import gettext as _
from dashboard.text.choice_words import words


@dataclass
class Found:
    """What a workbook holds.

    `sheets` by table (None: it could not be read), `letters` of the columns by file and name, `refused` cells by file,
    row and column name. Findings speak of `<table>.csv` until they are placed.
    """

    sheets: dict[str, Sheet | None] = field(default_factory=dict)
    letters: dict[tuple[str, str], str] = field(default_factory=dict)
    refused: set[tuple[str, int | None, str | None]] = field(default_factory=set)


def read_sheets(workbook: Workbook, notebook: Notebook) -> Found:
    """The sheets of all tables; everything that is wrong with the workbook's form is in the notebook."""
    found = Found()
    for name, worksheet in assigned(workbook, notebook).items():
        found.sheets[name] = _sheet(codebook()[name], worksheet, found, notebook) if worksheet else None
    return found


def _sheet(table: Table, worksheet: Worksheet, found: Found, notebook: Notebook) -> Sheet | None:
    file, before = f"{table.name}.csv", len(notebook.findings)
    cells = filled(worksheet)
    for merged in worksheet.merged_cells.ranges:
        notebook.refuse(
            file, merged.min_row, None, _("The cells {cells} are merged.", cells=merged.coord),
            _("Undo the merging (Home, Merge and centre), then fill every cell."),
        )  # fmt: skip
    header = find_header(table, file, cells, notebook)
    found.letters |= {(file, name): get_column_letter(at) for name, at in header.positions.items()}
    _name_hidden(file, worksheet, cells, notebook)
    if len(notebook.findings) > before:
        return None
    rows = tuple(sorted({row for row, _column in cells if row > header.row}))
    columns = {column.name: column for column in table.columns}
    texts = {
        name: list(_texts(table, columns[name], rows, [cells.get((row, at)) for row in rows], found, notebook))
        for name, at in header.positions.items()
    }
    return Sheet(table=table, file=file, canonical=False, rows=rows, columns=texts)


def _texts(
    table: Table, column: Column, rows: Sequence[int], cells: Sequence[Any], found: Found, notebook: Notebook
) -> Iterator[str]:
    """The text of every row; a cell that is refused becomes an empty one, and is remembered."""
    file, spoken = f"{table.name}.csv", words(table.name, column)
    values = {folded(word): value for value, word in spoken.items()}
    for row, cell in zip(rows, cells, strict=True):
        if cell is None:
            yield ""
            continue
        try:
            text, note = text_of(column, cell, values)
            _check_word(column, text, spoken)
        except Refused as refused:
            notebook.refuse(file, row, column.name, refused.reason, refused.remedy)
            found.refused.add((file, row, column.name))
            yield ""
            continue
        if note:
            notebook.note(file, row, column.name, note)
        yield text


def _check_word(column: Column, text: str, spoken: Mapping[str, str]) -> None:
    """A choice is one of the words of its list, or the value that stands for it in the folder form."""
    if column.type != "choice" or text in spoken or is_placeholder(text):
        return
    close = get_close_matches(text, spoken.values(), 1)
    raise Refused(
        _("“{text}” is not one of the possible values.", text=text[:60]),
        (_("Is “{close}” meant?", close=close[0]) + " " if close else "")
        + _("Possible: {values}.", values=", ".join(spoken.values())),
    )


def _name_hidden(file: str, worksheet: Worksheet, cells: Cells, notebook: Notebook) -> None:
    """What is hidden is read all the same, and said: nobody imports what nobody sees without being told."""
    if worksheet.sheet_state != "visible" and cells:
        notebook.note(file, None, None, _("The sheet is hidden and was read."))
    spans = [
        range(dimension.min, dimension.max + 1)
        for dimension in worksheet.column_dimensions.values()
        if dimension.hidden and dimension.min and dimension.max
    ]
    for at in sorted({at for _row, at in cells if any(at in span for span in spans)}):
        notebook.note(file, None, get_column_letter(at), _("The column is hidden and was read."))
    hidden = {row for row, dimension in worksheet.row_dimensions.items() if dimension.hidden}
    for row in sorted(hidden & {row for row, _at in cells}):
        notebook.note(file, row, None, _("The row is hidden and was read."))
