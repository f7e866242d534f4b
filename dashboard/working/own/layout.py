"""The sections "Letters" and "Calendar" of the page of one's own account."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.markup import element
from dashboard.components.pieces import aria
from dashboard.storage.accounts import Account
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.working import fields
from dashboard.working.site import Site

LETTERS, CALENDAR = "mein-konto/briefe", "mein-konto/kalender"
#: Days of a pause that are offered.
PAUSES = (14, 30, 90)


def sections(site: Site, account: Account, address: str | None = None) -> list[Any]:
    """Both sections; `address` is that of a calendar that was made just now."""
    parts = (_letters(site, account), _calendar(site, account, address))
    return [html.Div(part, className="section") for part in parts]


def _letters(site: Site, account: Account) -> list[Any]:
    away = account.quiet_until is not None and account.quiet_until >= site.today
    told = _("You get one letter when something is due from you: 30, 7 and 1 days before, and 1, 7 and 30 days after.")
    parts: list[Any] = [html.H2(_("Letters")), html.P(told)]
    if away:
        until = formats.day(account.quiet_until)
        parts.append(fields.notice(_("Pause until {day}", day=until), _("Until then no letters come."), look="watch"))
        again = fields.button(_("Letters again"), name="tage", value="0", look="outlined")
        return [*parts, fields.form(again, site.href(LETTERS))]
    options = [(str(days), ngettext("{n} day", "{n} days", days)) for days in PAUSES]
    form = [fields.select("tage", _("No letters for"), options), fields.button(_("Pause"), look="outlined")]
    return [*parts, fields.form(form, site.href(LETTERS))]


def _calendar(site: Site, account: Account, address: str | None) -> list[Any]:
    told = _(
        "Your due days as a calendar that your calendar program reads by itself. "
        "Whoever knows its address can read it: keep it to yourself."
    )
    parts: list[Any] = [html.H2(_("Calendar"), id="kalender"), html.P(told)]
    if address:
        field = element("input", type="text", id="adresse", readonly=True, value=address, class_="address",
                        **aria(describedby="adresse-hint"))  # fmt: skip
        hint = html.P(
            _("It is shown only now. Copy it into your calendar program."), id="adresse-hint", className="hint"
        )
        parts.append(
            html.Div([html.Label(_("Address of your calendar"), htmlFor="adresse"), field, hint], className="field")
        )
    elif account.calendar:
        parts.append(html.P(_("You have a calendar. A new address makes the old one useless.")))
    make = _("New address") if account.calendar or address else _("Make an address")
    buttons = [fields.button(make, name="was", value="neu", look="outlined")]
    if account.calendar or address:
        buttons.append(fields.button(_("Remove the calendar"), name="was", value="ende", look="link"))
    return [*parts, fields.form(buttons, site.href(CALENDAR))]
