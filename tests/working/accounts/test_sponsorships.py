"""Who leaves as a sponsor leaves a gap that is seen, and who comes closes it (X39)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.domain.assessment import assess
from dashboard.domain.rights import Grant
from dashboard.domain.values import Ref
from dashboard.domain.weak_points import findings
from dashboard.operations import accounts, structure
from dashboard.operations.deed import Actor
from dashboard.storage.chain import verify_chain
from dashboard.storage.engine import reading
from dashboard.storage.read import strategy_state
from tests.working.people import OPERATOR, SLUG, TODAY, Town, add, mail

MEASURE = "2.3"


def sponsorships(town: Town) -> list[tuple[str, dt.date | None, dt.date | None]]:
    """Title, begin and end of each sponsorship of the measure, the oldest first."""
    found = (held.values for held in structure.rows_of(town.engine, SLUG, "assignment"))
    own = [one for one in found if (one["role"], one["object"], one["deputy_of"]) == ("sponsor", MEASURE, None)]
    return [(one["title"], one["starts"], one["ends"]) for one in sorted(own, key=lambda one: one["starts"])]


def vacant(town: Town, days: int) -> set[str]:
    """How heavily the measure without a sponsor weighs so many days later."""
    with reading(town.engine) as connection:
        state = strategy_state(connection, SLUG, TODAY + dt.timedelta(days), None, "internal")
    key = ("SP09", Ref("measure", MEASURE))
    return {one.severity for one in findings(assess(state)) if one.key == key}


def close(town: Town, name: str = "patin") -> None:
    accounts.close_account(town.engine, OPERATOR, accounts.account_of(town.engine, mail(name)))


def begin(town: Town) -> dt.date:
    [(_title, starts, ends)] = sponsorships(town)
    assert ends is None
    assert starts
    return starts


def test_a_closed_account_ends_the_sponsorship_and_is_a_weak_point_after_thirty_days(people_town: Town) -> None:
    starts = begin(people_town)
    close(people_town)
    assert sponsorships(people_town) == [("Patenrolle Maßnahme 2.3", starts, TODAY)]
    assert [vacant(people_town, days) for days in (30, 31, 90, 91)] == [set(), {"medium"}, {"medium"}, {"high"}]
    with reading(people_town.engine) as connection:
        assert verify_chain(connection, SLUG) is None


def test_a_role_taken_away_does_the_same_and_the_next_sponsor_closes_the_gap(people_town: Town) -> None:
    starts = begin(people_town)
    account = accounts.account_of(people_town.engine, mail("patin"))
    _all, grants = accounts.everybody(people_town.engine)
    [grant] = [one for one in grants if one.account == account.id]
    accounts.end_role(people_town.engine, OPERATOR, grant.code)
    later = Actor(None, (), TODAY + dt.timedelta(40), operator=True)
    accounts.grant_role(people_town.engine, later, replace(grant, title="Neue Patin"))
    assert sponsorships(people_town) == [
        ("Patenrolle Maßnahme 2.3", starts, TODAY),
        ("Neue Patin", TODAY + dt.timedelta(40), None),
    ]
    assert vacant(people_town, 45) == set()


def test_while_another_sponsor_stays_nothing_ends(people_town: Town) -> None:
    add(people_town.engine, "zweite", "sponsor", "measure", MEASURE)
    close(people_town)
    begin(people_town)


@pytest.mark.parametrize("role", ["lead", "member"])
def test_who_is_no_sponsor_leaves_no_gap(people_town: Town, role: str) -> None:
    add(people_town.engine, "andere", role, "measure", MEASURE)
    close(people_town, "andere")
    begin(people_town)


def test_a_deputy_is_no_sponsor(people_town: Town) -> None:
    _all, grants = accounts.everybody(people_town.engine)
    patin = accounts.account_of(people_town.engine, mail("patin"))
    [stood_for] = [one.code for one in grants if one.account == patin.id]
    made = accounts.add_account(people_town.engine, OPERATOR, mail("vertretung"), "Vertretung", None)
    accounts.grant_role(people_town.engine, OPERATOR, Grant(
        code="", account=made.id, role="sponsor", strategy=SLUG, scope="measure", object=MEASURE, deputy_of=stood_for,
    ))  # fmt: skip
    close(people_town)
    assert sponsorships(people_town)[-1][2] == TODAY


def test_the_first_sponsor_of_a_field_without_one_is_named(people_town: Town) -> None:
    add(people_town.engine, "neue", "sponsor", "field", "3", "Patenrolle Handlungsfeld 3")
    found = [held.values for held in structure.rows_of(people_town.engine, SLUG, "assignment")]
    [named] = [one for one in found if one["role"] == "sponsor" and one["object_kind"] == "field"]
    assert (named["title"], named["object"], named["starts"]) == ("Patenrolle Handlungsfeld 3", "3", TODAY)
    assert (named["ends"], named["source"]) == (None, "meldungen")
