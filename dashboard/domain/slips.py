"""What slips after a milestone: those that follow it, directly or through others, keep their distance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from dashboard.domain.assessed import MilestoneAssessment


class Slip(NamedTuple):
    """An open milestone that follows: its baseline, the day it was expected, and the day that keeps the distance."""

    milestone: str
    baseline: dt.date | None
    before: dt.date
    after: dt.date


def stated_day(found: MilestoneAssessment) -> dt.date | None:
    """The day that was stated for an open milestone: its latest forecast, else its baseline."""
    if found.forecast:
        return found.forecast.date.day
    return found.baseline.day if found.baseline else None


def followers(milestones: Mapping[str, MilestoneAssessment], code: str) -> tuple[str, ...]:
    """The milestones that follow one, directly or through others, in the order of the strategy; never itself.

    What was reached already holds back nothing that stands behind it.
    """
    found = {code}
    while True:
        pushing = {name for name in found if milestones[name].state != "reached"}
        more = {name for name, one in milestones.items() if name not in found and pushing & set(one.predecessors)}
        if not more:
            return tuple(name for name in milestones if name in found and name != code)
        found |= more


def slips(milestones: Mapping[str, MilestoneAssessment], code: str, new_day: dt.date) -> tuple[Slip, ...]:
    """What slips when this milestone is expected on a later day than stated before: the open, dated ones behind it.

    Each moves by as many days as the milestone itself. Nothing slips when it comes earlier, or had no day.
    """
    before = stated_day(milestones[code])
    if before is None or new_day <= before:
        return ()
    late = new_day - before
    behind = ((name, milestones[name]) for name in followers(milestones, code))
    dated = ((name, one, stated_day(one)) for name, one in behind if one.is_open)
    return tuple(
        Slip(name, one.baseline.day if one.baseline else None, day, day + late) for name, one, day in dated if day
    )
