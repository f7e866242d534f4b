"""Words and order of the page of progress."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.pieces import empty, section
from dashboard.components.tables import csv_link
from dashboard.pages.context import Context
from dashboard.pages.filters import measure_filters
from dashboard.pages.parts import part, parts, rows_of
from dashboard.pages.pictures import picture_section
from dashboard.pages.progress import figures
from dashboard.pages.progress.own import own_section
from dashboard.pages.progress.rows import key_line, rows, rows_picture, time_scale
from dashboard.reporting import own_milestones as own_report
from dashboard.reporting import progress as report
from dashboard.reporting.status import STATUS_OF
from dashboard.reporting.table import Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def tables(context: Context) -> Sequence[Table]:
    found = report.progress(context.assessment, context.selection)
    return (
        report.measures_table(context.assessment, found),
        report.curve_table(context.state, found),
        report.trend_table(context.state, found),
        *([own_report.table(context.state, own)] if (own := own_report.own_milestones(context.assessment)) else []),
    )


def _lead(found: report.Progress, monitored: bool) -> str:
    if not found.measures or not found.due.due or not monitored:
        return _("A milestone counts when it is reached, and only then.")
    return _(
        "Of {due} milestones due, {reached} are reached, {on_time} of them on time or earlier.",
        due=found.due.due,
        reached=found.due.reached,
        on_time=found.due.on_time,
    )


def _counts(context: Context, found: report.Progress) -> html.Ul:
    items = [
        html.Li(
            html.A(
                [html.Span(className=f"symbol {name}"), html.B(formats.number(count)), str(STATUS_OF[name].word)],
                href=context.address.href(status=STATUS_OF[name].slug),
                className="light",
            )
        )
        for name, count in report.status_counts(found)
    ]
    return html.Ul(items, className="counts")


def _measures(context: Context, found: report.Progress, table: Table) -> html.Section:
    title = _("All measures by urgency") if not context.selection.is_set else _("The selected measures by urgency")
    if not found.measures:
        action = html.A(
            _("Show all measures"),
            href=context.address.href(handlungsfeld=None, gruppe=None, status=None),
            className="button",
        )
        if found.total:
            return section(
                "massnahmen",
                title,
                empty(
                    _("No measure fits these filters"),
                    _("Each filter narrows the choice. Without them all measures are shown."),
                    action,
                ),
            )
        return section(
            "massnahmen",
            title,
            empty(
                _("The documents name no measures"),
                _("What they say about goals and amounts stands on the overview."),
                None,
            ),
        )
    now = part(context, len(found.measures))
    finding = report.timeline_heading(found, monitored=context.state.monitored)
    return section(
        "massnahmen",
        finding,
        key_line(),
        _counts(context, found),
        rows(
            rows_of(now, found.measures),
            context.state,
            time_scale((m for one in found.measures for m in one.milestones), context.state.as_of),
            why_of=lambda place: context.why(table, now.begin + place),
            page_of=context.address.measure,
            is_part=now.last > 1,
        ),
        parts(context, now),
        html.Div(
            [csv_link(context.csv(table)), rows_picture(context, "massnahmen", finding, title)], className="actions"
        ),
        sub=title,
    )


def _curve(context: Context, found: report.Progress, table: Table) -> html.Section:
    lag = report.gap(found, context.state.as_of)
    if not context.state.monitored or not any(p.planned for p in found.curve):
        title = _("Progress against plan over time")
        return section(
            "verlauf",
            title,
            empty(
                _("No curve can be drawn"),
                _(
                    "It needs milestones of measures, with dates and reports on how they turned out; for the measures"
                    " they are not stated."
                ),
                None,
            ),
        )
    if lag is None or lag[0] == lag[1]:
        title = _("Progress against plan over time")
    else:
        grown = lag[1] > lag[0]
        text = (
            _("The gap to the plan has grown from {before} to {now} points in a year")
            if grown
            else _("The gap to the plan has shrunk from {before} to {now} points in a year")
        )
        title = text.format(before=formats.points_value(lag[0]), now=formats.points_value(lag[1]))
    measure = ngettext(
        "Share of the milestones reached, by weight; each of the {n} measure counts the same.",
        "Share of the milestones reached, by weight; each of the {n} measures counts the same.",
        found.counted,
    )
    chart = figures.curve(found, context.state.as_of)
    return picture_section(context, "verlauf", chart, table, title=title, measure=measure)


def _trend(context: Context, found: report.Progress, table: Table) -> html.Section:
    if not found.trends:
        title = _("Milestone trend")
        return section(
            "meilensteintrend",
            title,
            empty(
                _("No trend yet"),
                _("A trend needs three forecasts of one open milestone; so many are not stated."),
                None,
            ),
        )
    later = sum(1 for line in found.trends if line.trend.kind == "rising")
    title = (
        ngettext("{n} date keeps moving back", "{n} dates keep moving back", later)
        if later
        else _("No date keeps moving back")
    )
    measure = _("Each line shows which day the reports named for one milestone. Level is on time, rising is later.")
    chart = figures.milestone_trend(found)
    return picture_section(context, "meilensteintrend", chart, table, title=title, measure=measure)


def layout(context: Context) -> Sequence[Any]:
    found = report.progress(context.assessment, context.selection)
    own = own_report.own_milestones(context.assessment)
    measures_table, curve_table, trend_table = (
        report.measures_table(context.assessment, found),
        report.curve_table(context.state, found),
        report.trend_table(context.state, found),
    )
    monitored = context.state.monitored
    result = _("{shown} of {total} measures", shown=len(found.measures), total=found.total)
    measures = _measures(context, found, measures_table)
    # Where no measure has milestones, those of the strategy answer the question of the page.
    first = bool(own) and not any(one.milestones for one in found.measures) and not found.filtered_away
    heading = (
        own_report.finding(own, monitored=monitored) + "." if first else report.heading(found, monitored=monitored)
    )
    apart = [own_section(context, own, told=first)] if own else []
    return (
        html.H1(heading, tabIndex=-1),
        html.P(_lead(found, monitored), className="lead"),
        measure_filters(context, result),
        *([*apart, measures] if first else [measures, *apart]),
        _curve(context, found, curve_table),
        _trend(context, found, trend_table),
    )
