"""What a measure's status means for the figures: which count, which rest, which days were paused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.domain.model import MeasureStatus
from dashboard.domain.state import StrategyState

#: "Active" in section D.
ACTIVE = frozenset({"adopted", "planning", "running"})
#: Carried out: the light is blue, "completed".
DONE = frozenset({"completed", "permanent"})
#: At rest: the light is white.
RESTING = frozenset({"paused", "parked", "stopped"})
#: Not (or no longer) a measure of its own: no light at all, as without a status.
WITHOUT_LIGHT = frozenset({"proposed", "merged"})
#: Counted in the ratios of a field or strategy (D13).
COUNTED = ACTIVE | DONE | {"paused"}
#: Days in these do not count as overdue: paused, or parked and later revived (X43).
PAUSING = frozenset({"paused", "parked"})

Pause = tuple[dt.date, dt.date]


def pauses(statuses: Sequence[MeasureStatus], key_date: dt.date) -> tuple[Pause, ...]:
    """The times at rest up to t as (from, until), from status changes sorted by day; one still going on ends at t."""
    ends = [status.valid_from for status in statuses[1:]] + [key_date]
    return tuple(
        (status.valid_from, end) for status, end in zip(statuses, ends, strict=False) if status.status in PAUSING
    )


def paused_days(times: Sequence[Pause], since: dt.date) -> int:
    """Days of the pauses that lie after `since`."""
    return sum(max(0, (end - max(start, since)).days) for start, end in times)


def only_named(state: StrategyState, change: MeasureStatus) -> bool:
    """Whether a document only names the status as of its own day, so that nobody said since when it holds.

    That is so for the first status of a measure without a resolution, dated like its document or the Datenstand.
    """
    if change.resolution or change != state.statuses_of[change.measure][0]:
        return False
    source = state.source_by_code.get(change.origin.source or "")
    end_of_data = None if state.strategy.live else state.strategy.data_as_of
    return change.valid_from in (end_of_data, source.date if source else None)


def status_since(state: StrategyState, changes: Sequence[MeasureStatus] | None) -> dt.date | None:
    """Since when a measure has its present status; None where it has none, or a document only names it."""
    return None if not changes or only_named(state, changes[-1]) else changes[-1].valid_from
