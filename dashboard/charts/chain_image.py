"""The results chain of one goal as a picture: four columns of boxes, lines where one leads to the next.

Boxes carry codes and the shape of their light; the names stand in the list below the picture. What belongs together, a measure
and its indicators, has rows of its own, so that no line passes behind a box that it does not lead to.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from dashboard.charts.images import ACTUAL, INK, Image, svg_image
from dashboard.charts.theme import COLOURS, FONT

#: Left edge and width of the four columns in per cent of the picture.
_LEFT, _WIDTH = (0.0, 27.0, 54.0, 81.0), 19.0
_HEIGHT, _STEP, _TOP = 26, 34, 2
_SHAPES = {
    "green": f'<circle cx="14" cy="13" r="5" fill="{COLOURS["ok"]}"/>',
    "yellow": f'<path d="M14 7l6 11H8z" fill="{COLOURS["watch"]}"/>',
    "red": f'<rect x="9" y="8" width="10" height="10" fill="{COLOURS["critical"]}"/>',
    "grey": f'<circle cx="14" cy="13" r="4.5" fill="none" stroke="{COLOURS["none"]}" stroke-width="1.6"/>',
    "done": f'<path d="M9 13l4 4 7-8" fill="none" stroke="{COLOURS["done"]}" stroke-width="2"/>',
    "resting": f'<path d="M11 8v10M17 8v10" stroke="{COLOURS["none"]}" stroke-width="2.4"/>',
}


class Box(NamedTuple):
    """A box by its column (0 to 2), with its code and light; `leads_to` are the keys of boxes, or "goal".

    Boxes of one `group` lead to each other and to the goal alone.
    """

    key: str
    group: Hashable
    column: int
    code: str
    light: str | None
    leads_to: tuple[str, ...]


def _box(left: float, top: float, height: float, text: str, light: str | None, *, stroke: str, dash: str = "") -> str:
    shape = _SHAPES.get(light or "", "")
    middle = height / 2 + 4.5
    return (
        f'<svg x="{left}%" y="{top}" width="{_WIDTH}%" height="{height}">'
        f'<rect x="1" y="1" width="99%" height="{height - 2}" fill="#fff" stroke="{stroke}" stroke-width="1.4" {dash}/>'
        f'<g transform="translate(0 {height / 2 - 13})">{shape}</g>'
        f'<text x="{28 if shape else 8}" y="{middle}" font-family=\'{FONT}\' font-size="13" fill="{INK}">{escape(text)}</text></svg>'
    )


def _rows(boxes: Sequence[Box]) -> tuple[dict[str, int], int]:
    """The row of each box by its key, group below group, and how many rows there are."""
    row_of, top = dict[str, int](), 0
    for group in dict.fromkeys(box.group for box in boxes):
        used = [0, 0, 0]
        for box in boxes:
            if box.group == group:
                row_of[box.key] = top + used[box.column]
                used[box.column] += 1
        top += max(used)
    return row_of, top


def _line(left: float, y1: float, right: float, y2: float) -> str:
    return f'<line x1="{left + _WIDTH}%" y1="{y1}" x2="{right}%" y2="{y2}" stroke="{COLOURS["ink-faint"]}" stroke-width="1.2"/>'


def chain_image(boxes: Sequence[Box], goal: str, empty: Iterable[int]) -> Image:
    """The picture; `goal` is written into the last box, `empty` are the columns of which nothing is stated."""
    row_of, rows = _rows(boxes)
    height = _TOP * 2 + max(rows, 1) * _STEP - (_STEP - _HEIGHT)
    place = {box.key: (_LEFT[box.column], _TOP + row_of[box.key] * _STEP + _HEIGHT / 2) for box in boxes}
    parts = []
    for box in boxes:
        left, y = place[box.key]
        for target in box.leads_to:
            right, end = (_LEFT[3], y) if target == "goal" else place[target]
            parts.append(_line(left, y, right, end))
    for box in boxes:
        left, y = place[box.key]
        parts.append(_box(left, y - _HEIGHT / 2, _HEIGHT, box.code, box.light, stroke=COLOURS["ink-faint"]))
    for column in empty:
        parts.append(
            _box(_LEFT[column], _TOP, _HEIGHT, "–", None, stroke=COLOURS["ink-faint"], dash='stroke-dasharray="4 3"')
        )
    parts.append(_box(_LEFT[3], _TOP, height - 2 * _TOP, goal, None, stroke=ACTUAL))
    return Image(svg_image(height, parts), height)
