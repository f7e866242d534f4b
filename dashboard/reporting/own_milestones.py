"""The milestones that hang on the strategy, a goal or a field of action, and on no measure."""

from __future__ import annotations

import datetime as dt

from dashboard.domain.assessment import Assessment, MilestoneAssessment
from dashboard.domain.state import StrategyState
from dashboard.reporting.measure.milestones import COLUMNS, cells, explained, judged
from dashboard.reporting.sources.rows import title_of
from dashboard.reporting.table import Column, Table
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.catalog import ngettext


def own_milestones(assessment: Assessment) -> list[MilestoneAssessment]:
    """By the day reached or planned, undated last; the dropped ones stay in their place."""

    def order(found: MilestoneAssessment) -> tuple[dt.date, int]:
        stated = found.milestone.actual_date or (found.forecast and found.forecast.date) or found.baseline
        return stated.day if stated else dt.date.max, found.milestone.position

    found = (m for m in assessment.milestones.values() if m.milestone.object.kind != "measure")
    return sorted(found, key=order)


def counts(found: list[MilestoneAssessment]) -> tuple[int, int]:
    """How many are reached, and how many there are without the dropped ones."""
    counted = [m for m in found if m.state != "dropped"]
    return sum(m.state == "reached" for m in counted), len(counted)


def finding(found: list[MilestoneAssessment], *, monitored: bool) -> str:
    """How many are reached; how many are overdue, or that their outcome is not stated."""
    reached, total = counts(found)
    words = ngettext(
        "{n} milestone of the strategy, {reached} of them reached",
        "{n} milestones of the strategy, {reached} of them reached",
        total,
        reached=reached,
    )
    if not reached and not monitored:
        return ngettext(
            "{n} milestone of the strategy; the outcome is not stated",
            "{n} milestones of the strategy; the outcome is not stated",
            total,
        )
    late = sum(bool(m.overdue) for m in found if m.is_open and judged(m, monitored=monitored))
    return words + ngettext(", {n} overdue", ", {n} overdue", late) if late else words


def name(state: StrategyState, found: MilestoneAssessment) -> str:
    """The milestone's title; what it hangs on stands before it, unless that is the strategy itself."""
    about, title = title_of(state, found.milestone.object), found.milestone.title
    return f"{about}: {title}" if about else title


def table(state: StrategyState, found: list[MilestoneAssessment]) -> Table:
    """One row a milestone."""
    return Table(
        "meilensteine-der-strategie",
        _l("Milestones of the strategy"),
        (Column("milestone", _l("Milestone")), *COLUMNS),
        [(name(state, m), *cells(state, m)) for m in found],
        keys=[(m.milestone.code,) for m in found],
        why=lambda place: explained(state, found[place]),
    )
