"""The tables of every resource with all their columns: the pages are asked, for the invented town, what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial

from dashboard.domain.assessment import Assessment, assess
from dashboard.domain.state import StrategyState, as_of, back_to
from dashboard.exchange.demo import generate
from dashboard.exchange.facts import facts
from dashboard.pages import PAGE_OF
from dashboard.pages.address import Address
from dashboard.pages.context import Context
from dashboard.reporting.comparison import key_date_before
from dashboard.reporting.table import Table
from dashboard.web.api.resources import RESOURCES, Resource


@cache
def tables() -> Mapping[Resource, tuple[Table, ...]]:
    """What each resource holds for a strategy of which much is known, and for one whose payments nobody knows."""
    town = _town()
    assert town is not None
    states = (town, replace(town, postings=(), plan_lines=()))
    return {resource: _of(resource, states) for resource in RESOURCES}


def _town() -> StrategyState | None:
    rows = dict(generate().tables)
    [strategy] = rows["strategy"]
    found = facts(rows, strategy["data_as_of"])
    return as_of(replace(found[0], audience="public"), strategy["data_as_of"]) if found else None


def _earlier(state: StrategyState) -> Assessment:
    return assess(back_to(state, key_date_before(state.as_of)))


def _of(resource: Resource, states: tuple[StrategyState, ...]) -> tuple[Table, ...]:
    found: dict[str, Table] = {}
    for state in states:
        item = state.measures[0].code if resource.item else ""
        address = Address(state.strategy.slug, resource.page, item=item)
        context = Context(address, assess(state), state.as_of, "public", partial(_earlier, state))
        for table in PAGE_OF[resource.page].shown(context).tables(context):
            found.setdefault(table.name, table)
    return tuple(found.values())
