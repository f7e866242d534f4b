"""Logging in and out: sessions live in the database, the browser holds a random token and nothing else."""

from __future__ import annotations

import datetime as dt
import ipaddress
import secrets
from hashlib import sha256

import sqlalchemy as sa

from dashboard.errors import StrategiemonitorError
from dashboard.operations import passwords
from dashboard.storage import accounts
from dashboard.storage.accounts import Session
from dashboard.storage.engine import asking, reading, writing
from dashboard.text.catalog import gettext as _

#: A session ends after so long without a request, and after so long in any case.
IDLE = dt.timedelta(hours=2)
LONGEST = dt.timedelta(hours=12)
#: To write down each request would cost more than to answer it.
_NOTED_EVERY = dt.timedelta(minutes=1)
#: After so many failures of one account, or from one address, logging in waits. Many people may share an address.
MOST_FAILURES, MOST_FROM_ADDRESS = 5, 50
PAUSE = dt.timedelta(minutes=5)


class LoginFailed(StrategiemonitorError):
    """One sentence for every failure: it tells nobody whether an address is known; `account` is for the log alone."""

    def __init__(self, account: int | None = None) -> None:
        super().__init__(_("E-mail address or password is wrong."))
        self.account = account


class TooManyTries(StrategiemonitorError):
    """Logging in waits."""

    def __init__(self) -> None:
        super().__init__(_("Too many tries. Please try again in 5 minutes."))


def _sealed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _network(address: str) -> str:
    """Where a login comes from: one line to the house has all addresses of an IPv6 network of 64 bits."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address


def log_in(engine: sa.Engine, email: str, password: str, address: str, now: dt.datetime) -> str:
    """The token of a new session. Raises LoginFailed and TooManyTries; known and unknown names take as long."""
    name, place = _sealed(f"account {accounts.folded(email)}"), _sealed(f"address {_network(address)}")
    with reading(engine) as connection:
        limits = ((name, MOST_FAILURES), (place, MOST_FROM_ADDRESS))
        if any(accounts.failures(connection, key, now - PAUSE) >= most for key, most in limits):
            raise TooManyTries
        found = accounts.find(connection, email=accounts.folded(email))
        stored = accounts.password_of(connection, found.id) if found and not found.closed_on else None
    if not passwords.fits(stored, password) or found is None:
        with writing(engine) as connection:
            accounts.count_failure(connection, (name, place), now, now - PAUSE)
        raise LoginFailed(found.id if found else None)
    with writing(engine) as connection:
        accounts.forget_failures(connection, name)
    return begin(engine, found.id, now)


def begin(engine: sa.Engine, account: int, now: dt.datetime) -> str:
    """A new session of an account that has proved who it is; old sessions leave."""
    token = secrets.token_urlsafe(32)
    with writing(engine) as connection:
        accounts.end_old_sessions(connection, now - LONGEST, now - IDLE)
        accounts.begin_session(connection, _sealed(token), account, now)
    return token


def session(engine: sa.Engine, token: str, now: dt.datetime) -> Session | None:
    """Who is logged in with this token; None where nobody is, or not any more."""
    with asking(engine).connect() as connection:
        found = accounts.session_of(connection, _sealed(token))
    if found is None or now - found.created_at > LONGEST or now - found.seen_at > IDLE:
        return None
    if now - found.seen_at > _NOTED_EVERY:
        with writing(engine) as connection:
            accounts.touch_session(connection, _sealed(token), now)
    return found


def account_with(engine: sa.Engine, token: str) -> int | None:
    """Whose session it is."""
    with asking(engine).connect() as connection:
        found = accounts.session_of(connection, _sealed(token))
    return found.account if found else None


def log_out(engine: sa.Engine, token: str) -> None:
    """End the session."""
    with writing(engine) as connection:
        accounts.end_sessions(connection, token=_sealed(token))


def proves(engine: sa.Engine, account: int, password: str, now: dt.datetime) -> bool:
    """Whether it is the password of this account. Raises TooManyTries: who found an open screen guesses as slowly."""
    key = _sealed(f"proof {account}")
    with reading(engine) as connection:
        if accounts.failures(connection, key, now - PAUSE) >= MOST_FAILURES:
            raise TooManyTries
        proved = passwords.fits(accounts.password_of(connection, account), password)
    with writing(engine) as connection:
        if proved:
            accounts.forget_failures(connection, key)
        else:
            accounts.count_failure(connection, (key,), now, now - PAUSE)
    return proved
