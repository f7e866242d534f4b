"""From a CSV file to columns of text: encoding, delimiter, header, rows. What the cells mean is read later.

A file is canonical when it is UTF-8 with commas; then numbers with a point are exactly what they say. Everything else
that spreadsheets write (semicolons, tabs, BOM, Windows-1252, UTF-16, CRLF) is recognised and told as a note.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from dashboard.codebook import Table
from dashboard.exchange.findings import Notebook
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

#: Limits of one file. The largest strategy that is planned for (10,000 measures) stays below both.
MAX_BYTES = 300_000_000
MAX_ROWS = 1_000_000

_DELIMITERS = {",": _l("commas"), ";": _l("semicolons"), "\t": _l("tabs"), "|": _l("vertical bars")}
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 (BOM)"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_WINDOWS = "Windows-1252"
#: Umlauts, ß, dashes, quotation marks and € as UTF-8 writes them; read as Windows-1252 they are "Ã¼" or "â€“".
_UTF_8_LETTER = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x90-\xbf]|\xe2\x82\xac")


@dataclass(frozen=True)
class Sheet:
    """One file as text: `columns` by column name, `rows` the row of each line as a spreadsheet shows it."""

    table: Table
    file: str
    canonical: bool
    rows: tuple[int, ...]
    columns: dict[str, list[str]]


def _decoded(raw: bytes) -> tuple[str, str | None]:
    """The text and, unless it is plain UTF-8, the name of its encoding; UnicodeError when it is no text."""
    for mark, codec, name in _BOMS:
        if raw.startswith(mark):
            return raw.decode(codec), name
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        return raw.decode("cp1252"), _WINDOWS


def _delimiter(text: str, table: Table) -> str:
    """The delimiter under which the first line names most of the table's columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    names = {column.name for column in table.columns}

    def known(mark: str) -> int:
        return sum(cell.strip().casefold() in names for cell in next(csv.reader([first], delimiter=mark), []))

    return max(_DELIMITERS, key=known)


def _ragged(text: str, delimiter: str) -> list[tuple[int, int, int]]:
    """Row, cells it has and cells of the header, for each row that is longer than the header."""
    width, found = 0, []
    for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
        width = width or len(cells)
        if len(cells) > width:
            found.append((row, len(cells), width))
    return found


def _frame(text: str, delimiter: str, file: str, notebook: Notebook) -> pd.DataFrame | None:
    try:
        return pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
        )
    except pd.errors.EmptyDataError:
        notebook.refuse(file, None, None, _("The file is empty."), _("Delete it, or give it its header row."))
    except pd.errors.ParserError:
        rows = _ragged(text, delimiter)
        for row, cells, width in rows:
            notebook.refuse(
                file,
                row,
                None,
                _("The row has {cells} cells, the header has {width}.", cells=cells, width=width),
                _("Put a text that contains the delimiter into quotation marks; write 4321.75 instead of 4321,75.")
                if delimiter == ","
                else _("Put a text that contains the delimiter into quotation marks."),
            )
        if not rows:
            notebook.refuse(
                file, None, None, _("A quotation mark is opened and never closed."), _("Close it, or double it.")
            )
    return None


def _header(cells: list[str], table: Table, file: str, notebook: Notebook) -> dict[str, int] | None:
    """Position of each column by name; None after what is wrong with the header was told."""
    names = [cell.strip() for cell in cells]
    known = [column.name for column in table.columns]
    lowered = [name.casefold() if name.casefold() in known else name for name in names]
    before = len(notebook.findings)
    for name, count in Counter(lowered).items():
        if name and count > 1:
            notebook.refuse(file, 1, name, _("The column stands in the header twice."), _("Delete one of them."))
    for name in dict.fromkeys(lowered):
        if name and name not in known:
            _unknown_column(name, known, file, notebook)
    for column in table.columns:
        if column.required and column.name not in lowered:
            notebook.refuse(file, 1, column.name, _("This column is missing."), _("Add it: {de}.", de=column.de))
    if lowered != names:
        notebook.note(file, 1, None, _("Column names were taken although they are written in capitals."))
    if [name for name in lowered if name in known] != [name for name in known if name in lowered]:
        notebook.note(file, 1, None, _("The columns stand in another order; they were found by their names."))
    return None if len(notebook.findings) > before else {name: at for at, name in enumerate(lowered) if name}


def _unknown_column(name: str, known: list[str], file: str, notebook: Notebook) -> None:
    close = get_close_matches(name.casefold(), known, 1)
    remedy = (
        _("Is “{close}” meant?", close=close[0])
        if close
        else _("Delete the column; columns are: {known}.", known=", ".join(known))
    )
    notebook.refuse(file, 1, name, _("There is no such column."), remedy)


def _tell_dialect(text: str, encoding: str | None, delimiter: str, file: str, notebook: Notebook) -> None:
    unusual = [encoding] if encoding else []
    if delimiter != ",":
        unusual.append(str(_DELIMITERS[delimiter]))
    if "\r" in text:
        unusual.append(_("line ends of Windows"))
    if unusual:
        notebook.note(file, None, None, _("Read with: {what}.", what=", ".join(unusual)))


def _first_row_of_another_encoding(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return raw.count(b"\n", 0, error.start) + 1
    return 1


def _refuse_two_encodings(raw: bytes, file: str, notebook: Notebook) -> None:
    """Pieces of two files put together: to read all of it as either would spoil letters and tell nobody."""
    notebook.refuse(
        file,
        _first_row_of_another_encoding(raw),
        None,
        _("The file is written in two encodings, UTF-8 and Windows-1252; here is the first letter that is no UTF-8."),
        _("Type the letter again, and save the file as CSV (UTF-8)."),
    )


def _text(path: Path, notebook: Notebook) -> tuple[str, str | None] | None:
    size = path.stat().st_size if path.is_file() else 0
    if size > MAX_BYTES:
        notebook.refuse(
            path.name,
            None,
            None,
            _("The file has {size} MB; {limit} MB is the limit.", size=size // 1_000_000, limit=MAX_BYTES // 1_000_000),
            _("Split the strategy, or leave out what is older than needed."),
        )
        return None
    try:
        raw = path.read_bytes() if path.is_file() else None
    except OSError:
        raw = None
    if raw is None:
        notebook.refuse(
            path.name, None, None, _("The file cannot be read."), _("Check that it is there and that you may read it.")
        )
        return None
    try:
        text, encoding = _decoded(raw)
        if encoding == _WINDOWS and _UTF_8_LETTER.search(raw):
            _refuse_two_encodings(raw, path.name, notebook)
            return None
        if "\0" not in text:
            return text, encoding
    except UnicodeError:
        pass
    notebook.refuse(
        path.name, None, None, _("The file is no text file."), _("Save it as CSV (UTF-8) in the spreadsheet.")
    )
    return None


def open_sheet(path: Path, table: Table, notebook: Notebook) -> Sheet | None:
    """The file's columns as text, or None after the reasons went into the notebook."""
    decoded = _text(path, notebook)
    if decoded is None:
        return None
    text, encoding = decoded
    delimiter = _delimiter(text, table)
    _tell_dialect(text, encoding, delimiter, path.name, notebook)
    frame = _frame(text, delimiter, path.name, notebook)
    if frame is None:
        return None
    at = _header(frame.iloc[0].tolist(), table, path.name, notebook)
    if at is None:
        return None
    body = frame.iloc[1:]
    filled = body[(body != "").any(axis=1)]
    if len(filled) > MAX_ROWS:
        notebook.refuse(
            path.name,
            None,
            None,
            _("The table has {rows} rows; {limit} is the limit.", rows=len(filled), limit=MAX_ROWS),
            _("Split the strategy, or leave out what is older than needed."),
        )
        return None
    return Sheet(
        table=table,
        file=path.name,
        canonical=delimiter == "," and encoding in (None, "UTF-8 (BOM)"),
        rows=tuple(int(index) + 1 for index in filled.index),
        columns={name: filled.iloc[:, position].tolist() for name, position in at.items()},
    )
