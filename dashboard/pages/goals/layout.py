"""Words and order of the page of goals: each goal's results chain, drawn and as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.charts.chain_image import Box, chain_image
from dashboard.components.figure import save_button
from dashboard.components.pieces import hidden, light, missing, section, why
from dashboard.components.tables import csv_link
from dashboard.domain.assessment import IndicatorAssessment, MeasureAssessment
from dashboard.domain.values import Ref
from dashboard.pages.context import Context
from dashboard.reporting import chain as report
from dashboard.reporting.chain import Chain
from dashboard.reporting.table import Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def tables(context: Context) -> Sequence[Table]:
    return [report.table(context.assessment, report.chains(context.assessment))]


def _effect(chain: Chain) -> str:
    return formats.percent(chain.found.effect, places=0) if chain.found.effect is not None else _("not rateable")


def _leads_to(found: IndicatorAssessment, chain: Chain) -> tuple[str, ...]:
    """An output leads to the outcomes of the same measure, else straight to the goal."""
    if found in chain.outcomes:
        return ("goal",)
    of_same = tuple(i.indicator.code for i in chain.outcomes if i.indicator.object == found.indicator.object)
    return of_same or ("goal",)


def _boxes(chain: Chain) -> list[Box]:
    boxes = []
    for found in chain.measures:
        ref = Ref("measure", found.measure.code)
        own = tuple(i.indicator.code for i in (*chain.outputs, *chain.outcomes) if i.indicator.object == ref)
        first = tuple(i.indicator.code for i in chain.outputs if i.indicator.object == ref) or own
        boxes.append(
            Box(f"m{found.measure.code}", ref, 0, found.measure.code, found.lights.overall, first or ("goal",))
        )
    for column, indicators in ((1, chain.outputs), (2, chain.outcomes)):
        boxes += [
            Box(i.indicator.code, i.indicator.object, column, i.indicator.code, i.light, _leads_to(i, chain))
            for i in indicators
        ]
    return boxes


def _summary(chain: Chain) -> str:
    """The chain in one sentence, for those who cannot see it."""
    counts = (
        ngettext("{n} measure", "{n} measures", len(chain.measures)),
        ngettext("{n} output", "{n} outputs", len(chain.outputs)),
        ngettext("{n} outcome", "{n} outcomes", len(chain.outcomes)),
    )
    return _("{counts}; effect: {effect}.", counts=", ".join(counts), effect=_effect(chain))


def _picture(context: Context, chain: Chain, name: str) -> html.Div:
    columns = (chain.measures, chain.outputs, chain.outcomes)
    blank = [place for place, column in enumerate(columns) if not column]
    image = chain_image(_boxes(chain), _effect(chain), blank)
    drawn = html.Img(src=image.src, height=image.height, alt=_summary(chain), className="still")
    save = save_button(still_png=name, title=chain.found.goal.title, measure=_summary(chain), origin=context.origin)
    return html.Div([drawn, html.Div(save, className="actions")], className="figure")


def _measure(context: Context, found: MeasureAssessment) -> html.Li:
    measure = found.measure
    name = html.A(f"{measure.code} {measure.title}", href=context.address.measure(measure.code))
    return html.Li([name, html.Small(light(found.lights.overall))])


def _indicator(found: IndicatorAssessment) -> html.Li:
    standing: list[Any] = [light(found.light)]
    if found.indicator.object.kind == "measure":
        standing.insert(0, _("of {measure}: ", measure=found.indicator.object.code))
    if found.path_attainment is not None:
        share = formats.percent(found.path_attainment, places=0)
        standing.append(_(", {share} of the target path", share=share))
    return html.Li([f"{found.indicator.code} {found.indicator.title}", html.Small(standing)])


def _column(title: str, items: Sequence[Any]) -> html.Div:
    return html.Div([html.H3(title), html.Ul(items) if items else html.P(missing(_("none stated")))])


def _goal(context: Context, chain: Chain, table: Table, place: int) -> html.Section:
    goal = chain.found.goal
    gaps = html.Ul([html.Li(gap.words) for gap in chain.gaps]) if chain.gaps else html.P(_("Nothing is missing."))
    control = [why(context.why(table, place), goal.title)] if chain.found.coverage is not None else []
    effect = [html.B(_effect(chain), className="now"), *control]
    lists = html.Div(
        [
            _column(_("Measures"), [_measure(context, found) for found in chain.measures]),
            _column(_("Outputs"), [_indicator(found) for found in chain.outputs]),
            _column(_("Outcomes and impact"), [_indicator(found) for found in chain.outcomes]),
            html.Div([html.H3(_("Effect of the goal")), html.P(effect), html.H3(_("What is missing")), gaps]),
        ],
        className="chain-lists",
    )
    name = f"ziel-{place + 1}"
    return section(name, goal.title, _picture(context, chain, name), lists, sub=goal.intended_effect or goal.plain_text)


def layout(context: Context) -> Sequence[Any]:
    found = report.chains(context.assessment)
    table = report.table(context.assessment, found)
    lead = _("From the measures over what they deliver and bring about to the goal.")
    if not found:
        lead = _("The documents name fields of action or measures, but no goal they serve.")
        return [html.H1(report.heading(found), tabIndex=-1), html.P(lead, className="lead")]
    parts: list[Any] = [html.H1(report.heading(found), tabIndex=-1), html.P(lead, className="lead")]
    note = _(
        "The picture shows codes; the names stand below it. A line says that the indicator measures what it starts from,"
        " not that one thing causes the other. Effect is the mean attainment of the target over the goal’s control indicators."
    )
    sections = [_goal(context, chain, table, place) for place, chain in enumerate(found)]
    return [
        *parts,
        *sections,
        html.P([hidden(_("Note: ")), note], className="note apart"),
        html.Div(csv_link(context.csv(table)), className="actions"),
    ]
