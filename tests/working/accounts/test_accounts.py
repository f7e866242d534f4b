"""Administrators look after accounts and roles, by forms."""

from __future__ import annotations

import datetime as dt
import html

import pytest

from dashboard.domain.rights import Grant
from dashboard.operations import accounts
from tests.working.people import PASSWORD, SLUG, TODAY, Town, mail

ROLE = {"rolle": "sponsor", "strategie": SLUG, "bereich": "measure", "kennung": "2.3", "titel": "Patin", "gesehen": "-"}


def number(town: Town, name: str) -> int:
    return accounts.account_of(town.engine, mail(name)).id


def grants(town: Town, account: int) -> tuple[Grant, ...]:
    return tuple(one for one in accounts.everybody(town.engine)[1] if one.account == account)


def new(town: Town) -> int:
    return accounts.add_account(town.engine, town.actor("admin"), "neu@musterstadt.example", "Neu", PASSWORD).id


def test_the_list_shows_everybody_with_their_roles(people_town: Town) -> None:
    text = html.unescape(people_town.client("admin").get("/konten").text)
    assert "8 offene Konten" in text
    for name in ("patin", "leitung", "koordination", "rat"):
        assert mail(name) in text
    assert "AG-Leitung (musterstadt-2030, Handlungsfeld 2)" in text


def test_an_account_is_added_gets_a_role_with_days_and_logs_in(people_town: Town) -> None:
    admin = people_town.client("admin")
    added = admin.post("/konten/neu", data={"name": "Neue", "email": "neu@musterstadt.example", "kennwort": PASSWORD})
    assert added.status_code == 303
    account = accounts.account_of(people_town.engine, "neu@musterstadt.example").id
    given = admin.post(
        f"/konten/{account}/rolle", data=ROLE | {"von": "01.02.2026", "bis": "31.12.2026", "grund": "Neu"}
    )
    assert given.status_code == 303
    [grant] = grants(people_town, account)
    assert (grant.role, grant.scope, grant.object, grant.title) == ("sponsor", "measure", "2.3", "Patin")
    assert (grant.starts, grant.ends) == (dt.date(2026, 2, 1), dt.date(2026, 12, 31))
    login = people_town.client().post("/anmelden", data={"email": "neu@musterstadt.example", "kennwort": PASSWORD})
    assert login.status_code == 303


def test_who_stands_in_for_somebody_holds_the_same_role_at_the_same_place(people_town: Town) -> None:
    account, [lead] = new(people_town), grants(people_town, number(people_town, "leitung"))
    way = f"/konten/{account}/rolle"
    form = {
        "rolle": "lead",
        "strategie": SLUG,
        "bereich": "field",
        "kennung": "2",
        "vertretung": lead.code,
        "gesehen": "-",
    }
    admin = people_town.client("admin")
    assert admin.post(way, data=form | {"kennung": "1"}).status_code == 422
    assert admin.post(way, data=form).status_code == 303
    assert [one.deputy_of for one in grants(people_town, account)] == [lead.code]


def test_a_role_ends_and_the_account_is_logged_out_at_once(people_town: Town) -> None:
    account = number(people_town, "patin")
    there = people_town.client("patin")
    [grant] = grants(people_town, account)
    assert people_town.client("admin").post(f"/konten/{account}/beenden", data={"rolle": grant.code}).status_code == 303
    assert grants(people_town, account) == ()
    assert there.get("/mein-konto").status_code == 303


def test_a_closed_account_logs_in_no_more_and_its_name_goes_a_year_later(people_town: Town) -> None:
    account, there = number(people_town, "patin"), people_town.client("patin")
    answer = people_town.client("admin").post(
        f"/konten/{account}/schliessen", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 303
    assert there.get("/mein-konto").status_code == 303
    assert (
        people_town.client().post("/anmelden", data={"email": mail("patin"), "kennwort": PASSWORD}).status_code == 401
    )
    engine, year = people_town.engine, dt.timedelta(365)
    assert accounts.forget_closed(engine, TODAY + year - dt.timedelta(1)) == 0
    assert accounts.account_of_number(engine, account).name
    assert accounts.forget_closed(engine, TODAY + year) == 1
    gone = accounts.account_of_number(engine, account)
    assert (gone.name, gone.email) == (None, None)


def test_the_second_of_two_administrators_is_told_and_loses_no_text(people_town: Town) -> None:
    account = new(people_town)
    admin = people_town.client("admin")
    assert admin.post(f"/konten/{account}/rolle", data=ROLE).status_code == 303
    second = admin.post(f"/konten/{account}/rolle", data=ROLE | {"titel": "Zweite Patin", "grund": "Vertretung"})
    assert second.status_code == 409
    assert 'value="Zweite Patin"' in second.text
    assert 'value="Vertretung"' in second.text
    assert len(grants(people_town, account)) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"von": "irgendwann"}, "Bitte den Tag schreiben"), ({"kennung": ""}, "Bitte die Kennung"),
        ({"bereich": "all"}, "Ist das die Kennung"), ({"kennung": "99.9"}, "99.9"), ({"strategie": "gibtsnicht"}, "gibtsnicht"),
        ({"von": "01.02.2026", "bis": "01.01.2026"}, "endet"), ({"rolle": "chef"}, "chef"), ({"rolle": "public"}, "public"),
        ({"titel": "x" * 121}, "zu lang"), ({"vertretung": "role-99-1"}, "vertreten"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_everything_typed_stays(
    people_town: Town, changes: dict[str, str], said: str
) -> None:
    account = new(people_town)
    answer = people_town.client("admin").post(f"/konten/{account}/rolle", data=ROLE | {"grund": "weil"} | changes)
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert 'value="weil"' in answer.text
    assert grants(people_town, account) == ()


def test_a_new_account_that_cannot_be_is_refused_with_the_text_kept(people_town: Town) -> None:
    for email, name, password in (
        ("kein", "A", PASSWORD), (mail("patin"), "A", PASSWORD), ("a@musterstadt.example", "", PASSWORD),
        ("a@musterstadt.example", "A", "passwort1234"),
    ):  # fmt: skip
        answer = people_town.client("admin").post(
            "/konten/neu", data={"email": email, "name": name, "kennwort": password}
        )
        assert answer.status_code == 422
        assert f'value="{email}"' in answer.text
        assert password not in answer.text
    assert len(accounts.everybody(people_town.engine)[0]) == 8


def test_nobody_locks_the_house_from_outside(people_town: Town) -> None:
    me, admin = number(people_town, "admin"), people_town.client("admin")
    [own] = grants(people_town, me)
    assert admin.post(f"/konten/{me}/schliessen", content_type="application/x-www-form-urlencoded").status_code == 422
    assert admin.post(f"/konten/{me}/beenden", data={"rolle": own.code}).status_code == 422
    assert admin.get("/konten").status_code == 200


def test_an_unknown_account_and_a_foreign_role_change_nothing(people_town: Town) -> None:
    admin = people_town.client("admin")
    for odd in ("99", "x", "9" * 30, "-1"):
        assert admin.get(f"/konten/{odd}").status_code == 404
    [lead] = grants(people_town, number(people_town, "leitung"))
    assert admin.post(f"/konten/{number(people_town, 'patin')}/beenden", data={"rolle": lead.code}).status_code == 422
    assert grants(people_town, lead.account) == (lead,)
