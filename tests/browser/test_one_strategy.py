"""One strategy, five forms: screen, open data, CSV file, workbook and package say the same, to the cent and the digit."""

from __future__ import annotations

import csv
import io
import json
import urllib.request
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from dashboard.exchange.transfer import export_workbook, import_folder
from dashboard.pages import PAGE_OF
from dashboard.pages.address import Address
from dashboard.pages.render import context_of
from dashboard.reader import Reader
from dashboard.reporting.table import Table
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from tests.browser.conftest import Visitor
from tests.browser.recomputed import Recomputed
from tests.browser.serving import served
from tests.browser.test_same_numbers import DAY, SLUG, number, percent, rows, texts
from tests.site import DATA, TODAY, Site

pytestmark = pytest.mark.browser

#: Pages by their name in the open data.
PAGES = {"progress": "fortschritt", "budget": "mittelabfluss", "monitoring": "monitoring"}


@pytest.fixture
def public(visitor: Visitor, site: Site) -> Iterator[Visitor]:
    """A visitor of the public view: the open data are what the public sees."""
    with served(site.public.server) as visitor.base:
        yield visitor


def fetched(visitor: Visitor, path: str) -> str:
    with urllib.request.urlopen(visitor.base + path, timeout=60) as answer:
        return answer.read().decode("utf-8-sig")


def open_data(visitor: Visitor, name: str) -> dict[str, dict]:
    """The tables of a page of the open data, by name."""
    found = json.loads(fetched(visitor, f"/api/v1/strategies/{SLUG}/{name}"))
    return {table["name"]: table for table in found["tables"]}


def csv_file(visitor: Visitor, page: str, table: str) -> list[dict[str, str]]:
    text = fetched(visitor, f"/{SLUG}/{page}/{table}.csv")
    return list(csv.DictReader(io.StringIO(text.split("\r\n", 1)[1])))


def figures(table: dict, row: dict) -> Iterator[tuple[str, int | float | str]]:
    """The figures of a row of the open data; fractions by their exact form."""
    exact = {column["of"] for column in table["columns"] if column["name"].endswith("_exact")}
    for column in table["columns"]:
        name = column["name"]
        if name == column["of"] and column["type"] in ("integer", "number") and row[name] is not None:
            yield name, row[f"{name}_exact"] if name in exact else row[name]


def agree(unit: str | None, open_: int | float | str, in_file: str) -> bool:
    """Whether a figure of the open data is the one of the file, which has euro and ten decimals."""
    if unit == "EUR cent":
        return Decimal(in_file) * 100 == open_
    value = Fraction(open_) if isinstance(open_, str) else Fraction(str(open_))
    return abs(Fraction(in_file) - value) < Fraction(1, 10**9)


@pytest.mark.parametrize("name", PAGES)
def test_the_open_data_and_the_files_of_a_page_have_the_same_figures(public: Visitor, name: str) -> None:
    compared = 0
    for table in open_data(public, name).values():
        unit = {column["name"]: column["unit"] for column in table["columns"]}
        in_file = csv_file(public, PAGES[name], table["name"])
        assert len(in_file) == len(table["rows"])
        for row, line in zip(table["rows"], in_file, strict=True):
            for column, value in figures(table, row):
                assert agree(unit[column], value, line[column]), (table["name"], column, value, line[column])
                compared += 1
    assert compared > 100


def test_the_screen_shows_the_figures_of_the_open_data(public: Visitor) -> None:
    budget, monitoring = open_data(public, "budget"), open_data(public, "monitoring")
    public.open(f"/{SLUG}/mittelabfluss")
    fields = budget["handlungsfelder"]["rows"]
    shown = rows(public, "#handlungsfelder table.money-rows")
    for line, cells in zip(fields, shown, strict=True):
        amounts = [number(Fraction(line[name], 100_000)) for name in ("planned", "spent", "ordered", "forecast")]
        assert cells[2:6] == amounts
    grants = [row for row in budget["foerderungen"]["rows"] if row["entitlement"]]
    words = " ".join(texts(public, "#foerderungen table td"))
    assert grants
    for row in grants:
        for name in ("approved", "entitlement", "drawn", "drawable"):
            assert f"{number(Decimal(row[name]) / 100, 2)} €" in words
    public.open(f"/{SLUG}/monitoring")
    on_path = {row["code"]: row["path_attainment_exact"] for row in monitoring["kontrollindikatoren"]["rows"]}
    attained = [cells[5] for cells in rows(public, "table.indicators") if len(cells) > 5]
    expected = sorted(percent(Fraction(share)) for share in on_path.values() if share)
    assert sorted(cell.split(" %")[0] + " %" for cell in attained if "%" in cell) == expected


def sheet_sum(path: Path) -> Decimal:
    """All payments of a workbook, added up from its cells."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        lines = list(sheet.iter_rows(values_only=True))
        heads = next((row for row in lines[:3] if "kind" in row and "cost_kind" in row and "amount" in row), None)
        if heads:
            kind, amount, gone = (heads.index(name) for name in ("kind", "amount", "known_until"))
            paid = (row[amount] for row in lines if row[kind] == "Auszahlung" and row[gone] is None)
            return sum((Decimal(str(value)) for value in paid), Decimal(0))
    raise AssertionError("no sheet of postings")


def tables_of(reader: Reader) -> list[Table]:
    return [t for page in PAGES.values() for t in PAGE_OF[page].tables(context_of(reader, Address(SLUG, page)))]


def test_a_workbook_carries_every_figure_of_the_package(site: Site, tmp_path: Path) -> None:
    package = Recomputed(DATA / SLUG, DAY)
    path = tmp_path / "strategie.xlsx"
    export_workbook(site.engine, SLUG, path)
    assert sheet_sum(path) == package.spent()

    engine = create_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    upgrade(engine)
    import_folder(engine, path, TODAY)
    before, after = (
        tables_of(Reader(each, today=lambda: TODAY, audience="internal")) for each in (site.engine, engine)
    )
    assert [(table.name, list(table.rows)) for table in after] == [(table.name, list(table.rows)) for table in before]
    engine.dispose()
