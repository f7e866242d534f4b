"""The list as a table: headings that sort, one row a measure; on narrow windows each row becomes a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from dash import html

from dashboard.charts.images import bar
from dashboard.components.pieces import aria, drawn, hidden, labelled, light, missing, symbol, why
from dashboard.domain.assessment import MeasureAssessment
from dashboard.domain.state import StrategyState
from dashboard.pages.context import Context
from dashboard.reporting.measures import Line
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


class Column(NamedTuple):
    """A column: the name of its order in addresses, and whether a line states something for it."""

    sorting: str
    label: Any
    stated: Callable[[Line], Any]


COLUMNS = (
    Column("nummer", _l("No."), lambda row: _number(row.found.measure.code)),
    Column("titel", _l("Measure"), lambda row: True),
    Column("handlungsfeld", _l("Field of action"), lambda row: row.field),
    Column("status", _l("Status"), lambda row: True),
    Column("zustaendig", _l("Responsible"), lambda row: row.responsible or row.sponsor),
    Column("erreicht", _l("Reached of planned"), lambda row: row.found.progress is not None),
    Column("ausgegeben", _l("Spent of plan"), lambda row: row.found.ac is not None or row.found.bac is not None),
    Column("termin", _l("Next milestone"), lambda row: row.found.next_milestone or row.found.last_reached),
)


def columns_stated(every: Sequence[Line], monitored: bool) -> list[Column]:
    """The columns of which at least one measure of the strategy states something."""
    return [c for c in COLUMNS if any(map(c.stated, every)) and (monitored or c.sorting != "erreicht")]


def _head(context: Context, column: Column) -> html.Th:
    """A heading is a link: up first, then down."""
    sorting = context.address.params.sortierung
    up, down = sorting == column.sorting, sorting == f"-{column.sorting}"
    href = context.address.href(sortierung=f"-{column.sorting}" if up else column.sorting, seite=None)
    words: list[Any] = [str(column.label)]
    if up or down:
        words += [symbol("up" if up else "down"), hidden(_("sorted upwards") if up else _("sorted downwards"))]
    state = aria(sort="ascending" if up else "descending") if up or down else {}
    return html.Th(html.A(words, href=href), scope="col", **state)


def _reached(found: MeasureAssessment, monitored: bool) -> list[Any]:
    if found.progress is None or not monitored:
        return [missing()]
    planned = formats.percent(found.planned, places=0) if found.planned is not None else formats.NO_VALUE
    words = _("{reached} of {planned}", reached=formats.percent(found.progress, places=0), planned=planned)
    plan = None if found.planned is None else float(found.planned)
    return [drawn(bar(float(found.progress), plan)), html.Small(words)]


def _money(found: MeasureAssessment) -> list[Any]:
    """Spent of planned as a bar, what is ordered hatched behind it."""
    if found.bac is None and not found.ac:
        return [missing()]
    spent = formats.short_money(found.ac) if found.ac is not None else _("not stated")
    plan = formats.short_money(found.bac) if found.bac is not None else _("not stated")
    words = html.Small(_("{reached} of {planned}", reached=spent, planned=plan))
    if not found.bac or found.ac is None:
        return [words]
    bound = Fraction(found.commitments or 0, found.bac)
    return [drawn(bar(float(Fraction(found.ac, found.bac)), bound=float(bound))), words]


def _next(found: MeasureAssessment, monitored: bool) -> list[Any]:
    following = found.next_milestone
    if following is None:
        last = found.last_reached
        if last and last.milestone.actual_date:
            return [html.Small(_("last reached on {day}", day=formats.stated_day(last.milestone.actual_date)))]
        return [missing()]
    words: list[Any] = [following.milestone.title]
    plan = formats.stated_day(following.baseline)
    words.append(html.Small(_("Plan {day}", day=plan) if following.baseline else _("no date stated")))
    if following.forecast:
        words.append(html.Small(_("Forecast {day}", day=formats.stated_day(following.forecast.date))))
    elif not monitored:
        words.append(html.Small(missing(_("outcome not stated"))))
    return words


def measure_link(context: Context, found: MeasureAssessment, text: str | None = None) -> html.A:
    """The way to the page of a measure."""
    return html.A(text or found.measure.title, href=context.address.measure(found.measure.code))


def _marks(found: MeasureAssessment) -> html.Small | None:
    marks = [
        word
        for word, holds in ((_("key measure"), found.measure.key_measure), (_("pilot"), found.measure.pilot))
        if holds
    ]
    return html.Small(" · ".join(marks)) if marks else None


def _name(context: Context, found: MeasureAssessment, why_href: str) -> html.Th:
    figures = found.lights.overall or found.progress is not None or found.ac is not None or found.bac is not None
    control = why(why_href, found.measure.code) if figures else None
    return html.Th([measure_link(context, found), _marks(found), control], scope="row")


def _cells(row: Line, state: StrategyState, label: Callable[[str], dict[str, Any]]) -> dict[str, html.Td]:
    found, body = row.found, [row.responsible or missing(), html.Small(row.sponsor) if row.sponsor else None]
    return {
        "nummer": html.Td(_number(found.measure.code), className="code"),
        "handlungsfeld": html.Td(row.field or missing(), **label("handlungsfeld")),
        "status": html.Td(light(found.lights.overall), **label("status")),
        "zustaendig": html.Td(html.Div(body), **label("zustaendig")),
        "erreicht": html.Td(html.Div(_reached(found, state.monitored)), className="bar-cell", **label("erreicht")),
        "ausgegeben": html.Td(html.Div(_money(found)), className="bar-cell", **label("ausgegeben")),
        "termin": html.Td(html.Div(_next(found, state.monitored)), **label("termin")),
    }


def _number(code: str) -> str:
    """A number is shown; a code that only repeats the title's words is for machines."""
    return "" if code.islower() else code


def rows(context: Context, shown: Sequence[Column], found: Sequence[Line], why_of: Callable[[int], str]) -> html.Table:
    """The table. `why_of` explains the row at a place."""
    labels = {column.sorting: labelled(str(column.label)) for column in COLUMNS}
    body = []
    for place, row in enumerate(found):
        cells = _cells(row, context.state, labels.__getitem__)
        name = _name(context, row.found, why_of(place))
        body.append(html.Tr([cells.get(column.sorting, name) for column in shown]))
    heads = html.Tr([_head(context, column) for column in shown])
    return html.Table([html.Thead(heads), html.Tbody(body)], className="list")
