"""Every other page with a form in a real browser: sound for axe, reached by Tab, no wider than the window, in each state."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from dashboard.operations import structure
from tests.browser.approval_states import sit_down
from tests.browser.desk_states import Person, at_keyboard
from tests.browser.serving import served
from tests.browser.sound import WIDTHS, problems
from tests.working.people import SLUG, Town, mail

pytestmark = pytest.mark.browser

HOME = f"/{SLUG}/bearbeiten"
LOG_IN, STORE = "form[action$='/anmelden'] button", ".card .button.filled"
#: One row of each kind that has a form: word of the address and table.
ROWS = (
    ("massnahme", "measure"), ("meilenstein", "milestone"), ("indikator", "indicator"), ("zielpfad", "target"),
    ("patenschaft", "assignment"), ("gremium", "body"), ("vorlage", "paper"),
)  # fmt: skip


def _key(town: Town, table: str) -> str:
    """The key of a row of the measure 1.2, or of the first row."""
    rows = structure.rows_of(town.engine, SLUG, table)
    found = next((one for one in rows if one.values.get("object", one.values["code"]) == "1.2"), rows[0]) if (
        "code" in rows[0].values
    ) else rows[0]  # fmt: skip
    parts = (found.values["indicator"], str(found.values["version"])) if table == "target" else (found.values["code"],)
    return "/".join(quote(part, safe="") for part in parts)


def anonymous(person: Person, _town: Town) -> Iterator[str]:
    """The login as it opens, and after a mistake."""
    person.open("/anmelden")
    yield "login"
    person.page.fill("#email", mail("patin"))
    person.page.fill("#kennwort", "falsch")
    person.page.click(LOG_IN)
    person.sees("E-Mail-Adresse oder Kennwort stimmt nicht.")
    yield "login failed"


def account(person: Person, town: Town) -> Iterator[str]:
    """One's own account: as it opens, with a calendar, with a password that is too easy."""
    sit_down(person, town, "patin")
    person.open("/mein-konto")
    yield "account"
    person.page.fill("#bisher", "falsch")
    person.page.fill("#neu", "kurz")
    person.page.click("form[action$='/mein-konto'] button >> nth=0")
    person.page.wait_for_selector("main .error")
    yield "account with an error"
    person.open("/meine-eintraege/nichts/gar-nichts")
    yield "not there"


def administration(person: Person, town: Town) -> Iterator[str]:
    sit_down(person, town, "admin")
    for path in ("/konten", "/rollen"):
        person.open(path)
        yield path
    person.open(f"/{SLUG}/freigaben")
    yield "not yours"


def coordination(person: Person, town: Town) -> Iterator[str]:
    """The strategy edited: lists, forms, what is wrong with them, what was stored."""
    sit_down(person, town, "koordination")
    for path in ("", "/massnahme/1.2", "/gremium", "/plan", "/massnahme/1.2/schritt/merged", "/massnahme/1.2/teilen"):
        person.open(HOME + path)
        yield f"edit{path}"
    for word, table in ROWS:
        person.open(f"{HOME}/eintrag/{word}/{_key(town, table)}")
        yield f"edit a {table}"
    for word, _table in ROWS[:3]:
        person.open(f"{HOME}/neu/{word}?fuer=1.2" if word != "massnahme" else f"{HOME}/neu/{word}")
        yield f"new {word}"
    person.open(f"{HOME}/eintrag/massnahme/1.2")
    person.page.fill("#title", "")
    person.page.fill("#grund", "Weil")
    person.page.click(STORE)
    person.page.wait_for_selector("#title-error")
    yield "edit with an error"
    person.page.fill("#title", "Elektronische Akte in allen Ämtern der Stadt und ihrer Eigenbetriebe")
    person.page.click(STORE)
    person.sees("Gespeichert.")
    yield "stored"
    person.open(f"/{SLUG}/wertblatt")
    yield "value sheet"


WAYS = {"anonymous": anonymous, "account": account, "administration": administration, "coordination": coordination}


@pytest.mark.parametrize("way", WAYS)
def test_every_state_is_sound(browser: Browser, people_town: Town, way: str) -> None:
    with served(people_town.server) as base, at_keyboard(browser, base, min(WIDTHS)) as person:
        found = {state: problems(person.page) for state in WAYS[way](person, people_town)}
    assert {state: told for state, told in found.items() if told} == {}
    assert found
