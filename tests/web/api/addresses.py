"""The addresses of the open data, and the page's tables behind each."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.pages import PAGE_OF
from dashboard.pages.address import Address, Params
from dashboard.pages.render import context_of
from dashboard.reader import Reader
from dashboard.reporting.table import Table
from dashboard.web.api.resources import RESOURCES, Resource
from tests.site import SLUGS, TODAY, Site

BELOW = "/api/v1/strategies"
TOWN = "musterstadt-2030"


def public_reader(site: Site, audience: str = "public") -> Reader:
    return Reader(site.engine, today=lambda: TODAY, audience=audience)


def every_resource(reader: Reader) -> list[tuple[Resource, str, str]]:
    """Each resource of each strategy, with the code of a measure where it asks for one."""
    found = []
    for slug in SLUGS:
        codes = [m.code for m in reader.view(slug).assessment.state.measures]
        for resource in RESOURCES:
            if not resource.item:
                found.append((resource, slug, ""))
            found += [(resource, slug, code) for code in codes[:2] if resource.item]
    return found


def path_of(resource: Resource, slug: str, code: str = "") -> str:
    return "/" + resource.path.format(slug=slug, code=code)


def page_tables(
    reader: Reader, resource: Resource, slug: str, code: str = "", params: Params | None = None
) -> Sequence[Table]:
    """The tables that the page shows."""
    context = context_of(reader, Address(slug, resource.page, params or Params(), item=code))
    return PAGE_OF[resource.page].shown(context).tables(context)
