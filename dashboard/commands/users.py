"""`strategiemonitor user …`: accounts and roles, by whoever runs the program on its machine."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.commands.frame import Command, Group, engine_of, settings_now
from dashboard.errors import RefusedError
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

if TYPE_CHECKING:
    from dashboard.domain.rights import Grant
    from dashboard.operations.database import Engine
    from dashboard.operations.deed import Actor
    from dashboard.storage.accounts import Account

users = typer.Typer(
    cls=Group,
    help=_("Accounts and their roles. Passwords are asked for, or read from standard input; never an argument."),
    short_help=_("Accounts and their roles."),
    no_args_is_help=True,
)

_Email = Annotated[str, typer.Argument(metavar=_("EMAIL"), help=_("E-mail address of the account."))]
_Day = Annotated[str | None, typer.Option(metavar=_("DAY"), help=_("Written as 2026-05-31."))]


def _opened() -> tuple[Engine, Actor]:
    """The database, and the one who runs the program on its machine as actor."""
    from dashboard.operations.deed import Actor

    settings = settings_now()
    return engine_of(settings), Actor(None, (), settings.current_day(), operator=True)


def _account(engine: Engine, email: str) -> Account:
    from dashboard.operations.accounts import account_of

    return account_of(engine, email)


def _password() -> str:
    """Asked for twice at a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    answer: str = typer.prompt(_("Password"), hide_input=True, confirmation_prompt=_("Once more"))
    return answer


@users.command(
    cls=Command,
    help=_("Adds an account. With --sso without a password: for who comes from the town's own single sign-on."),
    short_help=_("Adds an account."),
    epilog=_("Example: strategiemonitor user add patin@example.org \"Patin Maßnahme 2.3\""),
)  # fmt: skip
def add(
    email: _Email,
    name: Annotated[str, typer.Argument(metavar=_("NAME"), help=_("Name as others in the house see it."))],
    sso: Annotated[bool, typer.Option("--sso", help=_("Without a password."))] = False,
) -> None:
    from dashboard.operations.accounts import add_account

    engine, actor = _opened()
    account = add_account(engine, actor, email, name, None if sso else _password())
    typer.echo(_("Account {number} was added: {email}.", number=account.id, email=account.email))


@users.command(
    cls=Command,
    help=_("Closes an account: it holds no role any more, and its name goes a year later."),
    short_help=_("Closes an account."),
)
def disable(email: _Email) -> None:
    from dashboard.operations.accounts import close_account

    engine, actor = _opened()
    account = _account(engine, email)
    close_account(engine, actor, account)
    typer.echo(_("Account {number} was closed.", number=account.id))


@users.command(
    cls=Command,
    help=_("Sets another password; the account is logged out everywhere."),
    short_help=_("Sets another password."),
)
def password(email: _Email) -> None:
    from dashboard.operations.accounts import set_password

    engine, actor = _opened()
    account = _account(engine, email)
    set_password(engine, actor, account, _password())
    typer.echo(_("Account {number} has another password.", number=account.id))


@users.command("list", cls=Command, help=_("Lists accounts with their roles."), short_help=_("Lists accounts."))
def list_() -> None:
    from dashboard.operations.accounts import everybody

    accounts, grants = everybody(_opened()[0])
    for account in accounts:
        state = _("closed on {day}", day=account.closed_on) if account.closed_on else _("open")
        demo = [_("demo")] if account.demo else []
        typer.echo("  ".join([str(account.id), account.email or "–", account.name or "–", state, *demo]))
        for grant in grants:
            if grant.account == account.id:
                typer.echo(f"    {_in_words(grant)}")


def _in_words(grant: Grant) -> str:
    from dashboard.text.role_words import role_word

    reach = [part for part in (grant.strategy, grant.scope if grant.object else None, grant.object) if part]
    days = f"{grant.starts or ''}–{grant.ends or ''}" if grant.starts or grant.ends else ""
    deputy = _("deputy of {code}", code=grant.deputy_of) if grant.deputy_of else ""
    return "  ".join(filter(None, (grant.code, role_word(grant.role), " ".join(reach), days, deputy)))


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise RefusedError(_("“{day}” is no day; write it as 2026-05-31.", day=text)) from None


@users.command(
    cls=Command,
    help=_("Gives a role, or ends one by --end. Without --strategy it holds for all, with --field or --measure there."),
    short_help=_("Gives or ends a role."),
    epilog=_("Example: strategiemonitor user role patin@example.org sponsor --strategy musterstadt-2030 --measure 2.3"),
)
def role(
    email: _Email,
    role: Annotated[str, typer.Argument(metavar=_("ROLE"), help=_("council, sponsor, member, lead, coordination, finance or admin; with --end the code of the role."))],
    end: Annotated[bool, typer.Option("--end", help=_("End the role with this code."))] = False,
    strategy: Annotated[str | None, typer.Option(metavar=_("SLUG"), help=_("Short name of the strategy."))] = None,
    field: Annotated[str | None, typer.Option(metavar=_("CODE"), help=_("Code of a field of action."))] = None,
    measure: Annotated[str | None, typer.Option(metavar=_("CODE"), help=_("Code of a measure."))] = None,
    title: Annotated[str | None, typer.Option(metavar=_("TEXT"), help=_("The role as others read it, never a name."))] = None,
    starts: _Day = None,
    ends: _Day = None,
    deputy_of: Annotated[str | None, typer.Option(metavar=_("CODE"), help=_("Code of the role that is stood in for."))] = None,
) -> None:  # fmt: skip
    from dashboard.domain.rights import Grant
    from dashboard.operations import accounts

    engine, actor = _opened()
    account = _account(engine, email)
    if end:
        accounts.end_role(engine, actor, role, of=account.id)
        typer.echo(_("The role has ended."))
        return
    about: dict[str, Any] = {"scope": "all"}
    if field or measure:
        about = {"scope": "measure", "object": measure} if measure else {"scope": "field", "object": field}
    grant = Grant(
        code="", account=account.id, role=role, strategy=strategy, title=title, starts=_day(starts), ends=_day(ends),
        deputy_of=deputy_of, **about,
    )  # fmt: skip
    typer.echo(_("The role was given: {code}.", code=accounts.grant_role(engine, actor, grant).code))


@users.command(
    cls=Command,
    help=_(
        "Adds an account of each role to the example town, all with one password that everybody knows; or closes them."
    ),
    short_help=_("Accounts to try the example town with."),
)
def demo(close: Annotated[bool, typer.Option("--close", help=_("Close all demo accounts."))] = False) -> None:
    from dashboard.operations import demo_people

    engine, actor = _opened()
    if close:
        count = demo_people.close_demo_people(engine, actor)
        typer.echo(ngettext("{n} demo account was closed.", "{n} demo accounts were closed.", count))
        return
    if not settings_now().local:
        raise RefusedError(_("Others reach this server: demo accounts are for one machine alone."))
    for account in demo_people.add_demo_people(engine, actor):
        typer.echo(f"{account.email}  {account.name}")
    typer.echo(_("The password of all of them: {password}", password=demo_people.PASSWORD))


def install(app: typer.Typer) -> None:
    """Add the commands below `user`."""
    app.add_typer(users, name="user")
