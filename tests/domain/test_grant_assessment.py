"""A grant on a day (D7), composed from versions, payments, drawdowns and in-kind work."""

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment import assess
from dashboard.domain.grant_assessment import grant_totals
from dashboard.domain.values import Ref, half_up
from tests.domain.builders import (
    MEASURE,
    a_drawdown,
    a_field,
    a_grant,
    a_grant_version,
    a_measure,
    a_posting,
    a_state,
    an_in_kind,
    covers,
    day,
    euro,
    number,
)

TERMS = {
    "quota": "0.65",
    "total_cost": 100000,
    "eligible_cost": 95000,
    "amount": 61750,
    "third_party": 3250,
    "period_from": "01.01.2024",
    "period_to": "31.12.2026",
}
PAID = (a_posting(38000, eligible=True), a_posting(2000))
DRAWN = (a_drawdown("d1", 15000, "01.03.2025", "20.03.2025"), a_drawdown("d2", 5000, "01.07.2025"))


def the_grant(on="31.07.2025", code="GR", **tables):
    given_tables = {
        "measures": [a_measure(), a_measure("N", "F2")],
        "fields": [a_field(), a_field("F2")],
        "grants": [a_grant()],
        "grant_versions": [a_grant_version(**TERMS)],
        "links": [covers(MEASURE)],
        "postings": PAID,
        "drawdowns": DRAWN,
        "in_kinds": [an_in_kind("k1", 8000)],
    }
    return assess(a_state(on, **given_tables | tables)).grants[code]


def test_d07_example_grant_as_a_whole():
    grant = the_grant()
    assert (grant.actual, grant.eligible_actual, grant.entitlement) == (euro(40000), euro(38000), euro(24700))
    assert (grant.drawn, grant.received, grant.drawable) == (euro(20000), euro(15000), euro(4700))
    assert (grant.pre_financing, grant.own_used) == (euro(25000), euro(15300))
    assert (grant.own_need, grant.own_cash_need, grant.overdrawn) == (euro(35000), euro(27000), 0)


def test_d07_the_draw_rate_of_the_example_is_32_4_percent():
    assert half_up(the_grant().draw_rate * 100, 1) == number("32.4")


def test_d07_the_quota_falls_from_90_to_65_percent_and_the_own_share_grows_by_9500():
    versions = [
        a_grant_version(**TERMS | {"quota": "0.9", "amount": 85500}),
        a_grant_version(valid_from="01.07.2025", status="changed", **TERMS),
    ]
    history = the_grant(grant_versions=versions).versions
    assert [(v.entitlement, v.change) for v in history] == [(euro(34200), None), (euro(24700), euro(-9500))]
    assert the_grant("30.06.2025", grant_versions=versions).entitlement == euro(34200)


def test_d07_in_kind_work_counts_if_recognised_not_funded_and_of_no_later_year():
    rows = [
        an_in_kind("k1", 8000),
        an_in_kind("k2", 100, year=2026),
        an_in_kind("k3", 200, recognised=False),
        an_in_kind("k4", 400, funded=True),
        an_in_kind("k5", 16, year=2024),
    ]
    assert the_grant(in_kinds=rows).own_cash_need == euro(35000 - 8016)


def test_d07_a_cut_drawdown_counts_with_what_is_left_and_a_rejected_one_not():
    rows = [
        a_drawdown("d1", 15000, "01.03.2025", status="cut", decided_on=day("10.03.2025"), amount_left=euro(9000)),
        a_drawdown("d2", 5000, "01.04.2025", status="rejected", decided_on=day("01.05.2025")),
        a_drawdown("d3", 700, "01.08.2025"),
    ]
    assert the_grant(drawdowns=rows).drawn == euro(9000)
    assert the_grant("05.03.2025", drawdowns=rows).drawn == euro(15000)


def test_d07_money_that_arrives_after_the_key_date_is_drawn_and_not_received():
    rows = [a_drawdown("d1", 100, "01.07.2025", "05.08.2025")]
    grant = the_grant(drawdowns=rows)
    assert (grant.drawn, grant.received) == (euro(100), 0)


def test_d07_third_party_money_received_lowers_pre_financing_and_own_share():
    grant = the_grant(postings=(*PAID, a_posting(1000, "third_party_income")))
    assert (grant.pre_financing, grant.own_used) == (euro(24000), euro(14300))


def test_i07_a_grant_only_applied_for_is_no_money():
    grant = the_grant(grant_versions=[a_grant_version(status="applied", **TERMS)])
    assert (grant.approved, grant.entitlement, grant.drawable, grant.own_need, grant.draw_rate) == (None,) * 5


def test_x21_of_a_rejected_grant_the_whole_cost_is_own_need():
    grant = the_grant(grant_versions=[a_grant_version(status="rejected", total_cost=100000)], drawdowns=())
    assert (grant.approved, grant.entitlement, grant.own_need) == (0, 0, euro(100000))


def test_x22_after_a_revocation_everything_drawn_is_overdrawn():
    versions = [a_grant_version(**TERMS), a_grant_version(valid_from="01.07.2025", status="revoked")]
    assert the_grant(grant_versions=versions).overdrawn == euro(20000)


def test_a_payment_naming_a_grant_is_its_own_wherever_it_hangs():
    grant = the_grant(postings=(a_posting(100, object=Ref("measure", "N"), eligible=True, grant="GR"),))
    assert (grant.actual, grant.entitlement) == (euro(100), euro(65))


def test_payments_of_objects_the_grant_does_not_cover_are_not_its_own():
    assert the_grant(postings=(*PAID, a_posting(999, object=Ref("measure", "N"), eligible=True))).actual == euro(40000)


def test_a_grant_of_a_field_covers_its_measures_and_one_that_names_nothing_the_whole_strategy():
    postings = (a_posting(10, eligible=True), a_posting(5, object=Ref("measure", "N")))
    assert the_grant(links=[covers(Ref("field", "F"))], postings=postings).actual == euro(10)
    assert the_grant(links=(), postings=postings).actual == euro(15)


def test_where_two_approved_grants_cover_a_measure_its_payments_have_to_name_theirs():
    tables = {
        "grants": [a_grant(), a_grant("G2")],
        "links": [covers(MEASURE), covers(MEASURE, "G2")],
        "grant_versions": [a_grant_version(**TERMS), a_grant_version("G2", **TERMS)],
        "postings": (a_posting(100), a_posting(7, grant="G2")),
    }
    assert the_grant(**tables).actual == 0
    assert the_grant(code="G2", **tables).actual == euro(7)


def test_a_rejected_grant_takes_no_payments_from_the_approved_one():
    tables = {
        "grants": [a_grant(), a_grant("G2")],
        "links": [covers(MEASURE), covers(MEASURE, "G2")],
        "grant_versions": [a_grant_version(**TERMS), a_grant_version("G2", status="rejected")],
    }
    assert the_grant(**tables).actual == euro(40000)


def test_without_any_payment_known_the_entitlement_is_not_stated():
    grant = the_grant(postings=())
    assert (grant.actual, grant.entitlement, grant.pre_financing) == (None, None, None)
    assert grant.drawn == euro(20000)


def test_the_grant_period_elapses_by_days_with_the_key_date_counted():
    assert the_grant().elapsed == F(366 + 212, 366 + 365 + 365)
    assert the_grant("31.12.2026").elapsed == 1


def test_d07_several_grants_are_entitled_each_by_itself_and_then_summed():
    tables = {
        "grants": [a_grant(), a_grant("G2")],
        "links": [covers(MEASURE), covers(Ref("measure", "N"), "G2")],
        "grant_versions": [a_grant_version(**TERMS), a_grant_version("G2", quota="0.5", amount=10)],
        "postings": (*PAID, a_posting("0.01", object=Ref("measure", "N"), eligible=True)),
        "measures": [a_measure(), a_measure("N", "F2")],
        "fields": [a_field(), a_field("F2")],
        "drawdowns": DRAWN,
    }
    totals = grant_totals(assess(a_state(**tables)).grants.values())
    assert totals.entitlement == euro(24700) + 1
    assert totals.draw_rate == F(euro(20000), euro(61760))


@given(st.sampled_from(["applied", "rejected"]), st.integers(0, 10**6))
def test_i07_no_grant_gives_money_before_it_is_approved(status, paid):
    """Bug it catches: the amount applied for taken for the approved one."""
    grant = the_grant(
        grant_versions=[a_grant_version(status=status, **TERMS)],
        postings=(a_posting(paid, eligible=True),),
        drawdowns=(),
    )
    assert not grant.entitlement
    assert not grant.approved
