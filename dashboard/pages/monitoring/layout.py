"""Words and order of the page of annual monitoring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash import html

from dashboard.components.filters import bar, choice
from dashboard.components.pieces import empty, light, section
from dashboard.components.tables import csv_link
from dashboard.pages.context import Context
from dashboard.pages.controls import controls
from dashboard.pages.filters import field_filter
from dashboard.pages.monitoring import figures, rows, sections
from dashboard.pages.monitoring.beside import fields_section, relatives_section
from dashboard.pages.pictures import picture
from dashboard.reporting.monitoring import Monitoring, monitoring, words
from dashboard.reporting.monitoring import tables as report_tables
from dashboard.reporting.monitoring.report import MOST_ROWS
from dashboard.reporting.status import STATUS_OF
from dashboard.reporting.table import Table
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

#: So many years stand side by side; more become a list.
_MOST_SEGMENTS = 5


def _report(context: Context) -> Monitoring:
    return monitoring(context.assessment, context.selection.field, context.address.params.jahr)


def _tables(report: Monitoring) -> dict[str, Table]:
    found = (
        report_tables.indicators_table(report),
        report_tables.groups_table(report),
        report_tables.path_table(report),
        report_tables.missing_table(report),
        report_tables.goals_table(report),
        report_tables.fields_table(report),
        report_tables.context_table(report),
        report_tables.multiplier_table(report),
        report_tables.multiplier_indicators_table(report),
        report_tables.completeness_table(report),
        report_tables.sources_table(report),
    )
    return {table.name: table for table in found}


def tables(context: Context) -> Sequence[Table]:
    return tuple(_tables(_report(context)).values())


def _year_filter(context: Context, report: Monitoring) -> html.Div | None:
    if not report.years or (len(report.years) == 1 and report.known):
        return None
    label = _("Reporting year")
    if len(report.years) > _MOST_SEGMENTS:
        return choice(
            "jahr", label, [(str(year), str(year)) for year in reversed(report.years)], str(report.number), all_=""
        )
    links = [_year_link(context, year, current=year == report.number) for year in report.years]
    group: dict[str, Any] = {"aria-labelledby": "jahr-label"}
    segments = html.Div(links, className="segments", role="group", **group)
    return html.Div([html.Span(label, id="jahr-label", className="label"), segments], className="year")


def _year_link(context: Context, year: int, *, current: bool) -> html.A:
    mark: dict[str, Any] = {"aria-current": "true"} if current else {}
    return html.A(str(year), href=context.address.href(jahr=year), **mark)


def _filters(context: Context, report: Monitoring) -> html.Div | None:
    """Nothing where there is nothing to choose from."""
    if not report.all_rows and len(report.years) < 2:
        return None
    year = _year_filter(context, report)
    field = field_filter(context) if context.assessment.fields else None
    reset = context.address.href(handlungsfeld=None) if report.field else None
    return bar([part for part in (year, field) if part is not None], words.data_words(report), reset)


def _counts(report: Monitoring) -> html.Ul:
    """The picture in four counts, for the phone."""
    counts = report.counts
    lines = (
        ("red", counts.far),
        ("yellow", counts.near),
        ("green", counts.on_path),
        ("grey", counts.without_value + counts.unrated),
    )
    items = [
        html.Li([light(name, word=f"{STATUS_OF[name].word}: "), ngettext("{n} indicator", "{n} indicators", n)])
        for name, n in lines
    ]
    return html.Ul(items, className="phone-counts")


def _picture(context: Context, report: Monitoring, table: Table) -> html.Section | None:
    if not report.counts.rated:
        return None
    title = words.picture_heading(report.counts)
    measure = _(
        "Attainment of the path in {year}. 100 % means: exactly as far as it should be in {year}.", year=report.number
    )
    unrated = words.unrated(report)
    shown = replace(table, rows=table.rows[:MOST_ROWS])
    chart = picture(context, "zielpfad", figures.path_dots(report), table, title=title, measure=measure, shown=shown)
    below = f"{measure} {unrated}" if unrated else measure
    return section("zielpfad", title, _counts(report), html.Div(chart, className="path-dots"), sub=below)


def _indicators(context: Context, report: Monitoring, table: Table, groups: Table) -> html.Section:
    if not report.rows:
        if report.field:
            action = html.A(
                _("Show all fields of action"), href=context.address.href(handlungsfeld=None), className="button"
            )
            return section(
                "kontrollindikatoren",
                _("Control indicators"),
                empty(
                    _("No control indicator in this field"),
                    _("The strategy states control indicators for other fields only."),
                    action,
                )
                if report.all_rows
                else empty(
                    _("No control indicator stated"),
                    _("The documents name none for this field, nor for another."),
                    None,
                ),
            )
        return sections.no_indicators(_("Control indicators"))
    if report.only_named:
        return sections.named_only(context, report, table)
    sub = _(
        "Dashed: the target path from the baseline value to the target value (diamond). Solid: values. "
        "Each row has its own scale. Tendencies are not statistically secured."
    )
    if len(report.shown) < len(report.rows):
        sub += " " + _(
            "Shown are the {n} furthest from their path; all {total} stand in the data (CSV).",
            n=len(report.shown),
            total=len(report.rows),
        )
    method = _(
        "Attainment of the path = (value − baseline value) ÷ (path − baseline value). "
        "The bar ends at 125 %, the tick stands at 100 %."
    )
    return section(
        "kontrollindikatoren",
        _("All control indicators") if not report.field else _("The control indicators of this field"),
        rows.table(
            report, report_tables.field_title(report, None), controls(context, table), controls(context, groups)
        ),
        html.P(method, className="note"),
        html.Div(csv_link(context.csv(table)), className="actions"),
        sub=sub,
    )


def _unknown_year(context: Context, report: Monitoring) -> html.Div:
    text = _("Values are known for {years}.", years=", ".join(str(year) for year in report.years))
    action = html.A(_("Show the latest reporting year"), href=context.address.href(jahr=None), className="button")
    return empty(_("No values for {year}", year=report.number), text, action)


def layout(context: Context) -> Sequence[Any]:
    report = _report(context)
    found = _tables(report)
    heading = html.H1(words.heading(report), tabIndex=-1)
    if report.years and not report.known:
        return _present(heading, _filters(context, report), _unknown_year(context, report))
    return _present(
        heading,
        html.P(words.lead(report), className="lead"),
        _filters(context, report),
        _picture(context, report, found["zielpfad"]),
        _indicators(context, report, found["kontrollindikatoren"], found["handlungsfelder"]),
        sections.missing_section(context, report, found["fehlende-werte"]),
        sections.goals_section(context, report, found["ziele"]),
        fields_section(context, report, found["felder"]),
        relatives_section(context),
        sections.context_section(context, report, found["kontext"]),
        sections.multiplier_section(context, report, found["multiplikatorwirkung"]),
        sections.completeness_section(context, report, found["vollstaendigkeit"]),
        sections.sources_section(context, report, found["datenquellen"]),
    )


def _present(*parts: Any) -> tuple[Any, ...]:
    return tuple(part for part in parts if part is not None)
