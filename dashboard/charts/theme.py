"""How every chart looks: colours of the token file, type, axes, hover. Figures are plain dicts.

A dict draws the same as a validated figure object and costs a thousandth of it; tests validate the dicts.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

#: The token file's values; plotly and SVG images read no CSS variables.
COLOURS = {
    "ink": "#16202b",
    "ink-soft": "#4a5764",
    "ink-faint": "#66727e",
    "line": "#d5dbe1",
    "paper": "#ffffff",
    "brand": "#0b4f6c",
    "track": "#e3e8ec",
    "ok": "#1b7f4b",
    "watch": "#a86200",
    "critical": "#b3261e",
    "none": "#66727e",
    "done": "#2a5db0",
    "watch-text": "#8a5000",
    "drawn": "#c8611a",
    "drawn-text": "#a84c0f",
    "entitled": "#4b8f6f",
    "entitled-text": "#2f6b50",
}
#: Plotly reads no CSS variables either, so the font stack stands here once more.
FONT = '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif'

GRAPH_CONFIG: Any = {
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "locale": "de",
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
}

ACTUAL = {"color": COLOURS["brand"], "width": 3}
PLAN = {"color": COLOURS["ink"], "width": 2, "dash": "7px,5px"}
FORECAST = {"color": COLOURS["brand"], "width": 2.5, "dash": "2px,4px"}
ENTITLED = {"color": COLOURS["entitled"], "width": 3}
DRAWN = {"color": COLOURS["drawn"], "width": 3, "shape": "hv"}


def layout(height: int, **changes: Any) -> dict[str, Any]:
    """The layout that all charts share; `height` in pixels."""
    base: dict[str, Any] = {
        "height": height,
        "paper_bgcolor": COLOURS["paper"],
        "plot_bgcolor": COLOURS["paper"],
        "font": {"family": FONT, "size": 13, "color": COLOURS["ink-soft"]},
        "margin": {"l": 48, "r": 130, "t": 34, "b": 34},
        "showlegend": False,
        "separators": ",.",
        "dragmode": False,
        "hovermode": "x unified",
        "hoverlabel": {
            "bgcolor": COLOURS["ink"],
            "bordercolor": COLOURS["ink"],
            "font": {"color": "#ffffff", "size": 14, "family": FONT},
        },
        "xaxis": x_axis(),
        "yaxis": y_axis(),
    }
    return base | changes


def x_axis(**changes: Any) -> dict[str, Any]:
    """A time axis: ticks at year starts, labels between them, no lines."""
    return {
        "type": "date",
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": COLOURS["ink-faint"],
        "ticks": "outside",
        "ticklen": 5,
        "tickcolor": COLOURS["ink-faint"],
        "dtick": "M12",
        "tickformat": "%Y",
        "ticklabelmode": "period",
        "hoverformat": "%d.%m.%Y",
        "fixedrange": True,
    } | changes


def y_axis(**changes: Any) -> dict[str, Any]:
    return {
        "gridcolor": COLOURS["line"],
        "gridwidth": 1,
        "zeroline": True,
        "zerolinecolor": COLOURS["ink-faint"],
        "zerolinewidth": 1,
        "showline": False,
        "nticks": 6,
        "fixedrange": True,
        "rangemode": "tozero",
    } | changes


def key_date(day: dt.date, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The line of the key date through the whole plot and its label above it."""
    x = day.isoformat()
    line = {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "line": {"color": COLOURS["ink"], "width": 1.25},
    }
    return line, label(
        x, 1, f"<b>{text}</b>", yref="paper", yanchor="bottom", xanchor="center", color="ink", bgcolor=None
    )


def label(x: Any, y: Any, text: str, *, color: str, **changes: Any) -> dict[str, Any]:
    """A label with a white halo; `color` is a name of COLOURS. A text that is wholly `<b>…</b>` is bold.

    Bold is a weight of the font: as a tag it would be an inline style, which the content policy refuses.
    """
    note = {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 6,
        "font": {"size": 13, "color": COLOURS[color]},
        "align": "left",
        "bgcolor": COLOURS["paper"],
    } | changes
    if text.startswith("<b>") and text.endswith("</b>"):
        note |= {"text": text[3:-4], "font": note["font"] | {"weight": 700}}
    return note


def line(name: str, xs: list, ys: list, style: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A line without markers; gaps stay gaps."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": xs,
        "y": ys,
        "line": style,
        "connectgaps": False,
    } | changes


def point(x: Any, y: Any, *, color: str, symbol: str = "circle", size: int = 11) -> dict[str, Any]:
    """One marked value with a white edge."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x],
        "y": [y],
        "hoverinfo": "skip",
        "marker": {"size": size, "symbol": symbol, "color": COLOURS[color], "line": {"color": "#ffffff", "width": 1.5}},
    }
