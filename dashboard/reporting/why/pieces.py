"""The formulas that many figures share: a stated fact, a sum of rows, a count, a share, a difference, a mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, Formula, Input
from dashboard.text.catalog import lazy_gettext as _l

STATED = _l("A document or report states it; nothing is computed.")


def stated(column: Column, value: Any, *, day: dt.date | None = None, source: str | None = None) -> Explained:
    """A fact as its document states it."""
    given = Input(Column("x", column.label, column.kind, column.decimals, column.unit), value, day, source)
    return Explained(column.name, Formula("stated", STATED), (given,))


def of_shown(
    columns: Sequence[Column], rows: Sequence[tuple], why: Callable[[int], Sequence[Explained]]
) -> Callable[[int], Sequence[Explained]]:
    """The explanations of what stands in a row; what the row leaves open has none."""
    place_of = {column.name: place for place, column in enumerate(columns)}
    return lambda row: [found for found in why(row) if rows[row][place_of[found.column]] is not None]


def rows_behind(name: str, title: Any, columns: Sequence[Column], rows: Iterable[tuple]) -> Table:
    """The rows that a figure adds up; the column that counts is called `x`."""
    return Table(name, title, tuple(columns), list(rows))


def summed(column: str, words: Any, rows: Table, rest: Any = None) -> Explained:
    """Σ x over the rows."""
    return Explained(column, Formula("sum", words, "Σ x"), (), rows, rest)


def counted(column: str, words: Any, rows: Table, rest: Any = None) -> Explained:
    """How many rows there are."""
    return Explained(column, Formula("count", words), (), rows, rest)


def averaged(column: str, words: Any, rows: Table, rest: Any = None) -> Explained:
    """Σ x / n over the rows that have an x."""
    return Explained(column, Formula("mean", words, "Σ x / n"), (), rows, rest)


def divided(column: str, words: Any, above: Input, below: Input, rest: Any = None) -> Explained:
    """The first input by the second."""
    symbols = f"{above.column.name} / {below.column.name}"
    return Explained(column, Formula("share", words, symbols), (above, below), None, rest)


def subtracted(column: str, words: Any, first: Input, *others: Input, rest: Any = None) -> Explained:
    """The first input less all others."""
    symbols = " − ".join(given.column.name for given in (first, *others))
    return Explained(column, Formula("difference", words, symbols), (first, *others), None, rest)


def added(column: str, words: Any, *inputs: Input, rest: Any = None) -> Explained:
    """The sum of the inputs."""
    symbols = " + ".join(given.column.name for given in inputs)
    return Explained(column, Formula("addition", words, symbols), inputs, None, rest)
