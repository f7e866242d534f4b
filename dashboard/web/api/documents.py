"""What an address of the open data holds, as JSON: whose figures, as of which day, the tables, and where to go on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from dashboard.reporting.strategies import StrategyLine
from dashboard.reporting.strategies import table as strategies_table
from dashboard.reporting.table import Table
from dashboard.reporting.why.explained import Explained
from dashboard.web.api import tables
from dashboard.web.api.origins import origin
from dashboard.web.api.query import Query
from dashboard.web.api.resources import PREFIX, RESOURCES, Resource
from dashboard.web.asked import Asked


def href(base: str, slug: str, resource: Resource, code: str = "") -> str:
    """The address of a resource, without its query."""
    return base + resource.path.format(slug=slug, code=quote(code))


def strategies(lines: list[StrategyLine], base: str) -> list[dict[str, Any]]:
    """All strategies, one object each, with the units of its figures; their sources stand in the strategy's own document."""
    table = strategies_table(lines)
    parts = tables.plain(table)["columns"]
    units = {part["name"]: part["unit"] for part in parts if part["unit"]}
    return [
        tables.row_cells(table.columns, row)
        | {"units": units, "invented": line.invented, "parent": line.parent, "links": _below(base, line.slug)}
        for line, row in zip(lines, table.rows, strict=True)
    ]


def _below(base: str, slug: str) -> dict[str, str]:
    """The address of everything below a strategy that is no single thing, and of its page."""
    links = {resource.name or "strategy": href(base, slug, resource) for resource in RESOURCES if not resource.item}
    return links | {"page": f"{base}{slug}"}


def strategy(asked: Asked, shown: list[Table], query: Query, base: str, resource: Resource) -> dict[str, Any]:
    """One resource of a strategy with these tables."""
    own = href(base, asked.context.address.slug, resource, asked.context.address.item)
    state, about = asked.context.state, asked.context.state.strategy
    day = query.params
    return {
        "slug": about.slug,
        "owner": about.owner,
        "title": about.title,
        "page": asked.title,
        "invented": about.invented,
        "live": about.live,
        "audience": state.audience,
        "as_of": state.as_of.isoformat(),
        "known_on": state.known_on.isoformat() if state.known_on else None,
        "data_as_of": about.data_as_of.isoformat(),
        "origin": asked.context.origin,
        "parameters": {name: str(value) for name, value in asdict(day).items() if value is not None},
        "without_effect": query.without_effect(resource.heeds),
        "tables": [_table(asked, table, query, own) for table in shown],
        "links": {
            "self": own + query.text(),
            "page": asked.context.address.href(),
            "strategies": f"{base}{PREFIX}/strategies",
            "description": f"{base}{PREFIX}/openapi.json",
            "below": {
                name: link + Query(day).text() for name, link in _below(base, about.slug).items() if name != "page"
            },
        },
    }


def _table(asked: Asked, table: Table, query: Query, own: str) -> dict[str, Any]:
    def source(of: Table, place: int, found: Explained) -> dict[str, Any]:
        return origin(found, asked.context.why(of, place), full=query.sources == "full")

    csv = own + query.text(format="csv", table=table.name, sources=None)
    return tables.whole(table, None if query.sources == "none" else source, csv)
