"""Days as they are typed on the desk."""

from __future__ import annotations

import datetime as dt

from dashboard.text.parsing import NotUnderstood
from dashboard.text.parsing_days import parse_day


def typed_day(text: str) -> dt.date | None:
    """The last day that fits what was typed; None for nothing, and for what is no day."""
    try:
        found = parse_day(text)
    except NotUnderstood:
        return None
    return found.day if found else None
