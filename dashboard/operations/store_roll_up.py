"""Store the figures of a strategy for the list of all strategies."""

from __future__ import annotations

import sqlalchemy as sa

from dashboard.storage import history
from dashboard.storage.engine import writing
from dashboard.storage.roll_ups import RollUp, put_roll_up


def store_roll_up(engine: sa.Engine, audience: str, found: RollUp) -> bool:
    """Replace the stored figures. False, and nothing is stored, where the strategy has been written to since."""
    if found.payload is None:
        raise ValueError("a roll-up without figures")
    with writing(engine) as connection:
        root = history.lock(connection, found.slug)
        if root is None or root.data_version != found.data_version:
            return False
        put_roll_up(connection, root, audience, found.valid_until, found.payload)
    return True
