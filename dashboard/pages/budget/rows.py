"""Tables of the page of money that carry bars or symbols in their rows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from dash import html

from dashboard.charts.images import key_symbol
from dashboard.charts.money_images import money_bar, split_bar
from dashboard.components.pieces import missing, symbol
from dashboard.domain.assessment import GrantAssessment
from dashboard.pages.context import Context
from dashboard.reporting.money import deadlines as deadline_report
from dashboard.reporting.money import grants as grant_report
from dashboard.reporting.money.deadlines import DeadlineLine
from dashboard.reporting.money.earned import EarnedLine
from dashboard.reporting.money.fields import FieldMoney
from dashboard.reporting.money.own_share import OwnShare, QuotaChange
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def labelled(label: str) -> dict[str, Any]:
    """The heading of a cell's column, for the phone."""
    return {"data-label": label}


def _head(words: Sequence[tuple[str, bool]]) -> html.Thead:
    return html.Thead(
        html.Tr([html.Th(word, scope="col", className="number" if number else None) for word, number in words])
    )


def _cell(label: str, content: Any) -> html.Td:
    return html.Td(content, className="number", **labelled(label))


def _thousands(amount: int | None) -> Any:
    return missing() if amount is None else formats.number(Fraction(amount, 100_000))


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
    deviation = missing() if line.overrun is None and line.code else "" if line.overrun is None else formats.percent(line.overrun, signed=True)
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
            _cell(_("planned"), _thousands(line.planned)), _cell(_("spent"), _thousands(line.spent)),
            _cell(_("ordered"), _thousands(line.commitments)), _cell(_("forecast"), _thousands(line.forecast)),
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


def _approved(grant: GrantAssessment) -> Any:
    version = grant.version
    if grant.approved is not None:
        return formats.money(grant.approved)
    if version and version.amount:
        return [missing(_("not approved")), html.Small(_("applied for {amount}", amount=formats.stated_money(version.amount)))]
    return missing(_("not approved")) if version and version.status == "applied" else missing()


def grant_rows(context: Context, grants: Sequence[GrantAssessment]) -> html.Table:
    """One row a grant; too much drawn is a symbol and a word."""
    heads = [
        (_("Grant"), False), (_("Quota"), True), (_("approved"), True), (_("entitlement so far"), True), (_("drawn"), True),
        (_("can be drawn now"), True),
    ]
    rows = []
    for grant in grants:
        quota = grant.version.quota if grant.version else None
        entitled = missing() if grant.entitlement is None else formats.money(grant.entitlement)
        rows.append(
            html.Tr(
                [
                    html.Th([grant.grant.title, html.Small(grant_report.history_words(context.state, grant))], scope="row"),
                    _cell(_("Quota"), missing() if quota is None else formats.percent(quota, 0)),
                    _cell(_("approved"), _approved(grant)), _cell(_("entitlement so far"), entitled),
                    _cell(_("drawn"), formats.money(grant.drawn)), _cell(_("can be drawn now"), _drawable(grant)),
                ]
            )
        )
    return html.Table([_head(heads), html.Tbody(rows)], className="blocks")


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
    planned, used = _("planned, thousand €"), _("used, thousand €")
    rows = [
        html.Tr(
            [
                html.Th(str(year.year), scope="row"),
                html.Td(html.Img(src=money_bar(scale=scale, planned=year.planned, spent=year.used), alt=""), className="money-bar"),
                _cell(planned, _thousands(year.planned)),
                _cell(used, formats.NO_VALUE if year.used is None else _thousands(year.used)),
            ]
        )
        for year in found.years
    ]
    sums = html.Tr(
        [
            html.Th(_("Sum"), scope="row"), html.Td("", className="money-bar"), _cell(planned, _thousands(found.planned)),
            _cell(used, _thousands(found.used)),
        ],
        className="sum",
    )
    return html.Table(
        [_head([(_("Year"), False), ("", False), (planned, True), (used, True)]), html.Tbody([*rows, sums])],
        className="blocks own-rows",
    )


def quota_bars(change: QuotaChange) -> html.Dl:
    """Before and after: what the grant pays, what the town pays."""
    parts = []
    for version, split, approved in ((change.before, change.split_before, False), (change.after, change.split_after, True)):
        share = split.grant / split.total if split.total else 0
        word = _("applied for") if version.status == "applied" else _("approved") if approved else _("approved first")
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
