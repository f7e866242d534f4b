"""What may be asked of the periods."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from dashboard.domain.rights import Target
from dashboard.domain.values import Period
from dashboard.errors import ForbiddenError, RefusedError
from dashboard.operations import entries, periods
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.working.fields import EMPTY, Filled
from dashboard.working.page import Place, document
from dashboard.working.people import People
from dashboard.working.periods.found import missing, open_periods
from dashboard.working.periods.layout import PATH, Shown, page
from dashboard.working.site import Site, number, route, sent


def install(server: Flask, site: Site) -> None:
    """`/<slug>/zeitraeume`."""

    @route(server, site, f"<slug>/{PATH}")
    def overview(slug: str) -> Response:
        typed = request.args.get("zeitraum", "")[:20].strip()
        chosen, wrong = _chosen(typed)
        errors = {"zeitraum": wrong} if wrong else {}
        filled = Filled({"zeitraum": typed if wrong else ""}, errors)
        return _page(site, slug, chosen, filled, 422 if wrong else 200, _done(request.args.get("fertig")))

    @route(server, site, f"<slug>/{PATH}", methods=["POST"])
    def change(slug: str) -> Response:
        reasons = [name for name in request.form if name.startswith("grund-")]
        form = sent(("weg", "zeitraum", "fassung", "grund", *reasons[:1]))
        ways = {"abschliessen": _close, "oeffnen": _open}
        if form.get("weg") not in ways:
            raise BadRequest("The form has no such way.")
        return ways[form["weg"]](site, slug, form)


def _done(what: str | None) -> str | None:
    return {"zu": _("The period is closed now."), "auf": _("The period is open again.")}.get(what or "")


def _chosen(typed: str) -> tuple[Period | None, str | None]:
    """The period of the address, or what is wrong with it."""
    if not typed:
        return None, None
    try:
        period = Period.parse(typed)
    except ValueError:
        return None, _("“{text}” is no period. Write 2025, 2025-H1, 2025-Q1 or 2025-01.", text=typed)
    return period, None


def _page(
    site: Site, slug: str, chosen: Period | None, filled: Filled = EMPTY, status: int = 200, done: str | None = None
) -> Response:
    if not site.actor.reads("read_internal", slug):
        raise ForbiddenError(_("Your role does not allow this."))
    view, locks = site.view(slug), periods.closed_periods(site.engine, slug)
    offered = open_periods(site.today, locks)
    chosen = chosen or (offered[0] if offered else None)
    if chosen and periods.closing(locks, chosen):
        chosen = None
    lacks = missing(view, entries.entries(site.engine, slug), chosen) if chosen else None
    shown = Shown(slug, view, offered, chosen, lacks, locks, _may(site, slug))
    strategy = view.assessment.state.strategy
    place = Place(f"{slug}/{PATH}", slug, strategy.title, strategy.owner, strategy.invented)
    content = page(site, shown, People.of(site), filled, done)
    return document(site, _("Periods"), content, place=place, status=status, sheets=("working/approvals.css",))


def _close(site: Site, slug: str, form: dict[str, str]) -> Response:
    chosen, wrong = _chosen(form.get("zeitraum", ""))
    if chosen is None:
        raise RefusedError(wrong or _("Please choose a period."))
    reason = form.get("grund", "")
    if not reason and _may(site, slug) and missing(site.view(slug), entries.entries(site.engine, slug), chosen).any:
        error = _(
            "Something is missing in {period}. Please say why it is closed all the same.", period=formats.period(chosen)
        )
        return _page(site, slug, chosen, Filled({}, {"grund": error}), 422)
    try:
        periods.close(site.engine, site.actor, slug, chosen.text, reason)
    except RefusedError as error:
        return _page(site, slug, chosen, Filled({"grund": reason}, {"grund": str(error)}), 422)
    return site.go(slug, PATH, fertig="zu")


def _may(site: Site, slug: str) -> bool:
    return site.actor.may("close_period", Target(strategy=slug, state="open")) is not None


def _open(site: Site, slug: str, form: dict[str, str]) -> Response:
    name = f"grund-{form.get('fassung', '')}"
    reason = form.get(name, "")
    try:
        periods.open_again(
            site.engine, site.actor, slug, form.get("zeitraum", ""), number(form.get("fassung")) or 0, reason
        )
    except RefusedError as error:
        return _page(site, slug, None, Filled({name: reason}, {name: str(error)}), 422)
    return site.go(slug, PATH, fertig="auf")
