"""One version of a row: what was known of something from one day until another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

#: The tables whose versions, with the reasons given for them, stand on the page of a measure for everybody.
TOLD = ("measure", "measure_status", "milestone", "baseline", "forecast")


class Version(NamedTuple):
    """A row of the package by physical column, known from `known_on` until `known_until` (None: it holds).

    `key` are the values of the key's columns: which thing the row is about. `reason` is what somebody gave for it in a
    form, for everybody to read; None for what was imported.
    """

    table: str
    key: tuple[Any, ...]
    row: Mapping[str, Any]
    known_on: dt.date
    known_until: dt.date | None
    reason: str | None = None
