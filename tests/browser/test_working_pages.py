"""Every other page with a form in a real browser: sound for axe, reached by Tab, no wider than the window, in each state."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from dashboard.operations import structure
from tests.browser.approval_states import sit_down
from tests.browser.desk_states import Person, at_keyboard, log_everybody_out
from tests.browser.serving import served
from tests.browser.sound import WIDTHS, problems
from tests.operations.test_comments import say
from tests.working.entering import enter, question
from tests.working.people import SLUG, Town, mail

pytestmark = pytest.mark.browser

HOME, TALK = f"/{SLUG}/bearbeiten", f"/{SLUG}/kommentare"
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


def comments(person: Person, town: Town) -> Iterator[str]:
    """The comments on a measure: none, some, what is wrong with one, two at once, taken back, read alone, told elsewhere."""
    sit_down(person, town, "mitglied")
    person.open(TALK)
    yield "no comment"
    person.open(f"{TALK}/2.3")
    yield "no comment on this measure"
    person.page.click(STORE)
    person.sees("„Kommentar“ fehlt.")
    yield "an empty comment"
    person.page.fill("#text", "Der Lieferant hat einen Verzug angekündigt.\n\n" + "Donaudampfschifffahrt" * 20)
    person.page.click(STORE)
    person.sees("Ihr Kommentar steht jetzt hier.")
    yield "written"
    person.page.fill("#text", "Was heißt das für März?")
    say(town, "patin", "Wir haben nachgefragt.")
    person.page.click(STORE)
    person.sees("Inzwischen hat hier jemand geschrieben.")
    assert person.page.input_value("#text") == "Was heißt das für März?"
    yield "somebody wrote meanwhile"
    log_everybody_out(town)
    person.page.click(STORE)
    person.sees("Ihre Anmeldung ist abgelaufen.")
    yield "login expired"
    sit_down(person, town, "mitglied")
    person.open(f"{TALK}/2.3")
    assert person.page.input_value("#text") == "Was heißt das für März?"
    person.page.click(".comments summary")
    yield "taking back"
    person.page.click(".comments .button")
    person.sees("Der Kommentar wurde zurückgezogen.")
    assert person.page.input_value("#text") == "Was heißt das für März?"
    yield "taken back"
    person.open(TALK)
    yield "newest comments"
    person.open("/meine-eintraege")
    yield "desk of a member"
    sit_down(person, town, "finanzen")
    person.open(f"{TALK}/2.3")
    yield "read alone"
    enter(town, "patin", question(town))
    sit_down(person, town, "leitung")
    person.open(f"/{SLUG}/freigaben")
    person.sees("1 Kommentar")
    yield "told beside an approval"
    sit_down(person, town, "patin")
    person.open("/meine-eintraege/" + SLUG + "/" + question(town).code)
    person.sees("1 Kommentar")
    yield "told at the desk"


WAYS = {
    "anonymous": anonymous,
    "account": account,
    "administration": administration,
    "coordination": coordination,
    "comments": comments,
}


@pytest.mark.parametrize("way", WAYS)
def test_every_state_is_sound(browser: Browser, people_town: Town, way: str) -> None:
    with served(people_town.server) as base, at_keyboard(browser, base, min(WIDTHS)) as person:
        found = {state: problems(person.page) for state in WAYS[way](person, people_town)}
    assert {state: told for state, told in found.items() if told} == {}
    assert found
