"""Where it goes on after the login."""

from __future__ import annotations

from dashboard.working.site import Site


def inside(site: Site, after: str) -> str:
    """Where it goes on after the login: an address of this program, else the own entries."""
    plain = after.startswith(site.base) and not after.startswith("//") and "\\" not in after and after.isprintable()
    return after if plain else site.href("meine-eintraege")
