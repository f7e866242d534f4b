"""One version of a row: what was known of something from one day until another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple


class Version(NamedTuple):
    """A row of the package by physical column, known from `known_on` until `known_until` (None: it holds).

    `key` are the values of the key's columns: which thing the row is about.
    """

    table: str
    key: tuple[Any, ...]
    row: Mapping[str, Any]
    known_on: dt.date
    known_until: dt.date | None
