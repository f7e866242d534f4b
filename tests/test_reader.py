"""The read path: what the earlier day costs, and that it is the same as reading that day anew."""

from __future__ import annotations

import datetime as dt
import gc

import pytest

from dashboard.domain.assessment import Assessment, assess
from dashboard.domain.state import StrategyState
from dashboard.pages import render
from dashboard.reader import Reader
from tests.site import SLUGS, TODAY, Site
from tests.statements import statements


def reader(site: Site, audience: str = "internal") -> Reader:
    return Reader(site.engine, today=lambda: TODAY, audience=audience)


@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize("known_on", [None, dt.date(2025, 6, 30)])
@pytest.mark.parametrize("slug", SLUGS)
def test_the_earlier_day_is_what_reading_that_day_gives(site: Site, slug: str, known_on: dt.date | None, audience: str):
    found = reader(site, audience)
    later = found.view(slug, known_on=known_on)
    assert later is not None
    earlier = later.earlier()
    anew = found.view(slug, earlier.state.as_of, known_on)
    assert anew is not None
    assert earlier.state.as_of == dt.date(later.assessment.state.as_of.year - 1, 12, 31)
    assert (earlier.state, earlier.measures) == (anew.assessment.state, anew.assessment.measures)


def test_the_earlier_day_costs_no_statement(site: Site):
    view = reader(site).view("musterstadt-2030")
    assert view is not None
    with statements(site.engine) as asked:
        assert view.earlier().measures
    assert asked == []


def test_a_warm_overview_runs_one_statement(site: Site):
    found, address = reader(site), render.resolve("/musterstadt-2030", "", "/")
    render.page(found, address)
    with statements(site.engine) as asked:
        render.page(found, address)
    assert len(asked) == 1, asked


def test_a_page_that_compares_nothing_does_not_compute_the_earlier_day(site: Site, monkeypatch: pytest.MonkeyPatch):
    days: list[dt.date] = []

    def noted(state: StrategyState) -> Assessment:
        days.append(state.as_of)
        return assess(state)

    monkeypatch.setattr("dashboard.reader.assess", noted)
    render.page(reader(site), render.resolve("/musterstadt-2030/fortschritt", "", "/"))
    assert days == [dt.date(2025, 12, 31)]


def test_a_second_look_at_the_same_day_finds_the_earlier_one_computed(site: Site):
    found = reader(site)
    first, second = found.view("musterstadt-2030"), found.view("musterstadt-2030")
    assert first is not None
    assert second is not None
    assert first.earlier() is second.earlier()


def assessments() -> int:
    """How many are in memory."""
    gc.unfreeze()
    return sum(isinstance(one, Assessment) for one in gc.get_objects())


def test_a_strategy_that_is_let_go_leaves_nothing_behind(site: Site, monkeypatch: pytest.MonkeyPatch):
    """No collection walks what is kept, so nothing in it may hold itself in a circle."""
    monkeypatch.setattr("dashboard.reader.MOST_ROWS", 0)  # one strategy at a time
    found = reader(site)
    gc.unfreeze()  # what other tests have let go
    gc.collect()
    before = assessments()
    gc.disable()
    try:
        view = found.view("musterstadt-2030")
        assert view is not None
        assert view.earlier().measures
        assert view.weak_points()
        assert view.due() is not None
        assert assessments() == before + 2
        del view
        assert found.view("wismar-isek")
        assert assessments() == before + 1
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        ours = [one for one in gc.garbage if type(one).__module__.startswith("dashboard.")]
        assert not ours, {type(one).__name__ for one in ours}  # what the reads themselves have let go
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
