"""Who may do what (C.4): one table, role × action × state of the object. What stands nowhere in it is forbidden.

The table is the rule itself: operations and reads ask it, people with the role "admin" read it in the browser, and a
test walks it cell by cell. The submitter never approves, in whichever role: that is asked before the table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

PUBLIC = "public"
ROLES = (PUBLIC, "council", "sponsor", "member", "lead", "coordination", "finance", "admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role that an account holds: for all strategies or one, there for all, a field or a measure, from–to.

    `code` names the grant, `deputy_of` the one it stands in for; `title` is the role as others read it, never a name.
    """

    code: str
    account: int
    role: str
    strategy: str | None = None
    scope: str = "all"
    object: str | None = None
    title: str | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    deputy_of: str | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether the role is held on this day, both ends included."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What somebody wants to act on. `strategy` None: the installation itself.

    `state` is the state of the entry, value or period; `submitter` the account that submitted the entry. `sponsored`:
    an active sponsor holds the measure; `led`: somebody active leads its field who did not submit the entry.
    """

    strategy: str | None = None
    field: str | None = None
    measure: str | None = None
    state: str = ""
    submitter: int | None = None
    sponsored: bool = False
    led: bool = False


Condition = Callable[[Grant, Target], bool]


def covers(grant: Grant, target: Target) -> bool:
    """Whether the target lies within the reach of the grant."""
    if grant.strategy is not None and grant.strategy != target.strategy:
        return False
    if grant.scope == "all":
        return True
    return grant.object is not None and grant.object == (target.measure if grant.scope == "measure" else target.field)


def within(grant: Grant, target: Target) -> bool:
    """Whether both are of one strategy: what a role may read does not end at its own field or measure."""
    return grant.strategy is None or grant.strategy == target.strategy


def _always(_grant: Grant, _target: Target) -> bool:
    return True


def _without_sponsor(grant: Grant, target: Target) -> bool:
    return covers(grant, target) and not target.sponsored


def _nobody_else(grant: Grant, target: Target) -> bool:
    return covers(grant, target) and not target.sponsored and not target.led


def _instead_of_the_lead(grant: Grant, target: Target) -> bool:
    return covers(grant, target) and not target.led


#: Cells of the table: their words (message ids) and what they ask for.
CONDITIONS: Mapping[str, Condition] = {
    "yes": _always,
    "own strategy": within,
    "own reach": covers,
    "own measure": covers,
    "own field": covers,
    "where no sponsor is active": _without_sponsor,
    "where neither sponsor nor lead is active": _nobody_else,
    "own field, never own entries": covers,
    "where no other lead is active, never own entries": _instead_of_the_lead,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: an action, in which states of its object, and who under which condition.

    Without `states` the state does not matter. `never_own`: not for what the same account submitted.
    """

    action: str
    states: frozenset[str]
    cells: Mapping[str, str]
    never_own: bool = False


_EVERYBODY = dict.fromkeys(ROLES, "yes")
_STAFF = dict.fromkeys(("sponsor", "member", "lead", "coordination", "finance", "admin"), "own strategy")
_APPROVING = {
    "lead": "own field, never own entries",
    "coordination": "where no other lead is active, never own entries",
}


def _rule(action: str, cells: Mapping[str, str], states: Iterable[str] = (), *, never_own: bool = False) -> Rule:
    return Rule(action, frozenset(states), cells, never_own)


#: Who may do what. A line an auditor can read aloud.
RULES: tuple[Rule, ...] = (
    _rule("read_published", _EVERYBODY),
    _rule("read_internal", _STAFF),
    _rule(
        "read_entries",
        {"sponsor": "own measure", "member": "own field", "lead": "own field", "coordination": "own strategy"},
    ),
    _rule("read_history", _STAFF),
    _rule(
        "submit_entry",
        {
            "sponsor": "own measure",
            "lead": "where no sponsor is active",
            "coordination": "where neither sponsor nor lead is active",
        },
        ("", "submitted", "returned", "approved", "taken_back"),
    ),
    _rule(
        "take_back_entry",
        {"sponsor": "own measure", "lead": "own field", "coordination": "own reach"},
        ("submitted", "returned"),
    ),
    _rule("approve_entry", _APPROVING, ("submitted",), never_own=True),
    _rule("return_entry", _APPROVING, ("submitted",), never_own=True),
    _rule("publish_value", {"coordination": "own reach"}, ("approved",)),
    _rule("withdraw_value", {"coordination": "own reach"}, ("published",)),
    _rule("close_period", {"coordination": "own reach"}, ("open",)),
    _rule("open_period", {"coordination": "own reach"}, ("closed",)),
    _rule("edit_structure", {"coordination": "own reach"}),
    _rule("change_status", {"coordination": "own reach"}),
    _rule("manage_accounts", {"admin": "own reach"}),
    _rule("grant_role", {"admin": "own reach"}),
)
RULE_OF: Mapping[str, Rule] = {rule.action: rule for rule in RULES}


def allowed(action: str, account: int | None, grants: Sequence[Grant], target: Target, today: dt.date) -> Grant | None:
    """The grant under which the account may do it; None: it may not.

    `grants` are those of the account; a grant outside its days counts as none. KeyError for an unknown action.
    """
    rule = RULE_OF[action]
    if rule.states and target.state not in rule.states:
        return None
    if rule.never_own and target.submitter is not None and target.submitter == account:
        return None
    for grant in sorted(grants, key=lambda one: ROLES.index(one.role)):
        words = rule.cells.get(grant.role)
        if words and grant.holds(today) and CONDITIONS[words](grant, target):
            return grant
    return None
