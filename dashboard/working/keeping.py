"""Forms whose text stays on the device of who types it: through a lost connection, an expired login, a closed window."""

from __future__ import annotations

from typing import Any

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.text.catalog import gettext as _
from dashboard.web.gate import LOGIN
from dashboard.working import fields
from dashboard.working.site import Site


def form(site: Site, action: str, children: list[Any], *, again: bool, **more: str | None) -> list[Any]:
    """The one form of a page, with what its script says: nothing of it is needed where no script runs.

    `again`: it came back with what was typed, which then goes before a draft; `more` further words for the script.
    """
    told = {
        "kept": _("Draft saved {time}", time="{time}"),
        "busy": _("Saving …"),
        "again": _("Try now"),
        "offline": _("No connection. Your text stays here. Not submitted yet: {count}.", count="{count}"),
        "expired": _("You have been logged out. What you typed is kept on this device and will be in the field again."),
        "login-words": _("Log in"),
        "login": site.href(LOGIN, weiter=action),
        "asked": again or None,
        **more,
    }
    attributes: dict[str, Any] = {f"data_{name.replace('-', '_')}": value for name, value in told.items()}
    return [
        html.Div(id="state"),
        fields.form(children, action, name="eintrag", novalidate=True, autocomplete="off", **attributes),
    ]


def script(site: Site) -> Markup:
    """The script that keeps and sends the form."""
    return element("script", src=f"{site.assets}working/desk.js", defer=True)
