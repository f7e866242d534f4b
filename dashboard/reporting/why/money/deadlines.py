"""Days on which money is at stake, and how far they are away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.reporting.table import Column
from dashboard.reporting.why.explained import Explained, Formula, Input
from dashboard.reporting.why.measures import key_day
from dashboard.reporting.why.money.rows import AMOUNT
from dashboard.reporting.why.pieces import rows_behind, summed
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

LEFT = Formula("days_until", _l("Days from the key date to the day; before it they are counted down below 0."), "d − t")
_WORDS = {
    "interest": _l(
        "What of the drawdowns is not used yet by eligible payments: the overdrawn amount lies in the latest ones."
    ),
    "grant_end": _l(
        "What is granted less the entitlement at the end of the period, if it grows on as evenly as so far."
    ),
    "lapse": _l(
        "Funds carried over less what is spent and bound of the year’s budget; carried-over funds are used first."
    ),
}


def row(found: Budget, place: int) -> Sequence[Explained]:
    """One day."""
    line = found.deadlines[place]
    left = Explained("days_left", LEFT, (Input(Column("d", _l("Day"), "day"), line.day), key_day(found.scope.state)))
    if line.amount is None:
        return [left]
    rows = rows_behind("teile", _l("Amounts"), (Column("about", _l("Concerns")), AMOUNT), line.parts)
    return [summed("amount", _WORDS[line.kind], rows), left]
