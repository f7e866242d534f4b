"""All control indicators on one axis: how far each is on its path."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.reporting.monitoring import Monitoring
from dashboard.reporting.monitoring.rows import IndicatorYear
from dashboard.reporting.status import STATUS_OF
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

_SYMBOLS = {"red": "square", "yellow": "triangle-up", "green": "circle"}
#: What lies further out is drawn at the edge, with its figure.
_LOWEST, _HIGHEST = -0.2, 1.6
#: The narrowest picture that labels are laid out for, and what a letter and a row take, in pixels.
_NARROWEST, _LETTER, _ROW = 970, 6.3, 17
#: Pixels from the middle of a dot to its label, and what a label keeps free at its end and beside the line at 100 %.
_BESIDE, _APART, _BESIDE_LINE = 9, 12, 5
_LONGEST_NAME, _SHORTEST_NAME = 44, 12
#: More dots than this are not all named, but the furthest from the path.
_MOST_NAMES, _FEW_NAMES, _LOW_ROW = 45, 12, 14
#: Pixels above the rows for the words of the lights, and below them for the axis.
_ZONES, _AXIS = 30, 30
#: Type of the labels; rows are too low for a bigger one.
_SMALL, _TYPE = 12, 13


class Dot(NamedTuple):
    """An indicator in the picture: its place in shares, the row above the axis, its label."""

    row: IndicatorYear
    place: float
    level: int
    text: str
    left: bool


def _name(row: IndicatorYear, share: float, longest: int) -> str:
    """The name beside a dot, with its figure where the dot stands at the edge."""
    name = escape(formats.shorten(row.indicator.title, longest), quote=False)
    outside = not _LOWEST <= share <= _HIGHEST
    return f"{name} ({formats.percent(row.path_attainment, places=0)})" if outside else name


def span(rows: Sequence[IndicatorYear]) -> tuple[float, float]:
    """The axis: from 0 to 140 %, further only where a dot lies there."""
    shares = [float(row.path_attainment or 0) for row in rows]
    return max(min(0.0, *shares), _LOWEST) - 0.02, min(max(1.4, *shares), _HIGHEST) + 0.05


class _Spot(NamedTuple):
    """A way to set a label: left or right of its dot, and the pixels that dot and label take."""

    left: bool
    begin: float
    end: float


def _spots(at: float, text: str, line: float) -> list[_Spot]:
    """Right of the dot before left of it, where the label stays in the picture and off the line at 100 %."""
    if not text:
        return [_Spot(False, at - _BESIDE, at + _BESIDE)]
    width = _BESIDE + len(text) * _LETTER
    ways = (_Spot(False, at - _BESIDE, at + width + _APART), _Spot(True, at - width - _APART, at + _BESIDE))
    inside = (ways[0].end - _APART <= _NARROWEST, ways[1].begin + _APART >= 0)
    off_line = (
        at + _BESIDE >= line + _BESIDE_LINE or at + width <= line - _BESIDE_LINE,
        at - _BESIDE <= line - _BESIDE_LINE or at - width >= line + _BESIDE_LINE,
    )
    return [way for way, within, off in zip(ways, inside, off_line, strict=True) if within and off]


def _fitting(row: IndicatorYear, at: float, line: float) -> tuple[str, list[_Spot]]:
    """The longest name that has a spot; its table names it in full. No name where not even a short one has."""
    for length in range(_LONGEST_NAME, _SHORTEST_NAME - 1, -1):
        text = _name(row, float(row.path_attainment or 0), length)
        spots = _spots(at, text, line)
        if spots:
            return text, spots
    return "", _spots(at, "", line)


def _named(rows: Sequence[IndicatorYear]) -> set[str]:
    """Codes of those that get their name: all, or where there are many, the furthest from the path."""
    worst = sorted(rows, key=lambda row: row.path_attainment or 0)
    return {row.indicator.code for row in (rows if len(rows) <= _MOST_NAMES else worst[:_FEW_NAMES])}


def _free(taken: list[list[_Spot]], spots: Sequence[_Spot]) -> tuple[int, _Spot]:
    """The lowest row, a new one at the most, where a spot touches no other."""
    return next(
        (level, spot)
        for level, others in enumerate([*taken, []])
        for spot in spots
        if all(spot.end <= other.begin or spot.begin >= other.end for other in others)
    )


def dots(rows: Sequence[IndicatorYear]) -> list[Dot]:
    """Each dot on the lowest row where its label covers no other, the highest share first: that needs fewest rows."""
    low, high = span(rows)
    pixels = _NARROWEST / (high - low)
    line, named = (1 - low) * pixels, _named(rows)
    taken: list[list[_Spot]] = []
    placed = []
    for row in sorted(rows, key=lambda row: row.path_attainment or 0, reverse=True):
        place = min(max(float(row.path_attainment or 0), _LOWEST), _HIGHEST)
        at = (place - low) * pixels
        text, spots = _fitting(row, at, line) if row.indicator.code in named else ("", _spots(at, "", line))
        level, spot = _free(taken, spots)
        if level == len(taken):
            taken.append([])
        taken[level].append(spot)
        placed.append(Dot(row, place, level, text, spot.left))
    return placed


def _line(x: float, width: float, colour: str, top: float = 1.0) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": top,
        "layer": "below",
        "line": {"color": theme.COLOURS[colour], "width": width},
    }


def _marks(light: str, xs: list[float], ys: list[float]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": xs,
        "y": ys,
        "cliponaxis": False,
        "marker": {"size": 11, "symbol": _SYMBOLS[light], "color": theme.COLOURS[STATUS_OF[light].colour]},
    }


def _words(
    x: float, y: float, text: str, *, size: int = _TYPE, bold: bool = False, left: bool = False, **changes: Any
) -> dict[str, Any]:
    """Words beside a marker, with a white edge that keeps the lines away from them."""
    font = {"size": size, "color": theme.COLOURS["ink"], "weight": 700 if bold else 400}
    side = {"xanchor": "right", "xshift": -_BESIDE} if left else {"xshift": _BESIDE}
    return theme.label(x, y, text, color="ink", font=font, borderpad=0, **side | changes)


def _zones(report: Monitoring, low: float) -> tuple[tuple[str, float, str], ...]:
    """Above the dots: which light begins where, in words."""
    limits = report.limits
    near, on = formats.percent(limits.effect_yellow, places=0), formats.percent(limits.effect_green, places=0)
    return (
        ("red", 100 * max(low, 0) + 1.5, f"{STATUS_OF['red'].word}: {_('under {share}', share=near)}"),
        (
            "yellow",
            float(100 * limits.effect_yellow) + 1.5,
            f"{STATUS_OF['yellow'].word}: {_('from {share}', share=near)}",
        ),
        ("green", float(100 * limits.effect_green) + 1.5, f"{STATUS_OF['green'].word}: {_('from {share}', share=on)}"),
    )


def _y(dot: Dot, height: int) -> float:
    """Pixels from the axis to the middle of the dot's row."""
    return (dot.level + 0.5) * height


def _trace(light: str, found: Sequence[Dot], height: int) -> dict[str, Any]:
    names = [
        f"{escape(f'{dot.row.indicator.code} {dot.row.indicator.title}', quote=False)}: "
        f"{formats.percent(dot.row.path_attainment, places=0)}, {STATUS_OF[light].word}"
        for dot in found
    ]
    hover = {"customdata": names, "hovertemplate": "%{customdata}<extra></extra>"}
    return _marks(light, [100 * dot.place for dot in found], [_y(dot, height) for dot in found]) | hover


def _scale(low: float, high: float) -> dict[str, Any]:
    """The axis in steps of 20 %; what 100 % means is said in its place."""
    steps = [step for step in range(-20, 161, 20) if 100 * low <= step <= 100 * high]
    words = ["" if step == 100 else formats.percent(Fraction(step, 100), places=0) for step in steps]
    ticks = {"tickmode": "array", "tickvals": steps, "ticktext": words}
    return theme.x_axis(type="linear", ticklabelmode="instant", range=[100 * low, 100 * high], **ticks)


def path_dots(report: Monitoring) -> dict[str, Any]:
    """Thresholds as thin lines, 100 % as the heavy one, each indicator with its name.

    One unit of the vertical axis is one pixel: rows from below, above them the words of the lights.
    """
    rows = [row for row in report.shown if row.rated]
    placed, (low, high) = dots(rows), span(rows)
    height = _ROW if len(rows) <= _MOST_NAMES else _LOW_ROW
    above = height * max(max(dot.level for dot in placed) + 1, 2)
    top, zones = above + _ZONES / 2, _zones(report, low)
    by_light = {light: [dot for dot in placed if dot.row.light == light] for light in _SYMBOLS}
    limits = (float(100 * report.limits.effect_yellow), float(100 * report.limits.effect_green))
    on_path = f"{formats.percent(Fraction(1), places=0)} {_('exactly on the path')}"
    below: dict[str, Any] = {"yref": "paper", "yanchor": "top", "xanchor": "center", "xshift": 0, "yshift": -8}
    changes = {
        "shapes": [
            *(_line(limit, 1, "ink-faint") for limit in limits),
            _line(100, 2.5, "ink", above / (above + _ZONES)),
        ],
        "annotations": [
            _words(100, 0, on_path, bold=True, **below),
            *(_words(x, top, text, bold=True) for _light, x, text in zones),
            *(
                _words(100 * d.place, _y(d, height), d.text, size=_SMALL, bold=d.row.light == "red", left=d.left)
                for d in placed
                if d.text
            ),
        ],
        "xaxis": _scale(low, high),
        "yaxis": {"visible": False, "fixedrange": True, "range": [0, above + _ZONES]},
        "hovermode": "closest",
        "margin": {"l": 16, "r": 16, "t": 0, "b": _AXIS},
    }
    data = [_trace(light, found, height) for light, found in by_light.items() if found]
    data += [_marks(light, [x], [top]) | {"hoverinfo": "skip"} for light, x, _text in zones]
    return {"data": data, "layout": theme.layout(above + _ZONES + _AXIS, **changes)}
