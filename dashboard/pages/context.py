"""What a page is given: where it is asked for, what is shown, and for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.assessment import Assessment
from dashboard.domain.relative import Relative
from dashboard.domain.state import StrategyState
from dashboard.domain.version import Version
from dashboard.domain.weak_points import Rank
from dashboard.errors import NotFound
from dashboard.pages.address import Address
from dashboard.reporting.selection import Selection
from dashboard.reporting.table import Table
from dashboard.reporting.weak_points import ranks
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


@dataclass(frozen=True)
class Context:
    """One request for a page of one strategy."""

    address: Address
    assessment: Assessment
    default_stand: dt.date
    audience: str
    #: Gives the same strategy on the last key date before, as known then as now; None where nobody keeps it.
    earlier: Callable[[], Assessment] | None = None
    #: Gives every version of what is known of a measure, by its code; None where nobody keeps it.
    history: Callable[[str], Sequence[Version]] | None = None
    #: Gives the weak points that the worker keeps; None where nobody keeps them.
    weak_points: Callable[[], tuple[Rank, ...]] | None = None
    #: The strategies that this one is part of, and those that are part of it.
    relatives: Sequence[Relative] = ()

    @property
    def state(self) -> StrategyState:
        return self.assessment.state

    @property
    def ranks(self) -> tuple[Rank, ...]:
        """All weak points by object, the heaviest first; for internal readers only."""
        return self.weak_points() if self.weak_points else ranks(self.assessment)

    @property
    def selection(self) -> Selection:
        params = self.address.params
        return Selection(params.handlungsfeld, params.gruppe, params.status)

    @property
    def internal(self) -> bool:
        return self.audience == "internal"

    @property
    def origin(self) -> str:
        """The line that says whose figures these are: below saved pictures and on top of CSV files."""
        strategy = self.state.strategy
        line = _(
            "{owner}, {strategy}. As of {day}.",
            owner=strategy.owner,
            strategy=strategy.title,
            day=formats.day(self.state.as_of),
        )
        return f"{line} {_('Invented data')}." if strategy.invented else line

    def csv(self, table: Table) -> str:
        """The address of a table of this page as CSV."""
        return self.address.href(path=f"{self.place}/{table.name}.csv")

    def why(self, table: Table, row: int, part: str = "") -> str:
        """The address that tells where the figures of the row at this place come from; it names the row by its key.

        `part` is what stands below it.
        """
        below = f"/{part}" if part else ""
        return self.address.href(path=f"{self.place}/woher/{table.name}/{table.key(row)}{below}")

    @property
    def place(self) -> str:
        """The page's part of an address of something that belongs to it."""
        return self.address.place or "ueberblick"


Layout = Callable[[Context], Sequence[Any]]
Tables = Callable[[Context], Sequence[Table]]


@dataclass(frozen=True)
class ItemPage:
    """The page of one thing of a list, which the third part of the address names; `title` raises NotFound."""

    title: Callable[[Context], str]
    layout: Layout
    tables: Tables


@dataclass(frozen=True)
class Page:
    """One question. `path` is its part of the address, `layout` its content, `tables` the same as tables."""

    name: str
    path: str
    title: Any
    layout: Layout
    tables: Tables
    item: ItemPage | None = None

    def shown(self, context: Context) -> ItemPage:
        """What the address asks for: the page itself, or that of one thing of its list. Raises NotFound."""
        if not context.address.item:
            return ItemPage(lambda _context: str(self.title), self.layout, self.tables)
        if self.item is None:
            raise NotFound(_("There is no page at this address."))
        return self.item
