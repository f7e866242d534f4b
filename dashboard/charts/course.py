"""The course of an indicator in a table row: its values solid, the path dashed, the new value as a dot."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.images import ACTUAL, INK, Drawing, across
from dashboard.charts.spark import Frame, Point

_HEIGHT, _TOP, _BOTTOM = 40, 6, 34


class _Low(Frame):
    """The same places in a picture without an axis."""

    def height(self, value: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * (value - self._low) / self._spread


def course(values: Sequence[Point], path: Sequence[Point], new: Point | None) -> Drawing | None:
    """The picture; None where there is nothing to compare. A point is year and value."""
    places = [*values, *([new] if new else [])]
    if len(places) + len(path) < 2:
        return None
    years = [year for year, _ in places] or [year for year, _ in path]
    span = (min(years), max(years))
    shown = [point for point in path if span[0] <= point[0] <= span[1]]
    frame = _Low(span, [value for _, value in (*places, *shown)])
    lines = (
        frame.line(shown, f'stroke="{INK}" stroke-width="1.5" stroke-dasharray="4 3"'),
        frame.line(places, f'stroke="{ACTUAL}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"'),
    )
    end = frame.dot(new, 4.5, f'fill="{ACTUAL}"') if new else ""
    return Drawing(across(_HEIGHT, lines) + end, _HEIGHT)
