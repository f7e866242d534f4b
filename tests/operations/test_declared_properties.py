"""Whatever packages follow one another: a key's history stays one line, and an import is never needed twice.

Deliberate bugs that these tests caught when they were tried: letting a correction of an import begin before the end of
a closed version (two versions hold on one day), closing the current version on the day of the import instead of the day
its successor is known (a hole), and comparing an empty known_on with the day of the import (every import writes again).
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.operations.declared import Declared, Impossible, Outcome, compare
from dashboard.storage.rows import Stored

FIRST = dt.date(2024, 1, 1)
days = st.integers(0, 12).map(lambda number: FIRST + dt.timedelta(number))


@st.composite
def packages(draw: st.DrawFn) -> list[Declared]:
    """The versions of one key as a checked package may hold them; none: the key is gone."""
    starts = sorted(draw(st.sets(days, max_size=4)))
    versions = []
    for start, following in pairwise([*starts, None]):
        end = following or draw(st.none() | days.filter(lambda day, start=start: day > start))
        if following and draw(st.booleans()):
            end = draw(days.filter(lambda day, s=start, f=following: s < day <= f))
        versions.append(Declared((draw(st.sampled_from("abc")),), start, end))
    if versions and draw(st.booleans()):
        versions[-1] = Declared(versions[-1].content, None, None)
    return versions


def stored_after(stored: list[Stored], outcome: Outcome, change: int) -> list[Stored]:
    """What the database would hold: never-known versions are nobody's history."""
    kept = [
        version._replace(known_until=outcome.closed_on, superseded=change)
        if version == outcome.current and outcome.closed_on
        else version
        for version in stored
    ]
    kept += [
        Stored(0, version.content, version.known_on, version.known_until, "import", change, None)
        for version in outcome.added
    ]
    return sorted((version for version in kept if version.was_known), key=lambda version: version.known_on)


@given(st.lists(packages(), min_size=1, max_size=5))
def test_a_history_stays_one_line_and_no_import_is_needed_twice(sequence: list[list[Declared]]) -> None:
    stored: list[Stored] = []
    for number, package in enumerate(sequence):
        today = FIRST + dt.timedelta(12 + number)
        try:
            outcome = compare(package, stored, today)
        except Impossible:
            continue
        stored = stored_after(stored, outcome, number + 1)
        for older, newer in pairwise(stored):
            assert older.known_until is not None
            assert older.known_until <= newer.known_on
        again = compare(package, stored, today + dt.timedelta(1))
        assert (again.added, again.closed_on) == ([], None)
        holds = [version.content for version in stored if version.known_until is None]
        assert holds == [version.content for version in package[-1:] if version.known_until is None]


@given(st.lists(packages(), min_size=2, max_size=5))
def test_what_was_closed_before_an_import_is_closed_alike_after_it(sequence: list[list[Declared]]) -> None:
    stored: list[Stored] = []
    for number, package in enumerate(sequence):
        closed = [version for version in stored if version.known_until]
        try:
            outcome = compare(package, stored, FIRST + dt.timedelta(12 + number))
        except Impossible:
            continue
        stored = stored_after(stored, outcome, number + 1)
        assert [version for version in closed if version not in stored] == []
