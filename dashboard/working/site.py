"""What every working page needs: the installation it writes to, who asks, and how a form comes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request
from sqlalchemy import Engine
from werkzeug.exceptions import BadRequest, Unauthorized

from dashboard.domain.rights import Target
from dashboard.errors import BadParameter, ConflictError, ForbiddenError, NotFound, RefusedError
from dashboard.operations.deed import Actor, not_allowed
from dashboard.reader import View
from dashboard.settings import Settings
from dashboard.text.catalog import gettext as _
from dashboard.web.gate import FORMS, LOGIN, OPEN, WITH_FILE
from dashboard.web.visitors import Visitors

Handler = Callable[..., Response]


@dataclass(frozen=True)
class Site:
    """One installation. `slugs` are its strategies; a view is always the internal one: who works here sees it."""

    engine: Engine
    visitors: Visitors
    settings: Settings
    assets: str

    @property
    def base(self) -> str:
        return self.settings.base_path

    @property
    def provider(self) -> bool:
        """Whether the town's own single sign-on is set up."""
        return self.settings.oidc_issuer is not None

    @property
    def actor(self) -> Actor:
        """Who sent this request."""
        return self.visitors.actor()

    @property
    def today(self) -> dt.date:
        return self.settings.current_day()

    def href(self, *parts: str, **query: str | None) -> str:
        """The address of a working page."""
        stated = {name: value for name, value in query.items() if value is not None}
        return self.base + "/".join(parts) + (f"?{urlencode(stated)}" if stated else "")

    def view(self, slug: str) -> View:
        """The internal view of a strategy as it opens. Raises NotFound."""
        found = self.visitors.internal.view(slug)
        if found is None:
            raise NotFound(_("There is no strategy “{slug}” here.", slug=slug))
        return found

    def go(self, *parts: str, **query: str | None) -> Response:
        """After a form was taken: to the page that shows what came of it."""
        return redirect(self.href(*parts, **query), code=303)  # type: ignore[return-value]


def sent(names: Iterable[str], *, many: Iterable[str] = (), longest: int = 4000) -> dict[str, str]:
    """The fields of the form that was sent, trimmed, their lines ended by one character; those of `many` joined by spaces.

    BadRequest for a field that the form does not have, one that came twice, and one that is too long.
    """
    once, several = set(names), set(many)
    found: dict[str, str] = {}
    for name, values in request.form.lists():
        if name not in once | several or (name in once and len(values) > 1):
            raise BadRequest("The form has no such field.")
        value = " ".join(values) if name in several else values[0].strip().replace("\r\n", "\n")
        if len(value) > longest or "\0" in value:
            raise BadRequest("A field of the form is too long.")
        found[name] = value
    return found


def for_administrators(site: Site) -> None:
    """ForbiddenError for everybody else: accounts are persons, and their list is for nobody else."""
    if site.actor.may("manage_accounts", Target()) is None:
        raise not_allowed()


def number(text: str | None) -> int | None:
    """A number that a form carries; BadRequest where it is none."""
    if not text:
        return None
    if not text.isdecimal() or len(text) > 18:
        raise BadRequest("A field of the form is no number.")
    return int(text)


def route(
    server: Flask, site: Site, rule: str, *, methods: Iterable[str] = ("GET",), open_: bool = False, file: bool = False
) -> Callable[[Handler], Handler]:
    """Register a working page below the base path; without `open_` only for those who have logged in.

    Endpoints are called `working.<folder>.<function>`; `file` says that the form brings one.

    What an operation refuses becomes a page with its sentence: 403, 404, 409 or 422; nobody logged in: 401 for a form,
    the login page for an address.
    """

    def register(handler: Handler) -> Handler:
        @wraps(handler)
        def guarded(**parts: str) -> Response:
            from dashboard.working.page import refusal

            if not open_ and site.actor.account is None:
                return _ask_to_log_in(site)
            try:
                if not open_:
                    _unless_foreign(site, parts)
                return handler(**parts)
            except ForbiddenError as error:
                return refusal(site, 403, _("This is not yours to do"), str(error))
            except NotFound as error:
                return refusal(site, 404, _("This page does not exist"), str(error))
            except ConflictError as error:
                return refusal(site, 409, _("Someone else was faster"), str(error))
            except (RefusedError, BadParameter) as error:
                return refusal(site, 422, _("This cannot be stored"), str(error))

        name = f"{FORMS}{handler.__module__.split('.')[-2]}.{handler.__name__}"
        if file:
            WITH_FILE.add(name)
        if open_:
            OPEN.add(name)
        server.add_url_rule(site.base + rule, name, guarded, methods=list(methods))
        return handler

    return register


def _unless_foreign(site: Site, parts: Mapping[str, str]) -> None:
    """ForbiddenError below a strategy that somebody does not work in, whether there is such a strategy or not."""
    if "slug" in parts and not site.actor.reads("read_internal", parts["slug"]):
        raise not_allowed()


def _ask_to_log_in(site: Site) -> Response:
    if request.method == "POST":
        raise Unauthorized("Please log in again.")
    return site.go(LOGIN, weiter=request.full_path.rstrip("?"))
