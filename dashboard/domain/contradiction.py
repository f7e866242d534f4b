"""The shape of a contradiction between stated facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dashboard.domain.values import Ref

#: A row of a table by its key.
RowRef = tuple[str, tuple[str, ...]]


class Contradiction(NamedTuple):
    """Two or more rows that cannot all be right.

    `values` are what the sentence names: cents, days, months, shares. `difference` is in cents (K1, K4), days (K2),
    months (K6), the factor (K5) or the unit of the fact (K7). A `note` is a difference that rounding explains.
    """

    rule: str
    object: Ref | None
    rows: tuple[RowRef, ...]
    values: Mapping[str, Any]
    difference: Any = None
    note: bool = False
