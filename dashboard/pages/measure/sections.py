"""The parts of a measure's page below its picture: tables that tell the same as the files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from dash import html

from dashboard.components.pieces import aria, data, labelled, light, missing, section, why
from dashboard.components.tables import behind, csv_link, html_table
from dashboard.domain.assessment import MeasureAssessment, MilestoneAssessment
from dashboard.pages.context import Context
from dashboard.reporting import weak_points as weak_point_report
from dashboard.reporting.measure import effect as effect_report
from dashboard.reporting.measure import facts as fact_report
from dashboard.reporting.measure import history as history_report
from dashboard.reporting.measure import lights as light_report
from dashboard.reporting.measure import milestones as milestone_report
from dashboard.reporting.measure import money as money_report
from dashboard.reporting.measure import records as record_report
from dashboard.reporting.measure.facts import Fact
from dashboard.reporting.measure.history import Event
from dashboard.reporting.measure.money import MeasureMoney
from dashboard.reporting.table import Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

#: Changes that are shown at once; the others stand behind their number.
_MOST_EVENTS = 8


def lights(context: Context, found: MeasureAssessment) -> html.Section:
    """Five lights in a row, each with what it is read from and its rule."""
    table = light_report.table(context.state, found)
    items = []
    for place, dimension in enumerate(light_report.dimensions(context.state, found)):
        overall = dimension.name == "overall"
        control = why(context.why(table, place), dimension.label) if dimension.light else None
        items.append(
            html.Div(
                [
                    html.Dt(dimension.label),
                    html.Dd(
                        [
                            light(dimension.light, big=overall),
                            html.P(dimension.reading),
                            html.Small(dimension.rule) if dimension.rule else None,
                            control,
                        ]
                    ),
                ],
                className="overall" if overall else None,
            )
        )
    return html.Section(html.Dl(items, className="lights"), **aria(label=_("Lights")))


def _take(context: Context, *tables: Table) -> html.Div:
    return html.Div([csv_link(context.csv(table)) for table in tables], className="actions")


def _value(context: Context, fact: Fact) -> Any:
    if fact.measure:
        return html.A(fact.value, href=context.address.measure(fact.measure))
    return fact.value


def about(context: Context, found: MeasureAssessment) -> html.Section:
    """What it is about and the last report, beside the facts."""
    every = fact_report.facts(context.assessment, found)
    pairs: list[Any] = []
    for fact in every:
        if fact.value:
            pairs += [html.Dt(fact.label), html.Dd(_value(context, fact))]
    absent = ", ".join(dict.fromkeys(fact.label for fact in every if not fact.value))
    words: list[Any] = [
        html.P(found.measure.plain_text or missing(_("A description is not stated.")), className="lines")
    ]
    reports = context.state.status_reports_of.get(found.measure.code, ())
    if reports:
        last = reports[-1]
        words.append(
            html.Blockquote(
                [html.P(last.text), html.Small(_("Status report of {day}", day=formats.day(last.report_date)))]
            )
        )
    table = fact_report.table(context.state, every)
    facts: list[Any] = [html.Dl(pairs, className="facts") if pairs else None]
    if absent:
        facts.append(html.P([html.B(_("Not stated:") + " "), absent], className="note"))
    aside = html.Div([*facts, _take(context, table)])
    return section("worum", _("What it is about"), html.Div([html.Div(words), aside], className="about"))


def _outcome(found: MilestoneAssessment, *, monitored: bool) -> list[Any]:
    """The day reached or expected."""
    if found.state == "reached":
        return [formats.stated_day(found.milestone.actual_date)]
    if found.state == "dropped":
        return [_("dropped on {day}", day=formats.day(found.milestone.dropped_on))]
    if found.forecast:
        return [
            formats.stated_day(found.forecast.date),
            html.Small(_("Forecast of {day}", day=formats.day(found.forecast.report_date))),
        ]
    return [missing(_("no forecast") if monitored else _("outcome not stated"))]


def _stand(found: MilestoneAssessment, *, monitored: bool) -> Any:
    words = milestone_report.state_words(found, monitored=monitored)
    if found.state == "reached":
        return light("done", word=words)
    told = milestone_report.judged(found, monitored=monitored)
    if told and found.overdue:
        return light(
            "red" if found.overdue > 60 else "yellow", word=_("{days} overdue", days=formats.days(found.overdue))
        )
    return words if told else missing(words)


def _milestone_row(context: Context, table: Table, place: int, found: MilestoneAssessment) -> html.Tr:
    monitored = context.state.monitored
    told = milestone_report.judged(found, monitored=monitored)
    remarks = milestone_report.remarks(found)
    baseline: list[Any] = [formats.stated_day(found.baseline) if found.baseline else missing(_("no date stated"))]
    if found.first_baseline and found.first_baseline != found.baseline:
        baseline.append(html.Small(_("first {day}", day=formats.stated_day(found.first_baseline))))
    deviation = formats.days(found.deviation, signed=True) if told and found.deviation else _("on time")
    cells = (
        (_("Weight"), formats.number(found.milestone.weight), "number"),
        (_("Baseline date"), html.Div(baseline), "number"),
        (_("Reached or forecast"), html.Div(_outcome(found, monitored=monitored)), "number"),
        (_("Deviation"), deviation if told and found.deviation is not None else formats.NO_VALUE, "number"),
        (_("State"), _stand(found, monitored=monitored), None),
    )
    return html.Tr(
        [
            html.Th(
                [
                    found.milestone.title,
                    html.Small(remarks) if remarks else None,
                    why(context.why(table, place), found.milestone.title),
                ],
                scope="row",
            ),
            *(html.Td(content, className=css, **labelled(label)) for label, content, css in cells),
        ]
    )


def not_stated(context: Context, found: MeasureAssessment) -> html.Section | None:
    """What has no part of its own on the page because nothing is known of it."""
    spending = MeasureMoney(context.assessment, found)
    indicators = effect_report.indicators(context.assessment, found.measure.code)
    words = [
        None if found.milestones else _("Milestones: none is stated"),
        None if money_report.figures(spending) else money_report.heading(spending),
        None if indicators else effect_report.heading(indicators),
    ]
    told = [html.Li(word) for word in words if word]
    return section("nicht-angegeben", _("What is not stated"), html.Ul(told, className="absent")) if told else None


def milestones(context: Context, found: MeasureAssessment) -> html.Section | None:
    """Each milestone, and every forecast ever given behind one click."""
    if not found.milestones:
        return None
    title = milestone_report.heading(found, monitored=context.state.monitored)
    table = milestone_report.table(context.state, found)
    told = milestone_report.forecasts_table(context.state, found)
    heads = [
        html.Th(words, scope="col", className=css)
        for words, css in (
            (_("Milestone"), None),
            (_("Weight"), "number"),
            (_("Baseline date"), "number"),
            (_("Reached or forecast"), "number"),
            (_("Deviation"), "number"),
            (_("State"), None),
        )
    ]
    body = [_milestone_row(context, table, place, m) for place, m in enumerate(found.milestones)]
    shown = html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="blocks milestones")
    sub = None
    if found.planned is not None:
        sub = _("Planned up to now were {share}.", share=formats.percent(found.planned, places=0))
    every: list[Any] = []
    if told.rows:
        words = ngettext("Show the {n} forecast ever given", "Show all {n} forecasts ever given", len(told.rows))
        every.append(behind(words, html_table(told, context.why), _take(context, told)))
    return section("meilensteine", title, shown, _take(context, table), *every, sub=sub)


def _figure_text(figure: money_report.Figure) -> str:
    if figure.column == "amount":
        return formats.whole_money(figure.value)
    return formats.percent(figure.value, signed=True) if figure.column == "share" else formats.ratio(figure.value)


def _figure(context: Context, table: Table, place: int, figure: money_report.Figure) -> html.Div:
    words = [
        html.B(_figure_text(figure)),
        html.Small(figure.sentence),
        why(context.why(table, place), figure.word),
    ]
    return html.Div([html.Dt(figure.word), html.Dd(words)])


def money(context: Context, found: MeasureAssessment) -> html.Section | None:
    """Figures, then plan and payments by year, then the grants."""
    spending = MeasureMoney(context.assessment, found)
    title, figures = money_report.heading(spending), money_report.figures(spending)
    grants = money_report.grants_table(spending)
    covering: list[Any] = [html_table(grants, context.why), _take(context, grants)] if grants.rows else []
    if not figures:
        return section("foerderungen", str(grants.title), *covering) if covering else None
    if covering:
        covering.insert(0, html.H3(str(grants.title)))
    table, years = money_report.figures_table(spending), money_report.years_table(spending)
    shown = [_figure(context, table, place, figure) for place, figure in enumerate(figures)]
    return section(
        "geld",
        title,
        html.Dl(shown, className="figures"),
        _take(context, table),
        html.H3(str(years.title)),
        html_table(years, context.why),
        _take(context, years),
        *covering,
        sub=money_report.plan_words(spending),
    )


def effect(context: Context, found: MeasureAssessment) -> html.Section | None:
    """Its indicators."""
    indicators = effect_report.indicators(context.assessment, found.measure.code)
    title = effect_report.heading(indicators)
    if not indicators:
        return None
    table = effect_report.table(context.assessment, indicators)
    return section("wirkung", title, html_table(table, context.why), _take(context, table))


def weak_points(context: Context, found: MeasureAssessment) -> html.Section:
    """What the rules find; internal."""
    problems = record_report.weak_points(context.assessment, found, context.ranks)
    if not problems:
        return section("schwachstellen", _("No weak point after the rules"))
    [problem] = problems
    table = weak_point_report.table(problems)
    items = []
    for place, point in enumerate(problem.points):
        severity = str(weak_point_report.SEVERITY_WORDS[point.severity])
        since = [html.Small(_("since {day}", day=formats.day(point.since)))] if point.since else []
        control = why(context.why(table, place), point.name)
        words = [html.H3(f"{point.name} ({severity})"), html.P(point.sentence), *since, control]
        items.append(html.Li(words, className=point.severity))
    turn = html.P([html.B(_("Whose turn") + ": "), problem.turn or missing(_("no body stated"))])
    return section(
        "schwachstellen",
        ngettext("{n} weak point", "{n} weak points", len(problem.points)),
        html.Ul(items, className="points"),
        turn,
        _take(context, table),
        sub=_("Internal until the evaluation has been presented to the council."),
    )


def records(context: Context, found: MeasureAssessment) -> html.Section | None:
    """Council papers, reports and what else documents say."""
    state = context.state
    papers = record_report.papers_table(state, found)
    reports = record_report.reports_table(state, found)
    statements = record_report.statements_table(state, found)
    parts: list[Any] = []
    if papers.rows:
        parts += [html.H3(str(papers.title)), html_table(papers), _take(context, papers)]
    if statements.rows:
        parts += [html.H3(str(statements.title)), html_table(statements), _take(context, statements)]
    if reports.rows:
        words = ngettext("Show the {n} status report", "Show all {n} status reports", len(reports.rows))

        def told(table: Table, place: int) -> str | None:
            return context.why(table, place) if table.why and table.why(place) else None

        parts += [html.H3(str(reports.title)), behind(words, html_table(reports, told)), _take(context, reports)]
    return section("belege", _("Resolutions, reports, statements"), *parts) if parts else None


def _event(event: Event) -> html.Li:
    late = (event.known_on - event.day).days
    known = html.Small(_("known since {day}", day=formats.day(event.known_on))) if late else None
    reason = html.P(_("Reason: {reason}", reason=event.reason)) if event.reason else None
    return html.Li(
        [
            html.Span(formats.day(event.day)),
            html.Div([html.B(event.what), html.P(event.detail) if event.detail else None, reason, known]),
        ]
    )


def comments(context: Context) -> html.Div:
    """The way to what those inside say to each other; none of it stands on a page of figures."""
    where = f"{context.address.base}{quote(f'{context.address.slug}/kommentare/{context.address.item}')}"
    return html.Div(html.A(_("Comments on this measure"), href=where, **data(plain="")), className="actions")


def changes(context: Context, events: Sequence[Event]) -> html.Section | None:
    """The latest changes; the whole history behind one click."""
    if not events:
        return None
    table = history_report.table(events)
    shown = html.Ol([_event(event) for event in events[:_MOST_EVENTS]], className="events")
    more: list[Any] = []
    if len(events) > _MOST_EVENTS:
        words = _("Show the whole history ({n} changes)", n=formats.number(len(events)))
        rest = html.Ol([_event(event) for event in events[_MOST_EVENTS:]], className="events")
        more.append(behind(words, rest))
    if context.internal:
        where = f"{context.address.base}{quote(f'{context.address.slug}/verlauf/{context.address.item}')}"
        more.append(html.Div(html.A(_("Who changed it, and why"), href=where, **data(plain="")), className="actions"))
    return section("aenderungen", _("What has changed"), shown, *more, _take(context, table))
