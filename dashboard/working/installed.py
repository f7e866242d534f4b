"""Every working page, in one list: a new page adds its line here."""

from __future__ import annotations

from flask import Flask

from dashboard.working.login import routes as login
from dashboard.working.site import Site

_PAGES = (login,)


def install(server: Flask, site: Site) -> None:
    """Register the addresses of all working pages; before those of the strategies, whose first part may be anything."""
    for page in _PAGES:
        page.install(server, site)
