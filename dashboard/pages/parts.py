"""A long list in parts: people read, and browsers draw, so many rows at a time; the data (CSV) always hold all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from dash import html

from dashboard.components.pieces import aria
from dashboard.pages.context import Context
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

#: Who works on so many measures wants them all at once; more are slow to read for people and machines alike.
LONGEST = 50
ROWS = 25
#: Links to so many parts stand around the part that is shown.
_AROUND = 2

T = TypeVar("T")


class Part(NamedTuple):
    """Which part of a list the address asks for: its number from 1, how many there are, its first row and the one behind its last."""

    number: int
    last: int
    begin: int
    end: int


def part(context: Context, length: int) -> Part:
    """The part of a list of this length; the last one where the address names one behind it."""
    if length <= LONGEST:
        return Part(1, 1, 0, length)
    last = -(-length // ROWS)
    number = min(context.address.params.seite or 1, last)
    return Part(number, last, (number - 1) * ROWS, number * ROWS)


def rows_of(found: Part, rows: Sequence[T]) -> Sequence[T]:
    """The rows of this part."""
    return rows[found.begin : found.end]


def parts(context: Context, found: Part) -> html.Nav | None:
    """Links to the parts of a long list; nothing where it is short."""
    if found.last == 1:
        return None
    words = html.P(_("Shown are {n} measures at a time; the data (CSV) hold all.", n=ROWS), className="note")
    return html.Nav(
        [html.Ul(list(_links(context, found))), words], className="parts", **aria(label=_("Parts of the list"))
    )


def _links(context: Context, found: Part) -> Iterator[html.Li]:
    """The first part, the last one and those around the one that is shown; dots where some are left out."""
    near = set(range(found.number - _AROUND, found.number + _AROUND + 1)) & set(range(1, found.last + 1))
    numbers = sorted(near | {1, found.last})
    for before, number in pairwise([0, *numbers]):
        if number > before + 1:
            yield html.Li("…", **aria(hidden="true"))
        current = aria(current="page") if number == found.number else {}
        yield html.Li(html.A(formats.number(number), href=context.address.href(seite=number), **current))
