"""The table of rights as a planner reads it: who holds what, when, and where it ends."""

from __future__ import annotations

import datetime as dt

from dashboard.domain.rights import CONDITIONS, PUBLIC, ROLES, RULES, Grant, Target, allowed

DAY = dt.date(2026, 1, 15)
LEAD = Grant(code="a", account=1, role="lead", strategy="stadt", scope="field", object="2")
ENTRY = Target(strategy="stadt", field="2", measure="2.3", state="submitted", submitter=7)


def may(action: str, *grants: Grant, target: Target = ENTRY, account: int | None = 1) -> bool:
    return allowed(action, account, grants, target, DAY) is not None


def entry(**changes: object) -> Target:
    return Target(**{name: getattr(ENTRY, name) for name in Target.__dataclass_fields__} | changes)  # type: ignore[arg-type]


def test_everybody_reads_what_is_published_and_nothing_else_without_an_account() -> None:
    open_to_all = [rule.action for rule in RULES if PUBLIC in rule.cells]
    assert open_to_all == ["read_published"]
    assert may("read_published", account=None)
    assert not may("read_internal", account=None)


def test_a_role_begins_and_ends_on_its_days() -> None:
    for starts, ends, holds in (
        (DAY, DAY, True), (None, DAY - dt.timedelta(1), False), (DAY + dt.timedelta(1), None, False), (None, None, True),
    ):  # fmt: skip
        grant = Grant(code="a", account=1, role="lead", strategy="stadt", starts=starts, ends=ends)
        assert may("approve_entry", grant) is holds


def test_who_submitted_an_entry_never_decides_on_it_in_whichever_role() -> None:
    everything = [Grant(code=role, account=7, role=role) for role in ROLES]
    for action in ("approve_entry", "return_entry"):
        assert not may(action, *everything, account=7)
        assert may(action, *everything, account=8)


def test_a_role_ends_at_its_field_its_measure_and_its_strategy() -> None:
    assert may("approve_entry", LEAD)
    assert not may("approve_entry", LEAD, target=entry(field="1"))
    assert not may("approve_entry", LEAD, target=entry(strategy="nachbar"))
    sponsor = Grant(code="b", account=1, role="sponsor", strategy="stadt", scope="measure", object="2.3")
    assert may("submit_entry", sponsor)
    assert not may("submit_entry", sponsor, target=entry(measure="2.4"))


def test_the_coordination_approves_only_where_no_other_lead_is_active() -> None:
    coordination = Grant(code="c", account=3, role="coordination", strategy="stadt")
    assert may("approve_entry", coordination, account=3)
    assert not may("approve_entry", coordination, target=entry(led=True), account=3)


def test_administrators_approve_and_submit_no_data() -> None:
    admin = Grant(code="d", account=1, role="admin")
    assert [rule.action for rule in RULES if rule.cells.get("admin") and "entry" in rule.action] == []
    assert not may("approve_entry", admin)
    assert may("manage_accounts", admin, target=Target())


def test_an_administrator_of_one_strategy_manages_no_accounts_of_the_house() -> None:
    assert not may("manage_accounts", Grant(code="d", account=1, role="admin", strategy="stadt"), target=Target())


def test_what_has_no_state_of_its_line_is_forbidden_to_everybody() -> None:
    everything = [Grant(code=role, account=1, role=role) for role in ROLES]
    assert not may("approve_entry", *everything, target=entry(state="approved"))
    assert not may("publish_value", *everything, target=entry(state="published"))


def test_each_cell_of_the_table_says_something_that_can_be_asked() -> None:
    for rule in RULES:
        assert rule.cells
        assert set(rule.cells) <= set(ROLES)
        assert set(rule.cells.values()) <= CONDITIONS.keys()
        assert rule.never_own == any("never own entries" in words for words in rule.cells.values())


def test_one_takes_back_ones_own_comments_and_only_coordination_those_of_others() -> None:
    own, others = entry(submitter=1, state=""), entry(submitter=7, state="")
    member = Grant(code="e", account=1, role="member", strategy="stadt", scope="field", object="2")
    for grant in (LEAD, member):
        assert may("take_back_comment", grant, target=own)
        assert not may("take_back_comment", grant, target=others)
        assert not may("take_back_comment", grant, target=entry(submitter=1, field="1"))
    coordination = Grant(code="c", account=3, role="coordination", strategy="stadt")
    assert may("take_back_comment", coordination, target=others, account=3)
