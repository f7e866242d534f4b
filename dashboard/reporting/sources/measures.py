"""What the documents say of measures and dates."""

from __future__ import annotations

from typing import Any

from dashboard.domain.state import StrategyState
from dashboard.reporting.sources.rows import table, title_of, word
from dashboard.reporting.sources.words import CLIMATE_WORDS, PARTICIPATION_WORDS
from dashboard.reporting.status import MEASURE_STATUS_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


def measures(state: StrategyState) -> Table:
    field = {field.code: field.title for field in state.fields}
    phase = {phase.code: phase.title for phase in state.phases}
    columns = (
        Column("code", _l("Measure"), "code"),
        Column("title", _l("Title")),
        Column("text", _l("In plain words"), optional=True),
        Column("field", _l("Field of action"), optional=True),
        Column("responsible", _l("Responsible"), optional=True),
        Column("phase", _l("Phase"), optional=True),
        Column("corridor", _l("Time corridor"), optional=True),
        Column("status", _l("Status")),
        Column("reason", _l("Reason"), optional=True),
        Column("it", _l("IT component"), optional=True),
        Column("follow_up", _l("Follow-up cost a year"), "stated_money", optional=True),
    )

    def cells(m: Any) -> tuple:
        last = state.statuses_of.get(m.code, ())
        component = [text for text in (m.it_interfaces, m.it_standard, m.it_licence, m.it_source_url) if text]
        return (
            m.code,
            m.title,
            m.plain_text,
            field.get(m.field or ""),
            state.body_title(m.responsible),
            phase.get(m.phase or ""),
            formats.stated_span(m.corridor_from, m.corridor_to),
            word(MEASURE_STATUS_WORDS, last[-1].status) if last else None,
            last[-1].reason if last else None,
            ", ".join(component) or (_("yes") if m.it_component else None),
            m.follow_up_cost,
        )

    return table(state, "massnahmen", _l("Measures"), columns, state.measures, cells)


def surroundings(state: StrategyState) -> Table:
    """Place, participation and climate effect of the measures of which something is stated."""
    columns = (
        Column("code", _l("Measure"), "code"),
        Column("title", _l("Title")),
        Column("space", _l("Spatial reference"), optional=True),
        Column("participation", _l("Participation"), optional=True),
        Column("documented", _l("Participation documented"), optional=True),
        Column("climate", _l("Climate effect"), optional=True),
        Column("alternatives", _l("Alternatives"), optional=True),
    )
    stated = [m for m in state.measures if m.space or m.participation or m.climate or m.participation_documented]
    return table(
        state,
        "raum-beteiligung-klima",
        _l("Place, participation and climate"),
        columns,
        stated,
        lambda m: (
            m.code,
            m.title,
            m.space,
            word(PARTICIPATION_WORDS, m.participation),
            m.participation_documented,
            word(CLIMATE_WORDS, m.climate),
            m.climate_alternatives,
        ),
    )


def milestones(state: StrategyState) -> Table:
    columns = (
        Column("title", _l("Milestone")),
        Column("object", _l("Belongs to"), optional=True),
        Column("baseline", _l("Plan"), "stated_day"),
        Column("actual", _l("Reached"), "stated_day"),
        Column("outcome", _l("Outcome")),
        Column("note", _l("Note"), optional=True),
    )

    def cells(m: Any) -> tuple:
        plan = state.baselines_of.get(m.code, ())
        outcome = _("reached") if m.actual_date else None if not state.monitored else _("open")
        notes = [text for text in (m.dropped_reason, m.note, m.evidence) if text]
        return (
            m.title,
            title_of(state, m.object),
            plan[-1].date if plan else None,
            m.actual_date,
            _("dropped") if m.dropped_on else outcome,
            " · ".join(notes) or None,
        )

    return table(state, "termine", _l("Dates and milestones"), columns, state.milestones, cells)
