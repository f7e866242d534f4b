"""What may be asked of the desk."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, jsonify, request

from dashboard.operations import entries
from dashboard.text.catalog import gettext as _
from dashboard.working.desk import ending, frame, value_answer, value_form, words
from dashboard.working.desk.echo import echo
from dashboard.working.desk.frame import PATH
from dashboard.working.desk.known import known
from dashboard.working.desk.parts import Opened, Shown, returned
from dashboard.working.markup import markup
from dashboard.working.page import document
from dashboard.working.site import Site, number, route, sent
from dashboard.working.waiting import Task, next_day, task, tasks

_ENTRY = f"{PATH}/<slug>/<code>"


def install(server: Flask, site: Site) -> None:
    """`/meine-eintraege` and one address for each question."""

    @route(server, site, PATH)
    def desk() -> Response:
        found = tasks(site)
        waiting = next((one for one in found if not one.sent), None)
        if waiting:
            return site.go(PATH, waiting.slug, waiting.code)
        card = ending.done(site, found, next_day(site)) if found else ending.nothing(site, next_day(site))
        return _document(site, _("My entries"), found[0] if found else None, frame.page(site, found, None, card))

    @route(server, site, _ENTRY)
    def entry(slug: str, code: str) -> Response:
        one = task(site, slug, code)
        return _page(site, one, value_answer.start(one, known(one.view.assessment, one.due)))

    @route(server, site, f"{_ENTRY}/verstanden")
    def understood(slug: str, code: str) -> Response:
        one = task(site, slug, code)
        about = known(one.view.assessment, one.due)
        told = value_answer.told(request.args.get("wert", "")[:60], about)
        return jsonify(html=markup(echo(told, about)))

    @route(server, site, _ENTRY, methods=["POST"])
    def submit(slug: str, code: str) -> Response:
        one = task(site, slug, code)
        form = sent(value_answer.FIELDS)
        said = value_answer.read(known(one.view.assessment, one.due), form, site.today)
        if isinstance(said, Shown):
            return _page(site, one, said, 422)
        entries.submit(site.engine, site.actor, slug, said, number(form.get("gesehen")))
        return _next(site, one)


def _document(site: Site, title: str, one: Task | None, content: list[Any], status: int = 200) -> Response:
    return document(site, title, content, place=frame.place(one), status=status, sheets=("working/desk.css",))


def _page(site: Site, one: Task, shown: Shown, status: int = 200) -> Response:
    """The page of a question; with another status than 200 the form comes back with what was typed."""
    about = known(one.view.assessment, one.due)
    fact = entries.fact_version(site.engine, one.slug, one.due.subject, about.period.text)
    form = value_form.content(site, one, about, shown, Opened.of(one, fact, shown, again=status != 200))
    card = [frame.where(tasks(site), one), returned(one), *form]
    return _document(site, words.question(about), one, frame.page(site, tasks(site), one, card), status)


def _next(site: Site, one: Task) -> Response:
    """After an answer: the next question behind it that waits, else the most urgent."""
    found = tasks(site)
    at = next((place for place, other in enumerate(found) if (other.slug, other.code) == (one.slug, one.code)), -1)
    following = next((other for other in found[at + 1 :] if not other.sent), None)
    return site.go(PATH, following.slug, following.code) if following else site.go(PATH)
