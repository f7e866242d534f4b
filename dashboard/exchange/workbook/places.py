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
_QUOTED = re.compile(r"(„[^“]*“)")
_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)*\b")


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
            reason=_in_words(finding.file, finding.reason),
            remedy=_in_words(finding.file, finding.remedy),
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


def _in_words(file: str, sentence: str) -> str:
    """The sentence with the titles of sheets and the headings of this sheet's columns; what was typed stays as it is."""
    table = codebook().get(file.removesuffix(".csv"))
    headings = {column.name: column.de.partition(" (")[0] for column in table.columns} if table else {}

    def named(found: re.Match[str]) -> str:
        heading = headings.get(found[0])
        return f"„{heading}“" if heading else found[0]

    parts = _QUOTED.split(_FILE.sub(_named, sentence))
    return "".join(part if part.startswith("„") else _NAME.sub(named, part) for part in parts)


def _sheet_of(file: str) -> str:
    table = codebook().get(file.removesuffix(".csv"))
    return _("sheet “{title}”", title=sheet_title(table)) if table else file


def _named(found: re.Match[str]) -> str:
    return _sheet_of(found[0])
