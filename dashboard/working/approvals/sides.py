"""The two sides of an entry: what held before, what is new, by how much they differ, and how it ran so far."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dash import html

from dashboard.charts.course import course
from dashboard.charts.spark import Point
from dashboard.components.pieces import drawn
from dashboard.domain import model
from dashboard.domain.attainment import path_value
from dashboard.domain.indicator_assessment import effective_values
from dashboard.domain.slips import stated_day
from dashboard.domain.values import StatedMoney
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.text.state_words import state_word
from dashboard.working.desk import answers_words, words
from dashboard.working.desk.known import Known, known, known_count
from dashboard.working.pending import Pending


@dataclass(frozen=True)
class Sides:
    """Before and new, each with what stands small below it; `course` is the picture with its words, or words alone."""

    before: str
    before_small: str
    new: str
    new_small: str
    course: Any


def sides(one: Pending) -> Sides:
    """What somebody compares before they approve."""
    kind = one.task.due.kind
    if kind in ("value", "count"):
        return _number(one, _known(one))
    return _milestone(one) if kind == "milestone" else _report(one)


def stored_value(one: Pending) -> model.IndicatorValue | None:
    """The value that holds for the very period of an entry: its approval makes another version of it."""
    if one.task.due.kind != "value":
        return None
    rows = one.task.view.assessment.state.values_of.get(one.task.due.subject, ())
    return next((row for row in rows if row.period.text == one.entry.values["period"]), None)


def _known(one: Pending) -> Known:
    due, found = one.task.due, one.task.view.assessment
    return known_count(found, due) if due.kind == "count" else known(found, due)


def _number(one: Pending, about: Known) -> Sides:
    new, small = answers_words.main_and_small(one.task, one.entry.values)
    stored = stored_value(one)
    base = stored or about.last
    before, before_small = _said(base, about)
    if stored:
        state = state_word("indicator_value", stored.state)
        before_small = _("stored for the same period, {state}", state=state)
    difference = _difference(one.entry.values["value"], base, about)
    return Sides(
        before, before_small, new, " · ".join(part for part in (difference, small) if part), _course(one, about)
    )


def _said(row: model.IndicatorValue | None, about: Known) -> tuple[str, str]:
    if row is None:
        return formats.NO_VALUE, _("no value so far")
    if row.value is None:
        return _("no value"), str(words.REASON_WORDS[row.missing_reason]) if row.missing_reason else ""
    return words.value(row.value, about.indicator.unit), formats.period(row.period)


def _difference(new: Decimal | None, base: model.IndicatorValue | None, about: Known) -> str:
    if new is None or base is None or base.value is None:
        return ""
    change = Fraction(new) - Fraction(base.value.value)
    if change == 0:
        return _("as before")
    return ("+" if change > 0 else formats.MINUS) + words.amount(change, about)


def _course(one: Pending, about: Known) -> Any:
    values, new = _points(one, about)
    found = None if about.count else one.task.view.assessment.indicators[one.task.due.subject]
    path: list[Point] = []
    if found and found.points:
        years = sorted(
            {*(year for year, _value in values), float(about.period.y), *(float(x) for x, _y in found.points)}
        )
        at = ((year, path_value(found.points, Fraction(year).limit_denominator(1200))) for year in years)
        path = [(year, float(value)) for year, value in at if value is not None]
    picture = course(values, path, new)
    target = words.figure(about.planned, about) if about.planned is not None else None
    told = _("Target for then {value}", value=target) if target else _("no target")
    if picture is None:
        return html.Span(told, className="soft")
    count = ngettext("Course: {n} value before", "Course: {n} values before", len(values))
    return html.Span([drawn(picture, count, "course"), html.Span(told, className="soft")])


def _points(one: Pending, about: Known) -> tuple[list[Point], Point | None]:
    """Effective values (running totals of what adds up) before the period, and the new one."""
    number = one.entry.values["value"]
    if about.count:
        values: list[Point] = []
    else:
        found = one.task.view.assessment.indicators[one.task.due.subject]
        rows = effective_values(one.task.view.assessment.state, found.indicator, found.target)
        values = [(float(row.period.y), float(value)) for row, value in rows if row.period.last < about.period.last]
    if number is None:
        return values, None
    return values, (float(about.period.y), float(number + (about.total or 0)))


def _milestone(one: Pending) -> Sides:
    said, found = one.entry.values, one.task.view.assessment.milestones[one.task.due.subject]
    new, small = answers_words.main_and_small(one.task, said)
    before = stated_day(found)
    planned = formats.stated_day(found.baseline) if found.baseline else None
    reached = found.milestone.actual_date
    base = formats.stated_day(reached) if reached else formats.day(before)
    base_small = _("reached") if reached else _("expected so far") if found.forecast else _("as planned")
    shift = (said["day"] - before).days if before and said["outcome"] != "dropped" else None
    small = " · ".join(part for part in (small, formats.days(shift, signed=True) if shift else "") if part)
    return Sides(base, base_small, new, small, _slipping(one, planned))


def _slipping(one: Pending, planned: str | None) -> Any:
    """What slips with it, each with its old and new day."""
    days = json.loads(one.entry.values["followers"] or "{}")
    found = one.task.view.assessment.milestones
    rest = [html.Span(_("planned {day}", day=planned), className="soft")] if planned else []
    if not days:
        return html.Span(rest) if rest else None
    rows = [
        html.Li(
            [
                (found[code].milestone.title if code in found else code) + ": ",
                formats.day(stated_day(found[code])) if code in found else formats.NO_VALUE,
                " → ",
                html.B(formats.day(dt.date.fromisoformat(day))),
            ]
        )
        for code, day in days.items()
    ]
    slips = ngettext("{n} milestone slips with it", "{n} milestones slip with it", len(rows))
    return html.Span([html.Details([html.Summary(slips), html.Ul(rows)]), *rest])


def _report(one: Pending) -> Sides:
    said, found = one.entry.values, one.task.view.assessment.state.status_reports_of
    reports = found.get(one.task.due.subject, ())
    last = reports[-1] if reports else None
    cost = StatedMoney(said["cost_forecast"], said["cost_forecast_precision"] or "exact", said["cost_forecast_words"]) if (
        said["cost_forecast"] is not None) else None  # fmt: skip
    told = [html.P([_("Expected cost") + ": ", html.B(formats.stated_money(cost))])] if cost else []
    old = [html.Details([html.Summary(_("Read the report before")), html.P(last.text)])] if last and last.text else []
    before = formats.day(last.report_date) if last else formats.NO_VALUE
    small = [formats.period(one.task.due.period)] if one.task.due.period else []
    small += [_("checked, unchanged")] if said["unchanged"] else []
    return Sides(before, _("last report") if last else _("no report so far"), _("Status report"), " · ".join(small),
                 html.Div([*told, *old]) if told or old else None)  # fmt: skip
