"""Sheets, headers and files that were changed, or that are no workbook: named, never half read."""

from __future__ import annotations

import datetime as dt
import tempfile
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from dashboard.errors import NotFound, PackageError
from dashboard.exchange.transfer import import_folder, stored_package
from dashboard.exchange.workbook import container
from tests.exchange.folders import SLUG, TODAY
from tests.exchange.workbooks import Spoil, at, findings, spoiled, taken, title, typed, with_part, written


def on(table: str, act: str) -> Spoil:
    """Something that is done to a sheet in one line: its name, its rows, its columns."""

    def spoil(workbook: Workbook) -> None:
        sheet = workbook[title(table)]
        {
            "removed": lambda: workbook.remove(sheet),
            "renamed": lambda: setattr(sheet, "title", "Maßnahmen 2026"),
            "merged": lambda: sheet.merge_cells("B3:B4"),
            "hidden": lambda: setattr(sheet, "sheet_state", "hidden"),
            "column hidden": lambda: setattr(sheet.column_dimensions["B"], "hidden", True),
            "row hidden": lambda: setattr(sheet.row_dimensions[3], "hidden", True),
            "names deleted": lambda: sheet.delete_rows(2),
            "headings deleted": lambda: sheet.delete_rows(1),
            "header deleted": lambda: sheet.delete_rows(1, 2),
            "line above": lambda: sheet.insert_rows(1),
            "column deleted": lambda: sheet.delete_cols(2),
            "emptied": lambda: sheet.delete_rows(1, sheet.max_row),
        }[act]()

    return spoil


REFUSED = [
    ("a removed sheet", on("measure", "removed"), "Blatt fehlt"),
    ("a renamed sheet", on("measure", "renamed"), "Tabelle dieses Namens"),
    ("merged cells", on("measure", "merged"), "B3:B4"),
    ("a sheet without its header", on("measure", "header deleted"), "keine Kopfzeile"),
    ("a required column deleted", on("measure", "column deleted"), "Spalte fehlt"),
    ("the strategy's sheet emptied", on("strategy", "emptied"), "keine Kopfzeile"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "told"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_sheet_that_was_broken_is_named(tmp_path: Path, spoil: Spoil, told: str) -> None:
    assert [f for f in findings(spoiled(tmp_path, spoil)) if told in f.reason and f.remedy]


def test_a_renamed_sheet_is_asked_about(tmp_path: Path) -> None:
    found = findings(spoiled(tmp_path, on("measure", "renamed")))
    assert any("„Maßnahmen“ gemeint" in f.remedy for f in found)


@pytest.mark.parametrize("act", ["names deleted", "headings deleted", "line above"])
def test_a_header_is_found_by_names_or_by_headings_wherever_it_stands(tmp_path: Path, act: str) -> None:
    changed, same = spoiled(tmp_path / "a", on("measure", act)), written(tmp_path / "b")
    assert taken(changed).tables == taken(same).tables


@pytest.mark.parametrize(
    ("act", "told", "column"),
    [("hidden", "Blatt ist ausgeblendet", None), ("column hidden", "Spalte ist ausgeblendet", "B"),
     ("row hidden", "Zeile ist ausgeblendet", None)],
)  # fmt: skip
def test_what_is_hidden_is_read_and_told(tmp_path: Path, act: str, told: str, column: str | None) -> None:
    package = taken(spoiled(tmp_path, on("measure", act)))
    assert [row["code"] for row in package.tables["measure"]] == ["M1", "M2"]
    assert [(n.file, n.column) for n in package.notes if told in n.reason] == [("Blatt „Maßnahmen“", column)]


def test_columns_in_another_order_are_found(tmp_path: Path) -> None:
    def turned_round(workbook: Workbook) -> None:
        sheet = workbook[title("goal")]
        rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows(max_row=3)]
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value

    assert taken(spoiled(tmp_path / "a", turned_round)).tables == taken(written(tmp_path / "b")).tables


def test_a_heading_typed_in_another_way_is_found(tmp_path: Path) -> None:
    def typed_by_hand(workbook: Workbook) -> None:
        sheet = workbook[title("goal")]
        sheet.delete_rows(2)
        sheet["C1"].value = "  TITEL "
        sheet["A1"].value = "Code"

    assert [row["code"] for row in taken(spoiled(tmp_path, typed_by_hand)).tables["goal"]] == ["Z1"]


def test_a_column_of_ones_own_is_named_with_its_letter_and_never_dropped_in_silence(tmp_path: Path) -> None:
    def with_column(workbook: Workbook, text: str | None = "frei") -> None:
        sheet = workbook[title("goal")]
        sheet["P1"].value, sheet["P3"].value = "Bemerkung", text

    [found] = findings(spoiled(tmp_path / "a", with_column))
    assert (found.file, found.column) == ("Blatt „Ziele, Werte und Grundsätze“", "P (Bemerkung)")
    empty = taken(spoiled(tmp_path / "b", lambda workbook: with_column(workbook, None)))
    assert [note.column for note in empty.notes if "leer" in note.reason] == ["P (Bemerkung)"]


def test_a_column_without_a_heading_is_named(tmp_path: Path) -> None:
    def without(workbook: Workbook) -> None:
        workbook[title("goal")]["P3"].value = "?"

    assert [f.column for f in findings(spoiled(tmp_path, without))] == ["P (ohne Überschrift)"]


def test_a_sheet_of_ones_own_is_named_and_not_read(tmp_path: Path) -> None:
    def with_notes(workbook: Workbook) -> None:
        workbook.create_sheet("Rechnung")["A1"].value = "=1+1"

    assert [note.file for note in taken(spoiled(tmp_path, with_notes)).notes if "gehört" in note.reason] == ["Rechnung"]


def test_sheets_that_had_no_rows_may_be_deleted(tmp_path: Path) -> None:
    package = taken(spoiled(tmp_path, on("in_kind", "removed")))
    assert not package.tables["in_kind"]


def test_a_workbook_made_by_hand_is_told_which_tables_count_as_empty(tmp_path: Path) -> None:
    def without_its_count(workbook: Workbook) -> None:
        workbook.custom_doc_props.props.clear()
        workbook.remove(workbook[title("in_kind")])

    notes = taken(spoiled(tmp_path, without_its_count)).notes
    assert [note.file for note in notes if "gilt als leer" in note.reason] == ["Eigenleistungen"]


def test_two_strategies_in_one_workbook_are_refused(tmp_path: Path) -> None:
    def two(workbook: Workbook) -> None:
        for cell in workbook[title("strategy")][3]:
            workbook[title("strategy")].cell(4, cell.column).value = cell.value
        at(workbook, "strategy", "slug", 4).value = "andere"

    assert any("mehrere Strategien" in f.reason for f in findings(spoiled(tmp_path, two)))


def test_a_formatted_cell_in_the_last_corner_of_a_sheet_costs_nothing(tmp_path: Path) -> None:
    def formatted(workbook: Workbook) -> None:
        workbook[title("goal")].cell(1_048_576, 16_384).number_format = "0.00"

    assert len(taken(spoiled(tmp_path, formatted)).tables["goal"]) == 1


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
PARTS = [
    ("macros", "xl/vbaProject.bin", b"x", "Makros"),
    ("links to other files", "xl/externalLinks/externalLink1.xml", b"<externalLink/>", "andere Dateien"),
    ("connections", "xl/connections.xml", b"<connections/>", "von anderswo"),
    ("an embedded document", "xl/embeddings/oleObject1.bin", b"x", "eingebettet"),
    ("XML entities", "xl/worksheets/sheet3.xml", ENTITY, "XML-Entitäten"),
    ("XML that ends too soon", "xl/worksheets/sheet3.xml", b"<worksheet><sheetData>", "beschädigt"),
    ("no XML where XML is due", "xl/workbook.xml", b"\x00\x01", "beschädigt"),
]


@pytest.mark.parametrize(("part", "content", "told"), [case[1:] for case in PARTS], ids=[case[0] for case in PARTS])
def test_a_workbook_that_acts_or_lies_is_not_opened(tmp_path: Path, part: str, content: bytes, told: str) -> None:
    [found] = findings(with_part(written(tmp_path), part, content))
    assert told in found.reason
    assert found.remedy


FILES = [
    ("an old Excel file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
    ("a CSV file with another name", b"code;title\nZ1;Ziel\n", "keine Excel-Mappe"),
    ("an empty file", b"", "keine Excel-Mappe"),
    ("the beginning of a zip", b"PK\x03\x04" + bytes(20), "keine Excel-Mappe"),
]


@pytest.mark.parametrize(("content", "told"), [case[1:] for case in FILES], ids=[case[0] for case in FILES])
def test_a_file_is_told_by_its_content_and_not_by_its_name(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "Strategie.xlsx"
    path.write_bytes(content)
    [found] = findings(path)
    assert told in found.reason
    assert ".xlsx" in found.remedy


def test_a_zip_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "Strategie.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "keine Excel-Mappe (.xlsx)" in findings(path)[0].reason


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_UNPACKED", 20_000_000)
    bomb = with_part(written(tmp_path), "xl/media/image1.xml", b" " * (container.MAX_UNPACKED + 1))
    assert bomb.stat().st_size < 300_000
    assert "ausgepackt" in findings(bomb)[0].reason


def test_a_sheet_named_without_its_letters_of_german_is_the_same(tmp_path: Path) -> None:
    def renamed(workbook: Workbook) -> None:
        workbook[title("measure")].title = "MASSNAHMEN"

    assert len(taken(spoiled(tmp_path, renamed)).tables["measure"]) == 2


def test_a_sheet_of_countless_cells_is_refused_before_cells_are_made(tmp_path: Path) -> None:
    sheet = b"<worksheet><sheetData>" + b"<row>" + b"<c/>" * container.MAX_MARKS
    assert "zu viele Zellen" in findings(with_part(written(tmp_path), "xl/worksheets/sheet3.xml", sheet))[0].reason


def test_nothing_of_a_workbook_with_a_wrong_cell_is_stored(tmp_path: Path, engine: sa.Engine) -> None:
    with pytest.raises(PackageError):
        import_folder(engine, spoiled(tmp_path, typed("posting", "amount", "=1+1")), TODAY)
    with pytest.raises(NotFound):
        stored_package(engine, SLUG)


def test_what_the_database_keeps_fixed_is_told_with_sheet_and_column(tmp_path: Path, engine: sa.Engine) -> None:
    import_folder(engine, written(tmp_path / "a"), TODAY)
    with pytest.raises(PackageError) as refused:
        import_folder(engine, spoiled(tmp_path / "b", typed("indicator", "unit", "Prozent")), TODAY + dt.timedelta(1))
    assert [f.file for f in refused.value.findings] == ["Blatt „Indikatoren“"]
    assert all(".csv" not in f.reason + f.remedy for f in refused.value.findings)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_workbook_with_any_bytes_changed_is_read_or_refused_with_a_sentence(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "x.xlsx"
        workbook = Workbook()
        workbook.active.title = "Strategie"
        workbook.active.append(["slug", "title"])
        workbook.save(path)
        with zipfile.ZipFile(path) as archive:
            name = data.draw(st.sampled_from(archive.namelist()))
            raw = bytearray(archive.read(name))
        first = data.draw(st.integers(0, max(len(raw) - 1, 0)))
        raw[first : first + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
        with_part(path, name, bytes(raw))
        assert all(finding.file and finding.reason for finding in findings(path))


def test_the_words_of_the_lists_are_no_table(tmp_path: Path) -> None:
    assert "Listen" in load_workbook(written(tmp_path)).sheetnames
    assert not [note for note in taken(written(tmp_path / "b")).notes if note.file == "Listen"]
