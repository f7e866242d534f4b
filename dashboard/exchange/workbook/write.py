"""Write a strategy package as one Excel workbook: a sheet a table, ready to be filled and read back exactly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.custom import IntProperty
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.codebook import Table
from dashboard.errors import RefusedError
from dashboard.exchange.canonical import order
from dashboard.exchange.package import Package, Row
from dashboard.exchange.workbook import container
from dashboard.exchange.workbook.form import add_form, first_sheet_colour
from dashboard.exchange.workbook.guide import fill_guide
from dashboard.exchange.workbook.layout import (
    FIRST_ROW,
    ROWS_PROPERTY,
    guide_title,
    in_order,
    lists_title,
    sheet_title,
)
from dashboard.exchange.workbook.lists import Lists
from dashboard.exchange.workbook.values import put
from dashboard.storage.pause import collector_paused
from dashboard.text.catalog import gettext as _
from dashboard.text.choice_words import words

#: Tags that a cell with a text takes up in the file.
_MARKS_OF_A_CELL = 6


@collector_paused()
def write_workbook(package: Package, path: Path) -> None:
    """Write `package` with its whole history into the file `path`, whose folder is made if it is missing.

    RefusedError when it has more cells than a workbook may have; the folder form has no such limit.
    """
    _refuse_if_too_large(package)
    workbook = Workbook()
    fill_guide(workbook.active, package)
    workbook.active.title = guide_title()
    sheets = {table.name: workbook.create_sheet(sheet_title(table)) for table in in_order()}
    lists = Lists(workbook.create_sheet(lists_title()))
    for table in in_order():
        rows = order(table, package.tables.get(table.name, ()))
        _fill(sheets[table.name], table, rows, lists)
        workbook.custom_doc_props.append(IntProperty(name=f"{ROWS_PROPERTY}{table.name}", value=len(rows)))
    workbook.properties.creator = workbook.properties.lastModifiedBy = "Strategiemonitor"
    workbook.properties.title = package.slug
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)


def _refuse_if_too_large(package: Package) -> None:
    cells = sum(value is not None for rows in package.tables.values() for row in rows for value in row.values())
    if cells * _MARKS_OF_A_CELL > container.MAX_MARKS * 0.9:
        raise RefusedError(
            _("The strategy has {cells} filled cells, too many for a workbook. Export it as a folder.", cells=cells)
        )


def _fill(sheet: Worksheet, table: Table, rows: Sequence[Row], lists: Lists) -> None:
    sheet.sheet_properties.tabColor = first_sheet_colour(table)
    add_form(sheet, table, rows, lists)
    for at, column in enumerate(table.columns, start=1):
        spoken = words(table.name, column)
        for number, row in enumerate(rows, start=FIRST_ROW):
            value = row.get(column.name)
            if value is not None:
                put(sheet.cell(number, at), column, value, spoken)
