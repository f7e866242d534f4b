"""What may be asked of the approvals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from dashboard.errors import ConflictError, ForbiddenError, NotFound, RefusedError
from dashboard.operations import comments, entries
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.working.approvals import decision, public
from dashboard.working.approvals.layout import PATH, Told, heading, page
from dashboard.working.fields import EMPTY, Filled
from dashboard.working.page import Place, document
from dashboard.working.pending import Pending, pending, reads_entries
from dashboard.working.site import Site, number, route, sent

_RULE = f"<slug>/{PATH}"
_SHEETS = ("working/approvals.css",)


def install(server: Flask, site: Site) -> None:
    """`/<slug>/freigaben`, the page of one entry, and what becomes public."""

    @route(server, site, _RULE)
    def approvals(slug: str) -> Response:
        return _page(site, slug, Told(_done(request.args.get("fertig"), request.args.get("n"))))

    @route(server, site, _RULE, methods=["POST"])
    def decide(slug: str) -> Response:
        answers = [name for name in request.form if name.startswith("antwort-")]
        form = sent(("weg", "eine", "eintrag", *answers[:1]), many=("geprueft",))
        if not reads_entries(site, slug):
            raise ForbiddenError(_("Your role does not allow this."))
        if form.get("weg") == "zurueckgeben":
            return _send_back(site, slug, form, answers)
        keys = [form["eine"]] if form.get("eine") else form.get("geprueft", "").split()
        if not keys:
            return _page(site, slug, Told(nothing=True), 422)
        return _approve(site, slug, pending(site, slug), keys)

    @route(server, site, f"{_RULE}/oeffentlich", methods=["POST"])
    def publish(slug: str) -> Response:
        return _publish(site, slug)

    @route(server, site, f"{_RULE}/<code>")
    def one_entry(slug: str, code: str) -> Response:
        return _both(site, slug, _one(pending(site, slug), code))

    @route(server, site, f"{_RULE}/<code>", methods=["POST"])
    def decide_between(slug: str, code: str) -> Response:
        return _decided(site, slug, _one(pending(site, slug), code))


def _place(site: Site, slug: str) -> Place:
    strategy = site.view(slug).assessment.state.strategy
    return Place(f"{slug}/{PATH}", slug, strategy.title, strategy.owner, strategy.invented)


def _page(
    site: Site, slug: str, told: Told, status: int = 200, *, query: str | None = None, problem: str | None = None,
    filled: Filled = EMPTY,
) -> Response:  # fmt: skip
    found = pending(site, slug)
    words = request.args.get("suche", "") if query is None else query
    below = public.sections(site, slug, words[:80].strip(), problem, filled)
    content = page(site, slug, found, told, below, comments.counts(site.engine, slug))
    return document(site, heading(found, site), content, place=_place(site, slug), status=status, sheets=_SHEETS)


def _done(what: str | None, count: str | None) -> str | None:
    """What was done before this page was shown again."""
    n = int(count) if count and count.isdecimal() and len(count) < 6 else 1
    return {
        "freigegeben": ngettext("{n} entry was approved.", "{n} entries were approved.", n),
        "zurueck": _("The entry was returned with your sentence."),
        "behalten": _("The stored value stays; the entry was taken back."),
        "eintrag-zurueck": _("The entry was taken back."),
        "veroeffentlicht": ngettext("{n} value is public now.", "{n} values are public now.", n),
        "zurueckgezogen": _("The value is public no longer."),
    }.get(what or "")


def _parted(key: str) -> tuple[int, str]:
    """Version and rest of what a form carries."""
    version, _colon, rest = key.partition(":")
    found = number(version)
    if found is None or not rest:
        raise BadRequest("A field of the form is no entry.")
    return found, rest


def _one(found: Sequence[Pending], code: str) -> Pending:
    one = next((one for one in found if one.code == code), None)
    if one is None:
        raise NotFound(_("There is no such entry, or somebody has decided on it."))
    return one


def _approve(site: Site, slug: str, found: Sequence[Pending], keys: Sequence[str]) -> Response:
    """One by one: what cannot be approved stays with its reason, the others leave."""
    problems, both, stand = {}, set(), site.view(slug).default_stand
    for version, code in map(_parted, keys):
        try:
            entries.approve(site.engine, site.actor, slug, code, version, stand)
        except ConflictError as error:
            problems[code] = str(error)
            both |= {one.code for one in found if one.code == code and one.entry.version == version}
        except (ForbiddenError, NotFound, RefusedError) as error:
            problems[code] = _why(site, slug, code, error)
    done = len(keys) - len(problems)
    if not problems:
        return site.go(slug, PATH, fertig="freigegeben", n=str(done))
    if len(keys) == 1 and both:
        return _both(site, slug, _one(pending(site, slug), both.pop()), status=409)
    told = Told(_done("freigegeben", str(done)) if done else None, problems=problems, both=frozenset(both))
    return _page(site, slug, told, 422)


def _why(site: Site, slug: str, code: str, error: Exception) -> str:
    """Why an entry was not decided on: most often somebody else was faster."""
    held = entries.entries(site.engine, slug).get(code)
    if isinstance(error, ForbiddenError) and (held is None or held.state != "submitted"):
        return _("Somebody has decided on this entry in the meantime.")
    return str(error)


def _send_back(site: Site, slug: str, form: dict[str, str], answers: Sequence[str]) -> Response:
    version, code = _parted(form.get("eintrag", ""))
    answer = form.get(answers[0], "") if answers else ""
    try:
        entries.send_back(site.engine, site.actor, slug, code, version, answer)
    except (ConflictError, ForbiddenError, NotFound, RefusedError) as error:
        why = _why(site, slug, code, error)
        return _page(site, slug, Told(wrong_answers={code: why}, answers={code: answer}), 422)
    return site.go(slug, PATH, fertig="zurueck")


def _both(site: Site, slug: str, one: Pending, status: int = 200, filled: Filled = EMPTY) -> Response:
    fact = entries.fact_seen(site.engine, slug, one.task.due)
    content = decision.page(site, slug, one, fact, filled)
    sheets = ("working/desk.css", *_SHEETS)
    title = _("Two values for the same question")
    return document(site, title, content, place=_place(site, slug), status=status, sheets=sheets)


def _decided(site: Site, slug: str, one: Pending) -> Response:
    form = sent(("weg", "eintrag", "tatsache", "antwort"))
    version, code = _parted(form.get("eintrag", ""))
    if code != one.code:
        raise BadRequest("The form is about another entry.")
    way, why = form.get("weg", ""), form.get("antwort", "")
    ways: dict[str, Any] = {
        decision.KEEP: lambda: entries.take_back(site.engine, site.actor, slug, code, version, why or None),
        decision.TAKE: lambda: entries.approve(
            site.engine, site.actor, slug, code, version, site.view(slug).default_stand, number(form.get("tatsache"))
        ),
        decision.ASK: lambda: entries.send_back(site.engine, site.actor, slug, code, version, why),
    }
    if way not in ways:
        raise BadRequest("The form has no such way.")
    try:
        ways[way]()
    except RefusedError as error:
        return _both(site, slug, one, 422, Filled({"antwort": why}, {"antwort": str(error)}))
    done = {decision.KEEP: "behalten", decision.TAKE: "freigegeben", decision.ASK: "zurueck"}
    return site.go(slug, PATH, fertig=done[way])


def _publish(site: Site, slug: str) -> Response:
    reasons = [name for name in request.form if name.startswith("grund-")]
    form = sent(("weg", "suche", *reasons[:1]), many=("wert",))
    if not public.may_publish(site, slug):
        raise ForbiddenError(_("Your role does not allow this."))
    keys = [(version, *_value(rest)) for version, rest in map(_parted, form.get("wert", "").split())]
    if form.get("weg") == "zurueckziehen":
        return _withdraw(site, slug, keys, form, reasons)
    if not keys:
        return _page(site, slug, Told(), 422, problem=_("Nothing is ticked yet. Tick what is to become public."))
    for done, (version, indicator, period) in enumerate(keys):
        try:
            entries.publish(site.engine, site.actor, slug, indicator, period, version)
        except (ConflictError, ForbiddenError, NotFound) as error:
            told = Told(_done("veroeffentlicht", str(done)) if done else None)
            return _page(site, slug, told, 422, problem=f"{indicator}, {period}: {error}")
    return site.go(slug, PATH, fertig="veroeffentlicht", n=str(len(keys)))


def _value(rest: str) -> tuple[str, str]:
    """Indicator and period of a value."""
    indicator, _colon, period = rest.rpartition(":")
    return indicator, period


def _withdraw(
    site: Site, slug: str, keys: Sequence[tuple[int, str, str]], form: dict[str, str], reasons: Sequence[str]
) -> Response:
    if len(keys) != 1 or not reasons:
        raise BadRequest("The form names no value.")
    [(version, indicator, period)] = keys
    reason = form[reasons[0]]
    try:
        entries.withdraw(site.engine, site.actor, slug, indicator, period, version, reason)
    except RefusedError as error:
        filled = Filled({reasons[0]: reason}, {reasons[0]: str(error)})
        return _page(site, slug, Told(), 422, query=form.get("suche", ""), filled=filled)
    return site.go(slug, PATH, fertig="zurueckgezogen")
