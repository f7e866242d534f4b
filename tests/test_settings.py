"""The settings come from the environment; whatever cannot be used is told at once, in German."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from dashboard.errors import SettingsError
from dashboard.settings import PREFIX, is_loopback, load_settings

SECRET = "nicht-geheim-" * 3


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


def problems(monkeypatch: pytest.MonkeyPatch, **variables: str) -> list[str]:
    """One sentence for each variable that cannot be used."""
    for name, value in variables.items():
        monkeypatch.setenv(PREFIX + name, value)
    try:
        load_settings()
    except SettingsError as error:
        return list(error.problems)
    return []


def test_without_any_variable_one_machine_is_served_from_a_file() -> None:
    settings = load_settings()
    assert (settings.host, settings.port, settings.base_path) == ("127.0.0.1", 8050, "/")
    assert settings.database_url.startswith("sqlite:///")
    assert (settings.data_dir / "codebook.toml").is_file()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://a/b"),
        ("DATABASE_URL", "strategiemonitor.db"),
        ("DATABASE_URL", "postgresql://host"),
        ("DATABASE_URL", "postgresql://stadt@host:anschluss/name"),
        ("DATABASE_URL", "postgresql://stadt@host:99999/name"),
        ("DATABASE_URL", "postgresql://[host/name"),
        ("HOST", "300.1.1.1"),
        ("HOST", "ein host"),
        ("PORT", "achttausend"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("BASE_PATH", "/mit leerzeichen/"),
        ("BASE_PATH", "/../"),
        ("BASE_PATH", "/monitor/./"),
        ("SECRET_KEY", "kurz"),
        ("DATA_DIR", "/gibt/es/nicht"),
        ("LOG_LEVEL", "laut"),
        ("THREADS", "0"),
        ("TODAY", "2023-02-29"),
        ("TODAY", "heute"),
    ],
)
def test_a_value_that_cannot_be_used_gives_one_german_sentence_with_the_variables_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (sentence,) = problems(monkeypatch, **{name: value})
    assert sentence.startswith(f"{PREFIX}{name} lässt sich nicht verwenden: ")
    assert sentence.endswith(".")


def test_all_wrong_values_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = problems(monkeypatch, PORT="x", TODAY="x", LOG_LEVEL="x", HOST="0.0.0.0")
    names = [sentence.split()[0].removeprefix(PREFIX) for sentence in told]
    assert names == ["PORT", "SECRET_KEY", "LOG_LEVEL", "TODAY"]


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("PROT", "PORT"),
        ("SECRETKEY", "SECRET_KEY"),
        ("DATABASE_URI", "DATABASE_URL"),
        ("HOSTS", "HOST"),
        ("DATABASE", "DATABASE_URL"),
        ("LOGLEVEL", "LOG_LEVEL"),
        ("DATA_FOLDER", "DATA_DIR"),
        ("smtp_pass", "SMTP_PASSWORD"),
    ],
)
def test_a_mistyped_variable_is_told_with_the_one_that_is_meant(
    monkeypatch: pytest.MonkeyPatch, mistyped: str, meant: str
) -> None:
    (sentence,) = problems(monkeypatch, **{mistyped: "5"})
    assert sentence == f"{PREFIX}{mistyped} ist keine Einstellung. Ist {PREFIX}{meant} gemeint?"


@pytest.mark.parametrize("name", ["FOO", "", "X_Y_Z"])
def test_a_variable_that_is_near_to_none_is_told_with_all_that_are_possible(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (sentence,) = problems(monkeypatch, **{name: "5"})
    assert sentence.startswith(f"{PREFIX}{name} ist keine Einstellung: entfernen.")
    assert all(known in sentence for known in ("DATABASE_URL", "PORT", "TODAY"))


@pytest.mark.parametrize("name", ["TEST_POSTGRES", "TEST_CHROMIUM", "port"])
def test_variables_of_the_tests_and_small_letters_are_left_alone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert problems(monkeypatch, **{name: "5432"}) == []


def test_variables_without_the_prefix_and_unknown_ones_without_a_value_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PROT", "5")
    monkeypatch.setenv("STRATEGIEMONITORING", "5")
    assert problems(monkeypatch, PROT="") == []


def test_no_sentence_repeats_a_value_that_may_be_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    told = problems(monkeypatch, DATABASE_URL="mysql://stadt:passwort@db/x", SECRET_KEY="geheimnis")
    assert len(told) == 2
    assert "passwort" not in " ".join(told)
    assert "geheimnis" not in " ".join(told)


def test_a_server_that_others_can_reach_needs_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    (sentence,) = problems(monkeypatch, HOST="0.0.0.0")
    assert f"{PREFIX}SECRET_KEY" in sentence
    assert problems(monkeypatch, HOST="0.0.0.0", SECRET_KEY=SECRET) == []
    assert SECRET not in repr(load_settings())


@pytest.mark.parametrize(
    ("given", "path"), [("/", "/"), ("monitor", "/monitor/"), ("/monitor", "/monitor/"), ("/a/b/", "/a/b/")]
)
def test_a_base_path_begins_and_ends_with_a_slash(monkeypatch: pytest.MonkeyPatch, given: str, path: str) -> None:
    monkeypatch.setenv(f"{PREFIX}BASE_PATH", given)
    assert load_settings().base_path == path


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}PORT", "")
    assert load_settings().port == 8050


def test_the_present_day_can_be_fixed_for_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}TODAY", "2024-02-29")
    assert load_settings().current_day() == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2025-12-31T22:59:59+00:00", "2025-12-31"),
        ("2025-12-31T23:00:00+00:00", "2026-01-01"),
        ("2025-06-30T22:00:00+00:00", "2025-07-01"),
        ("2025-03-30T00:59:59+00:00", "2025-03-30"),
        ("2024-02-28T23:00:00+00:00", "2024-02-29"),
    ],
)
def test_a_day_begins_when_it_begins_in_germany(monkeypatch: pytest.MonkeyPatch, moment: str, day: str) -> None:
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return dt.datetime.fromisoformat(moment).astimezone(tz)

    settings = load_settings()
    monkeypatch.setattr("dashboard.settings.dt", SimpleNamespace(datetime=Clock))
    assert settings.current_day().isoformat() == day


def test_another_data_folder_may_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(f"{PREFIX}DATA_DIR", str(tmp_path))
    assert load_settings().data_dir == tmp_path


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "::1", "[::1]", "localhost", "LOCALHOST"])
def test_these_hosts_are_reached_from_this_machine_alone(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "rathaus.example", "localhost.example", ""])
def test_these_hosts_are_reached_by_others_too(host: str) -> None:
    assert not is_loopback(host)
