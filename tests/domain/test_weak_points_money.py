"""Weak points of money: SP04 to SP08 and SP24 (D14) at their boundaries."""

from __future__ import annotations

import pytest

from dashboard.domain import model
from dashboard.domain.values import Origin, StatedMoney
from tests.domain.builders import (
    PAPER,
    STRATEGY,
    a_drawdown,
    a_grant,
    a_grant_version,
    a_plan_line,
    a_plan_version,
    a_posting,
    a_state,
    a_strategy,
    an_appropriation,
    an_in_kind,
    euro,
    reference_state,
    reference_tables,
    with_record,
)
from tests.domain.weak_points import found


@pytest.mark.parametrize(("spent", "severity"), [(70000, None), (70001, "medium"), (80000, "medium"), (80001, "high")])
def test_sp04_dearer_by_more_than_5_or_10_percent(spent, severity):
    """EAC₂ = AC + 140.000 against a plan of 200.000."""
    assert found(reference_state(postings=(a_posting(spent),)), "SP04") == ([(severity, "M")] if severity else [])


def with_grant(on: str = "31.07.2025", paid: str = "0", **version) -> object:
    given = {"total_cost": "100000", "eligible_cost": "100000", "amount": "65000", "quota": "0.65",
             "period_from": "01.01.2024", "period_to": "31.12.2025"}  # fmt: skip
    drawdowns = version.pop("drawdowns", ())
    return a_state(
        on, grants=(a_grant(),), grant_versions=(a_grant_version(**given | version),),
        postings=(a_posting(paid, eligible=True, object=STRATEGY),), drawdowns=drawdowns,
    )  # fmt: skip


def test_sp05_half_the_period_is_over_and_less_than_half_of_that_share_is_used():
    half, late = "31.12.2024", "02.07.2025"
    assert found(with_grant("30.12.2024", "1"), "SP05") == []
    assert found(with_grant(half, "25000"), "SP05") == [("medium", "GR")]
    assert found(with_grant(half, "25100"), "SP05") == []
    assert found(with_grant("01.07.2025", "1"), "SP05") == [("medium", "GR")]
    assert found(with_grant(late, "1"), "SP05") == [("high", "GR")]
    assert found(with_grant(late, "1", status="applied"), "SP05") == []


def test_sp05_exactly_half_of_the_elapsed_share_is_no_finding_and_a_cent_less_is_one():
    """On 31.12.2024, 366 of 731 days are over: half of that share of 73,100 euro is 18,300 euro."""
    assert found(with_grant("31.12.2024", "18300", eligible_cost="73100"), "SP05") == []
    assert found(with_grant("31.12.2024", "18299.99", eligible_cost="73100"), "SP05") == [("medium", "GR")]


def test_sp06_the_period_ends_within_180_days_and_more_than_a_tenth_is_not_earned():
    assert found(with_grant("04.07.2025", "50000"), "SP06") == [("high", "GR")]
    assert found(with_grant("03.07.2025", "50000"), "SP06") == []
    assert found(with_grant("04.07.2025", "90000"), "SP06") == []
    assert found(with_grant("01.01.2026", "50000"), "SP06") == []


def test_sp07_more_was_drawn_than_entitled_to():
    def drawn(amount: str) -> object:
        return with_grant(paid="10000", drawdowns=(a_drawdown("d1", amount, "01.07.2025"),))

    assert found(drawn("6500"), "SP07") == []
    assert found(drawn("6500.01"), "SP07") == [("high", "GR")]


def test_sp08_own_money_of_the_year_is_not_in_the_budget():
    def with_budget(base: str | None, **changes) -> list:
        return found(reference_state(appropriations=(an_appropriation("a", base, **changes),)), "SP08")

    assert with_budget("100000") == []
    assert with_budget("99999.99") == [("high", "M")]
    assert with_budget("110000", blocked=euro("10000.01")) == [("high", "M")]
    assert with_budget("0", year=2024) == []


def test_x19_without_a_budget_of_the_year_there_is_no_sp08():
    assert found(reference_state(appropriations=(an_appropriation("a", None),)), "SP08") == []


def test_sp08_recognised_work_of_the_own_house_lowers_the_need():
    budget = (an_appropriation("a", "90000"),)
    assert found(reference_state(appropriations=budget, in_kinds=(an_in_kind("k", 10000),)), "SP08") == []
    funded = (an_in_kind("k", 10000, funded=True),)
    assert found(reference_state(appropriations=budget, in_kinds=funded), "SP08") == [("high", "M")]


def test_sp24_sources_that_do_not_match_the_costs():
    lines = reference_tables()["plan_lines"]
    assert (
        found(reference_state(plan_lines=with_record(lines, "own-2024", amount=StatedMoney(euro("100000.05")))), "SP24")
        == []
    )
    off = with_record(lines, "own-2024", amount=StatedMoney(euro("100000.06")))
    assert found(reference_state(plan_lines=off), "SP24") == [("medium", "M")]


def test_x14_denied_effects_beside_amounts_are_a_weak_point_of_the_strategy():
    state = a_state(
        strategy=a_strategy(), papers=(model.Paper(code=PAPER, title="Paper", financial_effects="no"),),
        plan_versions=(a_plan_version(),), plan_lines=(a_plan_line("c", 5, object=STRATEGY, origin=Origin("s")),),
    )  # fmt: skip
    assert found(state, "SP24") == [("medium", STRATEGY.code)]
