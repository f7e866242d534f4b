"""What may be asked of the login."""

from __future__ import annotations

import datetime as dt
import logging

from flask import Flask, Response, redirect, request

from dashboard.errors import RefusedError
from dashboard.operations import accounts, login
from dashboard.text.catalog import gettext as _
from dashboard.web.events import tell
from dashboard.web.gate import LOGIN
from dashboard.working.fields import Filled
from dashboard.working.login import layout, provider_routes
from dashboard.working.login.going_on import inside
from dashboard.working.own import layout as own
from dashboard.working.page import document
from dashboard.working.site import Site, route, sent


def install(server: Flask, site: Site) -> None:
    """`/anmelden`, `/abmelden`, `/mein-konto`, and the way by the town's own single sign-on."""

    def page(after: str, status: int = 200, failed: str | None = None, filled: Filled = Filled()) -> Response:  # noqa: B008
        provider = site.href(LOGIN, "stadtkonto", weiter=after or None) if site.provider else None
        content = layout.login(site, after, failed=failed, filled=filled, provider=provider)
        return document(site, _("Log in"), content, status=status)

    @route(server, site, LOGIN, open_=True)
    def login_page() -> Response:
        after = request.args.get("weiter", "")[:2000]
        return redirect(inside(site, after), code=303) if site.actor.account else page(after)  # type: ignore[return-value]

    @route(server, site, LOGIN, methods=["POST"], open_=True)
    def log_in() -> Response:
        form = sent(("email", "kennwort", "weiter"))
        try:
            token = login.log_in(
                site.engine, form.get("email", ""), request.form.get("kennwort", ""), request.remote_addr or "",
                dt.datetime.now(dt.UTC),
            )  # fmt: skip
        except (login.LoginFailed, login.TooManyTries) as error:
            tell("login failed", getattr(error, "account", None), level=logging.WARNING)
            status = 429 if isinstance(error, login.TooManyTries) else 401
            return page(form.get("weiter", ""), status, str(error), Filled({"email": form.get("email", "")}))
        answer: Response = redirect(inside(site, form.get("weiter", "")), code=303)  # type: ignore[assignment]
        tell("login ok", login.account_with(site.engine, token))
        return site.visitors.remember(answer, token)

    provider_routes.install(server, site, page)

    @route(server, site, "abmelden", methods=["POST"], open_=True)
    def log_out() -> Response:
        return site.visitors.forget(redirect(site.base, code=303))  # type: ignore[arg-type]

    @route(server, site, "mein-konto")
    def own_account() -> Response:
        return own_account_page(site)

    @route(server, site, "mein-konto", methods=["POST"])
    def change_password() -> Response:
        sent(("bisher", "neu"))
        account = accounts.account_of_number(site.engine, site.actor.account or 0)
        old, new = request.form.get("bisher", ""), request.form.get("neu", "")
        try:
            if not login.proves(site.engine, account.id, old, dt.datetime.now(dt.UTC)):
                tell("password refused", account.id, level=logging.WARNING)
                return own_account_page(
                    site, Filled(errors={"bisher": _("This is not the present password.")}), status=422
                )
            accounts.set_password(site.engine, site.actor, account, new)
        except login.TooManyTries as error:
            return own_account_page(site, Filled(errors={"bisher": str(error)}), status=429)
        except RefusedError as error:
            return own_account_page(site, Filled(errors={"neu": str(error)}), status=422)
        tell("password changed", account.id)
        token = login.begin(site.engine, account.id, dt.datetime.now(dt.UTC))
        return site.visitors.remember(site.go("mein-konto", fertig="1"), token)


def own_account_page(
    site: Site,
    filled: Filled = Filled(),  # noqa: B008
    status: int = 200,
    calendar: str | None = None,
) -> Response:
    """The page of one's own account; `calendar` is the address of a calendar that was made just now."""
    account = accounts.account_of_number(site.engine, site.actor.account or 0)
    content = layout.own_account(
        site, account.name or "", account.email or "", account.by_password, filled=filled,
        done=request.args.get("fertig") == "1", more=own.sections(site, account, calendar),
    )  # fmt: skip
    return document(site, _("My account"), content, status=status)
