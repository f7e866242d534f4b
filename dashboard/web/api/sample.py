"""The tables of every resource with all their columns: the pages are asked, for the invented town, what they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

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


def tables() -> dict[Resource, tuple[Table, ...]]:
    """What each resource holds for a strategy of which much is known, and for one whose payments nobody knows."""
    town = _town()
    states = (town, replace(town, postings=(), plan_lines=()))
    contexts = [Context(Address(), assess(state), state.as_of, "public", partial(_earlier, state)) for state in states]
    return {resource: _of(resource, contexts) for resource in RESOURCES}


def _town() -> StrategyState:
    rows = generate().tables
    [strategy] = rows["strategy"]
    found = facts(rows, strategy["data_as_of"])
    assert found, "the invented town never ends"
    return as_of(replace(found[0], audience="public"), strategy["data_as_of"])


def _earlier(state: StrategyState) -> Assessment:
    return assess(back_to(state, key_date_before(state.as_of)))


def _of(resource: Resource, contexts: Sequence[Context]) -> tuple[Table, ...]:
    found: dict[str, Table] = {}
    for context in contexts:
        item = context.state.measures[0].code if resource.item else ""
        there = replace(context, address=Address(context.state.strategy.slug, resource.page, item=item))
        for table in PAGE_OF[resource.page].shown(there).tables(there):
            found.setdefault(table.name, table)
    return tuple(found.values())
