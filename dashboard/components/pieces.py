"""The smallest pieces: a light, a missing value, a section, an empty state, actions."""

from __future__ import annotations

from typing import Any

from dash import html
from markupsafe import Markup

from dashboard.charts.images import Drawing
from dashboard.components.markup import element
from dashboard.reporting.status import STATUS_OF
from dashboard.text.catalog import gettext as _


def light(name: str | None, *, word: Any = None, big: bool = False) -> Any:
    """Symbol and word of a light; without a light the word says so."""
    if name is None:
        return missing(_("no light"))
    status = STATUS_OF[name]
    return html.Span(
        [html.Span(className=f"symbol {status.light}"), str(status.word if word is None else word)],
        className="light big" if big else "light",
    )


def symbol(name: str) -> html.Span:
    """A symbol alone; only where its word stands beside it or above its column."""
    return html.Span(className=f"symbol {name}")


def drawn(drawing: Drawing, label: str = "", class_: str | None = None) -> Markup:
    """A picture in a row; without a label its words stand beside it."""
    told = {"role": "img", "aria_label": label} if label else {"aria_hidden": True}
    return element("svg", Markup(drawing.shapes), class_=class_, width="100%", height=drawing.height, **told)


def missing(text: str | None = None) -> html.Em:
    """The word for a value that is not there."""
    return html.Em(text or _("not stated"), className="missing")


def hidden(text: str) -> html.Span:
    """Words for those who hear the page."""
    return html.Span(text, className="visually-hidden")


def aria(**values: Any) -> dict[str, Any]:
    """Attributes `aria-…`, to be spread into an element."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: Any) -> dict[str, Any]:
    """Attributes `data-…`, to be spread into an element; `_` stands for `-`."""
    return {f"data-{name.replace('_', '-')}": value for name, value in values.items()}


def labelled(text: str) -> dict[str, Any]:
    """The attribute that names a cell where its row becomes a block."""
    return data(label=text)


def section(name: str, title: str, *children: Any, sub: str | None = None) -> html.Section:
    """A part of a page under its own sentence."""
    head: list[Any] = [html.H2(title, id=f"{name}-title")]
    if sub:
        head.append(html.P(sub, className="sub"))
    return html.Section(
        [html.Header(head), *children], id=name, className="section", **aria(labelledby=f"{name}-title")
    )


def empty(title: str, text: str, action: Any = None, *, heading: Any = html.H3) -> html.Div:
    """A dashed box instead of an empty picture: what was asked, why nothing fits, what helps.

    Right below the page's own heading `heading` is html.H2.
    """
    children = [heading(title), html.P(text)]
    return html.Div([*children, action] if action is not None else children, className="empty")


def action_link(text: str, href: str, *, icon: str, download: bool = False) -> html.A:
    """One way to take something along or see it differently."""
    more: dict[str, Any] = {"download": ""} if download else {"data-plain": ""}
    return html.A([symbol(icon), text], href=href, **more)


def why(href: str, of: str, *, tile: bool = False) -> html.A:
    """The control that opens the panel for one row or tile; `of` names it for those who hear it."""
    words = _("Where does this number come from?") if tile else _("Where from?")
    return html.A([words, hidden(f" {of}")], href=href, className="why-link", **data(why="", plain=""))
