"""What slips after a milestone: those that follow it keep their distance."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment import assess
from dashboard.domain.slips import followers, slips, stated_day
from tests.domain.builders import (
    a_baseline,
    a_forecast,
    a_measure,
    a_milestone,
    a_plan_version,
    a_state,
    a_status,
    day,
    follows,
)

DAYS = {"A": "30.06.2025", "B": "31.10.2025", "C": "28.02.2026", "D": "31.03.2026"}


def milestones(*links, forecasts=(), days=None, changes=None):
    """A, B, C and D with these baselines and links "after before"."""
    dated = days or DAYS
    return assess(
        a_state(
            "07.07.2025",
            measures=[a_measure()],
            measure_statuses=[a_status()],
            plan_versions=[a_plan_version()],
            milestones=[a_milestone(code, **(changes or {}).get(code, {})) for code in DAYS],
            baselines=[a_baseline(code, on) for code, on in dated.items()],
            forecasts=list(forecasts),
            links=[follows(*link.split()) for link in links],
        )
    ).milestones


def moved(found, code="A", to="31.08.2025"):
    return {one.milestone: one.after for one in slips(found, code, day(to))}


def test_what_follows_moves_by_as_many_days_as_the_milestone_itself():
    found = milestones("B A", "C B")
    assert moved(found) == {"B": day("01.01.2026"), "C": day("01.05.2026")}


def test_what_does_not_follow_stays():
    assert moved(milestones("B A")) == {"B": day("01.01.2026")}
    assert moved(milestones("A B")) == {}


def test_nothing_slips_when_a_milestone_comes_earlier_or_stays():
    found = milestones("B A")
    assert moved(found, to="30.06.2025") == moved(found, to="01.06.2025") == {}


def test_the_last_forecast_is_what_was_expected_and_not_the_baseline():
    found = milestones(
        "B A", forecasts=[a_forecast("A", "31.03.2025", "31.07.2025"), a_forecast("B", "31.03.2025", "30.11.2025")]
    )
    [slip] = slips(found, "A", day("31.08.2025"))
    assert (slip.baseline, slip.before, slip.after) == (day("31.10.2025"), day("30.11.2025"), day("31.12.2025"))


def test_a_milestone_that_is_overdue_slips_from_the_day_that_was_stated_and_not_from_today():
    found = milestones("B A")
    assert found["A"].expected == day("07.07.2025")
    assert stated_day(found["A"]) == day("30.06.2025")


def test_a_milestone_that_was_reached_does_not_slip_and_holds_back_nothing_behind_it():
    assert moved(milestones("B A", "C B", changes={"B": {"reached": "01.07.2025"}})) == {}


def test_dropped_and_undated_milestones_do_not_slip_but_what_stands_behind_them_does():
    links = ("B A", "C B")
    dropped = {"B": {"dropped_on": day("01.07.2025"), "dropped_reason": "Reason"}}
    undated = {code: on for code, on in DAYS.items() if code != "B"}
    for found in (milestones(*links, changes=dropped), milestones(*links, days=undated)):
        assert moved(found) == {"C": day("01.05.2026")}


def test_a_milestone_without_any_day_moves_nothing():
    found = milestones("B A", days={code: on for code, on in DAYS.items() if code != "A"})
    assert moved(found) == {}


def test_links_in_a_circle_end():
    found = milestones("B A", "C B", "A C")
    assert followers(found, "A") == ("B", "C")


LINKS = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("ABCD")).filter(lambda pair: pair[0] != pair[1]), max_size=6
)


@given(LINKS, st.integers(1, 400))
def test_distances_between_what_slips_stay_as_they_were(pairs, late):
    """Bug it catches: the delay added once for each way that leads to a milestone."""
    found = milestones(*dict.fromkeys(f"{after} {before}" for after, before in pairs))
    for slip in slips(found, "A", day(DAYS["A"]) + dt.timedelta(days=late)):
        assert (slip.after - slip.before).days == late
        assert slip.before == day(DAYS[slip.milestone])
