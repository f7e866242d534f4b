"""Tables of grants, own share, earned value and deadlines: symbols and bars in their rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from dash import html

from dashboard.charts.money_images import money_bar, split_bar
from dashboard.components.pieces import drawn, missing, symbol
from dashboard.domain.assessment import GrantAssessment
from dashboard.pages.budget.rows import head, in_thousands, number_cell
from dashboard.pages.context import Context
from dashboard.pages.controls import Control
from dashboard.reporting.money import deadlines as deadline_report
from dashboard.reporting.money import grants as grant_report
from dashboard.reporting.money.deadlines import DeadlineLine
from dashboard.reporting.money.earned import EarnedLine
from dashboard.reporting.money.own_share import OwnShare, QuotaChange
from dashboard.reporting.table import Table
from dashboard.reporting.words import GRANT_STATUS_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

#: Names of what one day concerns; the file has all.
_MOST_NAMES = 10


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


def _grant_row(context: Context, grant: GrantAssessment, control: html.A) -> html.Tr:
    version = grant.version
    entitled: Any = missing() if grant.entitlement is None else formats.money(grant.entitlement)
    drawn: Any = formats.money(grant.drawn)
    drawable = _drawable(grant)
    if version and version.status == "rejected" and not grant.drawn:
        entitled = drawn = drawable = formats.NO_VALUE
    quota = version.quota if version else None
    return html.Tr(
        [
            html.Th(
                [grant.grant.title, html.Small(grant_report.history_words(context.state, grant)), control], scope="row"
            ),
            number_cell(_("Quota"), missing() if quota is None else formats.percent(quota, 0)),
            number_cell(_("granted"), _granted(grant)),
            number_cell(_("entitlement so far"), entitled),
            number_cell(_("drawn"), drawn),
            number_cell(_("can be drawn now"), drawable),
        ]
    )


def grant_rows(context: Context, grants: Sequence[GrantAssessment], control: Control) -> html.Table:
    """One row a grant; too much drawn is a symbol and a word."""
    heads = [
        (_("Grant"), False),
        (_("Quota"), True),
        (_("granted"), True),
        (_("entitlement so far"), True),
        (_("drawn"), True),
        (_("can be drawn now"), True),
    ]
    rows = [_grant_row(context, grant, control(place, grant.grant.title)) for place, grant in enumerate(grants)]
    return html.Table([head(heads), html.Tbody(rows)], className="blocks")


def earned_rows(lines: Sequence[EarnedLine], table: Table, control: Control) -> html.Table:
    """Word with its abbreviation, figure, sentence; `table` holds the same figures by abbreviation."""
    places = {row[1]: place for place, row in enumerate(table.rows)}
    # The forecast is shown as a range from KP to EAC₁.
    places["EAC"] = places["KP"]
    heads = html.Thead(
        html.Tr([html.Th(word, scope="col") for word in (_("Figure"), _("Value"), _("What it means"))]),
        className="visually-hidden",
    )
    rows = [
        html.Tr(
            [
                html.Th([html.B(line.word), f" ({line.short}) ", control(places[line.short], line.word)], scope="row"),
                html.Td(line.figure, className="number"),
                html.Td(line.sentence),
            ]
        )
        for line in lines
    ]
    return html.Table([heads, html.Tbody(rows)], className="blocks earned-rows")


def own_rows(found: OwnShare, control: Control) -> html.Table:
    """One row a year: planned as an outline, used solid."""
    amounts = [amount for year in found.years for amount in (year.planned, year.used) if amount is not None]
    scale = max(amounts, default=1)
    planned, used = _("planned"), _("used")
    rows = [
        html.Tr(
            [
                html.Th([str(year.year), control(place, str(year.year))], scope="row"),
                html.Td(
                    drawn(money_bar(scale=scale, planned=year.planned, spent=year.used)),
                    className="money-bar",
                ),
                in_thousands(planned, year.planned),
                number_cell(used, formats.NO_VALUE) if year.used is None else in_thousands(used, year.used),
            ]
        )
        for place, year in enumerate(found.years)
    ]
    sums = html.Tr(
        [
            html.Th([_("Sum"), control(len(found.years), _("Sum"))], scope="row"),
            html.Td("", className="money-bar"),
            in_thousands(planned, found.planned),
            in_thousands(used, found.used),
        ],
        className="sum",
    )
    return html.Table(
        [
            head([(_("Year, in thousand €"), False), ("", False), (planned, True), (used, True)]),
            html.Tbody([*rows, sums]),
        ],
        className="blocks own-rows",
    )


def quota_bars(change: QuotaChange) -> html.Dl:
    """Before and after: what the grant pays, what the town pays."""
    parts = []
    for version, split, approved in (
        (change.before, change.split_before, False),
        (change.after, change.split_after, True),
    ):
        share = split.grant / split.total if split.total else 0
        word = _("applied for") if version.status == "applied" else _("granted") if approved else _("granted first")
        grant, own = formats.whole_money(split.grant), formats.whole_money(split.own)
        words = _("grant {grant}, own share {own}", grant=grant, own=own)
        if not approved and version.amount and version.amount.cents != split.grant:
            # Granted for other cost at the time; both bars divide the cost of today, so that they can be compared.
            words = _("of today’s cost that would be: grant {grant}, own share {own}", grant=grant, own=own)
        parts.append(
            html.Div(
                [
                    html.Dt(f"{word} {formats.percent(version.quota, 0)}"),
                    html.Dd([drawn(split_bar(share, approved=approved)), html.Small(words)]),
                ]
            )
        )
    return html.Dl(parts, className="quota-bars")


def _concerned(context: Context, line: DeadlineLine) -> list[Any]:
    """The names of what a day concerns; a measure leads to its page."""
    names: list[Any] = []
    for title, code in islice(zip(line.titles, line.measures, strict=True), _MOST_NAMES):
        names += [", "] if names else []
        names.append(html.A(title, href=context.address.measure(code)) if code else title)
    more = len(line.titles) - _MOST_NAMES
    return [*names, f" {_('and {n} more', n=more)}"] if more > 0 else names


def deadline_rows(context: Context, lines: Sequence[DeadlineLine], control: Control) -> html.Table:
    """Day, how far away, what happens, what it concerns; what costs money carries a symbol."""
    heads = [(_("Day"), False), (_("In how many days"), False), (_("What happens"), False), (_("Concerns"), False)]
    rows = []
    for place, line in enumerate(lines):
        what: Any = line.finding
        if line.costs:
            what = html.Span([symbol("red" if line.critical else "yellow"), html.B(line.finding)], className="costs")
        rows.append(
            html.Tr(
                [
                    html.Th(formats.day(line.day), scope="row"),
                    html.Td([html.P(deadline_report.left_words(line.days_left)), control(place, line.finding)]),
                    html.Td(what),
                    html.Td(_concerned(context, line)),
                ]
            )
        )
    return html.Table([head(heads), html.Tbody(rows)], className="blocks deadline-rows")
