"""What is seen of the changes: a row each, old struck and new bold, and whether the chain is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.components.pieces import aria, empty, hidden, labelled
from dashboard.domain.rights import ROLES
from dashboard.domain.values import BERLIN
from dashboard.storage.trail import Change, Step
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.text.role_words import role_word
from dashboard.working import fields
from dashboard.working.fields import Filled
from dashboard.working.history.found import Verified
from dashboard.working.history.words import Difference, Wording
from dashboard.working.people import People
from dashboard.working.site import Site

PATH = "verlauf"
#: Days back, by what the address says.
SPANS: Mapping[str, int] = {"7": 7, "30": 30, "365": 365}
#: Rows of one change that are told one by one.
MOST = 12


def filters(site: Site, slug: str, filled: Filled) -> Markup:
    """Search, span and role; all of them stand in the address."""
    spans = [("", _("all")), *((key, ngettext("last {n} day", "last {n} days", days)) for key, days in SPANS.items())]
    roles = [("", _("all")), *((role, role_word(role)) for role in (*ROLES[2:], "operator"))]
    row = html.Div([
        fields.text("suche", _("Search"), filled, longest=80, kind="search"),
        fields.select("zeitraum", _("Time"), spans, filled),
        fields.select("rolle", _("Role"), roles, filled),
        html.Div(element("button", _("Show"), type="submit", class_="button outlined"), className="field go"),
    ], className="row")  # fmt: skip
    return element("form", row, action=site.href(quote(slug), PATH), method="get", class_="filters-of-changes")


def table(found: Sequence[Change], wording: Wording, people: People) -> html.Table | html.Div:
    """One row for each thing that a change touched."""
    if not found:
        return empty(_("Nothing fits."), _("Search for another word, or take a longer time."), heading=html.H2)
    heads = (_("When"), _("What"), _("Change"), _("Role"), _("Why"), _("Way"))
    rows = [row for one in found for row in _rows(one, wording, people, heads)]
    head = html.Tr([html.Th(name, scope="col") for name in heads])
    return html.Table([html.Thead(head), html.Tbody(rows)], className="blocks changes")


def _rows(one: Change, wording: Wording, people: People, heads: Sequence[str]) -> Iterator[html.Tr]:
    for step in one.steps[:MOST]:
        about = [html.B(wording.about(step)), html.Small(wording.kind(step.table))]
        yield _row(one, about, _changed(step, wording), people, heads)
    if len(one.steps) > MOST:
        rest = ngettext("{n} more row", "{n} more rows", len(one.steps) - MOST)
        yield _row(one, [html.B(_("and {rows} of the same change", rows=rest))], [], people, heads)
    if one.rows:
        about = [html.B(_("A whole package")), html.Small(_("Import"))]
        yield _row(one, about, [html.P(_counted(one, wording))], people, heads)


def _row(one: Change, about: list[Any], changed: list[Any], people: People, heads: Sequence[str]) -> html.Tr:
    cells = (changed, who(one, people), one.reason or html.Span(_("without a note"), className="soft"), way(one))
    return html.Tr([
        html.Td(formats.moment(one.recorded_at), **labelled(heads[0]), className="when"),
        html.Th(about, scope="row"),
        *(html.Td(html.Div(cell), **labelled(name)) for name, cell in zip(heads[2:], cells, strict=True)),
    ])  # fmt: skip


def _counted(one: Change, wording: Wording) -> str:
    return ", ".join(f"{formats.number(count)} {wording.kind(table)}" for table, count in one.rows.items())


def _changed(step: Step, wording: Wording) -> list[Any]:
    found = wording.differences(step)
    if step.before is None:
        return [html.P([html.Span(_("new"), className="soft"), *_told(found)])]
    return [html.P(_told([one])) for one in found] or [html.P(_("confirmed, nothing else changed"), className="soft")]


def _told(found: Iterable[Difference]) -> list[Any]:
    parts: list[Any] = []
    for one in found:
        parts.append(f"{' · ' if parts else ''} {one.name} ".lstrip() if not parts else f" · {one.name} ")
        if one.before is not None:
            parts += [
                hidden(_("before") + " "),
                element("del", one.before),
                html.Span(" → ", **aria(hidden="true")),
            ]
        parts += [hidden(" " + _("now") + " "), element("ins", one.after if one.after is not None else _("not stated"))]
    return [" ", *parts] if parts else []


def who(one: Change, people: People) -> str:
    """The role, and for those inside the name."""
    return people.who(one.role, None, one.account)


def way(one: Change) -> str:
    """How it came in, and the day it was known where that is another one."""
    told = {"form": _("Form"), "import": _("Import"), "command": _("Command")}.get(one.way, one.way)
    if one.known_on == one.recorded_at.astimezone(BERLIN).date():
        return told
    return _("{way}, known on {day}", way=told, day=formats.day(one.known_on))


def texts(one: Change, step: Step | None, wording: Wording, people: People) -> list[str | None]:
    """All that is searched in a row."""
    found: list[str | None] = [one.reason, who(one, people), way(one)]
    if step is None:
        return [*found, _("A whole package"), _counted(one, wording)]
    found += [wording.about(step), wording.kind(step.table), step.key]
    for difference in wording.differences(step):
        found += [difference.name, difference.before, difference.after]
    return found


def foot(found: Verified) -> html.P:
    """Whether the chain is whole, or the first row that does not fit."""
    at = formats.moment(found.at)
    if found.problem is None:
        count = ngettext("{n} change", "{n} changes", found.head.changes)
        told = _("Chain without a gap · {changes} · checked {at}", changes=count, at=at)
        return html.P(
            [html.Span("✓", className="symbol-text good", **aria(hidden="true")), " ", told],
            className="chain",
            role="status",
        )
    row = f"{found.problem.table} {found.problem.key or found.problem.row_id}" if found.problem.table else ""
    told = _("The chain is broken at change {change}: {row} does not fit ({what}). Restore a backup.",
             change=found.problem.change or "?", row=row, what=found.problem.what)  # fmt: skip
    return html.P([html.B(told)], className="chain broken", role="alert")
