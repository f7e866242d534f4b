"""Logging in and out, as a browser without scripts does it."""

from __future__ import annotations

from tests.working.people import PASSWORD, SLUG, Town, mail


def _log_in(client, **changes):
    return client.post("/anmelden", data={"email": mail("patin"), "kennwort": PASSWORD} | changes)


def test_who_logs_in_goes_on_where_they_wanted(people_town: Town) -> None:
    client = people_town.client()
    asked = client.get("/mein-konto")
    assert asked.headers["Location"] == "/anmelden?weiter=%2Fmein-konto"
    assert _log_in(client, weiter="/mein-konto").headers["Location"] == "/mein-konto"
    assert mail("patin") in client.get("/mein-konto").text


def test_nobody_is_led_to_another_house_after_the_login(people_town: Town) -> None:
    for elsewhere in ("https://example.org/", "//example.org", "/\\example.org", "javascript:x", "anders"):
        assert _log_in(people_town.client(), weiter=elsewhere).headers["Location"] == "/meine-eintraege"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(people_town: Town) -> None:
    wrong = _log_in(people_town.client(), kennwort="falsch")
    unknown = _log_in(people_town.client(), email="niemand@musterstadt.example")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace(mail("patin"), "") == unknown.text.replace("niemand@musterstadt.example", "")


def test_guessing_becomes_slow(people_town: Town) -> None:
    client = people_town.client()
    answers = [_log_in(client, kennwort=f"falsch {at}").status_code for at in range(6)]
    assert answers == [401] * 5 + [429]
    assert _log_in(client).status_code == 429


def test_the_address_may_be_written_in_any_case(people_town: Town) -> None:
    assert _log_in(people_town.client(), email=f" {mail('patin').upper()} ").status_code == 303


def test_logging_out_ends_the_session_and_not_only_the_cookie(people_town: Town) -> None:
    client = people_town.client("patin")
    [cookie] = [value for value in (client.get_cookie("strategiemonitor"),) if value]
    client.post("/abmelden", content_type="application/x-www-form-urlencoded")
    client.set_cookie("strategiemonitor", cookie.value)
    assert client.get("/mein-konto").status_code == 303


def test_who_has_not_logged_in_sees_what_is_published_as_soon_as_somebody_can(people_town: Town) -> None:
    assert "Schwachstelle" not in people_town.client().get(f"/{SLUG}").text
    assert "Schwachstelle" in people_town.client("patin").get(f"/{SLUG}").text
    assert "Schwachstelle" not in people_town.client("rat").get(f"/{SLUG}").text


def test_a_new_password_logs_out_everywhere_else(people_town: Town) -> None:
    here, there = people_town.client("patin"), people_town.client("patin")
    new = "acht grüne Möwen auf dem Dach"
    assert here.post("/mein-konto", data={"bisher": PASSWORD, "neu": new}).status_code == 303
    assert here.get("/mein-konto").status_code == 200
    assert there.get("/mein-konto").status_code == 303
    assert _log_in(people_town.client()).status_code == 401
    assert _log_in(people_town.client(), kennwort=new).status_code == 303


def test_a_weak_password_is_refused_with_the_reason(people_town: Town) -> None:
    client = people_town.client("patin")
    for weak in ("kurz", "passwort1234", "x" * 201, "patinmusterstadt", "123456789012"):
        answer = client.post("/mein-konto", data={"bisher": PASSWORD, "neu": weak})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
