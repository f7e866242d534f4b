"""Accounts of people whom the town's own single sign-on has confirmed: found or made, with the roles of their claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.domain.rights import Grant
from dashboard.errors import RefusedError
from dashboard.operations import accounts
from dashboard.operations.deed import Actor, deed
from dashboard.storage import accounts as stored
from dashboard.storage.accounts import Account
from dashboard.storage.engine import reading
from dashboard.storage.schema import INSTALLATION
from dashboard.text.catalog import gettext as _

#: How the code of a role begins that came by a claim: it goes with the claim, one that was given by hand stays.
CLAIMED = "claim-"
_REASON = "single sign-on"


class Confirmed(NamedTuple):
    """Who somebody is, as the provider says. `sure` is whether it has checked the address."""

    issuer: str
    subject: str
    email: str | None
    name: str | None
    sure: bool

    @classmethod
    def by(cls, claims: Mapping[str, Any]) -> Confirmed:
        """What the claims of an ID token say."""
        email, name = claims.get("email"), claims.get("name") or claims.get("preferred_username")
        return cls(
            str(claims["iss"]), str(claims["sub"])[:255], email if isinstance(email, str) else None,
            name if isinstance(name, str) else None, claims.get("email_verified") is True,
        )  # fmt: skip


def account_of(engine: sa.Engine, who: Confirmed, wanted: Sequence[Grant], today: dt.date) -> Account:
    """The account of somebody, with exactly the roles of its claims besides those given by hand.

    It is found by issuer and subject. An account that was made for its address without a password becomes its own,
    if the provider has checked the address. Raises RefusedError where the account is closed or the address is taken.
    """
    actor = Actor(None, (), today, operator=True)
    with reading(engine) as connection:
        found = stored.find(connection, issuer=who.issuer, subject=who.subject)
    account = found or _tied(engine, actor, who)
    if account.closed_on:
        raise RefusedError(_("This account is closed. The administration can help."))
    _follow(engine, actor, account, wanted)
    return account


def _tied(engine: sa.Engine, actor: Actor, who: Confirmed) -> Account:
    """The account that is this person's from now on."""
    with reading(engine) as connection:
        waiting = stored.find(connection, email=stored.folded(who.email)) if who.email else None
    if waiting is None:
        name = (who.name or who.email or who.subject)[: accounts.LONGEST_NAME]
        waiting = accounts.add_account(engine, actor, who.email, name) if who.email else _nameless(engine, actor, name)
    elif not who.sure or waiting.by_password or waiting.by_provider:
        raise RefusedError(_("There is an account with your address already. The administration can help."))
    with deed(engine, actor, INSTALLATION) as doing:
        stored.change(doing.connection, waiting.id, issuer=who.issuer, subject=who.subject)
    return waiting


def _nameless(engine: sa.Engine, actor: Actor, name: str) -> Account:
    """An account of somebody of whom the provider tells no address."""
    accounts.open_history(engine)
    with deed(engine, actor, INSTALLATION) as doing:
        number = stored.add(doing.connection, name=name, created_on=actor.today)
    return accounts.account_of_number(engine, number)


def _follow(engine: sa.Engine, actor: Actor, account: Account, wanted: Sequence[Grant]) -> None:
    """End the roles whose claims are gone and give the new ones; a role that cannot be given is left out."""
    held = {
        _told(one): one
        for one in accounts.actor_of(engine, account, actor.today).grants
        if one.code.startswith(CLAIMED)
    }
    earned = {_told(one): replace(one, account=account.id) for one in wanted}
    for told in held.keys() - earned.keys():
        accounts.end_role(engine, actor, held[told].code, reason=_REASON)
    for told in sorted(earned.keys() - held.keys(), key=str):
        try:
            accounts.grant_role(engine, actor, earned[told], _REASON, prefix=CLAIMED)
        except RefusedError:
            continue


def _told(grant: Grant) -> tuple[str | None, ...]:
    return grant.role, grant.strategy, grant.scope, grant.object
