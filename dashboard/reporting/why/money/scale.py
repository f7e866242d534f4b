"""Time, milestones and money as shares of one scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column
from dashboard.reporting.why import aggregates
from dashboard.reporting.why.explained import Explained, Formula, Input
from dashboard.reporting.why.measures import key_day
from dashboard.reporting.why.money.sums import year_rows
from dashboard.reporting.why.pieces import divided
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

TIME = Formula(
    "time_share",
    _l("Days of the strategy’s period that are gone, the key date included, divided by all its days."),
    "τ = (t − a + 1) / (e − a + 1)",
)
PLAN = Formula(
    "planned_share",
    _l("The planned cost that should be spent by the key date, divided by all planned cost; each year’s grows evenly."),
    "Σ x·τ / BAC",
)


def time_gone(scope: Scope, column: str) -> Explained:
    """Share of the strategy's period that is gone."""
    strategy = scope.state.strategy
    ends = (
        Input(Column("a", _l("Start"), "stated_day"), strategy.valid_from),
        Input(Column("e", _l("End"), "stated_day"), strategy.valid_to),
    )
    return Explained(column, TIME, (*ends, key_day(scope.state)))


def _whole(scope: Scope) -> Input:
    return Input(Column("BAC", _l("Planned cost"), "money"), scope.aggregate.bac)


def spent_share(scope: Scope, column: str) -> Explained:
    """Payments by planned cost."""
    spent = Input(Column("AC", _l("Spent"), "money"), scope.aggregate.ac)
    return divided(column, _l("The payments for what the planned cost counts, divided by it."), spent, _whole(scope))


def ordered_share(scope: Scope, column: str) -> Explained:
    """Open orders by planned cost."""
    found = Input(Column("O", _l("Ordered and open"), "money"), scope.aggregate.commitments)
    words = _l("Orders that are still open for what the planned cost counts, divided by it.")
    return divided(column, words, found, _whole(scope))


def planned_share(scope: Scope, column: str) -> Explained:
    """Planned cost up to the key date by all planned cost."""
    return Explained(column, PLAN, (key_day(scope.state), _whole(scope)), year_rows(scope, scope.as_of))


def row(found: Budget, place: int) -> Sequence[Explained]:
    """One of the three bars."""
    scope, shown = found.scope, found.scale
    if place == 0:
        return [time_gone(scope, "share")] if shown.time is not None else []
    if place == 1:
        figures = [aggregates.progress(scope.assessment, scope.aggregate, "share")] if shown.reached is not None else []
        if shown.reached_plan is not None:
            figures.append(aggregates.planned(scope.assessment, scope.aggregate, "planned"))
        return figures
    figures = [spent_share(scope, "share")] if shown.money is not None else []
    figures += [ordered_share(scope, "ordered")] if shown.money_bound is not None else []
    return figures + ([planned_share(scope, "planned")] if shown.money_plan is not None else [])
