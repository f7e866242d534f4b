"""What makes a value odd (X31): a jump, a change of sign, a percentage over 100."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.oddness import Oddity, oddities, usual_change

#: Changes of 0.8, 0.7 and 0.9: the usual one is 0.8.
PUNCTUALITY = (D("84.0"), D("84.8"), D("85.5"), D("86.4"))


def kinds(value, before, *, percent=False):
    return [one.kind for one in oddities(D(str(value)), [D(str(one)) for one in before], percent=percent)]


def test_the_usual_change_is_the_median_of_the_changes_without_sign():
    assert usual_change(PUNCTUALITY) == D("0.8")
    assert usual_change([D(10), D(4), D(5)]) == D("3.5")


def test_without_two_values_there_is_no_usual_change_and_no_jump():
    assert usual_change([D(5)]) is None
    assert kinds(9000, [5]) == kinds(9000, []) == []


def test_a_value_of_71_2_percent_after_86_4_is_nineteen_times_the_usual_change():
    [found] = oddities(D("71.2"), PUNCTUALITY, percent=True)
    assert (found.kind, found.change, found.usual, found.times) == ("jump", D("-15.2"), D("0.8"), D(19))


def test_exactly_three_times_the_usual_change_is_not_yet_a_jump():
    assert kinds("88.8", PUNCTUALITY) == []
    assert kinds("88.9", PUNCTUALITY) == ["jump"]
    assert kinds("83.9", PUNCTUALITY) == ["jump"]


def test_where_nothing_ever_changed_any_change_is_asked_about():
    [found] = oddities(D(6), [D(5), D(5), D(5)], percent=False)
    assert found == Oddity("jump", D(1), D(0))
    assert found.times is None


@pytest.mark.parametrize(
    ("value", "before", "expected"),
    [(-3, [4], ["sign"]), (3, [-4], ["sign"]), (0, [4], []), (-3, [0], []), (-3, [4, 0], ["sign"]), (3, [4], [])],
)
def test_a_sign_changes_against_the_last_number_that_is_not_zero(value, before, expected):
    assert [kind for kind in kinds(value, before) if kind == "sign"] == expected


def test_more_than_a_hundred_is_odd_for_percent_alone():
    assert kinds("100.1", [], percent=True) == ["over_100"]
    assert kinds(100, [], percent=True) == kinds(400, []) == []


NUMBERS = st.lists(st.integers(-10_000, 10_000).map(D), min_size=2, max_size=9)


@given(NUMBERS, st.integers(-10_000, 10_000).map(D), st.sampled_from([D(1000), D("0.001")]))
def test_the_unit_does_not_change_what_is_a_jump(before, value, factor):
    """Bug it catches: a fixed number instead of the usual change, such as every change by more than 3."""
    scaled = [one * factor for one in before]
    assert kinds_of(value, before) == kinds_of(value * factor, scaled)


@given(NUMBERS, st.integers(-10_000, 10_000).map(D))
def test_a_series_turned_upside_down_is_asked_about_alike(before, value):
    """Bug it catches: the sign of a change kept, so that only rising values are jumps."""
    assert kinds_of(value, before) == kinds_of(-value, [-one for one in before])


@given(NUMBERS, st.integers(1, 9).map(D))
def test_one_outlier_among_many_equal_changes_does_not_hide_the_next(before, step):
    """Bug it catches: the mean of the changes instead of their median."""
    calm = [step * at for at in range(8)]
    with_outlier = [calm[0] - 1000 * step, *calm]
    assert kinds_of(calm[-1] + 4 * step, with_outlier) == ["jump"]


def kinds_of(value, before):
    return [one.kind for one in oddities(value, before, percent=False)]
