"""The tables of the page of money, each with the explanation of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.reporting.table import Table
from dashboard.reporting.why.explained import Explained
from dashboard.reporting.why.money import (
    deadlines,
    earned,
    fields,
    fiscal_year,
    grants,
    months,
    own_share,
    scale,
    sources,
    years,
)

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

Maker = Callable[["Budget", int], Sequence[Explained]]

_MAKERS: Mapping[str, Maker] = {
    "skala": scale.row,
    "monate": months.row,
    "jahre": years.row,
    "haushaltsjahr-summe": fiscal_year.addition_row,
    "haushaltsjahr": fiscal_year.use_row,
    "handlungsfelder": fields.row,
    "foerderungen": grants.row,
    "fertigstellungswert": earned.row,
    "eigenanteil": own_share.row,
    "geldquellen": sources.row,
    "geldquellen-jahre": sources.year_row,
    "fristen": deadlines.row,
}


def explained(found: Budget, tables: Sequence[Table]) -> list[Table]:
    """The same tables, able to say where their figures come from."""

    def with_why(table: Table) -> Table:
        maker = _MAKERS.get(table.name)
        return table if maker is None else replace(table, why=lambda place: maker(found, place))

    return [with_why(table) for table in tables]
