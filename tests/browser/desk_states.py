"""The states of the desk, each by the way that leads to it, as somebody at a keyboard goes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

import sqlalchemy as sa
from playwright.sync_api import Browser, Page, Route

from dashboard.operations import entries
from dashboard.operations.deed import deed
from dashboard.storage.schema import session
from tests.working.desk.browser import CHARGING, HOME, PUNCTUALITY, address
from tests.working.people import OPERATOR, PASSWORD, SLUG, TODAY, Town, mail

#: What a browser notes of answers that this program gives on purpose, and of a line that was cut on purpose.
_EXPECTED = (
    "status of 401",
    "status of 403",
    "status of 404",
    "status of 409",
    "status of 422",
    "ERR_INTERNET_DISCONNECTED",
)
SUBMIT = ".buttons button.filled"


@dataclass
class Person:
    """Somebody at a keyboard: `keys` counts what they pressed, `errors` what went wrong in the page."""

    page: Page
    base: str
    keys: int = 0
    errors: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += len(key.split("+"))
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.page.keyboard.type(text)

    def log_in(self, name: str) -> None:
        """By the login page, from wherever it was asked for."""
        self.page.wait_for_selector("#email:focus")
        self.type(mail(name))
        self.press("Tab")
        self.type(PASSWORD)
        self.press("Enter")
        self.page.wait_for_selector("#karte")
        self.page.wait_for_load_state()

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.page.wait_for_selector("main h1")

    def submit(self, **typed: str) -> None:
        """Fill fields and press Enter in the last one."""
        for name, text in typed.items():
            self.page.fill(f"#{name}", text)
        self.page.keyboard.press("Enter")

    def sees(self, words: str) -> None:
        self.page.wait_for_selector(f"main :text({words!r}) >> visible=true")

    def handed_over(self) -> None:
        """Wait until the server keeps what was typed."""
        mine = "Object.keys(localStorage).some(key => key.endsWith(new URL(document.forms.eintrag.action).pathname))"
        for _wait in range(100):
            if not self.page.evaluate(mine):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("the draft stayed on this device")

    def drafts(self) -> int:
        """How many drafts only this device has."""
        return self.page.evaluate(
            "Object.entries(localStorage).filter(([key, text]) => key.includes(':entwurf:') && !JSON.parse(text).sent).length"
        )


@contextmanager
def at_keyboard(browser: Browser, base: str, width: int = 1280) -> Iterator[Person]:
    """Somebody in front of a window of this width; errors of the page fail the test at the end."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="de-DE")
    person = Person(context.new_page(), base)
    person.page.on("console", lambda told: person.errors.append(told.text) if told.type == "error" else None)
    person.page.on("pageerror", lambda error: person.errors.append(str(error)))
    yield person
    context.close()
    assert [told for told in person.errors if not any(known in told for known in _EXPECTED)] == []


def log_everybody_out(town: Town) -> None:
    """Every session has run out."""
    with town.engine.begin() as connection:
        connection.execute(sa.delete(session))


def close_quarter(town: Town) -> None:
    with deed(town.engine, OPERATOR, SLUG) as doing:
        doing.add("period_lock", {"period": "2025-Q4", "closed_on": TODAY})


def somebody_else_submits(town: Town) -> None:
    held = entries.entries(town.engine, SLUG).get(PUNCTUALITY)
    answer = entries.Answer(
        kind="value", subject="K20", period="2025-12", value=Decimal("91.1"), quality="measured", source="Leitstelle"
    )
    entries.submit(town.engine, town.actor("patin"), SLUG, answer, held.version if held else None)


def lead_returns(town: Town) -> None:
    version = entries.entries(town.engine, SLUG)[PUNCTUALITY].version
    entries.send_back(town.engine, town.actor("leitung"), SLUG, PUNCTUALITY, version, "Bitte ohne Ersatzbusse.")


def states(person: Person, town: Town) -> Iterator[str]:
    """Lead through every state of the desk of "zweite", of whom several things are due, and of "ruhig"; yields its name."""
    page = person.page
    person.open(HOME)
    person.log_in("zweite")
    for name, code in (("value", PUNCTUALITY), ("stock", CHARGING), ("report", "report:1.5:2025-Q4"),
                       ("report with one before", "report:4.3:2025-Q4")):  # fmt: skip
        person.open(address(code))
        yield name
    yield from _milestone(person)
    person.open(address("value:K3:2025-Q4"))
    page.click("#unveraendert")
    person.sees("Wirklich genau derselbe Wert?")
    yield "same value again"
    yield from _value(person)
    yield from _disturbed(person, town)
    yield from _taken_back(person)
    person.open(HOME + "/anderes")
    yield "something else"
    person.open(address(PUNCTUALITY))
    somebody_else_submits(town)
    person.submit(wert="91,7")
    person.sees("Zwei Angaben zu derselben Frage")
    yield "conflict"
    page.click("button[value=behalten]")
    page.wait_for_url(lambda url: not url.endswith(address(PUNCTUALITY)))
    lead_returns(town)
    person.open(HOME)
    person.sees("Zurückgegeben.")
    yield "returned"
    yield from _to_the_end(person)
    close_quarter(town)
    person.open(address(PUNCTUALITY))
    person.sees("Gesperrt:")
    yield "locked"
    person.open(address(PUNCTUALITY) + "?vorschlag=1")
    yield "proposed correction"
    page.click(".who button")
    page.wait_for_url(person.base + "/")
    person.open(HOME)
    person.log_in("ruhig")
    person.sees("Heute ist nichts fällig.")
    yield "nothing due"


def _value(person: Person) -> Iterator[str]:
    person.open(address(PUNCTUALITY))
    person.type("92,4 %")
    person.sees("Verstanden als")
    yield "understood"
    person.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    yield "details open"
    for name, typed, told in (("ambiguous", "1.23", "nicht eindeutig"), ("wrong unit", "12 €", "Sie haben Euro geschrieben"),
                              ("odd", "71,2", "Stimmt 71,2"), ("reasons", "-", "Kein Wert, weil")):  # fmt: skip
        person.open(address(PUNCTUALITY))
        person.submit(wert=typed)
        person.sees(told)
        yield name
    person.page.check("#grund-other")
    person.page.keyboard.press("Enter")
    person.sees("Bitte sagen Sie in einem Satz")
    yield "reason incomplete"


def _taken_back(person: Person) -> Iterator[str]:
    """What was typed into the question is not there again: its draft went with the entry."""
    person.open(address(PUNCTUALITY))
    person.type("91,8")
    person.sees("Entwurf gespeichert")
    person.page.click("#zurueck summary")
    person.page.fill("#warum", "War der falsche Monat")
    yield "taking back"
    person.page.click("#zurueck button")
    person.sees("Der Eintrag wurde zurückgezogen.")
    assert person.page.input_value("#wert") == ""
    yield "taken back"


def _milestone(person: Person) -> Iterator[str]:
    person.open(address("milestone:2.1-M4"))
    yield "milestone"
    person.page.check("#ausgang-not_yet")
    person.page.fill("#neuer_termin", "30.06.2026")
    person.sees("Was sich dadurch mit verschiebt")
    yield "what slips"
    person.page.click(SUBMIT)
    person.sees("Bitte sagen Sie in einem Satz")
    yield "milestone incomplete"


def _disturbed(person: Person, town: Town) -> Iterator[str]:
    person.open(address(PUNCTUALITY))
    person.handed_over()
    person.page.reload()
    person.sees("Er ist noch nicht eingereicht.")
    yield "draft"
    person.page.click("text=Entwurf verwerfen")
    person.page.wait_for_selector("#wert:focus")
    person.page.context.set_offline(True)
    person.submit(wert="91,5")
    person.sees("Keine Verbindung.")
    yield "offline"
    person.page.context.set_offline(False)
    log_everybody_out(town)
    person.page.click("#state button")
    person.sees("Ihre Anmeldung ist abgelaufen.")
    yield "login expired"
    person.page.click("#state a")
    person.log_in("zweite")
    waiting: list[Route] = []
    person.page.route(f"**{address(PUNCTUALITY)}", lambda route: _hold(route, waiting))
    person.page.click(SUBMIT)
    person.sees("Wird gespeichert …")
    yield "busy"
    waiting[0].continue_()
    person.page.unroute(f"**{address(PUNCTUALITY)}")
    person.page.wait_for_url(lambda url: not url.endswith(address(PUNCTUALITY)))


def _hold(route: Route, waiting: list[Route]) -> None:
    """What is sent stays under way until the test lets it through."""
    waiting.append(route) if route.request.method == "POST" else route.continue_()


def _to_the_end(person: Person) -> Iterator[str]:
    """Everything that is open is left without a value, reports get a sentence."""
    page = person.page
    for _at in range(12):
        if page.locator("#fertig").count():
            break
        before = page.url
        if page.locator("#text").count():
            page.fill("#text", "Läuft wie geplant.")
            page.click(SUBMIT)
        else:
            page.click("button[value=kein_wert]")
            page.check("#grund-not_collected")
            page.click(SUBMIT)
        page.wait_for_url(lambda url, before=before: url != before)
        page.wait_for_selector("#karte h2")
    person.sees("Fertig. Danke.")
    yield "end"
