"""A series in a table row: the path dashed, the values solid and in pieces, this year marked.

Every row has its own y scale, all rows of a table the same x scale; years are plain numbers, a year is its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape

from dashboard.charts.images import ACROSS, ACTUAL, INK, LINE, Drawing, across, percent, stroked
from dashboard.charts.theme import COLOURS

#: Year and value.
Point = tuple[float, float]

_HEIGHT, _TOP, _BOTTOM = 84, 18, 62
#: A series of more points than this is drawn without a dot for each.
_MOST_DOTS = 16


class Frame:
    """From years and values to places in the picture."""

    def __init__(self, years: tuple[float, float], values: Iterable[float]) -> None:
        found = list(values)
        self.first, self.last = years
        self._low, high = (min(found), max(found)) if found else (0.0, 1.0)
        self._spread = (high - self._low) or 1

    def share(self, year: float) -> float:
        return 0.03 + 0.94 * (year - self.first) / ((self.last - self.first) or 1)

    def x(self, year: float) -> str:
        return percent(self.share(year))

    def height(self, value: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * (value - self._low) / self._spread

    def y(self, value: float) -> str:
        return f"{self.height(value):.1f}"

    def line(self, points: Sequence[Point], style: str) -> str:
        """A path from point to point, for `across`; nothing where there is one point."""
        places = "L".join(f"{ACROSS * self.share(x):.1f} {self.y(y)}" for x, y in points)
        return stroked(f"M{places}" if len(points) > 1 else "", style)

    def dot(self, point: Point, radius: float, style: str) -> str:
        return f'<circle cx="{self.x(point[0])}" cy="{self.y(point[1])}" r="{radius}" {style}/>'


def _axis(frame: Frame, years: Sequence[float]) -> Iterator[str]:
    base = _BOTTOM + 5
    yield f'<rect x="{frame.x(frame.first)}" y="{base}" width="94%" height="1" fill="{LINE}"/>'
    for year in years:
        place = frame.share(year)
        anchor = "start" if place < 0.1 else "end" if place > 0.9 else "middle"
        yield f'<rect x="{frame.x(year)}" y="{base}" width="1" height="4" fill="{COLOURS["ink-faint"]}"/>'
        yield (
            f'<text x="{frame.x(year)}" y="82" text-anchor="{anchor}" font-size="12" '
            f'fill="{COLOURS["ink-soft"]}">{year:.0f}</text>'
        )


def _label(frame: Frame, current: Point, text: str, above: bool) -> str:
    """The value of this year beside its dot, with a white edge that keeps lines away from it."""
    place = frame.share(current[0])
    anchor, shift = ("end", -4) if place > 0.8 else ("start", 5)
    y = frame.height(current[1]) + (-9 if above else 18)
    y = min(max(y, 11), _BOTTOM + 2)
    return (
        f'<svg x="{frame.x(current[0])}" overflow="visible"><text x="{shift}" y="{y:.1f}" text-anchor="{anchor}" '
        f'font-size="13" font-weight="700" fill="{ACTUAL}" stroke="#fff" stroke-width="4" paint-order="stroke">'
        f"{escape(text)}</text></svg>"
    )


def _diamond(frame: Frame, end: Point) -> str:
    middle = frame.height(end[1])
    return (
        f'<svg x="{frame.x(end[0])}" y="{middle:.1f}" overflow="visible"><path d="M0 -5 L5 0 L0 5 L-5 0 Z" fill="#fff" '
        f'stroke="{INK}" stroke-width="1.5"/></svg>'
    )


def _break(frame: Frame, year: float) -> str:
    """An upright line just before the first value in new terms."""
    return (
        f'<rect x="{frame.x(year)}" y="{_TOP - 6}" width="1.5" height="{_BOTTOM - _TOP + 11}" '
        f'fill="{COLOURS["ink-faint"]}" transform="translate(-8 0)"/>'
    )


def spark(
    pieces: Sequence[Sequence[Point]],
    paths: Sequence[Sequence[Point]],
    *,
    years: tuple[float, float],
    current: Point | None = None,
    label: str = "",
    missing: Point | None = None,
    breaks: Sequence[float] = (),
    target: Point | None = None,
    ticks: Sequence[float] = (),
) -> Drawing:
    """The picture of a series.

    `current` is the value of the year shown, `missing` the place on the path where one should be, `breaks` are years
    from which on the values mean something else, `target` is the diamond at the end of the path.
    """
    lines = (*pieces, *paths)
    frame = Frame(years, [value for line in lines for _, value in line])
    parts = list(_axis(frame, ticks))
    parts += [_break(frame, year) for year in breaks]
    planned = f'stroke="{INK}" stroke-width="1.5" stroke-dasharray="5 4"'
    actual = f'stroke="{ACTUAL}" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'
    drawn = [*(frame.line(path, planned) for path in paths), *(frame.line(piece, actual) for piece in pieces)]
    parts.append(across(_HEIGHT, drawn))
    points = [point for piece in pieces for point in piece]
    if len(points) <= _MOST_DOTS:
        parts += [frame.dot(point, 2.6, f'fill="{ACTUAL}"') for point in points]
    if target:
        parts.append(_diamond(frame, target))
    if missing:
        parts.append(
            frame.dot(
                missing, 5, f'fill="#fff" stroke="{COLOURS["ink-faint"]}" stroke-width="1.5" stroke-dasharray="2 2"'
            )
        )
    if current:
        parts.append(frame.dot(current, 5, f'fill="{ACTUAL}" stroke="#fff" stroke-width="1.5"'))
        parts.append(_label(frame, current, label, above=_above(paths, current)))
    return Drawing("".join(parts), _HEIGHT)


def _above(paths: Sequence[Sequence[Point]], current: Point) -> bool:
    """Whether the label goes above its dot: on the side where the path does not run."""
    for path in paths:
        for (x1, y1), (x2, y2) in pairwise(path):
            if x1 <= current[0] <= x2 and x2 > x1:
                return current[1] >= y1 + (y2 - y1) * (current[0] - x1) / (x2 - x1)
    return True
