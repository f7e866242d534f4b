"""The number of a council paper means one paper in all strategies of a town (X47)."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.exchange.findings import Notebook
from dashboard.exchange.package import Package, Row
from dashboard.operations.database import Engine
from dashboard.storage.engine import reading
from dashboard.storage.papers import Numbered, of_town
from dashboard.text.catalog import gettext as _


def refuse_other_papers(engine: Engine, package: Package) -> None:
    """PackageError for a number under which another strategy of the town has another paper.

    The same paper may stand in several strategies: its day is the same, or where a day is missing its title.
    """
    papers = _holding(package, "paper")
    owners = _holding(package, "strategy")
    if not papers or not owners:
        return
    with reading(engine) as connection:
        others = of_town(connection, owners[0]["owner"], owners[0]["ags"], package.slug)
    own, notebook = {row["number"]: row for row in papers}, Notebook()
    for other in others:
        if other.number in own and not _same_paper(own[other.number], other):
            notebook.refuse("paper.csv", None, "number", _told(other), _remedy())
    notebook.raise_if_any()


def _holding(package: Package, table: str) -> list[Row]:
    rows: Iterable[Row] = package.tables.get(table, ())
    return [row for row in rows if row.get("known_until") is None]


def _same_paper(row: Row, other: Numbered) -> bool:
    if row["date"] and other.date:
        return bool(row["date"] == other.date)
    return " ".join(row["title"].casefold().split()) == " ".join(other.title.casefold().split())


def _told(other: Numbered) -> str:
    return _(
        "In the strategy “{slug}” of the same town, {number} is the paper “{title}”.",
        slug=other.strategy,
        number=other.number,
        title=other.title[:120],
    )


def _remedy() -> str:
    return _("Correct the number; if it is the same paper, write its day or its title as it stands there.")
