"""Declared history against stored history: what one key of a package means for the database. No SQL here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from dashboard.storage.content import Content
from dashboard.storage.rows import Stored
from dashboard.text.catalog import gettext as _


@dataclass(frozen=True, slots=True)
class Declared:
    """A version as a package gives it; without `known_on` the town knows it since the day of the import.

    `at` is its place among the package's rows of the table.
    """

    content: Content
    known_on: dt.date | None
    known_until: dt.date | None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A version to be added; `at` as in `Declared`."""

    content: Content
    known_on: dt.date
    known_until: dt.date | None
    at: int | None = None


@dataclass(slots=True)
class Outcome:
    """What has to happen to a key: versions to add, and the day on which the current one stops to hold."""

    current: Stored | None = None
    added: list[Version] = field(default_factory=list)
    closed_on: dt.date | None = None

    @property
    def final(self) -> Content | None:
        """What holds afterwards; None: the key has ended."""
        if self.added:
            return self.added[-1].content if self.added[-1].known_until is None else None
        return self.current.content if self.current and not self.closed_on else None


class Impossible(Exception):
    """The declared history cannot be told on top of the stored one: `column`, reason, remedy, and the version's `at`."""

    def __init__(self, column: str, reason: str, remedy: str, at: int | None = None) -> None:
        super().__init__(reason)
        self.column, self.reason, self.remedy, self.at = column, reason, remedy, at


def compare(declared: Sequence[Declared], stored: Sequence[Stored], today: dt.date) -> Outcome:
    """The outcome for one key. `stored` are its versions that were ever known, `declared` those of the package.

    Raises Impossible when known days lie in the future, overlap, or would rewrite what is closed or newer.
    """
    outcome = Outcome(current=next((version for version in stored if version.known_until is None), None))
    closed = {(version.known_on, version.known_until): version for version in stored if version.known_until}
    last_end = max((version.known_until for version in stored if version.known_until), default=None)
    holds = False
    for version in _dated(declared, outcome.current, today):
        alike = closed.get((version.known_on, version.known_until)) if version.known_until else None
        if alike and alike.content == version.content:
            continue
        if _is_current(version, outcome.current):
            holds, outcome.closed_on = version.known_until is None, version.known_until
            continue
        _check_follows(version, outcome.current, last_end)
        outcome.added.append(version)
    if outcome.current and not holds and not outcome.closed_on:
        outcome.closed_on = outcome.added[0].known_on if outcome.added else _end(outcome.current, today)
    return outcome


def _is_current(version: Version, current: Stored | None) -> bool:
    return current is not None and (version.known_on, version.content) == (current.known_on, current.content)


def _dated(declared: Sequence[Declared], current: Stored | None, today: dt.date) -> list[Version]:
    """The versions oldest first, every day filled in and checked."""
    ordered = sorted(declared, key=lambda version: version.known_on or dt.date.max)
    days = [version.known_on or _first_known(ordered, current, today) for version in ordered]
    following = zip_longest(ordered, days, days[1:])
    versions = [
        Version(version.content, day, version.known_until or until, version.at) for version, day, until in following
    ]
    for version in versions:
        _check_days(version, today)
    for older, newer in pairwise(versions):
        if older.known_until and older.known_until > newer.known_on:
            raise Impossible(
                "known_until", _("Two versions hold on {day}.", day=newer.known_on),
                _("known_until may not be later than the next known_on."), older.at,
            )  # fmt: skip
    return versions


def _first_known(ordered: Sequence[Declared], current: Stored | None, today: dt.date) -> dt.date:
    """An empty known_on: the stored day where the package repeats what holds, else the day of the import."""
    last = ordered[-1]
    if current is None or last.content != current.content:
        return today
    follows = [day for version in ordered[:-1] for day in (version.known_on, version.known_until) if day]
    return today if any(day > current.known_on for day in follows) else current.known_on


def _check_days(version: Version, today: dt.date) -> None:
    for column, day in (("known_on", version.known_on), ("known_until", version.known_until)):
        if day and day > today:
            raise Impossible(
                column, _("{day} lies in the future; today is {today}.", day=day, today=today),
                _("A town can only know since today or earlier."), version.at,
            )  # fmt: skip
    if version.known_until and version.known_until <= version.known_on:
        raise Impossible(
            "known_until",
            _(
                "The row ends on {until} and is known only since {since}.",
                until=version.known_until,
                since=version.known_on,
            ),
            _("known_until must be later than known_on."),
            version.at,
        )


def _check_follows(version: Version, current: Stored | None, last_end: dt.date | None) -> None:
    """A version that is not stored may follow what is stored; an open one may correct what an import brought."""
    on = version.known_on
    if current and current.way != "import" and on < current.known_on:
        raise Impossible(
            "known_on",
            _("The package is older than the database: it knows this row since {declared}, the program since {stored}.",
              declared=on, stored=current.known_on),
            _("Export the package again and make your changes there."), version.at,
        )  # fmt: skip
    after_current = current.known_on + dt.timedelta(1) if current and version.known_until else None
    floor = max(filter(None, (after_current, last_end)), default=None)
    if floor and on < floor:
        raise Impossible(
            "known_on",
            _("The version of {declared} is not the one that is stored, and the history up to {stored} is closed.",
              declared=on, stored=floor),
            _("Leave closed versions as they were exported, and give the new one a later day."), version.at,
        )  # fmt: skip


def _end(current: Stored, today: dt.date) -> dt.date:
    """The day a key that is gone from the package ends on."""
    if today < current.known_on:
        raise Impossible(
            "known_on", _("The row is known since {stored} only; today is {today}.",
              stored=current.known_on, today=today),
            _("Check the day of this computer."),
        )  # fmt: skip
    return today
