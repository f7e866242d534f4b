"""Comments in a browser without scripts: read, written, taken back, and where else they are told of."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.operations import accounts, comments
from tests.operations.test_comments import MEASURE, say, texts
from tests.working.desk.browser import PUNCTUALITY, Desk, fields, plain
from tests.working.entering import enter, question
from tests.working.people import OPERATOR, SLUG, TODAY, Town, mail

HOME = f"/{SLUG}/kommentare"
PAGE = f"{HOME}/{MEASURE}"
MEASURE_PAGE = f"/{SLUG}/massnahmen/{MEASURE}"


def send(client: FlaskClient, text: str, page: str = PAGE) -> TestResponse:
    """Open the page, type, press the button."""
    return client.post(page, data=fields(client.get(page).text) | {"text": text})


def taking_back(page: str) -> list[str]:
    """The comments that this page offers to take back."""
    return re.findall(r'name="kommentar" type="hidden" value="([^"]*)"', page)


def test_what_a_member_writes_the_others_read_with_role_title_name_and_day(people_town: Town) -> None:
    answer = send(people_town.client("mitglied"), "Der Lieferant hat einen Verzug angekündigt.")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}?fertig=geschrieben")
    for who in ("patin", "leitung", "koordination", "finanzen", "admin", "pate"):
        words = plain(people_town.client(who).get(PAGE).text)
        assert "Mitglied der AG Mobilität (Mitglied)" in words, who
        assert "Der Lieferant hat einen Verzug angekündigt." in words, who
        assert f"{dt.datetime.now(dt.UTC):%m.%Y}" in words, who


@pytest.mark.parametrize(("who", "writes"), [("patin", True), ("mitglied", True), ("leitung", True), ("koordination", True),
                                             ("pate", False), ("finanzen", False), ("admin", False)])  # fmt: skip
def test_the_field_is_there_for_those_who_may_write(people_town: Town, who: str, writes: bool) -> None:
    page = people_town.client(who).get(PAGE).text
    assert ("<textarea" in page) is writes
    assert ("Hier schreiben Patin oder Pate" in page) is not writes


@pytest.mark.parametrize("who", [None, "rat"])
def test_nobody_else_opens_it_or_learns_which_measures_have_comments(people_town: Town, who: str | None) -> None:
    say(people_town, "patin", "Bleibt unter uns")
    client = people_town.client(who)
    for path in (PAGE, HOME, f"{HOME}/9.9"):
        answer = client.get(path)
        assert answer.status_code == (403 if who else 303)
        assert "Bleibt unter uns" not in answer.text
    assert client.post(PAGE, data={"text": "Ich auch"}).status_code == (403 if who else 401)
    assert texts(people_town) == ["Bleibt unter uns"]


def test_an_unknown_measure_has_no_page(people_town: Town) -> None:
    client = people_town.client("koordination")
    assert client.get(f"{HOME}/9.9").status_code == 404
    assert client.post(f"{HOME}/9.9", data={"text": "Nein"}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("   ", "„Kommentar“ fehlt."),
        ("x" * 2001, "„Kommentar“ ist zu lang: höchstens 2000 Zeichen."),
        ("Ver\x07zug", "„Kommentar“ enthält Steuerzeichen. Tippen Sie den Text neu."),
    ],
)
def test_what_cannot_be_taken_stays_in_the_field_with_a_sentence(people_town: Town, typed: str, told: str) -> None:
    answer = send(people_town.client("patin"), typed)
    assert answer.status_code == 422
    assert told in plain(answer.text)
    assert fields(answer.text)["text"] == typed.strip()
    assert texts(people_town) == []


def test_markup_in_a_comment_is_shown_as_it_was_typed(people_town: Town) -> None:
    send(people_town.client("patin"), "<script>alert(1)</script>\r\nZweite Zeile")
    page = people_town.client("leitung").get(PAGE).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\nZweite Zeile" in page


def test_whoever_writes_while_another_does_is_shown_the_new_comment_and_keeps_the_text(people_town: Town) -> None:
    lead = people_town.client("leitung")
    opened = fields(lead.get(PAGE).text)
    send(people_town.client("patin"), "Neun Tage fehlen.")
    answer = lead.post(PAGE, data=opened | {"text": "Bitte klären."})
    assert answer.status_code == 409
    assert fields(answer.text)["text"] == "Bitte klären."
    assert "Neun Tage fehlen." in plain(answer.text)
    assert re.search(r'class="tag">neu<', answer.text)
    assert texts(people_town) == ["Neun Tage fehlen."]
    assert lead.post(PAGE, data=fields(answer.text)).status_code == 303
    assert texts(people_town) == ["Neun Tage fehlen.", "Bitte klären."]


def test_the_form_says_what_its_script_needs_to_keep_a_text_through_an_expired_login(people_town: Town) -> None:
    page = people_town.client("patin").get(PAGE).text
    assert f'data-login="/anmelden?weiter={quote(PAGE, safe="")}"' in page
    assert "working/desk.js" in page
    assert people_town.client().post(PAGE, data={"text": "Zu spät"}).status_code == 401


def test_one_is_offered_to_take_back_ones_own_and_coordination_every_comment(people_town: Town) -> None:
    first, second = say(people_town, "mitglied", "eins"), say(people_town, "patin", "zwei")
    offered = {
        "mitglied": [first.code],
        "patin": [second.code],
        "leitung": [],
        "finanzen": [],
        "koordination": [first.code, second.code],
    }
    for who, codes in offered.items():
        assert taking_back(people_town.client(who).get(PAGE).text) == codes, who
    client = people_town.client("mitglied")
    answer = client.post(f"{PAGE}/zuruecknehmen", data={"kommentar": first.code}, follow_redirects=True)
    assert "Der Kommentar wurde zurückgezogen." in plain(answer.text)
    assert texts(people_town) == ["zwei"]
    assert client.post(f"{PAGE}/zuruecknehmen", data={"kommentar": first.code}).status_code == 409


def test_the_page_of_the_strategy_lists_the_newest_first_and_where_one_writes(people_town: Town) -> None:
    for who, text, measure in (("patin", "zuerst", MEASURE), ("koordination", "danach", "1.3")):
        say(people_town, who, text, measure)
    client = people_town.client("mitglied")
    words = plain(client.get(HOME).text)
    assert words.index("danach") < words.index("zuerst")
    offered = re.findall(rf'href="{HOME}/([^"#]+)"', client.get(HOME).text)
    assert offered == ["2.1", "2.2", "2.3", "2.4", "2.5"]
    assert f'href="/{SLUG}/massnahmen"' in people_town.client("koordination").get(HOME).text
    assert "Zu einer Maßnahme schreiben" not in people_town.client("finanzen").get(HOME).text


def test_a_strategy_without_comments_says_so(people_town: Town) -> None:
    assert "Noch kein Kommentar." in plain(people_town.client("patin").get(HOME).text)
    assert "Noch kein Kommentar." in plain(people_town.client("patin").get(PAGE).text)


def test_a_member_finds_the_comments_from_the_page_after_the_login(people_town: Town) -> None:
    client = people_town.client("mitglied")
    assert f'href="{HOME}"' in client.get("/meine-eintraege").text
    assert f'href="{PAGE}"' in client.get(HOME).text
    assert f'href="{HOME}"' not in people_town.client("finanzen").get("/meine-eintraege").text


def test_the_internal_page_of_a_measure_leads_there_and_holds_none_of_it(people_town: Town) -> None:
    say(people_town, "mitglied", "Steht nur dort")
    inside = people_town.client("mitglied").get(MEASURE_PAGE).text
    assert f'href="{PAGE}"' in inside
    assert "Steht nur dort" not in inside
    for outside in (people_town.client(), people_town.client("rat")):
        assert "kommentare" not in outside.get(MEASURE_PAGE).text.casefold()


def test_a_row_of_the_approvals_tells_how_many_comments_its_measure_has(people_town: Town) -> None:
    enter(people_town, "patin", question(people_town))
    page = people_town.client("leitung").get(f"/{SLUG}/freigaben").text
    assert re.search(rf'<a href="{PAGE}">Kommentar schreiben', page)
    for text in ("eins", "zwei"):
        say(people_town, "mitglied", text)
    page = people_town.client("leitung").get(f"/{SLUG}/freigaben").text
    assert re.search(rf'<a href="{PAGE}">2 Kommentare', page)
    assert "zwei" not in plain(page).split("2 Kommentare")[1][:40]


def test_a_question_at_the_desk_tells_of_comments_and_the_newest_if_it_is_short(people_town: Town) -> None:
    desk = Desk.of(people_town, "patin")
    assert HOME + "/" not in desk.open(PUNCTUALITY).page.text
    say(people_town, "mitglied", "Warum halb\nso viel?")
    words = desk.open(PUNCTUALITY).words
    assert "1 Kommentar" in words
    assert "zuletzt Mitglied der AG Mobilität (Mitglied)" in words
    assert "„Warum halb so viel?“" in words
    say(people_town, "leitung", "Lang " * 100)
    words = desk.open(PUNCTUALITY).words
    assert "2 Kommentare" in words
    assert "Lang Lang" not in words


def test_the_history_of_a_measure_leads_there_and_tells_what_was_written_and_taken_back(people_town: Town) -> None:
    made = say(people_town, "mitglied", "Ein Versehen")
    comments.take_back(people_town.engine, people_town.actor("koordination"), SLUG, made.code)
    for path in (f"/{SLUG}/verlauf/{MEASURE}", f"/{SLUG}/verlauf"):
        words = plain(people_town.client("patin").get(path).text)
        assert "Kommentar jetzt Ein Versehen" in words, path
        assert "Kommentare zu Maßnahmen" in words, path
        assert "beendet" in words, path
    assert f'href="{PAGE}"' in people_town.client("patin").get(f"/{SLUG}/verlauf/{MEASURE}").text


def test_the_name_of_a_closed_account_goes_and_the_title_of_its_role_stays(people_town: Town) -> None:
    say(people_town, "mitglied", "Was ich noch sagen wollte")
    engine, year = people_town.engine, dt.timedelta(accounts.NAME_KEPT)
    accounts.close_account(engine, OPERATOR, accounts.account_of(engine, mail("mitglied")))
    assert "Mitglied der AG Mobilität (Mitglied)" in plain(people_town.client("patin").get(PAGE).text)
    assert accounts.forget_closed(engine, TODAY + year) == 1
    words = plain(people_town.client("patin").get(PAGE).text)
    assert "Mitglied der AG Mobilität (früheres Konto)" in words
    assert "(Mitglied)" not in words
