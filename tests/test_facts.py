"""Every fact of the documents is in its package, and no figure of a package is without its fact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from dashboard.codebook import Column, codebook
from dashboard.exchange.package import Package, Row
from dashboard.exchange.reader import read_package
from dashboard.exchange.writer import write_package
from tests.facts import Fact, facts
from tests.facts.reading import CHOICE_WORDS, days_in, months_in, numbers_in, plain

DATA = Path(__file__).resolve().parent.parent / "data"
FACTS = tuple(facts())
PACKAGES = sorted({fact.package for fact in FACTS})
#: Days that say how a row is kept, not what a document states.
KEPT = {"known_on", "known_until", "valid_from", "data_as_of"}


@cache
def package(slug: str) -> Package:
    return read_package(DATA / slug)


def key_of(table: str, row: Row) -> str:
    return "/".join(str(row[name]) for name in codebook()[table].key)


def row_of(slug: str, table: str, key: str) -> Row:
    (row,) = (row for row in package(slug).tables[table] if key_of(table, row) == key)
    return row


def column_of(table: str, name: str) -> Column:
    return next(column for column in codebook()[table].columns if column.name == name)


def says(fact: Fact, column: Column, row: Row) -> bool:
    """Does the quotation say what stands in the cell?"""
    value, quote = row[column.name], fact.quote
    if column.type == "day":
        precision = row.get(f"{column.name}_precision") or "day"
        return (value, precision) in days_in(quote)
    if column.type == "money":
        return Decimal(value).scaleb(-2) in numbers_in(quote)
    if column.name == "max_months":
        return value in months_in(quote)
    if column.name == "quota":
        return value * 100 in numbers_in(quote)
    if column.type in ("integer", "number"):
        return value in numbers_in(quote)
    if column.type == "choice":
        return plain(CHOICE_WORDS[value]) in plain(quote)
    if column.to:
        value = row_of(fact.package, column.to, value)["title"]
    return plain(quote) in plain(value)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.package}-{fact.table}-{fact.key}-{fact.column}")
def test_a_fact_of_a_document_stands_in_its_package(fact: Fact) -> None:
    row = row_of(fact.package, fact.table, fact.key)
    assert says(fact, column_of(fact.table, fact.column), row), row[fact.column]
    assert fact.document == source_of(fact.package, row) or names(row, fact.document)


def source_of(slug: str, row: Row) -> object:
    return row_of(slug, "source", row["source"])["title"]


def names(row: Row, document: str) -> bool:
    """A row that draws on a second document names it beside its section."""
    return document.split()[0] in f"{row['section']} {row.get('note')}"


def figures(slug: str) -> Iterator[tuple[str, str, str]]:
    """Table, key and column of every amount, number and day that a package states."""
    for name, rows in package(slug).tables.items():
        for column in codebook()[name].columns:
            if name == "source" or column.name in KEPT or column.type not in ("money", "number", "day"):
                continue
            yield from ((name, key_of(name, row), column.name) for row in rows if row[column.name] is not None)


@pytest.mark.parametrize("slug", PACKAGES)
def test_no_package_states_a_figure_that_no_document_states(slug: str) -> None:
    known = {(fact.table, fact.key, fact.column.removesuffix("_words")) for fact in FACTS if fact.package == slug}
    assert set(figures(slug)) <= known


@pytest.mark.parametrize("slug", PACKAGES)
def test_every_goal_field_and_measure_is_named_by_its_document(slug: str) -> None:
    known = {(fact.table, fact.key) for fact in FACTS if fact.package == slug and fact.column == "title"}
    rows = {(name, key_of(name, row)) for name in ("goal", "field", "measure") for row in package(slug).tables[name]}
    assert rows <= known


@pytest.mark.parametrize("slug", PACKAGES)
def test_the_package_folder_is_written_in_its_canonical_form(slug: str, tmp_path: Path) -> None:
    assert not package(slug).notes
    write_package(package(slug), tmp_path / slug)
    written = {path.name: path.read_bytes() for path in (tmp_path / slug).iterdir()}
    assert written == {path.name: path.read_bytes() for path in (DATA / slug).iterdir()}
