"""How every measure stands against the last key date before: both days read from the facts that are known now.

An evaluation has the key date 31.12. of its reporting year. As long as none has been frozen, the earlier day is
computed anew; so no light remembers another (D12, hysteresis: the memory is of frozen evaluations only).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from dashboard.domain.assessment import Aggregate, Assessment, MeasureAssessment
from dashboard.domain.measure_status import ACTIVE, DONE, PAUSING
from dashboard.reporting.selection import Selection, selected
from dashboard.reporting.status import severity
from dashboard.text.catalog import lazy_gettext as _l


class Kind(NamedTuple):
    """A way in which a measure can have changed; `name` is its code in files."""

    name: str
    word: Any


#: Worst first: the order in which they are counted and listed. Each measure has exactly one.
KINDS = (
    Kind("worse", _l("worse")),
    Kind("unrateable", _l("no longer rateable")),
    Kind("stopped", _l("stopped")),
    Kind("resting", _l("paused or parked")),
    Kind("better", _l("better")),
    Kind("rateable", _l("now rateable")),
    Kind("resumed", _l("taken up again")),
    Kind("completed", _l("completed")),
    Kind("new", _l("new")),
    Kind("merged", _l("merged")),
    Kind("unchanged", _l("without change")),
    Kind("without", _l("without a light")),
)
#: Nothing to tell of these but their number.
STILL = frozenset({"unchanged", "without"})


def key_date_before(day: dt.date) -> dt.date:
    """The last 31 December before the day."""
    return dt.date(day.year - 1, 12, 31)


def _life(found: MeasureAssessment | None) -> str:
    """Where a measure is in its life, as far as a change of it is one to tell."""
    status = found.status if found else None
    if status in ACTIVE:
        return "active"
    if status in DONE:
        return "completed"
    return "resting" if status in PAUSING else status or "proposed"


def kind_of(before: MeasureAssessment | None, now: MeasureAssessment) -> str:
    """The name of the change; `before` is None where the measure was not known for that day."""
    was, life = _life(before), _life(now)
    if life == "proposed" or (life == was == "merged"):
        return "without"
    if life != was:
        return life if life != "active" else "new" if was == "proposed" else "resumed"
    return _by_light(before.lights.overall if before else None, now.lights.overall) if life == "active" else "unchanged"


def _by_light(before: str | None, now: str | None) -> str:
    if before == now:
        return "unchanged"
    if now == "grey":
        return "unrateable"
    if before == "grey":
        return "rateable"
    return "worse" if severity(now) < severity(before) else "better"


@dataclass(frozen=True, slots=True)
class Change:
    """One measure on both days."""

    kind: str
    before: MeasureAssessment | None
    now: MeasureAssessment


@dataclass(frozen=True)
class Comparison:
    """All measures asked for, in the strategy's order; the totals are None where only some of a field are asked for."""

    before: Assessment
    now: Assessment
    changes: tuple[Change, ...]
    total_before: Aggregate | None
    total_now: Aggregate | None

    @property
    def day(self) -> dt.date:
        return self.before.state.as_of

    @cached_property
    def by_kind(self) -> Mapping[str, Sequence[Change]]:
        """The changes by name of their kind, each list worst first."""
        in_order = sorted(self.changes, key=lambda change: severity(change.now.lights.overall))
        return {kind.name: [change for change in in_order if change.kind == kind.name] for kind in KINDS}

    def count(self, kind: str) -> int:
        return len(self.by_kind[kind])

    @property
    def is_still(self) -> bool:
        """Whether no measure has changed."""
        return all(change.kind in STILL for change in self.changes)


def _total(assessment: Assessment, selection: Selection) -> Aggregate | None:
    if selection.group or selection.status:
        return None
    return assessment.fields.get(selection.field) if selection.field else assessment.strategy


def compare(before: Assessment, now: Assessment, selection: Selection) -> Comparison:
    """The measures that are shown now, each with how it stood before."""
    pairs = ((before.measures.get(found.measure.code), found) for found in selected(now, selection))
    return Comparison(
        before=before,
        now=now,
        changes=tuple(Change(kind_of(was, found), was, found) for was, found in pairs),
        total_before=_total(before, selection),
        total_now=_total(now, selection),
    )
