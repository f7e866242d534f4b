"""Drop-down lists: the words of choices and flags on a sheet of their own, the codes of other tables where they stand."""

from __future__ import annotations

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.codebook import Column, Table, codebook
from dashboard.exchange.workbook.layout import FIRST_ROW, sheet_title
from dashboard.text.catalog import gettext as _
from dashboard.text.choice_words import words

#: Up to this row of another sheet codes are offered.
_LAST_CODE = 5_000


class Lists:
    """The sheet of lists; columns with the same words share one."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._sources: dict[tuple[str, ...], str] = {}

    def validation(self, table: Table, column: Column) -> DataValidation | None:
        """What the cells of the column offer; None where they offer nothing."""
        spoken = tuple(words(table.name, column).values())
        if spoken:
            return _choice(self._source(spoken, column))
        if column.type == "ref" and column.to:
            return _suggestion(_codes(codebook()[column.to]))
        return None

    def _source(self, spoken: tuple[str, ...], column: Column) -> str:
        if spoken not in self._sources:
            at = len(self._sources) + 1
            self._sheet.cell(1, at, column.de if column.type == "choice" else _("yes or no"))
            for row, word in enumerate(spoken, start=2):
                self._sheet.cell(row, at, word)
            letter = get_column_letter(at)
            self._sheet.column_dimensions[letter].width = max(map(len, spoken)) + 4
            sheet = quote_sheetname(self._sheet.title)
            self._sources[spoken] = f"{sheet}!${letter}$2:${letter}${len(spoken) + 1}"
        return self._sources[spoken]


def _choice(source: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = _("Not in the list"), _("Please choose a word of the list, or leave the cell empty.")
    return rule


def _suggestion(source: str) -> DataValidation:
    """Codes may be typed before the row that they name is there; the import looks for the row."""
    return DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)


def _codes(table: Table) -> str:
    """The filled codes of a table's sheet, however many there are by then."""
    letter = get_column_letter([column.name for column in table.columns].index("code") + 1)
    sheet = quote_sheetname(sheet_title(table))
    first, last = f"{sheet}!${letter}${FIRST_ROW}", f"${letter}${_LAST_CODE}"
    return f"OFFSET({first},0,0,MAX(1,COUNTA({first}:{last})),1)"
