"""Dates, money and effect of a measure in three lanes on one time axis."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from html import escape
from typing import Any

from dashboard.charts import theme
from dashboard.domain.assessment import MilestoneAssessment
from dashboard.reporting.measure.milestones import judged
from dashboard.reporting.measure.timeline import Timeline
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

#: Pixels: a row of the first lane, the other lanes, what lies above each for its name, above and below all.
_ROW, _LANE, _GAP, _TOP, _BOTTOM = 38, 150, 52, 64, 30
#: A slip of more days is drawn; of more than the second it is red (as in the table of progress).
_SHORT, _LONG = 14, 60
#: Letters of a milestone, of an indicator in a heading, of one at its line: they fit a phone.
_LONGEST_NAME, _LONGEST_ALONE, _SHORTEST = 36, 30, 16
_MILLION, _THOUSAND = 100_000_000, 100_000
_SERIES = ("brand", "drawn", "entitled", "ink-soft")


class _Lane:
    """One lane: its y axis, what is drawn in it."""

    def __init__(self, number: int, height: int, name: str) -> None:
        self.height, self.name = height, name
        self.axis = "y" if number == 1 else f"y{number}"
        self.data: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []
        self.yaxis: dict[str, Any] = {}

    def add(self, trace: dict[str, Any]) -> None:
        self.data.append(trace | {"xaxis": "x", "yaxis": self.axis})

    def label(self, x: Any, y: Any, text: str, color: str, **changes: Any) -> None:
        self.notes.append(theme.label(x, y, f"<b>{text}</b>", color=color, yref=self.axis, **changes))


def _plain(text: str, length: int) -> str:
    """A name that plotly takes for words and not for tags."""
    return escape(formats.shorten(text, length), quote=False)


def _slip(lane: _Lane, found: MilestoneAssessment, y: float) -> None:
    late = found.deviation or 0
    if found.baseline and found.expected and late > _SHORT:
        colour = theme.COLOURS["critical" if late > _LONG else "watch"]
        xs = [found.baseline.day.isoformat(), found.expected.isoformat()]
        lane.add(theme.line("", xs, [y, y], {"color": colour, "width": 3}, hoverinfo="skip"))


def _marks(lane: _Lane, found: MilestoneAssessment, y: float, *, told: bool) -> None:
    if found.baseline:
        tick = {"symbol": "line-ns", "size": 14, "line": {"width": 2, "color": theme.COLOURS["ink"]}}
        lane.add(_mark(found.baseline.day, y, tick, _("Plan")))
    if found.expected and told:
        reached = found.state == "reached"
        fill = theme.COLOURS["brand" if reached else "paper"]
        disc = {"symbol": "circle", "size": 11, "color": fill, "line": {"width": 2, "color": theme.COLOURS["brand"]}}
        lane.add(_mark(found.expected, y, disc, _("reached") if reached else _("expected")))


def _days(lane: _Lane, found: Timeline, m: MilestoneAssessment, y: float) -> None:
    """How late, at the far end of the slip; near the edge of the picture on the other side."""
    days = [day for day in (m.baseline and m.baseline.day, m.expected) if day]
    first, last = found.span
    left = (max(days) - first).days > 0.7 * (last - first).days
    side = {"xanchor": "right", "xshift": -9} if left else {"xshift": 9}
    at = (min(days) if left else max(days)).isoformat()
    lane.label(at, y, formats.days(m.deviation, signed=True), "ink", borderpad=0, **side)


def _mark(day: dt.date, y: float, marker: dict[str, Any], words: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day.isoformat()],
        "y": [y],
        "marker": marker,
        "cliponaxis": False,
        "hovertemplate": f"{words} %{{x|%d.%m.%Y}}<extra></extra>",
    }


def _dates(number: int, found: Timeline) -> _Lane:
    """A row a milestone: its name above its line."""
    rows = len(found.milestones)
    lane = _Lane(number, rows * _ROW, _("Dates"))
    first, last = (day.isoformat() for day in found.span)
    track = {"color": "#e6eaee", "width": 1}
    for place, m in enumerate(found.milestones):
        y, told = rows - place - 0.72, judged(m, monitored=found.monitored)
        lane.add(theme.line("", [first, last], [y, y], track, hoverinfo="skip"))
        if told:
            _slip(lane, m, y)
        _marks(lane, m, y, told=told)
        if told and m.deviation and m.expected:
            _days(lane, found, m, y)
        lane.notes.append(
            theme.label(
                0,
                y + 0.3,
                _plain(m.milestone.title, _LONGEST_NAME),
                color="ink",
                xref="paper",
                yref=lane.axis,
                xshift=0,
                yanchor="bottom",
                borderpad=0,
                font={"size": 13, "color": theme.COLOURS["ink"]},
            )
        )
    lane.yaxis = {"range": [0, rows], "showgrid": False, "showticklabels": False, "zeroline": False}
    return lane


def _money(number: int, found: Timeline) -> _Lane:
    """Plan, spent and forecast, added up; what is ordered stands on top of what is spent."""
    known = [x for p in found.money for x in (p.planned, p.spent, p.forecast) if x is not None]
    commitments, as_of = found.source.found.commitments or 0, found.as_of
    now = next((p for p in found.money if p.day == as_of), None)
    most = max([*known, (now.spent or 0) + commitments if now else 0], default=0)
    cents, unit, places = _unit(most)
    lane = _Lane(number, _LANE, _("Money in {unit}, added up", unit=unit))
    for name, amounts, style in (
        (_("Plan"), [(p.day, p.planned) for p in found.money], theme.PLAN),
        (_("Forecast"), [(p.day, p.forecast) for p in found.money], theme.FORECAST),
        (_("spent"), [(p.day, p.spent) for p in found.money], theme.ACTUAL),
    ):
        points = [(day.isoformat(), amount / cents) for day, amount in amounts if amount is not None]
        if points:
            hover = f"{name}: %{{y:,.{places}f}} {unit}<extra></extra>"
            lane.add(theme.line(name, [x for x, _y in points], [y for _x, y in points], style, hovertemplate=hover))
    if now and now.spent is not None:
        _spent_words(lane, found, now.spent, commitments, cents, places)
    _end_words(lane, found, cents, places)
    lane.yaxis = theme.y_axis(range=[0, 1.3 * most / cents or 1], nticks=4, tickformat=f",.{places}f")
    return lane


def _unit(most: int) -> tuple[int, str, int]:
    if most >= 2 * _MILLION:
        return _MILLION, _("million €"), 1
    return (_THOUSAND, _("thousand €"), 0) if most >= 2_000_000 else (100, "€", 0)


def _number(amount: int, cents: int, places: int) -> str:
    return formats.number(Fraction(amount, cents), places)


def _spent_words(lane: _Lane, found: Timeline, spent: int, commitments: int, cents: int, places: int) -> None:
    x, first, last = found.as_of.isoformat(), *found.span
    right = (found.as_of - first).days > (last - first).days * 0.5
    side = {"xanchor": "right", "xshift": -10} if right else {"xanchor": "left", "xshift": 10}
    both = spent + commitments
    if commitments:
        stroke = {"color": theme.COLOURS["brand"], "width": 7, "dash": "2px,2px"}
        lane.add(theme.line("", [x, x], [spent / cents, both / cents], stroke, hoverinfo="skip"))
        words = f"{_('with orders')} {_number(both, cents, places)}"
        lane.label(x, both / cents, words, "brand", yshift=22, **side)
    lane.add(theme.point(x, spent / cents, color="brand"))
    words = f"{_('spent')} {_number(spent, cents, places)}"
    lane.label(x, both / cents, words, "brand", yshift=6 if commitments else 14, **side)


def _end_words(lane: _Lane, found: Timeline, cents: int, places: int) -> None:
    """Plan and forecast at the line's end, the higher one above."""
    last = found.money[-1]
    ends = [(_("Plan"), last.planned, "ink"), (_("Forecast"), last.forecast, "brand")]
    known = sorted(((a, word, c) for word, a, c in ends if a is not None), reverse=True)
    most = known[0][0] if known else 0
    for shift, (amount, word, colour) in zip((22, 6) if len(known) > 1 else (6,), known, strict=False):
        text = f"{word} {_number(amount, cents, places)}"
        lane.label(
            last.day.isoformat(), most / cents, text, colour, xanchor="right", xshift=0, yanchor="bottom", yshift=shift
        )


def _effect(number: int, found: Timeline) -> _Lane:
    """How far each control indicator is on its path; the path itself is the line at 100 %."""
    alone = len(found.effect) == 1
    title = _("Effect: reached of the target path")
    if alone:
        title = _("Effect: {name}", name=_plain(found.effect[0][0].indicator.title, _LONGEST_ALONE))
    lane = _Lane(number, _LANE, title)
    first, last = (day.isoformat() for day in found.span)
    lane.add(theme.line(_("Path"), [first, last], [100, 100], theme.PLAN, hoverinfo="skip"))
    lane.label(last, 100, _("Path 100 %"), "ink", xanchor="right", xshift=0, yanchor="bottom", yshift=3)
    values: list[float] = [0, 100]
    ends: list[tuple[float, str, str, str]] = []
    for place, (indicator, series) in enumerate(found.effect):
        colour = _SERIES[place % len(_SERIES)]
        xs = [period.last.isoformat() for period, _then in series]
        ys = [float(100 * (then.path_attainment or 0)) for _period, then in series]
        values += ys
        name = _plain(indicator.indicator.title, _LONGEST_NAME)
        style = {"color": theme.COLOURS[colour], "width": 3}
        hover = f"{name}: %{{y:.0f}} %<extra></extra>"
        lane.add(theme.line(name, xs, ys, style, mode="lines+markers", marker={"size": 7}, hovertemplate=hover))
        share = formats.percent(series[-1][1].path_attainment, places=0)
        code = indicator.indicator.code
        short = "" if alone else _plain(indicator.indicator.title, _SHORTEST) if code.islower() else code
        ends.append((ys[-1], xs[-1], f"{short} {share}".strip(), colour))
    _effect_words(lane, ends)
    low, high = min(values), max(values)
    lane.yaxis = theme.y_axis(range=[min(0, low) - 8, high * 1.25], ticksuffix=" %", nticks=4, rangemode="normal")
    return lane


def _effect_words(lane: _Lane, ends: list[tuple[float, str, str, str]]) -> None:
    """Words right of the last values; those that would touch stand below each other."""
    before: float | None = None
    gap = 16 * (max((y for y, *_rest in ends), default=0) * 1.25 + 8) / _LANE
    for y, x, text, colour in sorted(ends, reverse=True):
        words = {"drawn": "drawn-text", "entitled": "entitled-text"}.get(colour, colour)
        place = y if before is None else min(y, before - gap)
        before = place
        lane.label(x, place, text, words, xshift=10)


def three_lanes(found: Timeline) -> dict[str, Any]:
    """The lanes that have something to show, dates above money above effect."""
    makers = [
        make for make, there in ((_dates, found.milestones), (_money, found.money), (_effect, found.effect)) if there
    ]
    lanes = [make(number, found) for number, make in enumerate(makers, start=1)]
    area = sum(lane.height for lane in lanes) + _GAP * (len(lanes) - 1)
    axes: dict[str, Any] = {}
    top = 1.0
    for number, lane in enumerate(lanes, start=1):
        bottom = max(top - lane.height / area, 0)
        axes[f"yaxis{number if number > 1 else ''}"] = theme.y_axis(**lane.yaxis) | {
            "domain": [bottom, top],
            "anchor": "x",
        }
        lane.notes.append(_lane_name(lane.name, top))
        top = bottom - _GAP / area
    first, last = (day.isoformat() for day in found.span)
    years = found.span[1].year - found.span[0].year + 1
    xaxis = theme.x_axis(
        range=[first, last],
        anchor=lanes[-1].axis,
        showgrid=True,
        gridcolor="#e6eaee",
        dtick="M12" if years <= 10 else "M24",
        spikemode="across",
    )
    line, heading = theme.key_date(found.as_of, _("As of {day}", day=formats.day(found.as_of)))
    place = (found.as_of - found.span[0]).days / max((found.span[1] - found.span[0]).days, 1)
    heading |= {"xanchor": "right" if place > 0.8 else "left" if place < 0.2 else "center", "xshift": 0, "yshift": 22}
    return {
        "data": [trace for lane in lanes for trace in lane.data],
        "layout": theme.layout(
            _TOP + area + _BOTTOM,
            margin={"l": 44, "r": 10, "t": _TOP, "b": _BOTTOM},
            hovermode="closest",
            shapes=[line],
            annotations=[heading, *(note for lane in lanes for note in lane.notes)],
            xaxis=xaxis,
            **axes,
        ),
    }


def _lane_name(text: str, top: float) -> dict[str, Any]:
    font = {"size": 14, "color": theme.COLOURS["ink"]}
    return theme.label(
        0, top, f"<b>{text}</b>", color="ink", xref="paper", yref="paper", xshift=-44, yanchor="bottom", yshift=8,
        font=font, bgcolor=None,
    )  # fmt: skip
