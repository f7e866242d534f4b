"""What may be asked of one's own letters and calendar."""

from __future__ import annotations

import datetime as dt

from flask import Flask, Response
from werkzeug.exceptions import BadRequest

from dashboard.letters.calendar import calendar
from dashboard.operations import accounts, calendars, reminders
from dashboard.working.login.routes import own_account_page
from dashboard.working.own.layout import CALENDAR, LETTERS, PAUSES
from dashboard.working.site import Site, number, route, sent


def install(server: Flask, site: Site) -> None:
    """`/mein-konto/briefe`, `/mein-konto/kalender`, and the calendar itself below its secret."""

    @route(server, site, LETTERS, methods=["POST"])
    def letters() -> Response:
        days = number(sent(("tage",)).get("tage"))
        if days not in (0, *PAUSES):
            raise BadRequest("There is no such pause.")
        until = site.today + dt.timedelta(days=days) if days else None
        reminders.pause(site.engine, site.actor.account or 0, until)
        return site.go("mein-konto")

    @route(server, site, CALENDAR, methods=["POST"])
    def change() -> Response:
        what, own = sent(("was",)).get("was"), site.actor.account or 0
        if what == "ende":
            calendars.revoke(site.engine, own)
            return site.go("mein-konto")
        if what != "neu":
            raise BadRequest("There is no such change.")
        secret = calendars.renew(site.engine, own)
        return own_account_page(site, calendar=f"{site.settings.front_page}/kalender/{secret}.ics")

    @route(server, site, "kalender/<secret>.ics", open_=True)
    def own_calendar(secret: str) -> Response:
        found = calendars.owner(site.engine, secret)
        if found is None:
            return Response("Not found\n", status=404, mimetype="text/plain")
        grants = accounts.everybody(site.engine)[1]
        made = calendar(site.visitors.internal, found.id, grants, site.settings.front_page, dt.datetime.now(dt.UTC))
        return Response(made, mimetype="text/calendar", headers={"Cache-Control": "private, no-store"})
