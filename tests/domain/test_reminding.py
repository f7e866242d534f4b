"""When somebody is reminded, and who else when nobody answers."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.domain.due import Due
from dashboard.domain.reminding import recipients, stage
from dashboard.domain.rights import Grant

DAY = dt.date(2026, 4, 15)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-31, None), (-30, -30), (-8, -30), (-7, -7), (-2, -7), (-1, -1), (0, -1), (1, 1), (6, 1), (7, 7), (29, 7), (30, 30),
     (900, 30)],
)  # fmt: skip
def test_a_stage_begins_on_its_day_and_lasts_until_the_next(days: int, expected: int | None) -> None:
    assert stage(DAY, DAY + dt.timedelta(days=days)) == expected


def grant(
    account: int, role: str, scope: str = "measure", about: str | None = "M1", deputy_of: str | None = None
) -> Grant:
    return Grant(
        code=f"role-{account}",
        account=account,
        role=role,
        strategy="stadt",
        scope=scope,
        object=about,
        deputy_of=deputy_of,
    )


SPONSOR, DEPUTY = grant(1, "sponsor"), grant(2, "sponsor", deputy_of="role-1")
LEAD, COORDINATION = grant(3, "lead", "field", "F1"), grant(4, "coordination", "all", None)
ALL = (SPONSOR, DEPUTY, LEAD, COORDINATION)
QUESTION = Due("report", "M1", DAY, None, "M1", "F1")


def told(stage: int, grants: tuple[Grant, ...] = ALL, away: frozenset[int] = frozenset()) -> list[int]:
    return list(recipients(QUESTION, "stadt", stage, grants, DAY, away))


def test_before_the_day_and_one_day_after_only_the_sponsor_hears_of_it() -> None:
    assert told(-30) == told(-7) == told(-1) == told(1) == [1]


def test_after_a_week_the_deputy_hears_of_it_and_after_a_month_the_lead() -> None:
    assert told(7) == [1, 2]
    assert told(30) == [1, 2, 3]


def test_where_nobody_sponsors_the_next_one_takes_the_place() -> None:
    assert told(-7, (DEPUTY, LEAD, COORDINATION)) == [2]
    assert told(-7, (LEAD, COORDINATION)) == [3]
    assert told(-7, (COORDINATION,)) == [4]
    assert told(-7, ()) == []


def test_who_is_away_is_passed_over() -> None:
    assert told(1, away=frozenset({1})) == [2]


def test_a_lead_without_anybody_above_hears_of_it_once() -> None:
    assert told(30, (LEAD, COORDINATION)) == [3]


def test_other_strategies_fields_and_measures_are_nobodys_business() -> None:
    elsewhere = (grant(5, "sponsor", about="M2"), grant(6, "lead", "field", "F2"))
    assert told(30, elsewhere) == []
    assert list(recipients(QUESTION, "andere", 30, ALL, DAY)) == []
