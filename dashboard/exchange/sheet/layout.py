"""What writer and reader of a value sheet agree on: its columns, where its rows begin, what a row says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dashboard.codebook import Column, codebook
from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.choice_words import words

HEADING_ROW, FIRST_ROW = 4, 5
#: Rows of one sheet; a sponsor has a handful.
MOST_ROWS = 200
#: Columns by name: heading, width in characters, whether somebody fills it in.
COLUMNS: Mapping[str, tuple[LazyText, int, bool]] = {
    "what": (_l("Value"), 44, False),
    "period": (_l("Period"), 16, False),
    "unit": (_l("Unit"), 14, False),
    "last": (_l("Last value"), 22, False),
    "planned": (_l("Target for then"), 16, False),
    "typed": (_l("New value"), 18, True),
    "reason": (_l("No value, because"), 30, True),
    "quality": (_l("Quality"), 14, True),
    "source": (_l("Source"), 30, True),
    "note": (_l("Note or reason"), 36, True),
    "code": (_l("Code (leave as it is)"), 30, False),
    "version": (_l("Version (leave as it is)"), 14, False),
}
PLACES = {name: at for at, name in enumerate(COLUMNS, start=1)}
#: Longest texts, as the form in the browser takes them.
LONGEST = {"typed": 60, "source": 200, "note": 500, "code": 200, "version": 50}


class Line(NamedTuple):
    """What is asked: shown texts, the code of the entry, and the versions of entry and fact that were seen."""

    what: str
    period: str
    unit: str
    last: str
    planned: str
    source: str
    code: str
    version: str


class Given(NamedTuple):
    """What a row says: texts as typed, `reason` and `quality` as values of the codebook or empty."""

    row: int
    code: str
    version: str
    typed: str
    reason: str
    quality: str
    source: str
    note: str


def column(name: str) -> Column:
    """The column of a value in the codebook: its type and its choices."""
    stored = {"typed": "value", "reason": "missing_reason", "quality": "quality"}.get(name, "note")
    return next(one for one in codebook()["indicator_value"].columns if one.name == stored)


def choices(name: str) -> dict[str, str]:
    """Values of a choice by their words."""
    return {str(word): value for value, word in words("indicator_value", column(name)).items()}
