"""What people type into cells is read as they mean it, or asked about; nothing is guessed (X2, X3, X9–X12, X32)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.exchange.reader import read_package
from tests.exchange.folders import ROWS, changed, csv_of, findings, known, make, only, where


def semicolons(folder: Path, table: str, rows: list[dict[str, str]]) -> Path:
    """The folder with one table as a German spreadsheet saves it."""
    text = csv_of(table, [known(table, row) for row in rows], ";")
    (folder / f"{table}.csv").write_bytes(text.encode("cp1252", "xmlcharrefreplace"))
    return folder


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("71 T€", 7_100_000),
        ("1.834.169,98 €", 183_416_998),
        ("183417.01", 18_341_701),
        ("5.000,-", 500_000),
        ("12,50", 1_250),
        ("1.234", 123_400),
    ],
)
def test_an_amount_is_read_as_a_german_office_writes_it(tmp_path: Path, typed: str, cents: int) -> None:
    rows = [ROWS["posting"][0] | {"amount": typed}]
    package = read_package(semicolons(make(tmp_path), "posting", rows))
    assert only(package, "posting")["amount"] == cents


@pytest.mark.parametrize("typed", ["(5.000,00)", "−5.000", "-5.000,00"])
def test_a_refund_keeps_its_sign(tmp_path: Path, typed: str) -> None:
    cells = {"amount": typed, "reason": "Erstattung"}
    assert only(read_package(make(tmp_path, **changed("posting", **cells))), "posting")["amount"] == -500_000


@pytest.mark.parametrize(
    ("typed", "cents", "precision"),
    [("rund 717 T€", 71_700_000, "approx"), ("71 T€", 7_100_000, "keur"), ("0,7 Mio. €", 70_000_000, "approx")],
)
def test_a_stated_amount_keeps_its_precision_and_its_words(
    tmp_path: Path, typed: str, cents: int, precision: str
) -> None:
    package = read_package(make(tmp_path, **changed("grant_version", amount=typed)))
    row = only(package, "grant_version")
    assert (row["amount"], row["amount_precision"], row["amount_words"]) == (cents, precision, typed)
    assert [(note.file, note.row, note.column) for note in package.notes] == [("grant_version.csv", 2, "amount")]


@pytest.mark.parametrize(("typed", "told"), [("1.2.24", True), ("01.02.99", True), ("1.2.2024", False)])
def test_a_day_of_a_year_in_two_digits_is_told_with_what_it_was_read_as(tmp_path: Path, typed: str, told: bool) -> None:
    package = read_package(make(tmp_path, **changed("consultation", date=typed)))
    day = only(package, "consultation")["date"]
    assert [note.reason for note in package.notes if note.column == "date"] == (
        [f"„{typed}“ wurde als {day.isoformat()} gelesen."] if told else []
    )


def test_a_payment_that_is_only_about_right_is_refused(tmp_path: Path) -> None:
    folder = make(tmp_path, **changed("posting", amount="rund 5 T€"))
    assert where(findings(folder)) == [("posting.csv", 2, "amount")]


def test_an_amount_that_may_mean_two_things_is_asked_about_with_both(tmp_path: Path) -> None:
    rows = [ROWS["posting"][0] | {"amount": "1.23"}]
    (found,) = findings(semicolons(make(tmp_path), "posting", rows))
    assert (found.file, found.row, found.column) == ("posting.csv", 2, "amount")
    assert "1,23\u00a0€" in found.reason
    assert "123,00\u00a0€" in found.reason


@pytest.mark.parametrize("typed", ["1.5", "1,5", "abc", "12 Stück", "rund 12"])
def test_a_weight_that_is_no_whole_number_is_told_to_be_written_in_digits(tmp_path: Path, typed: str) -> None:
    rows = [ROWS["milestone"][0] | {"weight": typed}, ROWS["milestone"][1]]
    for folder in (make(tmp_path / "commas", milestone=rows), semicolons(make(tmp_path / "s"), "milestone", rows)):
        (found,) = findings(folder)
        assert (found.file, found.row, found.column) == ("milestone.csv", 2, "weight")
        assert found.remedy == "Nur Ziffern schreiben, etwa 12."


@pytest.mark.parametrize(
    ("table", "cells", "with_points", "with_commas"),
    [
        ("target", {"target_value": "zweitausend"}, "Nachkommastellen einen Punkt", "Nachkommastellen ein Komma"),
        ("posting", {"amount": "viel"}, "183417.01", "183417,01"),
        ("posting", {"amount": "1.5"}, "1.50 oder 15.00", "1,50\u00a0€ oder 15,00\u00a0€"),
    ],
)
def test_a_remedy_asks_for_what_the_file_can_hold(
    tmp_path: Path, table: str, cells: dict[str, str], with_points: str, with_commas: str
) -> None:
    rows = [ROWS[table][0] | cells]
    (found,) = findings(make(tmp_path / "points", **{table: rows}))
    assert with_points in found.remedy
    (found,) = findings(semicolons(make(tmp_path / "commas"), table, rows))
    assert with_commas in found.remedy


def test_the_same_amount_in_a_file_with_commas_is_exactly_what_it_says(tmp_path: Path) -> None:
    assert only(read_package(make(tmp_path, **changed("posting", amount="1.23"))), "posting")["amount"] == 123


@pytest.mark.parametrize(
    ("typed", "cents", "told"),
    [
        ("12", 1_200, None),
        ("12345.6", 1_234_560, None),
        ("12,50", 1_250, "12.50"),
        ("1.234", 123_400, "1234.00"),
        ("1.834.169,98", 183_416_998, "1834169.98"),
        ("5.000,-", 500_000, "5000.00"),
    ],
)
def test_an_amount_that_is_read_otherwise_than_a_file_with_points_says_it_is_told(
    tmp_path: Path, typed: str, cents: int, told: str | None
) -> None:
    package = read_package(make(tmp_path, **changed("posting", amount=typed)))
    assert only(package, "posting")["amount"] == cents
    notes = [(note.file, note.row, note.column, note.reason) for note in package.notes]
    assert notes == ([("posting.csv", 2, "amount", f"„{typed}“ wurde als {told} gelesen.")] if told else [])


@pytest.mark.parametrize(
    ("table", "column", "typed", "written"),
    [
        ("posting", "amount", "1,234.50", "1234.50"),
        ("posting", "amount", "1,834,169", "1834169.00"),
        ("posting", "amount", "1,234", "1234.00 oder 1.23"),
        ("posting", "amount", "1.5", "1.50 oder 15.00"),
        ("target", "target_value", "1,834.5", "1834.5"),
        ("target", "target_value", "1,834", "1834 oder 1.834"),
        ("target", "target_year", "2,026", "Nur Ziffern"),
    ],
)
def test_commas_between_thousands_and_a_single_decimal_are_never_taken_in_a_file_with_points(
    tmp_path: Path, table: str, column: str, typed: str, written: str
) -> None:
    (found,) = findings(make(tmp_path, **changed(table, **{column: typed})))
    assert (found.file, found.row, found.column) == (f"{table}.csv", 2, column)
    assert written in found.remedy


@pytest.mark.parametrize(("typed", "cents"), [("1.234,5", 123_450), ("12,5", 1_250), ("1234,50", 123_450)])
def test_what_a_german_spreadsheet_saves_is_taken_without_a_word_beside_that_on_its_delimiter(
    tmp_path: Path, typed: str, cents: int
) -> None:
    package = read_package(semicolons(make(tmp_path), "posting", [ROWS["posting"][0] | {"amount": typed}]))
    assert only(package, "posting")["amount"] == cents
    assert where(list(package.notes)) == [("posting.csv", None, None)]


def test_a_total_in_euro_under_rows_in_thousands_is_pointed_out(tmp_path: Path) -> None:
    lines = [row | {"amount": amount} for row, amount in zip(ROWS["plan_line"], ("19 T€", "1 T€", "20 €"), strict=True)]
    package = read_package(make(tmp_path, plan_line=lines))
    (note,) = [note for note in package.notes if "20000" in note.reason]
    assert (note.file, note.row, note.column) == ("plan_line.csv", 4, "amount")


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("Q3 2019", dt.date(2019, 9, 30), "quarter"),
        ("III. Quartal 2019", dt.date(2019, 9, 30), "quarter"),
        ("April/Mai 2021", dt.date(2021, 5, 31), "month"),
        ("Anfang 2021", dt.date(2021, 3, 31), "quarter"),
        ("bis 2025", dt.date(2025, 12, 31), "year"),
        ("Februar 2024", dt.date(2024, 2, 29), "month"),
    ],
)
def test_a_day_stated_in_words_keeps_them_and_counts_as_its_last_day(
    tmp_path: Path, typed: str, day: dt.date, precision: str
) -> None:
    row = read_package(make(tmp_path, **changed("baseline", date=typed))).tables["baseline"][0]
    assert (row["date"], row["date_precision"], row["date_words"]) == (day, precision, typed)


def test_a_german_day_is_that_day_without_any_words(tmp_path: Path) -> None:
    row = read_package(make(tmp_path, **changed("baseline", date="31.03.2024"))).tables["baseline"][0]
    assert (row["date"], row["date_precision"], row["date_words"]) == (dt.date(2024, 3, 31), None, None)


@pytest.mark.parametrize(
    "typed",
    [
        "29.02.2023",
        "2023-02-29",
        "31.04.2024",
        "demnächst",
        "99999",
        "1899-12-31",
        "0024-01-01",
        "0000-05-23",
        "23.05.0019",
    ],
)
def test_a_day_that_does_not_exist_is_refused(tmp_path: Path, typed: str) -> None:
    assert where(findings(make(tmp_path, **changed("posting", date=typed)))) == [("posting.csv", 2, "date")]


def test_the_leap_day_of_a_leap_year_is_a_day(tmp_path: Path) -> None:
    package = read_package(make(tmp_path, **changed("posting", date="2024-02-29")))
    assert only(package, "posting")["date"] == dt.date(2024, 2, 29)


def test_a_posting_needs_a_day_and_not_a_quarter(tmp_path: Path) -> None:
    assert where(findings(make(tmp_path, **changed("posting", date="Q3 2024")))) == [("posting.csv", 2, "date")]


def test_a_typed_precision_may_not_contradict_the_one_that_stands_there(tmp_path: Path) -> None:
    folder = make(tmp_path, **changed("baseline", date="Q3 2019", date_precision="day"))
    assert where(findings(folder)) == [("baseline.csv", 2, "date_precision")]


@pytest.mark.parametrize("typed", ["k.A.", "-", "n. b.", "–", "k. A."])
def test_words_for_no_value_are_missing_with_a_reason_and_never_0(tmp_path: Path, typed: str) -> None:
    package = read_package(make(tmp_path, **changed("indicator_value", value=typed)))
    row = only(package, "indicator_value")
    assert (row["value"], row["missing_reason"], row["note"]) == (None, "other", typed)
    assert where(list(package.notes)) == [("indicator_value.csv", 2, "value")]


def test_words_for_no_value_keep_a_reason_that_was_given(tmp_path: Path) -> None:
    folder = make(tmp_path, **changed("indicator_value", value="k.A.", missing_reason="not_yet", note="Kommt im Mai"))
    row = only(read_package(folder), "indicator_value")
    assert (row["missing_reason"], row["note"]) == ("not_yet", "Kommt im Mai")


def test_words_for_no_value_in_a_required_cell_are_refused(tmp_path: Path) -> None:
    assert where(findings(make(tmp_path, **changed("posting", amount="k.A.")))) == [("posting.csv", 2, "amount")]


def test_a_value_with_a_reason_for_its_absence_is_refused(tmp_path: Path) -> None:
    folder = make(tmp_path, **changed("indicator_value", missing_reason="not_yet"))
    assert where(findings(folder)) == [("indicator_value.csv", 2, "missing_reason")]


def test_more_decimals_than_the_indicator_has_are_asked_about(tmp_path: Path) -> None:
    (found,) = findings(make(tmp_path, **changed("indicator_value", value="1.234")))
    assert (found.file, found.row, found.column) == ("indicator_value.csv", 2, "value")
    assert "1234" in found.remedy


def test_a_german_thousand_in_a_file_with_semicolons_is_a_thousand(tmp_path: Path) -> None:
    rows = [ROWS["indicator_value"][0] | {"value": "1.234"}]
    package = read_package(semicolons(make(tmp_path), "indicator_value", rows))
    assert only(package, "indicator_value")["value"] == Decimal(1234)


@pytest.mark.parametrize(
    ("unit", "typed", "accepted"),
    [
        ("%", "50 %", True),
        ("%", "50 Prozent", True),
        ("%", "5 Prozentpunkte", False),
        ("min", "2 h", False),
        ("h", "2 h", True),
    ],
)
def test_a_value_may_be_typed_with_its_own_unit_only(tmp_path: Path, unit: str, typed: str, accepted: bool) -> None:
    folder = make(tmp_path, **changed("indicator", unit=unit), **changed("indicator_value", value=typed))
    assert where(findings(folder)) == ([] if accepted else [("indicator_value.csv", 2, "value")])


@pytest.mark.parametrize(("typed", "quota"), [("65 %", "0.65"), ("65%", "0.65"), ("0.65", "0.65"), ("0,9", "0.9")])
def test_a_funding_quota_may_be_typed_in_percent(tmp_path: Path, typed: str, quota: str) -> None:
    package = read_package(make(tmp_path, **changed("grant_version", quota=typed)))
    assert only(package, "grant_version")["quota"] == Decimal(quota)


@pytest.mark.parametrize(
    ("typed", "value"), [("ja", True), ("WAHR", True), ("TRUE", True), ("Nein", False), ("FALSCH", False)]
)
def test_yes_and_no_are_read_as_spreadsheets_write_them(tmp_path: Path, typed: str, value: bool) -> None:
    package = read_package(make(tmp_path, **changed("measure", key_measure=typed)))
    assert package.tables["measure"][0]["key_measure"] is value


@pytest.mark.parametrize("typed", ["vielleicht", "2", "jein"])
def test_what_is_neither_yes_nor_no_is_refused(tmp_path: Path, typed: str) -> None:
    assert where(findings(make(tmp_path, **changed("measure", key_measure=typed)))) == [
        ("measure.csv", 2, "key_measure")
    ]
