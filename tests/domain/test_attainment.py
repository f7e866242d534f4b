"""Attainment (D8) and target path (D9)."""

from dataclasses import replace
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment import assess
from dashboard.domain.attainment import attainment, path_attainment, path_points, path_value
from dashboard.domain.model import Consultation, InterimTarget
from dashboard.domain.ratios import capped
from dashboard.domain.values import Period, half_up
from tests.domain.builders import a_measure, a_state, a_target, a_value, an_indicator, day, number

NUMBER = st.decimals(min_value=-(10**6), max_value=10**6, places=2)


def the_indicator(on="31.07.2025", target=None, interim=(), values=(), audience="internal", **changes):
    """The one indicator of a state with these values."""
    return assess(
        a_state(
            on,
            audience=audience,
            measures=[a_measure()],
            indicators=[an_indicator(**changes)],
            targets=[target] if target else [],
            interim_targets=interim,
            indicator_values=values,
        )
    ).indicators["I"]


@pytest.mark.parametrize(
    ("direction", "target", "value", "share"),
    [
        ("up", a_target((2020, 20), (2025, 80)), 50, F(50, 100)),
        ("down", a_target((2020, 400), (2025, 300)), 340, F(60, 100)),
        ("down", a_target((2020, 400), (2025, 300)), 420, F(-20, 100)),
        ("maintain", a_target((2020, 100), (2025, 100), tolerance=5), 107, F(60, 100)),
        ("maintain", a_target((2020, 100), (2025, 100), tolerance=5), 95, 1),
        ("min", a_target((2020, 80), (2025, 90), tolerance=10), 84, F(40, 100)),
        ("min", a_target((2020, 80), (2025, 90), tolerance=10), 90, 1),
        ("max", a_target((2020, 80), (2025, 90), tolerance=10), 96, F(40, 100)),
        ("max", a_target((2020, 80), (2025, 90), tolerance=10), 200, 0),
        ("range", a_target((2020, 50), (2025, 50), lower=40, upper=60), 65, F(50, 100)),
        ("range", a_target((2020, 50), (2025, 50), lower=40, upper=60), 60, 1),
        ("range", a_target((2020, 50), (2025, 50), lower=40, upper=60, tolerance=5), 35, 0),
    ],
)
def test_d08_attainment_by_direction(direction, target, value, share):
    assert attainment(direction, number(value), target) == share


def test_d08_attainment_the_wrong_way_is_negative_and_0_in_means():
    share = attainment("down", number(420), a_target((2020, 400), (2025, 300)))
    assert (share, capped(share)) == (F(-1, 5), 0)


def test_d08_a_target_equal_to_its_baseline_is_an_error_of_the_data():
    with pytest.raises(ValueError, match="equals its baseline"):
        attainment("up", number(5), a_target((2020, 20), (2025, 20)))


def test_x26_an_indicator_whose_target_equals_its_baseline_has_no_attainment():
    found = the_indicator(target=a_target((2020, 20), (2025, 20)), values=[a_value("2023", 50)])
    assert (found.attainment, found.path_attainment, found.light) == (None, None, "grey")


def test_d08_without_a_tolerance_only_a_met_target_can_be_told():
    target = a_target((2020, 80), (2025, 90))
    assert attainment("min", number(90), target) == 1
    assert attainment("min", number(84), target) is None
    assert attainment("maintain", number(90), target) is None


def test_d08_cumulative_downloads_of_two_years_are_60_percent_of_the_target():
    found = the_indicator(
        target=a_target((2022, 0), (2026, 500)), values=[a_value("2023", 120), a_value("2024", 180)], cumulative=True
    )
    assert (found.effective, found.attainment) == (300, F(60, 100))


def test_d08_a_gap_in_a_cumulative_series_leaves_no_attainment():
    found = the_indicator(
        target=a_target((2021, 0), (2026, 500)), values=[a_value("2022", 120), a_value("2024", 180)], cumulative=True
    )
    assert (found.effective, found.attainment, found.value.value.value) == (None, None, 180)


def test_d08_a_cumulative_series_starts_after_the_baseline_year_with_the_baseline():
    values = [a_value("2022", 999), a_value("2023", 120), a_value("2024", 180, state="submitted")]
    found = the_indicator(target=a_target((2022, 100), (2026, 500)), values=values, cumulative=True)
    assert found.effective == 220


def test_d08_a_cumulative_series_of_quarters_needs_every_quarter_up_to_the_latest():
    target = a_target((2023, 0), (2026, 100))
    quarters = [a_value(f"2024-Q{n}", 10) for n in (1, 2, 3)]
    series = {"periodicity": "quarter", "cumulative": True}
    assert the_indicator(target=target, values=quarters, **series).effective == 30
    assert the_indicator(target=target, values=quarters[1:], **series).effective is None


def test_d09_halfway_the_path_of_20_to_80_asks_for_56():
    points = path_points(a_target((2020, 20), (2025, 80)))
    assert path_value(points, F(2023)) == 56
    rho = path_attainment(number(50), number(20), F(56))
    assert (rho, half_up(rho, 3)) == (F(30, 36), number("0.833"))


def test_d09_an_interim_target_bends_the_path():
    interim = [InterimTarget(indicator="I", version=1, year=2022, value=number(50))]
    points = path_points(a_target((2020, 20), (2025, 80)), interim)
    assert path_value(points, F(2023)) == 60
    assert path_attainment(number(50), number(20), F(60)) == F(75, 100)


def test_d09_ahead_of_a_falling_path_is_more_than_one():
    points = path_points(a_target((2020, 400), (2030, 300)))
    assert path_value(points, F(2025)) == 350
    assert path_attainment(number(340), number(400), F(350)) == F(120, 100)


def test_d09_parts_of_a_year_are_twelfths():
    assert Period.parse("2023-Q2").y == F(20225, 10)
    assert path_value(path_points(a_target((2022, 0), (2023, 12))), Period.parse("2023-04").y) == 4


def test_d09_before_and_in_the_baseline_year_there_is_no_path_attainment_and_after_the_target_year_the_target():
    points = path_points(a_target((2020, 20), (2025, 80)))
    assert path_value(points, F(2019)) is None
    assert path_attainment(number(50), number(20), path_value(points, F(2020))) is None
    assert path_value(points, F(2031)) == 80


def test_d09_the_year_of_the_value_counts_and_not_that_of_the_key_date():
    values = [a_value("2023", 50)]
    found = the_indicator("31.07.2024", a_target((2020, 20), (2025, 80)), values=values)
    assert (found.path_value, found.path_attainment) == (56, F(30, 36))


def test_d09_without_a_path_the_attainment_stands_in():
    found = the_indicator(
        target=a_target((2020, 80), (2025, 90), tolerance=10), values=[a_value("2024", 84)], direction="min"
    )
    assert (found.attainment, found.path_attainment, found.path_value) == (F(2, 5), F(2, 5), None)


def test_the_path_can_be_drawn_year_by_year_from_the_baseline_on():
    found = the_indicator(target=a_target((2020, 20), (2025, 80)))
    assert found.path(range(2019, 2027)) == (
        (2020, 20),
        (2021, 32),
        (2022, 44),
        (2023, 56),
        (2024, 68),
        (2025, 80),
        (2026, 80),
    )


def test_x25_a_target_version_counts_from_its_day_or_else_from_its_resolution():
    early = a_target((2020, 20), (2025, 80))
    undated = replace(early, version=2, valid_from=None, target_value=number(120), resolution="paper-2")
    decided = Consultation(
        code="c", paper="paper-2", body="b", date=day("01.07.2024"), role="decision", public="public", result="adopted"
    )
    tables = {
        "measures": [a_measure()],
        "indicators": [an_indicator()],
        "targets": [undated, early],
        "consultations": [decided],
        "indicator_values": [a_value("2023", 70)],
    }
    before = assess(a_state("30.06.2024", **tables)).indicators["I"]
    after = assess(a_state("01.07.2024", **tables)).indicators["I"]
    assert (before.target.version, before.attainment) == (1, F(50, 60))
    assert (after.target.version, after.attainment) == (2, F(50, 100))


def test_a_target_version_without_day_and_resolution_gives_way_to_one_with_a_day():
    early = a_target((2020, 20), (2025, 80))
    undated = replace(early, version=2, valid_from=None, resolution=None)
    state = a_state(measures=[a_measure()], indicators=[an_indicator()], targets=[undated, early])
    assert assess(state).indicators["I"].target.version == 1


def test_only_approved_values_count_and_for_the_public_only_published_ones():
    target = a_target((2020, 20), (2025, 80))
    values = [
        a_value("2021", 30),
        a_value("2022", 38, state="approved"),
        a_value("2023", 50, state="submitted"),
    ]
    assert the_indicator(target=target, values=values).effective == 38
    assert the_indicator(target=target, values=values, audience="public").effective == 30


def test_i04_a_value_given_as_missing_is_no_zero():
    values = [a_value("2022", 38), a_value("2023", None, missing_reason="not_collected")]
    assert the_indicator(target=a_target((2020, 20), (2025, 80)), values=values).effective == 38


@given(NUMBER, NUMBER, NUMBER)
def test_a_path_attains_nothing_at_its_baseline_and_everything_at_its_target(baseline, target, value):
    """Bug it catches: (V − B)/T, right for all paths that start at 0."""
    if baseline == target:
        return
    path = a_target((2020, baseline), (2025, target))
    assert attainment("up", path.baseline_value, path) == 0
    assert attainment("down", path.target_value, path) == 1
    nearer = attainment("up", (value + target) / 2, path) - attainment("up", value, path)
    assert nearer == (1 - attainment("up", value, path)) / 2


@given(NUMBER, NUMBER, st.lists(st.tuples(st.integers(2021, 2029), NUMBER), unique_by=lambda stop: stop[0]))
def test_the_path_runs_through_all_its_corners(baseline, target, stops):
    """Bug it catches: interim targets taken in the order they were entered."""
    interim = [InterimTarget(indicator="I", version=1, year=year, value=value) for year, value in stops]
    points = path_points(a_target((2020, baseline), (2030, target)), interim)
    assert all(path_value(points, F(year)) == F(value) for year, value in [*stops, (2030, target)])


@given(st.sampled_from(["maintain", "min", "max", "range"]), NUMBER)
def test_bounded_directions_give_shares_between_0_and_1(direction, value):
    """Bug it catches: the floor of 0 forgotten far from the target."""
    target = a_target((2020, 50), (2025, 50), tolerance=5, lower=40, upper=60)
    assert 0 <= attainment(direction, value, target) <= 1
