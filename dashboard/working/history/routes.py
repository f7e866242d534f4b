"""What may be asked of the changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from dash import html
from flask import Flask, Response, request

from dashboard.codebook import codebook
from dashboard.domain import due as dues
from dashboard.domain.rights import Target
from dashboard.errors import ForbiddenError, NotFound
from dashboard.reader import View
from dashboard.storage.trail import Asked, Change, Step
from dashboard.text.catalog import gettext as _
from dashboard.text.search import found_in
from dashboard.working import fields
from dashboard.working.comments import layout as comments
from dashboard.working.fields import Filled
from dashboard.working.history import found as trail
from dashboard.working.history import layout
from dashboard.working.history.found import Chains, EntrySeen
from dashboard.working.history.layout import PATH, SPANS
from dashboard.working.history.words import Wording
from dashboard.working.page import Place, document
from dashboard.working.people import People
from dashboard.working.site import Site, route
from dashboard.working.structure.words import KIND_OF_WORD, Kind


def install(server: Flask, site: Site) -> None:
    """`/<slug>/verlauf`, and below it the changes of one measure and of any row that is edited in the browser."""
    chains = Chains(site.engine)

    @route(server, site, f"<slug>/{PATH}")
    def changes(slug: str) -> Response:
        _may(site, slug)
        view, people = site.view(slug), People.of(site)
        wording, asked = Wording(view.assessment), _asked()
        words = request.args.get("suche", "")[:80].strip()

        def fits(one: Change, step: Step | None) -> bool:
            return not words or found_in(words, layout.texts(one, step, wording, people))

        found = trail.page(site.engine, site.actor, slug, asked, _seen(site, slug, view, people), fits)
        lead = _("Who changed what, and why. You see what your role may see; public pages never show a name.")
        content: list[Any] = [
            html.H1(_("Changes"), tabIndex=-1), html.P(lead, className="lead"),
            layout.filters(site, slug, Filled(_query())), layout.table(found.changes, wording, people),
        ]  # fmt: skip
        if found.older is not None:
            older = site.href(quote(slug), PATH, **{**_query(), "vor": str(found.older)})
            content.append(html.P(html.A(_("older changes"), href=older)))
        content.append(layout.foot(chains.verified(slug, dt.datetime.now(dt.UTC))))
        return _page(site, slug, view, _("Changes"), content)

    @route(server, site, f"<slug>/{PATH}/<code>")
    def of_measure(slug: str, code: str) -> Response:
        _may(site, slug)
        view, people = site.view(slug), People.of(site)
        found = view.assessment.measures.get(code)
        if found is None:
            raise NotFound(_("There is no “{code}” here.", code=code))
        told = trail.of_measure(site.engine, site.actor, slug, code, _seen(site, slug, view, people))
        back = site.href(quote(slug), "massnahmen", quote(code, safe="")), f"{code} {found.measure.title}"
        said = html.P(html.A(_("Comments on this measure"), href=comments.href(site, slug, code)))
        return of_one(slug, view, people, found.measure.title, back, told, said)

    @route(server, site, f"<slug>/{PATH}/<word>/<path:key>")
    def of_row(slug: str, word: str, key: str) -> Response:
        _may(site, slug)
        view, people = site.view(slug), People.of(site)
        kind = KIND_OF_WORD.get(word)
        parts = key.split("/")
        if kind is None or len(parts) != len(codebook()[kind.table].key):
            raise NotFound(_("There is no “{code}” here.", code=key))
        told = trail.of_row(site.engine, site.actor, slug, kind.table, parts, _seen(site, slug, view, people))
        if not told:
            raise NotFound(_("There is no “{code}” here.", code=key))
        owner = codebook()[kind.table].columns[0].to or kind.table  # a target path is called like its indicator
        name = Wording(view.assessment).title(owner, parts[0])
        return of_one(slug, view, people, name, row_page(site, slug, kind, parts), told)

    def of_one(
        slug: str, view: View, people: People, name: str, back: tuple[str, str] | None, told: Sequence[Change],
        more: html.P | None = None,
    ) -> Response:  # fmt: skip
        title = _("Changes: {measure}", measure=name)
        content = [
            fields.back(*back) if back else None,
            html.H1(title, tabIndex=-1),
            more,
            layout.table(told, Wording(view.assessment), people),
            html.P(html.A(_("all changes of the strategy"), href=site.href(quote(slug), PATH))),
        ]
        return _page(site, slug, view, title, [part for part in content if part is not None])


def row_page(site: Site, slug: str, kind: Kind, key: Sequence[str]) -> tuple[str, str] | None:
    """Where a row is edited, for those who may."""
    if site.actor.may("edit_structure", Target(strategy=slug)) is None:
        return None
    way = "/".join(quote(part, safe="") for part in key)
    return site.href(quote(slug), "bearbeiten", "eintrag", kind.word, way), str(kind.title)


def _may(site: Site, slug: str) -> None:
    if site.actor.may("read_history", Target(strategy=slug)) is None:
        raise ForbiddenError(_("Your role does not allow this."))


def _query() -> dict[str, str]:
    """The filters of the address."""
    return {name: request.args[name][:80] for name in ("suche", "zeitraum", "rolle") if request.args.get(name)}


def _asked() -> Asked:
    days, before = SPANS.get(request.args.get("zeitraum", "")), request.args.get("vor", "")
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=days) if days else None
    role = request.args.get("rolle", "")[:20]
    number = int(before) if before.isdecimal() and len(before) < 19 else None
    return Asked(before=number, since=since, roles=(role,) if role else ())


def _seen(site: Site, slug: str, view: View, people: People) -> EntrySeen:
    """Whether the reader may see an entry, by the table of rights; what is about nothing known only for the whole."""
    found, known = view.assessment, dict[tuple[str, str], bool]()

    def ask(kind: str, subject: str) -> bool:
        about: Any = None
        if kind == "value" and subject in found.indicators:
            about = found.indicators[subject].indicator.object
        elif kind == "milestone" and subject in found.milestones:
            about = found.milestones[subject].milestone.object
        measure = subject if kind == "report" else about.code if about and about.kind == "measure" else None
        inside = found.measures.get(measure or "")
        field = inside.field if inside else about.code if about and about.kind == "field" else None
        target = dues.target(slug, measure, field, people.grants, site.today)
        return site.actor.may("read_entries", target) is not None

    def seen(kind: str, subject: str) -> bool:
        if (kind, subject) not in known:
            known[kind, subject] = ask(kind, subject)
        return known[kind, subject]

    return seen


def _page(site: Site, slug: str, view: View, title: str, content: list[Any]) -> Response:
    strategy = view.assessment.state.strategy
    place = Place(f"{slug}/{PATH}", slug, strategy.title, strategy.owner, strategy.invented)
    return document(site, title, content, place=place, sheets=("working/approvals.css",))
