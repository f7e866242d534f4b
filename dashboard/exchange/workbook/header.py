"""The header of a sheet: which column is which, whatever order, capitals or extra columns it was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from openpyxl.utils import get_column_letter

from dashboard.codebook import Table
from dashboard.exchange.findings import Notebook
from dashboard.exchange.workbook.layout import folded, heading
from dashboard.exchange.workbook.titles import Cells
from dashboard.text.catalog import gettext as _

#: The rows in which a header is looked for.
_SEARCHED = 10


@dataclass(frozen=True, slots=True)
class Header:
    """The last row of the header (0: none), and the column of each name, counted from 1."""

    row: int
    positions: Mapping[str, int]


def find_header(table: Table, file: str, cells: Cells, notebook: Notebook) -> Header:
    """The header, by the column names of the codebook or by the German headings; what is wrong with it is told."""
    headings = {folded(text): c.name for c in table.columns for text in (heading(c), c.name)}
    top: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, at), cell in cells.items():
        if row <= _SEARCHED:
            top[row][at] = folded(str(cell.value))
    last = _row_of({column.name for column in table.columns}, top) or _row_of(headings, top)
    if not last:
        if cells or table.name == "strategy":
            notebook.refuse(
                file, 1, None, _("The sheet has no header."),
                _("Take the first two rows from an export of the strategy, or from a new workbook."),
            )  # fmt: skip
        return Header(0, {})
    positions: dict[str, int] = {}
    for at in sorted({at for _row, at in cells}):
        texts = [top[row][at] for row in range(last, 0, -1) if at in top[row]]
        name = next((headings[text] for text in texts if text in headings), None)
        if name is None:
            title = next((str(cells[row, at].value) for row in range(1, last + 1) if (row, at) in cells), "")
            has_data = any(row > last for row, column in cells if column == at)
            _name_stranger(file, last, at, title, has_data, headings, notebook)
        elif name in positions:
            notebook.refuse(
                file, last, name, _("The column stands in the header twice."), _("Delete one of them.")
            )  # fmt: skip
        else:
            positions[name] = at
    _name_missing(table, file, last, positions, notebook)
    return Header(last, positions)


def _row_of(names: Collection[str], top: Mapping[int, Mapping[int, str]]) -> int:
    """The first row in which most cells are one of `names`; 0 without one."""
    for row in sorted(top):
        texts = top[row].values()
        if sum(text in names for text in texts) * 2 > len(texts):
            return row
    return 0


def _name_stranger(
    file: str, last: int, at: int, title: str, has_data: bool, known: Collection[str], notebook: Notebook
) -> None:
    place = f"{get_column_letter(at)} ({title or _('without a heading')})"
    if not has_data:
        notebook.note(file, None, place, _("There is no such column; it is empty and was not read."))
        return
    close = get_close_matches(folded(title), known, 1)
    notebook.refuse(
        file, last, place, _("There is no such column."),
        (_("Is “{close}” meant?", close=close[0]) + " " if close else "")
        + _("Name it as a column of the table, or move it to a sheet of your own."),
    )  # fmt: skip


def _name_missing(table: Table, file: str, last: int, positions: Mapping[str, int], notebook: Notebook) -> None:
    for column in table.columns:
        if column.name in positions:
            continue
        if column.required:
            notebook.refuse(file, last, column.name, _("This column is missing."), _("Add it: {de}.", de=column.de))
        else:
            notebook.note(file, last, column.name, _("This column is missing: all of it counts as not stated."))
