"""Small pictures in table rows: bars, timelines and sparks as SVG images that scale with their column.

Positions are percentages of the width, so a picture is redrawn, never scaled, at another width. Words and figures
stand beside it in the row; its own name is the alternative text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from dashboard.charts.theme import COLOURS

INK, ACTUAL, TRACK, LINE = COLOURS["ink"], COLOURS["brand"], COLOURS["track"], COLOURS["line"]
_HATCH = (
    '<pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><rect width="2.6" height="6" fill="{colour}"/></pattern>'
).format(colour=ACTUAL)


def _image(height: int, parts: Iterable[str]) -> str:
    """The address of an SVG image as data; the width comes from the page."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height}">{"".join(parts)}</svg>'
    return "data:image/svg+xml," + quote(svg, safe="/:=' ,()")


def percent(share: float) -> str:
    return f"{100 * share:.2f}%"


def bar(share: float | None, plan: float | None = None, *, bound: float = 0, height: int = 14, scale: float = 1) -> str:
    """A flat bar: `share` of `scale` is filled, `bound` hatched behind it, a tick stands at `plan`."""
    thick = height - 6
    parts = [f'<rect y="3" width="100%" height="{thick}" fill="{TRACK}"/>']
    done = min(max(share or 0, 0) / scale, 1)
    if bound > 0:
        end = min(max((share or 0) + bound, 0) / scale, 1)
        parts.append(f'<defs>{_HATCH}</defs><rect y="3" width="{percent(end)}" height="{thick}" fill="url(#h)"/>')
    parts.append(f'<rect y="3" width="{percent(done)}" height="{thick}" fill="{ACTUAL}"/>')
    if plan is not None:
        place = percent(min(max(plan / scale, 0), 1) * 0.994)
        parts.append(f'<rect x="{place}" width="7" height="{height}" fill="#fff" transform="translate(-3 0)"/>')
        parts.append(f'<rect x="{place}" width="3" height="{height}" fill="{INK}" transform="translate(-1 0)"/>')
    return _image(height, parts)


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

    def _year_lines(self, height: int) -> str:
        days = [dt.date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1)]
        return "".join(
            f'<rect x="{percent(self.place(day))}" width="1" height="{height}" fill="{LINE}"/>' for day in days
        )

    def heading(self) -> str:
        """The years above the rows."""
        step = 1 if len(self.years()) <= 8 else 2
        texts = (
            f'<text x="{percent(self.place(dt.date(year, 7, 1)))}" y="13" text-anchor="middle" font-size="12" '
            f"font-family='Segoe UI,Roboto,Liberation Sans,Arial,sans-serif' fill=\"{INK}\">{year}</text>"
            for year in self.years()[::step]
        )
        return _image(18, texts)

    def timeline(self, marks: Sequence[Mark], key_day: dt.date) -> str:
        """Baseline tick, disc reached, ring expected; a line from tick to point only where it slips over 14 days."""
        height, middle = 32, 16
        parts = [self._year_lines(height), f'<rect x="{percent(self.place(key_day))}" width="1.25" height="{height}" fill="{INK}"/>']
        for mark in marks:
            if mark.baseline and mark.point and mark.days_late > 14:
                colour = COLOURS["critical"] if mark.days_late > 60 else COLOURS["watch"]
                parts.append(
                    f'<line x1="{percent(self.place(mark.baseline))}" x2="{percent(self.place(mark.point))}" y1="{middle}" '
                    f'y2="{middle}" stroke="{colour}" stroke-width="3"/>'
                )
        for mark in marks:
            if mark.baseline:
                parts.append(
                    f'<rect x="{percent(self.place(mark.baseline))}" y="9" width="2" height="14" fill="{INK}" transform="translate(-1 0)"/>'
                )
        for mark in marks:
            if mark.point:
                style = f'fill="{ACTUAL}" stroke="#fff"' if mark.reached else f'fill="#fff" stroke="{ACTUAL}"'
                parts.append(f'<circle cx="{percent(self.place(mark.point))}" cy="{middle}" r="4.6" {style} stroke-width="2"/>')
        return _image(height, parts)


def key_symbol(name: str) -> str:
    """The signs of the key line above a timeline table."""
    shapes = {
        "reached": f'<circle cx="11" cy="7" r="4.6" fill="{ACTUAL}"/>',
        "expected": f'<circle cx="11" cy="7" r="4.2" fill="#fff" stroke="{ACTUAL}" stroke-width="2"/>',
        "baseline": f'<rect x="10" width="2" height="14" fill="{INK}"/>',
        "late": f'<rect y="5.5" width="22" height="3" fill="{COLOURS["watch"]}"/>',
        "very_late": f'<rect y="5.5" width="22" height="3" fill="{COLOURS["critical"]}"/>',
        "key_day": f'<rect x="10.4" width="1.25" height="14" fill="{INK}"/>',
        "spent": f'<rect y="1" width="22" height="12" fill="{ACTUAL}"/>',
        "bound": f'<defs>{_HATCH}</defs><rect y="1" width="22" height="12" fill="url(#h)"/>',
        "planned": '<rect x=".5" y="1.5" width="21" height="11" fill="#fff" stroke="#66727e"/>',
        "tick": f'<rect x="9.5" width="3" height="14" fill="{INK}"/>',
    }
    return _image(14, [shapes[name]])


def spark(
    path: Sequence[tuple[float, float]], values: Sequence[tuple[float, float]], *, years: tuple[float, float], current: float | None,
    missing: float | None = None,
) -> str:
    """Path dashed, values solid, the current one marked; x and y are plain numbers, each row has its own y scale.

    `missing` is the path's value for the year without a value: a dashed ring.
    """
    height, top, bottom = 64, 10, 46
    first, last = years
    every = [y for _, y in (*path, *values)]
    low, high = (min(every), max(every)) if every else (0, 1)
    spread = (high - low) or 1

    def x(year: float) -> str:
        return percent(0.03 + 0.94 * (year - first) / ((last - first) or 1))

    def y(value: float) -> str:
        return f"{bottom - (bottom - top) * (value - low) / spread:.1f}"

    def lines(points: Sequence[tuple[float, float]], style: str) -> Iterable[str]:
        for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
            yield f'<line x1="{x(x1)}" y1="{y(y1)}" x2="{x(x2)}" y2="{y(y2)}" {style}/>'

    parts = [*lines(path, f'stroke="{INK}" stroke-width="1.5" stroke-dasharray="5 4"')]
    parts += lines(values, f'stroke="{ACTUAL}" stroke-width="3"')
    parts += (f'<circle cx="{x(px)}" cy="{y(py)}" r="2.4" fill="{ACTUAL}"/>' for px, py in values)
    if path:
        parts.append(f'<circle cx="{x(path[-1][0])}" cy="{y(path[-1][1])}" r="4" fill="#fff" stroke="{INK}" stroke-width="1.5"/>')
    if missing is not None and current is not None:
        parts.append(f'<circle cx="{x(current)}" cy="{y(missing)}" r="5" fill="#fff" stroke="{INK}" stroke-dasharray="2 2"/>')
    elif values and current is not None and values[-1][0] == current:
        parts.append(f'<circle cx="{x(current)}" cy="{y(values[-1][1])}" r="5" fill="{ACTUAL}" stroke="#fff" stroke-width="1.5"/>')
    for year, anchor in ((first, "start"), (last, "end")):
        parts.append(
            f'<text x="{x(year)}" y="61" text-anchor="{anchor}" font-size="12" '
            f"font-family='Segoe UI,Roboto,Liberation Sans,Arial,sans-serif' fill=\"{COLOURS['ink-soft']}\">{int(year)}</text>"
        )
    return _image(height, parts)
