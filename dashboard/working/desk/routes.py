"""What may be asked of the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import BadRequest

from dashboard.components.markup import markup
from dashboard.errors import ConflictError, NotFound
from dashboard.operations import drafts, entries
from dashboard.operations.entries import Answer
from dashboard.text.catalog import gettext as _
from dashboard.working.comments.beside import last_words
from dashboard.working.desk import conflict, drafting, ending, frame, locked, others, taking_back
from dashboard.working.desk.frame import PATH
from dashboard.working.desk.kinds import Question, question
from dashboard.working.desk.parts import Opened, Shown, returned
from dashboard.working.fields import Filled
from dashboard.working.page import document
from dashboard.working.site import Site, number, route, sent
from dashboard.working.waiting import Task, former, is_own, next_day, read_again, task, tasks, unasked

_ENTRY = f"{PATH}/<slug>/<code>"
#: Fields of every form, beside those of its kind.
_COMMON = ("weg", "gesehen", "tatsache", "vorschlag")
#: Characters of one line; the text of a report is longer.
_LINE = 500


def install(server: Flask, site: Site) -> None:
    """`/meine-eintraege`, one address for each question, and what else may be reported."""

    @route(server, site, PATH)
    def desk() -> Response:
        found = tasks(site)
        waiting = next((one for one in found if not one.sent), None)
        if waiting:
            return site.go(PATH, waiting.slug, waiting.code)
        card = ending.done(site, found, next_day(site)) if found else ending.nothing(site, next_day(site))
        return _document(site, _("My entries"), found[0] if found else None, frame.page(site, found, None, card))

    @route(server, site, f"{PATH}/anderes")
    def anything_else() -> Response:
        return _document(site, _("Report something else"), None, others.page(site, unasked(site), former(site)))

    @route(server, site, _ENTRY)
    def entry(slug: str, code: str) -> Response:
        one = task(site, slug, code)
        return _page(site, one, drafting.reopened(one, question(site, one)))

    @route(server, site, f"{_ENTRY}/verstanden")
    def understood(slug: str, code: str) -> Response:
        asked = question(site, task(site, slug, code))
        return jsonify(html=markup(asked.heard({name: request.args.get(name, "")[:_LINE] for name in asked.fields})))

    @route(server, site, _ENTRY, methods=["POST"])
    def submit(slug: str, code: str) -> Response:
        one = task(site, slug, code)
        asked = question(site, one)
        form = _form(asked)
        if form.get("weg") == conflict.KEEP:
            drafts.drop(site.engine, site.actor.account, slug, code)
            return _next(site, one)
        said = asked.read(form)
        if isinstance(said, Shown):
            return _page(site, one, said, 422)
        return _answered(site, one, said, form)

    @route(server, site, f"{_ENTRY}/{drafting.PATH}", methods=["POST"])
    def draft(slug: str, code: str) -> Response:
        form = _form(question(site, task(site, slug, code)))
        if form.pop("weg", None) == drafting.DROP:
            drafts.drop(site.engine, site.actor.account, slug, code)
            return site.go(PATH, slug, code)
        now = dt.datetime.now(dt.UTC)
        drafts.keep(site.engine, site.actor, slug, code, form, number(form.get("gesehen")), now)
        by_script = request.accept_mimetypes.best == "application/json"
        return jsonify(kept=now.isoformat()) if by_script else site.go(PATH, slug, code)

    @route(server, site, f"{_ENTRY}/{taking_back.PATH}", methods=["POST"])
    def take_back(slug: str, code: str) -> Response:
        form = sent(taking_back.FIELDS, longest=taking_back.LONGEST)
        seen = number(form.get("gesehen")) or 0
        entries.take_back(site.engine, site.actor, slug, code, seen, form.get("warum") or None)
        if is_own(site, slug, code):
            return site.go(PATH, slug, code, **{taking_back.DONE: "1"})
        return site.go(slug, "freigaben", fertig="eintrag-zurueck")


def _form(asked: Question) -> dict[str, str]:
    form = sent((*asked.fields, *_COMMON))
    if any(len(text) > _LINE for name, text in form.items() if name != "text"):
        raise BadRequest("A field of the form is too long.")
    return form


def _answered(site: Site, one: Task, answer: Answer, form: Mapping[str, str]) -> Response:
    """Submit what was said, or show what stands against it."""
    closed = entries.closed(site.engine, one.slug, one.due)
    if closed:
        why = form.get("vorschlag")
        if not why:
            errors = {"vorschlag": _("Please say in one sentence what the reason is.")}
            return _page(site, one, Shown(Filled(dict(form), errors)), 422)
        answer = replace(answer, reason=" ".join(part for part in (why, answer.reason) if part)[:_LINE])
    try:
        if form.get("weg") == conflict.ASK:
            return _both(site, one, answer, form)
        entries.submit(site.engine, site.actor, one.slug, answer, number(form.get("gesehen")), proposal=bool(closed))
    except ConflictError:
        return _conflict(site, one, answer, form)
    return _next(site, one)


def _both(site: Site, one: Task, answer: Answer, form: Mapping[str, str]) -> Response:
    """Leave both answers and ask which one is right."""
    if one.entry is None:
        raise NotFound(_("There is no such entry."))
    told = conflict.question(one, one.entry, answer)
    entries.ask(site.engine, site.actor, one.slug, one.code, number(form.get("gesehen")) or 0, told)
    drafts.drop(site.engine, site.actor.account, one.slug, one.code)
    return _next(site, one)


def _conflict(site: Site, one: Task, answer: Answer, form: Mapping[str, str]) -> Response:
    read_again()
    now = task(site, one.slug, one.code)
    fact = entries.fact_seen(site.engine, one.slug, one.due)
    opened = replace(Opened.of(now, fact, Shown(), again=False, proposal=False), again=True)
    card = [frame.where(tasks(site), now), *conflict.content(site, now, answer, form, opened)]
    return _document(site, _("Two answers to one question"), now, frame.page(site, tasks(site), now, card), 409)


def _document(site: Site, title: str, one: Task | None, content: list[Any], status: int = 200) -> Response:
    return document(site, title, content, place=frame.place(one), status=status, sheets=("working/desk.css",))


def _page(site: Site, one: Task, shown: Shown, status: int = 200) -> Response:
    """The page of a question; with another status than 200 the form comes back with what was typed."""
    asked, closed = question(site, one), entries.closed(site.engine, one.slug, one.due)
    fresh = status == 200 and "vorschlag" not in request.args
    drafted = drafting.told(site, one) if status == 200 and not (closed and fresh) else None
    if closed and fresh:
        form = locked.content(site, one, asked.heading, closed)
    else:
        fact = entries.fact_seen(site.engine, one.slug, one.due)
        opened = Opened.of(one, fact, shown, again=status != 200, proposal=bool(closed))
        form = asked.content(shown, drafting.opened(one, opened))
        form = [form[0], locked.told(closed), *form[1:]] if closed else form
    done = taking_back.done(one) if fresh and taking_back.DONE in request.args else None
    said = last_words(site, one.slug, one.due.measure)
    above = [frame.where(tasks(site), one), said, done, returned(one), drafted]
    card = [*above, *form, taking_back.form(site, one) if fresh else None]
    return _document(site, asked.heading, one, frame.page(site, tasks(site), one, card), status)


def _next(site: Site, one: Task) -> Response:
    """After an answer: the next question behind it that waits, else the most urgent."""
    found = tasks(site)
    at = next((place for place, other in enumerate(found) if (other.slug, other.code) == (one.slug, one.code)), -1)
    following = next((other for other in found[at + 1 :] if not other.sent), None)
    return site.go(PATH, following.slug, following.code) if following else site.go(PATH)
