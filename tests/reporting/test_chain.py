"""Results chains: what leads to a goal, and what is missing on the way."""

from __future__ import annotations

import pytest

from dashboard.domain.assessment import Assessment
from dashboard.reader import Reader
from dashboard.reporting.chain import chains, heading
from tests.site import TODAY, Site


@pytest.fixture(scope="module")
def town(site: Site) -> Assessment:
    view = Reader(site.engine, today=lambda: TODAY, audience="internal").view("musterstadt-2030")
    assert view is not None
    return view.assessment


def test_a_chain_holds_the_measures_linked_to_its_goal(town: Assessment) -> None:
    shown = {chain.found.goal.code for chain in chains(town)}
    linked = {
        (link.subject.code, link.object.code)
        for link in town.state.links
        if link.relation == "contributes_to" and link.object.code in shown
    }
    found = {(m.measure.code, chain.found.goal.code) for chain in chains(town) for m in chain.measures}
    assert found == linked
    assert linked


def test_outputs_and_outcomes_are_told_apart_by_their_level(town: Assessment) -> None:
    for chain in chains(town):
        assert all(found.indicator.level in ("input", "output") for found in chain.outputs)
        assert all(found.indicator.level in ("outcome", "impact") for found in chain.outcomes)
        assert all(found.indicator.role == "control" for found in (*chain.outputs, *chain.outcomes))


def test_a_goal_without_any_indicator_says_what_is_missing(town: Assessment) -> None:
    bare = [chain for chain in chains(town) if not chain.outputs and not chain.outcomes]
    assert bare
    assert all({gap.name for gap in chain.gaps} >= {"no_output", "no_outcome"} for chain in bare)


def test_the_heading_counts_the_whole_chains(town: Assessment) -> None:
    found = chains(town)
    assert heading(found).startswith(f"{sum(not chain.gaps for chain in found)} von {len(found)} ")
    assert heading([]) == "Es ist kein Ziel angegeben."
