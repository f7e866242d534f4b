"""`/anmelden/stadtkonto`: to the town's own single sign-on, and back."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from dashboard.claims import earned
from dashboard.domain.rights import Grant
from dashboard.errors import RefusedError
from dashboard.operations import login, provider_login
from dashboard.operations.provider_login import Confirmed
from dashboard.text.catalog import gettext as _
from dashboard.web.events import tell
from dashboard.web.gate import LOGIN
from dashboard.working.login.going_on import inside
from dashboard.working.login.provider import Provider, ProviderFailed, Way
from dashboard.working.site import Site, route

WAY = f"{LOGIN}/stadtkonto"
BACK = f"{WAY}/zurueck"
_COOKIE = "strategiemonitor-stadtkonto"
#: Seconds in which somebody has logged in at the provider.
_LONGEST = 600
#: Characters of what the provider sends back; a code is shorter.
_LONGEST_ANSWER = 2000


def _origin(site: Site) -> str:
    """How browsers know this program. Only on one machine alone it is what they say."""
    stated = site.settings.public_url
    if stated is None:
        return request.host_url.rstrip("/")
    parts = urlsplit(stated)
    return f"{parts.scheme}://{parts.netloc}"


def install(server: Flask, site: Site, page: Callable[..., Response]) -> None:
    """Where the single sign-on is set up; `page` shows the login with a sentence."""
    if not site.provider:
        return
    seal = URLSafeTimedSerializer(site.settings.secret_key or secrets.token_hex(32), salt=_COOKIE)
    made: list[Provider] = []

    def provider() -> Provider:
        found = made[0] if made else Provider.of(site.settings, _origin(site) + site.href(BACK))
        assert found
        made[:] = [found]
        return found

    def forget(response: Response) -> Response:
        response.delete_cookie(_COOKIE, path=site.href(WAY), httponly=True, samesite="Lax", secure=site.settings.secure)
        return response

    def refused(error: ProviderFailed | RefusedError, after: str = "") -> Response:
        tell(f"login failed by provider ({getattr(error, 'why', 'account')})", level=logging.WARNING)
        return forget(page(after, 401, str(error)))

    @route(server, site, WAY, open_=True)
    def to_provider() -> Response:
        way = Way.new(request.args.get("weiter", "")[:1000])
        try:
            answer: Response = redirect(provider().way_there(way), code=303)  # type: ignore[assignment]
        except ProviderFailed as error:
            return refused(error, way.after)
        answer.set_cookie(
            _COOKIE, seal.dumps(list(way)), max_age=_LONGEST, path=site.href(WAY), httponly=True, samesite="Lax",
            secure=site.settings.secure or request.is_secure,
        )  # fmt: skip
        return answer

    @route(server, site, BACK, open_=True)
    def from_provider() -> Response:
        try:
            way = Way(*seal.loads(request.cookies.get(_COOKIE, ""), max_age=_LONGEST))
        except (BadSignature, TypeError):
            failed = ProviderFailed(_("This login was not begun here, or took too long. Please begin again."), "no way")
            return refused(failed)
        try:
            said = {name: value[:_LONGEST_ANSWER] for name, value in request.args.items()}
            claims = provider().claims(way, said)
            rules = earned(site.settings.oidc_roles, claims)
            wanted = [Grant(code="", account=0, role=one.role, strategy=one.strategy, scope=one.scope, object=one.object)
                      for one in rules]  # fmt: skip
            account = provider_login.account_of(site.engine, Confirmed.by(claims), wanted, site.today)
        except (ProviderFailed, RefusedError) as error:
            return refused(error, way.after)
        token = login.begin(site.engine, account.id, dt.datetime.now(dt.UTC))
        tell("login ok by provider", account.id)
        answer: Response = redirect(inside(site, way.after), code=303)  # type: ignore[assignment]
        return forget(site.visitors.remember(answer, token))
