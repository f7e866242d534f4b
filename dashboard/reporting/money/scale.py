"""Time, milestones and money as shares of the same hundred per cent."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from dashboard.domain.budget_year import time_share
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column, Table
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

#: Shares closer than this (3 points) read as the same pace.
SAME_PACE = Fraction(3, 100)


@dataclass(frozen=True, slots=True)
class Scale:
    """Shares of 1; None is not stated. `money_bound` is what is ordered and open, behind what is spent."""

    time: Fraction | None
    reached: Fraction | None
    reached_plan: Fraction | None
    money: Fraction | None
    money_bound: Fraction | None
    money_plan: Fraction | None

    @property
    def stated(self) -> bool:
        return self.reached is not None or self.money is not None


def scale(scope: Scope) -> Scale:
    """The three shares; money is measured against the plan in force that has a resolution."""
    strategy, aggregate = scope.state.strategy, scope.aggregate
    time = None
    if strategy.valid_from and strategy.valid_to:
        time = time_share(strategy.valid_from.day, strategy.valid_to.day, scope.as_of)
    return Scale(
        time=time,
        reached=aggregate.progress,
        reached_plan=aggregate.planned,
        money=aggregate.spent_share,
        money_bound=aggregate.ordered_share,
        money_plan=scope.planned_share,
    )


def sentence(found: Scale) -> str:
    """How money and milestones run against each other."""
    if found.money is None or found.reached is None:
        return _("Not all three can be compared: what is missing is not stated.")
    ahead = found.money - found.reached
    if abs(ahead) < SAME_PACE:
        return _("Money and milestones keep the same pace.")
    if ahead < 0:
        return _("The money runs behind the milestones. That is no problem as long as only invoices are missing.")
    return _("More of the money is spent than of the milestones is reached.")


def table(found: Scale) -> Table:
    """One row a bar."""
    columns = (
        Column("what", _l("What")),
        Column("share", _l("Share"), "share"),
        Column("ordered", _l("Ordered and open"), "share"),
        Column("planned", _l("Plan"), "share"),
    )
    rows = [
        (_("Time of the strategy gone"), found.time, None, None),
        (_("Milestones reached"), found.reached, None, found.reached_plan),
        (_("Money spent"), found.money, found.money_bound, found.money_plan),
    ]
    return Table("skala", _l("Time, milestones and money on one scale"), columns, rows)
