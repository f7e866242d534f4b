"""Whatever stands in a cell or in a file: it is read or refused with a sentence, and never a fault of the program."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.codebook import Column, codebook
from dashboard.exchange.canonical import cell_text
from dashboard.exchange.cells import read_cell
from tests.exchange.folders import findings, make

COLUMNS = [
    (column, len(field.columns) == 3)
    for table in codebook().values()
    for field in table.fields
    for column in field.columns
]
TYPES = {
    "day": dt.date, "integer": int, "number": Decimal, "money": int, "flag": bool,
}  # fmt: skip
#: Pieces of what people and spreadsheets write, in any order.
PIECES = st.lists(
    st.sampled_from(
        ["1", "23", "000", ".", ",", "-", "−", "(", ")", " ", "€", "T€", "Mio.", "rund", "ca.", "%", "Q3", "2019", "Mai",
         "30", "31.", "bis", "H1", "e9", "NaN", "∞", "١", "²", "k.A.", "ja", "=", "#", "\u00a0", "\u202e"]
    ),
    max_size=8,
).map("".join)  # fmt: skip
TEXTS = st.one_of(PIECES, st.text(max_size=120))


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(COLUMNS), TEXTS, st.booleans())
@example(next(pair for pair in COLUMNS if pair[0].type == "number"), "1." + "3" * 98, False)
@example(next(pair for pair in COLUMNS if pair[0].type == "money"), "9" * 5000, True)
@example(next(pair for pair in COLUMNS if pair[0].type == "integer"), "9" * 99, True)
def test_any_text_in_any_column_is_a_value_of_its_type_or_refused_with_a_sentence(
    where: tuple[Column, bool], text: str, canonical: bool
) -> None:
    column, stated = where
    reading = read_cell(column, text, canonical, stated)
    if reading.reason is None:
        assert reading.value is None or type(reading.value) is TYPES.get(column.type, str)
    else:
        assert reading.value is None


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(COLUMNS), TEXTS, st.booleans())
def test_what_was_read_is_written_so_that_it_is_read_the_same_again(
    where: tuple[Column, bool], text: str, canonical: bool
) -> None:
    column, stated = where
    reading = read_cell(column, text, canonical, stated)
    if reading.value is not None:
        again = read_cell(column, cell_text(column, reading.value), True, stated)
        assert again.reason is None
        assert again.value == reading.value


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["goal", "measure", "posting", "strategy", "indicator_value"]),
    st.binary(max_size=300),
    st.text(max_size=200),
)
def test_any_bytes_as_a_file_are_refused_or_read(table: str, raw: bytes, text: str) -> None:
    for content in (raw, text.encode("utf-8", "ignore"), b"code,title,kind,position,source\n" + raw):
        with tempfile.TemporaryDirectory() as place:
            folder = make(Path(place))
            (folder / f"{table}.csv").write_bytes(content)
            assert all(finding.file and finding.reason for finding in findings(folder))
