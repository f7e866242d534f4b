"""Who decided what, and who is responsible: papers, consultations, bodies, assignments."""

from __future__ import annotations

from dashboard.domain.state import StrategyState
from dashboard.reporting.sources.rows import table, title_of, word
from dashboard.reporting.sources.words import CONSULTATION_WORDS, EFFECT_WORDS, PUBLIC_WORDS, RESULT_WORDS, ROLE_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.text.catalog import lazy_gettext as _l


def papers(state: StrategyState) -> Table:
    columns = (
        Column("number", _l("Paper number")),
        Column("title", _l("Subject")),
        Column("date", _l("Dated"), "day"),
        Column("lead", _l("Lead office"), optional=True),
        Column("decision", _l("Resolution or proposal")),
        Column("effects", _l("Financial effects"), optional=True),
        Column("url", _l("Address"), optional=True),
    )
    return table(
        state,
        "vorlagen",
        _l("Council papers and resolutions"),
        columns,
        state.papers,
        lambda p: (
            p.number,
            p.title,
            p.date,
            state.body_title(p.lead),
            p.decision,
            word(EFFECT_WORDS, p.financial_effects),
            p.url,
        ),
    )


def consultations(state: StrategyState) -> Table:
    columns = (
        Column("paper", _l("Paper")),
        Column("body", _l("Body")),
        Column("date", _l("Meeting"), "day"),
        Column("role", _l("Competence")),
        Column("public", _l("Public")),
        Column("result", _l("Result")),
        Column("votes", _l("Votes")),
        Column("bias", _l("Conflict of interest"), optional=True),
    )
    return table(
        state,
        "beratungsfolge",
        _l("Order of consultation"),
        columns,
        state.consultations,
        lambda c: (
            state.paper_by_code[c.paper].number or state.paper_by_code[c.paper].title,
            state.body_by_code[c.body].title,
            c.date,
            word(CONSULTATION_WORDS, c.role),
            word(PUBLIC_WORDS, c.public),
            word(RESULT_WORDS, c.result),
            c.votes,
            c.bias_note,
        ),
    )


def bodies(state: StrategyState) -> Table:
    columns = (
        Column("title", _l("Body")),
        Column("role", _l("Role in the strategy"), optional=True),
        Column("parent", _l("Reports to"), optional=True),
    )
    return table(
        state,
        "gremien",
        _l("Bodies, offices and partners"),
        columns,
        state.bodies,
        lambda b: (b.title, b.role, state.body_title(b.parent)),
    )


def assignments(state: StrategyState) -> Table:
    title = {assignment.code: assignment.title for assignment in state.assignments}
    columns = (
        Column("title", _l("Role")),
        Column("role", _l("Kind")),
        Column("body", _l("Body"), optional=True),
        Column("object", _l("For what"), optional=True),
        Column("deputy", _l("Deputy of"), optional=True),
        Column("from", _l("From"), "day"),
        Column("until", _l("Until"), "day", optional=True),
    )
    return table(
        state,
        "zustaendigkeiten",
        _l("Assignments and sponsorships"),
        columns,
        state.assignments,
        lambda a: (
            a.title,
            word(ROLE_WORDS, a.role),
            state.body_title(a.body),
            title_of(state, a.object),
            title.get(a.deputy_of or ""),
            a.starts,
            a.ends,
        ),
    )
