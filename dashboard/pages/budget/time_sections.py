"""The parts of the page of money that follow the time: scale, curve, deadlines, fiscal year."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.pieces import empty, section
from dashboard.components.tables import html_table
from dashboard.pages.budget import bars, grant_rows, rows
from dashboard.pages.budget.curve import money_over_time
from dashboard.pages.budget.rows import take
from dashboard.pages.context import Context
from dashboard.pages.controls import controls
from dashboard.pages.pictures import picture, still_picture
from dashboard.reporting.budget import Budget
from dashboard.reporting.money import (
    curve,
    deadlines,
    scale,
    year,
    years,
)
from dashboard.reporting.words import BUDGET_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def scale_section(context: Context, found: Budget) -> html.Section:
    title = _("Time, milestones and money on one scale")
    if not found.scale.stated:
        return section(
            "skala",
            title,
            empty(_("Nothing can be compared"), _("Neither milestones nor a plan of the cost are stated."), None),
        )
    sentence, table = scale.sentence(found.scale), scale.table(found.scale)
    chart = bars.common_scale(found.scale, found.scope.as_of)
    return section(
        "skala", title, still_picture(context, "skala", chart, table, title=title, measure=sentence), sub=sentence
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
        _(
            "Amounts added up since {day}. The plan of each fiscal year is spread evenly over its days.",
            day=formats.day(first),
        ),
    ]
    if found.curve.points[-1].forecast is not None:
        words.append(
            _(
                "The forecast runs from what is spent to the cost forecast at the plan’s end, as the plan spreads what it has left."
            )
        )
        if found.scope.forecast_missing:
            words.append(
                ngettext(
                    "For {n} measure without a forecast the plan holds.",
                    "For {n} measures without a forecast the plan holds.",
                    found.scope.forecast_missing,
                )
            )
    if found.curve.approved:
        words.append(_("Entitlement is the funded share of what is paid already."))
    if found.scope.planned_by_year.get(None):
        words.append(
            _(
                "{amount} are planned without a year and are not in the line.",
                amount=formats.whole_money(found.scope.planned_by_year[None]),
            )
        )
    return " ".join(words)


def curve_section(context: Context, found: Budget) -> html.Section:
    if not found.curve.points:
        return section(
            "verlauf",
            _("Planned and spent money over time"),
            empty(_("No curve can be drawn"), _("Neither a plan with years nor a payment is stated."), None),
        )
    title, measure = _curve_title(found), _curve_measure(found)
    table = curve.month_table(found.curve)
    short = _("Amounts added up; the plan of each fiscal year is spread evenly over its days.")
    chart = money_over_time(found.curve, found.deadlines, found.scope.as_of)
    own = found.own if found.scope.field is None else None
    by_year = years.money_by_year(found.scope, found.curve, own)
    this_year = found.scope.fiscal_year(found.scope.as_of)
    year_table = years.table(by_year)
    return section(
        "verlauf",
        title,
        picture(
            context,
            "verlauf",
            chart,
            table,
            title=title,
            measure=short,
            shown=curve.month_table(found.curve, short=True),
        ),
        html.H3(_("Year by year"), className="apart"),
        rows.year_rows(by_year, this_year, controls(context, year_table)),
        take(context, year_table),
        sub=measure,
    )


def deadline_section(context: Context, found: Budget) -> html.Section | None:
    if not found.deadlines:
        return None
    costing = [line for line in found.deadlines if line.costs]
    title = (
        ngettext("{n} day costs money if nothing happens", "{n} days cost money if nothing happens", len(costing))
        if costing
        else _("Days that matter for the money")
    )
    table = deadlines.table(found.deadlines)
    shown = grant_rows.deadline_rows(context, found.deadlines, controls(context, table))
    return section("fristen", title, shown, take(context, table))


def year_section(context: Context, found: Budget) -> html.Section | None:
    budget = found.year_budget
    if budget is None:
        return None
    title = year.heading(budget)
    if budget.adjusted is None:
        text = _(
            "Without an appropriation nothing can be compared: until the budget is resolved, provisional budget management may apply."
        )
        return section("haushaltsjahr", title, empty(_("No appropriation for {year}", year=budget.year), text, None))
    parts, table = year.addition(budget), year.use(budget)
    measure = _(
        "Budget to be spent = appropriation and what was added, less what is blocked. Orders include those of older years."
    )
    bar = still_picture(context, "haushaltsjahr", bars.year_bar(budget), table, title=title, measure=measure)
    left = html.Div([html_table(parts, context.why), take(context, parts)])
    shown: list[Any] = [html.Div([left, bar], className="beside")]
    note = year.note(budget)
    if note:
        shown.append(html.P(note, className="note apart"))
    for kind in year.both_kinds(found.scope, budget.year):
        words = _(
            "{kind}: {spent} of {adjusted} spent",
            kind=str(BUDGET_WORDS[kind.budget_kinds[0]]) if kind.budget_kinds else "",
            spent=formats.money(kind.actual),
            adjusted=formats.money(kind.adjusted),
        )
        shown.append(html.P(words, className="note"))
    return section("haushaltsjahr", title, *shown, sub=measure)
