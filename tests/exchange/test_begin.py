"""A new package: nothing made up, everything explained, and refused until a person has filled it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from frictionless import Package as FrictionlessPackage
from openpyxl import load_workbook

from dashboard.codebook import codebook
from dashboard.errors import Finding, PackageError, RefusedError
from dashboard.exchange.begin import begin
from dashboard.exchange.reader import read_package
from dashboard.exchange.workbook.layout import FIRST_TABLES, sheet_title
from tests.exchange.folders import TODAY

SLUG = "neustadt"
FILLED = {
    "title": "Strategie Neustadt", "kind": "smart_city", "owner": "Neustadt", "owner_kind": "municipality",
    "data_as_of": "01.07.2025", "live": "ja", "invented": "ja", "source": "plan",
}  # fmt: skip


def findings(path: Path) -> tuple[Finding, ...]:
    with pytest.raises(PackageError) as refused:
        read_package(path, TODAY)
    return refused.value.findings


def required() -> set[str]:
    return {column.name for column in codebook()["strategy"].columns if column.required} - {"slug"}


def test_a_new_folder_holds_the_tables_to_begin_with_and_nothing_made_up(tmp_path: Path) -> None:
    folder = begin(SLUG, tmp_path)
    assert {path.name for path in folder.iterdir()} == {
        "datapackage.json", "LIESMICH.md", *(f"{name}.csv" for name in FIRST_TABLES)
    }  # fmt: skip
    rows = {name: list(csv.reader((folder / f"{name}.csv").open(encoding="utf-8"))) for name in FIRST_TABLES}
    assert {name: len(found) for name, found in rows.items()} == dict.fromkeys(FIRST_TABLES, 1) | {"strategy": 2}
    assert set(rows["strategy"][1]) == {"", SLUG, "AUSFÜLLEN"}


@pytest.mark.parametrize("name", ["neu.xls", "neu.XLSM", "neu.ods", "neu.csv"])
def test_no_folder_is_made_where_another_spreadsheet_is_meant(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError, match=r"als \.xlsx geschrieben"):
        begin(SLUG, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["", "neu.xlsx"])
def test_each_cell_that_waits_for_a_person_is_named_and_nothing_else(tmp_path: Path, target: str) -> None:
    found = findings(begin(SLUG, tmp_path / target))
    assert len(found) == len(required())
    assert all("noch auszufüllen" in finding.reason and "Ersetzen durch" in finding.remedy for finding in found)


def test_a_filled_folder_is_taken_though_its_other_tables_are_headers_alone(tmp_path: Path) -> None:
    folder = begin(SLUG, tmp_path)
    _fill(folder / "strategy.csv", FILLED)
    with (folder / "source.csv").open("a", encoding="utf-8", newline="") as handle:
        handle.write("plan,Arbeitsstand,,,,,,\n")
    package = read_package(folder, TODAY)
    assert package.tables["strategy"][0]["title"] == "Strategie Neustadt"
    assert not package.tables["measure"]
    assert package.notes == ()


def _fill(path: Path, cells: dict[str, str]) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | cells for row in rows)


def test_a_filled_workbook_is_taken(tmp_path: Path) -> None:
    path = begin(SLUG, tmp_path / "neu.xlsx")
    workbook = load_workbook(path)
    sheet = workbook["Strategie"]
    names = [cell.value for cell in sheet[2]]
    for name, value in FILLED.items():
        sheet.cell(3, names.index(name) + 1).value = value
    workbook[sheet_title(codebook()["source"])].append(["plan", "Arbeitsstand"])
    workbook.save(path)
    assert read_package(path, TODAY).tables["source"][0]["title"] == "Arbeitsstand"


def test_every_table_and_column_is_explained(tmp_path: Path) -> None:
    page = (begin(SLUG, tmp_path) / "LIESMICH.md").read_text(encoding="utf-8")
    for table in codebook().values():
        section = page.partition(f"## `{table.name}.csv` – {table.de}")[2].partition("\n## ")[0]
        for column in table.columns:
            assert f"`{column.name}`" in section
            assert column.de in section


def test_the_description_of_a_new_package_is_valid_and_names_every_file(tmp_path: Path) -> None:
    folder = begin(SLUG, tmp_path)
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["name"] for resource in described["resources"]} == set(FIRST_TABLES)
    assert FrictionlessPackage(str(folder / "datapackage.json")).resource_names == [
        name for name in codebook() if name in FIRST_TABLES
    ]


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    begin(SLUG, tmp_path)
    begin(SLUG, tmp_path / "neu.xlsx")
    for target in (tmp_path, tmp_path / "neu.xlsx"):
        with pytest.raises(RefusedError, match="gibt es schon"):
            begin(SLUG, target)


@pytest.mark.parametrize("slug", ["Neustadt", "neu stadt", "../neu", "", "-neu", "neu/stadt", "x" * 41])
def test_a_slug_that_cannot_stand_in_an_address_is_refused(tmp_path: Path, slug: str) -> None:
    with pytest.raises(RefusedError, match="Adresse"):
        begin(slug, tmp_path)
    assert not list(tmp_path.iterdir())
