"""The list of all measures: what is looked for, in the order that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.assessment import Assessment, MeasureAssessment
from dashboard.domain.model import Assignment
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref
from dashboard.reporting.selection import Selection, selected
from dashboard.reporting.status import severity
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why import measure_money, measures
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.search import bare, found_in


@dataclass(frozen=True, slots=True)
class Line:
    """A measure with the words that stand beside it in the list; None is not stated."""

    found: MeasureAssessment
    field: str | None
    responsible: str | None
    sponsor: str | None

    @property
    def texts(self) -> tuple[str | None, ...]:
        """What a search looks into."""
        measure = self.found.measure
        return measure.code, measure.title, measure.plain_text, self.field, self.responsible, self.sponsor


def sponsors(state: StrategyState, code: str) -> list[Assignment]:
    """Who is sponsor of a measure on the key date: the role's holders, or their deputies where there is none (X39)."""
    held = [
        a
        for a in state.assignments_of.get(Ref("measure", code), ())
        if a.role == "sponsor" and (a.ends is None or a.ends >= state.as_of)
    ]
    return [a for a in held if a.deputy_of is None] or held


def line(assessment: Assessment, found: MeasureAssessment) -> Line:
    """One measure in words."""
    state = assessment.state
    field = next((f.title for f in state.fields if f.code == (found.field or found.measure.field)), None)
    body = state.body_by_code.get(found.measure.responsible or "")
    roles = ", ".join(a.title for a in sponsors(state, found.measure.code))
    return Line(found, field, body.title if body else None, roles or None)


def _natural(code: str) -> list[tuple[bool, int, str]]:
    """2.10 comes after 2.9."""
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", code) if part]


def _word(text: str | None) -> str | None:
    return bare(text) if text else None


def _next_day(row: Line) -> Any:
    following = row.found.next_milestone
    return following.expected if following else None


#: What the list can be sorted by: the name in the address, and the value of a line; None comes last either way.
SORTINGS: dict[str, Callable[[Line], Any]] = {
    "nummer": lambda row: _natural(row.found.measure.code),
    "titel": lambda row: _word(row.found.measure.title),
    "handlungsfeld": lambda row: _word(row.field),
    "status": lambda row: None if row.found.lights.overall is None else severity(row.found.lights.overall),
    "zustaendig": lambda row: _word(row.responsible),
    "erreicht": lambda row: row.found.progress,
    "ausgegeben": lambda row: row.found.ac,
    "termin": _next_day,
}


def in_order(rows: Sequence[Line], sorting: str | None) -> list[Line]:
    """By one of SORTINGS, downwards with a `-` in front; what has no value stands at the end. None: as they are."""
    if sorting is None:
        return list(rows)
    value = SORTINGS[sorting.removeprefix("-")]
    with_value = [row for row in rows if value(row) is not None]
    with_value.sort(key=value, reverse=sorting.startswith("-"))
    return with_value + [row for row in rows if value(row) is None]


def lines(
    assessment: Assessment, selection: Selection, search: str | None = None, sorting: str | None = None
) -> list[Line]:
    """The measures that fit filters and search, in the order asked for, else that of the strategy."""
    rows = [line(assessment, found) for found in selected(assessment, selection)]
    return in_order([row for row in rows if found_in(search or "", row.texts)], sorting)


def table(assessment: Assessment, rows: Sequence[Line]) -> Table:
    """One row a measure."""
    columns = (
        Column("measure", _l("Measure"), "code"),
        Column("title", _l("Title")),
        Column("field", _l("Field of action")),
        Column("status", _l("Status"), "light"),
        Column("responsible", _l("Responsible")),
        Column("sponsor", _l("Sponsor role")),
        Column("reached", _l("Reached"), "share"),
        Column("planned", _l("Planned"), "share"),
        Column("spent", _l("Spent"), "money"),
        Column("plan", _l("Planned cost"), "money"),
        Column("next_milestone", _l("Next milestone")),
        Column("baseline", _l("Plan"), "stated_day"),
        Column("forecast", _l("Forecast"), "stated_day"),
    )
    return Table(
        "liste",
        _l("All measures"),
        columns,
        [_row(assessment.state, row) for row in rows],
        why=lambda place: _why(assessment.state, rows[place].found),
    )


def _row(state: StrategyState, row: Line) -> tuple:
    found, following = row.found, row.found.next_milestone
    return (
        found.measure.code,
        found.measure.title,
        row.field,
        found.lights.overall,
        row.responsible,
        row.sponsor,
        found.progress if state.monitored else None,
        found.planned,
        found.ac,
        found.bac,
        following.milestone.title if following else None,
        following.baseline if following else None,
        following.forecast.date if following and following.forecast else None,
    )


def _why(state: StrategyState, found: MeasureAssessment) -> list[Any]:
    figures = [measures.light(state, found)] if found.lights.overall is not None else []
    if found.progress is not None and state.monitored:
        figures.append(measures.progress(state, found))
    if found.planned is not None:
        figures.append(measures.planned(state, found))
    if found.ac is not None:
        figures.append(measure_money.spent(state, found, "spent"))
    if found.bac is not None:
        figures.append(measure_money.plan(state, found, "plan"))
    return figures
