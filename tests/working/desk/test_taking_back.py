"""Taking an entry back at the desk, in a browser without scripts."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from dashboard.operations import entries
from tests.working.desk.browser import PUNCTUALITY, Desk, address, fields, plain
from tests.working.desk.test_states import close, stored
from tests.working.people import SLUG, Town

BUTTON = "Eintrag zurückziehen"


def waiting(town: Town) -> Desk:
    """The sponsor in front of the question that they have answered already."""
    return Desk.of(town, "patin").open(PUNCTUALITY).submit(wert="91,5", notiz="Dezember").open(PUNCTUALITY)


def take_back(desk: Desk, why: str = "") -> TestResponse:
    """Press the button of the form as it stands on the page."""
    found = re.search(
        r'<form action="([^"]*/zurueckziehen)".*?name="gesehen" type="hidden" value="(\d+)"', desk.page.text, re.S
    )
    assert found, "there is no such form on this page"
    desk.page = desk.client.post(found[1], data={"gesehen": found[2], "warum": why}, follow_redirects=True)
    return desk.page


def test_a_question_without_an_answer_has_nothing_to_take_back(people_town: Town) -> None:
    assert BUTTON not in Desk.of(people_town, "patin").open(PUNCTUALITY).words


def test_what_was_submitted_is_taken_back_and_the_question_is_open_again(people_town: Town) -> None:
    desk = waiting(people_town)
    assert BUTTON in desk.words
    assert take_back(desk, "War der falsche Monat").status_code == 200
    assert stored(people_town, PUNCTUALITY)["state"] == "taken_back"
    assert desk.at == address(PUNCTUALITY)
    assert "Der Eintrag wurde zurückgezogen." in desk.words
    assert "noch 1 von 1" in desk.words
    assert fields(desk.page.text)["wert"] == ""
    assert BUTTON not in desk.words


def test_the_reason_and_what_the_entry_said_stay_in_the_history(people_town: Town) -> None:
    take_back(waiting(people_town), "War der falsche Monat")
    said = entries.versions(people_town.engine, SLUG, PUNCTUALITY)
    assert [one.values["note"] for one in said] == ["Dezember", "Dezember"]
    words = plain(people_town.client("patin").get(f"/{SLUG}/verlauf").text)
    assert "War der falsche Monat" in words


def test_no_reason_is_needed_and_the_same_question_can_be_answered_anew(people_town: Town) -> None:
    desk = waiting(people_town)
    take_back(desk)
    assert desk.submit(wert="91,4").status == 200
    assert (stored(people_town, PUNCTUALITY)["state"], str(stored(people_town, PUNCTUALITY)["value"])) == (
        "submitted",
        "91.4",
    )


def test_a_returned_entry_can_be_taken_back_instead_of_being_changed(people_town: Town) -> None:
    desk = waiting(people_town)
    version = entries.entries(people_town.engine, SLUG)[PUNCTUALITY].version
    entries.send_back(people_town.engine, people_town.actor("leitung"), SLUG, PUNCTUALITY, version, "Bitte prüfen.")
    take_back(desk.open(PUNCTUALITY))
    assert stored(people_town, PUNCTUALITY)["state"] == "taken_back"
    assert "Zurückgegeben. Bitte ändern:" not in desk.words


def test_what_somebody_approved_meanwhile_stays_approved_and_the_page_says_so(people_town: Town) -> None:
    desk = waiting(people_town)
    version = entries.entries(people_town.engine, SLUG)[PUNCTUALITY].version
    stand = people_town.view().default_stand
    entries.approve(people_town.engine, people_town.actor("leitung"), SLUG, PUNCTUALITY, version, stand)
    answer = take_back(desk)
    assert answer.status_code == 409
    assert "Inzwischen hat jemand über diesen Eintrag entschieden." in desk.words
    assert stored(people_town, PUNCTUALITY)["state"] == "approved"
    assert BUTTON not in desk.open(PUNCTUALITY).words


def test_another_answer_that_came_meanwhile_is_not_taken_back_unseen(people_town: Town) -> None:
    desk = waiting(people_town)
    Desk.of(people_town, "patin").open(PUNCTUALITY).submit(wert="91,6")
    assert take_back(desk).status_code == 409
    assert stored(people_town, PUNCTUALITY)["state"] == "submitted"


def test_the_form_of_another_tab_meets_what_was_taken_back_and_can_still_be_submitted(people_town: Town) -> None:
    other = waiting(people_town)
    take_back(Desk.of(people_town, "patin").open(PUNCTUALITY))
    other.submit(wert="91,7")
    assert other.status == 409
    assert "wurde die frühere Angabe zurückgezogen" in other.words
    assert "Zurückgezogen lassen" in other.words
    other.press("einreichen")
    assert str(stored(people_town, PUNCTUALITY)["value"]) == "91.7"
    assert stored(people_town, PUNCTUALITY)["state"] == "submitted"


def test_what_waits_in_a_closed_period_can_still_be_taken_back_below_the_sentence(people_town: Town) -> None:
    desk = waiting(people_town)
    close(people_town, "2025-Q4")
    assert "Gesperrt: 4. Quartal 2025" in desk.open(PUNCTUALITY).words
    assert take_back(desk).status_code == 200
    assert stored(people_town, PUNCTUALITY)["state"] == "taken_back"
    assert "Gesperrt: 4. Quartal 2025" in desk.words


def test_the_form_stands_beside_no_question_about_what_was_typed(people_town: Town) -> None:
    desk = waiting(people_town).submit(wert="1.23")
    assert desk.status == 422
    assert BUTTON not in desk.words


@pytest.mark.parametrize("name", ["pate", "rat", "mitglied", "finanzen"])
def test_nobody_else_takes_it_back(people_town: Town, name: str) -> None:
    waiting(people_town)
    version = entries.entries(people_town.engine, SLUG)[PUNCTUALITY].version
    client = people_town.client(name)
    answer = client.post(f"{address(PUNCTUALITY)}/zurueckziehen", data={"gesehen": str(version)})
    assert answer.status_code == 403
    assert client.post(f"{address(PUNCTUALITY)}/zurueckziehen", data={"gesehen": "1"}).status_code == 403
    assert stored(people_town, PUNCTUALITY)["state"] == "submitted"


def test_the_lead_of_the_field_comes_back_to_the_approvals(people_town: Town) -> None:
    waiting(people_town)
    version = entries.entries(people_town.engine, SLUG)[PUNCTUALITY].version
    answer = people_town.client("leitung").post(
        f"{address(PUNCTUALITY)}/zurueckziehen", data={"gesehen": str(version)}, follow_redirects=True
    )
    assert answer.request.path == f"/{SLUG}/freigaben"
    assert "Der Eintrag wurde zurückgezogen." in plain(answer.text)
    assert stored(people_town, PUNCTUALITY)["state"] == "taken_back"


@pytest.mark.parametrize(
    "form", [{}, {"gesehen": ""}, {"gesehen": "eins"}, {"warum": "x" * 501}, {"weg": "einreichen"}]
)
def test_forged_forms_take_nothing_back(people_town: Town, form: dict[str, str]) -> None:
    waiting(people_town)
    answer = people_town.client("patin").post(f"{address(PUNCTUALITY)}/zurueckziehen", data=form)
    assert answer.status_code in (400, 409)
    assert stored(people_town, PUNCTUALITY)["state"] == "submitted"
