"""The tables of a package as pandas DataFrames, for a notebook.

>>> from pathlib import Path
>>> from dashboard.exchange import frames, read_package
>>> tables = frames(read_package(Path("data/musterstadt-2030")))
>>> measures, postings = tables["measure"], tables["posting"]
>>> postings = postings[postings.known_until.isna() & (postings.kind == "actual")]
>>> euro = postings.groupby(postings.date.dt.year).amount.sum() / 100
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.codebook import Column, Table, codebook
from dashboard.exchange.package import Package, Row

#: The dtype of each type of the codebook; whatever is not listed is text.
DTYPES: Mapping[str, str] = {
    "day": "datetime64[s]",
    "money": "Int64",
    "integer": "Int64",
    "number": "Float64",
    "flag": "boolean",
}
TEXT = "string"


def frames(package: Package) -> dict[str, pd.DataFrame]:
    """One DataFrame for each table of the codebook, by its name, also for tables without rows.

    Rows: every version of every thing, in canonical order. What holds today has no `known_until`; select it by
    `frame[frame.known_until.isna()]`. Columns: those of the codebook, in its order and with its names. Types: day
    datetime64[s]; money Int64 in whole CENTS, so that sums stay exact (divide by 100 for euro, last); integer Int64;
    number Float64, a binary fraction that is good for statistics and plots (the package itself keeps Decimals); flag
    boolean; codes, choices, periods and texts string. What is not stated is <NA> (a day: NaT), never 0.

    `frame.attrs` says what the table is: `title` in German, and `units`, the unit of each column that has one.
    """
    return {name: _frame(table, package.tables.get(name, ())) for name, table in codebook().items()}


def _frame(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    frame = pd.DataFrame({column.name: _series(column, rows) for column in table.columns})
    frame.attrs = {
        "title": table.de,
        "units": {column.name: "cent" for column in table.columns if column.type == "money"},
    }
    return frame


def _series(column: Column, rows: Sequence[Row]) -> pd.Series:
    values = [row.get(column.name) for row in rows]
    if column.type == "number":
        values = [None if value is None else float(value) for value in values]
    return pd.Series(values, dtype=DTYPES.get(column.type, TEXT))
