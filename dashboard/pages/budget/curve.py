"""The picture of money over time: costs above, grants below, the same pixels a euro, deadlines as flags."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dashboard.charts import theme
from dashboard.reporting.money.curve import MoneyCurve, MoneyPoint
from dashboard.reporting.money.deadlines import DeadlineLine
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

#: Pixels: both panels together, between them, above and below, and the least a panel gets.
_PLOT, _GAP, _TOP, _BOTTOM, _LEAST = 540, 96, 60, 30, 116
#: Room above the highest value for the labels at the line's end.
_HEADROOM = 1.16
#: Share of the axis that a flag's words need.
_FLAG_WIDTH = 0.3
#: Beyond this share of the axis a label of the key date stands left of it.
_RIGHT_OF_HALF = 0.53
#: Pixels of the lowest flag, and how much higher the next one stands.
_FLAG, _FLAG_STEP = 44, 38


@dataclass(frozen=True, slots=True)
class _Unit:
    """What the axes count in."""

    cents: int
    name: str
    decimals: int

    def of(self, amount: int | None) -> float | None:
        return None if amount is None else amount / self.cents

    def text(self, amount: int) -> str:
        return formats.number(Fraction(amount, self.cents), self.decimals)


def _unit(most: int) -> _Unit:
    if most >= 100_000_000:
        return _Unit(100_000_000, _("million €"), 2)
    return _Unit(100_000, _("thousand €"), 0) if most >= 2_000_000 else _Unit(100, "€", 0)


def _most(*series: Sequence[int | None]) -> int:
    return max((amount for values in series for amount in values if amount is not None), default=0)


class _Panel:
    """One panel: its lines, points, labels and flags, drawn into the shared figure."""

    def __init__(self, number: str, unit: _Unit, days: Sequence[dt.date], top: float, pixel: float) -> None:
        self.number, self.unit, self.top, self.pixel = number, unit, top, pixel
        self.first, self.length = days[0], max((days[-1] - days[0]).days, 1)
        self.last = days[-1]
        self.data: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []

    @property
    def _axes(self) -> dict[str, str]:
        return {"xaxis": f"x{self.number}", "yaxis": f"y{self.number}"}

    def line(self, name: str, days: Sequence[dt.date], amounts: Sequence[int | None], style: dict[str, Any]) -> None:
        known = [
            (day.isoformat(), self.unit.of(amount))
            for day, amount in zip(days, amounts, strict=True)
            if amount is not None
        ]
        if not known:
            return
        hover = f"%{{y:,.{self.unit.decimals}f}} {self.unit.name}"
        self.data.append(
            theme.line(name, [day for day, _y in known], [y for _day, y in known], style, hovertemplate=hover)
            | self._axes
        )

    def point(self, day: dt.date, amount: int, color: str) -> None:
        self.data.append(theme.point(day.isoformat(), self.unit.of(amount), color=color) | self._axes)

    def label(self, day: dt.date, amount: int, text: str, color: str, **changes: Any) -> None:
        self.notes.append(
            theme.label(
                day.isoformat(),
                self.unit.of(amount),
                f"<b>{text}</b>",
                color=color,
                xref=f"x{self.number}",
                yref=f"y{self.number}",
                **changes,
            )
        )

    def ordered(self, day: dt.date, spent: int, bound: int) -> None:
        """A hatched bar from what is spent to what is ordered as well, at the key date."""
        x, low, high = day.isoformat(), self.unit.of(spent), self.unit.of(bound)
        stroke = {"color": theme.COLOURS["brand"], "width": 7, "dash": "2px,2px"}
        cap = {"symbol": "line-ew", "size": 16, "line": {"width": 2, "color": theme.COLOURS["brand"]}}
        self.data.insert(0, theme.line("", [x, x], [low, high], stroke, hoverinfo="skip") | self._axes)
        self.data.append(
            {"type": "scatter", "mode": "markers", "x": [x], "y": [high], "marker": cap, "hoverinfo": "skip"}
            | self._axes
        )

    def place(self, day: dt.date) -> float:
        return (day - self.first).days / self.length

    def _at_the_end(self, day: dt.date) -> bool:
        """Whether words right of the day would leave the panel."""
        return self.place(day) > 1 - _FLAG_WIDTH

    def flag(self, line: DeadlineLine, level: int) -> None:
        """A short vertical line from the base, day and amount beside its top."""
        height = self.pixel * (_FLAG + _FLAG_STEP * level)
        colour = theme.COLOURS["critical" if line.critical else "watch"]
        x, right = line.day.isoformat(), self._at_the_end(line.day)
        self.shapes.append(
            {
                "type": "line",
                "xref": f"x{self.number}",
                "yref": f"y{self.number}",
                "x0": x,
                "x1": x,
                "y0": 0,
                "y1": height,
                "line": {"color": colour, "width": 2},
            }
        )
        place: dict[str, Any] = {
            "xref": f"x{self.number}",
            "yref": f"y{self.number}",
            "yanchor": "top",
            "xanchor": "right" if right else "left",
            "xshift": -6 if right else 6,
            "font": {"size": 12, "color": theme.COLOURS["ink"]},
        }
        self.notes.append(theme.label(x, height, f"<b>{formats.day(line.day)}</b>", color="ink", **place))
        if line.amount:
            amount = formats.whole_money(line.amount)
            self.notes.append(theme.label(x, height, amount, color="ink", yshift=-15, **place))

    def flags(self, lines: Sequence[DeadlineLine]) -> None:
        """Flags whose words would touch stand higher, the earlier one above, so that no words cross a line."""
        starts: list[float] = []
        inside = [line for line in lines if self.first <= line.day <= self.last]
        for line in sorted(inside, key=lambda line: (self._at_the_end(line.day), -line.day.toordinal())):
            place = self.place(line.day)
            low, high = (place - _FLAG_WIDTH, place) if self._at_the_end(line.day) else (place, place + _FLAG_WIDTH)
            level = next((i for i, start in enumerate(starts) if start >= high), len(starts))
            starts[level : level + 1] = [low]
            self.flag(line, level)

    def heading(self, text: str, shift: int = 8) -> None:
        self.notes.append(
            theme.label(
                0,
                self.top,
                f"<b>{text}</b>",
                color="ink",
                xref="paper",
                yref=f"y{self.number}",
                xanchor="left",
                xshift=-40,
                yanchor="bottom",
                yshift=shift,
                font={"size": 14, "color": theme.COLOURS["ink"]},
                bgcolor=None,
            )
        )

    def key_line(self, day: dt.date) -> None:
        x = day.isoformat()
        self.shapes.insert(
            0,
            {
                "type": "line",
                "xref": f"x{self.number}",
                "yref": f"y{self.number}",
                "x0": x,
                "x1": x,
                "y0": 0,
                "y1": self.top,
                "line": {"color": theme.COLOURS["ink"], "width": 1.25},
            },
        )


def _now(curve: MoneyCurve, as_of: dt.date) -> MoneyPoint | None:
    return curve.on(as_of)


def _costs(panel: _Panel, curve: MoneyCurve, as_of: dt.date) -> None:
    points = curve.points
    days = [p.day for p in points]
    unit, now = panel.unit, _now(curve, as_of)
    panel.key_line(as_of)
    panel.line(_("Plan"), days, [p.planned for p in points], theme.PLAN)
    panel.line(_("Forecast"), days, [p.forecast for p in points], theme.FORECAST)
    panel.line(_("spent"), days, [p.spent for p in points], theme.ACTUAL)
    ends = [
        (_("Plan"), points[-1].planned, "ink", 6),
        (_("Forecast"), points[-1].forecast, "brand", 24),
    ]
    most = max(points[-1].planned or 0, points[-1].forecast or 0)
    for word, amount, colour, shift in ends:
        if amount is not None:
            panel.label(
                days[-1],
                most,
                f"{word} {unit.text(amount)}",
                colour,
                xanchor="right",
                xshift=0,
                yanchor="bottom",
                yshift=shift,
            )
    if now and now.spent is not None:
        if now.commitments:
            both = now.spent + now.commitments
            panel.ordered(as_of, now.spent, both)
            panel.label(
                as_of, both, f"{_('with orders')} {unit.text(both)}", "brand", xanchor="right", xshift=-12, yshift=10
            )
        panel.point(as_of, now.spent, "brand")
        left = panel.place(as_of) > _RIGHT_OF_HALF
        panel.label(
            as_of,
            now.spent,
            f"{_('spent')} {unit.text(now.spent)}",
            "brand",
            xanchor="right" if left else "left",
            xshift=-12 if left else 10,
            yshift=8 if left else -16,
            bgcolor=None if left else theme.COLOURS["paper"],
        )
    panel.heading(_("Cost in {unit}", unit=unit.name), 28)


def _grants(panel: _Panel, curve: MoneyCurve, as_of: dt.date) -> None:
    points = curve.points
    days = [p.day for p in points]
    unit, now = panel.unit, _now(curve, as_of)
    panel.key_line(as_of)
    if curve.approved:
        panel.line(_("granted"), [days[0], days[-1]], [curve.approved, curve.approved], theme.PLAN)
        panel.label(
            days[-1],
            curve.approved,
            f"{_('granted')} {unit.text(curve.approved)}",
            "ink",
            xanchor="right",
            xshift=0,
            yanchor="bottom",
            yshift=4,
        )
    dotted = {"color": theme.COLOURS["entitled"], "width": 2.5, "dash": "2px,4px"}
    panel.line(_("Entitlement at today’s pace"), days, [p.entitlement_forecast for p in points], dotted)
    panel.line(_("Entitlement"), days, [p.entitlement for p in points], theme.ENTITLED)
    panel.line(_("drawn"), days, [p.drawn for p in points], theme.DRAWN)
    if now and now.entitlement is not None:
        drawn = now.drawn or 0
        panel.point(as_of, now.entitlement, "entitled")
        panel.point(as_of, drawn, "drawn")
        labels = [(now.entitlement, _("Entitlement"), "entitled-text"), (drawn, _("drawn"), "drawn-text")]
        for shift, (amount, word, colour) in zip((34, 16), sorted(labels, reverse=True), strict=True):
            panel.label(
                as_of,
                max(now.entitlement, drawn),
                f"{word} {unit.text(amount)}",
                colour,
                xanchor="right",
                xshift=-10,
                yshift=shift,
                bgcolor=None,
            )
    panel.heading(_("Grants in {unit}", unit=unit.name))


def _step(top: float) -> float:
    """The distance of the grid lines: 1, 2 or 5 times a power of ten, about six of them up to `top`."""
    power = 10.0 ** math.floor(math.log10(top / 6))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= top / 7)


def _axis(panel: _Panel, low: float, high: float, step: float) -> dict[str, Any]:
    decimals = 0 if step >= 1 else 1
    return theme.y_axis(
        range=[0, panel.top],
        domain=[low, high],
        tickformat=f",.{decimals}f",
        anchor=f"x{panel.number}",
        dtick=step,
        tick0=0,
    )


def _x_axis(panel: _Panel, days: Sequence[dt.date], **changes: Any) -> dict[str, Any]:
    years = (days[-1] - days[0]).days / 365
    return theme.x_axis(
        range=[days[0].isoformat(), days[-1].isoformat()],
        anchor=f"y{panel.number}",
        dtick="M12" if years <= 10 else "M24",
        **changes,
    )


def money_over_time(curve: MoneyCurve, lines: Sequence[DeadlineLine], as_of: dt.date) -> dict[str, Any]:
    """Both panels; grants are left out where none is approved."""
    points = curve.points
    days = [p.day for p in points]
    costs_most = _most(
        [p.planned for p in points],
        [p.forecast for p in points],
        [(p.spent or 0) + (p.commitments or 0) for p in points],
    )
    grants_most = (
        _most([curve.approved], [p.entitlement for p in points], [p.drawn for p in points]) if curve.approved else 0
    )
    unit = _unit(max(costs_most, grants_most))
    tops = [(unit.of(most) or 1) * _HEADROOM for most in (costs_most, *([grants_most] if grants_most else []))]
    plot = _PLOT if grants_most else _PLOT * 0.65
    plot = min(max(plot, _LEAST * sum(tops) / min(tops)), 760)
    costs = _Panel("", unit, days, tops[0], sum(tops) / plot)
    _costs(costs, curve, as_of)
    costs.flags([line for line in lines if line.kind == "lapse"])
    panels = [costs]
    if grants_most:
        grants = _Panel("2", unit, days, tops[1], sum(tops) / plot)
        _grants(grants, curve, as_of)
        grants.flags([line for line in lines if line.kind in ("interest", "grant_end")])
        panels.append(grants)
    return _figure(panels, days, as_of)


def _figure(panels: list[_Panel], days: Sequence[dt.date], as_of: dt.date) -> dict[str, Any]:
    tops = sum(panel.top for panel in panels)
    plot = tops / panels[0].pixel
    gaps = _GAP * (len(panels) - 1)
    area = plot + gaps
    upper = panels[0]
    share = plot * upper.top / tops / area
    axes = {"xaxis": _x_axis(upper, days), "yaxis": _axis(upper, 1 - share, 1, _step(upper.top))}
    if len(panels) > 1:
        lower = panels[1]
        axes |= {
            "xaxis2": _x_axis(lower, days, matches="x"),
            "yaxis2": _axis(lower, 0, plot * lower.top / tops / area, _step(upper.top)),
        }
    _line, heading = theme.key_date(as_of, _("As of {day}", day=formats.day(as_of)))
    place = (as_of - days[0]).days / max((days[-1] - days[0]).days, 1)
    heading |= {"xanchor": "right" if place > 0.8 else "left" if place < 0.2 else "center", "xshift": 0, "yshift": 6}
    return {
        "data": [trace for panel in panels for trace in panel.data],
        "layout": theme.layout(
            int(_TOP + area + _BOTTOM),
            margin={"l": 40, "r": 10, "t": _TOP, "b": _BOTTOM},
            shapes=[shape for panel in panels for shape in panel.shapes],
            annotations=[heading, *(note for panel in panels for note in panel.notes)],
            **axes,
        ),
    }
