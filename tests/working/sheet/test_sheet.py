"""A value sheet goes out, is filled in by somebody without an account, and comes back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exchange.sheet.layout import COLUMNS, FIRST_ROW, PLACES, choices
from dashboard.operations import accounts, entries
from dashboard.operations.entries import Answer
from tests.working.people import OPERATOR, SLUG, Town

HOME, MEASURE = f"/{SLUG}/wertblatt", "2.3"


def download(town: Town, name: str = "leitung", measure: str = MEASURE) -> Workbook:
    answer = town.client(name).get(f"{HOME}/{measure}.xlsx")
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.data))


def rows(workbook: Workbook) -> dict[str, int]:
    """The code of each question with its row."""
    sheet = workbook.worksheets[0]
    return {sheet.cell(row, PLACES["code"]).value: row for row in range(FIRST_ROW, sheet.max_row + 1)}


def packed(workbook: Workbook) -> bytes:
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


def upload(town: Town, name: str, content: bytes):
    return town.client(name).post(
        HOME, data={"datei": (io.BytesIO(content), "../../blatt.xlsx")}, content_type="multipart/form-data"
    )


def submitted(town: Town, name: str, page) -> str:
    """Press the button of the preview."""
    from html import unescape
    from re import search

    field = search(r'<input[^>]*name="zeilen"[^>]*>', page.text)
    assert field
    carried = search(r' value="([^"]*)"', field[0])
    assert carried
    answer = town.client(name).post(
        f"{HOME}/einreichen", data={"zeilen": unescape(carried[1])}, content_type="multipart/form-data"
    )
    assert answer.status_code in (200, 409)
    return answer.text


def filled(town: Town, fill: Callable[[Worksheet, int], None], name: str = "leitung") -> bytes:
    """The sheet with something in the row of its first question."""
    workbook = download(town, name)
    fill(workbook.worksheets[0], FIRST_ROW)
    return packed(workbook)


def put(**texts: object) -> Callable[[Worksheet, int], None]:
    def fill(sheet: Worksheet, row: int) -> None:
        for name, text in texts.items():
            sheet.cell(row, PLACES[name]).value = text  # type: ignore[assignment]

    return fill


def without_sponsor(town: Town) -> None:
    """Nobody sponsors the measure, so its lead enters what the sponsor wrote."""
    for grant in town.actor("patin").grants:
        accounts.end_role(town.engine, OPERATOR, grant.code)


def first(town: Town) -> str:
    return next(iter(rows(download(town))))


def test_only_what_is_to_be_filled_in_is_open_and_every_due_value_has_its_row(people_town: Town) -> None:
    workbook = download(people_town)
    sheet = workbook.worksheets[0]
    due = {one.code for one in people_town.view().due() if one.measure == MEASURE and one.kind == "value"}
    assert set(rows(workbook)) == due
    assert sheet.protection.sheet
    for row in rows(workbook).values():
        for name, (_heading, _width, is_open) in COLUMNS.items():
            assert sheet.cell(row, PLACES[name]).protection.locked is not is_open
    assert len(sheet.data_validations.dataValidation) == 2
    assert sheet.cell(FIRST_ROW, PLACES["unit"]).value
    assert sheet.cell(FIRST_ROW, PLACES["last"]).value


def test_a_filled_sheet_is_shown_first_then_submitted_and_still_needs_a_second_person(people_town: Town) -> None:
    without_sponsor(people_town)
    code = first(people_town)
    content = filled(people_town, put(typed="ca. 88,4", source="Zählung", note="vorläufig, Gerät getauscht"))
    page = upload(people_town, "leitung", content)
    assert page.status_code == 200
    assert entries.entries(people_town.engine, SLUG) == {}, "a preview stores nothing"
    assert "88,4" in page.text
    assert "1 Wert eingereicht." in submitted(people_town, "leitung", page)
    entry = entries.entries(people_town.engine, SLUG)[code]
    assert (entry.state, entry.values["role"], str(entry.values["value"])) == ("submitted", "lead", "88.4")
    assert (entry.values["source"], entry.values["value_precision"]) == ("Zählung", "approx")


def test_a_number_of_the_spreadsheet_is_that_number(people_town: Town) -> None:
    without_sponsor(people_town)
    page = upload(people_town, "leitung", filled(people_town, put(typed=91.25, note="anderer Zähler")))
    assert "91,25" in page.text


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"typed": "1.23", "note": "x"}, "kann mehrere Zahlen meinen"),
        ({"typed": "viel"}, "verstanden"),
        ({"typed": "-"}, "Grund"),
        ({"typed": "7", "reason": next(iter(choices("reason")))}, "entweder einen Wert oder"),
        ({"typed": "99999999"}, "ungewöhnlich"),
        ({"typed": "5", "version": "kaputt"}, "gesperrt"),
        ({"typed": "5", "code": "value:gibt-es-nicht:2025"}, "gibt es nicht"),
    ],
)
def test_what_is_odd_or_not_understood_is_told_by_row_and_nothing_is_submitted(
    people_town: Town, texts: dict[str, str], told: str
) -> None:
    without_sponsor(people_town)
    page = upload(people_town, "leitung", filled(people_town, put(**texts)))
    assert page.status_code == 200
    assert told in page.text
    assert 'name="zeilen"' not in page.text


def test_a_reason_of_the_list_stands_for_a_missing_value(people_town: Town) -> None:
    without_sponsor(people_town)
    word = next(word for word, value in choices("reason").items() if value == "not_collected")
    page = upload(people_town, "leitung", filled(people_town, put(reason=word)))
    submitted(people_town, "leitung", page)
    assert (
        entries.entries(people_town.engine, SLUG)[first_code(people_town)].values["missing_reason"] == "not_collected"
    )


def first_code(town: Town) -> str:
    return next(iter(entries.entries(town.engine, SLUG)))


def test_what_somebody_entered_meanwhile_is_not_written_over(people_town: Town) -> None:
    without_sponsor(people_town)
    code = first(people_town)
    content = filled(people_town, put(typed="88,4", note="Grund"))
    page = upload(people_town, "leitung", content)
    _kind, subject, period = code.split(":")
    other = Answer(kind="value", subject=subject, period=period, missing_reason="not_yet")
    entries.submit(people_town.engine, OPERATOR, SLUG, other, None)
    assert "wartet auf Freigabe" in submitted(people_town, "leitung", page)
    assert entries.entries(people_town.engine, SLUG)[code].values["missing_reason"] == "not_yet"


def test_where_a_sponsor_is_active_the_lead_cannot_submit_the_sheet(people_town: Town) -> None:
    page = upload(people_town, "leitung", filled(people_town, put(typed="88,4", note="Grund")))
    assert 'name="zeilen"' not in page.text
    assert entries.entries(people_town.engine, SLUG) == {}


def test_nobody_downloads_or_uploads_the_sheet_of_others(people_town: Town) -> None:
    assert people_town.client("pate").get(f"{HOME}/{MEASURE}.xlsx").status_code == 403
    assert people_town.client("rat").get(f"{HOME}/{MEASURE}.xlsx").status_code == 403
    assert people_town.client("leitung").get(f"{HOME}/gibt-es-nicht.xlsx").status_code == 404
    assert people_town.client().get(f"{HOME}/{MEASURE}.xlsx").status_code == 303
    content = filled(people_town, put(typed="88,4", note="Grund"))
    assert 'name="zeilen"' not in upload(people_town, "pate", content).text


def formula(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, PLACES["typed"]).value = "=1+1"


def with_part(content: bytes, name: str, text: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    "what", ["formula", "macro", "link", "entity", "bomb", "many", "text", "empty", "old", "other"]
)
def test_what_acts_or_is_too_large_or_no_workbook_is_refused(people_town: Town, what: str) -> None:
    plain = packed(download(people_town))
    other = Workbook()
    other.active["A1"] = "x"
    many = download(people_town)
    many.worksheets[0].cell(5000, 1).value = "x"
    contents = {
        "formula": lambda: filled(people_town, formula),
        "macro": lambda: with_part(plain, "xl/vbaProject.bin", b"x"),
        "link": lambda: with_part(plain, "xl/externalLinks/externalLink1.xml", b"<x/>"),
        "entity": lambda: with_part(plain, "docProps/app.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        "bomb": lambda: with_part(plain, "xl/media/x.xml", b"0" * 30_000_000),
        "many": lambda: packed(many),
        "text": lambda: b"Kennung;Wert\n1;2\n",
        "empty": lambda: b"",
        "old": lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600,
        "other": lambda: packed(other),
    }
    answer = upload(people_town, "leitung", contents[what]())
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert entries.entries(people_town.engine, SLUG) == {}


def test_forged_rows_and_odd_forms_are_refused(people_town: Town) -> None:
    client = people_town.client("leitung")
    way = {"content_type": "multipart/form-data"}
    forged = (
        "",
        "x",
        "{}",
        "[1]",
        '[["1","a","b","c","","","",""]]',
        '[[1,"a","0/0","1","erfunden","","",""]]',
        "[" * 9000,
    )
    for text in forged:
        assert client.post(f"{HOME}/einreichen", data={"zeilen": text}, **way).status_code == 400
    assert client.post(HOME, data={"datei": "kein"}, **way).status_code == 400
    assert client.post(HOME, data={}, **way).status_code == 400
    assert client.post(HOME, data={"datei": (io.BytesIO(b"0" * 6_000_000), "x.xlsx")}, **way).status_code == 413


def test_the_command_writes_the_same_sheet(people_town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.cli import DONE, REFUSED, run

    monkeypatch.setenv("STRATEGIEMONITOR_DATABASE_URL", str(people_town.engine.url))
    monkeypatch.setenv("STRATEGIEMONITOR_TODAY", "2026-01-15")
    assert run(["sheet", SLUG, MEASURE, str(tmp_path / "blatt.xlsx")]) == DONE
    assert rows(load_workbook(tmp_path / "blatt.xlsx")) == rows(download(people_town))
    assert run(["sheet", SLUG, "gibt-es-nicht", str(tmp_path / "x.xlsx")]) == REFUSED
