"""What the documents say, and where: every line with its document and the place in it."""

from __future__ import annotations

from dashboard.domain.state import StrategyState
from dashboard.reporting.sources import content, council, measures, money
from dashboard.reporting.table import Column, Table
from dashboard.text.catalog import lazy_gettext as _l


def documents(state: StrategyState) -> Table:
    columns = (
        Column("title", _l("Document")),
        Column("number", _l("Document number")),
        Column("date", _l("Dated"), "day"),
        Column("publisher", _l("Published by")),
        Column("note", _l("Note"), optional=True),
    )
    rows = [(s.title, s.number, s.date, s.publisher, s.note) for s in state.sources]
    return Table("dokumente", _l("Documents"), columns, rows)


def all_tables(state: StrategyState) -> list[Table]:
    """Every table of the page that has rows, documents first."""
    makers = (
        documents,
        content.strategy,
        content.goals,
        content.fields,
        measures.measures,
        measures.surroundings,
        measures.milestones,
        content.phases,
        content.indicators,
        content.statements,
        money.grants,
        money.grant_versions,
        money.plan_lines,
        council.papers,
        council.consultations,
        council.bodies,
        council.assignments,
        content.links,
    )
    return [table for make in makers if (table := make(state)).rows]
