"""One's own letters and calendar, as a browser without scripts and a calendar program see them."""

from __future__ import annotations

import datetime as dt
import re

from icalendar import Calendar

from dashboard.operations import accounts
from dashboard.operations.deed import Actor
from tests.working.people import OPERATOR, TODAY, Town, mail


def _address(town: Town, name: str = "patin") -> str:
    page = town.client(name).post("/mein-konto/kalender", data={"was": "neu"})
    assert page.status_code == 200
    found = re.search(r'value="http://[^"/]+(/kalender/[^"]+\.ics)"', page.text)
    assert found
    return found[1]


def _events(town: Town, address: str) -> list:
    answer = town.client().get(address)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def test_the_calendar_holds_the_due_days_of_this_person_and_needs_no_login(people_town: Town) -> None:
    events = _events(people_town, _address(people_town))
    own = {(one.due_on, one.code) for one in people_town.view().due() if one.measure == "2.3"}
    assert own
    addresses = {(event["dtstart"].dt, str(event["url"]).rpartition("/")[2]) for event in events}
    assert own <= addresses
    assert all("2.3" in str(event["summary"]) for event in events)
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert any(event["dtstart"].dt > TODAY for event in events), "what comes stands in it as well"


def test_no_figure_no_name_and_no_title_stand_in_a_calendar(people_town: Town) -> None:
    text = people_town.client().get(_address(people_town)).text
    state = people_town.view().assessment.state
    assert mail("patin") not in text
    assert "Patin" not in text
    assert not [one.title for one in state.indicators if one.title in text]
    assert not [one.title for one in state.measures if one.title in text]


def test_a_new_address_makes_the_old_one_useless_and_a_removed_calendar_is_gone(people_town: Town) -> None:
    old = _address(people_town)
    new = _address(people_town)
    assert people_town.client().get(old).status_code == 404
    assert people_town.client().get(new).status_code == 200
    people_town.client("patin").post("/mein-konto/kalender", data={"was": "ende"})
    assert people_town.client().get(new).status_code == 404


def test_the_address_is_shown_once_and_the_database_does_not_know_it(people_town: Town) -> None:
    secret = _address(people_town).removeprefix("/kalender/").removesuffix(".ics")
    assert secret not in people_town.client("patin").get("/mein-konto").text
    with people_town.engine.connect() as connection:
        stored = connection.exec_driver_sql("SELECT calendar FROM account WHERE calendar IS NOT NULL").scalars().all()
    assert len(stored) == 1
    assert secret not in stored[0]


def test_the_calendar_of_a_closed_account_is_gone(people_town: Town) -> None:
    address = _address(people_town)
    accounts.close_account(people_town.engine, OPERATOR, accounts.account_of(people_town.engine, mail("patin")))
    assert people_town.client().get(address).status_code == 404


def test_whoever_has_lost_the_role_finds_an_empty_calendar(people_town: Town) -> None:
    address = _address(people_town)
    for grant in people_town.actor("patin").grants:
        accounts.end_role(people_town.engine, OPERATOR, grant.code)
    assert _events(people_town, address) == []


def test_a_guessed_calendar_is_not_found_and_only_read(people_town: Town) -> None:
    client = people_town.client()
    for guess in ("x", "a" * 43, "%00", "..%2f..", "ä"):
        assert client.get(f"/kalender/{guess}.ics").status_code == 404
    assert client.post(_address(people_town)).status_code in (400, 405)


def test_a_pause_is_set_and_lifted_on_the_page_of_ones_own_account(people_town: Town) -> None:
    client = people_town.client("patin")
    assert client.post("/mein-konto/briefe", data={"tage": "14"}).status_code == 303
    found = accounts.account_of(people_town.engine, mail("patin"))
    assert found.quiet_until == TODAY + dt.timedelta(days=14)
    assert "Pause bis 29.01.2026" in client.get("/mein-konto").text
    client.post("/mein-konto/briefe", data={"tage": "0"})
    assert accounts.account_of(people_town.engine, mail("patin")).quiet_until is None


def test_an_odd_pause_and_a_form_of_nobody_are_refused(people_town: Town) -> None:
    client = people_town.client("patin")
    for odd in ("", "-1", "99999", "14; DROP TABLE account", "³"):
        assert client.post("/mein-konto/briefe", data={"tage": odd}).status_code == 400
    assert people_town.client().post("/mein-konto/briefe", data={"tage": "14"}).status_code == 401
    assert people_town.client().post("/mein-konto/kalender", data={"was": "neu"}).status_code == 401


def test_one_person_changes_nothing_of_another(people_town: Town) -> None:
    """No form names an account: it is always the one that has logged in."""
    client = people_town.client("pate")
    assert client.post("/mein-konto/briefe", data={"tage": "14", "konto": "1"}).status_code == 400
    assert isinstance(people_town.actor("patin"), Actor)
    assert accounts.account_of(people_town.engine, mail("patin")).quiet_until is None
