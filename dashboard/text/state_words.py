"""The words for the states of section C.2, by the table that keeps them."""

from __future__ import annotations

from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l

STATE_WORDS: dict[str, dict[str, LazyText]] = {
    "measure_status": {
        "proposed": _l("proposed"),
        "adopted": _l("adopted"),
        "planning": _l("in planning"),
        "running": _l("running"),
        "completed": _l("completed"),
        "permanent": _l("made permanent"),
        "paused": _l("paused"),
        "parked": _l("parked"),
        "stopped": _l("stopped"),
        "merged": _l("merged"),
    },
    "milestone": {
        "planned": _l("planned"),
        "in_progress": _l("in progress"),
        "reached": _l("reached"),
        "dropped": _l("dropped"),
    },
    "indicator_value": {
        "draft": _l("draft"),
        "submitted": _l("submitted"),
        "approved": _l("approved"),
        "published": _l("published"),
        "withdrawn": _l("withdrawn"),
    },
    "grant_version": {
        "applied": _l("applied for"),
        "approved": _l("granted"),
        "changed": _l("changed"),
        "rejected": _l("rejected"),
        "revoked": _l("revoked"),
        "closed": _l("closed"),
    },
    "drawdown": {
        "planned": _l("planned"),
        "requested": _l("requested"),
        "received": _l("received"),
        "proven": _l("proven"),
        "cut": _l("cut"),
        "rejected": _l("rejected"),
    },
}


def state_word(table: str, state: str) -> str:
    """The word for a state; a state without one is shown as it is."""
    word = STATE_WORDS.get(table, {}).get(state)
    return str(word) if word else state
