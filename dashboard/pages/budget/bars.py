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
_SMALL = {"size": 13, "color": theme.COLOURS["ink"]}
_TRACK = theme.COLOURS["track"]
_HATCHED = {
    "color": theme.COLOURS["brand"],
    "line": {"width": 1, "color": theme.COLOURS["brand"]},
    "pattern": {"shape": "/", "fgcolor": theme.COLOURS["brand"], "bgcolor": "#ffffff", "size": 6, "solidity": 0.4},
}


def _hundred(share: Fraction | None) -> float:
    return float(100 * share) if share is not None else 0.0


def _bar(y: float, start: float, end: float, marker: dict[str, Any], words: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [y],
        "x": [end - start],
        "base": [start],
        "width": [2 * _HALF],
        "marker": marker,
        "hovertemplate": f"{words}<extra></extra>",
    }


def _tick(x: float, y: float) -> list[dict[str, Any]]:
    """Three pixels of ink with two of white on both sides."""
    place = {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": x,
        "x1": x,
        "y0": y - 0.29,
        "y1": y + 0.29,
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


def common_scale(found: Scale, as_of: dt.date) -> dict[str, Any]:
    """Three bars on one axis from 0 to 100 %, a dashed line at the key date down through them."""
    grey, brand = theme.COLOURS["ink-faint"], theme.COLOURS["brand"]
    bars = (
        (2.0, _("Time"), found.time, None, None, grey, _("{share} of the period are over")),
        (1.0, _("Milestones"), found.reached, found.reached_plan, None, brand, _("{share} reached")),
        (0.0, _("Money"), found.money, found.money_plan, found.money_bound, brand, _("{share} spent")),
    )
    data, shapes, notes = [], [], []
    for y, name, share, plan, bound, colour, words in bars:
        done = formats.percent(share, 0)
        text = words.format(share=done) if share is not None else _("not stated")
        if bound:
            text += ", " + _("another {share} ordered", share=formats.percent(bound, 0))
        data.append(_bar(y, 0, 100, {"color": _TRACK}, f"{name}: {text}"))
        data.append(_bar(y, 0, min(_hundred(share), 100), {"color": colour}, f"{name}: {text}"))
        if bound:
            start = min(_hundred(share), 100)
            data.append(_bar(y, start, min(start + _hundred(bound), 100), _HATCHED, f"{name}: {text}"))
        notes += _named(y + _HALF + 0.05, name, text)
        if plan is not None:
            x = min(_hundred(plan), 100)
            shapes += _tick(x, y)
            plan_words = f"<b>{_('Plan')} {formats.percent(plan, 0)}</b>"
            notes.append(_words(x, y - 0.31, plan_words, yanchor="top", xanchor=_anchor(x), font=_SMALL, bgcolor=None))
    if found.time is not None:
        x = _hundred(found.time)
        shapes.insert(
            0,
            {
                "type": "line",
                "xref": "x",
                "yref": "y",
                "x0": x,
                "x1": x,
                "y0": -0.34,
                "y1": 2.62,
                "layer": "above",
                "line": {"color": theme.COLOURS["ink"], "width": 1.25, "dash": "3px,3px"},
            },
        )
        day = _("As of {day}", day=formats.day(as_of))
        notes.append(_words(x, 2.62, f"<b>{day}</b>", xanchor=_anchor(x), font=_SMALL, bgcolor=None))
    for x, text, anchor in ((0, "0", "left"), (100, formats.percent(1, 0), "right")):
        notes.append(_words(x, -0.72, text, xanchor=anchor, font=_SMALL | {"color": theme.COLOURS["ink-soft"]}))
    return {
        "data": data,
        "layout": theme.layout(
            330,
            barmode="overlay",
            shapes=shapes,
            annotations=notes,
            margin={"l": 1, "r": 2, "t": 8, "b": 4},
            hovermode="closest",
            xaxis=_bare_axes(range=[0, 100]),
            yaxis=_bare_axes(range=[-0.75, 2.95]),
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
            shapes=_tick(gone, 0),
            annotations=notes,
            margin={"l": 1, "r": 4, "t": 4, "b": 4},
            hovermode="closest",
            xaxis=_bare_axes(range=[0, 100]),
            yaxis=_bare_axes(range=[-2.0, 0.95]),
        ),
    }
