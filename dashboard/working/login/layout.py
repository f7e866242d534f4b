"""The page on which somebody logs in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.text.catalog import gettext as _
from dashboard.web.gate import LOGIN
from dashboard.working import fields
from dashboard.working.fields import EMPTY, Filled
from dashboard.working.site import Site


def login(
    site: Site, after: str, *, failed: str | None = None, filled: Filled = EMPTY, provider: str | None = None
) -> list[Any]:
    """`after` is where it goes on, `provider` the address of the town's own single sign-on."""
    parts: list[Any] = [html.H1(_("Log in"), tabIndex=-1)]
    if failed:
        parts.append(fields.problem(_("That did not work."), failed))
    if provider:
        parts.append(html.P(html.A(_("Log in with the town's account"), href=provider, className="button outlined")))
        parts.append(html.P(_("or with a password of your own"), className="or"))
    form = [
        fields.text("email", _("E-mail address"), filled, kind="email", required=True, longest=254,
                    autocomplete="username", autofocus=not filled.value("email")),
        fields.text("kennwort", _("Password"), kind="password", required=True, autocomplete="current-password",
                    autofocus=bool(filled.value("email"))),
        *fields.hidden(weiter=after or None),
        fields.button(_("Log in")),
    ]  # fmt: skip
    parts.append(fields.form(form, site.href(LOGIN)))
    if not site.visitors.must_log_in:
        parts.append(
            html.P(
                [_("Reading needs no login:") + " ", html.A(_("to the public view"), href=site.base)], className="aside"
            )
        )
    return [html.Div(parts, className="narrow")]


def own_account(
    site: Site, name: str, email: str, by_password: bool, *, filled: Filled = EMPTY, done: bool = False,
    more: Sequence[Any] = (),
) -> list[Any]:  # fmt: skip
    """What is known of the account, and its password; `more` are further sections."""
    parts: list[Any] = [html.H1(_("My account"), tabIndex=-1)]
    if done:
        parts.append(fields.notice(_("The new password holds. Everywhere else this account is logged out.")))
    facts = ((_("Name"), name), (_("E-mail address"), email))
    parts.append(
        html.Dl([part for term, value in facts for part in (html.Dt(term), html.Dd(value))], className="facts")
    )
    if by_password:
        hint = _("At least 12 characters; a sentence that only you would write is fine.")
        form = [
            html.H2(_("Change the password")),
            fields.text(
                "bisher", _("Present password"), filled, kind="password", required=True, autocomplete="current-password"
            ),
            fields.text(
                "neu", _("New password"), filled, kind="password", required=True, hint=hint, autocomplete="new-password"
            ),
            fields.button(_("Change the password")),
        ]
        parts.append(fields.form(form, site.href("mein-konto")))
    return [html.Div([*parts, *more], className="narrow")]
