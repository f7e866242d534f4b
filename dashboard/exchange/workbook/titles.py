"""Which sheet of a workbook is which table; sheets that are missing or belong to none are named."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.codebook import Table, tables
from dashboard.exchange.findings import Notebook
from dashboard.exchange.workbook.layout import ROWS_PROPERTY, folded, guide_title, lists_title, sheet_title
from dashboard.text.catalog import gettext as _

#: Filled cells by row and column, both counted from 1.
Cells = Mapping[tuple[int, int], Any]


def filled(worksheet: Worksheet) -> Cells:
    """The cells that say something."""
    # Not `iter_rows`: it makes every cell up to the farthest formatted one, which may be the last of the sheet.
    return {at: cell for at, cell in worksheet._cells.items() if cell.value is not None and str(cell.value).strip()}


def assigned(workbook: Workbook, notebook: Notebook) -> dict[str, Worksheet | None]:
    """The sheet of each table, by its title or its name; None for one that may not be missing."""
    titles = {folded(name): table.name for table in tables() for name in (sheet_title(table), table.de, table.name)}
    own = {folded(guide_title()), folded(lists_title())}
    found: dict[str, Worksheet | None] = {}
    strangers = []
    for worksheet in workbook.worksheets:
        name = titles.get(folded(worksheet.title))
        if name is None:
            strangers += [worksheet.title] if folded(worksheet.title) not in own and filled(worksheet) else []
        elif name in found:
            notebook.refuse(worksheet.title, None, None, _("The table has two sheets."), _("Delete one of them."))
        else:
            found[name] = worksheet
    missing = [table for table in tables() if table.name not in found]
    _name_strangers(strangers, missing, notebook)
    return found | dict.fromkeys(_refused_missing(workbook, missing, notebook))


def _name_strangers(strangers: list[str], missing: list[Table], notebook: Notebook) -> None:
    expected = {folded(sheet_title(table)): sheet_title(table) for table in missing}
    for title in strangers:
        close = get_close_matches(folded(title), expected, 1)
        if close:
            notebook.refuse(
                title, None, None, _("There is no table of this name."),
                _("Is “{close}” meant? Name the sheet so, or delete it.", close=expected[close[0]]),
            )  # fmt: skip
        else:
            notebook.note(title, None, None, _("The sheet is no part of a package and was not read."))


def _refused_missing(workbook: Workbook, missing: list[Table], notebook: Notebook) -> list[str]:
    """A sheet that had rows when the workbook was written may not simply be gone: its rows would end."""
    rows, refused = _rows_when_written(workbook), []
    for table in missing:
        if rows.get(table.name) or table.name == "strategy":
            refused.append(table.name)
            notebook.refuse(
                sheet_title(table), None, None, _("The sheet is missing."),
                _("Put it back, from an export of the strategy. To end its rows, delete the rows and keep the sheet."),
            )  # fmt: skip
        elif not rows:
            notebook.note(sheet_title(table), None, None, _("The sheet is missing: the table counts as empty."))
    return refused


def _rows_when_written(workbook: Workbook) -> dict[str, int]:
    """Rows by table, as the workbook's properties have them; empty for one that was made by hand."""
    return {
        item.name.removeprefix(ROWS_PROPERTY): item.value
        for item in workbook.custom_doc_props.props
        if item.name.startswith(ROWS_PROPERTY) and isinstance(item.value, int)
    }
