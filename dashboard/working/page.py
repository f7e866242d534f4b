"""The whole page around a form: the frame of the pages of figures, with what somebody does here instead of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from flask import Response

from dashboard.components.markup import element, markup
from dashboard.components.pieces import aria, hidden
from dashboard.domain.rights import Target
from dashboard.text.catalog import gettext as _
from dashboard.web.gate import LOGIN
from dashboard.web.index import plain_page
from dashboard.working.pending import reads_entries, to_decide
from dashboard.working.site import Site
from dashboard.working.waiting import open_count


@dataclass(frozen=True)
class Place:
    """Where a page stands: its own address, and the strategy it belongs to (empty: to none)."""

    path: str = ""
    slug: str = ""
    strategy: str | None = None
    owner: str | None = None
    invented: bool = False


def _numbered(words: str, waiting: int) -> list[Any]:
    """A link with the number of what waits there."""
    count = html.Span([str(waiting), hidden(" " + _("open"))], className="count") if waiting else None
    return [words, count]


def _links(site: Site, place: Place) -> list[tuple[Any, str]]:
    """Working pages that this person may open: words and path."""
    actor, slug = site.actor, place.slug or None
    waiting = open_count(site)
    links: list[tuple[Any, str]] = [(_numbered(_("My entries"), waiting), "meine-eintraege")]
    if slug and reads_entries(site, slug):
        links.append((_numbered(_("Approvals"), to_decide(site, slug)), f"{slug}/freigaben"))
        links.append((_("Value sheets"), f"{slug}/wertblatt"))
    if slug and actor.reads("read_internal", slug):
        links.append((_("Comments"), f"{slug}/kommentare"))
    if slug and actor.reads("read_history", slug):
        links.append((_("Changes"), f"{slug}/verlauf"))
    if slug and actor.may("edit_structure", Target(strategy=slug)):
        links += [(_("Edit"), f"{slug}/bearbeiten"), (_("Periods"), f"{slug}/zeitraeume")]
    if actor.may("manage_accounts", Target()):
        links += [(_("Accounts"), "konten"), (_("Who may do what"), "rollen")]
    return links


def _head(site: Site, place: Place) -> html.Header:
    name = (
        [html.Strong("Strategiemonitor"), html.Span(place.owner)] if place.owner else [html.Strong("Strategiemonitor")]
    )
    parts: list[Any] = [html.A([html.Span(className="arms"), html.Span(name)], href=site.base, className="brand")]
    if site.actor.account is not None:
        out = html.Form(element("button", _("Log out"), type="submit", class_="button link"), method="post",
                        action=site.href("abmelden"))  # fmt: skip
        who = html.A(site.actor.name, href=site.href("mein-konto"))
        parts.append(html.Div([who, out], className="who"))
    invented = html.P(_("This town is invented. All figures on these pages are examples."), className="invented-line")
    inner = html.Div(parts, className="inner")
    return html.Header([invented, inner] if place.invented else inner, className="masthead")


def _navigation(site: Site, place: Place) -> html.Nav | None:
    if site.actor.account is None:
        return None
    items = [
        html.Li(html.A(words, href=site.href(path), **(aria(current="page") if path == place.path else {})))
        for words, path in _links(site, place)
    ]
    if place.slug:
        items.insert(0, html.Li(html.A(place.strategy or place.slug, href=site.href(place.slug))))
    return html.Nav(html.Div(html.Ul(items), className="inner"), className="pages", **aria(label=_("Pages")))


def document(
    site: Site,
    title: str,
    content: Sequence[Any],
    *,
    place: Place | None = None,
    status: int = 200,
    sheets: Sequence[str] = (),
) -> Response:
    """A page as response. `content` begins with the heading; an `h1` or the first wrong field gets the focus.

    `sheets` are further style sheets below the assets.
    """
    place = place or Place()
    parts = [
        html.A(_("Skip to content"), href="#content", className="skip"),
        _head(site, place),
        _navigation(site, place),
        html.Main(html.Div(list(content), className="inner"), id="content", tabIndex=-1),
    ]
    body = markup([part for part in parts if part is not None])
    account = site.actor.account
    body = element("div", body, class_="working", data_account=account)
    text = plain_page(f"{title} – Strategiemonitor", body, site.assets, sheets=("working/working.css", *sheets))
    return Response(text, status=status)


def refusal(site: Site, status: int, heading: str, sentence: str) -> Response:
    """A page that says why something was not done, and by which way it goes on."""
    way = html.A(_("My entries"), href=site.href("meine-eintraege")) if site.actor.account else html.A(
        _("Log in"), href=site.href(LOGIN))  # fmt: skip
    content = [html.H1(heading, tabIndex=-1), html.P(sentence, className="lead"), html.P(way)]
    return document(site, heading, content, status=status)
