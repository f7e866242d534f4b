"""A server that others reach refuses to start with what is for one machine alone, in one sentence each."""

from __future__ import annotations

import os

import pytest

from dashboard.claims import ClaimRole, claim_roles, earned
from dashboard.errors import SettingsError
from dashboard.settings import PREFIX, load_settings

REACHED = ({"HOST": "0.0.0.0"}, {"PUBLIC_URL": "https://monitor.example"}, {"PUBLIC_URL": "http://monitor.intern"})
GOOD = {"SECRET_KEY": "x" * 40}


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX) or name in ("FLASK_DEBUG", "DASH_DEBUG")]:
        monkeypatch.delenv(name)


def told(monkeypatch: pytest.MonkeyPatch, **variables: str) -> list[str]:
    """The sentences with which it refuses; none: it starts."""
    for name, value in variables.items():
        monkeypatch.setenv(name if name.endswith("_DEBUG") else PREFIX + name, value)
    try:
        load_settings()
    except SettingsError as error:
        return list(error.problems)
    return []


@pytest.mark.parametrize("reached", REACHED)
def test_it_starts_with_a_secret_and_without_debug(monkeypatch: pytest.MonkeyPatch, reached: dict[str, str]) -> None:
    assert told(monkeypatch, **reached, **GOOD, FLASK_DEBUG="0") == []
    assert load_settings().local is False


@pytest.mark.parametrize("reached", REACHED)
@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"), ({"DASH_DEBUG": "true"}, "DASH_DEBUG"),
        ({"LOG_LEVEL": "debug"}, "STRATEGIEMONITOR_LOG_LEVEL=DEBUG"),
    ],
)  # fmt: skip
def test_it_refuses_debug(monkeypatch: pytest.MonkeyPatch, reached: dict, wrong: dict, name: str) -> None:
    [sentence] = told(monkeypatch, **reached, **GOOD, **wrong)
    assert sentence.startswith(name)
    assert sentence.endswith("entfernen.")


@pytest.mark.parametrize("reached", REACHED)
def test_it_refuses_without_a_secret_or_with_a_short_one(monkeypatch: pytest.MonkeyPatch, reached: dict) -> None:
    [missing] = told(monkeypatch, **reached)
    assert missing.startswith("STRATEGIEMONITOR_SECRET_KEY fehlt")
    [short] = told(monkeypatch, **reached, SECRET_KEY="kurz")
    assert "32" in short
    assert "kurz " not in short


def test_one_machine_alone_may_debug_and_needs_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, FLASK_DEBUG="1", LOG_LEVEL="DEBUG", PUBLIC_URL="http://127.0.0.1:8050") == []
    assert load_settings().local is True


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"OIDC_ISSUER": "http://sso.example"}, "OIDC_ISSUER"), ({"OIDC_ISSUER": "sso"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://sso.example"}, "OIDC_CLIENT_ID"),
        ({"OIDC_ISSUER": "https://sso.example", "OIDC_CLIENT_ID": "a"}, "OIDC_CLIENT_SECRET"),
        ({"OIDC_ROLES": "groups=x: chef"}, "OIDC_ROLES"), ({"OIDC_ROLES": "groups=x"}, "OIDC_ROLES"),
        ({"OIDC_ROLES": "groups=x: public"}, "OIDC_ROLES"), ({"OIDC_ROLES": "groups=x: lead@a/field"}, "OIDC_ROLES"),
        ({"TRUSTED_PROXY": "proxy"}, "TRUSTED_PROXY"),
    ],
)  # fmt: skip
def test_a_single_sign_on_that_cannot_work_is_told_at_the_start(monkeypatch, wrong: dict, name: str) -> None:
    [sentence] = told(monkeypatch, **wrong)
    assert sentence.startswith(PREFIX + name)


def test_single_sign_on_of_a_server_that_others_reach_needs_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    client = {"OIDC_ISSUER": "https://sso.example", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "geheim-4711"}
    [sentence] = told(monkeypatch, HOST="0.0.0.0", **GOOD, **client)
    assert sentence.startswith("STRATEGIEMONITOR_PUBLIC_URL fehlt")
    assert "geheim-4711" not in repr(told(monkeypatch, PUBLIC_URL="https://monitor.example"))
    assert "geheim-4711" not in repr(load_settings())


def test_rules_of_claims_are_read_as_they_are_written() -> None:
    rules = claim_roles("groups=monitor admin: admin; realm.roles=AG 2: lead@stadt-2030/field/2;")
    assert rules == (
        ClaimRole("groups", "monitor admin", "admin", None, "all", None),
        ClaimRole("realm.roles", "AG 2", "lead", "stadt-2030", "field", "2"),
    )


@pytest.mark.parametrize(
    ("claims", "roles"),
    [
        ({"groups": ["monitor", "x"]}, ["admin"]), ({"groups": "monitor"}, ["admin"]), ({"groups": ["monitors"]}, []),
        ({"groups": {"monitor": 1}}, []), ({"groups": None}, []), ({}, []), ({"realm": {"roles": ["AG 2"]}}, ["lead"]),
        ({"realm.roles": ["AG 2"]}, ["lead"]), ({"realm": ["roles"]}, []), ({"realm": {"roles": [1, ["AG 2"]]}}, []),
    ],
)  # fmt: skip
def test_a_claim_gives_a_role_where_it_has_the_value_and_nowhere_else(claims: dict, roles: list[str]) -> None:
    rules = claim_roles("groups=monitor: admin; realm.roles=AG 2: lead@stadt/field/2")
    assert [rule.role for rule in earned(rules, claims)] == roles  # type: ignore[arg-type]
