"""The way of a figure from its sponsor to the public page, by keyboard alone, in a real browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser

from dashboard.operations import entries
from tests.browser.desk_states import Person, at_keyboard
from tests.browser.serving import served
from tests.working.desk.browser import CHARGING, HOME, PUNCTUALITY, address, give
from tests.working.people import PASSWORD, SLUG, Town, mail

pytestmark = pytest.mark.browser

#: Indicators of the sponsor's four measures, in the order in which they are asked for.
ASKED = (CHARGING, PUNCTUALITY, "value:K21:2025-Q4", "value:K5:2025-H2")
#: Those of them in the field of the lead, but for the one that is returned; the field of the third has no lead here.
APPROVED = ASKED[:2]
APPROVALS = f"/{SLUG}/freigaben"
#: More than any way by Tab on these pages.
_MOST_TABS = 150


@contextmanager
def seated(browser: Browser, base: str, name: str, path: str) -> Iterator[Person]:
    """Somebody who has logged in on the way to a page."""
    with at_keyboard(browser, base) as person:
        person.open(path)
        person.page.wait_for_selector("#email:focus")
        person.type(mail(name))
        person.press("Tab")
        person.type(PASSWORD)
        person.press("Enter")
        person.page.wait_for_url(f"**{path}**")
        person.page.wait_for_selector("main h1")
        person.keys = 0
        yield person


def tab_to(person: Person, selector: str) -> None:
    """Press Tab until the focus stands on the first element that fits."""
    person.page.wait_for_selector(selector)
    for _press in range(_MOST_TABS):
        if person.page.evaluate("wanted => document.activeElement === document.querySelector(wanted)", selector):
            return
        person.press("Tab")
    raise AssertionError(f"Tab does not reach {selector}")


def answer_everything(person: Person) -> None:
    """One value unchanged, two entered, one excused."""
    for code, keys in zip(
        ASKED, (("Control+Enter",), ("91,5", "Enter"), ("98,9", "Enter"), ("-", "Enter")), strict=True
    ):
        person.page.wait_for_url(f"**{address(code)}")
        person.page.wait_for_selector("#wert:focus")
        for key in keys:
            person.press(key) if key in ("Enter", "Control+Enter") else person.type(key)
    person.page.wait_for_selector("#grund-not_yet:focus")
    person.press("ArrowDown", "ArrowDown", "Enter")
    person.page.wait_for_selector("#fertig:focus")


def decide(person: Person, town: Town) -> None:
    """Return the one that was excused, tick the others and approve them."""
    held = entries.entries(town.engine, SLUG)
    returned = held[ASKED[3]].version
    tab_to(person, f"#e-{returned} summary")
    person.press("Enter")
    tab_to(person, f"#antwort-{returned}")
    person.type("Bitte beim Betreiber nachfragen.")
    person.press("Enter")
    person.page.wait_for_selector(f"#e-{returned}", state="detached")
    for code in APPROVED:
        tab_to(person, f"#g-{held[code].version}")
        person.press("Space")
    tab_to(person, "#gezaehlt")
    person.press("Enter")
    person.page.wait_for_selector("#gezaehlt", state="detached")


def publish(person: Person) -> None:
    """Tick what was approved and press the button below."""
    for code in APPROVED:
        _kind, indicator, period = code.split(":")
        tab_to(person, f'input[name=wert][value$=":{indicator}:{period}"]')
        person.press("Space")
    tab_to(person, "#nicht-oeffentlich .button.outlined")
    person.press("Enter")
    person.page.wait_for_selector(f'input[value$=":{indicator}:{period}"]', state="detached")


def test_a_figure_goes_from_its_sponsor_over_the_lead_to_the_public(
    browser: Browser, people_town: Town, record_property, capsys
) -> None:
    for measure in ("2.1", "2.2", "3.4"):
        give(people_town, "patin", measure)
    told, began = [], time.monotonic()
    with served(people_town.server) as base:
        with at_keyboard(browser, base) as anybody:
            anybody.open(f"/{SLUG}/massnahmen/2.3")
            assert "91,5" not in anybody.page.inner_text("main")
        with seated(browser, base, "patin", HOME) as sponsor:
            answer_everything(sponsor)
            told.append(("sponsor", sponsor.keys))
        with seated(browser, base, "leitung", APPROVALS) as lead:
            decide(lead, people_town)
            told.append(("lead", lead.keys))
        with at_keyboard(browser, base) as anybody:
            anybody.open(f"/{SLUG}/massnahmen/2.3")
            assert "91,5" not in anybody.page.inner_text("main"), "approved is not yet public"
        with seated(browser, base, "koordination", APPROVALS) as coordination:
            publish(coordination)
            told.append(("coordination", coordination.keys))
        with at_keyboard(browser, base) as anybody:
            anybody.open(f"/{SLUG}/massnahmen/2.3")
            assert "91,5" in anybody.page.inner_text("main")
        with seated(browser, base, "pate", HOME) as other:
            for code in ASKED:
                answer = other.page.request.get(base + address(code))
                assert answer.status == 404
                assert "91,5" not in answer.text()
            assert "91,5" not in other.page.inner_text("main")
    seconds = round(time.monotonic() - began, 1)
    record_property("keys", told)
    record_property("seconds", seconds)
    with capsys.disabled():
        print(
            "\nfrom entry to public:", ", ".join(f"{who} {keys} key presses" for who, keys in told), f"in {seconds} s"
        )
