"""Pictures of the page of money that are bars: the common scale and the budget of a fiscal year.

They are images that the server writes: after a filter they stand at once, and nothing has to be drawn by a script.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import NamedTuple

from dashboard.charts.images import ACTUAL, HATCH, HATCHED, INK, TRACK, Image, percent, svg_image, tick, words
from dashboard.charts.theme import COLOURS
from dashboard.domain.budget_year import YearBudget
from dashboard.reporting.money.scale import Scale
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

#: Pixels from the top: the first row; of a row its words' baseline, its bar, how thick that is, its plan's baseline, the next row.
_FIRST, _NAME, _BAR, _THICK, _PLAN, _ROW = 20, 13, 20, 22, 60, 66


def _shown(share: Fraction | float | None) -> float:
    """Where a share stands on a scale that ends at 1."""
    return min(max(float(share or 0), 0), 1)


def _place(share: Fraction | float | None) -> str:
    """Where a tick stands that is whole at both ends."""
    return percent(0.002 + _shown(share) * 0.995)


def _part(top: float, start: float, end: float, fill: str, height: int = _THICK) -> str:
    return f'<rect x="{percent(start)}" y="{top}" width="{percent(end - start)}" height="{height}" fill="{fill}"/>'


class _Row(NamedTuple):
    """Track, what is, hatched behind it what is ordered, and its plan."""

    name: str
    text: str
    share: Fraction | None
    plan: Fraction | None = None
    bound: Fraction | None = None
    colour: str = ACTUAL

    def bars(self, top: int) -> str:
        bar, end = top + _BAR, _shown(self.share)
        parts = [_part(bar, 0, 1, TRACK), _part(bar, 0, end, self.colour)]
        if self.bound:
            parts.append(_part(bar, end, _shown(float(self.share or 0) + float(self.bound)), HATCHED))
        if self.plan is not None:
            parts.append(tick(_place(self.plan), bar - 4, _THICK + 8))
        return "".join(parts)

    def words(self, top: int) -> str:
        plan = ""
        if self.plan is not None:
            plan = words(_shown(self.plan), top + _PLAN, f"{_('Plan')} {formats.percent(self.plan, 0)}", bold=True)
        return words(0, top + _NAME, self.text, name=self.name) + plan


def _rows(found: Scale) -> tuple[_Row, ...]:
    def said(share: Fraction | None, text: str) -> str:
        return text.format(share=formats.percent(share, 0)) if share is not None else _("not stated")

    money = said(found.money, _("{share} spent"))
    if found.money_bound:
        money += ", " + _("another {share} ordered", share=formats.percent(found.money_bound, 0))
    time, reached = said(found.time, _("{share} of the period are over")), said(found.reached, _("{share} reached"))
    return (
        _Row(_("Time"), time, found.time, colour=COLOURS["ink-faint"]),
        _Row(_("Milestones"), reached, found.reached, found.reached_plan),
        _Row(_("Money"), money, found.money, found.money_plan, found.money_bound),
    )


def common_scale(found: Scale, as_of: dt.date) -> Image:
    """Three bars on one axis from 0 to 100 %, a dashed line at the key date down through them."""
    rows = {_FIRST + n * _ROW: row for n, row in enumerate(_rows(found))}
    bottom = _FIRST + len(rows) * _ROW
    last = bottom - _ROW + _PLAN
    parts = [f"<defs>{HATCH}</defs>", *(row.bars(top) for top, row in rows.items())]
    if found.time is not None:
        place = percent(_shown(found.time))
        line = f'x1="{place}" x2="{place}" y1="{_FIRST}" y2="{last - 12}"'
        parts.append(f'<line {line} stroke="{INK}" stroke-width="1.25" stroke-dasharray="3 3"/>')
        parts.append(words(_shown(found.time), _NAME, _("As of {day}", day=formats.day(as_of)), bold=True))
    parts += [words(0, last, "0", soft=True), words(1, last, formats.percent(1, 0), soft=True)]
    parts += [row.words(top) for top, row in rows.items()]
    return Image(svg_image(bottom, parts), bottom)


def year_bar(found: YearBudget) -> Image:
    """What is spent, ordered and free of the year's budget, with the time gone as a tick; below it what each part is."""
    ordered = None if found.bound is None else found.bound - (found.outflow or 0)
    free = None if found.bound is None else 1 - found.bound
    spent, bound = _shown(found.outflow), _shown(found.bound)
    bar = _FIRST + 4
    parts = (
        (0.0, spent, ACTUAL, _("spent"), found.outflow, found.actual),
        (spent, max(spent, bound), HATCHED, _("ordered"), ordered, found.commitments),
        (max(spent, bound), 1.0, TRACK, _("still free"), free, found.available),
    )
    drawn = [f"<defs>{HATCH}</defs>"]
    for n, (start, end, fill, word, share, amount) in enumerate(parts):
        line = bar + _THICK + 32 + 26 * n
        drawn.append(_part(bar, start, end, fill))
        drawn.append(f'<rect y="{line - 11}" width="22" height="12" fill="{fill}"/>')
        drawn.append(words(0, line, formats.whole_money(amount), name=f"{word} {formats.percent(share)}", shift=32))
    gone = _shown(found.time_share)
    drawn.append(tick(_place(found.time_share), bar - 4, _THICK + 8))
    drawn.append(words(gone, _NAME, _("{share} of the year", share=formats.percent(found.time_share)), bold=True))
    height = line + 8
    return Image(svg_image(height, drawn), height)
