"""A package folder goes out and comes back the same, and tools that know Frictionless can read it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import Package as FrictionlessPackage
from hypothesis import given
from hypothesis import strategies as st

from dashboard.codebook import codebook
from dashboard.exchange.canonical import cell_text, cell_texts, money_text, number_text, value_of
from dashboard.exchange.package import Package
from dashboard.exchange.reader import read_package
from dashboard.exchange.writer import write_package
from tests.exchange.folders import ROWS, SLUG, changed, findings, known, make


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_written_is_read_back_the_same(tmp_path: Path) -> None:
    package = read_package(make(tmp_path / "typed"))
    write_package(package, tmp_path / SLUG)
    again = read_package(tmp_path / SLUG)
    assert again.tables == package.tables
    assert again.notes == ()


def test_two_exports_of_one_state_have_the_same_bytes(tmp_path: Path) -> None:
    package = read_package(make(tmp_path / "typed"))
    turned = replace(package, tables={name: rows[::-1] for name, rows in reversed(package.tables.items())})
    write_package(package, tmp_path / "one" / SLUG)
    write_package(turned, tmp_path / "two" / SLUG)
    assert contents(tmp_path / "one" / SLUG) == contents(tmp_path / "two" / SLUG)


def test_a_table_that_lost_its_rows_loses_its_file_and_nothing_else_is_touched(tmp_path: Path) -> None:
    folder = make(tmp_path)
    (folder / "LIESMICH.md").write_text("Notizen", encoding="utf-8")
    package = read_package(folder)
    write_package(replace(package, tables=dict(package.tables) | {"posting": ()}), folder)
    assert not (folder / "posting.csv").exists()
    assert (folder / "LIESMICH.md").read_text(encoding="utf-8") == "Notizen"


def test_files_have_unix_line_ends_and_plain_utf_8_on_every_system(tmp_path: Path) -> None:
    package = read_package(make(tmp_path / "typed"))
    write_package(package, tmp_path / SLUG)
    for name, raw in contents(tmp_path / SLUG).items():
        assert b"\r" not in raw, name
        assert not raw.startswith(b"\xef\xbb\xbf"), name
    assert "Bürgerbüro".encode() in (tmp_path / SLUG / "measure.csv").read_bytes()


def test_rows_are_ordered_by_key_with_integers_as_numbers(tmp_path: Path) -> None:
    definitions = [ROWS["definition"][0] | {"version": version} for version in ("10", "9", "1")]
    package = read_package(make(tmp_path, definition=definitions))
    assert [row["version"] for row in package.tables["definition"]] == [1, 9, 10]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49", "-5 Grad", "@rat", "\tEinzug", 'mit "Anführung"', "Komma, Semikolon; Strich|", "zwei\nZeilen",
     "Straße\u00ad", "<b>fett</b>", "NA", "null", "007", "1e5", "true", "k.A.", "-"],
)  # fmt: skip
def test_a_text_stays_the_text_it_is(tmp_path: Path, text: str) -> None:
    package = read_package(make(tmp_path / "typed", **changed("goal", plain_text=text)))
    write_package(package, tmp_path / SLUG)
    assert read_package(tmp_path / SLUG).tables["goal"][0]["plain_text"] == text


def test_frictionless_finds_nothing_wrong_with_a_folder(tmp_path: Path) -> None:
    package = read_package(make(tmp_path / "typed"))
    write_package(package, tmp_path / SLUG)
    report = FrictionlessPackage(str(tmp_path / SLUG / "datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert {task.name for task in report.tasks} == {name for name, rows in package.tables.items() if rows}


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [("milestone", "weight", "0"), ("measure", "field", "H9"), ("measure", "published", "ja"), ("goal", "kind", "Ziel"),
     ("posting", "amount", "12,50"), ("baseline", "date", "31.03.2024"), ("goal", "code", "a b")],
)  # fmt: skip
def test_frictionless_names_a_cell_that_is_not_canonical(tmp_path: Path, table: str, column: str, text: str) -> None:
    package = read_package(make(tmp_path / "typed"))
    write_package(package, tmp_path / SLUG)
    path = tmp_path / SLUG / f"{table}.csv"
    head, first, *rest = path.read_text(encoding="utf-8").split("\n")
    cells = first.split(",")
    cells[head.split(",").index(column)] = text if "," not in text else f'"{text}"'
    path.write_text("\n".join([head, ",".join(cells), *rest]), encoding="utf-8", newline="")
    assert not FrictionlessPackage(str(tmp_path / SLUG / "datapackage.json")).validate().valid


def test_the_description_of_the_folder_names_every_column_in_german_and_english(tmp_path: Path) -> None:
    package = read_package(make(tmp_path / "typed"))
    write_package(package, tmp_path / SLUG)
    described = json.loads((tmp_path / SLUG / "datapackage.json").read_text(encoding="utf-8"))
    assert described["title"] == "Strategie Musterstadt"
    for resource in described["resources"]:
        table = codebook()[resource["name"]]
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in table.columns]
        assert all(
            column.de in field["description"] and column.en in field["description"]
            for column, field in zip(table.columns, fields, strict=True)
        )
        assert resource["schema"]["primaryKey"] == [*table.key, "known_on"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("0.90"), "0.9"), (Decimal("1E+3"), "1000"), (Decimal("-0.0"), "0"), (Decimal("100"), "100"),
     (Decimal("0.0001"), "0.0001"), (Decimal("-1.50"), "-1.5")],
)  # fmt: skip
def test_a_number_has_no_exponent_and_no_trailing_zeros(value: Decimal, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(("cents", "text"), [(18341701, "183417.01"), (-5, "-0.05"), (0, "0.00"), (100, "1.00")])
def test_money_is_euro_with_two_decimals_and_comes_back_to_the_cent(cents: int, text: str) -> None:
    amount = next(column for column in codebook()["posting"].columns if column.name == "amount")
    assert money_text(cents) == cell_text(amount, cents) == text
    assert value_of(amount, text) == cents


@given(st.lists(st.none() | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9)))
def test_a_column_is_written_as_its_cells_are(values: list[Decimal | None]) -> None:
    """Bug it catches: numbers that are equal and written otherwise (0.90 and 0.9), taken for each other."""
    cost_share = next(column for column in codebook()["milestone"].columns if column.name == "cost_share")
    assert list(cell_texts(cost_share, values)) == [cell_text(cost_share, value) for value in values]


def test_a_package_keeps_the_whole_history_of_a_row(tmp_path: Path) -> None:
    first = known("goal", ROWS["goal"][0]) | {"known_until": "2024-06-01"}
    second = first | {"title": "Bürgernah", "known_on": "2024-06-01", "known_until": ""}
    package = read_package(make(tmp_path / "typed", goal=[second, first]))
    write_package(package, tmp_path / SLUG)
    assert [
        (row["title"], row["known_on"], row["known_until"]) for row in read_package(tmp_path / SLUG).tables["goal"]
    ] == [
        ("Bürgernähe", dt.date(2024, 1, 1), dt.date(2024, 6, 1)),
        ("Bürgernah", dt.date(2024, 6, 1), None),
    ]


def test_an_older_version_without_an_end_ends_when_the_next_one_is_known(tmp_path: Path) -> None:
    second = ROWS["goal"][0] | {"title": "Bürgernah", "known_on": "2024-06-01"}
    package = read_package(make(tmp_path, goal=[ROWS["goal"][0], second]))
    assert [row["known_until"] for row in package.tables["goal"]] == [dt.date(2024, 6, 1), None]
    assert [(note.file, note.row, note.column) for note in package.notes] == [("goal.csv", 2, "known_until")]


def test_a_package_made_in_memory_may_leave_tables_out(tmp_path: Path) -> None:
    package = read_package(make(tmp_path / "typed"))
    few = {name: rows for name, rows in package.tables.items() if rows}
    write_package(Package(SLUG, few), tmp_path / SLUG)
    assert findings(tmp_path / SLUG) == []


@pytest.mark.parametrize(
    ("text", "row"),
    [("{", 1), ('{"name": "x",\n', 2), ("", 1), ("[]", None), ("null", None), ('{"resources": 5}', None),
     ('{"resources": [{}]}', None), ("[" * 100_000, None), ("\xff", None)],
)  # fmt: skip
def test_a_broken_description_is_refused_with_what_to_do(tmp_path: Path, text: str, row: int | None) -> None:
    folder = make(tmp_path)
    (folder / "datapackage.json").write_bytes(text.encode("latin-1"))
    [found] = findings(folder)
    assert (found.file, found.row, found.column) == ("datapackage.json", row, None)
    assert "löschen" in found.remedy


def test_a_folder_under_the_name_of_the_description_is_refused(tmp_path: Path) -> None:
    folder = make(tmp_path)
    (folder / "datapackage.json").unlink()
    (folder / "datapackage.json").mkdir()
    assert [found.file for found in findings(folder)] == ["datapackage.json"]


def test_a_missing_description_is_told_and_the_tables_are_taken(tmp_path: Path) -> None:
    folder = make(tmp_path)
    (folder / "datapackage.json").unlink()
    package = read_package(folder)
    assert package.tables["goal"]
    [note] = package.notes
    assert note.file == "datapackage.json"
    assert "fehlt" in note.reason


def test_a_description_of_other_tables_is_told_with_their_names(tmp_path: Path) -> None:
    folder = make(tmp_path, paper=[], consultation=[], plan_version=[], measure_status=[], plan_line=[], baseline=[])
    described = {"resources": [{"name": table} for table in ROWS if table != "goal"]}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8-sig")
    without, gone = read_package(folder).notes
    assert "goal.csv" in without.reason
    assert "paper.csv" in gone.reason
