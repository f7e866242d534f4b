"""The pictures of the page of progress."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

from dashboard.charts import theme
from dashboard.reporting.progress import Progress, TrendLine
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

_TREND_STYLES = {
    "rising": ("critical", "square"),
    "zigzag": ("watch", "triangle-up"),
    "stable": ("brand", "circle"),
    "falling": ("brand", "circle"),
}


def curve(report: Progress, as_of: dt.date) -> dict[str, Any]:
    """Plan (dashed, ink) and what is reached (solid), the gap between them tinted."""
    days = [p.day.isoformat() for p in report.curve]
    planned = [None if p.planned is None else float(100 * p.planned) for p in report.curve]
    past = [p for p in report.curve if p.actual is not None and p.planned is not None]
    past_days = [p.day.isoformat() for p in past]
    reached = [float(100 * p.actual) for p in past if p.actual is not None]
    until_now = [float(100 * p.planned) for p in past if p.planned is not None]
    line, heading = theme.key_date(as_of, _("As of {day}", day=formats.day(as_of)))
    hover = "%{y:.1f} %"
    data = [
        theme.line("", past_days, until_now, {"width": 0}, hoverinfo="skip"),
        theme.line(
            "", past_days, reached, {"width": 0}, hoverinfo="skip", fill="tonexty", fillcolor="rgba(168,98,0,.16)"
        ),
        theme.line(_("Plan"), days, planned, theme.PLAN, hovertemplate=hover),
        theme.line(_("reached"), past_days, reached, theme.ACTUAL, hovertemplate=hover),
    ]
    annotations = [heading]
    if past:
        data.append(theme.point(past_days[-1], reached[-1], color="brand"))
        below = reached[-1] <= until_now[-1]
        annotations += [
            theme.label(
                past_days[-1],
                reached[-1],
                f"<b>{_('reached')} {formats.percent(past[-1].actual, places=0)}</b>",
                color="brand",
                yshift=-14 if below else 14,
            ),
            theme.label(
                past_days[-1],
                until_now[-1],
                f"<b>{_('Plan')} {formats.percent(past[-1].planned, places=0)}</b>",
                color="ink",
                xanchor="right",
                xshift=-8,
                yshift=14 if below else -14,
            ),
        ]
    yaxis = theme.y_axis(range=[0, 104], ticksuffix=" %", dtick=25)
    return {
        "data": data,
        "layout": theme.layout(
            360, shapes=[line], annotations=annotations, yaxis=yaxis, margin={"l": 56, "r": 24, "t": 34, "b": 34}
        ),
    }


def _spread(places: list[float], gap: float) -> list[float]:
    """Label heights moved apart so that none covers another; order and centre stay."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + gap)
    shift = (sum(moved) - sum(places)) / len(places) if places else 0
    return [place - shift for place in moved]


def _trend_line(line: TrendLine) -> dict[str, Any]:
    colour, symbol = _TREND_STYLES[line.trend.kind]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.found.milestone.title,
        "x": [report.isoformat() for report, _day in line.points],
        "y": [forecast.isoformat() for _report, forecast in line.points],
        "line": {"color": theme.COLOURS[colour], "width": 2.5},
        "marker": {"symbol": symbol, "size": 9, "color": theme.COLOURS[colour]},
        "hovertemplate": "%{y|%d.%m.%Y}",
    }


def milestone_trend(report: Progress) -> dict[str, Any]:
    """Reports to the right, forecasts upwards: level is on time, rising is later."""
    reports = [day for line in report.trends for day, _forecast in line.points]
    forecasts = [forecast for line in report.trends for _day, forecast in line.points]
    first, last = min(reports), max(reports)
    low, high = min(*forecasts, last), max(forecasts)
    days_high = max((high - low).days, 90)
    ends = [(line.points[-1][1] - low).days for line in report.trends]
    labels = [
        theme.label(
            last.isoformat(),
            (low + dt.timedelta(days=place)).isoformat(),
            f"{line.measure.measure.code} {formats.shorten(line.found.milestone.title, 30)}<br>"
            + _("now {day}", day=formats.day(line.points[-1][1])),
            color="ink",
            font={"size": 12, "color": theme.COLOURS["ink"]},
        )
        for line, place in zip(report.trends, _spread([float(end) for end in ends], days_high / 10), strict=True)
    ]
    past = {
        "type": "scatter",
        "mode": "lines",
        "hoverinfo": "skip",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": "#eef0f2",
        "x": [first.isoformat(), last.isoformat(), last.isoformat()],
        "y": [max(first, low).isoformat() if first >= low else low.isoformat(), last.isoformat(), low.isoformat()],
    }
    labels.append(
        theme.label(
            last.isoformat(),
            low.isoformat(),
            _("already past"),
            color="ink-soft",
            xanchor="right",
            yanchor="bottom",
            xshift=-6,
            bgcolor=None,
            font={"size": 12, "color": theme.COLOURS["ink-soft"]},
        )
    )
    yaxis = theme.y_axis(type="date", rangemode="normal", tickformat="%b %Y", zeroline=False, hoverformat="%d.%m.%Y")
    xaxis = theme.x_axis(
        tickformat="%d.%m.%y",
        dtick=None,
        ticklabelmode="instant",
        tickvals=sorted({day.isoformat() for day in reports})[-6:],
    )
    return {
        "data": [past, *(_trend_line(line) for line in report.trends)],
        "layout": theme.layout(
            500, annotations=labels, yaxis=yaxis, xaxis=xaxis, margin={"l": 72, "r": 260, "t": 24, "b": 40}
        ),
    }
