"""A long list in parts: people read, and browsers draw, so many rows at a time; the data (CSV) always hold all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from dash import html

from dashboard.components.pieces import aria
from dashboard.pages.context import Context
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

#: More rows at once are slow to read for people and machines alike.
MOST_ROWS = 50

T = TypeVar("T")


class Part(NamedTuple):
    """Which part of a list the address asks for: its number from 1, how many there are, the place of its first row."""

    number: int
    last: int
    begin: int


def part(context: Context, length: int) -> Part:
    """The part of a list of this length; the last one where the address names one behind it."""
    last = max(1, -(-length // MOST_ROWS))
    number = min(context.address.params.seite or 1, last)
    return Part(number, last, (number - 1) * MOST_ROWS)


def rows_of(found: Part, rows: Sequence[T]) -> Sequence[T]:
    """The rows of this part."""
    return rows[found.begin : found.begin + MOST_ROWS]


def parts(context: Context, found: Part) -> html.Nav | None:
    """Links to the parts of a long list; nothing where it is short."""
    if found.last == 1:
        return None
    href = context.address.href
    links = [
        html.Li(html.A(formats.number(n), href=href(seite=n), **(aria(current="page") if n == found.number else {})))
        for n in range(1, found.last + 1)
    ]
    words = html.P(_("Shown are {n} measures at a time; the data (CSV) hold all.", n=MOST_ROWS), className="note")
    return html.Nav([html.Ul(links), words], className="parts", **aria(label=_("Parts of the list")))
