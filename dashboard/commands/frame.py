"""What every command has in common: its help in the language of the catalogue, its settings, its database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from dashboard.text.catalog import gettext as _

if TYPE_CHECKING:
    from dashboard.operations.database import Engine
    from dashboard.settings import Settings


def _spoken(text: str) -> str:
    """The help page with the words that typer itself puts into it, in the language of the catalogue."""
    words = {
        "Usage:": _("Usage:"),
        "Arguments:": _("Arguments:"),
        "Options:": _("Options:"),
        "Commands:": _("Commands:"),
        "Show this message and exit.": _("Shows this help."),
        "[required]": _("[required]"),
        "[default: ": _("[default: "),
        "COMMAND [ARGS]...": _("COMMAND ..."),
        "[OPTIONS]": _("[OPTIONS]"),
    }
    for english, word in words.items():
        text = text.replace(english, word)
    text = re.sub(r"\[(\d+)<=x<=(\d+)\]", lambda m: _("[{low} to {high}]", low=m[1], high=m[2]), text)
    # Typer names the type of each value (<path>, <int range>) and puts braces around its name.
    return re.sub(r"\{(\w[\w-]*)\}", r"\1", re.sub(r" <(?:path|str|int|int range)>", lambda m: " " * len(m[0]), text))


class Command(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return _spoken(super().get_help(ctx))


class Group(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return _spoken(super().get_help(ctx))


def settings_now() -> Settings:
    """The settings of the environment. Raises SettingsError."""
    from dashboard.settings import load_settings

    return load_settings()


def engine_of(settings: Settings) -> Engine:
    """The database at the schema of this program."""
    from dashboard.operations.database import open_database

    return open_database(settings.database_url)
