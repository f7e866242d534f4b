"""A draft is kept by the server for its person alone, opens on every device, and is no answer."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from dashboard.operations import accounts, drafts, entries
from dashboard.storage.drafts import Draft
from tests.working.desk.browser import PUNCTUALITY, Desk, address, fields, give
from tests.working.desk.test_states import close, stored, submitted
from tests.working.people import OPERATOR, SLUG, Town, add, mail

NOTE = "Er ist noch nicht eingereicht."
REPORT = "report:2.3:2025-Q4"


def kept(town: Town, name: str) -> dict[tuple[str, str], Draft]:
    return drafts.drafts_of(town.engine, accounts.account_of(town.engine, mail(name)).id)


def leave(desk: Desk, **typed: str) -> Desk:
    """Type something and go away; the browser hands over what stands in the form."""
    form = fields(desk.page.text) | typed
    desk.page = desk.client.post(f"{desk.at}/entwurf", data=form, follow_redirects=True)
    return desk


def begun(town: Town, **typed: str) -> Desk:
    return leave(Desk.of(town, "patin").open(PUNCTUALITY), **({"wert": "91,"} | typed))


def test_a_draft_is_in_the_fields_on_another_device_and_says_that_it_is_one(people_town: Town) -> None:
    begun(people_town, notiz="Dezember fehlt noch")
    elsewhere = Desk.of(people_town, "patin").open(PUNCTUALITY)
    assert fields(elsewhere.page.text)["wert"] == "91,"
    assert fields(elsewhere.page.text)["notiz"] == "Dezember fehlt noch"
    assert NOTE in elsewhere.words
    assert "Wert · 2.3 · Dezember 2025 · Entwurf" in elsewhere.words


def test_a_draft_answers_nothing_and_nobody_else_sees_it(people_town: Town) -> None:
    desk = begun(people_town, notiz="nur für mich")
    assert "noch 1 von 1" in desk.words
    assert entries.entries(people_town.engine, SLUG) == {}
    for name in ("leitung", "koordination", "admin"):
        client = people_town.client(name)
        for path in ("/freigaben", f"/{SLUG}/freigaben", f"/{SLUG}/verlauf", f"/{SLUG}/verlauf/2.3"):
            assert "nur für mich" not in client.get(path, follow_redirects=True).text


def test_the_draft_is_gone_with_the_answer(people_town: Town) -> None:
    begun(people_town).open(PUNCTUALITY).submit(wert="91,5")
    assert kept(people_town, "patin") == {}
    assert NOTE not in Desk.of(people_town, "patin").open(PUNCTUALITY).words


def test_what_was_handed_over_late_does_not_stand_over_what_was_submitted(people_town: Town) -> None:
    desk = Desk.of(people_town, "patin").open(PUNCTUALITY)
    typed = fields(desk.page.text) | {"wert": "91,"}
    desk.submit(wert="91,5")
    assert desk.client.post(address(PUNCTUALITY) + "/entwurf", data=typed).status_code == 409
    assert kept(people_town, "patin") == {}


def test_a_draft_on_top_of_a_submitted_answer_leaves_that_answer_where_it_is(people_town: Town) -> None:
    desk = leave(begun(people_town).open(PUNCTUALITY).submit(wert="91,5").open(PUNCTUALITY), wert="91,8")
    assert fields(desk.page.text)["wert"] == "91,8"
    assert stored(people_town, PUNCTUALITY)["typed"] == "91,5"
    assert desk.submit(wert="91,8").status == 200
    assert stored(people_town, PUNCTUALITY)["typed"] == "91,8"


def test_a_draft_from_before_somebody_else_answered_meets_their_answer(people_town: Town) -> None:
    add(people_town.engine, "zweite", "sponsor", "measure", "2.3", "Zweite Patin")
    desk = begun(people_town, wert="91,7")
    submitted(people_town, "zweite", "91.1")
    assert desk.open(PUNCTUALITY).submit().status == 409
    assert desk.press("behalten").status == 200
    assert kept(people_town, "patin") == {}
    assert stored(people_town, PUNCTUALITY)["value"] == Decimal("91.1")


def test_the_reasons_for_no_value_open_again(people_town: Town) -> None:
    desk = Desk.of(people_town, "patin").open(PUNCTUALITY).press("kein_wert")
    leave(desk, grund="not_yet", kommt_bis="1.3.2026").open(PUNCTUALITY)
    assert re.search(r'<input checked="" id="grund-not_yet"', desk.page.text)
    assert fields(desk.page.text)["kommt_bis"] == "1.3.2026"


def test_a_report_of_several_lines_comes_back_as_it_was_typed(people_town: Town) -> None:
    desk = leave(Desk.of(people_town, "patin").open(REPORT), text="Erste Zeile\nzweite <b>Zeile</b>")
    assert fields(desk.open(REPORT).page.text)["text"] == "Erste Zeile\nzweite <b>Zeile</b>"


def test_a_draft_can_be_dropped(people_town: Town) -> None:
    desk = begun(people_town)
    desk.page = desk.client.post(f"{desk.at}/entwurf", data={"weg": "verwerfen"}, follow_redirects=True)
    assert fields(desk.page.text)["wert"] == ""
    assert kept(people_town, "patin") == {}


@pytest.mark.parametrize("name", ["pate", "mitglied", "leitung", "koordination", "finanzen", "rat", "admin", None])
def test_nobody_keeps_a_draft_for_a_question_that_is_not_theirs(people_town: Town, name: str | None) -> None:
    answer = people_town.client(name).post(address(PUNCTUALITY) + "/entwurf", data={"wert": "91,"})
    assert answer.status_code in (401, 403, 404)
    assert name is None or kept(people_town, name) == {}


@pytest.mark.parametrize("typed", [{"wert": "9" * 501}, {"fremd": "1"}, {"gesehen": "x"}])
def test_a_draft_that_no_form_has_is_refused(people_town: Town, typed: dict[str, str]) -> None:
    answer = people_town.client("patin").post(address(PUNCTUALITY) + "/entwurf", data=typed)
    assert answer.status_code == 400
    assert kept(people_town, "patin") == {}


def test_with_the_account_its_drafts_go(people_town: Town) -> None:
    begun(people_town)
    account = accounts.account_of(people_town.engine, mail("patin"))
    accounts.close_account(people_town.engine, OPERATOR, account)
    assert drafts.drafts_of(people_town.engine, account.id) == {}


def test_who_loses_the_role_finds_the_draft_no_more_and_gets_it_back_with_the_role(people_town: Town) -> None:
    begun(people_town)
    account = accounts.account_of(people_town.engine, mail("patin"))
    held = next(one for one in accounts.everybody(people_town.engine)[1] if one.account == account.id)
    accounts.end_role(people_town.engine, OPERATOR, held.code)
    assert Desk.of(people_town, "patin").open(PUNCTUALITY).status in (403, 404)
    give(people_town, "patin", "2.3")
    assert fields(Desk.of(people_town, "patin").open(PUNCTUALITY).page.text)["wert"] == "91,"


def test_a_closed_period_shows_no_draft_before_a_correction_is_proposed(people_town: Town) -> None:
    desk = begun(people_town)
    close(people_town, "2025-Q4")
    assert NOTE not in desk.open(PUNCTUALITY).words
    assert NOTE in desk.open(PUNCTUALITY, vorschlag="1").words
