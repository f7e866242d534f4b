"""What has changed since the last key date, as it is laid out on the overview."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from dashboard.domain.assessment import assess
from dashboard.domain.state import StrategyState, back_to
from dashboard.domain.values import Ref
from dashboard.pages.address import Address, Params
from dashboard.pages.context import Context
from dashboard.pages.overview import PAGE
from dashboard.pages.overview.since import since, since_tables
from dashboard.text.catalog import in_language
from tests.domain.builders import a_measure, a_milestone, a_strategy, stated
from tests.pages.reading import parts
from tests.reporting.changing_town import BEFORE, EXPECTED, town


def context(state: StrategyState, **params: Any) -> Context:
    address = Address(state.strategy.slug, PAGE.path, Params(**params))
    return Context(address, assess(state), state.as_of, state.audience, earlier=lambda: assess(back_to(state, BEFORE)))


def named(state: StrategyState, kind: str, **params: Any) -> list[Any]:
    with in_language("de"):
        return [part for part in parts(since(context(state, **params))) if type(part).__name__ == kind]


def words(component: Any) -> str:
    return "".join(part for part in parts(component) if isinstance(part, str))


def text(state: StrategyState, **params: Any) -> str:
    with in_language("de"):
        return words(since(context(state, **params)))


def counts(state: StrategyState, **params: Any) -> list[int]:
    return [int(re.match(r"\d+", words(head))[0]) for head in named(state, "H3", **params)]  # type: ignore[index]


def test_the_counts_on_the_page_add_up_to_the_measures():
    assert sum(counts(town())) == len(EXPECTED)


def test_each_change_names_the_measure_and_both_lights_in_words():
    shown = text(town())
    assert "late Measure lateIm Plan → Kritisch" in shown
    assert "done Measure doneIm Plan → Abgeschlossen" in shown
    assert "parked Measure parkedIm Plan → Zurückgestellt" in shown
    assert "new Measure newnoch nicht beschlossen → " in shown


def test_no_symbol_stands_without_its_word():
    lights = [part for part in named(town(), "Span") if getattr(part, "className", None) == "light"]
    assert lights
    assert all(words(light).strip() for light in lights)


def test_what_is_still_critical_is_named_among_the_unchanged():
    late = a_measure("late")
    state = town(
        measures=[late], milestones=[a_milestone("late-1", object=Ref("measure", "late"))], baselines=_overdue()
    )
    shown = text(state)
    assert "davon 1 weiterhin kritisch" in shown
    assert "late Measure lateKritisch → Kritisch" in shown


def _overdue() -> list:
    early = stated("01.03.2024")
    return [replace(b, date=early) for b in town().baselines if b.milestone == "late-1"]


def test_many_changes_of_one_kind_unfold_and_very_many_stand_in_the_data():
    def with_new(number: int) -> StrategyState:
        codes = [f"n{i}" for i in range(number)]
        statuses = [s for s in town().measure_statuses if s.measure == "new"]
        return town(
            measures=[a_measure(code) for code in codes],
            measure_statuses=[replace(statuses[0], measure=code) for code in codes],
            milestones=[],
            baselines=[],
            postings=[],
        )

    def unfolding(state: StrategyState) -> list[str]:
        folded = (words(details) for details in named(state, "Details"))
        return [found.group() for text in folded if (found := re.match(r"\d+ weitere", text))]

    assert unfolding(with_new(6)) == []
    assert unfolding(with_new(8)) == ["2 weitere"]
    assert unfolding(with_new(37)) == []
    assert "31 weitere stehen in den Daten (CSV)." in text(with_new(37))


def test_a_filter_out_of_the_address_is_named_and_can_be_taken_off():
    shown = text(town(), handlungsfeld="F2")
    assert f"Der Filter lässt 2 von {len(EXPECTED)} Maßnahmen übrig." in shown
    assert sum(counts(town(), handlungsfeld="F2")) == 2
    links = {words(a): a.href for a in named(town(), "A", handlungsfeld="F2")}
    assert "handlungsfeld" in links["Daten (CSV)"]
    assert "handlungsfeld" not in links["Alle Maßnahmen vergleichen"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"status_reports": []}, "nichts zu vergleichen"),
        ({"strategy": a_strategy(valid_from=stated("01.03.2025"))}, "Die Strategie begann am 01.03.2025"),
    ],
    ids=["only documents", "began later"],
)
def test_where_nothing_can_be_compared_the_page_says_why_and_has_no_table(changes, sentence):
    state = town(**changes)
    assert sentence in text(state)
    assert named(state, "H3") == []
    assert since_tables(context(state)) == []


def test_a_strategy_without_measures_has_no_such_section():
    assert since(context(town(measures=[], measure_statuses=[], milestones=[], baselines=[], postings=[]))) == []


def test_the_link_to_data_leads_to_a_table_of_the_page():
    tables = {table.name for table in PAGE.tables(context(town()))}
    links = [a.href for a in named(town(), "A") if ".csv" in a.href]
    assert len(links) == 1
    assert links[0].rsplit("/", 1)[1].removesuffix(".csv") in tables


def test_the_earlier_day_is_not_computed_where_nothing_is_compared():
    state = town(status_reports=[])

    def never() -> Any:
        raise AssertionError

    shown = Context(Address(state.strategy.slug, PAGE.path), assess(state), state.as_of, state.audience, earlier=never)
    assert since(shown)
