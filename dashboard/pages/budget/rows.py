"""Tables of the page of money that carry bars or symbols in their rows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from dash import html

from dashboard.charts.images import key_symbol
from dashboard.charts.money_images import money_bar, split_bar
from dashboard.components.pieces import labelled, missing, symbol
from dashboard.domain.assessment import GrantAssessment
from dashboard.domain.ratios import total
from dashboard.pages.context import Context
from dashboard.reporting.money import deadlines as deadline_report
from dashboard.reporting.money import grants as grant_report
from dashboard.reporting.money.contradictions import MoneyContradiction
from dashboard.reporting.money.deadlines import DeadlineLine
from dashboard.reporting.money.earned import EarnedLine
from dashboard.reporting.money.fields import FieldMoney
from dashboard.reporting.money.own_share import OwnShare, QuotaChange
from dashboard.reporting.money.sources import Source
from dashboard.reporting.money.years import YearMoney
from dashboard.reporting.words import GRANT_STATUS_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

#: More years than these are left to the file.
_MOST_YEARS = 7


def _head(words: Sequence[tuple[str, bool]]) -> html.Thead:
    return html.Thead(
        html.Tr([html.Th(word, scope="col", className="number" if number else None) for word, number in words])
    )


def _cell(label: str, content: Any) -> html.Td:
    inner = html.Div(content) if isinstance(content, list) else content
    return html.Td(inner, className="number", **labelled(label))


def _in_thousands(label: str, amount: int | None) -> html.Td:
    """An amount in thousands; its unit stands in the table's first heading, on the phone beside each amount."""
    return _cell(f"{label}, {_('thousand €')}", missing() if amount is None else formats.number(Fraction(amount, 100_000)))


def key_line() -> html.P:
    """What the parts of the bars mean."""
    signs = (("spent", _("spent")), ("bound", _("ordered")), ("planned", _("planned")), ("tick", _("forecast")))
    return html.P([html.Span([html.Img(src=key_symbol(name), alt=""), word]) for name, word in signs], className="key")


def _field_row(context: Context, line: FieldMoney, scale: int, sum_: bool) -> html.Tr:
    name: Any = line.title
    if line.code:
        name = html.A(line.title, href=context.address.href(handlungsfeld=line.code))
    bar = money_bar(
        scale=scale, planned=line.planned, spent=line.spent, commitments=line.commitments, forecast=line.forecast
    )
    deviation: Any = formats.percent(line.overrun, signed=True)
    if line.overrun is None and line.code:
        deviation = missing()
    head: list[Any] = [name]
    if line.forecast_missing:
        head.append(
            html.Small(
                ngettext("{n} measure without a forecast", "{n} measures without a forecast", line.forecast_missing)
            )
        )
    return html.Tr(
        [
            html.Th(head, scope="row"), html.Td("" if sum_ else html.Img(src=bar, alt=""), className="money-bar"),
            _in_thousands(_("planned"), line.planned), _in_thousands(_("spent"), line.spent),
            _in_thousands(_("ordered"), line.commitments), _in_thousands(_("forecast"), line.forecast),
            _cell(_("deviation"), deviation),
        ],
        className="sum" if sum_ else None,
    )


def field_rows(context: Context, lines: Sequence[FieldMoney], whole: FieldMoney) -> html.Table:
    """One row a field with its bar on a scale that all rows share, and the sum."""
    amounts = [amount for line in lines for amount in (line.planned, line.forecast, line.spent) if amount is not None]
    scale = max(amounts, default=1)
    heads = [
        (_("Field of action, in thousand €"), False), ("", False), (_("planned"), True), (_("spent"), True), (_("ordered"), True),
        (_("forecast"), True), (_("deviation"), True),
    ]
    rows = [_field_row(context, line, scale, False) for line in lines]
    return html.Table([_head(heads), html.Tbody([*rows, _field_row(context, whole, scale, True)])], className="blocks money-rows")


def _drawable(grant: GrantAssessment) -> Any:
    if grant.drawable is None:
        return missing()
    if grant.overdrawn:
        return [
            html.Span([symbol("red"), html.B(formats.money(grant.drawable))], className="light"),
            html.Small(_("drawn too early")),
        ]
    return html.B(formats.money(grant.drawable))


def _granted(grant: GrantAssessment) -> Any:
    version = grant.version
    if grant.approved:
        return formats.money(grant.approved)
    if version and version.status in ("rejected", "revoked"):
        return str(GRANT_STATUS_WORDS[version.status])
    if version and version.amount:
        applied = html.Small(_("applied for {amount}", amount=formats.stated_money(version.amount)))
        return [missing(_("not granted")), applied]
    return missing(_("not granted")) if version and version.status == "applied" else missing()


def _grant_row(context: Context, grant: GrantAssessment) -> html.Tr:
    version = grant.version
    entitled: Any = missing() if grant.entitlement is None else formats.money(grant.entitlement)
    drawn: Any = formats.money(grant.drawn)
    drawable = _drawable(grant)
    if version and version.status == "rejected" and not grant.drawn:
        entitled = drawn = drawable = formats.NO_VALUE
    quota = version.quota if version else None
    return html.Tr(
        [
            html.Th([grant.grant.title, html.Small(grant_report.history_words(context.state, grant))], scope="row"),
            _cell(_("Quota"), missing() if quota is None else formats.percent(quota, 0)),
            _cell(_("granted"), _granted(grant)),
            _cell(_("entitlement so far"), entitled),
            _cell(_("drawn"), drawn),
            _cell(_("can be drawn now"), drawable),
        ]
    )


def grant_rows(context: Context, grants: Sequence[GrantAssessment]) -> html.Table:
    """One row a grant; too much drawn is a symbol and a word."""
    heads = [
        (_("Grant"), False), (_("Quota"), True), (_("granted"), True), (_("entitlement so far"), True), (_("drawn"), True),
        (_("can be drawn now"), True),
    ]
    rows = [_grant_row(context, grant) for grant in grants]
    return html.Table([_head(heads), html.Tbody(rows)], className="blocks")


def year_rows(lines: Sequence[YearMoney], this_year: int) -> html.Table:
    """One row a year; what lies in the future, or is over, cannot have a value yet."""
    words = [
        (_("planned"), "planned"), (_("budget"), "adjusted"), (_("spent"), "spent"), (_("forecast"), "forecast"),
        (_("drawn"), "drawn"), (_("own share planned"), "own_planned"), (_("own share used"), "own_used"),
    ]
    no_value = {
        "spent": lambda line: line.year > this_year, "drawn": lambda line: line.year > this_year,
        "own_used": lambda line: line.year > this_year, "forecast": lambda line: line.year < this_year,
    }
    shown = [(word, name) for word, name in words if any(getattr(line, name) is not None for line in lines)]

    def cell(line: YearMoney, word: str, name: str) -> html.Td:
        amount = getattr(line, name)
        never = name in no_value and no_value[name](line)
        return _cell(word, formats.NO_VALUE) if never and amount is None else _in_thousands(word, amount)

    body = [
        html.Tr([html.Th(str(line.year), scope="row"), *(cell(line, word, name) for word, name in shown)]) for line in lines
    ]
    sums = [
        _cell(word, formats.NO_VALUE) if name in ("forecast", "adjusted")
        else _in_thousands(word, total(getattr(x, name) for x in lines))
        for word, name in shown
    ]
    body.append(html.Tr([html.Th(_("Sum"), scope="row"), *sums], className="sum"))
    heads = [(_("Year, in thousand €"), False), *((word, True) for word, _name in shown)]
    return html.Table([_head(heads), html.Tbody(body)], className="blocks")


def earned_rows(lines: Sequence[EarnedLine]) -> html.Table:
    """Word with its abbreviation, figure, sentence."""
    heads = html.Thead(
        html.Tr([html.Th(word, scope="col") for word in (_("Figure"), _("Value"), _("What it means"))]), className="visually-hidden"
    )
    rows = [
        html.Tr(
            [
                html.Th([html.B(line.word), html.Span(f" ({line.short})")], scope="row"),
                html.Td(line.figure, className="number"), html.Td(line.sentence),
            ]
        )
        for line in lines
    ]
    return html.Table([heads, html.Tbody(rows)], className="blocks earned-rows")


def own_rows(found: OwnShare) -> html.Table:
    """One row a year: planned as an outline, used solid."""
    amounts = [amount for year in found.years for amount in (year.planned, year.used) if amount is not None]
    scale = max(amounts, default=1)
    planned, used = _("planned"), _("used")
    rows = [
        html.Tr(
            [
                html.Th(str(year.year), scope="row"),
                html.Td(html.Img(src=money_bar(scale=scale, planned=year.planned, spent=year.used), alt=""), className="money-bar"),
                _in_thousands(planned, year.planned),
                _cell(used, formats.NO_VALUE) if year.used is None else _in_thousands(used, year.used),
            ]
        )
        for year in found.years
    ]
    sums = html.Tr(
        [
            html.Th(_("Sum"), scope="row"), html.Td("", className="money-bar"), _in_thousands(planned, found.planned),
            _in_thousands(used, found.used),
        ],
        className="sum",
    )
    return html.Table(
        [_head([(_("Year, in thousand €"), False), ("", False), (planned, True), (used, True)]), html.Tbody([*rows, sums])],
        className="blocks own-rows",
    )


def quota_bars(change: QuotaChange) -> html.Dl:
    """Before and after: what the grant pays, what the town pays."""
    parts = []
    for version, split, approved in ((change.before, change.split_before, False), (change.after, change.split_after, True)):
        share = split.grant / split.total if split.total else 0
        word = _("applied for") if version.status == "applied" else _("granted") if approved else _("granted first")
        words = _(
            "grant {grant}, own share {own}", grant=formats.whole_money(split.grant), own=formats.whole_money(split.own)
        )
        parts.append(
            html.Div(
                [
                    html.Dt(f"{word} {formats.percent(version.quota, 0)}"),
                    html.Dd([html.Img(src=split_bar(share, approved=approved), alt=""), html.Small(words)]),
                ]
            )
        )
    return html.Dl(parts, className="quota-bars")


def deadline_rows(lines: Sequence[DeadlineLine]) -> html.Table:
    """Day, how far away, what happens, what it concerns; what costs money carries a symbol."""
    heads = [(_("Day"), False), (_("In how many days"), False), (_("What happens"), False), (_("Concerns"), False)]
    rows = []
    for line in lines:
        what: Any = line.finding
        if line.costs:
            what = html.Span([symbol("red" if line.critical else "yellow"), html.B(line.finding)], className="costs")
        rows.append(
            html.Tr(
                [
                    html.Th(formats.day(line.day), scope="row"), html.Td(deadline_report.left_words(line)), html.Td(what),
                    html.Td(line.about),
                ]
            )
        )
    return html.Table([_head(heads), html.Tbody(rows)], className="blocks deadline-rows")


def source_rows(found: Sequence[Source]) -> html.Table:
    """One row a source, planned by year; in-kind contributions are work and stand below the sum."""
    years = sorted({year for source in found for year in source.planned if year is not None})
    shown = years if len(years) <= _MOST_YEARS else []
    words = [*map(str, shown), _("planned"), _("earned or used"), _("received")]

    def row(name: str, sources: Sequence[Source], *, sum_: bool) -> html.Tr:
        amounts = [total(source.planned.get(year) for source in sources) for year in shown]
        amounts += [total(source.planned_total for source in sources), total(source.earned for source in sources)]
        cells = [
            _cell(word, formats.NO_VALUE) if amount is None else _in_thousands(word, amount)
            for word, amount in zip(words, amounts, strict=False)
        ]
        received = total(source.received for source in sources)
        cells.append(_cell(words[-1], formats.NO_VALUE) if received is None else _in_thousands(words[-1], received))
        return html.Tr([html.Th(name, scope="row"), *cells], className="sum" if sum_ else None)

    money = [source for source in found if source.kind != "in_kind"]
    body = [row(source.title, [source], sum_=False) for source in money]
    body.append(row(_("Sum"), money, sum_=True))
    body += [row(source.title, [source], sum_=False) for source in found if source.kind == "in_kind"]
    heads = [(_("Source of money, in thousand €"), False), *((word, True) for word in words)]
    return html.Table([_head(heads), html.Tbody(body)], className="blocks")


def contradiction_rows(found: Sequence[MoneyContradiction]) -> html.Table:
    """What does not fit, with both numbers; a rounding difference carries no symbol."""
    rows = []
    for line in found:
        name = line.name if line.note else html.Span([symbol("yellow"), line.name], className="costs")
        rows.append(
            html.Tr(
                [
                    html.Th(line.about, scope="row"), html.Td(name), html.Td(line.sentence),
                    html.Td(line.difference or formats.NO_VALUE, className="number", **labelled(_("Difference"))),
                ]
            )
        )
    heads = [(_("Concerns"), False), (_("Kind"), False), (_("What does not fit"), False), (_("Difference"), True)]
    return html.Table([_head(heads), html.Tbody(rows)], className="blocks contradiction-rows")
