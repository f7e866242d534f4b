"""The form around the rows of a sheet: headings that explain themselves, widths, formats, drop-down lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from textwrap import wrap

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.codebook import Column, Table
from dashboard.exchange.explain import explanation
from dashboard.exchange.package import Row
from dashboard.exchange.workbook.layout import FIRST_ROW, FIRST_TABLES, HEADING_ROW, NAME_ROW, heading
from dashboard.exchange.workbook.lists import Lists
from dashboard.exchange.workbook.values import number_format

_BLUE, _PALE, _GREY = "1F4E79", "DCE6F1", "808080"
#: The font of the cells; a style that names none becomes another one.
FONT = "Calibri"
_HEADING = Font(name=FONT, size=11, bold=True, color="FFFFFF")
_NAME = Font(name=FONT, size=8, color=_GREY)
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor=_BLUE), PatternFill("solid", fgColor="5B7FA6")
_NAMES = PatternFill("solid", fgColor=_PALE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(vertical="top")
#: Widths in characters.
_WIDTHS = {"day": 13, "integer": 11, "number": 12, "money": 17, "flag": 11, "period": 12, "code": 16, "ref": 18}
_NARROW, _WIDE = 14, 60
#: How much wider a bold letter is than the unit of widths; the height of a line in points; characters across a page.
_BOLD, _LINE, _PAGE = 1.15, 15, 150
#: Rows beyond the filled ones that offer drop-down lists.
_SPARE_ROWS = 1_000


def first_sheet_colour(table: Table) -> str | None:
    """The colour of the tab: the sheets that a person fills first have one."""
    return _BLUE if table.name in FIRST_TABLES else None


def add_form(sheet: Worksheet, table: Table, rows: Sequence[Row], lists: Lists) -> None:
    """Header, widths, formats and lists of an empty sheet; rows are put in afterwards."""
    key = [column.name for column in table.columns].index(table.key[-1]) + 1
    sheet.freeze_panes = sheet.cell(FIRST_ROW, min(key, 3) + 1)
    last = FIRST_ROW + len(rows) + _SPARE_ROWS
    for at, column in enumerate(table.columns, start=1):
        _head(sheet, table, column, at)
        letter = get_column_letter(at)
        dimension = sheet.column_dimensions[letter]
        dimension.width = max(_width(column, rows), ceil(max(map(len, heading(column).split())) * _BOLD) + 1)
        dimension.number_format = number_format(column)
        dimension.alignment = _WRAPPED if column.type == "text" else _TOP
        rule = lists.validation(table, column)
        if rule is not None:
            rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")
            sheet.add_data_validation(rule)
    widths = [sheet.column_dimensions[get_column_letter(at)].width for at in range(1, len(table.columns) + 1)]
    sheet.row_dimensions[HEADING_ROW].height = height(map(heading, table.columns), widths)
    _set_paper(sheet, sum(widths))


def height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """The height of a row whose texts are broken at these widths; some programs keep the one line that none stated."""
    lines = (len(wrap(text, max(int(width / _BOLD), 1))) for text, width in zip(texts, widths, strict=True))
    return _LINE * max(*lines, 1)


def _set_paper(sheet: Worksheet, width: float) -> None:
    """Lying A4 pages that can be read, with the headings and the code of the row on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = ceil(width / _PAGE), 0
    sheet.print_title_rows, sheet.print_title_cols = f"{HEADING_ROW}:{NAME_ROW}", "A:A"


def _head(sheet: Worksheet, table: Table, column: Column, at: int) -> None:
    top, name = sheet.cell(HEADING_ROW, at, heading(column)), sheet.cell(NAME_ROW, at, column.name)
    top.font, top.alignment = _HEADING, _WRAPPED
    top.fill = _REQUIRED if column.required else _OPTIONAL
    name.font, name.fill = _NAME, _NAMES
    top.comment = Comment("\n".join(explanation(table, column)), "Strategiemonitor", height=160, width=340)


def _width(column: Column, rows: Sequence[Row]) -> int:
    if column.type in _WIDTHS:
        return _WIDTHS[column.type]
    longest = max((len(str(row.get(column.name) or "")) for row in rows), default=0)
    wanted = longest if column.type != "text" or rows else 30
    return min(max(wanted + 2, _NARROW), _WIDE)
