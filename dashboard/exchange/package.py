"""A strategy package in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.errors import Finding

#: A row by physical column name: str, datetime.date, int, Decimal, cents (int), bool or None ("not stated").
Row = dict[str, Any]


@dataclass(frozen=True)
class Package:
    """One strategy with its whole history.

    `tables` holds the rows of each table by name, in canonical order (`canonical.order`); `notes` tells what a
    reader accepted although it was written in another way (semicolons, German numbers, "k.A."); `place` says where a
    finding about `<table>.csv` stands in the file that was read, where that is no folder.
    """

    slug: str
    tables: Mapping[str, Sequence[Row]]
    notes: tuple[Finding, ...] = ()
    place: Callable[[Finding], Finding] | None = None
