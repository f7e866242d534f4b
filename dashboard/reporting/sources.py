"""What the documents say, and where: statements, goals, bodies, papers, phases, each with its source and section."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dashboard.domain.state import StrategyState
from dashboard.domain.values import Origin
from dashboard.reporting.status import MEASURE_STATUS_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.reporting.words import BUDGET_WORDS, GRANT_STATUS_WORDS, PLAN_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

_WHERE = Column("source", _l("Found in"))

CATEGORY_WORDS = {
    "amount": _l("Amount"), "count": _l("Number"), "share": _l("Share"), "date": _l("Date"), "rule": _l("Rule"), "risk": _l("Risk"),
    "aim": _l("Aim"), "partner": _l("Partner"), "data_source": _l("Data source"), "document": _l("Document"), "step": _l("Step"),
    "criterion": _l("Criterion"), "context": _l("Context"), "participation": _l("Participation"), "organisation": _l("Organisation"),
    "transfer": _l("Transfer of knowledge"),
}
GOAL_WORDS = {"goal": _l("Goal"), "value": _l("Value"), "principle": _l("Principle")}
FIELD_WORDS = {"field": _l("Field of action"), "theme": _l("Theme"), "cross_topic": _l("Cross topic")}
CONSULTATION_WORDS = {"preliminary": _l("preliminary consultation"), "decision": _l("decision"), "information": _l("information")}
PUBLIC_WORDS = {"public": _l("public"), "not_public": _l("not public"), "not_stated": None}
RESULT_WORDS = {
    "adopted": _l("adopted"), "recommended": _l("recommended"), "rejected": _l("rejected"), "noted": _l("noted"), "not_stated": None,
}


def _where(state: StrategyState, origin: Origin) -> str | None:
    """Document and place; the documents stand with their full titles at the top of the page."""
    source = state.source_by_code.get(origin.source or "")
    name = (source.number or source.title) if source else None
    return ", ".join(part for part in (name, origin.section) if part) or None


def _word(words: dict[str, Any], name: str | None) -> str | None:
    found = words.get(name or "")
    return None if found is None else str(found)


def _amount(statement: Any) -> str | None:
    """The number of a statement with its unit and the words that limit it."""
    if statement.value is None:
        return None
    unit = "€" if statement.unit == "EUR" else statement.unit
    return formats.stated_number(statement.value, unit=unit)


def _table(
    state: StrategyState, name: str, title: Any, columns: tuple[Column, ...], records: Iterable[Any], cells: Callable[[Any], tuple]
) -> Table:
    rows = [(*cells(record), _where(state, record.origin)) for record in records]
    stated = [place for place, _column in enumerate(columns) if any(row[place] is not None for row in rows)]
    kept = tuple(columns[place] for place in stated)
    return Table(name, title, (*kept, _WHERE), [(*(row[place] for place in stated), row[-1]) for row in rows])


def statements(state: StrategyState) -> Table:
    columns = (
        Column("kind", _l("Kind")), Column("statement", _l("Statement")), Column("value", _l("Number"), optional=True),
        Column("day", _l("Day"), "stated_day", optional=True), Column("text", _l("Explanation"), optional=True),
    )
    return _table(
        state, "angaben", _l("Statements of the documents"), columns, state.statements,
        lambda s: (_word(CATEGORY_WORDS, s.category), s.title, _amount(s), s.date, s.text),
    )


def goals(state: StrategyState) -> Table:
    columns = (
        Column("kind", _l("Kind")), Column("title", _l("Goal, value or principle")), Column("text", _l("In plain words"), optional=True),
        Column("target_group", _l("Target group")), Column("region", _l("Target region")), Column("effect", _l("Intended effect")),
    )
    return _table(
        state, "ziele", _l("Goals, values and principles"), columns, state.goals,
        lambda g: (_word(GOAL_WORDS, g.kind), g.title, g.plain_text, g.target_group, g.target_region, g.intended_effect),
    )


def fields(state: StrategyState) -> Table:
    title = {field.code: field.title for field in state.fields}
    columns = (Column("kind", _l("Kind")), Column("title", _l("Title")), Column("parent", _l("Belongs to"), optional=True))
    return _table(
        state, "felder", _l("Fields of action, themes and cross topics"), columns, state.fields,
        lambda f: (_word(FIELD_WORDS, f.kind), f.title, title.get(f.parent or "")),
    )


def measures(state: StrategyState) -> Table:
    columns = (
        Column("code", _l("Measure"), "code"), Column("title", _l("Title")), Column("text", _l("In plain words")),
        Column("status", _l("Status")), Column("reason", _l("Reason"), optional=True),
    )

    def cells(m: Any) -> tuple:
        last = state.statuses_of.get(m.code, ())
        return m.code, m.title, m.plain_text, _word(MEASURE_STATUS_WORDS, last[-1].status) if last else None, last[-1].reason if last else None

    return _table(state, "massnahmen", _l("Measures"), columns, state.measures, cells)


def milestones(state: StrategyState) -> Table:
    columns = (
        Column("title", _l("Milestone")), Column("baseline", _l("Plan"), "stated_day"), Column("actual", _l("Reached"), "stated_day"),
        Column("outcome", _l("Outcome")), Column("note", _l("Note"), optional=True),
    )

    def cells(m: Any) -> tuple:
        plan = state.baselines_of.get(m.code, ())
        outcome = _("reached") if m.actual_date else None if not state.monitored else _("open")
        return m.title, plan[-1].date if plan else None, m.actual_date, _("dropped") if m.dropped_on else outcome, m.note or m.evidence

    return _table(state, "termine", _l("Dates and milestones"), columns, state.milestones, cells)


def grants(state: StrategyState) -> Table:
    title = {grant.code: grant for grant in state.grants}
    columns = (
        Column("grant", _l("Grant")), Column("status", _l("Status")), Column("quota", _l("Quota"), "share"),
        Column("total", _l("Total cost"), "stated_money"), Column("amount", _l("Amount"), "stated_money"),
        Column("own_share", _l("Own share"), "stated_money"), Column("period", _l("Period")), Column("due", _l("Council resolution due"), "day"),
        Column("note", _l("Note"), optional=True),
    )
    return _table(
        state, "foerderungen", _l("Grants"), columns, state.grant_versions,
        lambda v: (
            title[v.grant].title, _word(GRANT_STATUS_WORDS, v.status), v.quota, v.total_cost, v.amount, v.own_share,
            formats.stated_span(v.period_from, v.period_to), v.resolution_due, v.note,
        ),
    )


def plan_lines(state: StrategyState) -> Table:
    columns = (
        Column("side", _l("Cost or source of money")), Column("budget", _l("Budget")), Column("year", _l("Fiscal year"), "text"),
        Column("amount", _l("Amount"), "stated_money"), Column("bearer", _l("Borne by")),
    )
    return _table(
        state, "finanzplan", _l("Finance plan"), columns, state.plan_lines,
        lambda p: (_word(PLAN_WORDS, p.kind), _word(BUDGET_WORDS, p.budget_kind), p.year, p.amount, p.organisation),
    )


def papers(state: StrategyState) -> Table:
    columns = (
        Column("number", _l("Number")), Column("title", _l("Subject")), Column("date", _l("Date"), "day"), Column("decision", _l("Resolution or proposal")),
    )
    return _table(
        state, "vorlagen", _l("Council papers and resolutions"), columns, state.papers, lambda p: (p.number, p.title, p.date, p.decision)
    )


def consultations(state: StrategyState) -> Table:
    columns = (
        Column("paper", _l("Paper")), Column("body", _l("Body")), Column("date", _l("Meeting"), "day"), Column("role", _l("Competence")),
        Column("public", _l("Public")), Column("result", _l("Result")), Column("votes", _l("Votes")), Column("bias", _l("Conflict of interest"), optional=True),
    )
    return _table(
        state, "beratungsfolge", _l("Order of consultation"), columns, state.consultations,
        lambda c: (
            state.paper_by_code[c.paper].number or state.paper_by_code[c.paper].title, state.body_by_code[c.body].title, c.date,
            _word(CONSULTATION_WORDS, c.role), _word(PUBLIC_WORDS, c.public), _word(RESULT_WORDS, c.result), c.votes, c.bias_note,
        ),
    )


def bodies(state: StrategyState) -> Table:
    columns = (Column("title", _l("Body")), Column("role", _l("Role in the strategy"), optional=True), Column("parent", _l("Reports to"), optional=True))
    return _table(
        state, "gremien", _l("Bodies, offices and partners"), columns, state.bodies,
        lambda b: (b.title, b.role, state.body_by_code[b.parent].title if b.parent in state.body_by_code else None),
    )


def phases(state: StrategyState) -> Table:
    columns = (
        Column("title", _l("Phase")), Column("period", _l("Period")), Column("longest", _l("Longest duration (months)"), "count", optional=True),
        Column("text", _l("Description"), optional=True),
    )
    return _table(
        state, "phasen", _l("Phases"), columns, state.phases, lambda p: (p.title, formats.stated_span(p.starts, p.ends), p.max_months, p.text)
    )


def assignments(state: StrategyState) -> Table:
    columns = (Column("title", _l("Role")), Column("body", _l("Body")), Column("from", _l("From"), "day"), Column("until", _l("Until"), "day"))
    return _table(
        state, "zustaendigkeiten", _l("Assignments and sponsorships"), columns, state.assignments,
        lambda a: (a.title, state.body_by_code[a.body].title if a.body in state.body_by_code else None, a.starts, a.ends),
    )


def documents(state: StrategyState) -> Table:
    columns = (
        Column("title", _l("Document")), Column("number", _l("Number")), Column("date", _l("Date"), "day"), Column("publisher", _l("Published by")),
        Column("note", _l("Note"), optional=True),
    )
    rows = [(s.title, s.number, s.date, s.publisher, s.note) for s in state.sources]
    return Table("dokumente", _l("Documents"), columns, rows)


def all_tables(state: StrategyState) -> list[Table]:
    """Every table of the page that has rows, documents first."""
    makers = (
        documents, goals, fields, measures, milestones, phases, statements, grants, plan_lines, papers, consultations, bodies, assignments,
    )
    return [table for make in makers if (table := make(state)).rows]
