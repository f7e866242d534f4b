"""Periods are closed when their reports are in, and opened again with a reason: nothing is reported into a closed one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dashboard.domain.rights import Target
from dashboard.domain.values import Period
from dashboard.errors import ConflictError, NotFound, RefusedError
from dashboard.operations.deed import Actor, Deed, Held, deed, unless_changed
from dashboard.storage import working
from dashboard.storage.engine import reading
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

_TABLE = "period_lock"


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed period; `version` is what a form carries, `account` and `role` say who closed it."""

    version: int
    period: Period
    closed_on: dt.date
    reason: str | None
    recorded_at: dt.datetime
    account: int | None
    role: str


def closed_periods(engine: sa.Engine, slug: str) -> list[Closed]:
    """Every closed period of a strategy, the latest first."""
    with reading(engine) as connection:
        found = working.held_rows(connection, slug, _TABLE)
    rows = [
        Closed(row.row_id, Period.parse(row.values["period"]), row.values["closed_on"], row.values["reason"],
               row.recorded_at, row.account, row.role)
        for row in found
    ]  # fmt: skip
    return sorted(rows, key=lambda one: (one.period.last, one.period.first), reverse=True)


def closing(locks: Iterable[Closed], period: Period) -> Closed | None:
    """The closed period that holds a period; None: it is open."""
    return next((one for one in locks if one.period.first <= period.first and period.last <= one.period.last), None)


def close(engine: sa.Engine, actor: Actor, slug: str, text: str, reason: str) -> None:
    """Close a period: from then on nobody reports into it or approves what lies in it.

    Raises ForbiddenError; RefusedError for what is no period or has not ended; ConflictError where it is closed already.
    """
    period = _period(text)
    with deed(engine, actor, slug) as doing:
        doing.need("close_period", Target(strategy=slug, state="open"))
        if period.last >= actor.today:
            raise RefusedError(_("The period {period} has not ended yet.", period=formats.period(period)))
        _unless_locked(doing, period)
        doing.reason = reason.strip() or None
        doing.add(_TABLE, {"period": period.text, "closed_on": actor.today, "reason": doing.reason})


def open_again(engine: sa.Engine, actor: Actor, slug: str, text: str, seen: int, reason: str) -> None:
    """Open a closed period; the reason stays in the history.

    Raises ForbiddenError, NotFound where the period is open, ConflictError where it was closed anew since.
    """
    if not reason.strip():
        raise RefusedError(_("Please say in one sentence why the period is opened."))
    with deed(engine, actor, slug) as doing:
        doing.need("open_period", Target(strategy=slug, state="closed"))
        held = _held(doing, text)
        unless_changed(held, seen)
        doing.reason = reason.strip()
        doing.end(_TABLE, held)


def _period(text: str) -> Period:
    try:
        period = Period.parse(text.strip())
    except ValueError:
        raise RefusedError(_("“{text}” is no period. Write 2025, 2025-H1, 2025-Q1 or 2025-01.", text=text)) from None
    if period.first == period.last:
        raise RefusedError(_("“{text}” is no period. Write 2025, 2025-H1, 2025-Q1 or 2025-01.", text=text))
    return period


def _held(doing: Deed, text: str) -> Held:
    held = doing.held(_TABLE, text)
    if held is None:
        raise NotFound(_("This period is not closed."))
    return held


def _unless_locked(doing: Deed, period: Period) -> None:
    found: Any = working.lock_of(doing.connection, doing.root.id, period)
    if found:
        raise ConflictError(_("{period} has been closed already.", period=formats.period(found[0])))
