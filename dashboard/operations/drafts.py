"""Drafts (C.2): what somebody types is kept before it is submitted, for this person alone and on every device.

A draft is no answer: nobody approves it, no figure knows it, and its question is asked on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa

from dashboard.operations import entries
from dashboard.operations.deed import Actor, deed, unless_changed
from dashboard.storage import drafts
from dashboard.storage.drafts import Draft
from dashboard.storage.engine import reading, writing


def drafts_of(engine: sa.Engine, account: int | None) -> dict[tuple[str, str], Draft]:
    """The drafts of one account, by strategy and code of the entry."""
    if account is None:
        return {}
    with reading(engine) as connection:
        return drafts.drafts(connection, account)


def keep(
    engine: sa.Engine, actor: Actor, slug: str, code: str, typed: Mapping[str, str], seen: int | None, now: dt.datetime
) -> None:
    """Keep what stands in the form of a question; `seen` is the version of the entry that the form was opened with.

    Raises ForbiddenError for who may not submit it, and ConflictError where the entry is another one by now: what is
    sent twice, or late, never stands over what was submitted since.
    """
    with deed(engine, actor, slug) as doing:
        unless_changed(entries.to_answer(doing, code), seen)
        if actor.account is not None:
            drafts.put(doing.connection, actor.account, slug, code, typed, now)


def drop(engine: sa.Engine, account: int | None, slug: str, code: str) -> None:
    """Drop an account's draft; nothing happens where there is none."""
    with writing(engine) as connection:
        drafts.drop(connection, account, slug, code)
