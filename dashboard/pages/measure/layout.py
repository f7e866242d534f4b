"""The page of one measure, from the finding down to its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.pieces import aria, section
from dashboard.domain.assessment import MeasureAssessment
from dashboard.errors import NotFound
from dashboard.pages.address import MEASURES
from dashboard.pages.context import Context
from dashboard.pages.measure import sections
from dashboard.pages.measure.picture import three_lanes
from dashboard.pages.pictures import picture
from dashboard.pages.progress.rows import key_line
from dashboard.reporting import weak_points
from dashboard.reporting.measure import effect, facts, finding, history, lights, milestones, money, records, timeline
from dashboard.reporting.measure.money import MeasureMoney
from dashboard.reporting.table import Table
from dashboard.text.catalog import gettext as _


def measure_of(context: Context) -> MeasureAssessment:
    """The measure that the address names; raises NotFound, also for one that this audience does not see."""
    found = context.assessment.measures.get(context.address.item)
    if found is None:
        raise NotFound(_("This strategy has no measure “{code}”.", code=context.address.item))
    return found


def name(found: MeasureAssessment) -> str:
    """Number and title; a code that only repeats the title's words is left out."""
    code, title = found.measure.code, found.measure.title
    return title if code.islower() else f"{code} {title}"


def title(context: Context) -> str:
    return name(measure_of(context))


def _with_rows(tables: Sequence[Table]) -> list[Table]:
    """The lights, the facts and the history are always there, the others where they say something."""
    always = ("ampeln", "angaben", "aenderungen")
    return [table for table in tables if table.rows or table.name in always]


def tables(context: Context) -> Sequence[Table]:
    """Everything the page says, in its order."""
    found, state, assessment = measure_of(context), context.state, context.assessment
    spending = MeasureMoney(assessment, found)
    every = [
        lights.table(state, found),
        timeline.table(timeline.timeline(assessment, found)),
        facts.table(state, facts.facts(assessment, found)),
        milestones.table(state, found),
        milestones.forecasts_table(state, found),
        money.figures_table(spending),
        money.years_table(spending),
        money.grants_table(spending),
        effect.table(assessment, effect.indicators(assessment, found.measure.code)),
        records.papers_table(state, found),
        records.reports_table(state, found),
        records.statements_table(state, found),
        history.table(_events(context, found)),
    ]
    if _internal(context):
        every.append(weak_points.table(records.weak_points(assessment, found, context.ranks)))
    return _with_rows(every)


def _internal(context: Context) -> bool:
    # Where only documents speak, a missing report is no weak point of the town: its papers end.
    return context.internal and context.state.monitored


def _events(context: Context, found: MeasureAssessment) -> list[history.Event]:
    versions = context.history(found.measure.code) if context.history else ()
    return history.events(context.state, versions)


def _head(context: Context, found: MeasureAssessment) -> list[Any]:
    field = next((f for f in context.state.fields if f.code == (found.field or found.measure.field)), None)
    list_href = context.address.href
    way: list[Any] = [html.Li(html.A(_("Measures"), href=list_href(path=MEASURES)))]
    if field:
        way.append(html.Li(html.A(field.title, href=list_href(path=MEASURES, handlungsfeld=field.code))))
    marks = [
        html.Li(word)
        for word, holds in ((_("key measure"), found.measure.key_measure), (_("pilot"), found.measure.pilot))
        if holds
    ]
    if not found.measure.code.islower():
        way.append(html.Li(found.measure.code))
    first, second = finding.sentences(context.state, found)
    lead: list[Any] = [html.B(first)]
    if second:
        lead.append(f" {second}")
    return [
        html.Nav(html.Ol(way), className="way", **aria(label=_("You are here"))),
        html.Ul(marks, className="tags") if marks else None,
        html.H1(found.measure.title, tabIndex=-1),
        html.P(lead, className="lead"),
        sections.comments(context) if context.internal else None,
    ]


def _picture(context: Context, found: MeasureAssessment) -> html.Section | None:
    drawn = timeline.timeline(context.assessment, found)
    if drawn.empty:
        return None
    sentence, table = timeline.heading(drawn), timeline.table(drawn)
    measure = _("Dates, money and effect on one time axis.")
    chart = picture(context, "zeitachse", three_lanes(drawn), table, title=sentence, measure=measure, open_=False)
    return section("zeitachse", sentence, key_line() if drawn.milestones else None, chart, sub=measure)


def layout(context: Context) -> Sequence[Any]:
    found = measure_of(context)
    parts: list[Any] = [
        *_head(context, found),
        sections.lights(context, found),
        _picture(context, found),
        sections.about(context, found),
        sections.milestones(context, found),
        sections.money(context, found),
        sections.effect(context, found),
        sections.weak_points(context, found) if _internal(context) else None,
        sections.records(context, found),
        sections.changes(context, _events(context, found)),
        sections.not_stated(context, found),
    ]
    return [part for part in parts if part is not None]
