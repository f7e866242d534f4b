"""The town's own single sign-on, against a real provider on this machine."""

from __future__ import annotations

import base64
import hashlib
import html
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import oidc_provider_mock
import pytest
import requests
from flask import request
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.domain.rights import Grant
from dashboard.operations import accounts
from tests.site import settings
from tests.working import people
from tests.working.people import OPERATOR, PASSWORD, SLUG, mail

BACK = "/anmelden/stadtkonto/zurueck"
ROLES = f"groups=monitor-admin: admin; realm.roles=AG 2: lead@{SLUG}/field/2; groups=verloren: lead@gibtsnicht"


@dataclass
class Provider:
    """A provider that listens; `asked` are the forms that came to its token address."""

    issuer: str
    asked: list[dict[str, str]] = field(default_factory=list)

    def knows(self, subject: str, **claims: Any) -> None:
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=10).raise_for_status()

    def log_in(self, address: str, subject: str) -> str:
        """What somebody does at the provider: the address to which it sends them back."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
        assert answer.status_code in (302, 303), answer.text
        return answer.headers["Location"]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    app = oidc_provider_mock.app()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    found = Provider(f"http://127.0.0.1:{server.port}")

    @app.before_request
    def noted() -> None:
        if "grant_type" in request.form:
            found.asked.append(dict(request.form))

    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()


def town(peopled: Path, folder: Path, **changes: object) -> people.Town:
    copied = people.copy(peopled, folder / "town.db")
    stated = {"oidc_client_id": "monitor", "oidc_client_secret": "geheim", "oidc_roles": ROLES} | changes
    return people.Town(copied.engine, create_app(settings(**stated), copied.engine).server)


@pytest.fixture
def house(peopled: Path, tmp_path: Path, provider: Provider) -> people.Town:
    return town(peopled, tmp_path, oidc_issuer=provider.issuer)


def begin(client: FlaskClient, after: str = "") -> str:
    """The address of the provider to which the login page leads."""
    answer = client.get("/anmelden/stadtkonto", query_string={"weiter": after} if after else None)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def come_back(client: FlaskClient, address: str) -> Any:
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def arrive(client: FlaskClient, provider: Provider, subject: str, after: str = "") -> Any:
    return come_back(client, provider.log_in(begin(client, after), subject))


def changed(address: str, **changes: str | None) -> str:
    """The address with other parameters; None leaves one out."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query)) | changes
    return parts._replace(query=urlencode({name: value for name, value in query.items() if value is not None})).geturl()


def refused(answer: Any, sentence: str) -> bool:
    return answer.status_code == 401 and sentence in html.unescape(answer.text)


def nobody(client: FlaskClient) -> bool:
    return client.get("/mein-konto").status_code == 303


def test_the_login_page_leads_to_the_towns_account_first(house: people.Town) -> None:
    text = house.client().get("/anmelden?weiter=%2Fmein-konto").text
    assert 'href="/anmelden/stadtkonto?weiter=%2Fmein-konto"' in text


def test_who_comes_for_the_first_time_gets_an_account_and_goes_on_where_they_wanted(house, provider) -> None:
    provider.knows("neu", email="neu@stadt.example", email_verified=True, name="Neue Person")
    client = house.client()
    answer = arrive(client, provider, "neu", "/mein-konto")
    assert answer.headers["Location"] == "/mein-konto"
    assert "neu@stadt.example" in client.get("/mein-konto").text
    again = house.client()
    arrive(again, provider, "neu")
    assert len([one for one in accounts.everybody(house.engine)[0] if one.by_provider]) == 1


def test_each_login_has_its_own_state_nonce_and_proof(house, provider) -> None:
    first, second = (parse_qs(urlsplit(begin(house.client())).query) for _n in range(2))
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) >= 43
        assert first[name] != second[name]
    assert first["code_challenge_method"] == ["S256"]


def test_the_provider_gets_the_proof_that_the_same_browser_came_back(house, provider) -> None:
    client = house.client()
    address = begin(client)
    come_back(client, provider.log_in(address, "probe@stadt.example"))
    sent = hashlib.sha256(provider.asked[-1]["code_verifier"].encode()).digest()
    assert [base64.urlsafe_b64encode(sent).rstrip(b"=").decode()] == parse_qs(urlsplit(address).query)["code_challenge"]


def test_a_foreign_or_missing_state_is_refused(house, provider) -> None:
    client = house.client()
    back = provider.log_in(begin(client), "a@stadt.example")
    for state in ("fremd", "", None):
        other = house.client()
        begin(other)
        assert refused(come_back(other, changed(back, state=state)), "nicht bestätigt")
        assert nobody(other)


def test_somebody_elses_way_back_logs_nobody_in(house, provider) -> None:
    victim, attacker = house.client(), house.client()
    back = provider.log_in(begin(attacker), "boese@stadt.example")
    assert refused(come_back(victim, back), "nicht hier begonnen")
    begin(victim)
    assert refused(come_back(victim, back), "nicht bestätigt")
    assert nobody(victim)


def test_a_wrong_nonce_is_refused(house, provider) -> None:
    client = house.client()
    back = provider.log_in(changed(begin(client), nonce="n" * 43), "a@stadt.example")
    assert refused(come_back(client, back), "nicht bestätigt")
    back = provider.log_in(changed(begin(client), nonce=None), "a@stadt.example")
    assert refused(come_back(client, back), "nicht bestätigt")
    assert nobody(client)


def test_a_code_works_once(house, provider) -> None:
    client = house.client()
    back = provider.log_in(begin(client), "a@stadt.example")
    cookie = client.get_cookie("strategiemonitor-stadtkonto", path="/anmelden/stadtkonto")
    assert come_back(client, back).status_code == 303
    other = house.client()
    other.set_cookie("strategiemonitor-stadtkonto", cookie.value, path="/anmelden/stadtkonto")
    assert refused(come_back(other, back), "nicht bestätigt")
    assert refused(come_back(client, back), "nicht hier begonnen")


def test_a_made_up_code_and_an_error_of_the_provider_are_refused(house, provider) -> None:
    for answer in ({"code": "erfunden"}, {"error": "access_denied"}, {"code": ""}, {"code": "x" * 5000}, {}):
        client = house.client()
        [state] = parse_qs(urlsplit(begin(client)).query)["state"]
        assert refused(client.get(BACK, query_string={"state": state} | answer), "nicht bestätigt")


def test_a_foreign_issuer_is_refused(peopled: Path, tmp_path: Path, provider: Provider, house) -> None:
    client = house.client()
    back = provider.log_in(begin(client), "a@stadt.example")
    assert refused(come_back(client, back + "&iss=https%3A%2F%2Fanders.example"), "nicht bestätigt")
    (tmp_path / "zwei").mkdir()
    other = town(peopled, tmp_path / "zwei", oidc_issuer=provider.issuer + "/")
    assert refused(other.client().get("/anmelden/stadtkonto"), "nicht bestätigt")


def test_a_provider_that_does_not_answer_is_told_and_passwords_still_work(peopled: Path, tmp_path: Path) -> None:
    alone = town(peopled, tmp_path, oidc_issuer="http://127.0.0.1:9")
    client = alone.client()
    assert refused(client.get("/anmelden/stadtkonto"), "nicht zu erreichen")
    assert client.post("/anmelden", data={"email": mail("patin"), "kennwort": PASSWORD}).status_code == 303


def test_a_token_for_another_program_is_refused(peopled: Path, tmp_path: Path, provider: Provider) -> None:
    mine = town(peopled, tmp_path, oidc_issuer=provider.issuer)
    client = mine.client()
    back = provider.log_in(begin(client), "a@stadt.example")
    cookie = client.get_cookie("strategiemonitor-stadtkonto", path="/anmelden/stadtkonto")
    (tmp_path / "zwei").mkdir()
    other = town(peopled, tmp_path / "zwei", oidc_issuer=provider.issuer, oidc_client_id="anderes", secret_key="x" * 32)
    stranger = other.client()
    stranger.set_cookie("strategiemonitor-stadtkonto", cookie.value, path="/anmelden/stadtkonto")
    assert refused(come_back(stranger, back), "nicht bestätigt")


def test_claims_give_roles_and_take_them_away_and_what_was_given_by_hand_stays(house, provider) -> None:
    provider.knows(
        "chefin",
        email="chefin@stadt.example",
        email_verified=True,
        groups=["monitor-admin", "x"],
        realm={"roles": ["AG 2"]},
    )
    arrive(house.client(), provider, "chefin")
    account = accounts.account_of(house.engine, "chefin@stadt.example")
    by_hand = accounts.grant_role(
        house.engine, OPERATOR, Grant(code="", account=account.id, role="council", strategy=SLUG)
    )

    def held() -> set[tuple[str, str | None]]:
        return {(one.role, one.object) for one in accounts.actor_of(house.engine, account, people.TODAY).grants}

    assert held() == {("admin", None), ("lead", "2"), ("council", None)}
    there = house.client()
    arrive(there, provider, "chefin")
    assert there.get("/konten").status_code == 200
    provider.knows("chefin", email="chefin@stadt.example", email_verified=True, groups="verloren")
    arrive(house.client(), provider, "chefin")
    assert held() == {(by_hand.role, None)}
    assert nobody(there)


def test_an_account_with_a_password_is_never_taken_over_by_its_address(house, provider) -> None:
    provider.knows("dieb", email=mail("koordination"), email_verified=True)
    client = house.client()
    assert refused(arrive(client, provider, "dieb"), "schon ein Konto")
    assert nobody(client)


def test_an_account_made_for_an_address_becomes_its_owners_only_if_the_provider_checked_it(house, provider) -> None:
    made = accounts.add_account(house.engine, OPERATOR, "wartet@stadt.example", "Wartet")
    provider.knows("unsicher", email="wartet@stadt.example")
    assert refused(arrive(house.client(), provider, "unsicher"), "schon ein Konto")
    provider.knows("sicher", email="wartet@stadt.example", email_verified=True)
    assert arrive(house.client(), provider, "sicher").status_code == 303
    assert accounts.account_of_number(house.engine, made.id).by_provider
    provider.knows("zweite", email="wartet@stadt.example", email_verified=True)
    assert refused(arrive(house.client(), provider, "zweite"), "schon ein Konto")


def test_a_closed_account_stays_closed_for_the_provider_too(house, provider) -> None:
    provider.knows("geht", email="geht@stadt.example", email_verified=True)
    arrive(house.client(), provider, "geht")
    accounts.close_account(house.engine, OPERATOR, accounts.account_of(house.engine, "geht@stadt.example"))
    client = house.client()
    assert refused(arrive(client, provider, "geht"), "geschlossen")
    assert nobody(client)


def test_nobody_is_led_to_another_house_after_it(house, provider) -> None:
    for elsewhere in ("https://example.org/", "//example.org", "/\\example.org"):
        assert arrive(house.client(), provider, "a@stadt.example", elsewhere).headers["Location"] == "/meine-eintraege"


def test_the_way_and_the_session_have_cookies_that_scripts_and_other_sites_do_not_see(
    peopled: Path, tmp_path: Path, provider: Provider
) -> None:
    secure = town(
        peopled, tmp_path, oidc_issuer=provider.issuer, public_url="https://monitor.example", secret_key="x" * 40
    )
    answer = secure.client().get("/anmelden/stadtkonto", base_url="https://monitor.example")
    [cookie] = answer.headers.getlist("Set-Cookie")
    for part in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/anmelden/stadtkonto", "Max-Age=600"):
        assert part in cookie
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["redirect_uri"] == [f"https://monitor.example{BACK}"]


def test_without_the_setting_there_is_no_such_address(people_town: people.Town) -> None:
    for path in ("/anmelden/stadtkonto", BACK):
        assert people_town.client().get(path).status_code == 404
    assert "stadtkonto" not in people_town.client().get("/anmelden").text
