"""What spreadsheets make of a CSV file is recognised, taken and told (X48)."""

from __future__ import annotations

import datetime as dt
import os
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.exchange import intake
from dashboard.exchange.reader import read_package
from tests.exchange.folders import ROWS, SLUG, csv_of, findings, known, make, where

#: A row that names the strategy.
ON_THE_STRATEGY = {
    "milestone": [*ROWS["milestone"], ROWS["milestone"][1] | {"code": "T3", "object_kind": "strategy", "object": SLUG}]
}


def rewritten(folder: Path, table: str, raw: bytes) -> Path:
    (folder / f"{table}.csv").write_bytes(raw)
    return folder


def goals(delimiter: str = ",") -> str:
    return csv_of("goal", [known("goal", row) for row in ROWS["goal"]], delimiter)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (goals(";").encode(), "Semikolons"),
        (goals("\t").encode(), "Tabulatoren"),
        (goals().encode("utf-8-sig"), "BOM"),
        (goals(";").encode("cp1252"), "Windows-1252"),
        (goals("\t").encode("utf-16"), "UTF-16"),
        (goals().replace("\n", "\r\n").encode(), "Windows"),
    ],
)
def test_the_dialects_of_spreadsheets_are_taken_with_a_note(tmp_path: Path, raw: bytes, told: str) -> None:
    package = read_package(rewritten(make(tmp_path), "goal", raw))
    assert package.tables["goal"][0]["title"] == "Bürgernähe"
    assert [note.file for note in package.notes if told in note.reason] == ["goal.csv"]


def test_a_line_break_inside_quotation_marks_belongs_to_the_text_and_rows_are_counted_as_a_spreadsheet_does(
    tmp_path: Path,
) -> None:
    text = 'code,title,kind,position,source\r\nZ1,"zwei\r\nZeilen",goal,1,plan\r\nZ2,gut,gaol,2,plan\r\n'
    folder = rewritten(make(tmp_path), "goal", text.encode())
    assert where(findings(folder)) == [("goal.csv", 3, "kind")]
    rewritten(folder, "goal", text.replace("gaol", "goal").encode())
    assert read_package(folder).tables["goal"][0]["title"] == "zwei\nZeilen"


def test_columns_in_another_order_are_found_by_their_names(tmp_path: Path) -> None:
    text = "Position,source,title,KIND,code\n1,plan,Bürgernähe,goal,Z1\n"
    package = read_package(rewritten(make(tmp_path), "goal", text.encode()))
    assert package.tables["goal"][0]["position"] == 1
    assert {note.row for note in package.notes} == {1}


def test_unknown_missing_and_doubled_columns_are_all_named_at_once(tmp_path: Path) -> None:
    text = "code,titel,kind,kind,source,Farbe\nZ1,Bürgernähe,goal,goal,plan,rot\n"
    found = findings(rewritten(make(tmp_path), "goal", text.encode()))
    named = {finding.column: finding for finding in found if finding.row == 1}
    assert set(named) == {"titel", "title", "kind", "position", "Farbe"}
    assert "title" in named["titel"].remedy


def test_blank_rows_are_passed_over_and_still_counted(tmp_path: Path) -> None:
    text = "code,title,kind,position,source\n,,,,\nZ1,Bürgernähe,goal,1,plan\n\nZ2,x,gaol,2,plan\n"
    folder = rewritten(make(tmp_path), "goal", text.encode())
    assert where(findings(folder)) == [("goal.csv", 5, "kind")]


def test_every_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    text = "code,title,kind,position,source\nZ1,Nähe, Offenheit,goal,1,plan\nZ2,x,goal,2,plan\nZ3,a,b,goal,3,plan\n"
    found = findings(rewritten(make(tmp_path), "goal", text.encode()))
    assert [(finding.file, finding.row) for finding in found if finding.row] == [("goal.csv", 2), ("goal.csv", 4)]


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b'code,title\nZ1,"offen\n', b"\x00\x01\x02", b"\x81\x8d\x8f", b"PK\x03\x04\x00"]
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(tmp_path: Path, raw: bytes) -> None:
    found = findings(rewritten(make(tmp_path), "goal", raw))
    assert found[0].file == "goal.csv"
    assert all(finding.reason for finding in found)


@pytest.mark.parametrize("letter", ["ü", "–", "„", "€"])
def test_a_file_in_two_encodings_is_refused_at_the_row_of_the_first_odd_letter(tmp_path: Path, letter: str) -> None:
    rows = f"code,title,kind,position,source\nZ1,{letter}ber,goal,1,plan\nZ2,".encode() + b"B\xfcrger,goal,2,plan\n"
    (found,) = findings(rewritten(make(tmp_path), "goal", rows))
    assert (found.file, found.row) == ("goal.csv", 3)
    assert "Windows-1252" in found.reason


def test_letters_of_windows_that_look_like_another_alphabet_are_no_second_encoding(tmp_path: Path) -> None:
    text = "code;title;kind;position;source\nZ1;„Spaß“ und »Ä“;goal;1;plan\n"
    package = read_package(rewritten(make(tmp_path), "goal", text.encode("cp1252")))
    assert package.tables["goal"][0]["title"] == "„Spaß“ und »Ä“"


@pytest.mark.parametrize("kind", ["folder", "broken link", "pipe", "link in a circle"])
def test_what_stands_under_the_name_of_a_table_and_is_no_file_is_refused_and_no_row_ends(
    tmp_path: Path, kind: str
) -> None:
    folder = make(tmp_path)
    place = folder / "posting.csv"
    place.unlink()
    if kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("fehlt" if kind == "broken link" else place.name)
    assert where(findings(folder)) == [("posting.csv", None, None)]


def test_a_file_that_may_not_be_read_is_named_with_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.stem in ("goal", "posting"):
            raise PermissionError(path)
        return really(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert where(findings(make(tmp_path))) == [("goal.csv", None, None), ("posting.csv", None, None)]


def test_a_file_or_a_table_beyond_the_limits_is_refused_with_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make(tmp_path)
    monkeypatch.setattr(intake, "MAX_ROWS", 1)
    assert "measure.csv" in {finding.file for finding in findings(folder) if "1" in finding.reason}
    monkeypatch.setattr(intake, "MAX_BYTES", 10)
    assert {finding.file for finding in findings(folder) if "MB" in finding.reason} == {
        path.name for path in folder.glob("*.csv")
    }


def test_a_table_under_another_name_is_named_with_the_name_that_is_meant(tmp_path: Path) -> None:
    folder = make(tmp_path)
    (folder / "measure.csv").rename(folder / "measures.csv")
    found = {finding.file: finding for finding in findings(folder)}
    assert "measure.csv" in found["measures.csv"].remedy


def test_other_files_of_a_folder_are_left_unread_and_named(tmp_path: Path) -> None:
    folder = make(tmp_path)
    (folder / "Notizen.md").write_text("Hinweise", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\x00")
    assert [note.file for note in read_package(folder).notes] == ["Notizen.md"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert where(findings(tmp_path / "fehlt")) == [(str(tmp_path / "fehlt"), None, None)]


def test_a_folder_without_its_strategy_is_refused(tmp_path: Path) -> None:
    assert ("strategy.csv", None, None) in where(findings(make(tmp_path, strategy=[])))


def test_the_folder_is_named_as_the_strategy_and_holds_one(tmp_path: Path) -> None:
    assert where(findings(make(tmp_path, slug="andere", **ON_THE_STRATEGY))) == [("strategy.csv", 2, "slug")]
    two = [ROWS["strategy"][0], ROWS["strategy"][0] | {"slug": "zweite"}]
    assert ("strategy.csv", 3, "slug") in where(findings(make(tmp_path / "two", strategy=two)))


def test_numbers_of_a_file_with_commas_are_exactly_what_they_say(tmp_path: Path) -> None:
    package = read_package(make(tmp_path))
    assert package.tables["posting"][0]["amount"] == 7_500_000
    assert package.tables["grant_version"][0]["quota"] == Decimal("0.65")
    assert package.tables["baseline"][0]["date"] == dt.date(2024, 3, 31)
    assert package.slug == SLUG
