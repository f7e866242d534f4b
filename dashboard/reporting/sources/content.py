"""What the documents say: the strategy, its goals, fields, phases, indicators, links and all other statements."""

from __future__ import annotations

from dashboard.domain.state import StrategyState
from dashboard.reporting.sources.rows import WHERE, amount, named, table, title_of, where, word
from dashboard.reporting.sources.words import (
    CATEGORY_WORDS,
    CONTRIBUTION_WORDS,
    FIELD_WORDS,
    GOAL_WORDS,
    KIND_WORDS,
    RELATION_WORDS,
)
from dashboard.reporting.table import Column, Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


def strategy(state: StrategyState) -> Table:
    """What the documents say of the strategy as a whole, one line each; what they do not say has no line."""
    found, place = state.strategy, where(state, state.strategy.origin)
    quarter = found.eval_quarter
    pairs = (
        (_("Title"), found.title),
        (_("Kind"), word(KIND_WORDS, found.kind)),
        (_("Owner"), found.owner),
        (_("Official municipality key"), found.ags),
        (_("Federal state"), found.land),
        (_("Council"), found.council_label),
        (_("Fiscal year starts (month-day)"), found.fiscal_year_start),
        (_("Part of"), found.parent),
        (_("Period"), formats.stated_span(found.valid_from, found.valid_to)),
        (_("Vision"), found.vision),
        (_("Slogan"), found.slogan),
        (_("Summary"), found.summary),
        (_("Yearly evaluation"), _("quarter {n}", n=quarter) if quarter else None),
        (_("Website"), found.website),
    )
    columns = (Column("what", _l("What")), Column("statement", _l("Statement")), WHERE)
    rows = [(name, value, place) for name, value in pairs if value is not None]
    return Table("strategie", _l("The strategy"), columns, rows)


def goals(state: StrategyState) -> Table:
    columns = (
        Column("kind", _l("Kind")),
        Column("title", _l("Goal, value or principle")),
        Column("text", _l("In plain words"), optional=True),
        Column("target_group", _l("Target group")),
        Column("region", _l("Target region")),
        Column("effect", _l("Intended effect")),
    )
    return table(
        state,
        "ziele",
        _l("Goals, values and principles"),
        columns,
        state.goals,
        lambda g: (
            word(GOAL_WORDS, g.kind),
            g.title,
            g.plain_text,
            g.target_group,
            g.target_region,
            g.intended_effect,
        ),
    )


def fields(state: StrategyState) -> Table:
    title = {field.code: field.title for field in state.fields}
    columns = (
        Column("kind", _l("Kind")),
        Column("title", _l("Title")),
        Column("parent", _l("Belongs to"), optional=True),
    )
    return table(
        state,
        "felder",
        _l("Fields of action, themes and cross topics"),
        columns,
        state.fields,
        lambda f: (word(FIELD_WORDS, f.kind), f.title, title.get(f.parent or "")),
    )


def phases(state: StrategyState) -> Table:
    columns = (
        Column("title", _l("Phase")),
        Column("starts", _l("Start"), "stated_day"),
        Column("ends", _l("End"), "stated_day"),
        Column("longest", _l("Longest duration (months)"), "count", optional=True),
        Column("text", _l("Description"), optional=True),
    )
    return table(
        state,
        "phasen",
        _l("Phases"),
        columns,
        state.phases,
        lambda p: (p.title, p.starts, p.ends, p.max_months, p.text),
    )


def indicators(state: StrategyState) -> Table:
    """What is to be measured; the values stand on the page of the annual monitoring."""
    columns = (
        Column("title", _l("Indicator")),
        Column("object", _l("Belongs to"), optional=True),
        Column("unit", _l("Unit")),
        Column("what", _l("What we measure"), optional=True),
        Column("aim", _l("What we want to reach"), optional=True),
        Column("data_source", _l("Where the values come from"), optional=True),
    )
    return table(
        state,
        "indikatoren",
        _l("Indicators"),
        columns,
        state.indicators,
        lambda i: (i.title, title_of(state, i.object), i.unit, i.what, i.aim, i.data_source),
    )


def statements(state: StrategyState) -> Table:
    columns = (
        Column("kind", _l("Kind")),
        Column("statement", _l("Statement")),
        Column("value", _l("Number"), optional=True),
        Column("words", _l("In the document’s words"), optional=True),
        Column("day", _l("Day"), "stated_day", optional=True),
        Column("text", _l("Explanation"), optional=True),
    )
    return table(
        state,
        "angaben",
        _l("Statements of the documents"),
        columns,
        state.statements,
        lambda s: (
            word(CATEGORY_WORDS, s.category),
            s.title,
            amount(s.value, s.unit),
            s.value.words if s.value else None,
            s.date,
            s.text,
        ),
    )


def links(state: StrategyState) -> Table:
    columns = (
        Column("subject", _l("What")),
        Column("relation", _l("Relation")),
        Column("object", _l("With what")),
        Column("contribution", _l("Contribution"), optional=True),
    )
    return table(
        state,
        "verknuepfungen",
        _l("Links"),
        columns,
        state.links,
        lambda found: (
            named(state, found.subject),
            word(RELATION_WORDS, found.relation),
            named(state, found.object),
            word(CONTRIBUTION_WORDS, found.contribution),
        ),
        key=lambda found: (*found.subject, found.relation, *found.object),
    )
