"""What people have typed and not submitted yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from dashboard.storage.schema import draft


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a form as they were typed, by name, and when they were kept."""

    typed: Mapping[str, str]
    saved_at: dt.datetime


def drafts(connection: sa.Connection, account: int) -> dict[tuple[str, str], Draft]:
    """The drafts of one account, by strategy and entry."""
    found = connection.execute(sa.select(draft).where(draft.c.account_id == account)).mappings()
    return {(row["slug"], row["entry"]): Draft(row["typed"], row["saved_at"]) for row in found}


def put(
    connection: sa.Connection, account: int, slug: str, entry: str, typed: Mapping[str, str], now: dt.datetime
) -> None:
    """Keep a draft in place of the one before it."""
    drop(connection, account, slug, entry)
    connection.execute(
        sa.insert(draft).values(account_id=account, slug=slug, entry=entry, typed=dict(typed), saved_at=now)
    )


def drop(connection: sa.Connection, account: int | None, slug: str | None = None, entry: str | None = None) -> None:
    """Drop one draft of an account, or all of them."""
    query = sa.delete(draft).where(draft.c.account_id == account)
    if slug is not None:
        query = query.where(draft.c.slug == slug, draft.c.entry == entry)
    connection.execute(query)
