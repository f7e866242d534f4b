"""Small pictures in table rows as SVG that fills the width of its column: bars, timelines, sparks.

Positions are shares of the width, so a picture is redrawn, never scaled, at another width; words and figures stand
beside it in the row. Rows hold the shapes themselves: as an image each would be a document of its own to the browser,
two milliseconds apiece. An image is what stands alone and can be saved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from dashboard.charts.theme import COLOURS

INK, ACTUAL, TRACK, LINE = COLOURS["ink"], COLOURS["brand"], COLOURS["track"], COLOURS["line"]
#: Of images; the pages' own stands once in their frame.
HATCH = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="#fff"/><rect width="2.6" height="6" fill="{ACTUAL}"/></pattern>'
)


HATCHED = "url(#hatch)"


class Drawing(NamedTuple):
    """The shapes of a picture in a row, and how high it is in pixels at every width."""

    shapes: str
    height: int


class Image(NamedTuple):
    """The address of an image as data, and how high it is in pixels at every width."""

    src: str
    height: int


def svg_image(height: int, parts: Iterable[str]) -> str:
    """The address of an SVG image as data; the width comes from the page."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height}">{"".join(parts)}</svg>'
    return "data:image/svg+xml," + quote(svg, safe="/:=' ,()")


#: The width that lines count in, whatever it is on the screen.
ACROSS = 1000


def across(height: int, paths: Iterable[str]) -> str:
    """Paths whose x runs from 0 to `ACROSS`."""
    found = "".join(paths)
    box = f'class="across" viewBox="0 0 {ACROSS} {height}" preserveAspectRatio="none" width="100%" height="{height}" fill="none"'
    return found and f"<svg {box}>{found}</svg>"


def stroked(places: str, style: str) -> str:
    """A path in `across`, where lines are as thick at every width; nothing where it goes nowhere."""
    return places and f'<path d="{places}" {style}/>'


def dots(places: str, width: float, colour: str) -> str:
    """A disc of `width` pixels at each place of a path."""
    return stroked(places, f'stroke="{colour}" stroke-width="{width}" stroke-linecap="round"')


def percent(share: float) -> str:
    return f"{100 * share:.2f}%"


#: The image of a page knows nothing of the page's fonts.
_FONT = "font-family='Segoe UI,Roboto,Liberation Sans,Arial,sans-serif'"
#: Pixels: of a letter, about, and of the narrowest image that has words.
_LETTER, _NARROWEST = 7.0, 288


def _anchor(share: float, text: str) -> str:
    """Words stand around their place unless they would be cut off at an edge of a phone."""
    half = len(text) * _LETTER / 2 / _NARROWEST
    return "start" if share < half else "end" if share > 1 - half else "middle"


def words(
    share: float, y: float, text: str, *, name: str = "", bold: bool = False, soft: bool = False, shift: int = 0
) -> str:
    """Words at a share of the width, legible across a line; `name` stands in bold before them."""
    head = (
        f'<tspan font-weight="700">{escape(name)}</tspan><tspan dx="12">{escape(text)}</tspan>'
        if name
        else escape(text)
    )
    weight = ' font-weight="700"' if bold else ""
    move = f' transform="translate({shift} 0)"' if shift else ""
    return (
        f'<text x="{percent(share)}" y="{y}" text-anchor="{_anchor(share, name + text)}" font-size="13" {_FONT}{weight}{move} '
        f'fill="{COLOURS["ink-soft"] if soft else INK}" stroke="#fff" stroke-width="4" stroke-linejoin="round" '
        f'paint-order="stroke">{head}</text>'
    )


def tick(place: str, top: float, height: float) -> str:
    """A plan at a place of the width: three pixels of ink with two of white on both sides."""
    return "".join(
        f'<rect x="{place}" y="{top}" width="{width}" height="{height}" fill="{fill}" transform="translate({left} 0)"/>'
        for width, fill, left in ((7, "#fff", -3), (3, INK, -1))
    )


def bar(
    share: float | None,
    plan: float | None = None,
    *,
    bound: float = 0,
    height: int = 14,
    scale: float = 1,
    notch: bool = False,
) -> Drawing:
    """A flat bar: `share` of `scale` is filled, `bound` hatched behind it, a tick stands at `plan`.

    With `notch` a share beyond the scale ends in a notch: there is more than the bar can show.
    """
    thick = height - 6
    parts = [f'<rect y="3" width="100%" height="{thick}" fill="{TRACK}"/>']
    done = min(max(share or 0, 0) / scale, 1)
    if bound > 0:
        end = min(max((share or 0) + bound, 0) / scale, 1)
        parts.append(
            f'<rect x="{percent(done)}" y="3" width="{percent(end - done)}" height="{thick}" fill="{HATCHED}"/>'
        )
    parts.append(f'<rect y="3" width="{percent(done)}" height="{thick}" fill="{ACTUAL}"/>')
    if notch and (share or 0) > scale:
        middle = height / 2
        arrow = f"M-6 3 L0 {middle} L-6 {height - 3} M-12 3 L-6 {middle} L-12 {height - 3}"
        parts.append(
            f'<svg x="100%" overflow="visible"><path d="{arrow}" fill="none" stroke="#fff" stroke-width="2"/></svg>'
        )
    if plan is not None:
        parts.append(tick(percent(min(max(plan / scale, 0), 1) * 0.994), 0, height))
    return Drawing("".join(parts), height)


@dataclass(frozen=True, slots=True)
class Mark:
    """One milestone in a timeline: its baseline, its point (reached or expected), how late it is in days."""

    baseline: dt.date | None
    point: dt.date | None
    reached: bool
    days_late: int


class TimeScale:
    """Days to shares of the width; the same for all rows of a table."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first, self.last = first, max(last, first + dt.timedelta(days=1))
        self._length = (self.last - self.first).days

    def place(self, day: dt.date) -> float:
        return 0.02 + 0.96 * min(max((day - self.first).days / self._length, 0), 1)

    def years(self) -> list[int]:
        return [year for year in range(self.first.year, self.last.year + 1) if dt.date(year, 7, 1) <= self.last]

    def _x(self, day: dt.date) -> str:
        return f"{ACROSS * self.place(day):.1f}"

    def heading(self) -> Drawing:
        """The years above the rows."""
        step = 1 if len(self.years()) <= 8 else 2
        texts = (
            f'<text x="{percent(self.place(dt.date(year, 7, 1)))}" y="13" text-anchor="middle" font-size="12" '
            f'fill="{INK}">{year}</text>'
            for year in self.years()[::step]
        )
        return Drawing("".join(texts), 18)

    def timeline(self, marks: Sequence[Mark], key_day: dt.date) -> Drawing:
        """Baseline tick, disc reached, ring expected; a line from tick to point only where it slips over 14 days."""
        height, middle, x = 32, 16, self._x
        years = (dt.date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1))
        slips = [(m.baseline, m.point, m.days_late) for m in marks if m.baseline and m.point and m.days_late > 14]
        watch, critical = (
            "".join(f"M{x(early)} {middle}H{x(late)}" for early, late, days in slips if (days > 60) is far)
            for far in (False, True)
        )
        ticks = "".join(f"M{x(mark.baseline)} 9v14" for mark in marks if mark.baseline)
        # A line of no length with round ends is a disc that no width makes an egg of.
        reached, expected = (
            "".join(f"M{x(mark.point)} {middle}h.01" for mark in marks if mark.point and mark.reached is done)
            for done in (True, False)
        )
        paths = (
            stroked("".join(f"M{x(day)} 0v{height}" for day in years), f'stroke="{LINE}"'),
            stroked(f"M{x(key_day)} 0v{height}", f'stroke="{INK}" stroke-width="1.25"'),
            stroked(watch, f'stroke="{COLOURS["watch"]}" stroke-width="3"'),
            stroked(critical, f'stroke="{COLOURS["critical"]}" stroke-width="3"'),
            stroked(ticks, f'stroke="{INK}" stroke-width="2"'),
            dots(reached, 11.2, "#fff"),
            dots(reached, 7.2, ACTUAL),
            dots(expected, 11.2, ACTUAL),
            dots(expected, 7.2, "#fff"),
        )
        return Drawing(across(height, paths), height)


def key_symbol(name: str) -> Drawing:
    """The signs of the key line above a timeline table."""
    shapes = {
        "reached": f'<circle cx="11" cy="7" r="4.6" fill="{ACTUAL}"/>',
        "expected": f'<circle cx="11" cy="7" r="4.2" fill="#fff" stroke="{ACTUAL}" stroke-width="2"/>',
        "baseline": f'<rect x="10" width="2" height="14" fill="{INK}"/>',
        "late": f'<rect y="5.5" width="22" height="3" fill="{COLOURS["watch"]}"/>',
        "very_late": f'<rect y="5.5" width="22" height="3" fill="{COLOURS["critical"]}"/>',
        "key_day": f'<rect x="10.4" width="1.25" height="14" fill="{INK}"/>',
        "spent": f'<rect y="1" width="22" height="12" fill="{ACTUAL}"/>',
        "bound": f'<rect y="1" width="22" height="12" fill="{HATCHED}"/>',
        "planned": '<rect x=".5" y="1.5" width="21" height="11" fill="#fff" stroke="#66727e"/>',
        "tick": f'<rect x="9.5" width="3" height="14" fill="{INK}"/>',
    }
    return Drawing(shapes[name], 14)
