"""Which periods can be closed, and what is still missing in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.data_quality import period_at
from dashboard.domain.due import Due
from dashboard.domain.values import Period
from dashboard.operations.entries import Entry
from dashboard.operations.periods import Closed, closing
from dashboard.reader import View

#: How many quarters and years that have ended are offered.
_OFFERED = {"quarter": 5, "year": 2}


@dataclass(frozen=True)
class Missing:
    """What lies in a period: questions without an answer, entries that wait for approval, and ones that came back."""

    questions: tuple[Due, ...]
    waiting: tuple[Entry, ...]
    returned: tuple[Entry, ...]

    @property
    def any(self) -> bool:
        return bool(self.questions or self.waiting or self.returned)


def within(period: Period, outer: Period) -> bool:
    return outer.first <= period.first and period.last <= outer.last


def open_periods(today: dt.date, locks: Sequence[Closed]) -> list[Period]:
    """The last quarters and years that have ended and are not closed, the latest first."""
    found = []
    for length, count in _OFFERED.items():
        day = period_at(today, length).first - dt.timedelta(days=1)
        for _number in range(count):
            period = period_at(day, length)
            found += [] if closing(locks, period) else [period]
            day = period.first - dt.timedelta(days=1)
    return sorted(found, key=lambda one: (one.last, one.first), reverse=True)


def missing(view: View, entries: Mapping[str, Entry], period: Period) -> Missing:
    """What closing the period would leave out. Milestones have no period."""
    held = [one for one in entries.values() if one.values["kind"] != "milestone" and one.values["period"]]
    inside = [one for one in held if within(Period.parse(one.values["period"]), period)]
    answered = {one.code for one in inside if one.state in ("submitted", "returned")}
    questions = (one for one in view.due() if one.kind != "milestone" and one.period and within(one.period, period))
    return Missing(
        tuple(one for one in questions if one.code not in answered),
        tuple(one for one in inside if one.state == "submitted"),
        tuple(one for one in inside if one.state == "returned"),
    )
