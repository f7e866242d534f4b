"""What is seen of the periods: one that can be closed with what it lacks, and those that are closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.components.pieces import aria, hidden, labelled
from dashboard.domain.due import Due
from dashboard.domain.rights import Grant
from dashboard.domain.values import Period
from dashboard.operations.periods import Closed
from dashboard.reader import View
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.working import fields
from dashboard.working.desk import titles, words
from dashboard.working.fields import Filled
from dashboard.working.people import People
from dashboard.working.periods.found import Missing
from dashboard.working.site import Site
from dashboard.working.waiting import Task

PATH = "zeitraeume"
#: Missing answers that are listed; the rest is a number.
_LISTED = 12


@dataclass(frozen=True)
class Shown:
    """One strategy's periods: which are open, which is chosen and what it lacks, which are closed."""

    slug: str
    view: View
    open: Sequence[Period]
    chosen: Period | None
    missing: Missing | None
    closed: Sequence[Closed]
    may: bool


def href(site: Site, shown: Shown, **query: str | None) -> str:
    return site.href(quote(shown.slug), PATH, **query)


def page(site: Site, shown: Shown, people: People, filled: Filled, done: str | None) -> list[Any]:
    """The whole content."""
    lead = _(
        "A closed period takes no more entries and approvals. What is wrong in it can be proposed as a correction."
    )
    parts: list[Any] = [html.H1(_("Periods"), tabIndex=-1), html.P(lead, className="lead")]
    if done:
        parts.append(fields.notice(done))
    parts += [_choice(site, shown, filled), _card(site, shown, filled), _closed(site, shown, people, filled)]
    return [part for part in parts if part is not None]


def _choice(site: Site, shown: Shown, filled: Filled) -> html.Nav:
    """Which period it is about: the ones that have just ended, or another one typed."""
    links = [
        html.Li(html.A(formats.period(one), href=href(site, shown, zeitraum=one.text),
                       **(aria(current="true") if one == shown.chosen else {})))
        for one in shown.open
    ]  # fmt: skip
    other = element("form", [
        fields.text("zeitraum", _("Another period"), filled, longest=10, hint=_("2025, 2025-H1, 2025-Q1 or 2025-01")),
        element("button", _("Show"), type="submit", class_="button outlined"),
    ], action=href(site, shown), method="get", class_="searching")  # fmt: skip
    return html.Nav([html.H2(_("Open periods")), html.Ul(links, className="choices"), other],
                    className="section", **aria(label=_("Open periods")))  # fmt: skip


def _card(site: Site, shown: Shown, filled: Filled) -> Markup | None:
    if shown.chosen is None or shown.missing is None:
        return None
    name = formats.period(shown.chosen)
    parts: list[Any] = [html.H2(name), *_lacks(site, shown, shown.missing)]
    if shown.may:
        hint = (
            _("It stands in the history.")
            if not shown.missing.any
            else _("Something is missing, so say why it is closed all the same.")
        )
        line = fields.text("grund", _("Reason"), filled, longest=500, hint=hint)
        button = fields.button(_("Close {period}", period=name), name="weg", value="abschliessen")
        parts.append(
            fields.form(
                [*fields.hidden(zeitraum=shown.chosen.text), line, html.Div(button, className="buttons")],
                href(site, shown),
            )
        )
    else:
        parts.append(html.P(_("The coordination closes periods.")))
    return fields.card(parts)


def _lacks(site: Site, shown: Shown, found: Missing) -> list[Any]:
    if not found.any:
        return [html.P(_("Nothing is missing: every answer is in and approved."))]
    parts: list[Any] = []
    if found.questions:
        parts.append(html.P(html.B(ngettext("{n} answer is missing", "{n} answers are missing", len(found.questions)))))
        rows = [html.Li(_question(shown, one)) for one in found.questions[:_LISTED]]
        rest = len(found.questions) - _LISTED
        if rest > 0:
            rows.append(html.Li(ngettext("and {n} more", "and {n} more", rest)))
        parts.append(html.Ul(rows))
    for entries, told in (
        (found.waiting, ngettext("{n} entry waits for approval", "{n} entries wait for approval", len(found.waiting))),
        (found.returned, ngettext("{n} entry was returned", "{n} entries were returned", len(found.returned))),
    ):
        if entries:
            parts.append(html.P(html.A(told, href=site.href(quote(shown.slug), "freigaben"))))
    return parts


def _question(shown: Shown, one: Due) -> list[str]:
    task = Task(shown.slug, shown.view, one, Grant(code="", account=0, role="public"))
    about = (titles.measure(task), str(words.KIND_WORDS[one.kind]), formats.period(one.period) if one.period else None)
    return [titles.title(task), " (", " · ".join(part for part in about if part), ")"]


def _closed(site: Site, shown: Shown, people: People, filled: Filled) -> html.Section:
    title = html.H2(_("Closed periods"))
    if not shown.closed:
        return html.Section([title, html.P(_("No period is closed."))], className="section")
    heads = (_("Period"), _("Closed on"), _("By whom"), _("Reason"), _("Decide"))
    rows = [html.Tr(_row(site, shown, one, people, filled, heads)) for one in shown.closed]
    last = html.Th(hidden(heads[4]), scope="col")
    head = html.Tr([*(html.Th(name, scope="col") for name in heads[:4]), last])
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="blocks")
    return html.Section([title, table], className="section")


def _row(site: Site, shown: Shown, one: Closed, people: People, filled: Filled, heads: Sequence[str]) -> list[Any]:
    return [
        html.Th(formats.period(one.period), scope="row"),
        html.Td(formats.day(one.closed_on), **labelled(heads[1])),
        html.Td(people.who(one.role, None, one.account), **labelled(heads[2])),
        html.Td(one.reason or _("not stated"), **labelled(heads[3])),
        html.Td(_opening(site, shown, one, filled)),
    ]


def _opening(site: Site, shown: Shown, one: Closed, filled: Filled) -> Markup | None:
    if not shown.may:
        return None
    name = f"grund-{one.version}"
    line = fields.text(name, _("Why is it opened?"), filled, longest=500, hint=_("It stands in the history."))
    button = fields.button(_("Open"), name="weg", value="oeffnen", look="outlined small")
    carried = fields.hidden(zeitraum=one.period.text, fassung=one.version)
    form = fields.form([*carried, line, button], href(site, shown))
    summary = html.Summary([_("Open …"), hidden(" " + formats.period(one.period))])
    return element("details", [summary, form], class_="return", open=name in filled.errors)
