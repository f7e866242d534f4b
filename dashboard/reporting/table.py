"""A table that screen, CSV and HTML read alike: typed columns, raw values, one row a line.

Cell values by kind: text and code str · day date · stated_day StatedDay · money int cents ·
exact_money cents before rounding · share a fraction of 1 ·
ratio and number Fraction or Decimal · quantity Quantity · count and days int · light the name of a light ·
flag yes or no.
None is "not stated".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

#: Kinds whose cells stand right-aligned with tabular figures.
NUMERIC = frozenset(
    {"money", "exact_money", "whole_money", "share", "ratio", "number", "quantity", "count", "days", "points"}
)

#: The key of the row that adds up rows named by one code.
SUM = ("summe", "")


class Quantity(NamedTuple):
    """A number with its own decimals; `words` are those of a document that limit it ("rund")."""

    value: Decimal | Fraction
    decimals: int = 0
    words: str | None = None


def _safe(part: object) -> str:
    """Letters, digits, point and hyphen as they are, a space as `_`; everything else by its number between tildes."""
    return re.sub(r"[^\w.\- ]|_", lambda found: f"~{ord(found[0]):x}~", str(part)).replace(" ", "_")


def _key(parts: Sequence[object]) -> str:
    """Different parts give different names; none is empty or a step up the path."""
    key = "~~".join(_safe(part) for part in parts if part is not None)
    return key if key.strip(".") else f"~{key}"


class Each(Sequence):
    """What is made of each of some records, whenever it is asked for: of thousands a page shows the first hundreds."""

    def __init__(self, records: Sequence[Any], make: Callable[[Any], Any]) -> None:
        self._records, self._make = records, make

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, at: Any) -> Any:
        found = self._records[at]
        return list(map(self._make, found)) if isinstance(at, slice) else self._make(found)

    def __iter__(self) -> Iterator[Any]:
        return map(self._make, self._records)

    def __eq__(self, other: object) -> bool:
        return list(self) == other

    def __repr__(self) -> str:
        return repr(list(self))


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

    `keys` name each row for good, beside whatever rows and in whatever order: the code of what the row is about, or
    codes. Without `keys` the first cell names its row. Keys are unique within a table.
    `why` answers, for the index of a row, how its figures come about (`dashboard.reporting.why`).
    """

    name: str
    title: Any
    columns: tuple[Column, ...]
    rows: Sequence[tuple]
    sums: frozenset[int] = field(default_factory=frozenset)
    note: Any = None
    keys: Sequence[tuple[object, ...]] = ()
    why: Callable[[int], Sequence[Any]] | None = None

    def key(self, place: int) -> str:
        """The lasting name of a row, in letters that may stand in an address."""
        return _key(self.keys[place] if self.keys else self.rows[place][:1])
