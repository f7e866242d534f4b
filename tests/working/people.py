"""A copy of the example town in which people can log in: one sponsor, lead, deputy lead, coordination and more."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.domain.rights import Grant
from dashboard.exchange.transfer import import_folder
from dashboard.operations import accounts, login
from dashboard.operations.deed import Actor
from dashboard.reader import Reader, View
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from dashboard.web.visitors import COOKIE
from tests.site import DATA, settings

SLUG = "musterstadt-2030"
TODAY = dt.date(2026, 1, 15)
PASSWORD = "sieben blaue Kähne im Wind"
OPERATOR = Actor(None, (), TODAY, operator=True)

#: By name: role, scope, object and title of a grant in the example town.
ROLES = {
    "patin": ("sponsor", "measure", "2.3", "Patenrolle Maßnahme 2.3"),
    "pate": ("sponsor", "measure", "1.3", "Patenrolle Maßnahme 1.3"),
    "mitglied": ("member", "field", "2", "Mitglied der AG Mobilität"),
    "leitung": ("lead", "field", "2", "Leitung der AG Mobilität"),
    "koordination": ("coordination", "all", None, "Koordination"),
    "finanzen": ("finance", "all", None, "Kämmerei"),
    "rat": ("council", "all", None, "Stadtvertretung"),
}


@dataclass(frozen=True)
class Town:
    """A database of its own with the example town and accounts."""

    engine: sa.Engine
    server: Flask

    def actor(self, name: str) -> Actor:
        """The person as one who acts."""
        return accounts.actor_of(self.engine, accounts.account_of(self.engine, mail(name)), TODAY)

    def client(self, name: str | None = None) -> FlaskClient:
        """A browser without scripts, in which this person has logged in; without a name nobody."""
        client = self.server.test_client()
        if name:
            account = accounts.account_of(self.engine, mail(name))
            client.set_cookie(COOKIE, login.begin(self.engine, account.id, dt.datetime.now(dt.UTC)))
        return client

    def view(self) -> View:
        """The internal view of the town as its pages open."""
        found = Reader(self.engine, today=lambda: TODAY, audience="internal").view(SLUG)
        assert found
        return found


def mail(name: str) -> str:
    return f"{name}@musterstadt.example"


def add(engine: sa.Engine, name: str, role: str, scope: str = "all", about: str | None = None, title: str | None = None,
        strategy: str | None = SLUG) -> None:  # fmt: skip
    """One more account with one role."""
    made = accounts.add_account(engine, OPERATOR, mail(name), name.title(), PASSWORD)
    grant = Grant(code="", account=made.id, role=role, strategy=strategy, scope=scope, object=about, title=title)
    accounts.grant_role(engine, OPERATOR, grant)


def fill(path: Path) -> None:
    """The example town alone, with everybody of ROLES and an administrator: to be copied."""
    engine = create_engine(f"sqlite:///{path}")
    upgrade(engine)
    import_folder(engine, DATA / SLUG, TODAY)
    for name, (role, scope, about, title) in ROLES.items():
        add(engine, name, role, scope, about, title)
    add(engine, "admin", "admin", strategy=None, title="Administration")
    engine.dispose()


def copy(filled: Path, path: Path) -> Town:
    """A town of its own, which a test may change."""
    shutil.copy(filled, path)
    engine = create_engine(f"sqlite:///{path}")
    return Town(engine, create_app(settings(), engine).server)
