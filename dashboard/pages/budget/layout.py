"""Words and order of the page of money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.figure import figure
from dashboard.components.filters import bar, choice
from dashboard.components.pieces import action_link, empty, section
from dashboard.components.tables import csv_link, html_table
from dashboard.domain.values import Period
from dashboard.pages.budget import bars, documents, rows
from dashboard.pages.budget.curve import money_over_time
from dashboard.pages.context import Context
from dashboard.pages.filters import field_filter
from dashboard.reporting import budget as report
from dashboard.reporting.budget import Budget
from dashboard.reporting.money import (
    contradictions,
    curve,
    deadlines,
    earned,
    fields,
    grants,
    own_share,
    scale,
    sources,
    year,
    years,
)
from dashboard.reporting.table import Table
from dashboard.reporting.words import BUDGET_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def _report(context: Context) -> Budget:
    params = context.address.params
    return report.budget(context.assessment, params.handlungsfeld, params.jahr)


def tables(context: Context) -> Sequence[Table]:
    return report.tables(_report(context))


def _take(context: Context, *found: Table) -> html.Div:
    return html.Div([csv_link(context.csv(table)) for table in found], className="actions")


def _filters(context: Context, found: Budget) -> html.Div:
    options = [(str(y), str(y)) for y in found.years]
    of_year = choice("jahr", _("Fiscal year"), options, None if found.year is None else str(found.year), all_="", narrowed=bool(context.address.params.jahr))
    months = [posting.month for posting in found.scope.postings]
    result = _("Last payment or order: {month}", month=formats.period(Period.parse(f"{max(months):%Y-%m}"))) if months else _("No payment is known")
    params = context.address.params
    reset = context.address.href(handlungsfeld=None, jahr=None) if params.handlungsfeld or params.jahr else None
    return bar([field_filter(context), of_year], result, reset)


def _scale(context: Context, found: Budget) -> html.Section:
    title = _("Time, milestones and money on one scale")
    if not found.scale.stated:
        return section("skala", title, empty(_("Nothing can be compared"), _("Neither milestones nor a plan of the cost are stated."), None))
    sentence, table = scale.sentence(found.scale), scale.table(found.scale)
    chart = bars.common_scale(found.scale, found.scope.as_of)
    return section(
        "skala", title,
        figure("skala", chart, sentence=f"{title}. {sentence}", measure=sentence, table=table, csv=context.csv(table), origin=context.origin, open_=False),
        sub=sentence,
    )


def _curve_title(found: Budget) -> str:
    now = curve_point(found)
    if now and now.entitlement is not None and now.drawn is not None and found.curve.approved:
        if now.drawn < now.entitlement:
            return _("The drawdowns stay behind the entitlement")
        return _("More was drawn than is earned") if now.drawn > now.entitlement else _("All that is earned is drawn")
    return _("Planned and spent money over time")


def curve_point(found: Budget) -> curve.MoneyPoint | None:
    """The point of the key date."""
    return found.curve.on(found.scope.as_of)


def _curve_measure(found: Budget) -> str:
    first = found.curve.points[0].day
    words = [
        _("Amounts added up since {day}. The plan of each fiscal year is spread evenly over its days.", day=formats.day(first)),
    ]
    if found.curve.points[-1].forecast is not None:
        words.append(_("The forecast runs from what is spent to the cost forecast at the plan’s end, as the plan spreads what it has left."))
        if found.scope.forecast_missing:
            words.append(
                ngettext("For {n} measure without a forecast the plan holds.", "For {n} measures without a forecast the plan holds.",
                         found.scope.forecast_missing)
            )
    if found.curve.approved:
        words.append(_("Entitlement is the funded share of what is paid already."))
    if found.scope.planned_by_year.get(None):
        words.append(
            _("{amount} are planned without a year and are not in the line.", amount=formats.whole_money(found.scope.planned_by_year[None]))
        )
    return " ".join(words)


def _curve(context: Context, found: Budget) -> html.Section:
    if not found.curve.points:
        return section("verlauf", _("Planned and spent money over time"), empty(_("No curve can be drawn"), _("Neither a plan with years nor a payment is stated."), None))
    title, measure = _curve_title(found), _curve_measure(found)
    table = curve.month_table(found.curve)
    chart = money_over_time(found.curve, found.deadlines, found.scope.as_of)
    own = found.own if found.scope.field is None else None
    by_year = years.money_by_year(found.scope, found.curve, own)
    this_year = found.scope.fiscal_year(found.scope.as_of)
    return section(
        "verlauf", title,
        figure("verlauf", chart, sentence=title, measure=measure, table=curve.month_table(found.curve, short=True), csv=context.csv(table),
               origin=context.origin),
        html.H3(_("Year by year"), className="apart"), rows.year_rows(by_year, this_year),
        _take(context, years.table(by_year)), sub=measure,
    )


def _deadlines(context: Context, found: Budget) -> html.Section | None:
    if not found.deadlines:
        return None
    costing = [line for line in found.deadlines if line.costs]
    title = (
        ngettext("{n} day costs money if nothing happens", "{n} days cost money if nothing happens", len(costing))
        if costing else _("Days that matter for the money")
    )
    return section("fristen", title, rows.deadline_rows(found.deadlines), _take(context, deadlines.table(found.deadlines)))


def _year(context: Context, found: Budget) -> html.Section | None:
    budget = found.year_budget
    if budget is None:
        return None
    title = year.heading(budget)
    if budget.adjusted is None:
        text = _("Without an appropriation nothing can be compared: until the budget is resolved, provisional budget management may apply.")
        return section("haushaltsjahr", title, empty(_("No appropriation for {year}", year=budget.year), text, None))
    parts, table = year.addition(budget), year.use(budget)
    measure = _("Budget to be spent = appropriation and what was added, less what is blocked. Orders include those of older years.")
    picture = figure(
        "haushaltsjahr", bars.year_bar(budget), sentence=title, measure=measure, table=table, csv=context.csv(table),
        origin=context.origin, open_=False,
    )
    left = html.Div([html_table(parts), _take(context, parts)])
    shown: list[Any] = [html.Div([left, picture], className="beside")]
    note = year.note(budget)
    if note:
        shown.append(html.P(note, className="note apart"))
    for kind in year.both_kinds(found.scope, budget.year):
        words = _(
            "{kind}: {spent} of {adjusted} spent", kind=str(BUDGET_WORDS[kind.budget_kinds[0]]) if kind.budget_kinds else "",
            spent=formats.money(kind.actual), adjusted=formats.money(kind.adjusted),
        )
        shown.append(html.P(words, className="note"))
    return section("haushaltsjahr", title, *shown, sub=measure)


def _fields(context: Context, found: Budget) -> html.Section | None:
    lines, whole = found.fields
    if not lines or found.scope.field:
        return None
    sub = _("Forecast: what is planned and what the measures are expected to cost more or less. Click on a field to see its money alone.")
    return section(
        "handlungsfelder", fields.heading(lines, whole), rows.key_line(), rows.field_rows(context, lines, whole),
        html.P(_("Rounding differences are possible."), className="note"), _take(context, fields.table(lines, whole)), sub=sub,
    )


def _grants(context: Context, found: Budget) -> html.Section | None:
    if not found.grants:
        return None
    sub = _("Entitlement: eligible payments times quota, at most what is approved. What may be drawn is the entitlement less what is drawn.")
    return section(
        "foerderungen", grants.heading(found.grants), rows.grant_rows(context, found.grants),
        _take(context, grants.table(context.state, found.grants)), sub=sub,
    )


def _earned(context: Context, found: Budget) -> html.Section:
    lines = earned.lines(found.earned)
    title = earned.heading(found.earned)
    if not lines:
        return section("fertigstellungswert", title, empty(_("No earned value can be computed"), _("It needs a plan of the cost, milestones and payments of the same measures."), None))
    return section(
        "fertigstellungswert", title, rows.earned_rows(lines), _take(context, earned.table(found.earned)), sub=earned.basis(found.earned),
    )


def _only_whole(context: Context, name: str, title: str) -> html.Section:
    action = html.A(_("Show all fields of action"), href=context.address.href(handlungsfeld=None), className="button")
    return section(name, title, empty(_("Only for the whole strategy"), _("Grants cover more than this field and are not divided."), action))


def _own_words(found: Budget) -> list[Any]:
    own = found.own
    words: list[Any] = []
    for change in own.changes:
        grown = _("So the own share is {amount} higher.") if change.growth > 0 else _("So the own share is {amount} lower.")
        sentence: list[Any] = [own_share.change_words(change), " ", html.B(grown.format(amount=formats.whole_money(abs(change.growth))))]
        so_far = own_share.change_of_payments(change)
        words += [html.P([*sentence, f" {so_far}"] if so_far else sentence), rows.quota_bars(change)]
    if own.in_kind and own.cash_need is not None:
        words.append(
            html.P(
                _("Recognised in-kind contributions of {in_kind} lower the need for own money to {need}.",
                  in_kind=formats.money(own.in_kind), need=formats.money(own.cash_need))
            )
        )
    if len(own.bearers) > 1:
        parts = ", ".join(f"{name} {formats.whole_money(amount)}" for name, amount in own.bearers)
        words.append(html.P(_("Who bears the planned own share: {parts}.", parts=parts)))
    return words


def _own(context: Context, found: Budget) -> html.Section | None:
    if not found.own.years or (found.own.planned is None and found.own.used is None):
        return None
    title = own_share.heading(found.own)
    if found.scope.field:
        return _only_whole(context, "eigenanteil", _("The own share by year"))
    table = own_share.table(found.own)
    sub = _("Used own money: payments less what grants pay for them and what third parties paid.")
    left = html.Div([rows.own_rows(found.own), _take(context, table)])
    return section("eigenanteil", title, html.Div([left, html.Div(_own_words(found), className="words")], className="two"), sub=sub)


def _sources(context: Context, found: Budget) -> html.Section | None:
    if not found.sources:
        return None
    table, by_year = sources.table(found.sources), sources.by_year_table(found.sources)
    sub = _("Planned for all years. Earned is what grants pay for the payments so far; used is own money and recognised work.")
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
        "geldquellen", _("Where the money comes from"), rows.source_rows(found.sources),
        html.P(_("Rounding differences are possible."), className="note"), *note, links, sub=sub,
    )


def _contradictions(context: Context, found: Budget) -> html.Section | None:
    if not found.contradictions:
        return None
    real = sum(not line.note for line in found.contradictions)
    title = ngettext("{n} contradiction between stated amounts", "{n} contradictions between stated amounts", real)
    if not real:
        title = _("The stated amounts fit but for rounding")
    sub = _("Both numbers are kept as they were stated; none is corrected. Only the internal view shows this.")
    table = contradictions.table(found.contradictions)
    return section("widersprueche", title, rows.contradiction_rows(found.contradictions), _take(context, table), sub=sub)


def _of_documents(context: Context, found: Budget) -> list[Any]:
    return [
        documents.stated_section(context, found), _contradictions(context, found), _deadlines(context, found), documents.no_payments(),
    ]


def _of_payments(context: Context, found: Budget) -> list[Any]:
    return [
        _filters(context, found), _scale(context, found), _curve(context, found), _deadlines(context, found), _year(context, found),
        _fields(context, found), _grants(context, found), _earned(context, found), _own(context, found), _sources(context, found),
        _contradictions(context, found),
    ]


def layout(context: Context) -> Sequence[Any]:
    found = _report(context)
    parts = _of_documents(context, found) if found.documents_only else _of_payments(context, found)
    return (
        html.P(_("Budget burn"), className="kicker"),
        html.H1(report.heading(found), tabIndex=-1),
        html.P(report.lead(found), className="lead"),
        *(part for part in parts if part is not None),
    )
