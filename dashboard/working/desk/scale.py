"""A value's place on a line between the last one, the one a year ago and the target: a picture of what the echo says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.text.catalog import gettext as _
from dashboard.working.desk import words
from dashboard.working.desk.known import Known

Number = Decimal | Fraction

_WIDTH, _EDGE = 480, 60
#: Pixels between two labels below the line, so that they can be read.
_APART = 118


def scale(known: Known, number: Decimal | None) -> Markup:
    """The line as SVG, hidden from those who hear the page; nothing where there is nothing to compare."""
    marks = [(name, at) for name, at in _marks(known) if at is not None]
    places = [Fraction(at) for _name, at in marks] + ([Fraction(number)] if number is not None else [])
    if len(set(places)) < 2:
        return Markup("")
    low, high = min(places), max(places)

    def x(at: Fraction | Decimal) -> int:
        return round(_EDGE + (_WIDTH - 2 * _EDGE) * (Fraction(at) - low) / (high - low))

    parts = [element("line", x1=0, x2=_WIDTH, y1=30, y2=30, class_="axis")]
    parts += [_mark(x(at), f"{name} {words.figure(at, known)}", row) for name, at, row in _rows(marks, x)]
    if number is not None:
        own = _("Your value {value}", value=words.figure(number, known))
        parts += [element("circle", cx=x(number), cy=30, r=6), element("text", own, x=x(number), y=14, class_="own")]
    return element(
        "svg", parts, class_="scale", viewBox=f"0 0 {_WIDTH} 72", width=_WIDTH, height=72, aria_hidden="true"
    )


def _marks(known: Known) -> Iterable[tuple[str, Decimal | Fraction | None]]:
    yield _("year ago"), known.year_ago.value.value if known.year_ago and known.year_ago.value else None
    yield _("last"), known.last.value.value if known.last and known.last.value else None
    # A running total has its target on another line.
    yield _("target"), None if known.indicator.cumulative else known.planned


def _rows(marks: Iterable[tuple[str, Number]], x: Callable[[Number], int]) -> Iterator[tuple[str, Number, int]]:
    """Each mark with the row its label stands in: the second one where the labels would touch."""
    ends = [-_APART, -_APART]
    for name, at in sorted(marks, key=lambda mark: mark[1]):
        row = 0 if x(at) - ends[0] >= _APART else 1
        ends[row] = x(at)
        yield name, at, row


def _mark(x: int, label: str, row: int) -> Markup:
    return element("line", x1=x, x2=x, y1=24, y2=36) + element("text", label, x=x, y=52 + 16 * row)
