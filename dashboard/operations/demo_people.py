"""Accounts to try the example town with: one of each role, all with one password that everybody knows."""

from __future__ import annotations

import sqlalchemy as sa

from dashboard.domain.rights import Grant
from dashboard.errors import RefusedError
from dashboard.operations import accounts
from dashboard.operations.deed import Actor
from dashboard.storage import accounts as stored
from dashboard.storage import read
from dashboard.storage.accounts import Account
from dashboard.storage.engine import reading
from dashboard.text.catalog import gettext as _

SLUG = "musterstadt-2030"
#: It protects nothing: these accounts open on this machine alone.
PASSWORD = "sieben blaue Kähne im Wind"  # noqa: S105

#: Name before the @: role, strategy, scope, code, role title, and the place in this list it stands in for.
PEOPLE: tuple[tuple[str, str, str | None, str, str | None, str, int | None], ...] = (
    ("admin", "admin", None, "all", None, "Administration", None),
    ("koordination", "coordination", SLUG, "all", None, "Koordination", None),
    ("leitung", "lead", SLUG, "field", "2", "AG-Leitung Handlungsfeld 2", None),
    ("stellvertretung", "lead", SLUG, "field", "2", "Stellvertretende AG-Leitung Handlungsfeld 2", 2),
    ("mitglied", "member", SLUG, "field", "2", "AG-Mitglied Handlungsfeld 2", None),
    ("patin", "sponsor", SLUG, "measure", "2.3", "Patin Maßnahme 2.3", None),
    ("pate", "sponsor", SLUG, "measure", "1.3", "Pate Maßnahme 1.3", None),
    ("finanzen", "finance", SLUG, "all", None, "Kämmerei", None),
    ("rat", "council", SLUG, "all", None, "Stadtvertretung", None),
)


def add_demo_people(engine: sa.Engine, actor: Actor) -> list[Account]:
    """Add them all. Raises RefusedError where the example town is not there or they are already."""
    with reading(engine) as connection:
        if SLUG not in read.slugs(connection):
            raise RefusedError(_("The example town {slug} is not in the database.", slug=SLUG))
        if stored.any_demo(connection):
            raise RefusedError(_("The demo accounts are there already."))
    made: list[Account] = []
    given: list[Grant] = []
    for name, role, strategy, scope, about, title, deputy in PEOPLE:
        account = accounts.add_account(engine, actor, f"{name}@musterstadt.example", title, PASSWORD, demo=True)
        grant = Grant(
            code="", account=account.id, role=role, strategy=strategy, scope=scope, object=about, title=title,
            deputy_of=given[deputy].code if deputy is not None else None,
        )  # fmt: skip
        given.append(accounts.grant_role(engine, actor, grant))
        made.append(account)
    return made


def close_demo_people(engine: sa.Engine, actor: Actor) -> int:
    """Close every open demo account; how many it were."""
    everybody, _grants = accounts.everybody(engine)
    open_ones = [one for one in everybody if one.demo and one.closed_on is None]
    for one in open_ones:
        accounts.close_account(engine, actor, one)
    return len(open_ones)


def refuse_in_production(engine: sa.Engine) -> None:
    """RefusedError where a demo account is open: its password is known to everybody."""
    with reading(engine) as connection:
        if stored.any_demo(connection):
            raise RefusedError(
                _(
                    "Demo accounts are open, and others reach this server. Close them: strategiemonitor user demo --close"
                )
            )
