"""What is approved, earned and drawn of a grant (D7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.domain.assessment import GrantAssessment
from dashboard.domain.grant_assessment import postings_by_grant
from dashboard.domain.state import PostingSum, StrategyState
from dashboard.reporting.table import Column
from dashboard.reporting.why.explained import Explained, Formula, Input, source_of
from dashboard.reporting.why.money.rows import drawdown_rows, payments
from dashboard.reporting.why.pieces import divided, stated, subtracted, summed
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

ENTITLEMENT = Formula(
    "entitlement",
    _l("The eligible payments times the quota, rounded to cents, at most what is approved; nothing once refused."),
    "min(round(E·q), A)",
    _l("A changed quota counts for all eligible payments, earlier ones too."),
)


def postings_of(state: StrategyState, grant: GrantAssessment) -> Sequence[PostingSum]:
    """The postings that belong to a grant."""
    return postings_by_grant(state).get(grant.grant.code, ())


def version_source(state: StrategyState, grant: GrantAssessment) -> str | None:
    return source_of(state, grant.version.origin) if grant.version else None


def _stated(state: StrategyState, grant: GrantAssessment, column: Column, value: object) -> Explained:
    day = grant.version.valid_from if grant.version else None
    return stated(column, value, day=day, source=version_source(state, grant))


def eligible(state: StrategyState, grant: GrantAssessment, column: str) -> Explained:
    """Eligible payments."""
    found = [p for p in postings_of(state, grant) if p.eligible]
    return summed(
        column,
        _l("The payments of this grant that are marked as eligible, added up."),
        payments(state, found),
        _l("Payments without the mark do not count."),
    )


def entitlement_inputs(state: StrategyState, grant: GrantAssessment) -> tuple[Input, ...]:
    version, source = grant.version, version_source(state, grant)
    return (
        Input(Column("E", _l("Eligible payments (E)"), "money"), grant.eligible_actual),
        Input(Column("q", _l("Quota (q)"), "share"), version.quota if version else None, None, source),
        Input(Column("A", _l("Granted (A)"), "money"), grant.approved, None, source),
    )


def _drawn(grant: GrantAssessment) -> Input:
    return Input(Column("D", _l("Drawn (D)"), "money"), grant.drawn)


def figures(state: StrategyState, grant: GrantAssessment) -> Sequence[Explained]:
    """Every figure of a grant's row."""
    version = grant.version
    found: list[Explained] = []
    if version and version.quota is not None:
        found.append(_stated(state, grant, Column("quota", _l("Quota"), "share"), version.quota))
    if grant.approved is not None:
        found.append(_stated(state, grant, Column("approved", _l("Granted"), "money"), grant.approved))
    if grant.eligible_actual is not None:
        found.append(eligible(state, grant, "eligible"))
    drawdowns = state.drawdowns_of.get(grant.grant.code, ())
    words = _l("All requests up to the key date; of a cut one what is left, of a rejected one nothing.")
    found.append(summed("drawn", words, drawdown_rows(state, drawdowns)))
    received = _l("The requests whose money has come in, added up.")
    found.append(summed("received", received, drawdown_rows(state, drawdowns, received=True)))
    if grant.entitlement is not None:
        entitled = Input(Column("V", _l("Entitlement (V)"), "money"), grant.entitlement)
        found.append(Explained("entitlement", ENTITLEMENT, entitlement_inputs(state, grant)))
        found.append(
            subtracted(
                "drawable",
                _l("The entitlement less what is drawn; below 0 too much is drawn."),
                entitled,
                _drawn(grant),
            )
        )
    if grant.draw_rate is not None:
        approved = Input(Column("A", _l("Granted (A)"), "money"), grant.approved)
        found.append(divided("draw_rate", _l("What is drawn, divided by what is granted."), _drawn(grant), approved))
    if grant.pre_financing is not None:
        found.append(
            subtracted(
                "pre_financing",
                _l("All payments of this grant less what has come in from it and from third parties."),
                Input(Column("AC", _l("Spent"), "money"), grant.actual),
                Input(Column("R", _l("Received"), "money"), grant.received),
                Input(Column("T", _l("Received from third parties"), "money"), grant.third_received),
            )
        )
    return found


def row(found: Budget, place: int) -> Sequence[Explained]:
    """A grant."""
    return figures(found.scope.state, found.grants[place])
