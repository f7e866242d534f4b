"""Which reminder went to whom: each is claimed before its letter leaves, so that no two runs send the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

import sqlalchemy as sa

from dashboard.storage import accounts
from dashboard.storage.engine import writing
from dashboard.storage.schema import reminder

#: Entry (with its strategy and the day it is due) and stage.
Sent = tuple[str, int]


def claim(engine: sa.Engine, account: int, wanted: Collection[Sent], now: dt.datetime) -> frozenset[Sent]:
    """Of the wanted reminders those that this account has not had; from now on they count as sent."""
    columns = reminder.c
    with writing(engine) as connection:
        accounts.lock(connection, account)
        query = sa.select(columns.entry, columns.stage).where(columns.account_id == account)
        had = {(entry, stage) for entry, stage in connection.execute(query)}
        new = frozenset(wanted) - had
        if new:
            rows = [{"account_id": account, "entry": entry, "stage": stage, "sent_at": now} for entry, stage in new]
            connection.execute(sa.insert(reminder), rows)
    return new


def had(engine: sa.Engine) -> dict[int, frozenset[Sent]]:
    """What every account has had."""
    found: dict[int, set[Sent]] = {}
    with engine.connect() as connection:
        for account, entry, stage in connection.execute(sa.select(*reminder.c["account_id", "entry", "stage"])):
            found.setdefault(account, set()).add((entry, stage))
    return {account: frozenset(some) for account, some in found.items()}


def give_back(engine: sa.Engine, account: int, claimed: Iterable[Sent]) -> None:
    """The letter did not leave: its reminders are sent by the next run."""
    columns = reminder.c
    with writing(engine) as connection:
        for entry, stage in claimed:
            which = (columns.account_id == account, columns.entry == entry, columns.stage == stage)
            connection.execute(sa.delete(reminder).where(*which))


def pause(engine: sa.Engine, account: int, until: dt.date | None) -> None:
    """No letters to this account until that day (included); None: letters again."""
    with writing(engine) as connection:
        accounts.change(connection, account, quiet_until=until)
