"""From columns of text to rows of values: every cell read, every finding named, what was typed put where it belongs."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.codebook import Column, Field
from dashboard.exchange.cells import read_cell
from dashboard.exchange.findings import Notebook
from dashboard.exchange.intake import Sheet
from dashboard.exchange.package import Row
from dashboard.exchange.reading import Reading
from dashboard.text.catalog import gettext as _
from dashboard.text.choice_words import words as words_of


@dataclass(frozen=True, slots=True)
class WithUnit:
    """A number that was typed with a unit, which must be the unit of its row."""

    number: int
    row: Row
    column: str
    text: str


@dataclass(frozen=True)
class ReadSheet:
    """The rows of one file, each with the number a spreadsheet shows, and its numbers that carry a unit."""

    rows: list[tuple[int, Row]]
    with_unit: list[WithUnit]


Readings = dict[str, list[Reading]]


def read_sheet(sheet: Sheet, notebook: Notebook) -> ReadSheet:
    """All rows of a file; what cannot be read is None and stands in the notebook."""
    readings: Readings = {}
    for field in sheet.table.fields:
        stated = len(field.columns) == 3
        readings |= {column.name: _column(sheet, column, stated, notebook) for column in field.columns}
        if stated:
            _fill_stated(sheet, field, readings, notebook)
    if sheet.table.name == "indicator_value":
        _fill_missing_reason(sheet, readings)
    names = list(readings)
    values = [[reading.value for reading in column] for column in readings.values()]
    rows = [(number, dict(zip(names, row, strict=True))) for number, *row in zip(sheet.rows, *values, strict=True)]
    with_unit = [
        WithUnit(*rows[at], name, sheet.columns[name][at].strip())
        for name, column in readings.items()
        for at, reading in enumerate(column)
        if reading.unit
    ]
    return ReadSheet(rows, with_unit)


def _column(sheet: Sheet, column: Column, stated: bool, notebook: Notebook) -> list[Reading]:
    """The readings of one column, each distinct text read once."""
    texts = sheet.columns.get(column.name)
    if texts is None:
        return [Reading()] * len(sheet.rows)
    known = {text: read_cell(column, text, sheet.canonical, stated) for text in set(texts)}
    told = {
        text
        for text, reading in known.items()
        if reading.reason or reading.note or (column.required and reading.value is None)
    }
    if told:
        for number, text in zip(sheet.rows, texts, strict=True):
            if text in told:
                _tell(sheet.file, number, column, known[text], notebook)
    return [known[text] for text in texts]


def _tell(file: str, number: int, column: Column, reading: Reading, notebook: Notebook) -> None:
    if reading.reason:
        notebook.refuse(file, number, column.name, reading.reason, reading.remedy)
    elif column.required and reading.value is None:
        notebook.refuse(file, number, column.name, _("This cell may not be empty."), _("Fill it: {de}.", de=column.de))
    elif reading.note:
        notebook.note(file, number, column.name, reading.note)


def _fill_stated(sheet: Sheet, field: Field, readings: Readings, notebook: Notebook) -> None:
    """Precision and words that were typed with a value fill the columns beside it, where these are empty."""
    value, precision, words = (column.name for column in field.columns)
    for at, reading in enumerate(readings[value]):
        if reading.reason:  # told already: what stands beside a value that was refused says nothing of its own
            readings[precision][at] = readings[words][at] = Reading()
            continue
        given = str(readings[precision][at].value or "")
        if reading.precision and given and given != reading.precision:
            said = words_of(sheet.table.name, field.columns[1])
            notebook.refuse(
                sheet.file,
                sheet.rows[at],
                precision,
                _(
                    "“{text}” was typed, which is not “{word}” ({given}).",
                    text=reading.words,
                    word=said[given],
                    given=given,
                ),
                _(
                    "Write “{word}” ({precision}), or leave the cell empty.",
                    word=said[reading.precision],
                    precision=reading.precision,
                ),
            )
        elif reading.precision:
            readings[precision][at] = Reading(reading.precision)
        if reading.words and not readings[words][at].value:
            readings[words][at] = Reading(reading.words)


def _fill_missing_reason(sheet: Sheet, readings: Readings) -> None:
    """X12: who writes "k.A." for a value says that it is missing; the words become the note."""
    for at, reading in enumerate(readings["value"]):
        if reading.missing and not readings["missing_reason"][at].value:
            readings["missing_reason"][at] = Reading("other")
            if not readings["note"][at].value:
                readings["note"][at] = Reading(sheet.columns["value"][at].strip())
