"""Measures as rows on one shared time axis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dash import html

from dashboard.charts.images import Mark, TimeScale, bar, key_symbol
from dashboard.components.figure import save_button
from dashboard.components.pieces import drawn, light, missing, why
from dashboard.domain.assessment import MeasureAssessment, MilestoneAssessment
from dashboard.domain.state import StrategyState
from dashboard.pages.context import Context
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


def marks(milestones: Sequence[MilestoneAssessment]) -> list[Mark]:
    """The milestones as they are drawn; dropped ones are not."""
    return [
        Mark(
            baseline=m.baseline.day if m.baseline else None,
            point=m.expected,
            reached=m.state == "reached",
            days_late=m.deviation or 0,
        )
        for m in milestones
        if m.state != "dropped"
    ]


def time_scale(milestones: Iterable[MilestoneAssessment], as_of: dt.date) -> TimeScale:
    """One axis for all rows: whole years around every baseline and expected day."""
    days = [as_of]
    for m in milestones:
        days += [day for day in (m.baseline and m.baseline.day, m.expected) if day]
    return TimeScale(dt.date(min(days).year, 1, 1), dt.date(max(days).year, 12, 31))


def deviation_words(found: MilestoneAssessment | None, *, active: bool, monitored: bool) -> list[Any]:
    """How far off: the slip in bold, below it the days it is overdue already, or was when its measure came to rest."""
    if found is None:
        return ["–"]
    if not monitored and found.forecast is None:
        return [missing(_("outcome not stated"))]
    if found.deviation is None:
        return [missing()]
    words: list[Any] = [html.B(formats.days(found.deviation, signed=True)) if found.deviation > 0 else _("on time")]
    if found.overdue:
        told = _("{n} overdue", n=found.overdue) if active else _("{n} overdue, at rest since", n=found.overdue)
        words.append(html.Small(told))
    return words


def _next(found: MeasureAssessment) -> list[Any]:
    following = found.next_milestone
    if following is None:
        last = found.last_reached
        if last and last.milestone.actual_date:
            return [html.Small(_("last reached on {day}", day=formats.stated_day(last.milestone.actual_date)))]
        return [missing()]
    words: list[Any] = [following.milestone.title]
    words.append(
        html.Small(
            _("Plan {day}", day=formats.stated_day(following.baseline)) if following.baseline else _("no date stated")
        )
    )
    if following.forecast:
        words.append(html.Small(_("Forecast {day}", day=formats.stated_day(following.forecast.date))))
    return words


def _reached(found: MeasureAssessment, monitored: bool) -> list[Any]:
    if found.progress is None or not monitored:
        return [missing()]
    planned = formats.percent(found.planned, places=0) if found.planned is not None else "–"
    words = _("{reached} of {planned}", reached=formats.percent(found.progress, places=0), planned=planned)
    share, plan = float(found.progress), None if found.planned is None else float(found.planned)
    return [drawn(bar(share, plan)), html.Small(words)]


def _row(
    found: MeasureAssessment, state: StrategyState, scale: TimeScale, monitored: bool, href: str, why_href: str
) -> html.Tr:
    responsible = state.body_by_code.get(found.measure.responsible or "")
    notes = [
        part
        for part in (
            responsible.title if responsible else None,
            _("key measure") if found.measure.key_measure else None,
        )
        if part
    ]
    reached = sum(1 for m in found.milestones if m.state == "reached")
    alt = _(
        "{reached} of {total} milestones reached",
        reached=reached,
        total=sum(m.state != "dropped" for m in found.milestones),
    )
    axis = (
        drawn(scale.timeline(marks(found.milestones), state.as_of), alt)
        if found.milestones
        else missing(_("no milestone stated"))
    )
    return html.Tr(
        [
            html.Td(light(found.lights.overall)),
            html.Th(
                [
                    html.A(html.B(f"{found.measure.code} {found.measure.title}"), href=href),
                    html.Small(" · ".join(notes) or None),
                    why(why_href, found.measure.code),
                ],
                scope="row",
            ),
            html.Td(axis, className="axis"),
            html.Td(_next(found)),
            html.Td(
                deviation_words(found.next_milestone, active=found.active, monitored=monitored), className="number"
            ),
            html.Td(_reached(found, monitored), className="progress-cell"),
        ]
    )


def key_line() -> html.P:
    """What the signs of the timelines mean."""
    signs = (
        ("reached", _("reached")),
        ("expected", _("forecast")),
        ("baseline", _("baseline date")),
        ("late", _("more than 14 days late")),
        ("very_late", _("more than 60 days late")),
        ("key_day", _("as of")),
    )
    return html.P([html.Span([drawn(key_symbol(name)), word]) for name, word in signs], className="key")


def rows_picture(context: Context, name: str, finding: str, measure: str) -> html.Button:
    """Saves the timelines of the section `name` as a picture that carries its sentence, what it shows, and its origin."""
    return save_button(rows_png=name, title=finding, measure=measure, origin=context.origin)


def axis_head(scale: TimeScale) -> html.Th:
    """The years above the timelines."""
    years = ", ".join(str(year) for year in scale.years())
    return html.Th(drawn(scale.heading(), _("Years {years}", years=years)), scope="col", className="axis")


def rows(
    measures: Sequence[MeasureAssessment],
    state: StrategyState,
    scale: TimeScale,
    *,
    why_of: Callable[[int], str],
    page_of: Callable[[str], str],
    is_part: bool,
) -> html.Table:
    """The table of the page, on a time axis that all its parts share; below 1100 px each row becomes a block.

    `why_of` explains the row at a place, `page_of` is the address of a measure by its code, `is_part` says that the
    measures are a part of a long list.
    """
    heads = [
        html.Th(_("Status"), scope="col"),
        html.Th(_("Measure"), scope="col"),
        axis_head(scale),
        html.Th(_("Next milestone"), scope="col"),
        html.Th(_("Deviation"), scope="col", className="number"),
        html.Th(_("Reached of planned"), scope="col"),
    ]
    body = [
        _row(found, state, scale, state.monitored, page_of(found.measure.code), why_of(place))
        for place, found in enumerate(measures)
    ]
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="rows long" if is_part else "rows")
