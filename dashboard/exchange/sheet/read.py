"""Read a value sheet: opened as carefully as a package, each cell as it was typed; what cannot be read is named by row."""

from __future__ import annotations

from pathlib import Path

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exchange.findings import Notebook
from dashboard.exchange.reading import Refused
from dashboard.exchange.sheet.layout import (
    COLUMNS,
    FIRST_ROW,
    HEADING_ROW,
    LONGEST,
    MOST_ROWS,
    PLACES,
    Given,
    choices,
    column,
)
from dashboard.exchange.workbook.container import Limits, open_workbook
from dashboard.exchange.workbook.layout import folded
from dashboard.exchange.workbook.native import text_of
from dashboard.text.catalog import gettext as _

#: A sheet has a few kilobytes.
LIMITS = Limits(packed=2_000_000, unpacked=20_000_000, files=60, marks=200_000)


def read_sheet(path: Path) -> list[Given]:
    """The rows in which something was filled in. Raises PackageError with everything that cannot be read."""
    notebook = Notebook()
    workbook = open_workbook(path, notebook, LIMITS)
    notebook.raise_if_any()
    assert workbook is not None
    sheet = next((one for one in workbook.worksheets if _is_ours(one)), None)
    if sheet is None:
        notebook.refuse(
            path.name, None, None, _("This is no value sheet of this program, or its headings were changed.")
        )
    elif sheet.max_row > FIRST_ROW + MOST_ROWS:
        notebook.refuse(path.name, None, None, _("The sheet has more than {n} rows.", n=MOST_ROWS))
    notebook.raise_if_any()
    assert sheet is not None
    found = [given for row in range(FIRST_ROW, sheet.max_row + 1) if (given := _row(sheet, row, notebook))]
    notebook.raise_if_any()
    return found


def _is_ours(sheet: object) -> bool:
    if not isinstance(sheet, Worksheet):
        return False
    headings = [sheet.cell(HEADING_ROW, at).value for at in PLACES.values()]
    return [folded(str(told or "")) for told in headings] == [folded(str(told)) for told, _w, _o in COLUMNS.values()]


def _row(sheet: Worksheet, row: int, notebook: Notebook) -> Given | None:
    texts = {name: _text(sheet.cell(row, PLACES[name]), name, notebook, sheet.title) for name in _READ}
    if not texts["code"] or not any(texts[name] for name in ("typed", "reason")):
        return None
    return Given(row, **texts)


_READ = ("code", "version", "typed", "reason", "quality", "source", "note")


def _text(cell: Cell, name: str, notebook: Notebook, sheet: str) -> str:
    """What a cell says; a choice as its value."""
    if cell.value is None:
        return ""
    try:
        text = text_of(column(name), cell, {}).text.strip()
        if len(text) > LONGEST.get(name, 200):
            raise Refused(_("The text is longer than {n} characters.", n=LONGEST[name]), "")
        return _chosen(name, text) if name in ("reason", "quality") and text else text
    except Refused as refused:
        heading = str(COLUMNS[name][0])
        notebook.refuse(sheet, cell.row, heading, refused.reason, refused.remedy)
        return ""


def _chosen(name: str, text: str) -> str:
    words = {folded(word): value for word, value in choices(name).items()}
    if folded(text) not in words:
        listed = ", ".join(choices(name))
        raise Refused(
            _("“{text}” is not one of the possible values.", text=text[:60]), _("Possible: {values}.", values=listed)
        )
    return words[folded(text)]
