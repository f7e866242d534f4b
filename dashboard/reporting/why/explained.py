"""How one figure of a table comes about: its formula, what goes in, and the rows it adds up.

A table answers for its rows by `Table.why`: the row's index gives the explained figures of that row, each for one
column. What an explanation lists is enough to compute the figure once more: inputs by their symbol, rows by the
names of their columns.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from dashboard.domain.state import StrategyState
from dashboard.domain.values import Origin
from dashboard.reporting.table import Column, Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


class Formula(NamedTuple):
    """`name` is for machines, `words` says it in a sentence, `symbols` writes it down; `rule` holds limits in words."""

    name: str
    words: Any
    symbols: str = ""
    rule: Any = None


class Input(NamedTuple):
    """One value that goes in. `column.name` is its symbol; `day` is the day it is about, `source` where it was stated."""

    column: Column
    value: Any
    day: dt.date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """One figure of a row.

    `column` names the table's column, `inputs` go into the formula by symbol, `parts` are the rows behind the figure
    with their columns named by symbol, `rest` says what does not count and why.
    """

    column: str
    formula: Formula
    inputs: tuple[Input, ...] = ()
    parts: Table | None = None
    rest: Any = None


def source_of(state: StrategyState, origin: Origin) -> str | None:
    """The document with its place, and since when it was known; None where a fact names no document."""
    source = state.source_by_code.get(origin.source or "")
    name = (source.number or source.title) if source else None
    known = _("known since {day}", day=formats.day(origin.known_on)) if origin.known_on else None
    return ", ".join(part for part in (name, origin.section, known) if part) or None
