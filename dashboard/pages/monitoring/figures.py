"""All control indicators on one axis: how far each is on its path."""

from __future__ import annotations

from collections.abc import Sequence
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
_NARROWEST, _LETTER, _ROW = 1000, 7.2, 22
_LONGEST_NAME = 36
#: More dots than this are not all named, but the furthest from the path.
_MOST_NAMES, _FEW_NAMES, _LOW_ROW = 45, 12, 14


class Dot(NamedTuple):
    """An indicator in the picture: its place in shares, the row above the axis, its label."""

    row: IndicatorYear
    place: float
    level: int
    text: str
    left: bool


def _name(row: IndicatorYear, share: float) -> str:
    """The name beside a dot, with its figure where the dot stands at the edge."""
    name = escape(formats.shorten(row.indicator.title, _LONGEST_NAME), quote=False)
    outside = not _LOWEST <= share <= _HIGHEST
    return f"{name} ({formats.percent(row.path_attainment, places=0)})" if outside else name


def span(rows: Sequence[IndicatorYear]) -> tuple[float, float]:
    """The axis: from 0 to 140 %, further only where a dot lies there."""
    shares = [float(row.path_attainment or 0) for row in rows]
    return max(min(0.0, *shares), _LOWEST) - 0.02, min(max(1.4, *shares), _HIGHEST) + 0.05


def dots(rows: Sequence[IndicatorYear]) -> list[Dot]:
    """Each dot on the lowest row where its label covers no other; where there are many, few have one."""
    low, high = span(rows)
    pixels = _NARROWEST / (high - low)
    taken: list[list[tuple[float, float]]] = []
    placed = []
    most = len(rows) if len(rows) <= _MOST_NAMES else _FEW_NAMES
    for n, row in enumerate(sorted(rows, key=lambda r: r.path_attainment or 0)):
        share = float(row.path_attainment or 0)
        place = min(max(share, _LOWEST), _HIGHEST)
        text = _name(row, share) if n < most else ""
        width = len(text) * _LETTER + 22 if text else 10
        at = (place - low) * pixels
        left = at + width > _NARROWEST
        begin, end = (at - width, at + 10) if left else (at - 10, at + width)
        free = (n for n, spans in enumerate(taken) if all(end <= b or begin >= e for b, e in spans))
        level = next(free, len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append((begin, end))
        placed.append(Dot(row, place, level, text, left))
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


def _words(x: float, y: float, text: str, *, bold: bool = False, left: bool = False, **changes: Any) -> dict[str, Any]:
    """Words beside a marker, with a white edge that keeps the lines away from them."""
    font = {"size": 13, "color": theme.COLOURS["ink"], "weight": 700 if bold else 400}
    side = {"xanchor": "right", "xshift": -9} if left else {"xshift": 9}
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


def _trace(light: str, found: Sequence[Dot]) -> dict[str, Any]:
    names = [
        f"{escape(f'{dot.row.indicator.code} {dot.row.indicator.title}', quote=False)}: "
        f"{formats.percent(dot.row.path_attainment, places=0)}, {STATUS_OF[light].word}"
        for dot in found
    ]
    hover = {"customdata": names, "hovertemplate": "%{customdata}<extra></extra>"}
    return _marks(light, [100 * dot.place for dot in found], [float(dot.level) for dot in found]) | hover


def path_dots(report: Monitoring) -> dict[str, Any]:
    """Thresholds as thin lines, 100 % as the heavy one, each indicator with its name."""
    rows = [row for row in report.shown if row.rated]
    placed, (low, high) = dots(rows), span(rows)
    levels = max(max(dot.level for dot in placed) + 1, 2)
    row_height = _ROW if len(rows) <= _MOST_NAMES else _LOW_ROW
    top, zones = levels + 0.5, _zones(report, low)
    by_light = {light: [dot for dot in placed if dot.row.light == light] for light in _SYMBOLS}
    limits = (float(100 * report.limits.effect_yellow), float(100 * report.limits.effect_green))
    heavy = _line(100, 2.5, "ink", levels / (levels + 1.6))
    below: dict[str, Any] = {"yref": "paper", "yanchor": "top", "xanchor": "center", "xshift": 0, "yshift": -24}
    axis = {"range": [100 * low, 100 * high], "dtick": 20, "tick0": 0, "ticksuffix": " %", "tickformat": "d"}
    changes = {
        "shapes": [*(_line(limit, 1, "ink-faint") for limit in limits), heavy],
        "annotations": [
            _words(100, 0, _("exactly on the path"), bold=True, **below),
            *(_words(x, top, text, bold=True) for _light, x, text in zones),
            *(_words(100 * d.place, d.level, d.text, bold=d.row.light == "red", left=d.left) for d in placed if d.text),
        ],
        "xaxis": theme.x_axis(type="linear", ticklabelmode="instant", **axis),
        "yaxis": {"visible": False, "fixedrange": True, "range": [-0.6, levels + 1]},
        "hovermode": "closest",
        "margin": {"l": 16, "r": 16, "t": 8, "b": 52},
    }
    data = [_trace(light, found) for light, found in by_light.items() if found]
    data += [_marks(light, [x], [top]) | {"hoverinfo": "skip"} for light, x, _text in zones]
    return {"data": data, "layout": theme.layout(60 + (levels + 2) * row_height, **changes)}
