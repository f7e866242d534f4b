"""The desk in a real browser: by keyboard alone, through a lost line and an expired login, sound in every state."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import Browser

from dashboard.operations import entries
from tests.browser.desk_states import Person, at_keyboard, log_everybody_out, somebody_else_submits, states
from tests.browser.serving import served
from tests.browser.sound import WIDTHS, problems
from tests.working.desk.browser import CHARGING, HOME, PUNCTUALITY, address, give
from tests.working.people import SLUG, Town, add

pytestmark = pytest.mark.browser

SEARCH_TIME, WLAN = "value:K5:2025-H2", "value:K21:2025-Q4"


@pytest.fixture
def sponsor(browser: Browser, people_town: Town) -> Iterator[Person]:
    """The sponsor of four measures at the login page; each of them waits for one value."""
    for measure in ("2.1", "2.2", "3.4"):
        give(people_town, "patin", measure)
    with served(people_town.server) as base, at_keyboard(browser, base) as person:
        person.open(HOME)
        yield person


def stored(town: Town, code: str) -> dict:
    return dict(entries.entries(town.engine, SLUG)[code].values)


def at(person: Person, code: str) -> None:
    """Wait until the question is there and its field has the focus."""
    person.page.wait_for_url(f"**{address(code)}")
    person.page.wait_for_selector("#wert:focus")
    person.page.wait_for_load_state()


def test_a_sponsor_is_done_by_keyboard_alone(sponsor: Person, people_town: Town, record_property, capsys) -> None:
    """One value unchanged, two entered, one excused."""
    began = time.monotonic()
    sponsor.log_in("patin")
    login_keys, sponsor.keys = sponsor.keys, 0
    at(sponsor, CHARGING)
    sponsor.press("Control+Enter")
    at(sponsor, PUNCTUALITY)
    sponsor.type("91,5")
    sponsor.press("Enter")
    at(sponsor, WLAN)
    sponsor.type("98,9")
    sponsor.press("Enter")
    at(sponsor, SEARCH_TIME)
    sponsor.type("-")
    sponsor.press("Enter")
    sponsor.page.wait_for_selector("#grund-not_yet:focus")
    sponsor.press("ArrowDown", "ArrowDown", "Enter")
    sponsor.page.wait_for_selector("#fertig:focus")
    seconds = round(time.monotonic() - began, 1)
    record_property("key_presses", sponsor.keys)
    record_property("seconds", seconds)
    with capsys.disabled():
        print(
            f"\nfour answers: {sponsor.keys} key presses after {login_keys} for the login, {seconds} s in the browser"
        )
    assert sponsor.keys <= 20
    assert stored(people_town, CHARGING)["unchanged"] is True
    assert stored(people_town, PUNCTUALITY)["value"] == Decimal("91.5")
    assert stored(people_town, WLAN)["value"] == Decimal("98.9")
    assert stored(people_town, SEARCH_TIME)["missing_reason"] == "no_data_from_source"


def test_what_was_typed_outlives_an_expired_login_and_is_gone_when_it_was_sent(
    sponsor: Person, people_town: Town
) -> None:
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))
    sponsor.type("91,5")
    log_everybody_out(people_town)
    sponsor.press("Enter")
    sponsor.sees("Ihre Anmeldung ist abgelaufen.")
    assert sponsor.page.input_value("#wert") == "91,5"
    sponsor.press("Enter")  # the way to the login has the focus
    sponsor.log_in("patin")
    at(sponsor, PUNCTUALITY)
    assert sponsor.page.input_value("#wert") == "91,5"
    sponsor.sees("Verstanden als")
    sponsor.press("Enter")
    at(sponsor, WLAN)
    assert stored(people_town, PUNCTUALITY)["value"] == Decimal("91.5")
    assert sponsor.drafts() == 0


def test_without_a_connection_the_text_stays_and_is_sent_by_one_press_later(sponsor: Person, people_town: Town) -> None:
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))
    sponsor.page.context.set_offline(True)
    sponsor.type("91,5")
    sponsor.press("Enter")
    sponsor.sees("Keine Verbindung. Ihr Text bleibt hier stehen. Noch nicht eingereicht: 1.")
    assert sponsor.page.input_value("#wert") == "91,5"
    assert entries.entries(people_town.engine, SLUG) == {}
    sponsor.press("Enter")  # still cut off: it says so again
    sponsor.sees("Keine Verbindung.")
    sponsor.page.context.set_offline(False)
    sponsor.press("Enter")
    at(sponsor, WLAN)
    assert stored(people_town, PUNCTUALITY)["value"] == Decimal("91.5")


def test_who_changes_to_another_question_finds_the_text_again(sponsor: Person) -> None:
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))
    sponsor.type("91,")
    sponsor.sees("Entwurf gespeichert")
    sponsor.page.click("text=Öffentliche Ladepunkte")
    at(sponsor, CHARGING)
    assert sponsor.page.input_value("#wert") == ""
    sponsor.page.click("text=Pünktliche Abfahrten")
    at(sponsor, PUNCTUALITY)
    assert sponsor.page.input_value("#wert") == "91,"


def test_what_was_typed_is_in_the_field_on_another_device_and_no_longer_on_this_one(
    browser: Browser, sponsor: Person
) -> None:
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))
    sponsor.type("91,")
    sponsor.sees("Entwurf gespeichert")
    sponsor.handed_over()
    with at_keyboard(browser, sponsor.base, 320) as phone:
        phone.open(address(PUNCTUALITY))
        phone.log_in("patin")
        assert phone.page.input_value("#wert") == "91,"
        phone.sees("Er ist noch nicht eingereicht.")
        phone.page.keyboard.press("End")
        phone.type("5")
        phone.sees("Entwurf gespeichert")
        phone.handed_over()
    sponsor.page.reload()
    assert sponsor.page.input_value("#wert") == "91,5"


def test_what_was_typed_without_a_connection_is_newer_than_what_the_server_keeps(sponsor: Person) -> None:
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))
    sponsor.type("91,")
    sponsor.sees("Entwurf gespeichert")
    sponsor.handed_over()
    sponsor.page.route("**/entwurf", lambda route: route.abort())
    sponsor.type("4")
    sponsor.page.wait_for_timeout(600)
    sponsor.page.reload()
    assert sponsor.page.input_value("#wert") == "91,4"
    assert sponsor.drafts() == 1


def test_a_draft_is_dropped_here_and_at_the_server(sponsor: Person) -> None:
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))
    sponsor.type("91,")
    sponsor.sees("Entwurf gespeichert")
    sponsor.handed_over()
    sponsor.page.reload()
    sponsor.page.click("text=Entwurf verwerfen")
    sponsor.page.wait_for_selector("#wert:focus")
    assert sponsor.page.locator(".drafted").count() == 0
    assert sponsor.page.input_value("#wert") == ""
    assert sponsor.drafts() == 0


def test_a_draft_from_before_somebody_else_submitted_meets_their_answer(sponsor: Person, people_town: Town) -> None:
    add(people_town.engine, "zweite", "sponsor", "measure", "2.3", "Zweite Patin")
    sponsor.log_in("zweite")
    sponsor.type("91,7")
    sponsor.sees("Entwurf gespeichert")
    somebody_else_submits(people_town)
    sponsor.open(address(PUNCTUALITY))
    assert sponsor.page.input_value("#wert") == "91,7"
    sponsor.page.press("#wert", "Enter")
    sponsor.sees("Zwei Angaben zu derselben Frage")
    assert sponsor.drafts() == 1
    sponsor.page.wait_for_selector("button[value=behalten]:focus")
    sponsor.press("Enter")
    sponsor.page.wait_for_selector("#fertig:focus")
    assert sponsor.drafts() == 0
    assert stored(people_town, PUNCTUALITY)["value"] == Decimal("91.1")


def test_logging_out_leaves_nothing_behind_on_the_device(sponsor: Person) -> None:
    sponsor.log_in("patin")
    sponsor.type("9")
    sponsor.sees("Entwurf gespeichert")
    assert sponsor.drafts() == 1
    sponsor.page.click(".who button")
    sponsor.page.wait_for_url(sponsor.base + "/")
    assert sponsor.drafts() == 0


def test_another_person_at_the_same_device_sees_no_draft(sponsor: Person, people_town: Town) -> None:
    add(people_town.engine, "zweite", "sponsor", "measure", "2.3")
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))
    sponsor.type("91,5")
    sponsor.sees("Entwurf gespeichert")
    log_everybody_out(people_town)
    sponsor.open(address(PUNCTUALITY))
    sponsor.log_in("zweite")
    assert sponsor.page.input_value("#wert") == ""


def test_a_second_press_while_it_is_being_saved_does_nothing(sponsor: Person, people_town: Town) -> None:
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))

    def slowly(route) -> None:
        if route.request.method == "POST":
            time.sleep(0.6)
        route.continue_()

    sponsor.page.route(f"**{address(PUNCTUALITY)}", slowly)
    width = sponsor.page.locator(".buttons button.filled").bounding_box()
    sponsor.type("91,5")
    sponsor.press("Enter", "Enter", "Control+Enter")
    assert sponsor.page.locator("[aria-busy=true]").inner_text() == "Wird gespeichert …"
    busy = sponsor.page.locator("[aria-busy=true]").bounding_box()
    assert width
    assert busy
    assert busy["width"] == pytest.approx(width["width"], abs=1)
    at(sponsor, WLAN)
    assert len(entries.versions(people_town.engine, SLUG, PUNCTUALITY)) == 1


def test_an_odd_value_puts_the_focus_on_changing_it(sponsor: Person, people_town: Town) -> None:
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))
    sponsor.type("71,2")
    sponsor.press("Enter")
    sponsor.page.wait_for_selector("#aendern:focus")
    sponsor.press("Enter")
    sponsor.page.wait_for_selector("#wert:focus")
    sponsor.type("91,2")
    sponsor.press("Enter")
    at(sponsor, WLAN)
    assert stored(people_town, PUNCTUALITY)["value"] == Decimal("91.2")


def test_the_echo_follows_the_typing_and_never_rewrites_the_field(sponsor: Person) -> None:
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))
    sponsor.type("92,4 %")
    sponsor.sees("1,1 Prozentpunkte mehr als zuletzt")
    assert sponsor.page.input_value("#wert") == "92,4 %"
    assert sponsor.page.locator("#echo").get_attribute("role") == "status"
    sponsor.page.fill("#wert", "1.23")
    sponsor.sees("Meinen Sie 1,23 oder 123?")


def test_back_leads_to_the_question_before(sponsor: Person) -> None:
    sponsor.log_in("patin")
    sponsor.open(address(PUNCTUALITY))
    sponsor.type("91,5")
    sponsor.press("Enter")
    at(sponsor, WLAN)
    sponsor.page.go_back()
    at(sponsor, PUNCTUALITY)


def test_every_state_is_sound_reached_by_tab_and_no_wider_than_the_window(browser: Browser, people_town: Town) -> None:
    add(people_town.engine, "zweite", "sponsor", "measure", "2.3", "Zweite Patin")
    for measure in ("2.1", "2.2", "1.4", "1.5", "4.3"):
        give(people_town, "zweite", measure)
    add(people_town.engine, "ruhig", "sponsor", "measure", "3.1")
    found, names = {}, []
    with served(people_town.server) as base, at_keyboard(browser, base, min(WIDTHS)) as person:
        for name in states(person, people_town):
            names.append(name)
            wrong = problems(person.page)
            if wrong:
                found[name] = wrong
    assert found == {}
    assert len(names) == 28
