"""A table that screen, CSV and HTML read alike: typed columns, raw values, one row a line.

Cell values by kind: text and code str · day date · stated_day StatedDay · money int cents ·
exact_money cents before rounding · share a fraction of 1 ·
ratio and number Fraction or Decimal · quantity Quantity · count and days int · light the name of a light ·
flag yes or no.
None is "not stated".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

#: Kinds whose cells stand right-aligned with tabular figures.
NUMERIC = frozenset(
    {"money", "exact_money", "whole_money", "share", "ratio", "number", "quantity", "count", "days", "points"}
)


class Quantity(NamedTuple):
    """A number with its own decimals; `words` are those of a document that limit it ("rund")."""

    value: Decimal | Fraction
    decimals: int = 0
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the heading in CSV files, `label` the words on screen, `decimals` only counts for kind number.

    `optional`: not every row can have a value here, so a missing one is a dash and not "not stated".
    """

    name: str
    label: Any
    kind: str = "text"
    decimals: int = 0
    unit: Any = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A named table. `title` is a sentence or name, `sums` marks rows (by index) that add the others up.

    `why` answers, for the index of a row, how its figures come about (`dashboard.reporting.why`).
    """

    name: str
    title: Any
    columns: tuple[Column, ...]
    rows: Sequence[tuple]
    sums: frozenset[int] = field(default_factory=frozenset)
    note: Any = None
    why: Callable[[int], Sequence[Any]] | None = None
