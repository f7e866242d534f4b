"""The states of approvals, periods and changes, each by the way that leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from dashboard.domain.due import Due
from dashboard.domain.values import Period
from dashboard.operations import accounts, entries, login
from dashboard.operations.stored_values import stored_values
from dashboard.web.visitors import COOKIE
from tests.browser.desk_states import Person
from tests.working.entering import enter, question
from tests.working.people import SLUG, Town, mail

PAGE, PERIODS, CHANGES = f"/{SLUG}/freigaben", f"/{SLUG}/zeitraeume", f"/{SLUG}/verlauf"
BUTTON = "#gezaehlt"


def sit_down(person: Person, town: Town, name: str) -> None:
    """This browser is somebody else's from now on."""
    token = login.begin(town.engine, accounts.account_of(town.engine, mail(name)).id, datetime.now(UTC))
    person.page.context.add_cookies([{"name": COOKIE, "value": token, "url": person.base}])


def earlier(town: Town) -> Due:
    """A question about a month whose value is published."""
    asked = question(town)
    return Due("value", asked.subject, asked.due_on, Period.parse("2024-01"), asked.measure, asked.field)


def withdraw_published(town: Town, asked: Due) -> None:
    """The stored value is another version from now on."""
    found = next(one for one in stored_values(town.engine, SLUG, "published")
                 if asked.period and (one.indicator, one.period) == (asked.subject, asked.period.text))  # fmt: skip
    entries.withdraw(town.engine, town.actor("koordination"), SLUG, found.indicator, found.period, found.version, "x")


def states(person: Person, town: Town) -> Iterator[str]:
    """The name of each state once the page shows it."""
    yield from _of_lead(person, town)
    yield from _of_others(person, town)
    yield from _of_periods(person)
    yield from _of_changes(person)


def _of_lead(person: Person, town: Town) -> Iterator[str]:
    sit_down(person, town, "leitung")
    person.open(PAGE)
    yield "empty"
    enter(town, "patin", question(town))
    enter(town, "patin", earlier(town))
    enter(town, "leitung", question(town, measure="2.1"))
    person.open(PAGE)
    yield "waiting, with an own entry locked"
    person.page.click(BUTTON)
    person.sees("Noch ist nichts angehakt")
    yield "nothing ticked"
    person.page.click(".return summary >> nth=0")
    yield "a line to return"
    person.page.press(".return[open] input:not([type=hidden])", "Enter")
    person.page.wait_for_selector(".returning [aria-invalid=true]")
    yield "returned without a sentence"
    withdraw_published(town, earlier(town))
    person.page.check("input[name=geprueft] >> nth=0")
    person.page.check("input[name=geprueft] >> nth=1")
    person.page.click(BUTTON)
    person.sees("nicht freigegeben")
    yield "partly failed"
    person.page.click("text=Beide Werte ansehen")
    person.sees("Zwei Werte für dieselbe Frage")
    yield "two values"
    person.page.click("button[value=nachfragen]")
    person.page.wait_for_selector("[aria-invalid=true]")
    yield "asked without a sentence"


def _of_others(person: Person, town: Town) -> Iterator[str]:
    sit_down(person, town, "mitglied")
    person.open(PAGE)
    yield "read by a member"
    sit_down(person, town, "koordination")
    person.open(f"{PAGE}?suche=stadtbus+2025")
    yield "values to publish and a search"
    person.page.click("#veroeffentlicht .return summary >> nth=0")
    yield "a line to withdraw"
    person.page.press("#veroeffentlicht .return[open] input:not([type=hidden])", "Enter")
    person.page.wait_for_selector("#veroeffentlicht [aria-invalid=true]")
    yield "withdrawn without a reason"
    person.page.click("button[value=veroeffentlichen]")
    person.sees("Haken Sie an, was öffentlich werden soll.")
    yield "nothing to publish ticked"


def _of_periods(person: Person) -> Iterator[str]:
    person.open(f"{PERIODS}?zeitraum=2025-Q4")
    yield "a period with gaps"
    person.page.click("button[value=abschliessen]")
    person.page.wait_for_selector("#grund[aria-invalid=true]")
    yield "closed without a reason"
    person.page.fill("#grund", "Stichtag")
    person.page.click("button[value=abschliessen]")
    person.sees("Der Zeitraum ist jetzt abgeschlossen.")
    yield "closed"
    person.page.click(".return summary")
    person.page.click("button[value=oeffnen]")
    person.page.wait_for_selector(".return [aria-invalid=true]")
    yield "opened without a reason"
    person.open(PAGE)
    yield "entries of a closed period"


def _of_changes(person: Person) -> Iterator[str]:
    person.open(CHANGES)
    yield "changes"
    person.open(f"{CHANGES}?suche=unauffindbar")
    yield "nothing fits"
    person.open(f"{CHANGES}/2.3")
    yield "changes of a measure"
