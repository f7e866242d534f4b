"""Accounts and their roles: added, closed, given roles; each role is kept in the history of the installation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from itertools import count

import sqlalchemy as sa
from email_validator import EmailNotValidError, validate_email

from dashboard.domain.rights import PUBLIC, ROLES, Grant, Target
from dashboard.errors import ConflictError, NotFound, RefusedError
from dashboard.operations import passwords, sponsorships
from dashboard.operations.deed import Actor, Deed, deed, unless_changed
from dashboard.storage import accounts, drafts, entities, history, read, rows
from dashboard.storage.accounts import Account
from dashboard.storage.engine import reading, writing
from dashboard.storage.schema import INSTALLATION, entity
from dashboard.text.catalog import gettext as _

#: Days after which nothing is left of a closed account but its number.
NAME_KEPT = 365
#: Characters of a name, and of the title of a role.
LONGEST_NAME = 120

_HERE = Target()


def open_history(engine: sa.Engine) -> None:
    """The installation's own history, begun when it is first needed."""
    with writing(engine) as connection:
        if history.lock(connection, INSTALLATION) is None:
            history.add_strategy(connection, INSTALLATION)


def everybody(engine: sa.Engine) -> tuple[list[Account], tuple[Grant, ...]]:
    """All accounts and all roles that hold."""
    with reading(engine) as connection:
        return accounts.accounts(connection), accounts.grants(connection)


def account_of(engine: sa.Engine, email: str) -> Account:
    """The account with this address. Raises NotFound."""
    with reading(engine) as connection:
        found = accounts.find(connection, email=accounts.folded(email))
    if found is None:
        raise NotFound(_("There is no account with the address “{email}”.", email=email))
    return found


def actor_of(engine: sa.Engine, account: Account, today: dt.date) -> Actor:
    """The account as one who acts."""
    with reading(engine) as connection:
        return Actor(account.id, accounts.grants(connection, account.id), today, account.name)


def _address(email: str) -> str:
    try:
        return accounts.folded(validate_email(email, check_deliverability=False, test_environment=True).normalized)
    except EmailNotValidError:
        raise RefusedError(_("“{email}” is no e-mail address.", email=email)) from None


def add_account(
    engine: sa.Engine, actor: Actor, email: str, name: str, password: str | None = None, *, demo: bool = False
) -> Account:
    """A new account, without a password for those who come from the town's own single sign-on.

    Raises RefusedError for an address that is none or taken, and for a weak password.
    """
    address = _address(email)
    if not name.strip() or len(name) > LONGEST_NAME:
        raise RefusedError(_("An account has a name of at most {n} characters.", n=LONGEST_NAME))
    if password is not None and not demo:
        passwords.check(password, email, name)
    stored = passwords.hashed(password) if password is not None else None
    open_history(engine)
    try:
        with deed(engine, actor, INSTALLATION) as doing:
            doing.need("manage_accounts", _HERE)
            number = accounts.add(
                doing.connection, email=address, name=name.strip(), password=stored, demo=demo, created_on=actor.today
            )
    except sa.exc.IntegrityError:
        raise RefusedError(_("There is an account with the address “{email}” already.", email=address)) from None
    return account_of_number(engine, number)


def account_of_number(engine: sa.Engine, number: int) -> Account:
    """The account with this number. Raises NotFound."""
    with reading(engine) as connection:
        found = accounts.find(connection, id=number)
    if found is None:
        raise NotFound(_("There is no such account."))
    return found


def set_password(engine: sa.Engine, actor: Actor, account: Account, password: str) -> None:
    """A new password, by the account itself or an administrator; everywhere else the account is logged out."""
    passwords.check(password, account.email or "", account.name or "")
    stored = passwords.hashed(password)
    with deed(engine, actor, INSTALLATION) as doing:
        if actor.account != account.id:
            doing.need("manage_accounts", _HERE)
        if _open_account(doing.connection, account.id) is None:
            raise RefusedError(_("There is no such account."))
        accounts.change(doing.connection, account.id, password=stored)
        accounts.end_sessions(doing.connection, number=account.id)


def close_account(engine: sa.Engine, actor: Actor, account: Account) -> None:
    """Nobody logs in with it any more and it holds no role; its name goes a year later.

    Raises RefusedError for one that is closed already, and for one's own: nobody locks the house from outside.
    """
    if actor.account == account.id:
        raise RefusedError(_("Your own account is closed by another administrator."))
    with deed(engine, actor, INSTALLATION) as doing:
        doing.need("manage_accounts", _HERE)
        if _open_account(doing.connection, account.id) is None:
            raise RefusedError(_("The account is closed already."))
        doing.reason = "account closed"
        grants = accounts.grants(doing.connection, account.id)
        for grant in grants:
            _end(doing, grant.code)
        if not account.demo:  # stands for nobody
            sponsorships.vacate(doing, grants)
        accounts.change(doing.connection, account.id, closed_on=actor.today, password=None, calendar=None)
        accounts.end_sessions(doing.connection, number=account.id)
        drafts.drop(doing.connection, account.id)


def _open_account(connection: sa.Connection, number: int) -> Account | None:
    found = accounts.find(connection, id=number)
    return found if found and found.closed_on is None else None


def grant_role(
    engine: sa.Engine, actor: Actor, grant: Grant, reason: str | None = None, *,
    seen: Collection[str] | None = None, prefix: str = "role-",
) -> Grant:  # fmt: skip
    """Give a role; the grant's code is chosen here. The account is logged out, so that it comes back with its role.

    `seen` are the codes of the roles that the account was seen with (ConflictError where they are others by now).
    Raises RefusedError where strategy, field, measure or the role stood in for do not exist.
    """
    open_history(engine)
    with deed(engine, actor, INSTALLATION) as doing:
        doing.need("grant_role", Target(strategy=grant.strategy))
        doing.reason = reason
        _check_reach(doing.connection, grant)
        if seen is not None and set(seen) != {one.code for one in accounts.grants(doing.connection, grant.account)}:
            raise ConflictError(_("The roles of this account have changed in the meantime. Please look at them again."))
        used = {found.code for found in accounts.grants(doing.connection)} | _codes(doing)
        code = next(code for at in count(1) if (code := f"{prefix}{grant.account}-{at}") not in used)
        given = replace(grant, code=code)
        doing.add("role_grant", {name: getattr(given, name) for name in Grant.__dataclass_fields__})
        sponsorships.take_over(doing, given)
        accounts.end_sessions(doing.connection, number=grant.account)
    return given


def _codes(doing: Deed) -> set[str]:
    """Codes that were ever used: none is used twice."""
    query = sa.select(entity.c.key).where(entity.c.strategy_id == doing.root.id, entity.c.kind == "role_grant")
    return set(doing.connection.scalars(query))


def _check_reach(connection: sa.Connection, grant: Grant) -> None:
    if _open_account(connection, grant.account) is None:
        raise RefusedError(_("There is no such account."))
    if grant.role not in ROLES or grant.role == PUBLIC:
        raise RefusedError(_("There is no role “{role}”.", role=grant.role))
    if grant.title and len(grant.title) > LONGEST_NAME:
        raise RefusedError(_("The title of the role is too long."))
    if grant.starts and grant.ends and grant.ends < grant.starts:
        raise RefusedError(_("The role ends before it begins."))
    if grant.deputy_of:
        _check_deputy(connection, grant)
    if grant.strategy is not None and grant.strategy not in read.slugs(connection):
        raise RefusedError(_("There is no strategy “{slug}”.", slug=grant.strategy))
    if grant.scope == "all":
        return
    if grant.strategy is None or not grant.object:
        raise RefusedError(_("A role for a field or a measure names its strategy and its code."))
    strategy = rows.strategy_id(connection, grant.strategy)
    ids = entities.find(connection, strategy or 0, {grant.scope: [grant.object]})
    if grant.object not in ids[grant.scope]:
        raise RefusedError(_("The strategy has no “{code}”.", code=grant.object))


def _check_deputy(connection: sa.Connection, grant: Grant) -> None:
    """Who stands in for somebody holds the same role, for the same and no more."""
    stood_for = next((one for one in accounts.grants(connection) if one.code == grant.deputy_of), None)
    if stood_for is None:
        raise RefusedError(_("The role that is to be stood in for does not exist."))
    if _reach(stood_for) != _reach(grant):
        raise RefusedError(_("A deputy holds the same role for the same field or measure."))


def _reach(grant: Grant) -> tuple[str | None, ...]:
    return grant.role, grant.strategy, grant.scope, grant.object


def end_role(
    engine: sa.Engine, actor: Actor, code: str, seen: int | None = None, reason: str | None = None, *,
    of: int | None = None,
) -> None:  # fmt: skip
    """Take a role away at once. With `seen` only the version that was seen (ConflictError). Raises NotFound.

    `of` is the account that holds it, where somebody named both.
    """
    open_history(engine)
    with deed(engine, actor, INSTALLATION) as doing:
        held = doing.held("role_grant", code)
        if held is None or of not in (None, held.values["account"]):
            raise NotFound(_("There is no such role."))
        doing.need("grant_role", Target(strategy=held.values["strategy"]))
        if (held.values["account"], held.values["role"]) == (actor.account, "admin"):
            raise RefusedError(_("Your own role as administrator is ended by another administrator."))
        if seen is not None:
            unless_changed(held, seen)
        doing.reason = reason
        doing.end("role_grant", held)
        sponsorships.vacate(doing, [one for one in accounts.grants(doing.connection) if one.code == code])
        accounts.end_sessions(doing.connection, number=held.values["account"])


def _end(doing: Deed, code: str) -> None:
    held = doing.held("role_grant", code)
    if held is not None:
        doing.end("role_grant", held)


def forget_closed(engine: sa.Engine, today: dt.date) -> int:
    """Drop name and address of every account that was closed a year ago; how many it were. The chain stays whole."""
    with writing(engine) as connection:
        gone = [
            one
            for one in accounts.accounts(connection)
            if one.closed_on and (today - one.closed_on).days >= NAME_KEPT and (one.email or one.name)
        ]
        for one in gone:
            accounts.change(connection, one.id, email=None, name=None, issuer=None, subject=None, quiet_until=None)
    return len(gone)
