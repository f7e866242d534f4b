"""Tables of the page of money that carry bars or symbols in their rows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from dash import html

from dashboard.charts.images import key_symbol
from dashboard.charts.money_images import money_bar
from dashboard.components.pieces import drawn, labelled, missing
from dashboard.components.tables import csv_link
from dashboard.domain.ratios import total
from dashboard.pages.context import Context
from dashboard.pages.controls import Control
from dashboard.reporting.money.fields import FieldMoney
from dashboard.reporting.money.sources import Source
from dashboard.reporting.money.years import YearMoney
from dashboard.reporting.table import Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

#: More years than these are left to the file.
_MOST_YEARS = 7


def take(context: Context, *found: Table) -> html.Div:
    """The links to tables as files."""
    return html.Div([csv_link(context.csv(table)) for table in found], className="actions")


def head(words: Sequence[tuple[str, bool]]) -> html.Thead:
    """Column headings, each with whether its cells are numbers; a column of bars has none."""
    cells = [
        html.Th(word, scope="col", className="number" if number else None) if word else html.Td(className="money-bar")
        for word, number in words
    ]
    return html.Thead(html.Tr(cells))


def number_cell(label: str, content: Any) -> html.Td:
    """A right-aligned cell; several parts stand below each other."""
    inner = html.Div(content) if isinstance(content, list) else content
    return html.Td(inner, className="number", **labelled(label))


def in_thousands(label: str, amount: int | None) -> html.Td:
    """An amount in thousands; its unit stands in the table's first heading, on the phone beside each amount."""
    return number_cell(
        f"{label}, {_('thousand €')}", missing() if amount is None else formats.number(Fraction(amount, 100_000))
    )


def key_line() -> html.P:
    """What the parts of the bars mean."""
    signs = (("spent", _("spent")), ("bound", _("ordered")), ("planned", _("planned")), ("tick", _("forecast")))
    return html.P([html.Span([drawn(key_symbol(name)), word]) for name, word in signs], className="key")


def _field_row(context: Context, line: FieldMoney, scale: int, control: html.A, *, sum_: bool) -> html.Tr:
    name: Any = line.title
    if line.code:
        name = html.A(line.title, href=context.address.href(handlungsfeld=line.code))
    bar = money_bar(
        scale=scale, planned=line.planned, spent=line.spent, commitments=line.commitments, forecast=line.forecast
    )
    deviation: Any = formats.percent(line.overrun, signed=True)
    if line.overrun is None and line.code:
        deviation = missing()
    title: list[Any] = [name]
    if line.forecast_missing:
        title.append(
            html.Small(
                ngettext("{n} measure without a forecast", "{n} measures without a forecast", line.forecast_missing)
            )
        )
    return html.Tr(
        [
            html.Th([*title, control], scope="row"),
            html.Td("" if sum_ else drawn(bar), className="money-bar"),
            in_thousands(_("planned"), line.planned),
            in_thousands(_("spent"), line.spent),
            in_thousands(_("ordered"), line.commitments),
            in_thousands(_("forecast"), line.forecast),
            number_cell(_("deviation"), deviation),
        ],
        className="sum" if sum_ else None,
    )


def field_rows(context: Context, lines: Sequence[FieldMoney], whole: FieldMoney, control: Control) -> html.Table:
    """One row a field with its bar on a scale that all rows share, and the sum."""
    amounts = [amount for line in lines for amount in (line.planned, line.forecast, line.spent) if amount is not None]
    scale = max(amounts, default=1)
    heads = [
        (_("Field of action, in thousand €"), False),
        ("", False),
        (_("planned"), True),
        (_("spent"), True),
        (_("ordered"), True),
        (_("forecast"), True),
        (_("deviation"), True),
    ]
    rows = [
        _field_row(context, line, scale, control(place, line.title), sum_=False) for place, line in enumerate(lines)
    ]
    rows.append(_field_row(context, whole, scale, control(len(lines), whole.title), sum_=True))
    return html.Table([head(heads), html.Tbody(rows)], className="blocks money-rows")


def year_rows(lines: Sequence[YearMoney], this_year: int, control: Control) -> html.Table:
    """One row a year; what lies in the future, or is over, cannot have a value yet."""
    words = [
        (_("planned"), "planned"),
        (_("budget"), "adjusted"),
        (_("spent"), "spent"),
        (_("forecast"), "forecast"),
        (_("drawn"), "drawn"),
        (_("own share planned"), "own_planned"),
        (_("own share used"), "own_used"),
    ]
    no_value = {
        "spent": lambda line: line.year > this_year,
        "drawn": lambda line: line.year > this_year,
        "own_used": lambda line: line.year > this_year,
        "forecast": lambda line: line.year < this_year,
    }
    shown = [(word, name) for word, name in words if any(getattr(line, name) is not None for line in lines)]

    def cell(line: YearMoney, word: str, name: str) -> html.Td:
        amount = getattr(line, name)
        never = name in no_value and no_value[name](line)
        return number_cell(word, formats.NO_VALUE) if never and amount is None else in_thousands(word, amount)

    body = [
        html.Tr(
            [
                html.Th([str(line.year), control(place, str(line.year))], scope="row"),
                *(cell(line, word, name) for word, name in shown),
            ]
        )
        for place, line in enumerate(lines)
    ]
    sums = [
        number_cell(word, formats.NO_VALUE)
        if name in ("forecast", "adjusted")
        else in_thousands(word, total(getattr(x, name) for x in lines))
        for word, name in shown
    ]
    title = html.Th([_("Sum"), control(len(lines), _("Sum"))], scope="row")
    body.append(html.Tr([title, *sums], className="sum"))
    heads = [(_("Year, in thousand €"), False), *((word, True) for word, _name in shown)]
    return html.Table([head(heads), html.Tbody(body)], className="blocks")


def source_rows(found: Sequence[Source], control: Control) -> html.Table:
    """One row a source, planned by year; in-kind contributions are work and stand below the sum."""
    years = sorted({year for source in found for year in source.planned if year is not None})
    shown = years if len(years) <= _MOST_YEARS else []
    words = [*map(str, shown), _("planned"), _("earned or used"), _("received")]

    def row(place: int, name: str, sources: Sequence[Source], *, sum_: bool) -> html.Tr:
        amounts = [total(source.planned.get(year) for source in sources) for year in shown]
        amounts += [total(source.planned_total for source in sources), total(source.earned for source in sources)]
        cells = [
            number_cell(word, formats.NO_VALUE) if amount is None else in_thousands(word, amount)
            for word, amount in zip(words, amounts, strict=False)
        ]
        received = total(source.received for source in sources)
        cells.append(
            number_cell(words[-1], formats.NO_VALUE) if received is None else in_thousands(words[-1], received)
        )
        title = html.Th([name, control(place, name)], scope="row")
        return html.Tr([title, *cells], className="sum" if sum_ else None)

    money = [source for source in found if source.kind != "in_kind"]
    work = [source for source in found if source.kind == "in_kind"]
    body = [row(place, source.title, [source], sum_=False) for place, source in enumerate(money)]
    body.append(row(len(money), _("Sum"), money, sum_=True))
    body += [row(place, source.title, [source], sum_=False) for place, source in enumerate(work, start=len(money) + 1)]
    heads = [(_("Source of money, in thousand €"), False), *((word, True) for word in words)]
    return html.Table([head(heads), html.Tbody(body)], className="blocks")
