"""What writer and reader of a workbook agree on: titles of sheets, rows of the header, headings of columns.

Row 1 holds the German headings, row 2 the column names of the codebook, the data begin in row 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.codebook import Column, Table, codebook, tables
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

HEADING_ROW, NAME_ROW, FIRST_ROW = 1, 2, 3
#: What Excel allows for the title of a sheet.
LONGEST_TITLE = 31
#: Followed by the name of a table: the document property that says how many rows it had when the workbook was written.
ROWS_PROPERTY = "strategiemonitor-rows-"

#: What a person fills first; the other sheets follow.
FIRST_TABLES = (
    "strategy", "source", "body", "field", "goal", "measure", "measure_status", "link", "plan_version", "milestone",
    "baseline",
)  # fmt: skip
#: Tables whose title is too long for a sheet.
_SHORT = {"field": _l("Fields of action"), "assignment": _l("Responsibilities")}


def sheet_title(table: Table) -> str:
    """The title of the table's sheet: at most 31 characters, none that Excel forbids."""
    title = str(_SHORT.get(table.name, table.de))
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:LONGEST_TITLE]


def guide_title() -> str:
    """The title of the sheet that explains."""
    return _("Read me first")


def lists_title() -> str:
    """The title of the sheet with the words of the drop-down lists."""
    return _("Lists")


def in_order() -> Iterator[Table]:
    """The tables in the order of the sheets."""
    yield from (codebook()[name] for name in FIRST_TABLES)
    yield from (table for table in tables() if table.name not in FIRST_TABLES)


def heading(column: Column) -> str:
    """The heading of a column; a star marks what may not be empty."""
    return f"{column.de} *" if column.required else column.de


def folded(text: str) -> str:
    """A title or heading without what people change in passing: capitals, spaces, stars."""
    return " ".join(text.replace("*", " ").split()).casefold()
