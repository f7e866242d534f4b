"""What may be asked about the table of rights."""

from __future__ import annotations

from flask import Flask, Response

from dashboard.text.catalog import gettext as _
from dashboard.working.page import Place, document
from dashboard.working.roles import layout
from dashboard.working.site import Site, for_administrators, route


def install(server: Flask, site: Site) -> None:
    """`/rollen`."""

    @route(server, site, "rollen")
    def roles() -> Response:
        for_administrators(site)
        return document(site, _("Who may do what"), layout.roles(site), place=Place("rollen"))
