"""Every working page, in one list: a new page adds its line here."""

from __future__ import annotations

from flask import Flask

from dashboard.working.accounts import routes as accounts
from dashboard.working.approvals import routes as approvals
from dashboard.working.comments import routes as comments
from dashboard.working.desk import routes as desk
from dashboard.working.history import routes as history
from dashboard.working.login import routes as login
from dashboard.working.own import routes as own
from dashboard.working.periods import routes as periods
from dashboard.working.roles import routes as roles
from dashboard.working.sheet import routes as sheet
from dashboard.working.site import Site
from dashboard.working.structure import routes as structure

_PAGES = (desk, approvals, comments, periods, history, structure, login, own, sheet, roles, accounts)


def install(server: Flask, site: Site) -> None:
    """Register the addresses of all working pages; before those of the strategies, whose first part may be anything."""
    for page in _PAGES:
        page.install(server, site)
