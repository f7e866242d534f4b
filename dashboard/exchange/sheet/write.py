"""Write a value sheet: everything is locked but the cells that are due."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.errors import RefusedError
from dashboard.exchange.sheet.layout import COLUMNS, FIRST_ROW, HEADING_ROW, MOST_ROWS, PLACES, Line, choices
from dashboard.text.catalog import gettext as _

_TITLE, _HEADING = Font(name="Calibri", size=14, bold=True), Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_BLUE, _OPEN = PatternFill("solid", fgColor="1F4E79"), PatternFill("solid", fgColor="FFF8E1")
_LINE = Border(bottom=Side("thin", color="BFBFBF"))
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_sheet(title: str, lines: Sequence[Line], path: Path) -> None:
    """Write the questions of one sponsor's role into the file `path`. RefusedError where nothing is due, or too much."""
    if not lines:
        raise RefusedError(_("Nothing is due here: there is nothing to fill in."))
    if len(lines) > MOST_ROWS:
        raise RefusedError(_("More than {n} values are due, too many for one sheet.", n=MOST_ROWS))
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _("Values")
    _head(sheet, title)
    lists = workbook.create_sheet(_("Lists"))
    for at, line in enumerate(lines):
        _row(sheet, FIRST_ROW + at, line)
    for name in ("reason", "quality"):
        _offer(sheet, lists, name, len(lines))
    lists.sheet_state = "hidden"
    for one in (sheet, lists):
        one.protection.sheet = True
        one.protection.formatColumns = one.protection.formatRows = False
    workbook.properties.creator = workbook.properties.lastModifiedBy = "Strategiemonitor"
    workbook.save(path)


def _head(sheet: Worksheet, title: str) -> None:
    sheet.cell(1, 1, title).font = _TITLE
    sheet.cell(1, 1).data_type = "s"  # never a formula
    sheet.cell(
        2, 1, _("Fill in the light cells only: a value as you write it (1.234,5 or 12 % or 0,7 Mio.), or a reason.")
    )
    for name, (heading, width, _open) in COLUMNS.items():
        cell = sheet.cell(HEADING_ROW, PLACES[name], str(heading))
        cell.font, cell.fill, cell.alignment = _HEADING, _BLUE, _WRAPPED
        sheet.column_dimensions[get_column_letter(PLACES[name])].width = width
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 2)
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _row(sheet: Worksheet, number: int, line: Line) -> None:
    for name, (_heading, _width, is_open) in COLUMNS.items():
        cell = sheet.cell(number, PLACES[name])
        text = getattr(line, name, "")
        if text:
            cell.value, cell.data_type = text, "s"  # a text that begins with = is no formula
        # Text, so that the spreadsheet makes no day of 3/4 and no other number of 1.234.
        cell.number_format, cell.alignment, cell.border = "@", _WRAPPED, _LINE
        if is_open:
            cell.fill, cell.protection = _OPEN, Protection(locked=False)


def _offer(sheet: Worksheet, lists: Worksheet, name: str, count: int) -> None:
    """The words of a choice as a drop-down list."""
    words, at = list(choices(name)), 1 if name == "reason" else 2
    for row, word in enumerate(words, start=1):
        lists.cell(row, at, word)
    letter, place = get_column_letter(at), get_column_letter(PLACES[name])
    rule = DataValidation(type="list", formula1=f"'{lists.title}'!${letter}$1:${letter}${len(words)}", allow_blank=True)
    rule.showErrorMessage, rule.errorTitle = True, _("Not in the list")
    rule.error = _("Please choose a word of the list, or leave the cell empty.")
    rule.add(f"{place}{FIRST_ROW}:{place}{FIRST_ROW + count - 1}")
    sheet.add_data_validation(rule)
