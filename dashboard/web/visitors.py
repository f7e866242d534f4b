"""Who asks, and what they may read: the session of the cookie, its account with its roles, and the view it gets.

Without login everybody sees the published state. While nobody can log in, a server that only this machine reaches shows
the internal view, so that the program can be tried by one command.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Response, g, request
from sqlalchemy import Engine

from dashboard.operations import login
from dashboard.operations.deed import Actor
from dashboard.reader import Reader
from dashboard.settings import is_loopback
from dashboard.storage import accounts
from dashboard.storage.engine import asking

COOKIE = "strategiemonitor"
#: Seconds after which it is asked again whether somebody can log in by now.
_ASKED_EVERY = 5.0


#: Headers by which a proxy says that it asks for somebody else.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


def _from_here() -> bool:
    """Whether a browser on this machine asks under a name of this machine.

    A proxy asks for others, and under a name that somebody else points here a foreign page would read along.
    """
    name = urlsplit(f"//{request.host}").hostname or ""
    return is_loopback(name) and not any(header in request.headers for header in _FORWARDED)


class Visitors:
    """Sessions, roles and views of one installation. `local`: only this machine reaches the server."""

    def __init__(
        self, engine: Engine, *, today: Callable[[], dt.date], local: bool, secure: bool, must_log_in: bool, base: str
    ) -> None:
        self.engine, self.today, self.base = engine, today, base
        self.must_log_in = must_log_in
        self._local, self._secure = local, secure
        self._views = {audience: Reader(engine, today=today, audience=audience) for audience in ("public", "internal")}
        self._accounts, self._asked_at = False, -_ASKED_EVERY

    @property
    def open_to_all(self) -> bool:
        """Whether what this request sees is what everybody sees, whom a cache may then give it to."""
        return not self.must_log_in and self.actor().account is None

    @property
    def public(self) -> Reader:
        """The view of those who have not logged in."""
        return self._views["public"]

    @property
    def internal(self) -> Reader:
        """The view of those who work here."""
        return self._views["internal"]

    def actor(self) -> Actor:
        """Who sent this request: one statement where a cookie came along, once a request."""
        if "actor" not in g:
            token = request.cookies.get(COOKIE, "")
            found = login.session(self.engine, token, dt.datetime.now(dt.UTC)) if token else None
            if found is None or (found.demo and not self._local):
                g.actor = Actor(None, (), self.today())
            else:
                g.actor = Actor(found.account, found.grants, self.today(), found.name or found.email)
        return g.actor

    def view(self, slug: str = "") -> Reader:
        """What this request may see of a strategy; without `slug`, of all of them."""
        actor = self.actor()
        if actor.account is None:
            return self.internal if self._tried_out() else self.public
        return self.internal if actor.reads("read_internal", slug or None) else self.public

    def _tried_out(self) -> bool:
        """Whether somebody sits before the only machine that comes here, and nobody can log in yet."""
        return self._local and _from_here() and not self._somebody_can_log_in()

    def _somebody_can_log_in(self) -> bool:
        """Asked seldom, and not any more once it is so."""
        if not self._accounts and time.monotonic() - self._asked_at > _ASKED_EVERY:
            with asking(self.engine).connect() as connection:
                self._accounts = accounts.any_account(connection)
            self._asked_at = time.monotonic()
        return self._accounts

    def _end_session(self) -> None:
        token = request.cookies.get(COOKIE)
        if token:
            login.log_out(self.engine, token)

    def remember(self, response: Response, token: str) -> Response:
        """The browser keeps the token of a new session until it is closed; the one it had before ends."""
        self._end_session()
        response.set_cookie(
            COOKIE, token, path=self.base, httponly=True, samesite="Lax", secure=self._secure or request.is_secure
        )
        return response

    def forget(self, response: Response) -> Response:
        """End the session of this request, here and in the browser."""
        self._end_session()
        response.delete_cookie(COOKIE, path=self.base, httponly=True, samesite="Lax", secure=self._secure)
        return response
