"""Three numbers, three questions; they are never added up."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dash import html

from dashboard.charts.images import bar
from dashboard.components.pieces import drawn, missing, why
from dashboard.pages.context import Context
from dashboard.reporting import overview as report
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.own_milestones import finding, own_milestones
from dashboard.reporting.strategies import stated_amount
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def _number(
    title: str,
    value: Fraction | None,
    word: str,
    *,
    plan: Fraction | None,
    bound: Fraction | None,
    sentence: Any,
    small: Any,
    why_href: str | None,
) -> html.Div:
    control = why(why_href, title, tile=True) if why_href else None
    if value is None:
        return html.Div(
            [
                html.H3(title),
                html.P(missing(), className="big"),
                html.P(sentence),
                html.P(small, className="note"),
                control,
            ]
        )
    head: list[Any] = [html.Strong(formats.percent(value, places=0)), f" {word}"]
    tick = (
        [html.Span(_("Plan {share}", share=formats.percent(plan, places=0)), className="plan")]
        if plan is not None
        else []
    )
    share = bar(float(value), None if plan is None else float(plan), bound=float(bound or 0), height=20)
    return html.Div(
        [
            html.H3(title),
            html.P(head, className="big"),
            html.P(tick, className="planned") if tick else None,
            drawn(share, class_="bar"),
            html.P(sentence),
            html.P(small, className="note"),
            control,
        ]
    )


def _milestones(context: Context, why_href: str | None) -> html.Div:
    total = context.assessment.strategy
    if total.progress is None or not context.state.monitored:
        sentence = _("No measure states milestones and how they turned out.")
        own = own_milestones(context.assessment)
        link = html.A(finding(own, monitored=context.state.monitored), href=context.address.href(path="fortschritt"))
        return _number(
            _("Milestones"),
            None,
            "",
            plan=None,
            bound=None,
            sentence=sentence,
            small=link if own else "",
            why_href=why_href,
        )
    sentence = _("What counts is reached milestones, nothing else.")
    if total.planned is not None:
        lag = total.planned - total.progress
        points = report.whole_points(lag)
        sentence = (
            _("That is {points} points less than planned.", points=points)
            if lag > 0
            else _("That is as planned or better.")
        )
    small = ngettext(
        "{rated} of {n} measure rateable", "{rated} of {n} measures rateable", total.counted, rated=total.progress_rated
    )
    if total.progress_weighted is not None:
        small = _("Weighted by cost: {share}", share=formats.percent(total.progress_weighted, places=0)) + " · " + small
    return _number(
        _("Milestones"),
        total.progress,
        _("reached"),
        plan=total.planned,
        bound=None,
        sentence=sentence,
        small=small,
        why_href=why_href,
    )


def _money(context: Context, why_href: str | None) -> html.Div:
    total, grants = context.assessment.strategy, context.assessment.grants.values()
    if total.ac is None or not total.bac:
        stated = stated_amount(context.assessment)
        sentence = _("Payments are not stated.")
        if total.spent is not None and not total.bac:
            sentence = _(
                "{amount} are spent; a resolved plan of the cost is not stated.",
                amount=formats.short_money(total.spent),
            )
        small = _("Stated in the documents: {amount}", amount=formats.stated_money(stated.amount)) if stated else ""
        if stated and stated.what:
            small += f" ({stated.what})"
        return _number(_("Money"), None, "", plan=None, bound=None, sentence=sentence, small=small, why_href=why_href)
    approved = sum(grant.approved or 0 for grant in grants)
    words = [_("{spent} of {plan}.", spent=formats.short_money(total.ac), plan=formats.short_money(total.bac))]
    if approved:
        words.append(
            " "
            + _(
                "Granted are {approved}, drawn down {drawn}.",
                approved=formats.short_money(approved),
                drawn=formats.short_money(total.drawn or 0),
            )
        )
    bound = total.commitments or 0
    small = _("A further {amount} bound by orders", amount=formats.short_money(bound)) if bound else ""
    return _number(
        _("Money"),
        total.spent_share,
        _("spent"),
        plan=Scope(context.assessment).planned_share,
        bound=total.ordered_share,
        sentence=words,
        small=small,
        why_href=why_href,
    )


def _effect(context: Context, why_href: str | None) -> html.Div:
    found = report.effect(context.assessment)
    if found.mean is None:
        words = ngettext(
            "The control indicator has no fresh value to be held against a target path.",
            "None of the {n} control indicators has a fresh value to be held against a target path.",
            found.total,
        )
        sentence = words if found.total else _("No control indicator is stated.")
        return _number(_("Effect"), None, "", plan=None, bound=None, sentence=sentence, small="", why_href=why_href)
    sentence = ngettext(
        "{on_path} of {n} control indicator is on its target path",
        "{on_path} of {n} control indicators are on their target path",
        found.total,
        on_path=found.on_path,
    )
    sentence += ", " + _("{below} below", below=found.below)
    sentence += (
        (", " + ngettext("{n} has no fresh value.", "{n} have no fresh value.", found.missing))
        if found.missing
        else "."
    )
    small = ngettext("Latest value of {n} indicator", "Mean of the latest values of {n} indicators", found.rated)
    small += " · " + _("The monitoring counts only values of its year.")
    return _number(
        _("Effect"),
        found.mean,
        _("of the target path"),
        plan=None,
        bound=None,
        sentence=sentence,
        small=small,
        why_href=why_href,
    )


def three_numbers(context: Context) -> html.Section:
    note = _(
        "Three numbers, three questions. They are not added up: spending money is no progress, and progress is no effect yet."
    )
    hidden_title = _("Three numbers, three questions")
    table, tiles = report.numbers_table(context.assessment), (_milestones, _money, _effect)
    asked = [
        context.why(table, n) if row[1] is not None or (table.why and table.why(n)) else None
        for n, row in enumerate(table.rows)
    ]
    return html.Section(
        [
            html.Header([html.H2(hidden_title, className="visually-hidden"), html.P(note, className="note")]),
            html.Div([make(context, href) for make, href in zip(tiles, asked, strict=True)], className="three"),
        ],
        className="section",
    )
