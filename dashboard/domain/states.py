"""The life of a measure, a milestone, an indicator value, a grant and a drawdown (C.2).

Each table reads: from this state, to that state, when these columns are filled. Derived states ("überfällig",
"verschoben") are never stored. The functions return problems; an empty tuple means "go ahead".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from dashboard.domain.milestone_assessment import milestone_state
from dashboard.domain.model import Drawdown, GrantVersion, IndicatorValue, MeasureStatus, Milestone
from dashboard.domain.problems import Problem, error, warning

Steps = Mapping[str, Mapping[str, tuple[str, ...]]]

_WITH_REASON = ("reason",)
_WITH_RESOLUTION = ("reason", "resolution")
_WITH_TARGET = ("reason", "resolution", "merged_into")
#: Ways out of every state in which a measure is still wanted.
_LEAVE: Mapping[str, tuple[str, ...]] = {
    "parked": _WITH_REASON, "stopped": _WITH_RESOLUTION, "merged": _WITH_TARGET,
}  # fmt: skip
_LEAVE_ACTIVE = {"paused": _WITH_REASON, **_LEAVE}

MEASURE_STEPS: Steps = {
    "proposed": {"adopted": (), **_LEAVE},
    "adopted": {"planning": (), **_LEAVE_ACTIVE},
    "planning": {"running": (), **_LEAVE_ACTIVE},
    "running": {"completed": (), **_LEAVE_ACTIVE},
    "completed": {"permanent": ()},
    "permanent": {},
    "paused": _LEAVE,  # and back to the state before the pause
    "parked": {"stopped": _WITH_RESOLUTION, "merged": _WITH_TARGET},  # and back to the state before
    "stopped": {},
    "merged": {},
}
#: A pause ends where it began.
RETURNING = frozenset({"paused", "parked"})

MILESTONE_STEPS: Steps = {
    "planned": {"in_progress": (), "reached": ("actual_date",), "dropped": ("dropped_reason",)},
    "in_progress": {"reached": ("actual_date",), "dropped": ("dropped_reason",), "planned": ()},
    "reached": {"in_progress": ()},  # only what no freeze has seen
    "dropped": {},
}

VALUE_STEPS: Steps = {
    "draft": {"submitted": ("submitted_by",)},
    "submitted": {"approved": ("submitted_by", "approved_by"), "draft": ()},  # returned with a note
    "approved": {"published": ("approved_by",), "draft": (), "submitted": ("submitted_by",)},  # a correction
    "published": {"withdrawn": ("note",), "draft": (), "submitted": ("submitted_by",)},
    "withdrawn": {"draft": (), "submitted": ("submitted_by",)},
}

GRANT_STEPS: Steps = {
    "applied": {"applied": (), "approved": ("amount",), "rejected": ()},
    "approved": {"changed": ("amount",), "revoked": ("note",), "closed": ()},
    "changed": {"changed": ("amount",), "revoked": ("note",), "closed": ()},
    "rejected": {},
    "revoked": {},
    "closed": {},
}

_REQUESTED = ("requested_on",)
DRAWDOWN_STEPS: Steps = {
    "planned": {"requested": _REQUESTED},
    "requested": {
        "received": (*_REQUESTED, "received_on"),
        "cut": (*_REQUESTED, "decided_on", "amount_left"),
        "rejected": (*_REQUESTED, "decided_on"),
    },
    "cut": {"received": (*_REQUESTED, "received_on")},  # what is left of it
    "received": {"proven": (*_REQUESTED, "received_on", "proven_on")},
    "proven": {},
    "rejected": {},
}


def _step(steps: Steps, before: str, after: str, table: str, key: tuple[str, ...], record: object) -> list[Problem]:
    """What stands against one step, its needs included."""
    if not steps[before]:
        return [error("final_state", table, key, None, before=before, after=after)]
    if after not in steps[before]:
        return [error("step_not_allowed", table, key, None, before=before, after=after, allowed=tuple(steps[before]))]
    return _needs(steps[before][after], after, table, key, record)


def _needs(columns: Iterable[str], after: str, table: str, key: tuple[str, ...], record: object) -> list[Problem]:
    missing = (column for column in columns if getattr(record, column) in (None, ""))
    return [error("step_needs", table, key, column, after=after) for column in missing]


def needs_of(steps: Steps, state: str) -> tuple[str, ...]:
    """The columns that a row in this state must have, whichever way it came there."""
    ways = [set(after[state]) for after in steps.values() if state in after]
    return tuple(sorted(set.intersection(*ways))) if ways else ()


def state_before(statuses: Sequence[MeasureStatus]) -> str | None:
    """The state to which a paused or parked measure returns: its last one that was no rest."""
    return next((s.status for s in reversed(statuses) if s.status not in RETURNING), None)


def measure_step(
    statuses: Sequence[MeasureStatus], change: MeasureStatus, milestones: Iterable[Milestone], today: dt.date
) -> tuple[Problem, ...]:
    """What stands against the next status of a measure; `statuses` are its own, oldest first, `milestones` its own."""
    key = (change.measure, change.valid_from.isoformat())
    found = []
    if statuses:
        last = statuses[-1]
        returns = last.status in RETURNING and change.status == state_before(statuses)
        if not returns:
            found += _step(MEASURE_STEPS, last.status, change.status, "measure_status", key, change)
        if change.valid_from < last.valid_from:
            found.append(error("before_last_step", "measure_status", key, "valid_from", last=last.valid_from))
    if change.valid_from > today:
        found.append(error("day_in_future", "measure_status", key, "valid_from", day=change.valid_from))
    if change.merged_into == change.measure:
        found.append(error("merged_into_itself", "measure_status", key, "merged_into"))
    if change.status == "completed":
        found += open_critical(change, milestones)
    return tuple(found)


def open_critical(change: MeasureStatus, milestones: Iterable[Milestone]) -> list[Problem]:
    """Abgeschlossen needs: no open critical milestone."""
    still_open = tuple(m.code for m in milestones if m.critical and m.actual_date is None and m.dropped_on is None)
    key = (change.measure, change.valid_from.isoformat())
    return [error("open_critical", "measure_status", key, "status", milestones=still_open)] if still_open else []


def measure_history(statuses: Sequence[MeasureStatus]) -> tuple[Problem, ...]:
    """A history as documents tell it: steps may be missing, but nothing follows the end, and a merger has a target."""
    found = []
    for before, after in pairwise(statuses):
        key = (after.measure, after.valid_from.isoformat())
        if before.status in ("stopped", "merged"):
            found.append(
                error("final_state", "measure_status", key, "status", before=before.status, after=after.status)
            )
    for status in statuses:
        key = (status.measure, status.valid_from.isoformat())
        needs = {column for steps in MEASURE_STEPS.values() for column in steps.get(status.status, ())}
        for problem in _needs(sorted(needs), status.status, "measure_status", key, status):
            required = problem.column == "merged_into"
            found.append(problem if required else problem._replace(severity="warning"))
    return tuple(found)


def milestone_step(
    before: Milestone, after: Milestone, today: dt.date, frozen_until: dt.date | None = None
) -> tuple[Problem, ...]:
    """What stands against the edit of a milestone; `frozen_until` is the key date of the last freeze."""
    was, becomes, key = milestone_state(before), milestone_state(after), (after.code,)
    found = _step(MILESTONE_STEPS, was, becomes, "milestone", key, after) if was != becomes else []
    frozen = frozen_until and before.actual_date and before.actual_date.day <= frozen_until
    if was == "reached" and becomes != "reached" and frozen:
        found.append(error("frozen", "milestone", key, "actual_date", frozen_until=frozen_until))
    return (*found, *milestone_days(after, today))


def milestone_days(milestone: Milestone, today: dt.date, starts: dt.date | None = None) -> tuple[Problem, ...]:
    """The rules for a milestone's days (X4, X5): none in the future, evidence for a duty, not before the measure."""
    key, reached = (milestone.code,), milestone.actual_date
    found = [
        error("day_in_future", "milestone", key, column, day=day)
        for column, day in (
            ("started_on", milestone.started_on),
            ("actual_date", reached.first if reached else None),
            ("dropped_on", milestone.dropped_on),
        )
        if day and day > today
    ]
    if reached and milestone.funder_duty and not milestone.evidence:
        found.append(error("reached_without_evidence", "milestone", key, "evidence"))
    if milestone.dropped_on and not milestone.dropped_reason:
        found.append(error("step_needs", "milestone", key, "dropped_reason", after="dropped"))
    if reached and starts and reached.day < starts:
        found.append(warning("reached_before_start", "milestone", key, "actual_date", day=reached.day, starts=starts))
    return tuple(found)


def value_step(before: IndicatorValue | None, after: IndicatorValue) -> tuple[Problem, ...]:
    """What stands against the next state of an indicator value; a new one begins as draft or submitted (I1, X40)."""
    key = (after.indicator, after.period.text)
    if before is None:
        new = {"": {"draft": (), "submitted": ("submitted_by",)}}
        found = _step(new, "", after.state, "indicator_value", key, after)
    elif before.state != after.state:
        found = _step(VALUE_STEPS, before.state, after.state, "indicator_value", key, after)
    else:
        found = []
    if after.approved_by and after.approved_by == after.submitted_by:
        found.append(error("approved_by_submitter", "indicator_value", key, "approved_by", role=after.approved_by))
    return tuple(found)


def grant_step(before: GrantVersion | None, after: GrantVersion) -> tuple[Problem, ...]:
    """What stands against the next version of a grant; the first may be any, as documents tell of it."""
    key = (after.grant, after.valid_from.isoformat())
    if before is None:
        return tuple(_needs(needs_of(GRANT_STEPS, after.status), after.status, "grant_version", key, after))
    return tuple(_step(GRANT_STEPS, before.status, after.status, "grant_version", key, after))


def drawdown_step(before: Drawdown | None, after: Drawdown, today: dt.date) -> tuple[Problem, ...]:
    """What stands against the next state of a drawdown."""
    found = []
    if before is not None and before.status != after.status:
        found += _step(DRAWDOWN_STEPS, before.status, after.status, "drawdown", (after.code,), after)
    return (*found, *drawdown_days(after, today))


def drawdown_days(drawdown: Drawdown, today: dt.date) -> tuple[Problem, ...]:
    """A drawdown has the days of its state, in order, none in the future; a cut leaves less than was asked for."""
    key = (drawdown.code,)
    found = _needs(needs_of(DRAWDOWN_STEPS, drawdown.status), drawdown.status, "drawdown", key, drawdown)
    days = [(name, getattr(drawdown, name)) for name in ("requested_on", "decided_on", "received_on", "proven_on")]
    stated = [(name, day) for name, day in days if day]
    found += [error("day_in_future", "drawdown", key, name, day=day) for name, day in stated if day > today]
    found += [
        error("days_out_of_order", "drawdown", key, later, day=day, earlier=before)
        for (_earlier, before), (later, day) in pairwise(stated)
        if day < before
    ]
    if drawdown.amount_left is not None and drawdown.amount_left > drawdown.amount:
        found.append(error("left_above_amount", "drawdown", key, "amount_left", amount=drawdown.amount))
    return tuple(found)
