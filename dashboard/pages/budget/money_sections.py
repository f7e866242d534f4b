"""The parts of the page of money about who spends and who pays: fields, grants, earned value, own share, sources."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.pieces import action_link, empty, section
from dashboard.components.tables import csv_link
from dashboard.pages.address import MEASURES
from dashboard.pages.budget import grant_rows, rows
from dashboard.pages.budget.rows import take
from dashboard.pages.context import Context
from dashboard.pages.controls import controls
from dashboard.reporting.budget import Budget
from dashboard.reporting.money import (
    cost_reports,
    earned,
    fields,
    grants,
    own_share,
    sources,
)
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


def field_section(context: Context, found: Budget) -> html.Section | html.P | None:
    lines, whole = found.fields
    if found.scope.field:
        return _measures(context)
    if not lines:
        return None
    table = fields.table(lines, whole)
    sub = _(
        "Forecast: what is planned and what the measures are expected to cost more or less. Click on a field to see its money alone."
    )
    return section(
        "handlungsfelder",
        fields.heading(lines, whole),
        rows.key_line(),
        rows.field_rows(context, lines, whole, controls(context, table)),
        html.P(_("Rounding differences are possible."), className="note"),
        _measures(context),
        take(context, table),
        sub=sub,
    )


def grant_section(context: Context, found: Budget) -> html.Section | None:
    if not found.grants:
        return None
    table = grants.table(context.state, found.grants)
    sub = _(
        "Entitlement: eligible payments times quota, at most what is approved. What may be drawn is the entitlement less what is drawn."
    )
    return section(
        "foerderungen",
        grants.heading(found.grants),
        grant_rows.grant_rows(context, found.grants, controls(context, table)),
        take(context, table),
        sub=sub,
    )


def earned_section(context: Context, found: Budget) -> html.Section:
    lines = earned.lines(found.earned)
    title = earned.heading(found.earned)
    if not lines:
        return section(
            "fertigstellungswert",
            title,
            empty(
                _("No earned value can be computed"),
                _("It needs a plan of the cost, milestones and payments of the same measures."),
                None,
            ),
        )
    reported = found.cost_reports
    table = earned.table(found.earned)
    links = [csv_link(context.csv(table))]
    if reported:
        href = context.csv(cost_reports.table(reported))
        links.append(action_link(_("Cost forecasts as reported (CSV)"), href, icon="download", download=True))
    return section(
        "fertigstellungswert",
        title,
        grant_rows.earned_rows(lines, table, controls(context, table)),
        *(
            html.P([html.A(name, href=context.address.measure(code)), ": ", sentence], className="note")
            for code, name, sentence in ((r.code, f"{r.code} {r.title}", cost_reports.sentence(r)) for r in reported)
        ),
        html.Div(links, className="actions"),
        sub=earned.basis(found.earned),
    )


def _measures(context: Context) -> html.P:
    """The way to the measures behind these sums, the dearest first."""
    href = context.address.href(path=MEASURES, sortierung="-ausgegeben")
    return html.P(html.A(_("What each measure plans and has spent"), href=href), className="note")


def _only_whole(context: Context, name: str, title: str) -> html.Section:
    action = html.A(_("Show all fields of action"), href=context.address.href(handlungsfeld=None), className="button")
    return section(
        name,
        title,
        empty(_("Only for the whole strategy"), _("Grants cover more than this field and are not divided."), action),
    )


def _own_words(found: Budget) -> list[Any]:
    own = found.own
    words: list[Any] = []
    for change in own.changes:
        grown = (
            _("So the own share is {amount} higher.") if change.growth > 0 else _("So the own share is {amount} lower.")
        )
        sentence: list[Any] = [
            own_share.change_words(change),
            " ",
            html.B(grown.format(amount=formats.whole_money(abs(change.growth)))),
        ]
        so_far = own_share.change_of_payments(change)
        words += [html.P([*sentence, f" {so_far}"] if so_far else sentence), grant_rows.quota_bars(change)]
    if own.in_kind and own.cash_need is not None:
        words.append(
            html.P(
                _(
                    "Recognised in-kind contributions of {in_kind} lower the need for own money to {need}.",
                    in_kind=formats.money(own.in_kind),
                    need=formats.money(own.cash_need),
                )
            )
        )
    if len(own.bearers) > 1:
        parts = ", ".join(f"{name} {formats.whole_money(amount)}" for name, amount in own.bearers)
        words.append(html.P(_("Who bears the planned own share: {parts}.", parts=parts)))
    return words


def own_section(context: Context, found: Budget) -> html.Section | None:
    if not found.own.years or (found.own.planned is None and found.own.used is None):
        return None
    title = own_share.heading(found.own)
    if found.scope.field:
        return _only_whole(context, "eigenanteil", _("The own share by year"))
    table = own_share.table(found.own)
    sub = _("Used own money: payments less what grants pay for them and what third parties paid.")
    left = html.Div([grant_rows.own_rows(found.own, controls(context, table)), take(context, table)])
    return section(
        "eigenanteil", title, html.Div([left, html.Div(_own_words(found), className="words")], className="two"), sub=sub
    )


def source_section(context: Context, found: Budget) -> html.Section | None:
    if not found.sources:
        return None
    table, by_year = sources.table(found.sources), sources.by_year_table(found.sources)
    sub = _(
        "Planned for all years. Earned is what grants pay for the payments so far; used is own money and recognised work."
    )
    links = html.Div(
        [
            csv_link(context.csv(table)),
            action_link(_("By year (CSV)"), context.csv(by_year), icon="download", download=True),
        ],
        className="actions",
    )
    gap = sources.gap_words(found.scope, found.sources)
    note = [html.P(gap, className="note")] if gap else []
    return section(
        "geldquellen",
        _("Where the money comes from"),
        rows.source_rows(found.sources, controls(context, table)),
        html.P(_("Rounding differences are possible."), className="note"),
        *note,
        links,
        sub=sub,
    )
