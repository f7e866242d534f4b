"""What may be asked of the comments."""

from __future__ import annotations

from flask import Flask, Response, request

from dashboard.domain.assessment import MeasureAssessment
from dashboard.domain.rights import Target
from dashboard.errors import ConflictError, NotFound, RefusedError
from dashboard.operations import comments
from dashboard.text.catalog import gettext as _
from dashboard.working.comments import layout
from dashboard.working.comments.layout import MOST, PATH, TAKE_BACK, Shown
from dashboard.working.fields import Filled
from dashboard.working.page import Place, document
from dashboard.working.people import People
from dashboard.working.site import Site, number, route, sent

_DONE, _WRITTEN, _TAKEN_BACK = "fertig", "geschrieben", "zurueck"


def install(server: Flask, site: Site) -> None:
    """`/<slug>/kommentare`, and below it the comments on one measure."""

    @route(server, site, f"<slug>/{PATH}")
    def newest(slug: str) -> Response:
        measures = site.view(slug).assessment.measures
        found = [one for one in comments.latest(site.engine, slug, MOST) if one.measure in measures]
        own = [one for one in measures.values() if _writes(site, slug, one)]
        content = layout.newest(site, slug, found, measures, own, People.of(site))
        return document(site, _("Comments"), content, place=_place(site, slug))

    @route(server, site, f"<slug>/{PATH}/<code>")
    def of_measure(slug: str, code: str) -> Response:
        done = {_WRITTEN: _("Your comment stands here now."), _TAKEN_BACK: _("The comment was taken back.")}
        return _page(site, slug, code, Shown(done.get(request.args.get(_DONE, ""))))

    @route(server, site, f"<slug>/{PATH}/<code>", methods=["POST"])
    def write(slug: str, code: str) -> Response:
        form = sent(("text", "gesehen"))
        text, seen = form.get("text", ""), number(form.get("gesehen"))
        try:
            comments.write(site.engine, site.actor, slug, code, text, seen)
        except ConflictError as error:
            told = f"{error} {_('Your text still stands in the field: read what is new, then send it.')}"
            return _page(site, slug, code, Shown(problem=told, filled=Filled({"text": text}), fresh=seen or 0), 409)
        except RefusedError as error:
            return _page(site, slug, code, Shown(filled=Filled({"text": text}, {"text": str(error)})), 422)
        return site.go(slug, PATH, code, **{_DONE: _WRITTEN})

    @route(server, site, f"<slug>/{PATH}/<code>/{TAKE_BACK}", methods=["POST"])
    def take_back(slug: str, code: str) -> Response:
        form = sent(("kommentar",))
        comments.take_back(site.engine, site.actor, slug, form.get("kommentar", ""))
        return site.go(slug, PATH, code, **{_DONE: _TAKEN_BACK})


def _place(site: Site, slug: str) -> Place:
    strategy = site.view(slug).assessment.state.strategy
    return Place(f"{slug}/{PATH}", slug, strategy.title, strategy.owner, strategy.invented)


def _measure(site: Site, slug: str, code: str) -> MeasureAssessment:
    found = site.view(slug).assessment.measures.get(code)
    if found is None:
        raise NotFound(_("There is no “{code}” here.", code=code))
    return found


def _target(slug: str, about: MeasureAssessment, author: int | None = None) -> Target:
    return Target(strategy=slug, field=about.field, measure=about.measure.code, submitter=author)


def _writes(site: Site, slug: str, about: MeasureAssessment) -> bool:
    return site.actor.may("comment", _target(slug, about)) is not None


def _page(site: Site, slug: str, code: str, shown: Shown, status: int = 200) -> Response:
    about = _measure(site, slug, code)
    found = comments.of_measure(site.engine, slug, code)
    may = {
        one.version: site.actor.may("take_back_comment", _target(slug, about, one.account)) is not None for one in found
    }
    content = layout.of_measure(site, slug, about, found, may, _writes(site, slug, about), People.of(site), shown)
    title = _("Comments: {measure}", measure=about.measure.title)
    return document(site, title, content, place=_place(site, slug), status=status)
