"""What an import did, or would do: counts, and one line for each key it touches."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from dashboard.operations.declared import Outcome
from dashboard.storage.content import shape


class Difference(NamedTuple):
    """One column of a revised row, before and after; values as in a package row."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Line:
    """One key of one table, the day since when it is so (an ended one: until when it held), and what differs."""

    table: str
    key: tuple[str, ...]
    known_on: dt.date
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`added`, `revised` and `ended` name every touched key; `changes` counts the change rows of the history.

    `dry_run` says that nothing was stored: the report is what an import would do.
    """

    slug: str
    dry_run: bool
    added: tuple[Line, ...]
    revised: tuple[Line, ...]
    ended: tuple[Line, ...]
    changes: int

    @property
    def is_empty(self) -> bool:
        """Does the package say just what is stored?"""
        return not self.changes


def line(table: str, outcome: Outcome) -> tuple[str, Line]:
    """Which list of the report the outcome belongs to, and its line there."""
    form, before, after = shape(table), outcome.current, outcome.final
    content = after or (before.content if before else outcome.added[-1].content)
    day = outcome.added[-1].known_on if outcome.added else outcome.closed_on
    if day is None:
        raise ValueError("nothing happens to this key")
    if before is None:
        return "added", Line(table, form.key(content), day)
    if after is None:
        return "ended", Line(table, form.key(content), outcome.added[-1].known_until or day if outcome.added else day)
    pairs = zip(form.names, before.content, after, strict=True)
    differences = [Difference(*pair) for pair in pairs if pair[1] != pair[2]]
    if before.known_on != day:
        differences.append(Difference("known_on", before.known_on, day))
    return "revised", Line(table, form.key(content), day, tuple(differences))
