"""The front page: all strategies of this installation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard import rollups
from dashboard.charts.images import bar
from dashboard.components.frame import invented_mark
from dashboard.components.pieces import drawn, empty, labelled, light, missing, why
from dashboard.components.tables import csv_link
from dashboard.pages.address import Address
from dashboard.reader import Reader
from dashboard.reporting.overview import MILESTONES, MONEY
from dashboard.reporting.strategies import StrategyLine
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext


def lines(reader: Reader) -> list[StrategyLine]:
    """One line a strategy: towns first that report how far they are; by town, parents before what sits inside them."""
    found = rollups.lines(reader)
    reporting = {x.owner for x in found if x.progress is not None}
    return sorted(
        found, key=lambda x: (x.owner not in reporting, x.owner.casefold(), x.parent is not None, x.title.casefold())
    )


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
            drawn(bar(share), class_="bar"),
            _why(found, address, MONEY),
        ]
    if found.stated:
        what = html.Small(found.stated_as) if found.stated_as else None
        said = html.Small(_("stated; payments are not"))
        return [formats.stated_money(found.stated), what, said, _why(found, address, MONEY)]
    return [missing()]


def _progress(found: StrategyLine, address: Address) -> list[Any]:
    if found.progress is not None:
        return [
            html.B(formats.percent(found.progress, places=0)),
            drawn(bar(float(found.progress)), class_="bar"),
            _why(found, address, MILESTONES),
        ]
    if not found.own_milestones:
        return [missing()]
    words = ngettext(
        "of {n} milestone of the strategy: {reached}", "of {n} milestones of the strategy: {reached}",
        found.own_milestones, reached=found.own_reached,
    )  # fmt: skip
    if not found.own_reached:
        return [missing()]
    return [missing(_("of measures: not stated")), html.Small(words), _why(found, address, MILESTONES)]


def _lights(found: StrategyLine) -> list[Any]:
    if not found.measures:
        return [missing(_("no measures stated"))]
    words = ngettext("{n} measure", "{n} measures", found.measures)
    known = light(found.light) if found.light else missing(_("documents only, no reports"))
    return [known, html.Small(words)]


def _row(found: StrategyLine, address: Address) -> html.Tr:
    about: list[Any] = [found.owner, " · ", _period(found)]
    if found.invented:
        about += [" ", invented_mark()]
    name = [html.A(html.B(found.title), href=address.href(slug=found.slug, path="")), html.Small(about)]
    evaluation = formats.period(found.next_evaluation) if found.next_evaluation else missing()
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(formats.day(found.as_of), className="bind", **labelled(_("Data as of"))),
            html.Td(_lights(found), **labelled(_("Status"))),
            html.Td(_progress(found, address), className="bar-cell", **labelled(_("Milestones reached"))),
            html.Td(_money(found, address), className="bar-cell", **labelled(_("Money"))),
            html.Td(evaluation, **labelled(_("Next evaluation"))),
        ]
    )


def _table(found: Sequence[StrategyLine], address: Address) -> html.Table:
    """All strategies, their bars on one scale from 0 to 100 %."""
    names = (
        _("Strategy"), _("Data as of"), _("Status"), _("Milestones reached"), _("Money"), _("Next evaluation")
    )  # fmt: skip
    scale = html.Small(_("bar: 0 to 100 %"))
    bars = (_("Milestones reached"), _("Money"))
    heads = [html.Th([name, scale] if name in bars else name, scope="col") for name in names]
    rows = [_row(x, address) for x in found]
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="strategies blocks section")


def _heading(found: Sequence[StrategyLine]) -> str:
    """How many of them say how far they are; where it is one, how far."""
    reporting = [x for x in found if x.progress is not None]
    if len(reporting) == 1 and len(found) > 1:
        [one] = reporting
        return _(
            "{strategy} has reached {share} of its milestones; of {n} others documents alone are known",
            strategy=_("{strategy} (invented)", strategy=one.title) if one.invented else one.title,
            share=formats.percent(one.progress, places=0),
            n=len(found) - 1,
        )
    if not reporting:
        return ngettext(
            "{n} strategy; documents alone are known of it", "{n} strategies; documents alone are known of them",
            len(found),
        )  # fmt: skip
    return ngettext(
        "{reporting} of {n} strategy says how far it is", "{reporting} of {n} strategies say how far they are",
        len(found), reporting=len(reporting),
    )  # fmt: skip


def _lead(found: Sequence[StrategyLine]) -> str:
    towns = len({x.owner for x in found})
    counted = ngettext("{n} strategy", "{n} strategies", len(found))
    counted += " " + ngettext("of {n} town or body", "of {n} towns and bodies", towns)
    return counted + ". " + _("How far is each? As of the day its data reach; those that report come first.")


def _day_asked(address: Address) -> html.Div | None:
    """The list has one day a strategy; a day that was asked for holds on the pages of the strategies."""
    if not (address.params.stand or address.params.bekannt):
        return None
    text = _("The list shows every strategy on the day its data reach. The day asked for holds on its pages.")
    return html.Div(text, className="banner earlier")


def layout(reader: Reader, address: Address) -> Sequence[Any]:
    found = lines(reader)
    if not found:
        text = _("Import a strategy package on the command line: strategiemonitor import FOLDER")
        return html.H1(_("No strategy yet"), tabIndex=-1), empty(_("This installation is empty"), text)
    return (
        html.H1(_heading(found), tabIndex=-1),
        html.P(_lead(found), className="lead"),
        _day_asked(address),
        _table(found, address),
        html.Div(csv_link(address.href(path="strategien.csv")), className="actions"),
    )
