"""Values as they are stored, with the version that a form about them carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dashboard.storage import rows
from dashboard.storage.content import shape
from dashboard.storage.engine import reading
from dashboard.storage.schema import FACTS


@dataclass(frozen=True, slots=True)
class StoredValue:
    """A value of an indicator for a period that holds; `values` are the columns of its table."""

    version: int
    values: Mapping[str, Any]

    @property
    def indicator(self) -> str:
        return self.values["indicator"]

    @property
    def period(self) -> str:
        return self.values["period"]


def stored_values(engine: sa.Engine, slug: str, state: str) -> list[StoredValue]:
    """The values of a strategy in one state, the latest written first; empty for an unknown strategy."""
    facts, form = FACTS["indicator_value"].c, shape("indicator_value")
    with reading(engine) as connection:
        strategy = rows.strategy_id(connection, slug)
        which = sa.and_(facts.superseded.is_(None), facts.state == state)
        found = rows.stored_where(connection, strategy, "indicator_value", which) if strategy is not None else []
    return [StoredValue(one.row_id, form.row(one.content)) for one in reversed(found)]
