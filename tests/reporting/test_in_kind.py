"""X23: work of the own house counts on one side only: as own share, or as cost that the grant pays for."""

from __future__ import annotations

import pytest

from dashboard.domain.assessment import Assessment, assess
from dashboard.domain.weak_points import findings
from dashboard.reporting.money import own_share, sources
from dashboard.reporting.money.scope import Scope
from tests.domain.builders import an_appropriation, an_in_kind, euro
from tests.reporting.towns import a_grant_town

#: Own money that the plan of the town asks for in 2024, and the budget that just covers it with 10.000 of work.
OWN, BUDGET, WORK = 70000, 60000, 10000


def town(**given) -> Assessment:
    budget = (an_appropriation("a", BUDGET, 2024, as_of="01.01.2024"),)
    work = (an_in_kind("k", WORK, 2024, **given),)
    return assess(a_grant_town(on="31.12.2024", appropriations=budget, in_kinds=work))


def own_side(found: Assessment) -> tuple[int, int, bool, int | None]:
    """What the work is worth as own share in each figure that knows it."""
    scope = Scope(found)
    own = own_share.own_share(scope)
    assert own.need is not None
    assert own.cash_need is not None
    used = [source.earned for source in sources.sources(scope, own) if source.kind == "in_kind"]
    covered = "SP08" not in {finding.rule for finding in findings(found)}
    return own.in_kind, own.need - own.cash_need, covered, used[0] if used else None


@pytest.mark.parametrize(
    ("recognised", "funded", "counts"),
    [
        (True, False, True),  # own share; not in the eligible cost
        (True, True, False),  # eligible cost that the grant pays for; not own share as well
        (False, False, False),  # neither
        (False, True, False),
    ],
)
def test_work_counts_as_own_share_everywhere_or_nowhere(recognised, funded, counts):
    expected = (euro(WORK), euro(WORK), True, euro(WORK)) if counts else (0, 0, False, None)
    assert own_side(town(recognised=recognised, funded=funded)) == expected


@pytest.mark.parametrize("funded", [True, False])
def test_work_alone_never_raises_what_a_grant_pays(funded):
    """Eligible is only what a payment says it is: work enters the grant's side by its payment, once."""
    grant, without = town(funded=funded).grants["GR"], assess(a_grant_town(on="31.12.2024")).grants["GR"]
    assert (grant.eligible_actual, grant.entitlement) == (without.eligible_actual, without.entitlement)
    assert grant.entitlement


def test_funded_work_beside_recognised_work_leaves_only_the_recognised_one_as_own_share():
    work = (an_in_kind("k1", 3000, 2024), an_in_kind("k2", 500, 2024, funded=True))
    scope = Scope(assess(a_grant_town(in_kinds=work)))
    own = own_share.own_share(scope)
    assert own.in_kind == euro(3000)
    assert [s.earned for s in sources.sources(scope, own) if s.kind == "in_kind"] == [euro(3000)]
