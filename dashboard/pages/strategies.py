"""The front page: all strategies of this installation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard import rollups
from dashboard.charts.images import bar
from dashboard.components.frame import invented_mark
from dashboard.components.pieces import empty, light, missing, why
from dashboard.components.tables import csv_link
from dashboard.pages.address import Address
from dashboard.reader import Reader
from dashboard.reporting.overview import MILESTONES, MONEY
from dashboard.reporting.strategies import StrategyLine
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def lines(reader: Reader) -> list[StrategyLine]:
    """One line a strategy, by town, parents before what sits inside them."""
    return sorted(rollups.lines(reader), key=lambda x: (x.owner.casefold(), x.parent is not None, x.title.casefold()))


def _period(found: StrategyLine) -> Any:
    return formats.stated_span(found.starts, found.ends) or missing(_("period not stated"))


def _why(found: StrategyLine, address: Address, number: str) -> html.A:
    """Where one of the three numbers of the strategy's overview comes from."""
    href = address.href(slug=found.slug, path=f"ueberblick/woher/drei-zahlen/{number}")
    return why(href, found.title)


def _money(found: StrategyLine, address: Address) -> list[Any]:
    if found.spent_of_plan is not None and found.planned:
        share = found.spent_of_plan / found.planned
        return [
            _(
                "{spent} of {planned} spent",
                spent=formats.short_money(found.spent_of_plan),
                planned=formats.short_money(found.planned),
            ),
            html.Img(src=bar(share), alt="", className="bar"),
            _why(found, address, MONEY),
        ]
    if found.stated:
        what = html.Small(found.stated_as) if found.stated_as else None
        return [formats.stated_money(found.stated), what, html.Small(_("stated; payments are not"))]
    return [missing()]


def _progress(found: StrategyLine, address: Address) -> list[Any]:
    if found.progress is None:
        return [missing()]
    share = formats.percent(found.progress, places=0)
    return [
        _("{share} of the milestones", share=share),
        html.Img(src=bar(float(found.progress)), alt="", className="bar"),
        _why(found, address, MILESTONES),
    ]


def _lights(found: StrategyLine) -> list[Any]:
    if not found.measures:
        return [missing(_("no measures stated"))]
    words = ngettext("{n} measure", "{n} measures", found.measures)
    known = light(found.light) if found.light else missing(_("documents only, no reports"))
    return [known, html.Small(words)]


def _item(found: StrategyLine, address: Address) -> html.Li:
    head = html.H2(html.A(found.title, href=address.href(slug=found.slug, path="")))
    facts = (
        (_("Status"), _lights(found)),
        (_("Progress"), _progress(found, address)),
        (_("Money"), _money(found, address)),
        (_("Next evaluation"), [formats.period(found.next_evaluation) if found.next_evaluation else missing()]),
    )
    about: list[Any] = [found.owner, " · ", _period(found), " · ", _("Data as of {day}", day=formats.day(found.as_of))]
    if found.invented:
        about += [" ", invented_mark()]
    return html.Li(
        [
            head,
            html.P(about, className="sub"),
            html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts], className="strategy-line"),
        ]
    )


def layout(reader: Reader, address: Address) -> Sequence[Any]:
    found = lines(reader)
    if not found:
        text = _("Import a strategy package on the command line: strategiemonitor import FOLDER")
        return html.H1(_("No strategy yet"), tabIndex=-1), empty(_("This installation is empty"), text)
    towns = len({x.owner for x in found})
    heading = (
        ngettext("{n} strategy", "{n} strategies", len(found))
        + " "
        + ngettext("of {n} town or body", "of {n} towns and bodies", towns)
    )
    return (
        html.H1(heading, tabIndex=-1),
        html.P(
            _("How far each one is: measures, milestones, money and effect, as of the day its data reach."),
            className="lead",
        ),
        html.Ul([_item(x, address) for x in found], className="strategies section"),
        html.Div(csv_link(address.href(path="strategien.csv")), className="actions"),
    )
