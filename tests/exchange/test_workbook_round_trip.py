"""What goes out as a workbook comes in the same, history included; and what a clerk sees in it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from textwrap import wrap

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from dashboard.codebook import Column, codebook, tables
from dashboard.errors import NotFound, RefusedError
from dashboard.exchange.cells import MAX_CENTS, MAX_DECIMALS, MAX_NUMBER, read_cell
from dashboard.exchange.reader import read_package
from dashboard.exchange.transfer import export_folder, export_workbook, import_folder
from dashboard.exchange.workbook import container
from dashboard.exchange.workbook.layout import FIRST_TABLES, LONGEST_TITLE, guide_title, lists_title, sheet_title
from dashboard.exchange.workbook.native import text_of
from dashboard.exchange.workbook.values import put
from dashboard.exchange.workbook.write import write_workbook
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from dashboard.text.choice_words import words
from tests.exchange.folders import SLUG, TODAY, make
from tests.exchange.test_transfer import FOLDERS, files, today_of
from tests.exchange.workbooks import at, taken, written


def sqlite(path: Path) -> sa.Engine:
    engine = create_engine(f"sqlite:///{path.as_posix()}")
    upgrade(engine)
    return engine


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_folder_database_workbook_another_database_folder_are_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    first, second = sqlite(tmp_path / "first.db"), sqlite(tmp_path / "second.db")
    book, out = tmp_path / "mappe.xlsx", tmp_path / "out" / folder.name
    import_folder(first, folder, today_of(folder))
    export_workbook(first, folder.name, book)
    import_folder(second, book, today_of(folder))
    export_folder(second, folder.name, out)
    assert files(out) == files(folder)
    assert import_folder(first, book, today_of(folder) + dt.timedelta(30)).is_empty


def test_texts_that_look_like_something_else_come_back_as_they_are(tmp_path: Path) -> None:
    texts = ["=1+1", "+49", "-5", "@alle", "#N/A", "#NV", "TRUE", "1.23", "3/4", "007", "2024-05-31", "_x0041_ ",
             "zwei\nZeilen", "ja", "'Zitat", "läuft & <endet>"]  # fmt: skip
    goals = [
        {"code": f"Z{n}", "kind": "goal", "title": text, "position": str(n)} for n, text in enumerate(texts, start=1)
    ]
    book = written(tmp_path, goal=[*goals, {"code": "007", "kind": "goal", "title": "Null", "position": "99"}], link=[])
    found = {row["code"]: row["title"] for row in taken(book).tables["goal"]}
    assert found == {f"Z{n}": text.strip() for n, text in enumerate(texts, start=1)} | {"007": "Null"}
    assert all(cell.data_type == "s" for cell in load_workbook(book)[title_of("goal")]["C"])


def title_of(table: str) -> str:
    return sheet_title(codebook()[table])


NUMBERS = st.decimals(-MAX_NUMBER + 1, MAX_NUMBER - 1, places=MAX_DECIMALS)
CELLS = st.one_of(
    st.tuples(st.just("money"), st.integers(-MAX_CENTS + 1, MAX_CENTS - 1)),
    st.tuples(st.just("number"), NUMBERS),
    st.tuples(st.just("integer"), st.integers(-(2**31) + 1, 2**31 - 1)),
    st.tuples(st.just("day"), st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))),
    st.tuples(st.just("flag"), st.booleans()),
)


@settings(max_examples=400, deadline=None)
@given(CELLS)
def test_every_value_of_a_cell_comes_back_to_the_last_digit(pair: tuple[str, object]) -> None:
    kind, value = pair
    column = Column("x", kind, False, "x", "x")
    spoken = words("measure", column)
    cell = Workbook().active.cell(3, 1)
    put(cell, column, value, spoken)
    text, note = text_of(column, cell, {word: meant for meant, word in spoken.items()})
    reading = read_cell(column, text, canonical=False)
    assert (reading.value, reading.reason, note) == (value, None, None)
    assert type(reading.value) is type(value) or isinstance(value, Decimal)


def test_every_choice_has_a_word_of_its_own_that_leads_back_to_it() -> None:
    for table in tables():
        for column in table.columns:
            spoken = words(table.name, column)
            folded = {word.casefold() for word in spoken.values()}
            assert len(folded) == len(spoken)
            assert set(spoken) == set(column.values) or column.type == "flag"
            assert not [value for value, word in spoken.items() if word.casefold() in set(spoken) - {value}]


def test_the_titles_of_sheets_differ_and_fit() -> None:
    titles = [sheet_title(table) for table in tables()] + [guide_title(), lists_title()]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert max(map(len, titles)) <= LONGEST_TITLE


def test_a_workbook_explains_itself(tmp_path: Path) -> None:
    workbook = load_workbook(written(tmp_path))
    assert workbook.sheetnames[0] == "Lesen Sie mich"
    assert workbook.sheetnames[1 : 1 + len(FIRST_TABLES)] == [title_of(name) for name in FIRST_TABLES]
    sheet = workbook["Maßnahmen"]
    assert sheet["B1"].value == "Titel *"
    assert sheet["B2"].value == "title"
    assert sheet.freeze_panes == "B3"
    assert "Höchstens 120 Zeichen." in sheet["B1"].comment.text
    notes = [cell for cell in workbook["Meilensteine"][1] if cell.value == "Anmerkung"]
    assert ["nichts Internes" in cell.comment.text for cell in notes] == [True]
    guide = " ".join(str(cell.value) for row in workbook["Lesen Sie mich"].iter_rows() for cell in row)
    for word in ("Pflicht", "31.05.2024", "183.417,01", "nicht angegeben", "Quellen", "--dry-run"):
        assert word in guide


def test_choices_flags_and_codes_open_a_list(tmp_path: Path) -> None:
    workbook = load_workbook(written(tmp_path))
    rules = {str(rule.sqref).partition(":")[0]: rule for rule in workbook["Maßnahmen"].data_validations.dataValidation}
    names = [column.name for column in codebook()["measure"].columns]

    def rule(name: str) -> str:
        return rules[workbook["Maßnahmen"].cell(3, names.index(name) + 1).coordinate].formula1

    source = rule("climate").partition("!")[2].replace("$", "")
    assert [cell.value for (cell,) in workbook["Listen"][source]] == ["positiv", "negativ", "keine", "nicht geprüft"]
    flags = rule("pilot").partition("!")[2].replace("$", "")
    assert [cell.value for (cell,) in workbook["Listen"][flags]] == ["ja", "nein"]
    assert "'Handlungsfelder'!$A$3" in rule("field")


def test_money_and_days_are_numbers_a_spreadsheet_can_add(tmp_path: Path) -> None:
    workbook = load_workbook(written(tmp_path))
    assert at(workbook, "posting", "amount").value == 75000
    assert at(workbook, "posting", "date").value == dt.datetime(2024, 6, 30)
    assert at(workbook, "measure", "key_measure").value == "ja"
    assert at(workbook, "measure_status", "status").value == "in Umsetzung"


def test_an_unknown_strategy_leaves_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        export_workbook(sqlite(tmp_path / "leer.db"), "gibt-es-nicht", tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_a_strategy_too_large_for_a_workbook_is_named_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = read_package(make(tmp_path))
    monkeypatch.setattr(container, "MAX_MARKS", 500)
    with pytest.raises(RefusedError, match="als Ordner"):
        write_workbook(package, tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_the_slug_stands_in_the_workbook_and_not_in_its_name(tmp_path: Path) -> None:
    assert taken(written(tmp_path)).slug == SLUG


def test_a_workbook_stores_nothing_in_a_trial(tmp_path: Path) -> None:
    engine = sqlite(tmp_path / "x.db")
    assert import_folder(engine, written(tmp_path), TODAY, dry_run=True).dry_run
    with pytest.raises(NotFound):
        export_workbook(engine, SLUG, tmp_path / "y.xlsx")


def test_every_heading_and_every_sentence_has_the_height_that_it_needs(tmp_path: Path) -> None:
    workbook = load_workbook(written(tmp_path))
    for sheet, number in [(workbook["Strategie"], 1), *((workbook["Lesen Sie mich"], row) for row in range(3, 10))]:
        for cell in sheet[number]:
            width = sheet.column_dimensions[cell.column_letter].width
            lines = len(wrap(str(cell.value), int(width)))
            assert sheet.row_dimensions[number].height >= 15 * lines, cell.coordinate
            assert cell.font.name == workbook["Strategie"]["A3"].font.name


def test_a_sheet_prints_on_pages_that_repeat_what_names_row_and_column(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path))["Maßnahmen"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$2", "$A:$A")
