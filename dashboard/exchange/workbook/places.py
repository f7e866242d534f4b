"""Where a finding stands in a workbook: the sheet's title, the row, the letter and heading of the column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.codebook import codebook
from dashboard.errors import Finding
from dashboard.exchange.workbook.layout import sheet_title
from dashboard.text.catalog import gettext as _

_FILE = re.compile(r"\b([a-z_]+)\.csv\b")


@dataclass(frozen=True, slots=True)
class Places:
    """The columns of one workbook: their letters by file (`<table>.csv`) and column name."""

    letters: Mapping[tuple[str, str], str]

    def place(self, finding: Finding) -> Finding:
        """The same finding in the words of the workbook; one that speaks of no table stays as it is."""
        return replace(
            finding,
            file=_sheet_of(finding.file),
            column=self._column(finding.file, finding.column),
            reason=_FILE.sub(_named, finding.reason),
            remedy=_FILE.sub(_named, finding.remedy),
        )

    def _column(self, file: str, names: str | None) -> str | None:
        """Letter and heading of each named column: F (Gewicht)."""
        table = codebook().get(file.removesuffix(".csv"))
        if names is None or table is None:
            return names
        headings = {column.name: column.de for column in table.columns}
        return ", ".join(
            f"{self.letters.get((file, name), name)} ({headings[name]})" if name in headings else name
            for name in names.split(", ")
        )


def _sheet_of(file: str) -> str:
    table = codebook().get(file.removesuffix(".csv"))
    return _("sheet “{title}”", title=sheet_title(table)) if table else file


def _named(found: re.Match[str]) -> str:
    return _sheet_of(found[0])
