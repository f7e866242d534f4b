"""What may be asked about accounts: all of it by administrators alone."""

from __future__ import annotations

import datetime as dt

from flask import Flask, Response, request

from dashboard.domain.rights import Grant
from dashboard.errors import BadParameter, ConflictError, NotFound, RefusedError
from dashboard.operations import accounts
from dashboard.storage.accounts import Account
from dashboard.text.catalog import gettext as _
from dashboard.text.parsing import NotUnderstood
from dashboard.text.parsing_days import parse_day
from dashboard.web.events import tell
from dashboard.working.accounts import layout
from dashboard.working.accounts.layout import PATH
from dashboard.working.fields import Filled
from dashboard.working.page import Place, document
from dashboard.working.site import Site, for_administrators, route, sent

_ROLE_FIELDS = ("rolle", "strategie", "bereich", "kennung", "titel", "von", "bis", "vertretung", "grund", "gesehen")
_START = Filled({"rolle": "sponsor", "bereich": "all"})


def _done(key: str | None) -> str | None:
    """What was done before this page was shown again."""
    words = {
        "angelegt": _("The account was added. Give it a role now."),
        "rolle": _("The role was given."),
        "beendet": _("The role has ended."),
        "kennwort": _("The new password holds. The account is logged out everywhere."),
        "geschlossen": _("The account was closed."),
    }
    return words.get(key or "")


def _day(form: dict[str, str], name: str, errors: dict[str, str]) -> dt.date | None:
    typed = form.get(name, "")
    try:
        found = parse_day(typed) if typed else None
    except NotUnderstood:
        found = None
    if typed and (found is None or found.precision != "day"):
        errors[name] = _("Please write the day as 31.05.2026.")
        return None
    return found.day if found else None


def _grant(account: Account, form: dict[str, str]) -> Grant:
    """The role that the form describes. Raises _Wrong."""
    errors: dict[str, str] = {}
    starts, ends = _day(form, "von", errors), _day(form, "bis", errors)
    scope, code = form.get("bereich") or "all", form.get("kennung") or None
    if scope not in ("all", "field", "measure"):
        errors["bereich"] = _("Please choose where the role holds.")
    if scope in ("field", "measure") and not code:
        errors["kennung"] = _("Please write the code of the field or measure.")
    if scope == "all" and code:
        errors["bereich"] = _("Is this the code of a field or of a measure?")
    if errors:
        raise _Wrong(errors)
    return Grant(
        code="", account=account.id, role=form.get("rolle", ""), strategy=form.get("strategie") or None,
        scope=scope, object=code, title=form.get("titel") or None, starts=starts, ends=ends,
        deputy_of=form.get("vertretung") or None,
    )  # fmt: skip


class _Wrong(Exception):
    """What is wrong with fields of the form, by name."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__()
        self.errors = errors


def install(server: Flask, site: Site) -> None:
    """`/konten` and everything below it."""

    def account(text: str) -> Account:
        for_administrators(site)
        if not text.isdecimal() or len(text) > 18:
            raise NotFound(_("There is no such account."))
        return accounts.account_of_number(site.engine, int(text))

    def page(one: Account, status: int = 200, filled: Filled = _START, failed: str | None = None) -> Response:
        _all, grants = accounts.everybody(site.engine)
        held = [grant for grant in grants if grant.account == one.id]
        others = [grant for grant in grants if grant.account != one.id and not grant.deputy_of]
        strategies = [(slug, slug) for slug in site.visitors.internal.slugs()]
        content = layout.one_account(
            site, one, held, others, strategies, filled=filled, failed=failed, done=_done(request.args.get("fertig")),
        )  # fmt: skip
        return document(site, layout.name_of(one), _present(content), place=Place(PATH), status=status)

    def refused(one: Account, error: RefusedError) -> Response:
        return page(one, 422, failed=str(error))

    @route(server, site, PATH)
    def listed() -> Response:
        for_administrators(site)
        found, grants = accounts.everybody(site.engine)
        content = layout.accounts(site, found, grants, _done(request.args.get("fertig")))
        return document(site, _("Accounts"), _present(content), place=Place(PATH))

    @route(server, site, f"{PATH}/neu")
    def new() -> Response:
        for_administrators(site)
        return document(site, _("New account"), _present(layout.new_account(site)), place=Place(PATH))

    @route(server, site, f"{PATH}/neu", methods=["POST"])
    def add() -> Response:
        for_administrators(site)
        form = sent(("name", "email", "kennwort"))
        password = request.form.get("kennwort") or None
        try:
            made = accounts.add_account(site.engine, site.actor, form.get("email", ""), form.get("name", ""), password)
        except (RefusedError, BadParameter) as error:
            content = layout.new_account(site, Filled(form), str(error))
            return document(site, _("New account"), _present(content), place=Place(PATH), status=422)
        tell(f"account added number={made.id} by", site.actor.account)
        return site.go(PATH, str(made.id), fertig="angelegt")

    @route(server, site, f"{PATH}/<one>")
    def shown(one: str) -> Response:
        return page(account(one))

    @route(server, site, f"{PATH}/<one>/rolle", methods=["POST"])
    def give(one: str) -> Response:
        found, form = account(one), sent(_ROLE_FIELDS)
        try:
            seen = [code for code in form.get("gesehen", "").split() if code != "-"]
            given = accounts.grant_role(
                site.engine, site.actor, _grant(found, form), form.get("grund") or None, seen=seen
            )
        except _Wrong as wrong:
            return page(found, 422, Filled(form, wrong.errors))
        except RefusedError as error:
            return page(found, 409 if isinstance(error, ConflictError) else 422, Filled(form), str(error))
        tell(f"role given code={given.code} role={given.role} by", site.actor.account)
        return site.go(PATH, one, fertig="rolle")

    @route(server, site, f"{PATH}/<one>/beenden", methods=["POST"])
    def end(one: str) -> Response:
        found, code = account(one), sent(("rolle",)).get("rolle", "")
        try:
            accounts.end_role(site.engine, site.actor, code, of=found.id)
        except (NotFound, RefusedError) as error:
            return page(found, 422, failed=str(error))
        tell(f"role ended number={found.id} by", site.actor.account)
        return site.go(PATH, one, fertig="beendet")

    @route(server, site, f"{PATH}/<one>/kennwort", methods=["POST"])
    def another_password(one: str) -> Response:
        found = account(one)
        sent(("kennwort",))
        try:
            accounts.set_password(site.engine, site.actor, found, request.form.get("kennwort", ""))
        except RefusedError as error:
            return refused(found, error)
        tell(f"password set number={found.id} by", site.actor.account)
        return site.go(PATH, one, fertig="kennwort")

    @route(server, site, f"{PATH}/<one>/schliessen", methods=["POST"])
    def close(one: str) -> Response:
        found = account(one)
        sent(())
        try:
            accounts.close_account(site.engine, site.actor, found)
        except RefusedError as error:
            return refused(found, error)
        tell(f"account closed number={found.id} by", site.actor.account)
        return site.go(PATH, fertig="geschlossen")


def _present(content: list) -> list:
    return [part for part in content if part is not None]
