"""The control indicators as rows: series, last year, this year, path, attainment, tendency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from dash import html

from dashboard.charts.images import bar
from dashboard.charts.spark import Point, spark
from dashboard.components.pieces import drawn, labelled, light, missing
from dashboard.pages.controls import Control
from dashboard.reporting.monitoring import Monitoring, words
from dashboard.reporting.monitoring.rows import IndicatorYear, on_path
from dashboard.reporting.monitoring.series import Series
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

#: Without a stated begin of the strategy, so many years are drawn before the reporting year.
_YEARS_BACK = 6
#: The bar ends at 125 % of the path; what is more ends in a notch.
_BAR_END = 1.25


def _points(line: Sequence[tuple[Fraction, Fraction]]) -> list[Point]:
    return [(float(year), float(value)) for year, value in line]


def drawn_years(report: Monitoring, series: Iterable[Series]) -> tuple[float, float]:
    """The years that every row's picture spans: from the year before the strategy began, or what is known later."""
    spans = [span for line in series if (span := line.span)]
    begin = report.assessment.state.strategy.valid_from
    earliest = min(begin.day.year if begin else report.number - _YEARS_BACK, report.number) - 1
    first = max(min((float(a) for a, _ in spans), default=earliest), earliest)
    return first, max([float(b) for _, b in spans], default=report.number)


def _from(line: Sequence[Point], first: float) -> list[Point]:
    """A path from a year on; where it began earlier, from its height in that year."""
    for (x1, y1), (x2, y2) in pairwise(line):
        if x1 < first < x2:
            return [(first, y1 + (y2 - y1) * (first - x1) / (x2 - x1)), *(point for point in line if point[0] > first)]
    return [point for point in line if point[0] >= first]


def _number(row: IndicatorYear, value: Any) -> str:
    return formats.number(value, row.indicator.decimals)


def _picture(row: IndicatorYear, series: Series, years: tuple[float, float], number: int) -> Any:
    pieces = [[point for point in _points(piece) if point[0] >= years[0]] for piece in series.pieces]
    paths = [_from(_points(path), years[0]) for path in series.paths]
    if not pieces and not paths:
        return missing(_("no value and no target stated"))
    current = (float(row.row.period.y), float(series.points[-1][1])) if row.row and series.points else None
    hole = (float(number), float(row.path_value)) if current is None and row.path_value is not None else None
    target = row.found.target
    end = (float(target.target_year), float(target.target_value)) if target and row.found.points else None
    ticks = sorted({round(years[0]), number, round(years[1])} & set(range(round(years[0]), round(years[1]) + 1)))
    series_drawn = spark(
        pieces,
        paths,
        years=years,
        current=current,
        label=_number(row, row.value) if row.value is not None else "",
        missing=hole,
        breaks=[float(year) for year in series.breaks],
        target=end,
        ticks=ticks,
    )
    return drawn(series_drawn, _picture_words(row, series))


def _picture_words(row: IndicatorYear, series: Series) -> str:
    """What the picture shows, for those who hear it: baseline, target, number of values."""
    target = row.found.target
    parts = []
    if target is not None and row.found.points:
        parts.append(
            _(
                "From {baseline} in {from_} to {target} in {to}.",
                baseline=_number(row, target.baseline_value),
                from_=target.baseline_year,
                target=_number(row, target.target_value),
                to=target.target_year,
            )
        )
    if series.points:
        parts.append(_("Values: {values}.", values=", ".join(_number(row, v) for _, v in series.points[-8:])))
    return " ".join(parts)


def _about(row: IndicatorYear) -> html.Details:
    """The name; opened, what is measured and why."""
    indicator, target = row.indicator, row.found.target
    definition = row.definition
    facts = [
        (_("What we measure"), indicator.what),
        (_("Why we measure it"), indicator.why),
        (_("What we want to reach"), indicator.aim),
        (_("Definition"), definition.text if definition else None),
        (_("Formula"), definition.formula if definition else None),
        (_("Rhythm"), str(words.RHYTHMS[indicator.periodicity])),
        (_("Data source"), indicator.data_source),
        (_("Licence"), indicator.licence),
        (_("Reason for the target"), target.reason if target else None),
    ]
    items = [part for name, text in facts if text for part in (html.Dt(name), html.Dd(text))]
    return html.Details([html.Summary(indicator.title), html.Dl(items)], className="definition")


def _name(row: IndicatorYear, control: html.A) -> html.Th:
    indicator = row.indicator
    level = words.LEVELS.get(indicator.level)
    facts = " · ".join(part for part in (indicator.code, indicator.unit, str(level) if level else None) if part)
    lines: list[Any] = [_about(row), html.Small(facts)]
    if row.goals:
        lines.append(html.Small(_("Goal: {goals}", goals=", ".join(goal.title for goal in row.goals))))
    lines += [html.Small(note, className="remark") for note in words.notes(row)]
    return html.Th([*lines, control], scope="row")


def _this_year(row: IndicatorYear) -> list[Any]:
    if row.gap is not None:
        details = words.gap_details(row.gap)
        return [missing(words.gap_word(row.gap)), html.Small(details) if details else ""]
    lines: list[Any] = [html.B(_number(row, row.value), className="now")]
    return lines + [html.Small(note) for note in (words.value_notes(row.row) if row.row else ())]


def _path(row: IndicatorYear) -> Any:
    if row.path_value is not None:
        return _number(row, row.path_value)
    if row.found.target is None:
        return missing(_("no target value stated"))
    return words.aim(row.found) or "–"


def _attainment(row: IndicatorYear) -> list[Any]:
    if row.path_attainment is None:
        return [light(row.light)]
    share = formats.percent(row.path_attainment, places=0)
    picture = drawn(bar(float(row.path_attainment), 1, height=20, scale=_BAR_END, notch=True))
    return [html.Span([picture, html.B(share)], className="measure"), light(row.light)]


def _tendency(row: IndicatorYear) -> list[Any]:
    heading, outlook = words.tendency(row)
    if heading is None:
        return [missing(words.no_tendency(row))]
    return [heading, html.Small(outlook)]


def _row(row: IndicatorYear, series: Series, years: tuple[float, float], number: int, control: html.A) -> html.Tr:
    before = [_number(row, row.before)] if row.before is not None else [missing()]
    return html.Tr(
        [
            _name(row, control),
            html.Td(_picture(row, series, years, number), className="series"),
            html.Td(before, className="number", **labelled(str(number - 1))),
            html.Td(_this_year(row), className="number", **labelled(str(number))),
            html.Td(_path(row), className="number", **labelled(_("Path {year}", year=number))),
            html.Td(_attainment(row), className="attained"),
            html.Td(_tendency(row), className="tendency"),
        ]
    )


def _group(title: str, rows: Sequence[IndicatorYear], control: html.A) -> html.Tr:
    count = _("{n} of {total} on the target path", n=len(on_path(rows)), total=len(rows))
    return html.Tr(html.Th([title, html.Small(count), control], colSpan=7, scope="colgroup"), className="group")


def table(report: Monitoring, none: str, control: Control, of_group: Control) -> html.Table:
    """All rows by field; `none` is the heading of those that belong to no field. Below 1000 px each row is a block."""
    fields = {field: (place, whole) for place, (field, whole) in enumerate(report.fields)}
    series = {row.indicator.code: report.series(row) for row in report.shown}
    years = drawn_years(report, series.values())
    number = report.number
    places = {row.indicator.code: place for place, row in enumerate(report.rows)}
    heads = [
        html.Th(_("Control indicator"), scope="col"),
        html.Th(_("Baseline, path, target"), scope="col"),
        html.Th(str(number - 1), scope="col", className="number"),
        html.Th(str(number), scope="col", className="number"),
        html.Th(_("Path {year}", year=number), scope="col", className="number"),
        html.Th(_("Attainment of the path"), scope="col"),
        html.Th(_("Tendency"), scope="col"),
    ]
    body = []
    for field, rows in report.groups:
        if len(report.groups) > 1 or field is not None:
            title, (place, whole) = field.title if field else none, fields[field]
            body.append(_group(title, whole, of_group(place, title)))
        for row in rows:
            why = control(places[row.indicator.code], row.indicator.title)
            body.append(_row(row, series[row.indicator.code], years, number, why))
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="indicators")
