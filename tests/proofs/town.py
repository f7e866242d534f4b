"""A town with sponsors who each have an account, and entries that never stand in each other's way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

import sqlalchemy as sa

from dashboard.domain.rights import Grant
from dashboard.operations import accounts, entries
from dashboard.operations.deed import Actor
from dashboard.operations.entries import Answer
from dashboard.storage.chain import verify_chain
from dashboard.storage.engine import reading
from dashboard.storage.schema import FACTS, INSTALLATION, account, change
from tests.storage.packages import SLUG, TODAY, store, town

OPERATOR = Actor(None, (), TODAY, operator=True)
_FIRST = dt.date(1900, 1, 1)

#: A fresh database of one kind: with the tables of the program, or empty.
Fresh = Callable[[bool], sa.Engine]


class Proof(NamedTuple):
    """One line of what is guaranteed: how it was tried, what came of it, whether it holds."""

    promise: str
    tried: str
    figures: str
    holds: bool


def fill(engine: sa.Engine, sponsors: int) -> None:
    """The town, and accounts 1, 2, … that may all submit."""
    store(engine, town())
    for number in range(1, sponsors + 1):
        made = accounts.add_account(engine, OPERATOR, f"patin{number}@musterstadt.example", f"Patenrolle {number}")
        role = Grant(code="", account=made.id, role="sponsor", strategy=SLUG, scope="measure", object="lamps")
        accounts.grant_role(engine, OPERATOR, role)


def actors(engine: sa.Engine) -> list[Actor]:
    """Everybody who may submit."""
    return [accounts.actor_of(engine, one, TODAY) for one in accounts.everybody(engine)[0]]


def answer(number: int) -> Answer:
    """An entry of its own for each number."""
    day = (_FIRST + dt.timedelta(number)).isoformat()
    return Answer(kind="value", subject="lamps-n", period=day, value=Decimal(number), quality="measured")


def write(engine: sa.Engine, actor: Actor, number: int) -> str:
    """Submit one entry; returns its code once it is acknowledged."""
    return entries.submit(engine, actor, SLUG, answer(number), None).code


def stored(engine: sa.Engine) -> set[str]:
    """The codes of the entries that hold."""
    with reading(engine) as connection:
        return set(connection.scalars(sa.select(FACTS["entry"].c.code).where(FACTS["entry"].c.superseded.is_(None))))


def recorded(engine: sa.Engine) -> int:
    """How many changes of the town say that a person with an account wrote them."""
    query = sa.select(sa.func.count()).where(change.c.way == "form", change.c.account.in_(sa.select(account.c.id)))
    with reading(engine) as connection:
        return connection.scalar(query) or 0


def whole(engine: sa.Engine) -> bool:
    """Whether every history fits together."""
    with reading(engine) as connection:
        return all(verify_chain(connection, slug) is None for slug in (SLUG, INSTALLATION))
