"""The number of a council paper means one paper in all strategies of a town (X47)."""

from __future__ import annotations

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
    papers, owners = package.holding("paper"), package.holding("strategy")
    if not papers or not owners:
        return
    [(_line, owner), *_more] = owners
    with reading(engine) as connection:
        others = of_town(connection, owner["owner"], owner["ags"], package.slug)
    own, notebook = {row["number"]: (line, row) for line, row in papers}, Notebook()
    for other in others:
        line, row = own.get(other.number, (None, None))
        if row is not None and not _same_paper(row, other):
            notebook.refuse("paper.csv", line, "number", _told(other), _remedy())
    notebook.raise_if_any()


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
