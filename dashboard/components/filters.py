"""The filter bar: what is set has a stronger border, what came out stands in words at its right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from dashboard.components.pieces import aria, data
from dashboard.text.catalog import gettext as _

#: What the choice "all" sends; the page script takes the parameter out of the address then.
ALL = "*"


def choice(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    value: str | None,
    *,
    all_: str | None = None,
    narrowed: bool | None = None,
) -> html.Div:
    """One filter; `name` is its parameter in the address. Without `all_` its first word is "all".

    `narrowed` says whether it is set, where a value is shown that the page chose itself.
    """
    field = f"filter-{name}"
    every = [] if all_ == "" else [{"label": all_ or _("all"), "value": ALL}]
    select = dbc.Select(
        id=field,
        value=value or ALL,
        className="set" if (bool(value) if narrowed is None else narrowed) else "",
        options=[*every, *({"label": text, "value": code} for code, text in options)],
    )
    return html.Div([html.Label(label, htmlFor=field), select], **data(filter=name))


def bar(choices: Sequence[html.Div], result: str, reset: str | None) -> html.Div:
    """The bar. `reset` is the address without any filter, None where none is set."""
    words: list[Any] = [html.Div(result, role="status")]
    if reset:
        words.append(html.A(_("Reset filters"), href=reset))
    return html.Div(
        [*choices, html.Div(words, className="result")], className="filters", role="search", **aria(label=_("Filters"))
    )
