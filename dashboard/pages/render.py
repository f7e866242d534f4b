"""From an address to a whole page: the one way, for the first response and for every later step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from markupsafe import Markup

from dashboard.components import frame
from dashboard.components.markup import markup
from dashboard.domain.model import Strategy
from dashboard.errors import BadParameter, NotFound
from dashboard.pages import PAGE_OF, PAGES
from dashboard.pages.address import MEASURES, Address, parse
from dashboard.pages.context import Context
from dashboard.pages.strategies import layout as strategies_layout
from dashboard.reader import Moment, Reader
from dashboard.reporting.selection import check
from dashboard.text.catalog import gettext as _


@dataclass(frozen=True)
class FirstPage:
    """What the first response carries: window title, the page as HTML, what the renderer mounts beside it,
    words for those without JavaScript."""

    title: str
    content: Markup
    layout: Any
    noscript: Markup


def resolve(path: str, query: str, base: str) -> Address:
    """The address of a page; raises NotFound or BadParameter."""
    address = parse(path, query, base, PAGE_OF)
    if address is None:
        raise NotFound(_("There is no page at this address."))
    return address


def moment_of(reader: Reader, address: Address) -> Moment:
    """Which data of which day the address asks for; raises NotFound."""
    moment = reader.moment(address.slug, address.params.stand, address.params.bekannt)
    if moment is None:
        raise NotFound(_("There is no strategy “{slug}” here.", slug=address.slug))
    return moment


def context_of(reader: Reader, address: Address, moment: Moment | None = None) -> Context:
    """The strategy that the address asks for, assessed; `moment` where it is known already.

    Raises NotFound, and BadParameter for a field or body that the strategy does not have.
    """
    view = reader.view_at(moment or moment_of(reader, address))
    known_on = address.params.bekannt
    context = Context(
        address,
        view.assessment,
        view.default_stand,
        reader.audience,
        view.earlier,
        lambda measure: reader.history(address.slug, measure, known_on),
        view.weak_points,
        view.relatives,
    )
    check(context.assessment, context.selection)
    return context


def _stand(context: Context) -> frame.Stand:
    strategy, params = context.state.strategy, context.address.params
    return frame.Stand(
        strategy=strategy.title,
        as_of=context.state.as_of,
        known_on=context.state.known_on,
        asked_as_of=params.stand,
        asked_known_on=params.bekannt,
        default=context.default_stand,
        live=strategy.live,
        invented=strategy.invented,
        home=context.address.href(stand=None, bekannt=None),
        internal=context.internal,
        known_later=context.state.known_later,
        sources=context.address.href(path="quellen"),
    )


def _search(address: Address) -> frame.Search:
    """Leads to the list of measures, of the same day as known on the same day."""
    carried = [(name, str(day)) for name in ("stand", "bekannt") if (day := getattr(address.params, name))]
    action = Address(address.slug, base=address.base).href(path=MEASURES)
    return frame.Search(action, address.params.suche, carried)


def _window_title(title: str, strategy: Strategy) -> str:
    return f"{title} – {strategy.title} – Strategiemonitor"


def _strategy_page(context: Context) -> tuple[str, html.Div]:
    address, strategy = context.address, context.state.strategy
    page, stand = PAGE_OF[address.path], _stand(context)
    shown = page.shown(context)
    links = [frame.NavLink(str(other.title), address.href(path=other.path), current=other is page) for other in PAGES]
    title = _window_title(shown.title(context), strategy)
    tables = address.href(path=f"{context.place}/tabellen")
    main = html.Main(
        html.Div([*frame.banners(stand), *shown.layout(context)], className="inner"),
        id="content",
        tabIndex=-1,
    )
    parts = (
        frame.masthead(strategy.owner, address.base, _search(address), internal=context.internal),
        frame.navigation(links, str(page.title)),
        frame.stand_line(stand),
        main,
        frame.footer(stand, tables, address.base),
    )
    return title, frame.frame(parts)


def _front_page(reader: Reader, address: Address) -> tuple[str, html.Div]:
    title = "Strategiemonitor"
    main = html.Main(html.Div(strategies_layout(reader, address), className="inner"), id="content", tabIndex=-1)
    parts = (frame.masthead(None, address.base), main, frame.footer(None, None, address.base))
    return title, frame.frame(parts)


def page(reader: Reader, address: Address, moment: Moment | None = None) -> tuple[str, html.Div]:
    """Window title and the whole page. Raises NotFound or BadParameter."""
    return _strategy_page(context_of(reader, address, moment)) if address.slug else _front_page(reader, address)


def problem(address_base: str, error: NotFound | BadParameter) -> tuple[str, html.Div]:
    """Window title and page for an address that cannot be shown, in the frame of all pages."""
    heading = _("This page does not exist") if isinstance(error, NotFound) else _("This address cannot be shown")
    main = html.Main(
        html.Div(
            [
                html.H1(heading, tabIndex=-1),
                html.P(str(error), className="lead"),
                html.P(html.A(_("All strategies"), href=address_base)),
            ],
            className="inner",
        ),
        id="content",
    )
    parts = (frame.masthead(None, address_base), main, frame.footer(None, None, address_base))
    return f"{heading} – Strategiemonitor", frame.frame(parts)


def step(title: str, body: html.Div) -> dict[str, str]:
    """What a step inside the page carries: window title and the page as HTML, which the page script puts in place."""
    return {"title": title, "html": markup(body, folded=True)}


def shell() -> html.Div:
    """The address asked for and the answer: all that the renderer mounts; the page itself stands as HTML."""
    return html.Div([html.Data(id="asked"), dcc.Store(id="page")])


def _noscript(address: Address) -> Markup:
    words = Markup('<div class="noscript"><p>{}</p><ul>{}</ul></div>')
    if not address.slug:
        links = [(address.href(path="tabellen"), _("All strategies as a table"))]
    else:
        links = [(address.href(path=f"{p.path or 'ueberblick'}/tabellen"), f"{p.title}: {_('tables')}") for p in PAGES]
        if address.item:
            links.insert(0, (address.href(path=f"{address.place}/tabellen"), f"{address.item}: {_('tables')}"))
    items = Markup("").join(Markup('<li><a href="{}">{}</a></li>').format(href, text) for href, text in links)
    return words.format(
        _(
            "This page draws its pictures with JavaScript, which is switched off. All figures also stand in plain tables:"
        ),
        items,
    )


def first_page(reader: Reader, address: Address, path: str, search: str, moment: Moment | None = None) -> FirstPage:
    """Everything the first response needs; `path` as the browser writes it."""
    title, body = page(reader, address, moment)
    return FirstPage(title, markup(body), shell(), _noscript(address))
