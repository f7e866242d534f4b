"""One row a status: its word, symbol, address and order stand here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.state_words import STATE_WORDS


@dataclass(frozen=True, slots=True)
class Status:
    """A traffic light as it is shown. `symbol` is a file below assets/symbols."""

    light: str
    word: object
    slug: str
    symbol: str
    colour: str


#: Worst first: the order in which lights are counted, listed and filtered.
STATUSES = (
    Status("red", _l("Critical"), "kritisch", "red.svg", "critical"),
    Status("yellow", _l("Watch"), "beobachten", "yellow.svg", "watch"),
    Status("green", _l("On plan"), "im-plan", "green.svg", "ok"),
    Status("grey", _l("Not rateable"), "nicht-bewertbar", "grey.svg", "none"),
    Status("done", _l("Completed"), "abgeschlossen", "done.svg", "done"),
    Status("resting", _l("Resting"), "ruht", "resting.svg", "none"),
)
STATUS_OF = {status.light: status for status in STATUSES}
STATUS_BY_SLUG = {status.slug: status for status in STATUSES}

#: Words for the life cycle of a measure (C.2).
MEASURE_STATUS_WORDS = STATE_WORDS["measure_status"]


def severity(light: str | None) -> int:
    """Position in the order of urgency; without a light a measure comes last."""
    return next((place for place, status in enumerate(STATUSES) if status.light == light), len(STATUSES))
