"""`strategiemonitor remind`: for a timer, once a day."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.commands.frame import Command, engine_of, settings_now
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

REFUSED = 1


def remind(dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only print the letters."))] = False) -> None:
    from dashboard.letters import letter, post, reminders
    from dashboard.operations.accounts import forget_closed

    settings = settings_now()
    post.check(settings, sending=not dry_run)
    address = settings.front_page
    engine = engine_of(settings)
    letters = reminders.planned(engine, settings.current_day(), address)
    if dry_run:
        for one in letters:
            typer.echo(f"{one.letter.email}: {one.letter.subject}\n\n{letter.plain(one.letter)}")
        typer.echo(ngettext("{n} letter, not sent.", "{n} letters, not sent.", len(letters)))
        return
    forget_closed(engine, settings.current_day())
    with post.post(settings) as way:
        told = reminders.send(engine, letters, way, settings.mail_from or "", settings.mail_reply_to, address)
    typer.echo(ngettext("{n} letter sent.", "{n} letters sent.", len(told.sent)))
    for email, why in told.failed:
        typer.echo(_("Not sent to {email}: {why}. It is tried again next time.", email=email, why=why), err=True)
    if told.failed:
        raise typer.Exit(REFUSED)


def install(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        cls=Command,
        help=_("Sends one letter to everybody of whom something is due, never twice for the same stage."),
        short_help=_("Sends letters about what is due."),
        epilog=_("Example, once a day by a timer: strategiemonitor remind"),
    )(remind)
