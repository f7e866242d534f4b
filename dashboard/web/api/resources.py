"""What stands below a strategy, and which page shows the same to people."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.pages import PAGE_OF
from dashboard.pages.address import MEASURES

#: The first part of every address of the open data.
PREFIX = "api/v1"


@dataclass(frozen=True, slots=True)
class Resource:
    """`name` is its part of the address ("" the strategy itself), `page` that of the page, `item`: one thing of a list.

    `heeds`: the parameters that choose among its figures; every resource understands the others too, and the days.
    `varying`: its tables leave out the columns that no document of the strategy fills.
    """

    name: str
    page: str
    summary: str
    heeds: tuple[str, ...] = ()
    item: bool = False
    varying: bool = False

    @property
    def place(self) -> str:
        """The page's part in the addresses of what belongs to it."""
        return self.page or "ueberblick"

    @property
    def path(self) -> str:
        """The address below the installation, with its variables in braces."""
        parts = (PREFIX, "strategies", "{slug}", self.name, "{code}" if self.item else "")
        return "/".join(filter(None, parts))


_OF_MEASURES = ("handlungsfeld", "gruppe", "status")
_OF_YEARS = ("handlungsfeld", "jahr")
_RESOURCES = (
    Resource("", "", "How far is this strategy? Its key figures, and where the rest stands", _OF_MEASURES),
    Resource("progress", "fortschritt", "Which measures move, how late are they?", _OF_MEASURES),
    Resource("budget", "mittelabfluss", "What money is planned, bound, spent, drawn?", _OF_YEARS),
    Resource("monitoring", "monitoring", "What has been reached, year by year?", _OF_YEARS),
    Resource("measures", MEASURES, "All measures", (*_OF_MEASURES, "suche", "sortierung")),
    Resource("measures", MEASURES, "One measure: milestones, money, indicators", item=True),
    Resource("goals", "ziele", "What leads to the goals, and what is missing on the way?"),
    Resource("sources", "quellen", "Where does every fact come from?", varying=True),
)
RESOURCES = tuple(r for r in _RESOURCES if r.page in PAGE_OF and (not r.item or PAGE_OF[r.page].item))


def resource_of(name: str, *, item: bool) -> Resource | None:
    """The resource that an address names, or None."""
    return next((r for r in RESOURCES if r.name == name and r.item == item), None)
