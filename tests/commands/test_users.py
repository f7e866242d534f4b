"""`strategiemonitor user …` as whoever runs the program uses it."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
from pathlib import Path

import pytest

from dashboard.cli import DONE, REFUSED, UNUSABLE, run
from dashboard.operations import accounts, login
from dashboard.operations.demo_people import PASSWORD as DEMO
from dashboard.operations.demo_people import PEOPLE
from dashboard.settings import PREFIX
from dashboard.storage.engine import create_engine
from tests.working.people import SLUG, mail

GOOD = "vier gelbe Boote und ein Ruder"
NOW = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def town(peopled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of its own with the example town and its accounts."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    url = f"sqlite:///{shutil.copy(peopled, tmp_path / 'town.db')}"
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", url)
    monkeypatch.setenv(f"{PREFIX}TODAY", "2026-01-15")
    return url


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text + "\n"))


def test_an_account_is_added_gets_a_role_and_logs_in(town: str, monkeypatch, capsys) -> None:
    typed(monkeypatch, GOOD)
    assert run(["user", "add", "Neu@Stadt.Example", "Neue Leitung"]) == DONE
    assert (
        run(["user", "role", "neu@stadt.example", "lead", "--strategy", SLUG, "--field", "1", "--ends", "2026-12-31"])
        == DONE
    )
    assert "role-9-1" in capsys.readouterr().out
    engine = create_engine(town)
    assert login.log_in(engine, "neu@stadt.example", GOOD, "", NOW)
    [grant] = accounts.actor_of(engine, accounts.account_of(engine, "neu@stadt.example"), NOW.date()).grants
    assert (grant.role, grant.scope, grant.object, grant.ends) == ("lead", "field", "1", dt.date(2026, 12, 31))
    assert run(["user", "list"]) == DONE
    assert "neu@stadt.example  Neue Leitung  offen" in capsys.readouterr().out


def test_a_password_is_never_an_argument(capsys) -> None:
    assert run(["user", "password", mail("patin"), GOOD]) == UNUSABLE
    assert run(["user", "add", "neu@stadt.example", "Neu", "--password", GOOD]) == UNUSABLE
    assert GOOD not in "".join(capsys.readouterr())


def test_a_weak_password_is_refused_and_no_account_stays(town: str, monkeypatch, capsys) -> None:
    typed(monkeypatch, "passwort1234")
    assert run(["user", "add", "neu@stadt.example", "Neu"]) == REFUSED
    assert "neu@stadt.example" not in {one.email for one in accounts.everybody(create_engine(town))[0]}


def test_another_password_and_a_closed_account_end_what_was_open(town: str, monkeypatch) -> None:
    engine = create_engine(town)
    number = accounts.account_of(engine, mail("patin")).id
    for command, text in ((["user", "password", mail("patin")], GOOD), (["user", "disable", mail("patin")], "")):
        now = dt.datetime.now(dt.UTC)
        token = login.begin(engine, number, now)
        typed(monkeypatch, text)
        assert run(command) == DONE
        assert login.session(engine, token, now) is None
    with pytest.raises(login.LoginFailed):
        login.log_in(engine, mail("patin"), GOOD, "", NOW)


def test_a_role_is_ended_by_its_code_and_only_with_the_account_that_holds_it(town: str, capsys) -> None:
    engine = create_engine(town)
    [grant] = accounts.actor_of(engine, accounts.account_of(engine, mail("pate")), NOW.date()).grants
    assert run(["user", "role", mail("patin"), grant.code, "--end"]) == REFUSED
    assert run(["user", "role", mail("pate"), grant.code, "--end"]) == DONE
    assert accounts.actor_of(engine, accounts.account_of(engine, mail("pate")), NOW.date()).grants == ()


@pytest.mark.parametrize(
    "wrong",
    [
        ["chef"], ["lead", "--strategy", "gibtsnicht"], ["lead", "--field", "2"], ["lead", "--strategy", SLUG, "--field", "99"],
        ["lead", "--starts", "morgen"], ["lead", "--starts", "2026-02-01", "--ends", "2026-01-01"],
        ["sponsor", "--deputy-of", "role-99-1"], ["member", "--deputy-of", "role-1-1"], ["public"],
    ],
)  # fmt: skip
def test_a_role_that_cannot_be_meant_is_refused_with_a_sentence(wrong: list[str], town: str, capsys) -> None:
    before = accounts.everybody(create_engine(town))
    assert run(["user", "role", mail("patin"), *wrong]) == REFUSED
    assert capsys.readouterr().err.strip().endswith(".")
    assert accounts.everybody(create_engine(town)) == before


def test_demo_accounts_have_every_role_and_one_password_and_leave_by_one_command(
    town: str, monkeypatch, capsys
) -> None:
    for person in ("admin", "koordination", "leitung", "mitglied", "patin", "pate", "finanzen", "rat"):
        engine = create_engine(town)
        accounts.close_account(
            engine, accounts.Actor(None, (), NOW.date(), operator=True), accounts.account_of(engine, mail(person))
        )
    engine = create_engine(town)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE account SET email = 'alt' || id")
    assert run(["user", "demo"]) == DONE
    assert DEMO in capsys.readouterr().out
    for name, *_rest in PEOPLE:
        assert login.log_in(engine, mail(name), DEMO, "", NOW)
    assert run(["user", "demo"]) == REFUSED
    assert run(["user", "demo", "--close"]) == DONE
    with pytest.raises(login.LoginFailed):
        login.log_in(engine, mail("admin"), DEMO, "", NOW)


def test_no_server_that_others_reach_opens_with_demo_accounts(town: str, monkeypatch, capsys) -> None:
    engine = create_engine(town)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE account SET demo = 1 WHERE id = 1")
    monkeypatch.setenv(f"{PREFIX}SECRET_KEY", "x" * 40)
    for name, value in (("HOST", "0.0.0.0"), ("PUBLIC_URL", "https://monitor.example")):
        monkeypatch.setenv(f"{PREFIX}{name}", value)
        assert run(["serve"]) == REFUSED
        assert capsys.readouterr().err.count("user demo --close") == 1
        assert run(["user", "demo"]) == REFUSED
        capsys.readouterr()
        monkeypatch.delenv(f"{PREFIX}{name}")
