"""Funding split (D1) and what a grant entitles to (D7), on plain amounts."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.funding import (
    account,
    entitlement,
    is_rounding_difference,
    own_cash_need,
    own_need,
    quota_share,
    split,
)
from dashboard.domain.ratios import ratio
from tests.domain.builders import euro, number

CENTS = st.integers(min_value=0, max_value=10**12)
QUOTA = st.decimals(min_value=0, max_value=1, places=4)


def test_d01_ninety_percent_of_wismars_volume_is_granted_and_the_town_bears_the_rest():
    parts = split(euro("1834169.98"), [(euro("1834169.98"), number("0.9"))])
    assert parts.grant == euro("1650752.98")
    assert parts.own == euro("183417.00")


def test_d01_the_stated_own_share_of_wismar_is_a_rounding_difference_and_no_error():
    computed = split(euro("1834169.98"), [(euro("1834169.98"), number("0.9"))]).own
    assert is_rounding_difference(euro("183417.01"), computed)
    assert not is_rounding_difference(computed, computed)
    assert not is_rounding_difference(computed + 6, computed)


def test_d01_at_sixty_five_percent_wismar_would_bear_641959_49():
    parts = split(euro("1834169.98"), [(euro("1834169.98"), number("0.65"))])
    assert (parts.grant, parts.own) == (euro("1192210.49"), euro("641959.49"))


def test_d01_sixteen_of_twenty_thousand_is_a_quota_of_eighty_percent():
    assert ratio(euro(16000), euro(20000)) == ratio(8, 10)


def test_d01_half_a_cent_is_rounded_away_from_zero():
    assert quota_share(1, Decimal("0.5")) == 1
    assert quota_share(-1, Decimal("0.5")) == -1
    assert quota_share(3, Decimal("0.4")) == 1


def test_d01_several_grants_are_each_rounded_by_themselves():
    parts = split(101, [(1, Decimal("0.5")), (1, Decimal("0.5"))], third=10)
    assert parts.grants == (1, 1)
    assert parts.own == 101 - 2 - 10


@given(CENTS, st.lists(st.tuples(CENTS, QUOTA), max_size=4), CENTS)
def test_the_parts_of_a_split_add_up_to_the_total(total, parts, third):
    """Bug it catches: the own share computed as total × (1 − q) and rounded by itself."""
    found = split(total, parts, third)
    assert sum(found.grants) + found.third + found.own == total


def _example_grant():
    entitled = entitlement(euro(38000), number("0.65"), euro(61750))
    return account(actual=euro(40000), entitled=entitled, drawn=euro(20000), received=euro(15000), third_received=0)


def test_d07_the_example_grant_entitles_to_24700_of_which_4700_are_drawable():
    money = _example_grant()
    assert (money.entitlement, money.drawable) == (euro(24700), euro(4700))


def test_d07_the_town_pre_finances_25000_and_has_borne_15300():
    money = _example_grant()
    assert (money.pre_financing, money.own_used) == (euro(25000), euro(15300))


def test_d07_the_own_need_is_35000_and_in_cash_27000():
    need = own_need(euro(100000), euro(61750), euro(3250))
    assert need == euro(35000)
    assert own_cash_need(need, euro(8000)) == euro(27000)


def test_d07_drawing_more_than_entitled_is_overdrawn_by_the_difference():
    money = account(actual=100, entitled=50, drawn=70, received=70, third_received=0)
    assert (money.overdrawn, money.drawable) == (20, -20)


def test_d07_an_entitlement_never_exceeds_what_is_approved():
    assert entitlement(euro(200000), number("0.65"), euro(61750)) == euro(61750)


def test_d07_without_an_approval_there_is_no_entitlement_and_no_own_need():
    assert entitlement(euro(38000), number("0.65"), None) is None
    assert own_need(euro(100000), None, 0) is None
    assert own_cash_need(None, 5) is None


@given(CENTS, CENTS, QUOTA, CENTS)
def test_the_entitlement_grows_with_the_eligible_payments_and_stays_within_the_approval(one, more, quota, approved):
    """Bug it catches: max instead of min of share and approval."""
    low, high = entitlement(one, quota, approved), entitlement(one + more, quota, approved)
    assert low <= high <= approved
