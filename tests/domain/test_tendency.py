"""Tendency and projection (D10)."""

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment import assess
from dashboard.domain.tendency import projection, required_slope, slope, tendency
from dashboard.domain.values import half_up
from tests.domain.builders import a_definition, a_measure, a_state, a_target, a_value, an_indicator, day, number
from tests.domain.test_attainment import the_indicator

THREE = [a_value("2021", 30), a_value("2022", 38), a_value("2023", 50)]
PATH = a_target((2020, 20), (2025, 80))


def test_d10_three_values_rise_by_ten_a_year():
    assert slope([(F(2021), F(30)), (F(2022), F(38)), (F(2023), F(50))]) == 10
    assert tendency(F(10), 20, 80) == "improving"


def test_d10_going_on_like_this_the_example_ends_at_70_and_15_a_year_would_be_needed():
    assert projection(number(50), F(10), F(2023), 2025) == 70
    assert required_slope(number(50), number(80), F(2023), 2025) == 15


def test_d10_the_example_does_not_reach_its_target():
    found = the_indicator(target=PATH, values=THREE)
    assert (found.slope, found.tendency, found.projection, found.required_slope) == (10, "improving", 70, 15)
    assert (half_up(found.projected_attainment, 3), found.reaches_target) == (number("0.833"), False)


def test_d10_two_values_are_no_tendency():
    found = the_indicator(target=PATH, values=THREE[1:])
    assert (found.slope, found.tendency, found.projection, found.reaches_target) == (None,) * 4
    assert found.required_slope == 15


def test_d10_only_the_last_five_values_count():
    values = [a_value(str(2015 + n), value) for n, value in enumerate((500, 20, 22, 24, 26, 28))]
    assert the_indicator(target=a_target((2014, 0), (2030, 100)), values=values).slope == 2


def test_d10_a_slope_of_one_percent_of_the_way_is_stable():
    assert tendency(F(6, 10), 20, 80) == "stable"
    assert tendency(F(61, 100), 20, 80) == "improving"
    assert tendency(F(-6, 10), 20, 80) == "stable"
    assert tendency(F(-61, 100), 20, 80) == "worsening"


def test_d10_where_less_is_better_falling_values_improve():
    assert tendency(F(-10), 400, 300) == "improving"
    assert tendency(F(10), 400, 300) == "worsening"


def test_d10_from_the_target_year_on_nothing_is_projected():
    assert projection(number(50), F(10), F(2025), 2025) is None
    assert required_slope(number(50), number(80), F(2025), 2025) is None


def test_d10_other_directions_have_no_tendency():
    found = the_indicator(target=a_target((2020, 50), (2025, 90), tolerance=9), values=THREE, direction="min")
    assert (found.slope, found.tendency) == (None, None)


def test_d10_the_slope_of_a_cumulative_series_is_that_of_its_running_total():
    values = [a_value("2021", 30), a_value("2022", 40), a_value("2023", 50)]
    found = the_indicator(target=a_target((2020, 0), (2025, 300)), values=values, cumulative=True)
    assert (found.effective, found.slope) == (120, 45)


def _with_break(rebase=None):
    definitions = [a_definition(), a_definition(2, "01.01.2022", series_break=True, rebase_factor=rebase)]
    values = [
        a_value("2020", 5),
        a_value("2021", 15),
        a_value("2022", 38, definition=2),
        a_value("2023", 50, definition=2),
    ]
    return a_state(
        measures=[a_measure()],
        indicators=[an_indicator()],
        targets=[PATH],
        definitions=definitions,
        indicator_values=values,
    )


def test_x27_no_slope_runs_across_a_series_break():
    assert assess(_with_break()).indicators["I"].slope is None


def test_x27_re_based_values_are_used_in_the_new_terms():
    rebased = [(F(2020), F(10)), (F(2021), F(30)), (F(2022), F(38)), (F(2023), F(50))]
    assert assess(_with_break(number(2))).indicators["I"].slope == slope(rebased)


def test_a_value_without_a_named_definition_belongs_to_the_one_of_its_period():
    state = a_state(
        measures=[a_measure()],
        indicators=[an_indicator()],
        targets=[PATH],
        definitions=[a_definition(), a_definition(2, "01.01.2023", series_break=True)],
        indicator_values=[a_value(str(y), y, definition=None) for y in range(2020, 2025)],
    )
    assert assess(state).indicators["I"].slope is None
    assert day("01.01.2023") < state.as_of


LINE = st.tuples(st.fractions(-1000, 1000, max_denominator=50), st.fractions(-50, 50, max_denominator=50))


@given(LINE, st.lists(st.integers(24000, 24400), min_size=3, max_size=9, unique=True))
def test_values_on_a_straight_line_give_its_slope(line, months):
    """Bug it catches: values taken as evenly spaced, whatever their periods."""
    start, per_year = line
    points = [(F(month, 12), start + per_year * F(month, 12)) for month in sorted(months)]
    assert slope(points) == per_year


@given(st.fractions(-20, 20, max_denominator=9), st.integers(-99, 99), st.integers(-99, 99))
def test_turning_up_into_down_keeps_the_tendency(per_year, baseline, target):
    """Bug it catches: the direction of the target forgotten, rising always good."""
    assert tendency(per_year, baseline, target) == tendency(-per_year, -baseline, -target)
