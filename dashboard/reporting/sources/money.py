"""What the documents say of grants and of the finance plan."""

from __future__ import annotations

from dashboard.domain.state import StrategyState
from dashboard.reporting.sources.rows import table, title_of, word
from dashboard.reporting.sources.words import ELIGIBLE_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.reporting.words import BUDGET_WORDS, GRANT_STATUS_WORDS, PLAN_WORDS
from dashboard.text import formats
from dashboard.text.catalog import lazy_gettext as _l


def grants(state: StrategyState) -> Table:
    columns = (
        Column("grant", _l("Grant")),
        Column("programme", _l("Programme"), optional=True),
        Column("funder", _l("Funder"), optional=True),
        Column("reference", _l("Reference"), optional=True),
    )
    return table(
        state,
        "foerderprogramme",
        _l("Grants and their programmes"),
        columns,
        state.grants,
        lambda g: (
            g.title,
            g.programme,
            state.body_title(g.funder),
            g.reference,
        ),
    )


def grant_versions(state: StrategyState) -> Table:
    title = {grant.code: grant.title for grant in state.grants}
    columns = (
        Column("grant", _l("Grant")),
        Column("status", _l("Status")),
        Column("since", _l("Valid from"), "day"),
        Column("quota", _l("Quota"), "share"),
        Column("total", _l("Total cost"), "stated_money"),
        Column("eligible", _l("Eligible cost"), "stated_money", optional=True),
        Column("amount", _l("Amount"), "stated_money"),
        Column("own_share", _l("Own share"), "stated_money"),
        Column("third_party", _l("Third-party funds"), "stated_money", optional=True),
        Column("period", _l("Period")),
        Column("due", _l("Council resolution due"), "day", optional=True),
        Column("proof_due", _l("Proof of use due"), "day", optional=True),
        Column("interest", _l("Rule on interest"), optional=True),
        Column("note", _l("Note"), optional=True),
    )
    return table(
        state,
        "foerderungen",
        _l("Grants"),
        columns,
        state.grant_versions,
        lambda v: (
            title[v.grant],
            word(GRANT_STATUS_WORDS, v.status),
            v.valid_from,
            v.quota,
            v.total_cost,
            v.eligible_cost,
            v.amount,
            v.own_share,
            v.third_party,
            formats.stated_span(v.period_from, v.period_to),
            v.resolution_due,
            v.proof_due,
            v.interest_rule,
            v.note,
        ),
        key=lambda v: (v.grant, v.valid_from),
    )


def plan_lines(state: StrategyState) -> Table:
    columns = (
        Column("side", _l("Cost or source of money")),
        Column("object", _l("Belongs to"), optional=True),
        Column("budget", _l("Budget")),
        Column("year", _l("Fiscal year"), "text"),
        Column("amount", _l("Amount"), "stated_money"),
        Column("eligible", _l("Eligible"), optional=True),
        Column("bearer", _l("Borne by"), optional=True),
    )
    return table(
        state,
        "finanzplan",
        _l("Finance plan"),
        columns,
        state.plan_lines,
        lambda p: (
            word(PLAN_WORDS, p.kind),
            title_of(state, p.object),
            word(BUDGET_WORDS, p.budget_kind),
            p.year,
            p.amount,
            word(ELIGIBLE_WORDS, p.eligible),
            p.organisation,
        ),
    )
