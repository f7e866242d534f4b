"""Roll-ups: the figures of each strategy in the list of all, stored so that the list is one read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.storage.history import Root
from dashboard.storage.schema import INSTALLATION, roll_up, strategy_root


class RollUp(NamedTuple):
    """A strategy at its present data version, and the figures stored for it.

    `payload` is None where none are stored for this version; `valid_until` is the first day on which they may differ
    without a write (None: never).
    """

    slug: str
    data_version: int
    valid_until: dt.date | None
    payload: Mapping[str, Any] | None


def roll_ups(connection: sa.Connection, audience: str) -> list[RollUp]:
    """All strategies by short name, in one statement."""
    fits = sa.and_(
        roll_up.c.strategy_id == strategy_root.c.id,
        roll_up.c.audience == audience,
        roll_up.c.data_version == strategy_root.c.data_version,
    )
    query = (
        sa.select(strategy_root.c.slug, strategy_root.c.data_version, roll_up.c.valid_until, roll_up.c.payload)
        .select_from(strategy_root.outerjoin(roll_up, fits))
        .where(strategy_root.c.slug != INSTALLATION)
        .order_by(strategy_root.c.slug)
    )
    return [RollUp(*row) for row in connection.execute(query)]


def put_roll_up(
    connection: sa.Connection, root: Root, audience: str, valid_until: dt.date | None, payload: Mapping[str, Any]
) -> None:
    """Replace what is stored for a strategy and audience. Needs the lock on the strategy (`history.lock`)."""
    here = sa.and_(roll_up.c.strategy_id == root.id, roll_up.c.audience == audience)
    connection.execute(sa.delete(roll_up).where(here))
    connection.execute(
        sa.insert(roll_up).values(
            strategy_id=root.id,
            audience=audience,
            slug=root.slug,
            data_version=root.data_version,
            valid_until=valid_until,
            payload=dict(payload),
        )
    )
