"""The secret in the address of a person's calendar: the database knows its SHA-256 alone."""

from __future__ import annotations

import secrets
from hashlib import sha256

import sqlalchemy as sa

from dashboard.storage import accounts
from dashboard.storage.accounts import Account
from dashboard.storage.engine import reading, writing


def _sealed(secret: str) -> str:
    return sha256(f"calendar {secret}".encode()).hexdigest()


def renew(engine: sa.Engine, account: int) -> str:
    """A new secret; what stood in the address before leads nowhere from now on."""
    secret = secrets.token_urlsafe(32)
    with writing(engine) as connection:
        accounts.change(connection, account, calendar=_sealed(secret))
    return secret


def revoke(engine: sa.Engine, account: int) -> None:
    """The account has no calendar any more."""
    with writing(engine) as connection:
        accounts.change(connection, account, calendar=None)


def owner(engine: sa.Engine, secret: str) -> Account | None:
    """Whose calendar it is; None where the secret is none, or not any more."""
    with reading(engine) as connection:
        found = accounts.find(connection, calendar=_sealed(secret))
    return found if found and found.closed_on is None else None
