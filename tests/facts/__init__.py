"""The table of facts: every figure and name that the documents state, and the package cell that holds it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FACTS_PATH = Path(__file__).with_name("facts.csv")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: the document by its own title, the quotation, and package, table, key (parts by "/"), column."""

    document: str
    quote: str
    package: str
    table: str
    key: str
    column: str


def facts() -> Iterator[Fact]:
    """All facts, in the order of the documents."""
    with FACTS_PATH.open(encoding="utf-8", newline="") as handle:
        for line in csv.DictReader(handle):
            yield Fact(**line)
