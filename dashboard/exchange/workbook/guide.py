"""The first sheet of a workbook: what it is, how it is filled, what each sheet holds."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exchange.package import Package
from dashboard.exchange.placeholder import placeholder
from dashboard.exchange.workbook.form import FONT, height
from dashboard.exchange.workbook.layout import FIRST_TABLES, in_order, sheet_title
from dashboard.text.catalog import gettext as _

_TITLE, _HEADING = Font(name=FONT, bold=True, size=16), Font(name=FONT, bold=True, size=12)
_LINK = Font(name=FONT, size=11, color="0563C1", underline="single")
_WIDTHS = (42, 90)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def fill_guide(sheet: Worksheet, package: Package) -> None:
    """Explain the workbook of this package."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _WIDTHS
    sheet.cell(1, 1, _("Strategy “{slug}”", slug=package.slug)).font = _TITLE
    number = 2
    for title, text in sentences():
        number += 1
        sheet.cell(number, 1, title).font = _HEADING
        sheet.cell(number, 2, text)
    for row in sheet.iter_rows(min_row=3, max_row=number):
        for cell in row:
            cell.alignment = _WRAPPED
        sheet.row_dimensions[row[0].row].height = height([str(cell.value) for cell in row], _WIDTHS)
    _list_sheets(sheet, package, number + 2)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = sheet.PAPERSIZE_A4, 0


def sentences() -> Iterator[tuple[str, str]]:
    """What a person needs to know before the first cell: a heading and its text."""
    yield _("What this is"), _("One strategy in one workbook: a sheet a table, a row a thing. Blue tabs come first.")
    yield (
        _("What is required"),
        _("Columns with a star (*). Cells with “{word}” wait for you. Sheets that you do not need stay empty, "
          "but leave them where they are.", word=placeholder()),
    )  # fmt: skip
    yield (
        _("Header"),
        _("Leave the two first rows of each sheet: headings, and in grey the names by which the program knows them. "
          "What a column means stands in the comment of its heading."),
    )  # fmt: skip
    yield (
        _("Codes"),
        _("Each thing has a code that you choose (M-01). Other sheets refer to it by this code. "
          "It is never given to something else."),
    )  # fmt: skip
    yield (
        _("Days"),
        _("31.05.2024. Where a document is less precise, write it as it stands: Q3 2019, May 2024, 2020. "
          "The columns for precision and wording are then filled by the import."),
    )  # fmt: skip
    yield (
        _("Money"),
        _("Euro: 183.417,01. Where a document rounds, write it as it stands: 71 T€, about 0,7 million €. "
          "“1.23” is asked about, never guessed."),
    )  # fmt: skip
    yield _("Choices"), _("Take a word of the list that opens in the cell.")
    yield (
        _("An empty cell"),
        _("means: not stated. It is never 0. Write 0 only where the document says nought."),
    )
    yield (
        _("Sources"),
        _("Every row names in “Quelle” the document that it comes from, by its code in the sheet “{sheet}”.",
          sheet=_sources()),
    )  # fmt: skip
    yield (
        _("History"),
        _("To correct a cell, change it. If something has changed, better add a row with the same code and the day in "
          "“Bekannt seit”: what was known before stays. Leave both columns empty for something new."),
    )  # fmt: skip
    yield (
        _("Not allowed"),
        _("Formulas, merged cells, macros, links to other files, names of persons. The import names each such cell."),
    )
    yield (
        _("When done"),
        _("Save, close the workbook, then: strategiemonitor import FILE --dry-run. Nothing is stored until every "
          "finding is put right and the command runs without --dry-run."),
    )  # fmt: skip


def _sources() -> str:
    return next(sheet_title(table) for table in in_order() if table.name == "source")


def _list_sheets(sheet: Worksheet, package: Package, number: int) -> None:
    for at, title in enumerate((_("Sheet"), _("Rows")), start=1):
        sheet.cell(number, at, title).font = _HEADING
    for number, table in enumerate(in_order(), start=number + 1):  # noqa: B020
        title = sheet_title(table)
        link = sheet.cell(number, 1, title)
        link.font = _LINK
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!A1")
        rows = len(package.tables.get(table.name, ()))
        begin = " · " + _("fill this first") if table.name in FIRST_TABLES else ""
        cell = sheet.cell(number, 2, f"{rows}{begin}")
        cell.alignment = _WRAPPED
