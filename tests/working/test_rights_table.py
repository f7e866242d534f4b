"""The table of rights, walked cell by cell: role × action × state, on own and on foreign things, as people would do it.

Each cell is tried for real. A forbidden one also proves that nothing changed: the ends of all histories are the same.
What a cell's words mean is said here once more, on its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.domain.rights import ROLES, RULES, Rule
from dashboard.operations import entries
from dashboard.storage.accounts import Account, accounts
from dashboard.storage.chain import Head, head, verify_chain
from dashboard.storage.engine import reading
from dashboard.storage.schema import INSTALLATION
from tests.working import people
from tests.working.neighbour import NEIGHBOUR, add_neighbour
from tests.working.people import SLUG, Town
from tests.working.rights_ways import REFUSALS, THINGS, WAYS, Thing, Try, entry_in_state, put_away

#: Who holds which role; the sponsor that of measure 2.3, member and lead those of field 2.
PERSON = {
    "public": None, "council": "rat", "sponsor": "patin", "member": "mitglied", "lead": "leitung",
    "coordination": "koordination", "finance": "finanzen", "admin": "admin",
}  # fmt: skip
ENTRY_STATES = ("", "submitted", "returned", "approved", "taken_back")
#: The states that the thing of an action can be in; without any it has none that matters.
STATES = {
    "submit_entry": ENTRY_STATES, "take_back_entry": ENTRY_STATES, "approve_entry": ENTRY_STATES,
    "return_entry": ENTRY_STATES, "read_entries": ("submitted",),
    "publish_value": ("approved", "published", "withdrawn"), "withdraw_value": ("approved", "published", "withdrawn"),
    "close_period": ("open", "closed"), "open_period": ("open", "closed"), "take_back_comment": ("own", "another's"),
}  # fmt: skip
#: Actions on a strategy as a whole: own and foreign ones.
OF_STRATEGIES = (
    "read_published",
    "read_history",
    "close_period",
    "open_period",
    "edit_structure",
    "change_status",
    "grant_role",
)
#: Months and years of the past that no package speaks about: each cell has its own, in the rhythm of its indicator.
MONTHS = (f"{year}-{month:02}" for year in range(1901, 2020) for month in range(1, 13))
YEARS = (str(year) for year in range(1500, 1901))
#: Things on which every state is tried; on the others the first one that the rule names.
EVERY_STATE = ("sponsored and led", "another strategy's")
COUNTED = {"cells": 0, "allowed": 0}


def reaches(role: str, thing: Thing) -> bool:
    """Whether the thing is the person's own."""
    if role in ("public", "admin"):
        return True
    own = {"sponsor": thing.measure == "2.3", "member": thing.field == "2", "lead": thing.field == "2"}
    return thing.slug == SLUG and own.get(role, True)


def same_strategy(role: str, thing: Thing) -> bool:
    return role in ("public", "admin") or thing.slug == SLUG


def allowed(rule: Rule, role: str, thing: Thing, state: str) -> bool:
    """What the words of the cell mean."""
    words = rule.cells.get(role, "")
    if "public" in rule.cells:
        return True
    if not words or (rule.states and state not in rule.states):
        return False
    if rule.action == "manage_accounts":
        return role == "admin"
    if words == "own strategy":
        return same_strategy(role, thing)
    if "own comments only" in words and state != "own":
        return False
    if "if no sponsor is active" in words and thing.sponsored:
        return False
    if "neither sponsor nor lead" in words and (thing.sponsored or thing.led):
        return False
    if "no other lead" in words and thing.led:
        return False
    return reaches(role, thing)


def heads(town: Town) -> tuple[Head | list[Account], ...]:
    """The ends of all histories, and the accounts, which have none."""
    with reading(town.engine) as connection:
        ends = (head(connection, slug) for slug in (SLUG, NEIGHBOUR, INSTALLATION))
        return (*ends, accounts(connection))


@pytest.fixture(scope="module")
def town(peopled: Path, tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("rights")
    made = people.copy(peopled, folder / "town.db")
    add_neighbour(made.engine, folder)
    return made


@pytest.fixture(scope="module")
def clients(town: Town) -> dict[str | None, FlaskClient]:
    return {person: town.client(person) for person in PERSON.values()}


@pytest.fixture(scope="module", autouse=True)
def told(town: Town) -> Iterator[None]:
    """Afterwards every history is whole, and the number of cells is told."""
    yield
    with reading(town.engine) as connection:
        for slug in (SLUG, NEIGHBOUR, INSTALLATION):
            assert verify_chain(connection, slug) is None
    print(f"\nrights: {COUNTED['cells']} cells tried, {COUNTED['allowed']} allowed, the others changed nothing")


def cells() -> Iterator[tuple[Rule, str, str, str]]:
    for rule in RULES:
        things = ("sponsored and led", "another strategy's") if rule.action in OF_STRATEGIES else tuple(THINGS)
        if rule.action == "manage_accounts":
            things = ("sponsored and led",)
        states = STATES.get(rule.action, ("",))
        for role, name, state in itertools.product(ROLES, things, states):
            if name in EVERY_STATE or state == (rule.states or states)[0]:
                yield rule, role, name, state


def trial(town: Town, person: str | None, thing: Thing, state: str, clients: dict[str | None, FlaskClient]) -> Try:
    """A cell with a period of its own."""
    return Try(town, person, thing, state, next(YEARS if thing.yearly else MONTHS), clients)


def shown(action: str, response: TestResponse) -> bool:
    """Whether a page that was read shows what the action is about."""
    return response.status_code == 200 and (action != "read_internal" or "Schwachstelle" in response.text)


@pytest.mark.parametrize("action", [rule.action for rule in RULES])
def test_each_cell_of_the_table_is_kept(action: str, town: Town, clients: dict[str | None, FlaskClient]) -> None:
    prepare, act = WAYS[action]
    tries = []
    for rule, role, name, state in cells():
        if rule.action == action:
            one = trial(town, PERSON[role], THINGS[name], state, clients)
            prepare(one)
            tries.append((allowed(rule, role, one.thing, state), role, name, one))
    wrong = []
    for expected, role, name, one in sorted(tries, key=lambda each: each[0]):
        before = heads(town)
        response = act(one)
        changed = heads(town) != before
        read = action.startswith("read_")
        done = shown(action, response) if read else changed
        told_well = done or response.status_code in (REFUSALS | {200} if read else REFUSALS)
        if done != expected or (changed and (read or not expected)) or not told_well:
            wrong.append((role, name, one.state, "done" if done else "refused", response.status_code))
    COUNTED["cells"] += len(tries)
    COUNTED["allowed"] += sum(expected for expected, *_rest in tries)
    for *_rest, one in tries:
        put_away(one)
    assert wrong == []


@pytest.mark.parametrize(("person", "name"), [("leitung", "led alone"), ("koordination", "nobody's")])
@pytest.mark.parametrize("action", ["approve_entry", "return_entry"])
def test_nobody_decides_on_what_they_submitted_themselves(
    person: str, name: str, action: str, town: Town, clients: dict[str | None, FlaskClient]
) -> None:
    one = trial(town, person, THINGS[name], "submitted", clients)
    entry_in_state(one, one.actor)
    before = heads(town)
    WAYS[action][1](one)
    assert heads(town) == before
    COUNTED["cells"] += 1


def test_what_the_only_lead_submitted_is_approved_by_the_coordination(town: Town, clients) -> None:
    one = trial(town, "leitung", THINGS["led alone"], "submitted", clients)
    entry_in_state(one, one.actor)
    WAYS["approve_entry"][1](replace(one, person="koordination"))
    assert entries.entries(town.engine, SLUG)[one.code].state == "approved"


def test_every_line_of_the_table_has_a_way_in_which_it_is_tried() -> None:
    assert WAYS.keys() == {rule.action for rule in RULES}
