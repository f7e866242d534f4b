"""The reference measure M put together by hand and by `assess`, and what has to hold for every state."""

from dataclasses import replace
from fractions import Fraction as F

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain import model
from dashboard.domain.assessment import assess
from dashboard.domain.values import Ref, StatedDay
from tests.domain.builders import (
    KEY_DATE,
    a_baseline,
    a_milestone,
    a_plan_version,
    a_state,
    a_target,
    an_indicator,
    day,
    euro,
    reference_state,
    reference_tables,
)

M1, M2, M3, M4 = 1, 2, 3, 4
WHOLE = M1 + M2 + M3 + M4
BAC, AC, ORDERED = euro(200000), euro(75000), euro(50000)


def test_reference_measure_recomputed_by_hand():
    found = assess(reference_state()).measures["M"]
    done, due = F(M1 + M2, WHOLE), F(M1 + M2 + M3, WHOLE)
    ev, pv = done * BAC, due * BAC
    assert (found.progress, found.planned) == (done, due)
    assert (found.ev, found.pv, found.sv, found.cv) == (ev, pv, ev - pv, ev - AC)
    assert (found.spi, found.cpi) == (ev / pv, ev / AC)
    assert (found.eac1, found.eac2) == (BAC / (ev / AC), AC + BAC - ev)
    assert found.tcpi == (BAC - ev) / (BAC - AC)
    assert found.cost_forecast == max(AC + ORDERED, found.eac2)
    assert found.overrun == F(found.cost_forecast - BAC, BAC)


def test_reference_strategy_of_one_measure_has_the_measures_figures():
    found = assess(reference_state())
    measure, field, strategy = found.measures["M"], found.fields["F"], found.strategy
    for name in ("progress", "planned", "spi", "cpi", "bac", "ev", "pv", "ac", "commitments", "overrun"):
        assert getattr(field, name) == getattr(strategy, name) == getattr(measure, name)
    assert (field.light, strategy.light) == ("yellow", "yellow")
    assert (strategy.spent, strategy.bound) == (AC, AC + ORDERED)


def test_reference_indicator_is_the_one_of_the_worked_examples():
    found = assess(reference_state()).indicators["IA"]
    assert (found.attainment, found.path_value, found.path_attainment) == (F(1, 2), 56, F(30, 36))
    assert (found.slope, found.tendency, found.projection) == (10, "improving", 70)
    assert (found.freshness, found.light) == (F(1, 2), "yellow")


def test_no_value_of_the_reference_measure_is_late_by_more_than_60_days():
    found = assess(reference_state()).indicators.values()
    assert [m.days for indicator in found for m in indicator.missing] == [12, 31, 1]


def test_milestones_of_strategy_goal_and_field_are_assessed_and_enter_no_measure():
    tables = reference_tables()
    others = tuple(a_milestone(f"X{kind}", 50, object=Ref(kind, "any")) for kind in ("strategy", "goal", "field"))
    baselines = (*tables["baselines"], *(a_baseline(m.code, "30.07.2025") for m in others))
    found = assess(reference_state(milestones=tables["milestones"] + others, baselines=baselines))
    assert [found.milestones[m.code].overdue for m in others] == [1, 1, 1]
    assert found.measures["M"].progress == F(3, 10)


def test_an_empty_strategy_has_no_figures_and_no_zeros():
    found = assess(a_state())
    strategy = found.strategy
    names = ("progress", "planned", "spi", "cpi", "bac", "ev", "pv", "ac", "commitments", "spent", "bound", "drawn")
    assert {name: getattr(strategy, name) for name in names} == dict.fromkeys(names)
    assert (strategy.light, strategy.counted, found.measures) == ("grey", 0, {})


def test_a_day_before_anything_happened_has_no_progress_made_and_no_rate():
    measure = assess(reference_state("01.01.2024", postings=())).measures["M"]
    assert (measure.progress, measure.planned, measure.spi) == (0, 0, None)
    assert (measure.on_time_due, measure.weighted_delay) == (0, None)


SHIFT = st.integers(-400, 400)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["M1", "M2", "M3", "M4"]), SHIFT), max_size=4), st.integers(1, 700))
def test_i08_a_new_plan_never_changes_the_first_baseline_nor_what_was_shown_before_it(moves, after):
    """Bug it catches: baselines of the newest version used on days before it was in force."""
    tables = reference_tables()
    start = day("01.01.2024").toordinal() + after
    valid_from = StatedDay(type(KEY_DATE).fromordinal(start)).day
    version = replace(a_plan_version("plan-2"), valid_from=valid_from)
    moved = {b.milestone: b for b in tables["baselines"]} | {
        code: a_baseline(code, type(KEY_DATE).fromordinal(start + days).strftime("%d.%m.%Y")) for code, days in moves
    }
    second = tuple(replace(b, plan_version="plan-2") for b in moved.values())
    plans = {"plan_versions": (*tables["plan_versions"], version), "baselines": tables["baselines"] + second}
    eve = type(KEY_DATE).fromordinal(start - 1)
    before, without = assess(reference_state(eve, **plans)), assess(reference_state(eve))
    assert before.measures == without.measures
    for code, milestone in assess(reference_state(KEY_DATE, **plans)).milestones.items():
        assert milestone.first_baseline == without.state.baselines_of[code][0].date


@settings(max_examples=40, deadline=None)
@given(st.integers(-(10**6), 10**6), st.sampled_from(["up", "down", "min", "range"]))
def test_i05_no_value_of_a_context_indicator_changes_a_light_or_an_aggregate(value, direction):
    """Bug it catches: all indicators of a measure taken into effect and completeness."""
    tables = reference_tables()
    context = an_indicator("IX", role="context", direction=direction)
    row = replace(tables["indicator_values"][0], indicator="IX", period=tables["indicator_values"][2].period)
    row = replace(row, value=replace(row.value, value=value))
    found = assess(
        reference_state(
            indicators=(*tables["indicators"], context),
            indicator_values=(*tables["indicator_values"], row),
            targets=(*tables["targets"], a_target((2020, 1), (2025, 2), "IX", tolerance=1, lower=0, upper=9)),
        )
    )
    plain = assess(reference_state())
    assert found.measures == plain.measures
    assert (found.strategy, found.goals) == (plain.strategy, plain.goals)


@settings(max_examples=60, deadline=None)
@given(
    st.sets(
        st.sampled_from(
            [
                "milestones",
                "baselines",
                "forecasts",
                "plan_lines",
                "postings",
                "indicator_values",
                "targets",
                "indicators",
                "plan_versions",
                "measure_statuses",
                "links",
                "fields",
                "goals",
            ]
        )
    )
)
def test_i04_whatever_table_is_missing_no_number_comes_from_it(missing):
    """Bug it catches: an empty list of payments, milestones or values summed to 0."""
    if "plan_versions" in missing:
        missing = missing | {"baselines", "plan_lines"}
    if "indicators" in missing:
        missing = missing | {"targets", "indicator_values"}
    found = assess(reference_state(**dict.fromkeys(missing, ())))
    measure = found.measures["M"]
    if "milestones" in missing:
        assert (measure.progress, measure.ev, measure.eac2, measure.overrun) == (None,) * 4
    if missing & {"milestones", "baselines"}:
        assert (measure.planned, measure.pv, measure.spi, measure.lights.schedule) in (
            (None, None, None, "grey"),
            (None, None, None, None),
        )
    if "postings" in missing:
        assert (measure.ac, measure.cpi, measure.cost_forecast, found.strategy.spent) == (None,) * 4
    if "plan_lines" in missing:
        assert (measure.bac, measure.ev, measure.overrun, found.strategy.bac) == (None,) * 4
    if "targets" in missing:
        assert (measure.effect, measure.completeness) == (None, None)
    if "indicator_values" in missing:
        assert measure.effect is None
        assert measure.completeness in (None, 0)


def test_a_threshold_or_a_status_of_another_measure_changes_nothing_here():
    other = model.MeasureStatus(measure="elsewhere", valid_from=KEY_DATE, status="stopped")
    plain = assess(reference_state())
    changed = assess(reference_state(measure_statuses=(*reference_tables()["measure_statuses"], other)))
    assert changed.measures == plain.measures
