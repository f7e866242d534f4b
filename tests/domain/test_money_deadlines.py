"""Days on which money lapses or costs interest."""

from fractions import Fraction as F

from dashboard.domain.assessment import assess
from dashboard.domain.money_deadlines import entitlement_at_pace, interest_bearing, money_deadlines
from dashboard.domain.values import Ref
from tests.domain.builders import (
    a_drawdown,
    a_grant_version,
    a_posting,
    an_appropriation,
    day,
    euro,
    reference_state,
)
from tests.reporting.towns import PERIOD, a_grant_town


def deadlines(state):
    return money_deadlines(state, assess(state).grants.values())


def test_at_todays_pace_half_the_time_earns_half_of_what_is_earned_at_the_end():
    assert entitlement_at_pace(euro(30000), F(1, 2), euro(100000)) == euro(60000)


def test_no_pace_leads_beyond_what_is_approved():
    assert entitlement_at_pace(euro(80000), F(1, 2), euro(100000)) == euro(100000)


def test_before_the_grant_period_there_is_no_pace():
    assert entitlement_at_pace(0, F(0), euro(100000)) is None


def test_the_grant_period_ends_with_what_lapses_at_todays_pace():
    (ending,) = (d for d in deadlines(a_grant_town()) if d.kind == "grant_end")
    earned = euro(24700) / F(578, 1096)
    assert (ending.day, ending.amount) == (day("31.12.2026"), euro(130000) - round(earned))


def test_a_closed_grant_has_no_deadlines_left():
    closed = a_grant_version(valid_from="01.07.2025", status="closed", quota="0.65", amount=130000, **PERIOD)
    state = a_grant_town(grant_versions=(*a_grant_town().grant_versions, closed))
    assert {d.kind for d in deadlines(state)} <= {"interest"}


def test_an_application_waits_for_the_councils_resolution():
    applied = a_grant_version(status="applied", quota="0.9", resolution_due=day("24.08.2025"))
    found = deadlines(a_grant_town(grant_versions=(applied,), drawdowns=()))
    assert [(d.kind, d.day, d.amount) for d in found] == [("resolution", day("24.08.2025"), None)]


def test_the_overdrawn_amount_lies_in_the_latest_drawdowns():
    first, second = a_drawdown("a", 100, "01.01.2025"), a_drawdown("b", 50, "01.02.2025")
    assert interest_bearing((first, second), euro(80)) == [(second, euro(50)), (first, euro(30))]


def test_a_planned_drawdown_bears_no_interest():
    planned = a_drawdown("p", 100, "01.01.2025", status="planned")
    assert interest_bearing((planned,), euro(80)) == []


def test_carried_over_funds_are_used_first_and_only_the_rest_lapses():
    carried = an_appropriation("a", 50000, carried_over=euro(30000), expires_on=day("31.12.2025"))
    postings = (a_posting(10000, month="01.02.2025"), a_posting(5000, "commitment", "01.03.2025"))
    (lapsing,) = deadlines(reference_state(appropriations=(carried,), postings=postings))
    assert (lapsing.kind, lapsing.amount, lapsing.object) == ("lapse", euro(15000), Ref("measure", "M"))


def test_carried_over_funds_that_are_spent_do_not_lapse():
    carried = an_appropriation("a", 50000, carried_over=euro(30000), expires_on=day("31.12.2025"))
    assert deadlines(reference_state(appropriations=(carried,), postings=(a_posting(31000, month="01.02.2025"),))) == []
