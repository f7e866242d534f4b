"""`strategiemonitor backup` and `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.commands.frame import Command, settings_now
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

if TYPE_CHECKING:
    from dashboard.operations.backup_file import Contents

_File = Annotated[Path, typer.Argument(metavar=_("FILE"), help=_("The file of the backup."))]


def _summary(contents: Contents) -> str:
    rows = sum(part.rows for part in contents.tables.values())
    changes = sum(head.changes for head in contents.heads.values())
    return ngettext("{n} row", "{n} rows", rows) + ", " + ngettext("{n} change", "{n} changes", changes)


def backup(path: _File) -> None:
    from dashboard.operations.backup import backup

    contents = backup(settings_now().database_url, path)
    typer.echo(_("Written and read again: {file} ({what}).", file=path, what=_summary(contents)))


def restore(path: _File) -> None:
    from dashboard.operations.backup import restore

    contents = restore(settings_now().database_url, path)
    typer.echo(_("Restored, every history whole: {file} ({what}).", file=path, what=_summary(contents)))


def install(app: typer.Typer) -> None:
    """Add both commands."""
    app.command(
        cls=Command,
        help=_("Writes the whole database into one file, also while people work. It holds the hashes of passwords."),
        short_help=_("Writes the whole database into one file."),
        epilog=_("Example: strategiemonitor backup sicherung.zip"),
    )(backup)
    app.command(
        cls=Command,
        help=_("Puts a backup into an empty database and checks every history. All of it or nothing."),
        short_help=_("Puts a backup into an empty database."),
        epilog=_("Example: STRATEGIEMONITOR_DATABASE_URL=sqlite:///neu.db strategiemonitor restore sicherung.zip"),
    )(restore)
