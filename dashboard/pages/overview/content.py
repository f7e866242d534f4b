"""What the strategy is about, and how reliable its data are."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.pieces import light, missing, section
from dashboard.pages.context import Context
from dashboard.reporting import overview as report
from dashboard.reporting.strategies import next_evaluation
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


def _facts(pairs: list[tuple[str, Any]]) -> html.Dl:
    return html.Dl([part for name, value in pairs for part in (html.Dt(name), html.Dd(value))], className="facts")


def about(context: Context) -> html.Section:
    """Vision, period, goals, fields, next evaluation."""
    strategy, state = context.state.strategy, context.state
    goals = [goal for goal in state.goals if goal.kind == "goal"]
    fields = [field for field in state.fields if field.kind == "field"]
    evaluation = next_evaluation(state.as_of, strategy.eval_quarter)
    period = formats.stated_span(strategy.valid_from, strategy.valid_to) or missing()
    pairs: list[tuple[str, Any]] = [
        (_("Vision"), strategy.vision or missing()),
        (_("Period"), period),
        (_("Goals"), html.Ul([html.Li(goal.title) for goal in goals]) if goals else missing()),
        (_("Fields of action"), html.Ul([html.Li(field.title) for field in fields]) if fields else missing()),
        (_("Next evaluation"), formats.period(evaluation) if evaluation else missing()),
    ]
    if strategy.parent:
        pairs.insert(
            0, (_("Part of"), html.A(strategy.parent, href=context.address.href(slug=strategy.parent, path="")))
        )
    link = html.P(html.A(_("All statements and their sources"), href=context.address.href(path="quellen")))
    return section("worum-es-geht", _("What the strategy is about"), _facts(pairs), link)


def reliability(context: Context) -> html.Section:
    """How much of what should be known is known, in words and counts."""
    found = report.reliability(context.assessment)
    title = _("How reliable the data are")
    rows: list[tuple[str, Any]] = []
    if found.due:
        rows.append((_("Values due and present"), _("{n} of {total}", n=found.approved, total=found.due)))
    if found.running:
        rows.append(
            (_("Status reports younger than 180 days"), _("{n} of {total}", n=found.fresh_reports, total=found.running))
        )
        rows.append((_("Running measures with dates"), _("{n} of {total}", n=found.dated, total=found.running)))
    if found.postings_to:
        rows.append((_("Payments booked until"), formats.day(report.month_end(found.postings_to))))
    if not rows:
        text = _("The documents state neither values nor reports. What they do state stands with its source.")
        return section("daten", title, html.P(text, className="sub"))
    words = []
    if found.completeness is not None:
        name = (
            "green"
            if found.completeness >= report.COMPLETE
            else "yellow"
            if found.completeness >= report.PATCHY
            else "red"
        )
        word = {"green": _("complete"), "yellow": _("patchy"), "red": _("insufficient")}[name]
        words = [
            html.P(
                [
                    light(name, word=word),
                    " – ",
                    _("{share} of the values due are there.", share=formats.percent(found.completeness, places=0)),
                ]
            )
        ]
    return section("daten", title, *words, _facts(rows))
