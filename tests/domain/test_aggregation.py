"""From measures to fields, strategy and goals (D13), and the multiplier counts."""

from collections import Counter
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.aggregation import field_light, goal_effect
from dashboard.domain.assessment import assess
from dashboard.domain.model import MultiplierEvent
from dashboard.domain.multiplier import multiplier_year
from dashboard.domain.values import Ref, half_up
from tests.domain.builders import (
    STRATEGY,
    a_baseline,
    a_drawdown,
    a_field,
    a_goal,
    a_grant,
    a_link,
    a_measure,
    a_milestone,
    a_plan_line,
    a_plan_version,
    a_posting,
    a_state,
    a_status,
    a_target,
    a_value,
    an_indicator,
    covers,
    day,
    euro,
    number,
)


def _milestones(code, reached, due, whole):
    """Milestones of a measure by weight: reached, due and not due."""
    ref = Ref("measure", code)
    parts = (
        ("r", reached, True, "30.06.2025"),
        ("d", due - reached, False, "30.06.2025"),
        ("o", whole - max(reached, due), False, "31.12.2025"),
    )
    if reached > due:
        parts = (("r", due, True, "30.06.2025"), ("e", reached - due, True, "31.12.2025"), parts[2])
    used = [part for part in parts if part[1] > 0]
    milestones = [
        a_milestone(f"{code}{name}", weight, "01.06.2025" if done else None, ref) for name, weight, done, _ in used
    ]
    return milestones, [a_baseline(f"{code}{name}", on) for name, _, _, on in used]


def two_measures(**changes):
    """A (BAC 200, EV 60, PV 120, AC 75) and B (50, 25, 20, 20) of the worked example, in thousands of euro."""
    of_a, of_b = _milestones("A", 30, 60, 100), _milestones("B", 50, 40, 100)
    a, b = Ref("measure", "A"), Ref("measure", "B")
    tables = {
        "fields": [a_field()],
        "measures": [a_measure("A"), a_measure("B")],
        "plan_versions": [a_plan_version()],
        "measure_statuses": [a_status(measure="A"), a_status(measure="B")],
        "milestones": of_a[0] + of_b[0],
        "baselines": of_a[1] + of_b[1],
        "plan_lines": [a_plan_line("a", 200000, a), a_plan_line("b", 50000, b)],
        "postings": [a_posting(75000, object=a), a_posting(20000, object=b)],
    }
    return tables | changes


def test_d13_spi_of_the_example_field_is_0_607_and_cpi_0_895():
    field = assess(a_state(**two_measures())).fields["F"]
    assert (field.ev, field.pv, field.ac) == (euro(85000), euro(140000), euro(95000))
    assert (field.spi, field.cpi) == (F(85, 140), F(85, 95))
    assert (half_up(field.spi, 3), half_up(field.cpi, 3)) == (number("0.607"), number("0.895"))


def test_d13_progress_is_40_percent_measure_by_measure_and_34_percent_by_budget():
    field = assess(a_state(**two_measures())).fields["F"]
    assert (field.progress, field.progress_weighted) == (F(40, 100), F(34, 100))
    assert (field.planned, field.planned_weighted) == (F(50, 100), F(56, 100))


def test_d13_measures_without_milestones_are_left_out_of_the_progress_and_counted():
    tables = two_measures()
    tables["measures"].append(a_measure("C"))
    tables["measure_statuses"].append(a_status(measure="C"))
    field = assess(a_state(**tables)).fields["F"]
    assert (field.progress, field.progress_rated, field.counted) == (F(40, 100), 2, 3)


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("paused", True),
        ("completed", True),
        ("permanent", True),
        ("adopted", True),
        ("parked", False),
        ("stopped", False),
        ("proposed", False),
        ("merged", False),
    ],
)
def test_d13_ratios_are_over_carried_out_measures_and_spending_over_all(status, counts):
    tables = two_measures(measure_statuses=[a_status(measure="A"), a_status(status, measure="B")])
    field = assess(a_state(**tables)).fields["F"]
    assert field.counted == (2 if counts else 1)
    assert field.cpi == (F(85, 95) if counts else F(60, 75))
    assert field.bac == (euro(250000) if counts else euro(200000))
    assert field.spent == euro(95000)


def test_d13_bound_is_what_is_spent_and_what_is_ordered():
    tables = two_measures()
    tables["postings"].append(a_posting(1000, "commitment", object=Ref("measure", "B")))
    field = assess(a_state(**tables)).fields["F"]
    assert (field.spent, field.bound, field.commitments) == (euro(95000), euro(96000), euro(1000))


def test_money_of_a_field_or_the_strategy_itself_is_added_to_that_of_its_measures():
    tables = two_measures()
    tables["fields"] += [a_field("T", "theme", parent="F"), a_field("X", "cross_topic"), a_field("G")]
    tables["postings"] += [
        a_posting(1, object=Ref("field", "F")),
        a_posting(2, object=Ref("field", "T")),
        a_posting(4, object=STRATEGY),
        a_posting(8, object=Ref("field", "X")),
    ]
    tables["plan_lines"].append(a_plan_line("f", 16, Ref("field", "F")))
    found = assess(a_state(**tables))
    assert (found.fields["F"].spent, found.fields["F"].bac) == (euro(95003), euro(250016))
    assert (found.fields["G"].spent, found.strategy.spent) == (0, euro(95015))
    assert found.strategy.cpi == F(85, 95)


def test_a_measure_of_a_theme_counts_in_the_field_of_the_theme():
    tables = two_measures(
        fields=[a_field(), a_field("T", "theme", parent="F")], measures=[a_measure("A", "T"), a_measure("B")]
    )
    found = assess(a_state(**tables))
    assert found.fields["F"].measures == ("A", "B")
    assert set(found.fields) == {"F"}


def test_i03_a_measure_concerning_cross_topics_counts_once():
    topics = [a_field("X", "cross_topic"), a_field("Y", "cross_topic")]
    links = [a_link(Ref("measure", "A"), "concerns", Ref("field", code)) for code in "XY"]
    plain, linked = two_measures(), two_measures(fields=[a_field(), *topics], links=links)
    one, other = assess(a_state(**plain)), assess(a_state(**linked))
    assert other.fields.keys() == {"F"}
    assert (one.fields["F"], one.strategy) == (other.fields["F"], other.strategy)


def test_drawdowns_are_shown_for_a_field_only_if_their_grant_lies_within_it():
    of_a = [covers(Ref("measure", "A"))]
    tables = two_measures(
        fields=[a_field(), a_field("F2")],
        measures=[a_measure("A"), a_measure("B", "F2")],
        grants=[a_grant()],
        drawdowns=[a_drawdown("d", 500, "01.06.2025")],
        links=of_a,
    )
    found = assess(a_state(**tables))
    assert (found.fields["F"].drawn, found.fields["F2"].drawn, found.strategy.drawn) == (euro(500), None, euro(500))
    both = [*of_a, covers(Ref("measure", "B"))]
    found = assess(a_state(**tables | {"links": both}))
    assert (found.fields["F"].drawn, found.fields["F2"].drawn, found.strategy.drawn) == (None, None, euro(500))


def test_d13_a_field_with_one_red_of_five_rated_is_yellow():
    lights = [("green", False)] * 3 + [("yellow", False), ("red", False), ("grey", False)]
    assert field_light(lights) == "yellow"


@pytest.mark.parametrize(
    ("lights", "light"),
    [
        ("ggg", "green"),
        ("ggy", "yellow"),
        ("gggy", "green"),
        ("ggr", "red"),
        ("gggr", "yellow"),
        ("g-", "green"),
        ("g--", "grey"),
        ("r--", "grey"),
        ("", "grey"),
        ("-", "grey"),
        ("yyy", "yellow"),
    ],
)
def test_d13_boundaries_of_the_light_of_a_field(lights, light):
    names = {"g": "green", "y": "yellow", "r": "red", "-": "grey"}
    assert field_light([(names[one], False) for one in lights]) == light


def test_d13_one_red_key_measure_makes_the_field_red():
    assert field_light([("green", False)] * 5 + [("red", True)]) == "red"
    assert field_light([("green", False)] * 5 + [("red", False)]) == "yellow"
    assert field_light([("red", True), ("grey", False), ("grey", False)]) == "grey"


def test_d13_the_distribution_counts_every_light_and_no_proposal():
    statuses = {"A": "running", "B": "completed", "C": "stopped", "D": "proposed", "E": "running"}
    state = a_state(
        fields=[a_field()],
        measures=[a_measure(code) for code in statuses],
        measure_statuses=[a_status(status, measure=code) for code, status in statuses.items()],
    )
    field = assess(state).fields["F"]
    assert field.distribution == {"green": 0, "yellow": 0, "red": 0, "grey": 2, "done": 1, "resting": 1}
    assert (field.active, field.rated, field.light) == (2, 0, "grey")


def test_d13_a_goal_with_three_of_four_values_has_an_effect_of_0_70():
    assert goal_effect([F(1, 2), F(6, 10), F(12, 10), None]) == (F(70, 100), F(75, 100))


def test_d13_below_60_percent_coverage_a_goal_is_not_rated():
    assert goal_effect([F(1, 2), None]) == (None, F(1, 2))
    assert goal_effect([F(1), F(1), F(1), None, None]) == (1, F(60, 100))
    assert goal_effect([]) == (None, None)


def test_d13_a_goal_counts_each_control_indicator_once_and_no_stale_or_context_one():
    goal = Ref("goal", "G")
    indicators = [
        an_indicator("own", goal),
        an_indicator("linked"),
        an_indicator("stale", goal),
        an_indicator("context", goal, role="context"),
    ]
    links = [a_link(Ref("indicator", code), "measures", goal) for code in ("own", "linked", "context")]
    values = [
        a_value("2024", 50, "own"),
        a_value("2024", 80, "linked"),
        a_value("2021", 80, "stale"),
        a_value("2024", 80, "context"),
    ]
    state = a_state(
        goals=[a_goal()],
        measures=[a_measure()],
        indicators=indicators,
        links=links,
        indicator_values=values,
        targets=[a_target((2020, 20), (2025, 80), indicator.code) for indicator in indicators],
    )
    found = assess(state).goals["G"]
    assert found.indicators == ("own", "stale", "linked")
    assert (found.coverage, found.effect) == (F(2, 3), F(3, 4))


def test_d13_the_multiplier_effect_keeps_its_kinds_apart():
    def event(code, on, kind, count, region):
        return MultiplierEvent(code=code, date=day(on), kind=kind, count=count, region=region)

    events = [
        event("1", "31.03.2025", "downloads", 120, None),
        event("2", "30.06.2025", "downloads", 30, None),
        event("3", "01.07.2025", "consultation", 1, "West"),
        event("4", "02.07.2025", "consultation", 2, "West"),
        event("5", "03.07.2025", "talk", 1, "East"),
        event("6", "31.12.2024", "downloads", 999, "North"),
    ]
    found = multiplier_year(events, 2025)
    assert (found.downloads, found.consultations, found.talks, found.reuses, found.regions) == (150, 3, 1, 0, 2)
    assert multiplier_year(events, 2023) is None


SPREAD = st.lists(st.tuples(st.sampled_from("FGH"), st.integers(0, 9), st.integers(1, 10**6)), min_size=1, max_size=9)


@given(SPREAD, st.sampled_from(["running", "stopped", "completed"]))
def test_the_fields_add_up_to_the_strategy(measures, status):
    """Bug it catches: money spent summed over the counted measures only; a measure in two fields (I3)."""
    codes = [(f"m{n}", *rest) for n, rest in enumerate(measures)]
    state = a_state(
        fields=[a_field(code) for code in "FGH"],
        measures=[a_measure(code, field) for code, field, _, _ in codes],
        measure_statuses=[a_status(status if n % 2 else "running", measure=code) for n, (code, *_) in enumerate(codes)],
        plan_versions=[a_plan_version()],
        plan_lines=[a_plan_line(code, cost, Ref("measure", code)) for code, _, _, cost in codes],
        postings=[a_posting(cost, object=Ref("measure", code)) for code, _, cost, _ in codes],
    )
    found = assess(state)
    for name in ("bac", "ac", "spent", "bound"):
        parts = [getattr(field, name) for field in found.fields.values()]
        assert sum(part or 0 for part in parts) == (getattr(found.strategy, name) or 0)
    assert found.strategy.spent == sum(euro(cost) for _, _, cost, _ in codes)
    shown: Counter = Counter()
    for field in found.fields.values():
        shown.update(field.distribution)
    assert {light: count for light, count in shown.items() if count} == {
        light: count for light, count in found.strategy.distribution.items() if count
    }
    assert sum(field.counted for field in found.fields.values()) == found.strategy.counted


@given(st.lists(st.tuples(st.sampled_from(["green", "yellow", "red", "grey"]), st.booleans()), min_size=1))
def test_a_worse_measure_never_makes_its_field_better(lights):
    """Bug it catches: a field's yellow asked before its red."""
    order = ["green", "yellow", "red"]
    was = field_light(lights)
    if was == "grey":
        return
    for place, (light, key) in enumerate(lights):
        if light in order[:2]:
            worse = [*lights[:place], (order[order.index(light) + 1], key), *lights[place + 1 :]]
            assert order.index(field_light(worse)) >= order.index(was)
