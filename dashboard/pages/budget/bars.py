"""Pictures of the page of money that are bars: the common scale and the budget of a fiscal year."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from dashboard.charts import theme
from dashboard.domain.budget_year import YearBudget
from dashboard.reporting.money.scale import Scale
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

_HALF = 0.19
#: Pixels of the common scale: above the first row, a row, in it the words, the bar and the plan below it, the margin below.
_ABOVE, _ROW, _WORDS, _THICK, _PLAN, _BELOW = 20, 66, 20, 22, 20, 2
_SMALL = {"size": 13, "color": theme.COLOURS["ink"]}
_TRACK = theme.COLOURS["track"]
_HATCHED = {
    "color": theme.COLOURS["brand"],
    "line": {"width": 1, "color": theme.COLOURS["brand"]},
    "pattern": {"shape": "/", "fgcolor": theme.COLOURS["brand"], "bgcolor": "#ffffff", "size": 6, "solidity": 0.4},
}


def _hundred(share: Fraction | None) -> float:
    return float(100 * share) if share is not None else 0.0


def _bar(
    y: float, start: float, end: float, marker: dict[str, Any], words: str, thick: float = 2 * _HALF
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [y],
        "x": [end - start],
        "base": [start],
        "width": [thick],
        "marker": marker,
        "hovertemplate": f"{words}<extra></extra>",
    }


def _tick(x: float, low: float, high: float) -> list[dict[str, Any]]:
    """Three pixels of ink with two of white on both sides."""
    place = {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": x,
        "x1": x,
        "y0": low,
        "y1": high,
        "layer": "above",
    }
    return [
        place | {"line": {"color": "#ffffff", "width": 7}},
        place | {"line": {"color": theme.COLOURS["ink"], "width": 3}},
    ]


def _words(x: float, y: float, text: str, **changes: Any) -> dict[str, Any]:
    font = {"size": 14, "color": theme.COLOURS["ink"]}
    return theme.label(
        x, y, text, color="ink", **{"xanchor": "left", "yanchor": "bottom", "xshift": 0, "font": font} | changes
    )


def _named(y: float, name: str, text: str) -> list[dict[str, Any]]:
    """Name in bold and, behind it, what is said of it; two labels, for a part of one cannot be bold."""
    width = int(6.9 * len(name)) + 11
    return [_words(0, y, f"<b>{name}</b>", font=_SMALL), _words(0, y, text, xshift=width, font=_SMALL)]


def _anchor(x: float) -> str:
    return "left" if x < 12 else "right" if x > 88 else "center"


def _bare_axes(**changes: Any) -> dict[str, Any]:
    return {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False} | changes


def _row(y: float, name: str, share: Fraction | None, bound: Fraction | None, colour: str, text: str) -> list[dict]:
    """Track, what is, and hatched behind it what is ordered; `y` is the middle of the bar."""
    end = min(_hundred(share), 100)
    words = f"{name}: {text}"
    found = [
        _bar(y, 0, 100, {"color": _TRACK}, words, _THICK),
        _bar(y, 0, end, {"color": colour}, words, _THICK),
    ]
    return [*found, _bar(y, end, min(end + _hundred(bound), 100), _HATCHED, words, _THICK)] if bound else found


def _dashed(x: float, end: float) -> dict[str, Any]:
    """The key date, from its label down through all bars."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": x,
        "x1": x,
        "y0": _ABOVE,
        "y1": end,
        "layer": "above",
        "line": {"color": theme.COLOURS["ink"], "width": 1.25, "dash": "3px,3px"},
    }


def common_scale(found: Scale, as_of: dt.date) -> dict[str, Any]:
    """Three bars on one axis from 0 to 100 %, a dashed line at the key date down through them.

    One unit of the vertical axis is one pixel, counted from above: words, bar, plan, row by row.
    """
    grey, brand = theme.COLOURS["ink-faint"], theme.COLOURS["brand"]
    rows = (
        (_("Time"), found.time, None, None, grey, _("{share} of the period are over")),
        (_("Milestones"), found.reached, found.reached_plan, None, brand, _("{share} reached")),
        (_("Money"), found.money, found.money_plan, found.money_bound, brand, _("{share} spent")),
    )
    data, shapes, notes = [], [], []
    for n, (name, share, plan, bound, colour, words) in enumerate(rows):
        top = _ABOVE + n * _ROW
        middle = top + _WORDS + _THICK / 2
        text = words.format(share=formats.percent(share, 0)) if share is not None else _("not stated")
        if bound:
            text += ", " + _("another {share} ordered", share=formats.percent(bound, 0))
        data += _row(middle, name, share, bound, colour, text)
        notes += _named(top + _WORDS - 1, name, text)
        if plan is not None:
            x = min(_hundred(plan), 100)
            shapes += _tick(x, middle - _THICK / 2 - 4, middle + _THICK / 2 + 4)
            plan_words = f"<b>{_('Plan')} {formats.percent(plan, 0)}</b>"
            low = middle + _THICK / 2 + 4
            notes.append(_words(x, low, plan_words, yanchor="top", xanchor=_anchor(x), font=_SMALL, bgcolor=None))
    bottom = _ABOVE + len(rows) * _ROW
    if found.time is not None:
        x = _hundred(found.time)
        shapes.insert(0, _dashed(x, bottom - _PLAN))
        day = _("As of {day}", day=formats.day(as_of))
        notes.append(_words(x, _ABOVE, f"<b>{day}</b>", xanchor=_anchor(x), font=_SMALL, bgcolor=None))
    for x, text, anchor in ((0, "0", "left"), (100, formats.percent(1, 0), "right")):
        grey_words = _SMALL | {"color": theme.COLOURS["ink-soft"]}
        notes.append(_words(x, bottom - _PLAN, text, xanchor=anchor, yanchor="top", font=grey_words, bgcolor=None))
    return {
        "data": data,
        "layout": theme.layout(
            bottom + _BELOW,
            barmode="overlay",
            shapes=shapes,
            annotations=notes,
            margin={"l": 1, "r": 2, "t": 0, "b": 0},
            hovermode="closest",
            xaxis=_bare_axes(range=[0, 100]),
            yaxis=_bare_axes(range=[bottom + _BELOW, 0]),
        ),
    }


def year_bar(found: YearBudget) -> dict[str, Any]:
    """What is spent, ordered and free of the year's budget, with the time gone as a tick."""
    spent, bound = _hundred(found.outflow), _hundred(found.bound)
    ordered = None if found.bound is None else found.bound - (found.outflow or 0)
    parts: tuple[tuple[float, float, dict[str, Any], str, Fraction | None, int | None], ...] = (
        (0.0, min(spent, 100), {"color": theme.COLOURS["brand"]}, _("spent"), found.outflow, found.actual),
        (min(spent, 100), min(bound, 100), _HATCHED, _("ordered"), ordered, found.commitments),
        (
            min(bound, 100),
            100.0,
            {"color": "#ffffff", "line": {"width": 1, "color": theme.COLOURS["ink-faint"]}},
            _("still free"),
            None if found.bound is None else 1 - found.bound,
            found.available,
        ),
    )
    data, notes = [], []
    for step, (start, end, marker, word, share, amount) in enumerate(parts):
        data.append(
            _bar(0, start, max(end, start), marker, f"{word} {formats.percent(share)}, {formats.money(amount)}")
        )
        notes += [
            note | {"yanchor": "top", "bgcolor": None}
            for note in _named(-0.42 - 0.52 * step, f"{word} {formats.percent(share)}", formats.whole_money(amount))
        ]
    gone = _hundred(found.time_share)
    words = _("{share} of the year", share=formats.percent(found.time_share))
    anchor = "right" if gone > 60 else "left" if gone < 30 else "center"
    notes.append(_words(gone, 0.36, f"<b>{words}</b>", xanchor=anchor, bgcolor=None))
    return {
        "data": data,
        "layout": theme.layout(
            210,
            barmode="overlay",
            shapes=_tick(gone, -0.29, 0.29),
            annotations=notes,
            margin={"l": 1, "r": 4, "t": 4, "b": 4},
            hovermode="closest",
            xaxis=_bare_axes(range=[0, 100]),
            yaxis=_bare_axes(range=[-2.0, 0.95]),
        ),
    }
