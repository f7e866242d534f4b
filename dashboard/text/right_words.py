"""What the table of rights says on the screen: its actions, its conditions and the states of what is acted on."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l

ACTION_WORDS: Mapping[str, LazyText] = {
    "read_published": _l("Read what is published"),
    "read_internal": _l("Read internal pages: notes, weak points, values not yet published"),
    "read_history": _l("Read who changed what"),
    "read_entries": _l("Read entries on their way to approval"),
    "submit_entry": _l("Submit values, dates and reports"),
    "take_back_entry": _l("Take an entry back"),
    "approve_entry": _l("Approve an entry"),
    "return_entry": _l("Return an entry"),
    "comment": _l("Write a comment on a measure"),
    "take_back_comment": _l("Take a comment back"),
    "publish_value": _l("Publish a value"),
    "withdraw_value": _l("Withdraw a published value"),
    "close_period": _l("Close a period"),
    "open_period": _l("Open a closed period"),
    "edit_structure": _l("Edit measures, milestones, indicators and bodies"),
    "change_status": _l("Change the status of a measure"),
    "manage_accounts": _l("Manage accounts"),
    "grant_role": _l("Give and end roles"),
}

CONDITION_WORDS: Mapping[str, LazyText] = {
    "yes": _l("yes"),
    "own strategy": _l("own strategy"),
    "own measure": _l("own measure"),
    "own field": _l("own field"),
    "if no sponsor is active": _l("own field, if no sponsor is active"),
    "if neither sponsor nor lead is active": _l("if neither sponsor nor lead is active"),
    "own field, never own entries": _l("own field, never own entries"),
    "if no other lead is active, never own entries": _l("if no other lead is active, never own entries"),
    "own measure, own comments only": _l("own measure, own comments only"),
    "own field, own comments only": _l("own field, own comments only"),
}

#: The empty state is that of an entry which is not there yet.
STATE_WORDS: Mapping[str, LazyText] = {
    "": _l("not there yet"),
    "submitted": _l("submitted"),
    "returned": _l("returned"),
    "approved": _l("approved"),
    "taken_back": _l("taken back"),
    "published": _l("published"),
    "open": _l("open"),
    "closed": _l("closed"),
}


def action_word(action: str) -> str:
    """An action of the table in words."""
    return str(ACTION_WORDS[action])


def condition_word(words: str | None) -> str:
    """A cell of the table; an empty one is a dash."""
    return str(CONDITION_WORDS[words]) if words else "–"
