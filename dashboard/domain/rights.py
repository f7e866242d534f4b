"""Who may do what (C.4): one table, role × action × state of the object. What stands nowhere in it is forbidden.

The table is the rule itself: operations and reads ask it, people with the role "admin" read it in the browser, and a
test walks it cell by cell. The submitter never approves, in whichever role: that is asked before the table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
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

    `state` is the state of the entry, value or period; `submitter` the account that submitted the entry or wrote the
    comment. `sponsored`:
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


def _without_sponsor(grant: Grant, target: Target) -> bool:
    return covers(grant, target) and not target.sponsored


def _nobody_else(grant: Grant, target: Target) -> bool:
    return covers(grant, target) and not target.sponsored and not target.led


def _instead_of_the_lead(grant: Grant, target: Target) -> bool:
    return covers(grant, target) and not target.led


def _own_words(grant: Grant, target: Target) -> bool:
    return covers(grant, target) and target.submitter == grant.account


#: What a cell of the table says, and what it asks for. An empty cell forbids.
CONDITIONS: Mapping[str, Condition] = {
    "yes": covers,
    "own strategy": within,
    "own measure": covers,
    "own field": covers,
    "if no sponsor is active": _without_sponsor,
    "if neither sponsor nor lead is active": _nobody_else,
    "own field, never own entries": covers,
    "if no other lead is active, never own entries": _instead_of_the_lead,
    "own measure, own comments only": _own_words,
    "own field, own comments only": _own_words,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: an action, who may do it under which condition, and in which states of its object.

    Without `states` the state does not matter. `never_own`: not for what the same account submitted, in any role.
    """

    action: str
    cells: Mapping[str, str]
    states: tuple[str, ...] = ()
    never_own: bool = False


def _everybody(words: str) -> dict[str, str]:
    return dict.fromkeys(ROLES, words)


def _staff(words: str) -> dict[str, str]:
    return dict.fromkeys((role for role in ROLES if role not in (PUBLIC, "council")), words)


def _to_submit() -> dict[str, str]:
    return {
        "sponsor": "own measure",
        "lead": "if no sponsor is active",
        "coordination": "if neither sponsor nor lead is active",
    }


def _to_decide() -> dict[str, str]:
    return {
        "lead": "own field, never own entries",
        "coordination": "if no other lead is active, never own entries",
    }


#: An entry that is not there yet has no state.
NOT_THERE = ""

#: Who may do what: a line can be read aloud. A role reaches as far as it was given, and what has no line is forbidden.
RULES: tuple[Rule, ...] = (
    Rule("read_published", _everybody("yes")),
    Rule("read_internal", _staff("own strategy")),
    Rule("read_history", _staff("own strategy")),
    Rule(
        "read_entries",
        {"sponsor": "own measure", "member": "own field", "lead": "own field", "coordination": "yes"},
    ),
    Rule("submit_entry", _to_submit(), (NOT_THERE, "submitted", "returned", "approved", "taken_back")),
    Rule(
        "take_back_entry",
        {"sponsor": "own measure", "lead": "own field", "coordination": "yes"},
        ("submitted", "returned"),
    ),
    Rule("approve_entry", _to_decide(), ("submitted",), never_own=True),
    Rule("return_entry", _to_decide(), ("submitted",), never_own=True),
    Rule("comment", {"sponsor": "own measure", "member": "own field", "lead": "own field", "coordination": "yes"}),
    # Coordination also takes back what others wrote: somebody must be able to put away what should never have stood there.
    Rule(
        "take_back_comment",
        {
            "sponsor": "own measure, own comments only",
            "member": "own field, own comments only",
            "lead": "own field, own comments only",
            "coordination": "yes",
        },
    ),
    Rule("publish_value", {"coordination": "yes"}, ("approved",)),
    Rule("withdraw_value", {"coordination": "yes"}, ("published",)),
    Rule("close_period", {"coordination": "yes"}, ("open",)),
    Rule("open_period", {"coordination": "yes"}, ("closed",)),
    Rule("edit_structure", {"coordination": "yes"}),
    Rule("change_status", {"coordination": "yes"}),
    Rule("manage_accounts", {"admin": "yes"}),
    Rule("grant_role", {"admin": "yes"}),
)
RULE_OF: Mapping[str, Rule] = {rule.action: rule for rule in RULES}

#: What everybody holds, also without an account.
_EVERYBODYS = Grant(code="", account=0, role=PUBLIC)


def allowed(action: str, account: int | None, grants: Sequence[Grant], target: Target, today: dt.date) -> Grant | None:
    """The grant under which the account may do it; None: it may not.

    `grants` are those of the account; a grant outside its days counts as none. KeyError for an unknown action.
    """
    rule = RULE_OF[action]
    if rule.states and target.state not in rule.states:
        return None
    if rule.never_own and target.submitter is not None and target.submitter == account:
        return None
    for grant in sorted((_EVERYBODYS, *grants), key=lambda one: ROLES.index(one.role)):
        words = rule.cells.get(grant.role)
        if words and grant.holds(today) and CONDITIONS[words](grant, target):
            return grant
    return None
