"""Council papers of a town's other strategies: what its numbers stand for already."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import sqlalchemy as sa

from dashboard.storage.schema import FACTS, strategy_root


class Numbered(NamedTuple):
    """A paper with a number that holds in a strategy."""

    strategy: str
    number: str
    title: str
    date: dt.date | None


def of_town(connection: sa.Connection, owner: str, ags: str | None, but: str) -> list[Numbered]:
    """The numbered papers in every strategy of a town `but` one; the official key tells the town, else its name."""
    paper, strategy = FACTS["paper"].c, FACTS["strategy"].c
    same_name = strategy.owner == owner
    same_town = sa.or_(strategy.ags == ags, sa.and_(strategy.ags.is_(None), same_name)) if ags else same_name
    query = (
        sa.select(strategy_root.c.slug, paper.number, paper.title, paper.date)
        .join_from(FACTS["paper"], strategy_root, strategy_root.c.id == paper.strategy_id)
        .join(FACTS["strategy"], strategy.strategy_id == strategy_root.c.id)
        .where(paper.superseded.is_(None), strategy.superseded.is_(None), strategy_root.c.slug != but)
        .where(paper.number.is_not(None), same_town)
        .order_by(strategy_root.c.slug, paper.number)
    )
    return [Numbered(*row) for row in connection.execute(query)]
