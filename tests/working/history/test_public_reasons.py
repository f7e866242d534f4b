"""What a measure's page tells everybody of a change: the reason given for it, and never who gave it."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from flask.testing import FlaskClient

from dashboard.domain.asked import asked as asked_question
from dashboard.domain.rights import Grant
from dashboard.domain.version import TOLD
from dashboard.operations import accounts, entries
from dashboard.operations.accounts import account_of
from dashboard.operations.deed import deed
from dashboard.storage import accounts as stored_accounts
from dashboard.storage.engine import reading
from dashboard.storage.histories import _OF_MEASURE, _OF_MILESTONE
from dashboard.storage.read import measure_history
from tests.working.desk.browser import PUNCTUALITY, Desk, plain
from tests.working.entering import enter
from tests.working.people import OPERATOR, SLUG, TODAY, Town, mail
from tests.working.structure.test_structure import HOME, send

WHY = "Der Ausschuss hat den Namen gekürzt"
#: What everybody is called here: no word of any page.
NAME = "Uhlenbrook"
HINT = "Diese Begründung ist öffentlich."


@pytest.fixture
def town(people_town: Town) -> Town:
    """The town with pages that open as of today, as those of every strategy that is being worked in."""
    with deed(people_town.engine, OPERATOR, SLUG) as doing:
        held = doing.held("strategy", SLUG)
        assert held
        doing.replace("strategy", held, live=True)
        for account in stored_accounts.accounts(doing.connection):
            stored_accounts.change(doing.connection, account.id, name=NAME)
    return people_town


def page(client: FlaskClient, measure: str = "2.3", part: str = "") -> str:
    """The page of a measure as it opens."""
    found = client.get(f"/{SLUG}/massnahmen/{measure}{part}")
    assert found.status_code == 200
    return found.text


def edited(town: Town, why: str = WHY, measure: str = "2.3") -> None:
    address = f"{HOME}/eintrag/massnahme/{measure}"
    assert send(town.client("koordination"), address, title="Stadtbus pünktlich", grund=why).status_code == 303


def nobody_is_named(text: str) -> None:
    assert NAME not in text
    assert mail("") not in text


def test_the_public_reads_the_reason_of_an_edit_and_not_who_gave_it(town: Town) -> None:
    edited(town)
    told = page(town.client())
    assert f"Begründung: {WHY}" in plain(told)
    nobody_is_named(told)
    assert "Koordination" not in plain(told).partition("Was sich geändert hat")[2]


def test_those_who_work_in_it_read_the_same_reason(town: Town) -> None:
    edited(town)
    assert f"Begründung: {WHY}" in plain(page(town.client("patin")))


def test_the_table_of_changes_has_the_reason_as_its_own_column(town: Town) -> None:
    edited(town)
    text = page(town.client(), part="/aenderungen.csv").lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.split("\r\n", 1)[1])))
    assert [row["what"] for row in rows if row["reason"] == WHY] == ["Angaben zur Maßnahme geändert"]
    nobody_is_named(text)


def test_what_was_imported_or_done_by_a_command_has_no_reason_of_a_form(town: Town) -> None:
    before = page(town.client())
    assert "Begründung:" not in plain(before)
    with reading(town.engine) as connection:
        versions = measure_history(connection, SLUG, "2.3", audience="internal")
    assert versions
    assert {version.reason for version in versions} == {None}


def test_why_an_entry_was_returned_or_taken_back_stays_inside(town: Town) -> None:
    asked = asked_question(town.view().assessment, "milestone:2.1-M4")
    assert asked
    engine, lead = town.engine, town.actor("leitung")
    accounts.grant_role(
        engine, OPERATOR,
        Grant(code="", account=account_of(engine, mail("patin")).id, role="sponsor", strategy=SLUG, scope="measure",
              object="2.1"),
    )  # fmt: skip
    said = {"outcome": "not_yet", "day": dt.date(2026, 8, 31), "reason": "Lieferung verspätet"}
    first = enter(town, "patin", asked, **said)
    entries.send_back(engine, lead, SLUG, first.code, first.version, "Das glaubt Ihnen niemand")
    again = enter(town, "patin", asked, **said)
    entries.take_back(engine, town.actor("patin"), SLUG, again.code, again.version, "Erst mit dem Amt klären")
    last = enter(town, "patin", asked, **said)
    entries.approve(engine, lead, SLUG, last.code, last.version, TODAY)
    told = page(town.client(), "2.1")
    assert "Lieferung verspätet" in told
    for note in ("Das glaubt Ihnen niemand", "Erst mit dem Amt klären"):
        assert note not in told
        assert note in plain(town.client("koordination").get(f"/{SLUG}/verlauf").text)
    nobody_is_named(told)


def test_a_reason_that_the_change_itself_tells_is_not_told_twice(town: Town) -> None:
    address = f"{HOME}/massnahme/2.3/schritt/paused"
    sent = send(town.client("koordination"), address, ab=TODAY.strftime("%d.%m.%Y"), grund=WHY)
    assert sent.status_code == 303
    told = page(town.client()).partition("Was sich geändert hat")[2]
    assert told.count(WHY) == 1


def test_why_somebody_was_given_a_role_is_nobody_elses_business(town: Town) -> None:
    why = "Vertritt während der Elternzeit"
    account = account_of(town.engine, mail("pate"))
    given = Grant(code="", account=account.id, role="sponsor", strategy=SLUG, scope="measure", object="2.3")
    accounts.grant_role(town.engine, town.actor("admin"), given, why)
    assert why not in page(town.client())


def test_a_reason_is_known_from_the_day_of_its_change(town: Town) -> None:
    edited(town)
    with reading(town.engine) as connection:
        early = measure_history(connection, SLUG, "2.3", known_on=TODAY - dt.timedelta(days=1), audience="public")
        today = measure_history(connection, SLUG, "2.3", known_on=TODAY, audience="public")
    assert WHY not in {version.reason for version in early}
    assert WHY in {version.reason for version in today}


def test_forms_say_that_what_is_written_there_is_public(town: Town) -> None:
    coordination = town.client("koordination")
    for address in ("eintrag/massnahme/2.3", "massnahme/2.3/schritt/paused", "massnahme/2.3/teilen"):
        assert HINT in coordination.get(f"{HOME}/{address}").text
    assert HINT not in coordination.get(f"{HOME}/eintrag/indikator/K20").text
    desk = Desk.of(town, "patin").open(PUNCTUALITY)
    assert "Die Notiz ist öffentlich." in desk.words
    assert HINT in desk.press("kein_wert").words


def test_the_tables_that_are_told_are_those_that_the_forms_warn_of() -> None:
    assert set(TOLD) == {"measure", *_OF_MEASURE, *_OF_MILESTONE}
