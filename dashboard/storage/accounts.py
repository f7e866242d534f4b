"""Accounts, what they hold, and who is logged in. What identifies a person stands in one row that can be emptied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dashboard.domain.rights import Grant
from dashboard.storage import entities
from dashboard.storage.schema import FACTS, account, login_attempt, session

_GRANT = FACTS["role_grant"].c
_GRANT_COLUMNS = tuple(getattr(_GRANT, name) for name in Grant.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Account:
    """One account; `email` and `name` are None after its person's data have gone."""

    id: int
    email: str | None
    name: str | None
    demo: bool
    created_on: dt.date
    closed_on: dt.date | None
    quiet_until: dt.date | None
    by_password: bool
    by_provider: bool
    calendar: bool


def _account(row: sa.RowMapping) -> Account:
    return Account(
        row["id"], row["email"], row["name"], row["demo"], row["created_on"], row["closed_on"], row["quiet_until"],
        row["password"] is not None, row["subject"] is not None, row["calendar"] is not None,
    )  # fmt: skip


def folded(email: str) -> str:
    """An address as it is compared: people write theirs in any case."""
    return email.strip().casefold()


def accounts(connection: sa.Connection) -> list[Account]:
    """Every account, the oldest first."""
    return [_account(row) for row in connection.execute(sa.select(account).order_by(account.c.id)).mappings()]


def find(connection: sa.Connection, **having: Any) -> Account | None:
    """The account with these values, such as `email=` (folded), `id=` or `issuer=` and `subject=`."""
    query = sa.select(account).where(*(account.c[name] == value for name, value in having.items()))
    row = connection.execute(query).mappings().one_or_none()
    return _account(row) if row else None


def password_of(connection: sa.Connection, number: int) -> str | None:
    """The stored hash of an account's password."""
    return connection.scalar(sa.select(account.c.password).where(account.c.id == number))


def add(connection: sa.Connection, **values: Any) -> int:
    """A new account; returns its number. Raises IntegrityError where the address is taken."""
    [number] = entities.take_ids(connection, account, 1)
    connection.execute(sa.insert(account).values(id=number, **({"demo": False} | values)))
    return number


def change(connection: sa.Connection, number: int, **values: Any) -> None:
    """Other values for an account."""
    connection.execute(sa.update(account).where(account.c.id == number).values(**values))


def lock(connection: sa.Connection, number: int) -> None:
    """Nobody else changes what belongs to this account before the transaction ends."""
    connection.execute(sa.select(account.c.id).where(account.c.id == number).with_for_update())


def any_account(connection: sa.Connection) -> bool:
    """Whether anybody can log in."""
    return connection.scalar(sa.select(account.c.id).where(account.c.closed_on.is_(None)).limit(1)) is not None


def any_demo(connection: sa.Connection) -> bool:
    """Whether an account of a demonstration is open: its password is known to everybody."""
    query = sa.select(account.c.id).where(account.c.closed_on.is_(None), account.c.demo).limit(1)
    return connection.scalar(query) is not None


def grants(connection: sa.Connection, number: int | None = None) -> tuple[Grant, ...]:
    """The roles that hold, of one account or of all; days are not looked at."""
    query = sa.select(*_GRANT_COLUMNS).where(_GRANT.superseded.is_(None)).order_by(_GRANT.id)
    if number is not None:
        query = query.where(_GRANT.account == number)
    return tuple(Grant(**row) for row in connection.execute(query).mappings())


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is logged in."""

    account: int
    name: str | None
    email: str | None
    demo: bool
    created_at: dt.datetime
    seen_at: dt.datetime
    grants: tuple[Grant, ...]


#: Made once: the statement that each request of somebody logged in begins with.
_SESSION = (
    sa.select(
        session.c.account_id, session.c.created_at, session.c.seen_at, account.c.name, account.c.email, account.c.demo,
        *_GRANT_COLUMNS,
    )
    .select_from(
        session.join(account, account.c.id == session.c.account_id).outerjoin(
            FACTS["role_grant"], sa.and_(_GRANT.account == account.c.id, _GRANT.superseded.is_(None))
        )
    )
    .where(session.c.token == sa.bindparam("token"), account.c.closed_on.is_(None))
)  # fmt: skip


def session_of(connection: sa.Connection, token: str) -> Session | None:
    """The session of a token's SHA-256, with the roles of its account, in one statement."""
    rows = connection.execute(_SESSION, {"token": token}).mappings().all()
    if not rows:
        return None
    first = rows[0]
    held = tuple(Grant(**{name: row[name] for name in Grant.__dataclass_fields__}) for row in rows if row["code"])
    return Session(
        first["account_id"], first["name"], first["email"], first["demo"], first["created_at"], first["seen_at"], held
    )


def begin_session(connection: sa.Connection, token: str, number: int, now: dt.datetime) -> None:
    connection.execute(sa.insert(session).values(token=token, account_id=number, created_at=now, seen_at=now))


def touch_session(connection: sa.Connection, token: str, now: dt.datetime) -> None:
    connection.execute(sa.update(session).where(session.c.token == token).values(seen_at=now))


def end_sessions(connection: sa.Connection, *, token: str | None = None, number: int | None = None) -> None:
    """End one session, or all of an account."""
    which = session.c.token == token if token is not None else session.c.account_id == number
    connection.execute(sa.delete(session).where(which))


def end_old_sessions(connection: sa.Connection, created_before: dt.datetime, seen_before: dt.datetime) -> None:
    """End what is over by age or by idleness."""
    old = sa.or_(session.c.created_at < created_before, session.c.seen_at < seen_before)
    connection.execute(sa.delete(session).where(old))


def failures(connection: sa.Connection, key: str, since: dt.datetime) -> int:
    """The failed logins of a key since then."""
    query = sa.select(login_attempt.c.failures).where(login_attempt.c.key == key, login_attempt.c.last_at > since)
    return connection.scalar(query) or 0


def count_failure(connection: sa.Connection, keys: Iterable[str], now: dt.datetime, since: dt.datetime) -> None:
    """One failed login more for each key; what is older than `since` no longer counts."""
    connection.execute(sa.delete(login_attempt).where(login_attempt.c.last_at <= since))
    for key in keys:
        more = sa.update(login_attempt).where(login_attempt.c.key == key)
        if not connection.execute(more.values(failures=login_attempt.c.failures + 1, last_at=now)).rowcount:
            connection.execute(sa.insert(login_attempt).values(key=key, failures=1, last_at=now))


def forget_failures(connection: sa.Connection, key: str) -> None:
    connection.execute(sa.delete(login_attempt).where(login_attempt.c.key == key))
