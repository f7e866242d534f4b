"""Nobody gets in where they don't belong: each sentence of that promise, tried to be broken."""

from __future__ import annotations

import datetime as dt
import logging
import re
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.domain.rights import Grant
from dashboard.operations import accounts, comments, entries, login
from dashboard.operations.entries import Answer
from dashboard.storage.accounts import find
from dashboard.storage.engine import reading
from dashboard.storage.schema import session
from dashboard.web.visitors import COOKIE
from tests.site import page_paths, settings
from tests.working import people
from tests.working.forging import FORM, page_rules
from tests.working.people import OPERATOR, PASSWORD, SLUG, Town, mail

SECRET = "Geheimnotiz-4711"
NOW = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)


def log_in(client: FlaskClient, name: str = "patin", **more: object):
    return client.post("/anmelden", data={"email": mail(name), "kennwort": PASSWORD}, **more)


def token(client: FlaskClient) -> str:
    cookie = client.get_cookie(COOKIE)
    assert cookie
    return cookie.value


def inside(client: FlaskClient) -> bool:
    return client.get("/mein-konto").status_code == 200


def with_settings(town: Town, **changes: object) -> Town:
    return Town(town.engine, create_app(settings(**changes), town.engine).server)


def number(town: Town, name: str) -> int:
    return accounts.account_of(town.engine, mail(name)).id


# Sessions


def test_a_session_that_somebody_planted_is_not_the_one_after_the_login(people_town: Town) -> None:
    client = people_town.client()
    client.set_cookie(COOKIE, "untergeschoben")
    log_in(client)
    assert token(client) != "untergeschoben"
    thief = people_town.client()
    thief.set_cookie(COOKIE, "untergeschoben")
    assert not inside(thief)


def test_each_login_is_a_new_session_and_the_one_before_is_dead(people_town: Town) -> None:
    client, old = people_town.client(), people_town.client()
    log_in(client)
    old.set_cookie(COOKIE, token(client))
    log_in(client, "leitung")
    assert inside(client)
    assert not inside(old)


def test_a_session_is_dead_after_logout_password_and_role_change(people_town: Town) -> None:
    patin, engine = number(people_town, "patin"), people_town.engine
    admin = people_town.actor("admin")
    ways = (
        lambda client: client.post("/abmelden", content_type=FORM),
        lambda _client: accounts.set_password(engine, admin, accounts.account_of_number(engine, patin), "neun rote Fische im Korb"),
        lambda _client: accounts.grant_role(engine, admin, Grant(code="", account=patin, role="council", strategy=SLUG)),
        lambda _client: accounts.end_role(engine, admin, f"role-{patin}-1"),
        lambda _client: accounts.close_account(engine, admin, accounts.account_of_number(engine, patin)),
    )  # fmt: skip
    for way in ways:
        client = people_town.client("patin")
        kept = token(client)
        assert inside(client)
        way(client)
        again = people_town.client()
        again.set_cookie(COOKIE, kept)
        assert not inside(again)


def test_a_session_ends_after_two_idle_hours_and_after_twelve_in_any_case(people_town: Town) -> None:
    engine, patin = people_town.engine, number(people_town, "patin")
    idle = login.begin(engine, patin, NOW)
    assert login.session(engine, idle, NOW + login.IDLE) is not None
    idle = login.begin(engine, patin, NOW)
    assert login.session(engine, idle, NOW + login.IDLE + dt.timedelta(seconds=1)) is None
    busy, at = login.begin(engine, patin, NOW), NOW
    while at < NOW + login.LONGEST:
        assert login.session(engine, busy, at) is not None
        at += dt.timedelta(hours=1)
    assert login.session(engine, busy, NOW + login.LONGEST + dt.timedelta(seconds=1)) is None


def test_the_database_holds_no_token_that_would_let_anybody_in(people_town: Town) -> None:
    client = people_town.client("patin")
    with reading(people_town.engine) as connection:
        stored = list(connection.scalars(sa.select(session.c.token)))
    assert token(client) not in stored
    for kept in stored:
        thief = people_town.client()
        thief.set_cookie(COOKIE, kept)
        assert not inside(thief)


def test_the_cookie_is_for_this_program_alone_and_for_no_script(people_town: Town) -> None:
    [plain] = log_in(people_town.client()).headers.getlist("Set-Cookie")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(plain.split("; "))
    house = with_settings(people_town, public_url="https://monitor.example", secret_key="x" * 40, base_path="/monitor/")
    answer = house.client().post("/monitor/anmelden", data={"email": mail("patin"), "kennwort": PASSWORD})
    [cookie] = answer.headers.getlist("Set-Cookie")
    assert {"HttpOnly", "SameSite=Lax", "Secure", "Path=/monitor/"} <= set(cookie.split("; "))
    assert not {part.partition("=")[0] for part in cookie.split("; ")} & {"Expires", "Max-Age", "Domain"}


def test_a_role_that_has_ended_opens_nothing_although_somebody_is_logged_in(people_town: Town) -> None:
    made = accounts.add_account(people_town.engine, OPERATOR, "kurz@musterstadt.example", "Kurz", PASSWORD)
    past = Grant(code="", account=made.id, role="coordination", strategy=SLUG, ends=people.TODAY - dt.timedelta(1))
    accounts.grant_role(people_town.engine, OPERATOR, past)
    client = people_town.client("kurz")
    assert inside(client)
    assert client.get(f"/{SLUG}/bearbeiten").status_code == 403
    assert "Schwachstelle" not in client.get(f"/{SLUG}").text


# Passwords


def test_guessing_from_one_address_becomes_slow_for_all_names(people_town: Town) -> None:
    codes = []
    for at in range(login.MOST_FROM_ADDRESS + 2):
        codes.append(
            people_town.client().post("/anmelden", data={"email": f"n{at}@x.example", "kennwort": "falsch"}).status_code
        )
    assert codes[-2:] == [429, 429]
    assert set(codes[: login.MOST_FROM_ADDRESS]) == {401}


def test_an_ipv6_network_is_one_address(people_town: Town) -> None:
    for at in range(login.MOST_FROM_ADDRESS):
        with pytest.raises(login.LoginFailed):
            login.log_in(people_town.engine, f"n{at}@x.example", "falsch", f"2001:db8:1:2::{at:x}", NOW)
    with pytest.raises(login.TooManyTries):
        login.log_in(people_town.engine, "neu@x.example", "falsch", "2001:db8:1:2:ffff::1", NOW)
    with pytest.raises(login.LoginFailed):
        login.log_in(people_town.engine, "neu@x.example", "falsch", "2001:db8:1:3::1", NOW)


def test_who_found_an_open_screen_guesses_the_password_as_slowly(people_town: Town) -> None:
    client = people_town.client("patin")
    codes = [
        client.post("/mein-konto", data={"bisher": f"falsch {at}", "neu": PASSWORD}).status_code for at in range(7)
    ]
    assert codes == [422] * 5 + [429] * 2


def test_a_password_is_stored_as_argon2id(people_town: Town) -> None:
    with reading(people_town.engine) as connection:
        hashes = list(connection.exec_driver_sql("SELECT password FROM account").scalars())
    assert len(set(hashes)) == len(hashes)
    assert all(stored.startswith("$argon2id$") and PASSWORD not in stored for stored in hashes)


# What is internal stays internal


def answered(town: Town, period: str, **said: object) -> Answer:
    """A value of the bus figures, on top of what is stored."""
    seen = entries.fact_version(town.engine, SLUG, "K20", period)
    stated = {"value": Decimal(1), "quality": "measured"} | said
    return Answer(kind="value", subject="K20", period=period, seen=seen, **stated)  # type: ignore[arg-type]


@pytest.fixture
def secrets_inside(people_town: Town) -> Town:
    """What is not public: an entry, an approved value, the note of a correction, a comment; each holds a word that stays
    inside."""
    engine, stand = people_town.engine, people_town.view().default_stand
    for period, decided in (("2025-12", None), ("1999-12", "approved"), ("2024-03", "published")):
        words = {"note": SECRET} | (
            {} if decided == "published" else {"reason": SECRET, "source": SECRET, "typed": SECRET}
        )
        made = entries.submit(engine, people_town.actor("patin"), SLUG, answered(people_town, period, **words), None)
        if decided:
            entries.approve(engine, people_town.actor("leitung"), SLUG, made.code, made.version, stand)
    comments.write(engine, people_town.actor("mitglied"), SLUG, "2.3", SECRET, None)
    return people_town


def public_addresses() -> list[str]:
    mine = [path for path in page_paths() if path == "/" or path.startswith(f"/{SLUG}")]
    return [*mine, *(f"/{SLUG}/{name}/tabellen" for name in ("ueberblick", "fortschritt", "massnahmen", "mittelabfluss", "monitoring", "ziele", "quellen")),
            "/tabellen", "/strategien.csv", f"/{SLUG}/massnahmen/2.3/tabellen"]  # fmt: skip


@pytest.mark.parametrize("name", [None, "rat"], ids=["nobody", "council"])
def test_drafts_notes_and_weak_points_leave_through_no_page_table_file_or_figure(
    secrets_inside: Town, name: str | None
) -> None:
    client, seen = secrets_inside.client(name), set()
    for address in public_addresses():
        text = client.get(address).text
        assert SECRET not in text, address
        assert "Schwachstelle" not in text, address
        seen |= set(re.findall(rf'href="(/{SLUG}[^"]*(?:\.csv|/woher/[^"]*))"', text))
    assert len(seen) > 20
    for address in sorted(seen)[::7]:
        answer = client.get(address.replace("&amp;", "&"))
        assert SECRET not in answer.text, address
        assert "schwachstelle" not in answer.text.casefold(), address


def test_the_open_data_are_the_same_whoever_asks_and_hold_nothing_internal(secrets_inside: Town) -> None:
    names = ("", "/progress", "/budget", "/monitoring", "/goals", "/sources", "/measures", "/measures/2.3")
    for name in names:
        address = f"/api/v1/strategies/{SLUG}{name}"
        answers = {secrets_inside.client(who).get(address).data for who in (None, "rat", "koordination", "admin")}
        assert len(answers) == 1, address
        assert SECRET.encode() not in answers.pop(), address


def test_counts_and_figures_do_not_move_for_the_public_when_something_is_submitted(people_town: Town) -> None:
    address = f"/api/v1/strategies/{SLUG}/monitoring?sources=none"
    before = people_town.client().get(address).data
    made = answered(people_town, "2025-12")
    entries.submit(people_town.engine, people_town.actor("patin"), SLUG, made, None)
    assert people_town.client().get(address).data == before


def test_what_is_foreign_and_what_is_unknown_get_the_same_answer(people_town: Town) -> None:
    for name in ("rat", "finanzen"):
        client = people_town.client(name)
        if name == "rat":
            known, unknown = (client.get(f"/{slug}/bearbeiten") for slug in (SLUG, "gibtsnicht"))
            assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
        one, other = client.get("/konten/1"), client.get("/konten/999")
        assert (one.status_code, one.text) == (other.status_code, other.text)
    engine, pate = people_town.engine, people_town.actor("pate")
    made = entries.submit(engine, people_town.actor("patin"), SLUG, Answer(
        kind="value", subject="K6", period="1999", value=Decimal(1), quality="measured"), None)  # fmt: skip
    said = []
    for code in (made.code, "value:K6:1998", "value:K99:1998"):
        with pytest.raises(Exception) as refused:
            entries.take_back(engine, pate, SLUG, code, made.version)
        said.append((type(refused.value), str(refused.value)))
    assert said[0] == said[1]


def test_nothing_but_the_login_is_open_where_reading_needs_one(people_town: Town) -> None:
    house = with_settings(people_town, reading="login")
    client = house.client()
    for rule in page_rules(house.server):
        if "<" in rule or rule.startswith(("/assets", "/static")) or rule in ("/health", "/_favicon.ico"):
            continue
        answer = client.get(rule)
        if rule.startswith("/anmelden") and answer.status_code == 200:
            continue
        assert answer.status_code in (303, 401, 404), rule
    for address in public_addresses():
        assert client.get(address).headers.get("Location", "").startswith("/anmelden"), address
    assert client.get(f"/api/v1/strategies/{SLUG}").status_code == 401
    assert client.post("/_dash-update-component", json={}).status_code in (400, 401)
    member = house.client("rat")
    assert member.get(f"/{SLUG}").status_code == 200
    assert member.get(f"/{SLUG}").headers["Cache-Control"] == "no-store"
    assert member.get(f"/api/v1/strategies/{SLUG}").status_code == 401


def test_personal_pages_are_kept_by_no_browser(people_town: Town) -> None:
    for name, path in (("patin", "/mein-konto"), ("patin", f"/{SLUG}"), ("rat", f"/{SLUG}"), ("admin", "/konten")):
        assert people_town.client(name).get(path).headers["Cache-Control"] == "no-store"
    assert people_town.client().get(f"/{SLUG}").headers["Cache-Control"] == "no-cache"


# A server that this machine alone reaches


def test_the_internal_view_without_accounts_is_for_a_browser_on_this_machine_alone(people_town: Town) -> None:
    with people_town.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM session")
        connection.exec_driver_sql("UPDATE account SET closed_on = '2026-01-01'")
    fresh = with_settings(people_town)
    client = fresh.client()
    assert "Schwachstelle" in client.get(f"/{SLUG}").text
    for odd in (
        {"base_url": "http://fremd.example"}, {"headers": {"X-Forwarded-For": "192.0.2.1"}}, {"headers": {"Forwarded": "for=192.0.2.1"}},
        {"headers": {"Via": "1.1 proxy"}}, {"base_url": "http://localhost.fremd.example"},
    ):  # fmt: skip
        assert "Schwachstelle" not in client.get(f"/{SLUG}", **odd).text
    for others in ({"host": "0.0.0.0"}, {"public_url": "https://monitor.example", "secret_key": "x" * 40}):
        assert "Schwachstelle" not in with_settings(people_town, **others).client().get(f"/{SLUG}").text


def test_a_demo_account_opens_on_this_machine_alone(people_town: Town) -> None:
    with people_town.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE account SET demo = 1")
    assert inside(people_town.client("patin"))
    assert not inside(with_settings(people_town, host="0.0.0.0").client("patin"))


def test_dash_has_no_mcp_and_no_debug_whatever_the_environment_says(peopled: Path, tmp_path: Path, monkeypatch) -> None:
    for name in ("DASH_MCP_ENABLED", "DASH_DEBUG", "FLASK_DEBUG", "DASH_HOT_RELOAD", "DASH_UI"):
        monkeypatch.setenv(name, "true")
    town = people.copy(peopled, tmp_path / "town.db")
    assert town.server.debug is False
    for path in ("/_mcp", "/_mcp/", "/_reload-hash", "/_alive", "/console", "/_dash-error"):
        assert town.client().get(path).status_code == 404
    assert "mcp" not in " ".join(rule.rule for rule in town.server.url_map.iter_rules())


# Logs


def test_the_log_tells_each_event_in_one_line_and_quotes_nobody(
    people_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="strategiemonitor")
    client = people_town.client()
    client.post("/anmelden", data={"email": mail("patin"), "kennwort": "ganz-geheim-1"})
    client.post("/anmelden", data={"email": "niemand@x.example", "kennwort": "ganz-geheim-2"})
    log_in(client)
    client.get(f"/{SLUG}/bearbeiten?grund=ganz-geheim-3")
    client.post("/mein-konto", data={"bisher": PASSWORD}, headers={"Origin": "https://fremd.example"})
    patin = number(people_town, "patin")
    lines = [record.getMessage() for record in caplog.records if record.name == "strategiemonitor"]
    assert f"login failed account={patin}" in lines
    assert "login failed account=unknown" in lines
    assert f"login ok account={patin}" in lines
    assert any(line.startswith("refused 403 POST /mein-konto") for line in lines)
    told = "\n".join(lines)
    for secret in ("geheim", PASSWORD, mail("patin"), "niemand", token(client), "@"):
        assert secret not in told
    assert all("\n" not in line for line in lines)


def test_a_fault_shows_an_id_that_the_log_knows_and_nothing_else(
    people_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**_parts: str) -> None:
        raise KeyError("steht-im-Fehler")

    people_town.server.view_functions["strategies_as_csv"] = broken
    answer = people_town.client().get("/strategien.csv")
    assert answer.status_code == 500
    [number_] = re.findall(r"\b[0-9a-f]{8}\b", answer.text)
    [line] = [record.getMessage() for record in caplog.records if "error id=" in record.getMessage()]
    assert line.startswith(f"error id={number_} GET /strategien.csv ")
    assert "KeyError at" in line
    for text in (answer.text, caplog.text):
        assert "steht-im-Fehler" not in text
        assert "Traceback" not in text


def test_nobody_writes_a_line_of_the_log(people_town: Town, caplog: pytest.LogCaptureFixture) -> None:
    people_town.client().post("/konten/%0d%0alogin%20ok%20account=1", data={})
    assert all("\n" not in record.getMessage() and "\r" not in record.getMessage() for record in caplog.records)


def test_the_account_of_a_person_who_left_is_a_number_alone(people_town: Town) -> None:
    patin = number(people_town, "patin")
    accounts.close_account(people_town.engine, OPERATOR, accounts.account_of_number(people_town.engine, patin))
    accounts.forget_closed(people_town.engine, people.TODAY + dt.timedelta(accounts.NAME_KEPT))
    with reading(people_town.engine) as connection:
        left = find(connection, id=patin)
    assert left is not None
    assert (left.email, left.name, left.by_password, left.by_provider, left.calendar) == (
        None,
        None,
        False,
        False,
        False,
    )
