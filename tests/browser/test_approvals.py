"""Approvals, periods and changes in a real browser: by keyboard, sound in every state at every width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.approval_states import BUTTON, PAGE, earlier, sit_down, states
from tests.browser.desk_states import at_keyboard
from tests.browser.serving import served
from tests.browser.sound import WIDTHS, problems
from tests.working.entering import enter, question, state_of
from tests.working.people import Town

pytestmark = pytest.mark.browser

FIRST = "input[name=geprueft] >> nth=0"


def test_the_button_counts_what_is_ticked_by_the_space_bar_and_approves_it(browser: Browser, people_town: Town) -> None:
    ones = [enter(people_town, "patin", asked) for asked in (question(people_town), earlier(people_town))]
    with served(people_town.server) as base, at_keyboard(browser, base) as person:
        sit_down(person, people_town, "leitung")
        person.open(PAGE)
        assert person.page.inner_text(BUTTON) == "Keine ausgewählt"
        person.page.focus(FIRST)
        person.press("Space")
        assert person.page.inner_text(BUTTON) == "1 geprüften freigeben"
        person.page.focus("input[name=geprueft] >> nth=1")
        person.press("Space")
        assert person.page.inner_text(BUTTON) == "2 geprüfte freigeben"
        person.page.focus(BUTTON)
        person.press("Enter")
        person.sees("2 Einträge wurden freigegeben.")
        person.sees("Alles freigegeben.")
    assert {state_of(people_town, one.code) for one in ones} == {"approved"}


def test_escape_leaves_the_line_of_a_return_and_keeps_its_text(browser: Browser, people_town: Town) -> None:
    entry = enter(people_town, "patin", question(people_town))
    field = f"#antwort-{entry.version}"
    with served(people_town.server) as base, at_keyboard(browser, base) as person:
        sit_down(person, people_town, "leitung")
        person.open(PAGE)
        person.page.focus(".return summary")
        person.press("Enter")
        person.page.wait_for_selector(f"{field}:focus")
        person.type("Bitte ohne Baustellen.")
        person.press("Escape")
        assert not person.page.is_visible(field)
        person.press("Enter")
        person.page.wait_for_selector(f"{field}:focus")
        assert person.page.input_value(field) == "Bitte ohne Baustellen."
        person.press("Enter")
        person.sees("Der Eintrag wurde mit Ihrem Satz zurückgegeben.")
    assert state_of(people_town, entry.code) == "returned"


def test_a_second_press_sends_nothing_more(browser: Browser, people_town: Town) -> None:
    enter(people_town, "patin", question(people_town))
    with served(people_town.server) as base, at_keyboard(browser, base) as person:
        sit_down(person, people_town, "leitung")
        person.open(PAGE)
        person.page.dblclick("button[name=eine]")
        person.sees("1 Eintrag wurde freigegeben.")


def test_every_state_is_sound_reached_by_tab_and_no_wider_than_the_window(browser: Browser, people_town: Town) -> None:
    found, names = {}, []
    with served(people_town.server) as base, at_keyboard(browser, base, min(WIDTHS)) as person:
        for name in states(person, people_town):
            names.append(name)
            wrong = problems(person.page)
            if wrong:
                found[name] = wrong
    assert found == {}
    assert len(names) == 21
