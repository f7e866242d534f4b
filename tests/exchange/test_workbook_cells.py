"""What people and Excel do to the cells of a workbook: refused with sheet, row, letter and remedy, or taken as meant."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from dashboard.exchange.workbook.layout import FIRST_ROW
from tests.exchange.workbooks import Spoil, at, findings, spoiled, taken, title, typed

DAY = dt.datetime(2024, 5, 31)
GERMAN_DAY = "dd/mm/yyyy"

REFUSED = [
    ("a formula", typed("posting", "amount", "=1+1"), "F", "Formel", "als Wert einfügen"),
    ("a formula that fetches", typed("goal", "title", '=WEBSERVICE("https://example.org")'), "C", "Formel", "Wert"),
    ("an error", typed("posting", "amount", "#N/A"), "F", "#N/A", "leeren"),
    ("an amount that may mean two things", typed("posting", "amount", "1.23"), "F", "1,23", "Eindeutig"),
    ("a fraction of a cent", typed("posting", "amount", 12.345), "F", "12,345", "Cent"),
    ("an amount in thousands by format alone", typed("posting", "amount", 71, '0 "T€"'), "F", "71", "Format"),
    ("an amount in millions by format alone", typed("posting", "amount", 71000000, "0,,"), "F", "71000000", "Format"),
    ("another currency", typed("posting", "amount", 71, '[$$-409]#,##0.00'), "F", "71", "Format"),
    ("a word for an amount", typed("posting", "amount", "viel"), "F", "viel", "Euro"),
    ("a number for a day", typed("posting", "date", 45443), "D", "45443", "31.05.2024"),
    ("a time for a day", typed("posting", "date", dt.time(14, 30), "hh:mm"), "D", "Uhrzeit", "Text"),
    ("a day that is none", typed("posting", "date", "31.02.2024"), "D", "31.02.2024", "31.05.2024"),
    ("a day of another century", typed("posting", "date", dt.datetime(2924, 5, 31), GERMAN_DAY), "D", "2924", "Jahr"),
    ("a text that became a day", typed("goal", "title", DAY, GERMAN_DAY), "C", "31.05.2024", "Text"),
    ("a code that became a day", typed("goal", "code", DAY, GERMAN_DAY), "A", "31.05.2024", "Text"),
    ("a code that lost its zeros", typed("goal", "code", 7, "000"), "A", "Zahl", "Text"),
    ("a number of a document that lost a zero", typed("paper", "number", 12.1), "B", "Zahl", "Text"),
    ("a truth value for a text", typed("goal", "title", True), "C", "Wahrheitswert", "Text"),
    ("a municipality key without its zero", typed("strategy", "ags", 1234567), "F", "1234567", "acht Ziffern"),
    ("a period that became a day", typed("indicator_value", "period", DAY, "mmm yy"), "B", "31.05.2024", "2024-Q2"),
    ("a choice nobody knows", typed("measure_status", "status", "läuft gut"), "C", "läuft gut", "in Umsetzung"),
    ("a choice with a slip", typed("measure_status", "status", "pausirt"), "C", "pausirt", "„pausiert“"),
    ("half a milestone's weight", typed("milestone", "weight", 1.234), "E", "1,234", "Ziffern"),
    ("a number without end", typed("milestone", "weight", 1e300), "E", "zu groß", "prüfen"),
    ("neither yes nor no", typed("measure", "pilot", "vielleicht"), "G", "vielleicht", ""),
    ("a placeholder", typed("goal", "title", "AUSFÜLLEN"), "C", "auszufüllen", "Titel"),
    ("a percentage for money by format alone", typed("posting", "amount", 0.5, "0%"), "F", "0,5", "Format"),
    ("a percentage for money", typed("posting", "amount", "65 %"), "F", "65 %", "Euro"),
]  # fmt: skip

TAKEN = [
    ("German thousands", "posting", "amount", "1.234,50", "General", 123450),
    ("an amount with its sign", "posting", "amount", "1.834.169,98 €", "General", 183416998),
    ("noise of the binary form", "posting", "amount", 183417.00999999998, "General", 18341701),
    ("an amount with a euro format", "posting", "amount", 12.5, "#,##0.00\\ [$€-407]", 1250),
    ("an accounting format", "posting", "amount", 12.5, '_-* #,##0.00\\ "€"_-', 1250),
    ("a day as text", "posting", "date", "31.05.2024", "@", DAY.date()),
    ("a day as ISO text", "posting", "date", "2024-05-31", "@", DAY.date()),
    ("a percent format on a share", "grant_version", "quota", 0.65, "0%", Decimal("0.65")),
    ("a typed percentage on a share", "grant_version", "quota", "65 %", "@", Decimal("0.65")),
    ("a year alone in a stated day", "measure", "corridor_to", 2025, "General", dt.date(2025, 12, 31)),
    ("a year as period", "indicator_value", "period", 2024, "General", "2024"),
    ("yes in capitals", "measure", "pilot", "JA", "@", True),
    ("a truth value", "measure", "pilot", True, "General", True),
    ("a one for yes", "measure", "pilot", 1, "General", True),
    ("a cross for yes", "measure", "pilot", "x", "@", True),
    ("a choice in other capitals", "measure_status", "status", " in  umsetzung", "@", "running"),
    ("a choice as the folder writes it", "measure_status", "status", "running", "@", "running"),
    ("a number as a title", "goal", "title", 2030, "General", "2030"),
    ("a text that begins with =", "goal", "title", "'=1", "@", "'=1"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "letter", "reason", "remedy"), [case[1:] for case in REFUSED],
                         ids=[case[0] for case in REFUSED])  # fmt: skip
def test_a_cell_that_cannot_be_meant_is_named_with_its_place_and_what_to_do(
    tmp_path: Path, spoil: Any, letter: str, reason: str, remedy: str
) -> None:
    found = [f for f in findings(spoiled(tmp_path, spoil)) if f.row == FIRST_ROW and f.column]
    assert [f.column.partition(" ")[0] for f in found if reason in f.reason] == [letter]
    [named] = [f for f in found if reason in f.reason]
    assert remedy in named.remedy
    assert named.file.startswith("Blatt „")


@pytest.mark.parametrize(("table", "column", "value", "form", "meant"), [case[1:] for case in TAKEN],
                         ids=[case[0] for case in TAKEN])  # fmt: skip
def test_what_leaves_no_doubt_is_taken(
    tmp_path: Path, table: str, column: str, value: Any, form: str, meant: Any
) -> None:
    package = taken(spoiled(tmp_path, typed(table, column, value, form)))
    assert package.tables[table][0][column] == meant


def test_a_rounded_amount_keeps_its_precision_and_its_words(tmp_path: Path) -> None:
    row = taken(spoiled(tmp_path, typed("measure", "follow_up_cost", "rund 71 T€"))).tables["measure"][0]
    assert row["follow_up_cost"] == 7_100_000
    assert (row["follow_up_cost_precision"], row["follow_up_cost_words"]) == ("approx", "rund 71 T€")


def test_a_time_beside_a_day_is_left_out_and_told(tmp_path: Path) -> None:
    package = taken(spoiled(tmp_path, typed("posting", "date", DAY.replace(hour=14), "dd/mm/yyyy hh:mm")))
    assert package.tables["posting"][0]["date"] == DAY.date()
    [note] = [note for note in package.notes if "Uhrzeit" in note.reason]
    assert (note.file, note.row, note.column) == ("Blatt „Zahlungen und Aufträge“", 3, "D (Buchungstag)")


def test_days_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    def counted_from_1904(workbook: Workbook) -> None:
        days = {cell.coordinate: cell.value for cell in workbook[title("posting")]["D"][2:]}
        workbook.epoch = CALENDAR_MAC_1904
        assert all(isinstance(day, dt.datetime) for day in days.values())

    assert taken(spoiled(tmp_path, counted_from_1904)).tables["posting"][0]["date"] == dt.date(2024, 6, 30)


def test_empty_rows_between_and_after_the_data_are_nothing(tmp_path: Path) -> None:
    def with_empty_rows(workbook: Workbook) -> None:
        for row in (40, 400):
            at(workbook, "goal", "title", row).value = "   "
        workbook[title("measure")].insert_rows(FIRST_ROW + 1)

    package = taken(spoiled(tmp_path, with_empty_rows))
    assert [row["code"] for row in package.tables["goal"]] == ["Z1"]
    assert [row["code"] for row in package.tables["measure"]] == ["M1", "M2"]


def test_all_wrong_cells_of_all_sheets_are_named_at_once(tmp_path: Path) -> None:
    def three_times(workbook: Workbook) -> None:
        typed("posting", "amount", "=1+1")(workbook)
        typed("goal", "position", "#REF!")(workbook)
        typed("measure_status", "valid_from", "demnächst")(workbook)

    places = {(f.file, f.row, f.column) for f in findings(spoiled(tmp_path, three_times))}
    assert places == {
        ("Blatt „Zahlungen und Aufträge“", 3, "F (Betrag)"),
        ("Blatt „Ziele, Werte und Grundsätze“", 3, "I (Reihenfolge)"),
        ("Blatt „Stand der Maßnahmen“", 3, "B (Gilt ab)"),
    }


def test_a_rule_of_the_domain_is_told_in_the_words_of_the_workbook(tmp_path: Path) -> None:
    found = findings(spoiled(tmp_path, typed("measure", "field", "H9")))
    assert [(f.file, f.row, f.column) for f in found] == [("Blatt „Maßnahmen“", 3, "D (Handlungsfeld)")]
    assert "Blatt „Handlungsfelder“" in found[0].reason
    assert ".csv" not in found[0].reason + found[0].remedy


def both(*spoils: Spoil) -> Spoil:
    """Somebody does several things to one workbook."""
    return lambda workbook: [spoil(workbook) for spoil in spoils]


def test_columns_and_choices_are_told_by_their_headings_and_words(tmp_path: Path) -> None:
    precision = typed("grant_version", "amount_precision", "genau")
    [wrong] = findings(spoiled(tmp_path, both(typed("grant_version", "amount", "71 T€"), precision)))
    assert wrong.reason == "Eingegeben ist „71 T€“, das ist nicht „genau“ (exact)."
    assert wrong.remedy == "„auf Tausend gerundet“ (keur) schreiben oder die Zelle leer lassen."
    [later] = findings(spoiled(tmp_path / "later", typed("measure", "corridor_to", "31.12.2023")))
    assert later.reason == "„Zeitkorridor bis“ liegt vor „Zeitkorridor von“."


def test_a_refused_amount_is_told_once_and_not_again_by_the_precision_beside_it(tmp_path: Path) -> None:
    precision = typed("grant_version", "amount_precision", "genau")
    [wrong] = findings(spoiled(tmp_path, both(typed("grant_version", "amount", 1.234), precision)))
    assert wrong.column
    assert "Genauigkeit" not in wrong.column
