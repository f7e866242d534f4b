"""What stands around every page: masthead, pages, the line that says which day is shown, footer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from markupsafe import Markup

from dashboard.charts.images import HATCH
from dashboard.components.markup import element
from dashboard.components.pieces import aria, data, symbol
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


@dataclass(frozen=True, slots=True)
class NavLink:
    """A page of the strategy in the navigation."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """Which strategy is shown as of which day, and how that differs from what the page opens with."""

    strategy: str
    as_of: dt.date
    known_on: dt.date | None
    asked_as_of: dt.date | None
    asked_known_on: dt.date | None
    default: dt.date
    live: bool
    invented: bool
    home: str
    internal: bool
    known_later: dt.date | None  # when the latest fact became known, where that was after the day shown
    sources: str  # the page that says where every fact comes from

    @property
    def at_end_of_data(self) -> bool:
        """Whether the day shown is the last one that the papers know, and all that they know of it is shown."""
        return not self.live and self.as_of == self.default and self.known_on is None


@dataclass(frozen=True, slots=True)
class Search:
    """The search of the frame: the page that lists what is found, what is looked for now, parameters to carry on."""

    action: str
    value: str | None
    carried: Sequence[tuple[str, str]]


def _search(found: Search) -> html.Form:
    """A plain form, so that it works before any script; the page script turns it into a step inside the page."""
    carried = [dbc.Input(type="hidden", name=name, value=value) for name, value in found.carried]
    field = dbc.Input(
        type="search",
        name="suche",
        id="search",
        value=found.value or "",
        placeholder=_("Search measures"),
        maxLength=100,
        autocomplete="off",
    )
    button = html.Button(symbol("search"), type="submit", **aria(label=_("Search measures")))
    label = html.Label(_("Search measures"), htmlFor="search", className="visually-hidden")
    return html.Form(
        [label, field, *carried, button],
        action=found.action,
        method="get",
        role="search",
        **aria(label=_("Search measures")),
        **data(search=""),
    )


def _own_way(home: str, internal: bool) -> html.A:
    """Where those who work here go on; the same for everybody of one view, so that a page can be kept for all of them."""
    words, path = (_("My entries"), "meine-eintraege") if internal else (_("Log in"), "anmelden")
    return html.A(words, href=f"{home}{path}", className="own-way", **data(plain=""))


def masthead(owner: str | None, home: str, search: Search | None = None, *, internal: bool = False) -> html.Header:
    words = [html.Strong(owner), html.Span("Strategiemonitor")] if owner else [html.Strong("Strategiemonitor")]
    parts: list[Any] = [html.A([html.Span(className="arms"), html.Span(words)], href=home, className="brand")]
    ways = [_own_way(home, internal)]
    parts.append(html.Div([_search(search), *ways] if search else ways, className="ways"))
    return html.Header(html.Div(parts, className="inner"), className="masthead")


def navigation(links: Sequence[NavLink], current: str) -> html.Nav:
    items = [
        html.Li(html.A(link.text, href=link.href, **(aria(current="page") if link.current else {}))) for link in links
    ]
    summary = html.Summary([html.B(current), html.Span([_("Menu"), symbol("menu")])])
    return html.Nav(
        html.Div(html.Details([summary, html.Ul(items)]), className="inner"),
        className="pages",
        **aria(label=_("Pages")),
    )


def invented_mark() -> html.Span:
    return html.Span([symbol("invented"), _("Invented data")], className="mark")


def _day_field(name: str, label: str, question: str, value: dt.date | None) -> html.Div:
    field = f"keydate-{name}"
    return html.Div(
        [
            html.Label([label, html.Small(question)], htmlFor=field),
            dbc.Input(
                id=field, type="date", value=value.isoformat() if value else "", min="1990-01-01", max="2100-12-31"
            ),
        ],
        **data(keydate=name),
    )


def _key_date(stand: Stand) -> html.Details:
    form = html.Div(
        [
            _day_field("stand", _("As of"), _("Which day is to be shown?"), stand.asked_as_of or stand.as_of),
            _day_field("bekannt", _("Known on"), _("What was known on that day?"), stand.asked_known_on),
            html.Button(_("Show"), type="button", className="button filled", **data(show_keydate="")),
            html.P(html.A(_("Back to the day the page opens with"), href=stand.home)),
        ],
        className="keydate",
    )
    return html.Details([html.Summary(_("Change key date")), form])


def _day_shown(stand: Stand) -> list[html.Span]:
    """The day in words; where the data end on it, that nothing is known of later days."""
    day = formats.day(stand.as_of)
    if stand.at_end_of_data:
        words = _("Data as of {day} – later information is not available", day=day)
        link: list[Any] = []
        if stand.known_later:
            later = formats.day(stand.known_later)
            words = _("Data as of {day} – some facts became known later, the last on {later}:", day=day, later=later)
            link = [" ", html.A(_("Sources"), href=stand.sources)]
        before, found, after = words.partition(day)
        parts: list[Any] = [before, html.B(found), after, *link]
        return [html.Span(parts, className="end-of-data")]
    known = _("all that is known") if stand.known_on is None else _("known on {day}", day=formats.day(stand.known_on))
    return [html.Span([_("As of") + " ", html.B(day)]), html.Span(known, className="wide")]


def stand_line(stand: Stand) -> html.Section:
    children: list[Any] = [html.B(stand.strategy), *_day_shown(stand), _key_date(stand)]
    if stand.invented:
        children.append(invented_mark())
    return html.Section(html.Div(children, className="inner"), className="stand", **aria(label=_("Day shown")))


def banners(stand: Stand) -> list[html.Div]:
    """Sentences for everything that makes this page differ from the one it opens with."""
    found: list[html.Div] = []
    asked = stand.asked_as_of
    if asked and asked > stand.as_of:
        text = _(
            "You asked for {asked}; the data end on {day}, so that day is shown.",
            asked=formats.day(asked),
            day=formats.day(stand.as_of),
        )
        found.append(html.Div(text, className="banner earlier"))
    elif (asked and asked < stand.default) or stand.asked_known_on:
        text = (
            _(
                "You see an earlier state: {day}, as it was known on {known}. Later reports are left out.",
                day=formats.day(stand.as_of),
                known=formats.day(stand.known_on),
            )
            if stand.known_on
            else _("You see an earlier state: {day}.", day=formats.day(stand.as_of))
        )
        found.append(
            html.Div(
                [html.Span(text + " "), html.A(_("To the latest state"), href=stand.home)], className="banner earlier"
            )
        )
    return found


def footer(stand: Stand | None, tables: str | None, home: str) -> html.Footer:
    about: list[Any] = [html.H2("Strategiemonitor")]
    if stand:
        about.append(html.P(_("{strategy}, as of {day}.", strategy=stand.strategy, day=formats.day(stand.as_of))))
        if stand.invented:
            about.append(html.P(_("This town is invented. All figures on these pages are examples.")))
        if stand.internal:
            about.append(
                html.P(_("Internal view: weak points, notes and values that are not published yet are shown."))
            )
    take = [html.Li(html.A(_("All tables of this page"), href=tables, **data(plain="")))] if tables else []
    return html.Footer(
        html.Div(
            [
                html.Div(about),
                html.Nav([html.H2(_("Take along")), html.Ul(take)], **aria(label=_("Take along")))
                if take
                else html.Div(),
                html.Nav(
                    [html.H2(_("Strategies")), html.Ul([html.Li(html.A(_("All strategies"), href=home))])],
                    **aria(label=_("Strategies")),
                ),
            ],
            className="inner",
        ),
        className="foot",
    )


#: What hatched bars in rows are filled with: a name may stand once on a page.
_HATCH = element("svg", Markup(f"<defs>{HATCH}</defs>"), class_="visually-hidden", aria_hidden=True)


def frame(parts: Sequence[Any]) -> html.Div:
    """The whole page."""
    return html.Div([html.A(_("Skip to content"), href="#content", className="skip"), _HATCH, *parts])
