"""What an address below a page asks for: the tables of that page for these parameters, or the sentence why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Response, request
from markupsafe import Markup

from dashboard.errors import BadParameter, NotFound
from dashboard.pages import PAGE_OF, PAGES, render
from dashboard.pages.address import CODE, SLUG, Address, parse_params
from dashboard.pages.context import Context
from dashboard.reader import Moment, Reader
from dashboard.reporting.table import Table
from dashboard.text.catalog import gettext as _
from dashboard.web.index import plain_page

_PATH_OF = {page.path or "ueberblick": page.path for page in PAGES}


@dataclass(frozen=True)
class Asked:
    """A page of a strategy with its tables."""

    context: Context
    tables: Sequence[Table]
    title: str

    def table(self, name: str) -> Table:
        """Raises NotFound."""
        found = next((table for table in self.tables if table.name == name), None)
        if found is None:
            raise NotFound(_("This page has no such table."))
        return found


def page_asked(reader: Reader, base: str, slug: str, name: str, item: str = "") -> Asked:
    """The tables of the page called `name` in addresses, or of one thing of its list.

    Raises NotFound and BadParameter.
    """
    if not SLUG.fullmatch(slug) or name not in _PATH_OF or (item and not CODE.fullmatch(item)):
        raise NotFound(_("There is no page at this address."))
    params = parse_params(request.query_string.decode("utf-8", "replace"))
    return asked_at(reader, Address(slug, _PATH_OF[name], params, base, item))


def asked_at(reader: Reader, address: Address, moment: Moment | None = None) -> Asked:
    """The tables of the page at an address; `moment` where it is known already. Raises NotFound and BadParameter."""
    context = render.context_of(reader, address, moment)
    shown = PAGE_OF[address.path].shown(context)
    return Asked(context, shown.tables(context), shown.title(context))


def plain_document(heading: str, lead: str, content: Markup, *, base: str, assets: str) -> Response:
    """A page without components under the product's name."""
    body = Markup(
        '<div class="masthead"><div class="inner"><a class="brand" href="{base}"><span class="arms"></span>'
        "<strong>Strategiemonitor</strong></a></div></div>"
        '<main><div class="inner"><h1>{heading}</h1><p class="lead">{lead}</p>{content}</div></main>'
    ).format(base=base, heading=heading, lead=lead, content=content)
    return Response(plain_page(f"{heading} – Strategiemonitor", body, assets))


def refusal(error: NotFound | BadParameter, *, base: str, assets: str) -> Response:
    """The plain page that says why an address cannot be shown: 404 or 400."""
    missing = isinstance(error, NotFound)
    heading = _("This page does not exist") if missing else _("This address cannot be shown")
    link = Markup('<p><a href="{}">{}</a></p>').format(base, _("All strategies"))
    response = plain_document(heading, str(error), link, base=base, assets=assets)
    response.status_code = 404 if missing else 400
    return response


def answer(make: Callable[[], Response], base: str, assets: str) -> Response:
    """What `make` gives, or why it cannot be shown."""
    try:
        return make()
    except (NotFound, BadParameter) as error:
        return refusal(error, base=base, assets=assets)
